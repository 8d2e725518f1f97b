"""Given, when, then: decisions told the way a clerk would tell them.

    given(("election/bk-2021", [ElectionCalled(...)])).when("unit/bk-2021/BK", command, act).then(event)

Only the streams a procedure names in `reads` (and the election's own) are shown to it, as in the ledger, so a
decision that looks at a stream it did not name fails here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from domain.authority import authorise
from domain.command import Act, Command
from domain.event import Event, Meta, Recorded
from domain.procedure import Given, fold
from domain.refusal import Refusal
from domain.register import procedure_of
from domain.stream import Stream, parse
from domain.terms import CLERK

EPOCH: Final = datetime.fromisoformat("2000-01-01T00:00:00+07:00")
"""Legal time of an event that was put into a history without an act."""


def act(body: str, unit: str, at: str) -> Act:
    """An act of a body of a unit; the time is local, written 2021-03-14 or 2021-03-14T16:59:00."""
    clock = at if "T" in at else f"{at}T09:00:00"
    return Act(actor=CLERK, body=body, unit=unit, legal_at=datetime.fromisoformat(f"{clock}+07:00"))


def given(*history: tuple[str, Iterable[Event]]) -> Scenario:
    """What has happened so far, stream by stream."""
    return Scenario({name: tuple(events) for name, events in history})


@dataclass(frozen=True)
class Outcome:
    """What came of one command: events, or a refusal."""

    events: tuple[Event, ...] = ()
    refusal: Refusal | None = None

    def then(self, *expected: Event) -> None:
        """These events and no others were recorded."""
        assert self.refusal is None, self.refusal
        assert self.events == expected

    def then_refused(self, code: str, *words: str) -> None:
        """Refused with this code, in a sentence that contains these words."""
        assert self.refusal is not None, f"recorded {self.events} instead of refusing {code}"
        assert self.refusal.code == code, self.refusal
        for word in words:
            assert word in self.refusal.sentence

    def then_found(self, *codes: str) -> None:
        """Recorded, with exactly these findings in this order."""
        assert self.refusal is None, self.refusal
        assert [finding.code for event in self.events for finding in getattr(event, "findings", ())] == [
            *codes
        ]

    def one(self) -> Any:
        """The only event recorded."""
        assert self.refusal is None, self.refusal
        (event,) = self.events
        return event


@dataclass(frozen=True)
class Scenario:
    """Streams with their events."""

    history: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    acts: Mapping[str, tuple[Act | None, ...]] = field(default_factory=dict)
    """The act behind each event of a stream; shorter than the stream where the last came without one."""

    def when(self, stream: str, command: Command, by: Act) -> Outcome:
        """Give a command; nothing is added to the history."""
        target: Stream = parse(stream)
        procedure = procedure_of(command)
        state = fold(procedure, self.history.get(stream, ()))
        shown = {target, target.beside("election"), *procedure.reads(state, command, target)}
        events = {str(each): self.history.get(str(each), ()) for each in shown}
        seen = Given(target, by, events, {str(each): self.records(str(each)) for each in shown})
        try:
            authorise(procedure, state, command, seen)
            return Outcome(tuple(procedure.decide(state, command, seen)))
        except Refusal as refusal:
            return Outcome(refusal=refusal)

    def after(self, stream: str, command: Command, by: Act) -> Scenario:
        """The same story with this command carried out."""
        outcome = self.when(stream, command, by)
        assert outcome.refusal is None, outcome.refusal
        return self._adding(stream, outcome.events, by)

    def and_given(self, stream: str, *events: Event) -> Scenario:
        """The same story with these events added to a stream."""
        return self._adding(stream, events, None)

    def _adding(self, stream: str, events: tuple[Event, ...], by: Act | None) -> Scenario:
        acts = [*self.acts.get(stream, ())]
        acts += [None] * (len(self.events(stream)) - len(acts)) + [by] * len(events)
        return Scenario(
            {**self.history, stream: (*self.events(stream), *events)}, {**self.acts, stream: tuple(acts)}
        )

    def records(self, stream: str) -> tuple[Recorded, ...]:
        """What stands on a stream as the ledger has it: with legal times, ids and what led to it."""
        events, acts = self.events(stream), self.acts.get(stream, ())
        known = (*acts, *([None] * (len(events) - len(acts))))
        return tuple(
            _recorded(stream, number, event, by)
            for number, (event, by) in enumerate(zip(events, known, strict=True), start=1)
        )

    def events(self, stream: str) -> tuple[Event, ...]:
        """What stands on a stream."""
        return self.history.get(stream, ())


def _recorded(stream: str, version: int, event: Event, by: Act | None) -> Recorded:
    at = by.legal_at if by else EPOCH
    meta = Meta(
        actor=by.actor if by else CLERK,
        body=by.body if by else CLERK,
        unit=by.unit if by else "",
        command="",
        digest="",
        causation=by.causation if by else "",
    )
    # Not validated: a test shows dozens of streams for one command.
    return Recorded.model_construct(
        log=parse(stream).election,
        position=version,
        stream=stream,
        version=version,
        event_id=uuid5(NAMESPACE_URL, f"{stream}/{version}"),
        type=type(event).__name__,
        schema_version=type(event).schema_version,
        event=event,
        meta=meta,
        legal_at=at,
        recorded_at=at,
        prev_hash="",
        hash="",
    )

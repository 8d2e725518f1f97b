"""Given, when, then: decisions told the way a clerk would tell them.

    given(("election/bk-2021", [ElectionCalled(...)])).when("unit/bk-2021/BK", command, act).then(event)

Only the streams a procedure names in `reads` (and the election's own) are shown to it, as in the ledger, so a
decision that looks at a stream it did not name fails here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.authority import authorise
from domain.command import Act, Command
from domain.event import Event
from domain.procedure import Given, fold
from domain.refusal import Refusal
from domain.register import procedure_of
from domain.stream import Stream, parse
from domain.terms import CLERK


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

    def when(self, stream: str, command: Command, by: Act) -> Outcome:
        """Give a command; nothing is added to the history."""
        target: Stream = parse(stream)
        procedure = procedure_of(command)
        state = fold(procedure, self.history.get(stream, ()))
        shown = {target, target.beside("election"), *procedure.reads(state, command, target)}
        events = {str(each): self.history.get(str(each), ()) for each in shown}
        seen = Given(target, by, events)
        try:
            authorise(procedure, state, command, seen)
            return Outcome(tuple(procedure.decide(state, command, seen)))
        except Refusal as refusal:
            return Outcome(refusal=refusal)

    def after(self, stream: str, command: Command, by: Act) -> Scenario:
        """The same story with this command carried out."""
        outcome = self.when(stream, command, by)
        assert outcome.refusal is None, outcome.refusal
        return self.and_given(stream, *outcome.events)

    def and_given(self, stream: str, *events: Event) -> Scenario:
        """The same story with these events added to a stream."""
        return Scenario({**self.history, stream: (*self.history.get(stream, ()), *events)})

    def events(self, stream: str) -> tuple[Event, ...]:
        """What stands on a stream."""
        return self.history.get(stream, ())

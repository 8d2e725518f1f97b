"""A duty: one deadline of the law, owed by one body of one unit, for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from domain.event import Event
from domain.fact import Fact, LegalTime
from domain.law.book import book
from domain.membership.events import MemberFoundStanding
from domain.stream import Stream

Rung = Literal["before", "on_day", "overdue", "escalated", "at_once"]
"""Steps of the reminder ladder, in the order in which they are climbed; the last for what has no last day."""


_RECORDED_ON: Final = {"ElectionCalled": "election"}
"""Acts of a unit's body that are not recorded on the unit's own stream."""
_ALSO: Final = {
    "CaseDecided": ("CaseWithdrawn", "CasePassedOn", "CaseTransferred"),
    "MemberLeft": ("MemberStruckOff", "MemberCleared"),
}
"""Acts after which the body owes nothing more, besides the one the row names."""

Happened = tuple[Event, datetime, str]
"""An event of a stream with its legal time and its id."""


class Duty(Fact):
    """`subject` is the contest or polling area it is about, empty when it is about the unit itself; of a plan
    the unit whose body owes it."""

    key: str
    deadline: str
    level: str
    """The ballot it belongs to, or `all` when one act serves every ballot."""
    body: str
    kind: str
    """Kind of the stream on which the act is recorded: election, unit, contest, area or case; `plan` for what
    no law asks for, recorded on the unit's own stream."""
    subject: str
    article: str
    title: str
    opens: LegalTime | None
    due: LegalTime
    fulfilled_by: str
    qualifier: str = ""

    def stream(self, unit: Stream) -> Stream:
        """Where the act that fulfils this duty is recorded."""
        if self.kind == "election":
            return unit.beside("election")
        if self.kind in ("plan", "member"):
            return unit
        return unit.beside(self.kind, self.subject or unit.code)


class Term(NamedTuple):
    """One row of the fixed calendar as it concerns one unit."""

    deadline: str
    level: str
    body: str
    article: str
    opens: datetime | None
    due: datetime


class Subject(NamedTuple):
    """What a unit owes something about: a contest, a polling area, a case, or a member (`place.person`).

    `level` is its ballot.
    """

    kind: str
    code: str
    level: str
    cases: tuple[str, ...] = ()
    """Cases that have arisen for it: a duty tied to a case (`only_if`) exists only then."""
    term: Term | None = None
    """The term that runs for this subject alone: a complaint has to be answered so long after its receipt."""


def duties(terms: Iterable[Term], unit_ballots: Sequence[str], subjects: Sequence[Subject]) -> Iterator[Duty]:
    """Every duty of a unit that follows from these terms and from what the unit has to look after."""
    for term in terms:
        row = book().rows[term.deadline]
        if not row.fulfilled_by:
            continue
        level = "all" if row.joint else term.level
        if row.per == "unit":
            if not row.only_if and (row.joint or term.level in unit_ballots):
                yield _duty(term, level, _RECORDED_ON.get(row.fulfilled_by, "unit"), "")
            continue
        for subject in subjects:
            if (
                subject.kind == row.per
                and (row.per == "area" or subject.level == term.level)
                and (not row.only_if or row.only_if in subject.cases)
            ):
                yield _duty(term, level, subject.kind, subject.code)


def case_duties(subjects: Sequence[Subject], law: str) -> Iterator[Duty]:
    """What is owed about single cases and members, each until its own day."""
    for subject in subjects:
        row = book().rows.get(subject.term.deadline) if subject.term else None
        if subject.term is not None and row is not None and row.fulfilled_by:
            level = "all" if row.joint else subject.level
            own = subject.term._replace(article=row.law[law].article)
            yield _duty(own, level, subject.kind, subject.code)


@lru_cache(maxsize=16_384)
def _duty(term: Term, level: str, kind: str, subject: str) -> Duty:
    """The same at every look: most looks find most duties as they were."""
    row = book().rows[term.deadline]
    return Duty(
        key=f"{term.deadline}:{level}:{subject}",
        deadline=term.deadline,
        level=level,
        body=term.body,
        kind=kind,
        subject=subject,
        article=term.article,
        title=row.duty.vi,
        opens=term.opens,
        due=term.due,
        fulfilled_by=row.fulfilled_by,
        qualifier=row.qualifier,
    )


def _brought(event: Event, legal_at: datetime, received: datetime) -> bool:
    """Whether this is from before the case came here, or the very act that brought it."""
    return legal_at < received or (legal_at == received and type(event).__name__ == "CasePassedOn")


def _of_seat(duty: Duty, history: Iterable[Happened]) -> Iterator[Happened]:
    """What became of a seat since its holder was found to stand for this ballot.

    That he stands for another no longer, or did not before, is none of it: on a team he may be barred twice.
    """
    found: MemberFoundStanding | None = None
    for happened in history:
        event = happened[0]
        if getattr(event, "seat", "") != duty.subject:
            continue
        if isinstance(event, MemberFoundStanding):
            found = event if event.ballot == duty.level else found
        elif found is not None and getattr(event, "candidacy", found.candidacy) == found.candidacy:
            yield happened


def fulfilment(duty: Duty, history: Iterable[Happened]) -> tuple[datetime, str] | None:
    """When and by which event the duty was done: the first event of the right type, ballot and occasion.

    `history` is the stream of the duty as (event, legal time, event id).
    """
    row = book().rows[duty.deadline]
    for event, legal_at, event_id in _of_seat(duty, history) if duty.kind == "member" else history:
        if type(event).__name__ not in (duty.fulfilled_by, *_ALSO.get(duty.fulfilled_by, ())):
            continue
        if duty.kind == "case" and duty.opens and _brought(event, legal_at, duty.opens):
            continue
        ballot = getattr(event, "ballot", None)
        if ballot is not None and duty.level not in ("all", ballot):
            continue
        if getattr(event, "poll", "first") != "first" and not row.only_if:
            continue
        occasion = getattr(event, "round", getattr(event, "occasion", None))
        if duty.qualifier and str(occasion) != duty.qualifier:
            continue
        return legal_at, event_id
    return None

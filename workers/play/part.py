"""A part of an example's play: it enters in the diary what people do, each act at its instant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.command import Command
from domain.consultation.events import Addressee
from domain.consultation.papers import named
from domain.fact import Code
from domain.law.book import book
from domain.law.deadline import BALLOTS
from domain.stream import Stream
from domain.terms import Ballot
from workers.play.diary import Diary
from workers.play.example import Example, by
from workers.play.sheet import CandidateRow, UnitRow


class Part:
    """What all parts share: the example, the diary, and short ways to name a stream and enter an act."""

    def __init__(self, example: Example, diary: Diary) -> None:
        self.example = example
        self.diary = diary

    def add(
        self,
        body: str,
        unit: Code,
        when: datetime,
        stream: Stream,
        command: Command,
        deadline: str = "",
        actor: Code = "",
    ) -> datetime:
        """Enter the act of a unit's body; returns when the record knows of it.

        `actor` types it where it must be another person than the body's usual one.
        """
        return self.diary.add(by(body, unit, when, stream, command, actor=actor), deadline, unit)

    def stream(self, kind: str, code: Code) -> Stream:
        return Stream(kind, self.example.log, code)

    def unit(self, code: Code) -> Stream:
        return self.stream("unit", code)

    def nominated(self, unit: UnitRow, ballot: Ballot) -> Sequence[CandidateRow]:
        """Everybody put forward there, also those who got no further than the voters at work."""
        return [each for each in self.example.candidates if (each.unit, each.ballot) == (unit.code, ballot)]

    def above(self, code: Code) -> tuple[Code, ...]:
        """The units a unit lies in, nearest first."""
        parent = self.example.unit[code].parent
        return (parent, *self.above(parent)) if parent else ()

    def addressees(self, row: str, ballot: Ballot | None, unit: UnitRow) -> tuple[Addressee, ...]:
        """The bodies to which a row of the law sends a paper; without a ballot, those of its first one."""
        to = book().deadline(row).law[self.example.law].owed_to
        first = next((each for each in BALLOTS if each in to), None)
        if ballot is None and first is None:
            return ()
        return tuple(
            named(
                row, self.example.law, ballot or first or "na", unit.level, unit.code, self.above(unit.code)
            )
        )

    def closely(self, unit: Code) -> bool:
        """Whether the unit keeps every paper on record, also those for which the law has no day."""
        return unit in self.example.script.closely


def own(unit: UnitRow) -> tuple[Ballot, ...]:
    """Ballots whose constituencies the unit's own body publishes."""
    own: Ballot = "na" if unit.level == "nation" else unit.level
    return (own,) if own in unit.ballots else ()


def consulted(unit: UnitRow) -> tuple[Ballot, ...]:
    """Ballots for which the unit's Front consults: the Assembly's also in the province."""
    found = own(unit)
    return (*found, "na") if unit.level == "province" and "na" in unit.ballots else found


def concerns(home: Code, kind: Ballot, unit: UnitRow, ballot: Ballot) -> bool:
    """Whether a constituency of `home` is one for whose candidates this unit's Front consults."""
    return kind == ballot and (home == unit.code or (ballot == "na" and unit.level == "nation"))

"""How people come to stand: proposed, heard by the voters, nominated, and their dossiers until the check."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from domain.candidacy.commands import (
    CheckDossier,
    FileDossier,
    FreezeName,
    HoldNomineeConference,
    Nominate,
    ProposeNominee,
    ReplaceNominee,
    SendNomineeMinutes,
    TickChecklist,
)
from domain.candidacy.ground import Flaw
from domain.consultation.commands import HoldVillageConference, ProposeInVillage
from domain.fact import Code
from domain.person.commands import TakePlace
from domain.stream import Stream
from domain.terms import NATION
from workers.play.diary import soon
from workers.play.part import Part
from workers.play.sheet import CandidateRow

BODY: Final = {"agency": "nominator", "village": "front", "self": "candidate"}
COUNTERS: Final = 5
"""Of a conference's votes: within what every year allows."""


class Nomination(Part):
    """All before the last day for dossiers; `closing` is that moment."""

    @cached_property
    def closing(self) -> datetime:
        return self.diary.when("dossier_submit", "na", NATION)

    def play(self) -> None:
        for each in self.example.candidates:
            self._places(each)
        instead: dict[Code, datetime] = {}
        for each in sorted(self.example.candidates, key=lambda each: each.fate != "replaced"):
            if each.origin == "agency" and (self.closely(each.unit) or each.fate == "replaced"):
                self._agency(each, instead)
        for (unit, village), people in self._villages.items():
            self._village(unit, village, people)
        for each in self.example.candidates:
            if each.fate != "replaced":
                self._dossier(each)

    def _places(self, each: CandidateRow) -> None:
        """Whoever stands in a second place takes both on a stream of his own, before he is nominated."""
        if person := self.example.person.get(each.code):
            command = TakePlace(candidacy=each.code, ballot=each.ballot, unit=each.unit)
            stream = self.stream("person", person)
            self.add(BODY[each.origin], each.unit, self._days(21, each.code, leads=2), stream, command)

    def _agency(self, each: CandidateRow, instead: dict[Code, datetime]) -> None:
        """The voters at work are heard; `instead` remembers when somebody's place was given to another."""
        stream = self._stream(each)
        proposed = self._days(21, f"propose:{each.code}", leads=2, after=instead.get(each.code))
        propose = ProposeNominee(ballot=each.ballot, unit=each.unit)
        self.add("nominator", each.unit, proposed, stream, propose)
        gone = each.fate == "replaced"
        moved = gone or each.code in instead
        heard = soon(proposed) if moved else self._days(17, f"heard:{each.code}", leads=2)
        confer = HoldNomineeConference(
            summoned=60, present=48, confident=19 if gone else 45, method="hands", counters=COUNTERS
        )
        self.add("nominator", each.unit, heard, stream, confer)
        if gone:
            successor = self._successor(each)
            replace = ReplaceNominee(successor=successor, ground="distrusted")
            instead[successor] = self.add("nominator", each.unit, heard + timedelta(hours=1), stream, replace)

    def _village(self, unit: Code, village: Code, people: list[Code]) -> None:
        proposed = self._days(21, f"propose:{unit}:{village}", leads=2)
        propose = ProposeInVillage(village=village, proposed=tuple(people), places=len(people))
        self.add("front", unit, proposed, self.unit(unit), propose)
        confer = HoldVillageConference(
            village=village,
            summoned=90,
            present=72,
            method="hands",
            counters=COUNTERS,
            places=len(people),
            votes={code: 70 - 2 * place for place, code in enumerate(people)},
        )
        self.add("front", unit, self._days(17, f"heard:{unit}:{village}", leads=2), self.unit(unit), confer)

    def _dossier(self, each: CandidateRow) -> None:
        stream, closely = self._stream(each), self.closely(each.unit)
        office = "nec" if each.unit == NATION else "committee"
        valid = each.fate != "returned"
        flaws: tuple[Flaw, ...] = () if valid else ("paper_assets",)
        nominate = Nominate(
            ballot=each.ballot,
            unit=each.unit,
            origin=each.origin,
            person=self.example.person.get(each.code, ""),
            village=self._village_of(each) if each.origin == "village" and closely else "",
        )
        self.add(BODY[each.origin], each.unit, self._days(11, f"Nominate:{each.code}"), stream, nominate)
        filed = self._days(7, f"FileDossier:{each.code}", leads=2)
        file = FileDossier(sets=2 if each.ballot == "na" else 1, receipt=f"BN-{each.code}")
        self.add(office, each.unit, filed, stream, file)
        if each.origin != "self":
            self.add(BODY[each.origin], each.unit, filed, stream, SendNomineeMinutes())
        if closely:
            tick = TickChecklist(missing=flaws, photos=3)
            self.add(office, each.unit, self._days(5, "tick", leads=1), stream, tick)
        checked = self._days(1, f"CheckDossier:{each.code}", leads=2)
        self.add(office, each.unit, checked, stream, CheckDossier(valid=valid, reasons=flaws))
        if closely:
            self.add(office, each.unit, checked, stream, FreezeName())

    def _days(self, before: int, key: str, leads: int = 4, after: datetime | None = None) -> datetime:
        """So many days before intake closes, or a few more."""
        return self.diary.before(self.closing - timedelta(days=before), key, leads=leads, after=after)

    @cached_property
    def _villages(self) -> dict[tuple[Code, Code], list[Code]]:
        found: dict[tuple[Code, Code], list[Code]] = defaultdict(list)
        for each in self.example.candidates:
            if each.origin == "village" and self.closely(each.unit):
                found[each.unit, self._village_of(each)].append(each.code)
        return found

    def _village_of(self, each: CandidateRow) -> Code:
        """A village to each constituency of the commune; whoever reached none comes from the first."""
        contests = [row.code for row in self.example.contests if row.unit == each.unit]
        number = contests.index(each.contest) if each.contest else 0
        return f"{each.unit}-thon-{number + 1}"

    def _successor(self, gone: CandidateRow) -> Code:
        """Who was put forward instead: the last of the same unit's agencies who was not replaced himself."""
        return next(
            each.code
            for each in reversed(self.example.candidates)
            if (each.unit, each.ballot, each.origin) == (gone.unit, gone.ballot, gone.origin)
            and each.fate != "replaced"
        )

    def _stream(self, each: CandidateRow) -> Stream:
        return self.stream("candidacy", each.code)

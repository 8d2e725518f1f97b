"""Who sits on committees, boards and teams of the units that keep every paper, until their work is done."""

from __future__ import annotations

from datetime import datetime
from typing import Final, get_args

from domain.contest.commands import EndBoard
from domain.fact import Code
from domain.law.composition import seats
from domain.membership.commands import (
    AppointMembers,
    DecideInBody,
    EndCommittee,
    SendMemberList,
    SetUpSubcommittee,
)
from domain.membership.events import Consent, Kind, Member, Office
from domain.membership.meeting import LISTS
from domain.summary.commands import HandOverRecords, PublishCouncilResult, PublishNationalResult
from domain.terms import NATION, Ballot
from workers.play.diary import soon
from workers.play.part import Part
from workers.play.sheet import ContestRow, UnitRow

AGREED: Final[tuple[Consent, ...]] = ("council", "front")


class Seats(Part):
    """Each body is named after it was set up; persons are codes made of the body's name."""

    def play(self) -> None:
        for unit in self.example.units:
            if self.closely(unit.code):
                self._unit(unit)

    def _unit(self, unit: UnitRow) -> None:
        code = unit.code
        if unit.committee is not None:
            kind: Kind = "nec" if unit.level == "nation" else "committee"
            step = self.diary.done(self.unit(code), "EstablishCommittee")
            named = self._named(unit, kind, "", None, unit.committee, step)
            if kind == "nec":
                self._subcommittees(named)
            else:
                self._vote(unit, unit.committee, named)
            self._ends(unit)
        for contest in self.example.contests:
            if contest.unit == code:
                self._board_ends(contest)
                step = self.diary.done(self.stream("contest", contest.code), "EstablishBoard")
                self._named(unit, "board", contest.code, contest.ballot, contest.board, step)
        for area in self.example.areas:
            if area.unit == code:
                step = self.diary.done(self.stream("area", area.code), "EstablishTeam")
                self._named(unit, "team", area.code, None, area.team, step)

    def _named(
        self, unit: UnitRow, kind: Kind, place: Code, ballot: Ballot | None, size: int, formed: datetime
    ) -> datetime:
        """All members of a body that was set up, and the list of them to whom the law names."""
        founder = "assembly" if kind == "nec" else "people_committee"
        where, named = self.unit(unit.code), soon(formed)
        people = self._members(unit, kind, place, ballot, size)
        appoint = AppointMembers(
            body=kind, place=place, members=people, agreed=AGREED, decision=f"QD-TV-{place or unit.code}"
        )
        self.add(founder, unit.code, named, where, appoint)
        own = {"committee": unit.level, "board": ballot or "", "team": ""}.get(kind)
        if row := LISTS.get(f"{kind}:{own}"):
            recipients = self.addressees(row, ballot, unit)
            if recipients:
                send = SendMemberList(body=kind, place=place, recipients=recipients)
                self.add(founder, unit.code, soon(named), where, send)
        return named

    def _members(
        self, unit: UnitRow, kind: Kind, place: Code, ballot: Ballot | None, size: int
    ) -> tuple[Member, ...]:
        """First the seats that the law wants filled, then as many others as were decided."""
        wanted = seats(kind, unit.level, ballot, self.example.law)
        offices = [each for each in wanted if each in get_args(Office)]
        rest = [each for each in wanted if each not in offices]
        found: list[tuple[str, str]] = [(office, "") for office in offices]
        found += [("member", each) for each in rest]
        found += [("member", "")] * (size - len(found))
        name = place or unit.code
        return tuple(
            Member.model_validate({"person": f"tv-{name}-{number}", "office": office, "represents": each})
            for number, (office, each) in enumerate(found, 1)
        )

    def _subcommittees(self, named: datetime) -> None:
        for task in ("personnel", "documents", "security", "complaints"):
            command = SetUpSubcommittee.model_validate({"task": task, "size": 7, "decision": f"NQ-TB-{task}"})
            self.add("nec", NATION, soon(named), self.unit(NATION), command)

    def _vote(self, unit: UnitRow, size: int, named: datetime) -> None:
        """The committee's first meeting: how its members share the work (Article 26)."""
        vote = DecideInBody(
            body="committee", number="1", subject="organisation", present=size - 1, in_favour=size - 1
        )
        self.add("committee", unit.code, soon(named), self.unit(unit.code), vote)

    def _board_ends(self, contest: ContestRow) -> None:
        """Once the result is published, by the nation or by the committee of the council's unit."""
        if contest.ballot == "na":
            published = self.diary.done(self.unit(NATION), PublishNationalResult().step)
        else:
            step = PublishCouncilResult(ballot=contest.ballot).step
            published = self.diary.done(self.unit(contest.unit), step)
        self.add("board", contest.unit, soon(published), self.stream("contest", contest.code), EndBoard())

    def _ends(self, unit: UnitRow) -> None:
        """For the nation after the files are handed over, for a council after its first session."""
        where, nation = self.unit(unit.code), unit.level == "nation"
        for ballot in unit.ballots:
            if ballot == "na" and not nation:
                last = self.diary.done(self.unit(NATION), PublishNationalResult().step)
            else:
                last = self.diary.done(where, HandOverRecords(ballot=ballot).step)
            body = "nec" if nation else "committee"
            self.add(body, unit.code, soon(last), where, EndCommittee(ballot=ballot))

"""From the list of the qualified to the official one and the ballot's text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.candidacy.commands import AllocateCandidacy, LodgeProgramme
from domain.contest.commands import ProofBallot, PublishOfficialList
from domain.contest.events import Listed
from domain.fact import Code
from domain.summary.commands import PublishProvinceList
from domain.terms import NATION
from workers.play.diary import Diary, latest, soon
from workers.play.example import Example
from workers.play.part import Part
from workers.play.sheet import ContestRow


class Lists(Part):
    """Remembers when each constituency's official list was published."""

    def __init__(self, example: Example, diary: Diary, qualified: Mapping[Code, datetime]) -> None:
        super().__init__(example, diary)
        self.qualified = qualified
        self.published: dict[Code, datetime] = {}

    def play(self) -> None:
        """Official lists, and the part of the Assembly's list that the province publishes."""
        for contest in self.example.contests:
            self._list(contest)
        provinces = {each.unit for each in self.example.contests if each.ballot == "na"}
        for code in sorted(provinces):
            lists = [
                self.published[c.code] for c in self.example.contests if c.ballot == "na" and c.unit == code
            ]
            when = self.diary.when("na_list_publish_province", "na", code, after=latest(lists), leads=5)
            self.add(
                "committee", code, when, self.unit(code), PublishProvinceList(), "na_list_publish_province"
            )

    def _list(self, contest: ContestRow) -> None:
        deadline, body, unit = (
            ("na_official_list", "nec", NATION)
            if contest.ballot == "na"
            else ("hdnd_official_list", "committee", contest.unit)
        )
        places = self.example.listed(contest.code)
        qualified = self.qualified[contest.code]
        if self.closely(contest.unit):
            for place in places:
                stream = self.stream("candidacy", place.candidacy)
                allocate = AllocateCandidacy(contest=contest.code)
                self.add("committee", contest.unit, soon(qualified), stream, allocate)
        when = self.diary.when(deadline, contest.ballot, unit, contest.code, after=soon(qualified), leads=5)
        command = PublishOfficialList(
            candidates=tuple(
                Listed(candidacy=place.candidacy, order=place.order, seniority=place.seniority)
                for place in places
            ),
            decision=f"NQ-DS-{contest.code}",
        )
        stream = self.stream("contest", contest.code)
        self.published[contest.code] = self.add(body, unit, when, stream, command, deadline)
        if self.closely(contest.unit):
            after = soon(self.published[contest.code])
            proof = ProofBallot(names=tuple(place.candidacy for place in places))
            self.add("board", contest.unit, after, stream, proof)
            for place in places:
                stream = self.stream("candidacy", place.candidacy)
                self.add("candidate", contest.unit, after, stream, LodgeProgramme())

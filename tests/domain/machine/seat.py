"""What the story asks of the bodies of one commune: areas approved or changed, members, votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

Told = Callable[..., Any]
"""Makes an order: stream, command, body, unit, days after election day, then the fields."""

SEATED: Final = (
    ("chair", ""),
    ("deputy", ""),
    ("secretary", ""),
    ("member", "council"),
    ("member", "people_committee"),
    ("member", "front"),
    ("member", "agency"),
    ("member", "organisation"),
    ("member", "voter"),
    ("member", ""),
    ("member", ""),
)
"""Offices of the members of any body, and for whom they sit there."""


def areas(order: Told, law: str, contests: Iterable[str], kept: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """The district approves them (A); they are reported to the province, which takes the third away (B)."""
    it = "unit/BK-01"
    if law == "A":
        yield order(it, "ApprovePollingAreas", "people_committee", "BK-NS", -58, decision="QD-8")
        return
    yield order(it, "ReportPollingAreas", "people_committee", "BK-01", -58)
    yield order(it, "AdjustPollingAreas", "people_committee", "BK", -57, areas=kept, decision="QD-8")
    for contest in contests:
        yield order(
            f"contest/{contest}", "WithdrawAreas", "clerk", "VN", -57, unit="BK-01", areas=["A9"], occasion=2
        )


def seats(order: Told, council: str) -> Iterator[Any]:
    """Members are named; three stand where they serve: one resigns, one is struck off, one withdraws.

    Another leaves, comes back, and leaves again.
    """
    it, people = "unit/BK-01", "people_committee"
    for body, place, size in (("committee", "", 11), ("board", council, 9), ("team", "A1", 11)):
        members = [
            {"person": f"p{n}", "office": office, "represents": told}
            for n, (office, told) in enumerate(SEATED[:size], start=1)
        ]
        seat = {"body": body, "place": place}
        yield order(
            it, "AppointMembers", people, "BK-01", -47, **seat,
            members=members, agreed=["council", "front"], decision="QD-9",
        )  # fmt: skip
        to = [{"body": "committee", "unit": "BK-01"}]
        yield order(it, "SendMemberList", people, "BK-01", -46, **seat, recipients=to)
    board, team = {"body": "board", "place": council}, {"body": "team", "place": "A1"}
    for seat, member, candidacy in ((board, "p1", "c1"), (team, "p2", "c2"), (board, "p3", "x1")):
        yield order(f"candidacy/{candidacy}", "AllocateCandidacy", "committee", "BK-01", -45, contest=council)
        yield order(
            it, "FindMemberStanding", "clerk", "BK-01", -44, **seat,
            member=member, candidacy=candidacy, contest=council,
        )  # fmt: skip
    yield order("candidacy/x1", "WithdrawCandidacy", "candidate", "BK-01", -43, ground="own_request")
    yield order(it, "ClearMember", "clerk", "BK-01", -42, **board, member="p3", candidacy="x1")
    yield order(it, "LeaveBody", people, "BK-01", -41, **board, member="p1", why="stands")
    newcomer = {"person": "p20", "office": "chair"}
    yield order(
        it, "ReplaceMember", people, "BK-01", -40, **board,
        replaces="p1", member=newcomer, agreed=["council", "front"], decision="QD-10",
    )  # fmt: skip
    for occasion in (1, 2):
        yield order(
            it, "LeaveBody", people, "BK-01", -39, **board, member="p4", why="own_request", occasion=occasion
        )
        yield order(
            it, "ReplaceMember", people, "BK-01", -38, **board, occasion=occasion,
            replaces="p4", member={"person": "p4", "represents": "council"}, decision=f"QD-10.{occasion}",
        )  # fmt: skip
    yield order(it, "StrikeOffMember", people, "BK-01", -10, **team, member="p2", decision="QD-11")
    yield order(
        it, "DecideInBody", "board", "BK-01", -9, **board,
        number="1", subject="result", about=council, present=6, in_favour=4,
    )  # fmt: skip

"""Two polling areas of a commune on the eve of 23/5/2021 and through the count, told once for many tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from domain.candidacy.events import CandidateNominated, DossierAccepted, DossierReceived
from domain.command import Act
from domain.constituencies.commands import FixPollingAreas, PublishConstituencies
from domain.constituencies.events import AreaPlan, ContestPlan
from domain.contest.commands import (
    AssignAreas,
    EstablishBoard,
    FixConstituency,
    MakeConstituencyMinutes,
    PublishOfficialList,
)
from domain.contest.events import Listed
from domain.polling.commands import (
    ClosePolling,
    EstablishTeam,
    OpenPolling,
    PostCandidateLists,
    RecordCountingMinutes,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.terms import Ballot, Poll
from domain.voterlist.commands import PostVoterList
from tests.domain.province import COMMUNE, VN, established
from tests.domain.scenario import Scenario, act

UNIT = "BK-NS-01"
ASSEMBLY, COUNCIL = "NA-BK-1", "C-BK-NS-01-1"
NA, C = f"contest/bk-2021/{ASSEMBLY}", f"contest/bk-2021/{COUNCIL}"
AREAS = ("BK-NS-01-A1", "BK-NS-01-A2")
A1, A2 = (f"area/bk-2021/{code}" for code in AREAS)
CONTESTS: dict[Ballot, str] = {"na": ASSEMBLY, "commune": COUNCIL}
PEOPLE = {ASSEMBLY: ("n1", "n2", "n3", "n4", "n5"), COUNCIL: ("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8")}
DAY = "2021-05-23"

CLERK = act("clerk", "VN", "2021-03-02")
NEC = act("nec", "VN", "2021-04-27")
COMMITTEE = act("committee", UNIT, "2021-04-27")
BOARD = act("board", UNIT, "2021-05-25")
BOARD_NA = act("board", "BK", "2021-05-25")


def team(clock: str, day: str = DAY) -> Act:
    """An act of the commune's team at this time of election day."""
    return act("team", UNIT, f"{day}T{clock}:00")


def accepted(
    code: str, ballot: Ballot, unit: str
) -> tuple[CandidateNominated, DossierReceived, DossierAccepted]:
    """A candidacy whose dossier was found valid."""
    sets = 2 if ballot == "na" else 1
    return (
        CandidateNominated(ballot=ballot, unit=unit, origin="agency"),
        DossierReceived(attempt=1, sets=sets),
        DossierAccepted(attempt=1),
    )


def listed(contest: str) -> tuple[Listed, ...]:
    """Candidates in the order of the ballot; the later on the list, the older, and the last two twins."""
    people = PEOPLE[contest]
    return tuple(
        Listed(candidacy=code, order=n, seniority=max(1, len(people) - n))
        for n, code in enumerate(people, start=1)
    )


@cache
def fixed(seats: int = 3) -> Scenario:
    """Both constituencies and both areas are fixed and known to one another; the candidacies are accepted."""
    story = established()
    for stream, ballot, plan, body in (
        (VN, "na", ContestPlan(code=ASSEMBLY, seats=3, unit="BK"), "nec"),
        (COMMUNE, "commune", ContestPlan(code=COUNCIL, seats=seats, unit=UNIT), "committee"),
    ):
        unit = stream.rpartition("/")[2]
        publish = PublishConstituencies.model_validate({"ballot": ballot, "contests": (plan,)})
        story = story.after(stream, publish, act(body, unit, "2021-03-01"))
    plans = tuple(AreaPlan(code=code, contests=CONTESTS) for code in AREAS)
    story = story.after(COMMUNE, FixPollingAreas(areas=plans), act("people_committee", UNIT, "2021-03-20"))
    for stream, fix in (
        (NA, FixConstituency(ballot="na", seats=3, unit="BK", publisher="VN")),
        (C, FixConstituency(ballot="commune", seats=seats, unit=UNIT, publisher=UNIT)),
    ):
        story = story.after(stream, fix, CLERK).after(stream, AssignAreas(unit=UNIT, areas=AREAS), CLERK)
    homes: tuple[tuple[str, Ballot, str], ...] = ((ASSEMBLY, "na", "BK"), (COUNCIL, "commune", UNIT))
    for contest, kind, home in homes:
        for code in PEOPLE[contest]:
            story = story.and_given(f"candidacy/bk-2021/{code}", *accepted(code, kind, home))
    return story


@cache
def published(seats: int = 3) -> Scenario:
    """Boards are set up and both official lists published."""
    story = fixed(seats)
    for stream, unit, size, contest, by in ((NA, "BK", 11, ASSEMBLY, NEC), (C, UNIT, 9, COUNCIL, COMMITTEE)):
        board = EstablishBoard(size=size, decision="QD-BAN")
        story = story.after(stream, board, act("people_committee", unit, "2021-03-10"))
        story = story.after(stream, PublishOfficialList(candidates=listed(contest), decision="NQ-DS"), by)
    return story


@cache
def eve(seats: int = 3) -> Scenario:
    """Both areas have their team, their voter list of 500, and both lists of candidates on the wall."""
    story = published(seats)
    people = act("people_committee", UNIT, "2021-04-01")
    for area in (A1, A2):
        story = story.after(area, EstablishTeam(unit=UNIT, size=11, decision="QD-TO"), people)
        story = story.after(area, PostVoterList(voters={"na": 500, "commune": 500}), people)
        posted = PostCandidateLists(contests=(ASSEMBLY, COUNCIL))
        story = story.after(area, posted, act("team", UNIT, "2021-05-01"))
    return story


def minutes(
    contest: str, votes: Mapping[str, int], poll: Poll = "first", **figures: Any
) -> RecordCountingMinutes:
    """Counting minutes of one area: of 500 voters 480 voted, 470 ballots are valid.

    Whoever is not named got no vote; for an additional ballot name every candidate.
    """
    known = PEOPLE[contest] if poll != "additional" else ()
    base: dict[str, Any] = {
        "registered": 500,
        "voted": 480,
        "issued": 480,
        "collected": 480,
        "valid": 470,
        "invalid": 10,
    }
    return RecordCountingMinutes.model_validate(
        {
            "poll": poll,
            "ballot": "na" if contest == ASSEMBLY else "commune",
            "contest": contest,
            **base,
            **figures,
            "votes": {**dict.fromkeys(known, 0), **votes},
        }
    )


def closed(story: Scenario, area: str, poll: Poll = "first", contest: str = "", day: str = DAY) -> Scenario:
    """Polling opened and closed within its hours, unused ballots sealed."""
    issued = 960 if poll == "first" else 480
    return (
        story.after(area, OpenPolling(poll=poll, contest=contest), team("07:00", day))
        .after(area, ClosePolling(poll=poll, contest=contest), team("19:00", day))
        .after(
            area,
            SealUnusedBallots(
                poll=poll, contest=contest, received=issued + 40, issued=issued, spoiled=0, unused=40
            ),
            team("19:30", day),
        )
    )


def counted(story: Scenario, *papers: RecordCountingMinutes, day: str = DAY) -> Scenario:
    """Both areas vote, count and send the same minutes; `papers` are all kinds of this vote."""
    poll = papers[0].poll
    contest = "" if poll == "first" else papers[0].contest
    for area in (A1, A2):
        story = closed(story, area, poll, contest, day)
        for paper in papers:
            story = story.after(area, paper, team("22:00", day))
        story = story.after(area, SendCountingMinutes(poll=poll, contest=contest), team("23:00", day))
    return story


def first_ballot(
    council: Mapping[str, int], assembly: Mapping[str, int] | None = None, seats: int = 3, **figures: Any
) -> Scenario:
    """The first ballot counted in both areas: these votes in each; the Assembly elects three unless told."""
    chosen = {"n1": 400, "n2": 350, "n3": 300, "n4": 100, "n5": 50} if assembly is None else assembly
    return counted(eve(seats), minutes(ASSEMBLY, chosen, **figures), minutes(COUNCIL, council, **figures))


def determined(
    council: Mapping[str, int], assembly: Mapping[str, int] | None = None, seats: int = 3, **figures: Any
) -> Scenario:
    """The boards have determined both results of the first ballot."""
    story = first_ballot(council, assembly, seats, **figures)
    made = MakeConstituencyMinutes(poll="first")
    return story.after(C, made, BOARD).after(NA, made, BOARD_NA)

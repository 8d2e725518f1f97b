"""A small election told to its end: what the random commands start from, and are bent out of.

Nothing here has to be accepted: a procedure may ask for more than the story knows of, and the machine goes on
from what there is. `test_machine` says how far the story gets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.command import COMMANDS, Act, Command
from domain.refusal import Refusal
from domain.zone import at
from ledger.signer import Signer, endorse
from tests.domain.machine.bureau import bureau
from tests.domain.machine.seat import areas, seats
from tests.domain.machine.world import World

PLACES: Final = ("VN", "BK", "BK-01")
NA, COUNCIL = "NA-1", "C-1"
AREAS: Final = ("A1", "A2")
OWN: Final[Mapping[str, tuple[str, ...]]] = {"VN": ("na",), "BK": ("na",), "BK-01": ("commune",)}
"""The ballots each unit's own bodies organise."""
STANDING: Final[Mapping[str, tuple[str, ...]]] = {
    NA: ("n1", "n2", "n3", "n4", "n5"),
    COUNCIL: ("c1", "c2", "c3", "c4", "c5", "c6"),
}
VOTES: Final[Mapping[str, tuple[int, ...]]] = {
    "complete": (400, 350, 300, 100, 50, 20),
    "short": (400, 200, 150, 100, 50, 20),
    "few": (150, 140, 130, 20, 10, 5),
}
"""Votes in each area, down the list: all seats filled, one of three, or too few voters for any."""
PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": PLACES,
    "contest": (NA, COUNCIL),
    "area": AREAS,
    "candidacy": (*STANDING[NA], *STANDING[COUNCIL], "x1"),
    "person": ("p1", "p2", "p3", "p4", "p20", "p21"),
    "case": (
        "BK-01.people_committee.1",
        "BK-01.committee.1",
        "BK.committee.1",
        "VN.nec.1",
        "C-1.board.1",
        "A1.team.1",
    ),
}
"""Codes there are or may be, by kind of stream."""


@dataclass(frozen=True)
class Setting:
    """An election by its id: its day, the levels of its version."""

    election: str
    day: date
    law: str
    votes: str
    """What the first ballot comes to, a key of VOTES."""
    supplementary: bool = False

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """So many days after election day, at this hour."""
        return at(self.day + timedelta(days=days), hour, minute)


SETTING: Final[Mapping[str, Setting]] = {
    each.election: each
    for each in (
        Setting("old", date(2021, 5, 23), "A", "short"),
        Setting("new", date(2026, 3, 15), "B", "complete"),
        Setting("more", date(2027, 9, 19), "B", "few", supplementary=True),
    )
}


@dataclass(frozen=True)
class Order:
    """One command of the story."""

    kind: str
    code: str
    command: Command
    act: Act


@cache
def story(election: str) -> tuple[Order, ...]:
    """All of it, in order."""
    return tuple(_told(SETTING[election]))


def _told(setting: Setting) -> Iterator[Order]:
    def order(
        target: str, type_: str, by: str, of: str, days: int, hour: int = 9, minute: int = 0, /, **data: Any
    ) -> Order:
        kind, _, code = target.partition("/")
        command = COMMANDS[type_].model_validate(data)
        act = Act(actor="u1", body=by, unit=of, legal_at=setting.at(days, hour, minute))
        return Order(kind, code, command, act)

    units = [("VN", "nation", ""), ("BK", "province", "VN")]
    units += [("BK-NS", "district", "BK")] if setting.law == "A" else []
    units += [("BK-01", "commune", units[-1][0])]
    day = setting.day.isoformat()
    levels = {"commune": COUNCIL} if setting.supplementary else {"na": NA, "commune": COUNCIL}
    if setting.supplementary:
        vacancy = {
            "ballot": "commune",
            "elected": 20,
            "serving": 12,
            "statutory": 25,
            "term_end": "2031-03-15",
        }
        yield order(
            "election", "CallSupplementary", "council", "BK", -120, name="Bắc Kạn", day=day,
            parent="new", unit="BK-01", province="BK", vacancy=vacancy,
        )  # fmt: skip
    else:
        yield order(
            "election", "CallElection", "assembly", "VN", -120,
            name="Bắc Kạn", day=day, levels=[*levels],
        )  # fmt: skip
    yield order("election", "FixCalendar", "clerk", "VN", -119)
    for code, level, parent in units:
        ballots = [ballot for ballot in OWN.get(code, ()) if ballot in levels]
        yield order(
            f"unit/{code}", "EnrolUnit", "clerk", "VN", -118,
            name=code, level=level, parent=parent, ballots=ballots,
        )  # fmt: skip
    for code, size in (("VN", 19), ("BK", 25), ("BK-01", 11)):
        body = "assembly" if code == "VN" else "people_committee"
        yield order(f"unit/{code}", "EstablishCommittee", body, code, -110, size=size, decision="QD-1")
    yield order("unit/VN", "SetUpSubcommittee", "nec", "VN", -108, task="documents", size=7, decision="NQ-0")
    yield order(
        "unit/VN", "EstimateStructure", "standing_committee", "VN", -106,
        ballot="na", number=1000, women=350, minorities=180,
    )  # fmt: skip
    yield order(
        "unit/VN", "SendStructure", "standing_committee", "VN", -105,
        ballot="na", recipients=[{"body": body, "unit": "VN"} for body in ("nec", "front")],
    )  # fmt: skip
    yield order(
        "unit/BK-01", "EstimateStructure", "council", "BK-01", -106,
        ballot="commune", number=20, women=7, minorities=4,
    )  # fmt: skip
    yield from _consulted(order)
    yield order(
        "unit/VN", "PublishConstituencies", "nec", "VN", -85,
        ballot="na", total=3, contests=[{"code": NA, "seats": 3, "unit": "BK"}],
    )  # fmt: skip
    yield order(
        "unit/BK-01", "DecideInBody", "committee", "BK-01", -86,
        body="committee", number="1", subject="constituencies", present=10, in_favour=9,
    )  # fmt: skip
    yield order(
        "unit/BK-01", "PublishConstituencies", "committee", "BK-01", -85,
        ballot="commune", meeting="1", contests=[{"code": COUNCIL, "seats": 3, "unit": "BK-01"}],
    )  # fmt: skip
    every = AREAS if setting.law == "A" else (*AREAS, "A9")
    plans = [{"code": code, "contests": levels, "voters": 500} for code in every]
    yield order("unit/BK-01", "FixPollingAreas", "people_committee", "BK-01", -60, areas=plans)
    for contest, ballot, unit, publisher, size in (
        (NA, "na", "BK", "VN", 11),
        (COUNCIL, "commune", "BK-01", "BK-01", 9),
    ):
        yield order(
            f"contest/{contest}", "FixConstituency", "clerk", "VN", -59,
            ballot=ballot, seats=3, unit=unit, publisher=publisher,
        )  # fmt: skip
        yield order(f"contest/{contest}", "AssignAreas", "clerk", "VN", -59, unit="BK-01", areas=every)
        yield order(
            f"contest/{contest}", "EstablishBoard", "people_committee", unit, -58, size=size, decision="QD-2"
        )
    yield from areas(order, setting.law, levels.values(), plans[: len(AREAS)])
    for area in AREAS:
        yield order(
            f"area/{area}", "EstablishTeam", "people_committee", "BK-01", -50,
            unit="BK-01", size=11, decision="QD-3",
        )  # fmt: skip
        yield order(
            f"area/{area}", "PostVoterList", "people_committee", "BK-01", -41,
            voters=dict.fromkeys(levels, 500),
        )  # fmt: skip
    yield order(
        "election", "AskPollingDay", "committee", "BK-01", -40, request="1", commune="BK-01", areas=["A2"],
        day=setting.at(-7, 9).date().isoformat(), why="remote",
    )  # fmt: skip
    yield order(
        "election", "DecidePollingDay", "nec", "VN", -39, request="1", outcome="refused", decision="CV-1"
    )
    yield from seats(order, COUNCIL)
    yield order(
        "election", "SetReportSchedule", "committee", "BK-01", -40, unit="BK-01", edition=1, letter="CV-2",
        slots=[{"hour": 9}, {"hour": 11}],
    )  # fmt: skip
    due, later = (setting.at(days, 23).isoformat() for days in (-41, 20))
    yield from bureau(order, setting.election, due, later)
    yield from _desk(order, setting.election, units)
    yield from _cases(order, "BK-NS" if setting.law == "A" else "BK-01")
    for contest, body, unit in ((NA, "nec", "VN"), (COUNCIL, "committee", "BK-01")):
        people = STANDING[contest]
        yield order(
            f"contest/{contest}", "PublishOfficialList", body, unit, -27, decision="NQ-1",
            candidates=[
                {"candidacy": code, "order": number, "seniority": number}
                for number, code in enumerate(people, start=1)
            ],
        )  # fmt: skip
        home = "BK" if contest == NA else "BK-01"
        yield order(
            f"contest/{contest}", "DeliverBallots", "people_committee", home, -27, 10, batch="1", ballots=1000
        )
        yield order(f"contest/{contest}", "TakeDelivery", "committee", home, -27, 11, batch="1", ballots=1000)
        yield order(f"contest/{contest}", "SupplyBoard", "committee", home, -26, batch="1", ballots=1000)
        yield order(f"contest/{contest}", "TakeBoardSupply", "board", home, -26, 10, batch="1", ballots=1000)
        yield order(
            f"contest/{contest}", "SupplyTeams", "board", home, -16, batch="1",
            areas=dict.fromkeys(AREAS, 500),
        )  # fmt: skip
    yield order("unit/BK", "PublishProvinceList", "committee", "BK", -21)
    for area in AREAS:
        for contest in levels.values():
            yield order(
                f"area/{area}", "TakeSupply", "team", "BK-01", -15, contest=contest, batch="1", ballots=500
            )
        yield order(f"area/{area}", "PostCandidateLists", "team", "BK-01", -20, contests=[*levels.values()])
    yield from _polled(order, setting)
    yield from _summed(order)
    if setting.supplementary:
        yield order("election", "BeginMandate", "council", "BK-01", 40, deputies=["c1", "c2", "c3"])


def _consulted(order: Any) -> Iterator[Order]:
    """Three rounds, and the dossiers between them, for both ballots."""
    for contest, ballot, unit, by in (
        (NA, "na", "BK", "committee"),
        (COUNCIL, "commune", "BK-01", "committee"),
    ):
        people = STANDING[contest]
        own = f"unit/{unit}"
        yield order(
            own, "HoldConsultation", "front", unit, -96, ballot=ballot, round=1, invited=30, present=29
        )
        for code in people:
            it = f"candidacy/{code}"
            yield order(it, "Nominate", "nominator", unit, -80, ballot=ballot, unit=unit, origin="agency")
            yield order(
                it, "FileDossier", by, unit, -72, sets=2 if ballot == "na" else 1, attempt=1, receipt=code
            )
            yield order(it, "CheckDossier", by, unit, -71, valid=True, attempt=1)
        if ballot == "commune":
            it = "candidacy/x1"
            yield order(it, "Nominate", "candidate", unit, -80, ballot=ballot, unit=unit, origin="self")
            yield order(it, "FileDossier", by, unit, -72, sets=1, attempt=1, receipt="x1")
            yield order(it, "CheckDossier", by, unit, -71, valid=True, attempt=1)
        number = len(people)
        yield order(
            own, "CloseDossiers", by, unit, -70, 17, ballot=ballot, received=number, handed_over=number
        )
        agreed: dict[str, Any] = {"ballot": ballot, "invited": 30, "present": 28, "agreed": people}
        yield order(own, "HoldConsultation", "front", unit, -66, round=2, **agreed)
        met = {"place": "residence", "summoned": 80, "present": 70, "confident": 60}
        conferences = [{"candidacy": code, **met} for code in people]
        yield order(own, "HoldVoterConferences", "front", unit, -50, ballot=ballot, conferences=conferences)
        yield order(own, "VerifyVoterMatters", "front", unit, -40, ballot=ballot, raised=2, answered=2)
        yield order(own, "HoldConsultation", "front", unit, -36, round=3, **agreed)
        yield order(own, "SendQualifiedList", "front", unit, -31, ballot=ballot)


def _desk(order: Any, election: str, units: Sequence[tuple[str, str, str]]) -> Iterator[Order]:
    """The clerk looks at every unit; the record gets its key."""
    for code, level, _ in units:
        ballots = OWN.get(code, ())
        yield order(f"agenda/{code}", "Attend", "clerk", code, -40, level=level, ballots=ballots, version=0)
    old, new, last = (
        Signer(f"baucu.example/{election}", Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32))
        for n in (1, 2, 3)
    )
    word, lost, ended = endorse(old, new.verifier), new.verifier.key_id.hex(), last.verifier.key_id.hex()
    yield order("keys", "IntroduceKey", "nec", "VN", -39, key=str(old.verifier), keeper="VN")
    yield order("keys", "RotateKey", "nec", "VN", -38, key=str(new.verifier), endorsement=word)
    yield order("keys", "LoseKey", "nec", "VN", -37, key_id=lost, reason="mất khóa")
    yield order("keys", "IntroduceKey", "nec", "VN", -36, key=str(last.verifier), keeper="VN")
    yield order("keys", "RetireKey", "nec", "VN", -35, key_id=ended, reason="thôi dùng")


def _cases(order: Any, court: str) -> Iterator[Order]:
    """A complaint about a candidate and one about the voter list, before the stop."""
    yield order(
        "case/BK-01.committee.1", "RegisterCase", "committee", "BK-01", -30, form="complaint",
        about="candidate", ballot="commune", unit="BK-01", candidacy="c1",
    )  # fmt: skip
    yield order(
        "case/BK-01.people_committee.1", "RegisterCase", "people_committee", "BK-01", -30, form="complaint",
        about="voter_list", ballot="commune", unit="BK-01", area="A1",
    )  # fmt: skip
    for code, body in (("BK-01.committee.1", "committee"), ("BK-01.people_committee.1", "people_committee")):
        it = f"case/{code}"
        yield order("unit/BK-01", "EnterCase", "clerk", "BK-01", -30, case=code, occasion=1)
        yield order(it, "ConsiderCase", body, "BK-01", -29)
        yield order(it, "OrderVerification", body, "BK-01", -29, to_body="front", to_unit="BK-01")
        yield order(it, "ReportVerification", "front", "BK-01", -29, 15, found="refuted")
        yield order(it, "DecideCase", body, "BK-01", -28, outcome="rejected", decision="QD-4")
    suit = "case/BK-01.people_committee.1"
    yield order(suit, "AppealCase", "court", court, -27, to_body="court", to_unit=court)
    yield order(suit, "AcceptSuit", "court", court, -27, 10)
    yield order(suit, "OrderTrial", "court", court, -26, outcome="trial", decision="QD-5")
    yield order(suit, "OpenHearing", "court", court, -25)
    yield order("unit/BK-01", "CrossOffCase", "clerk", "BK-01", -24, case="BK-01.committee.1", occasion=1)


def _polled(order: Any, setting: Setting) -> Iterator[Order]:
    """Both areas vote, count and send; the boards determine the result, and what follows from it."""
    for area in AREAS:
        yield from _voted(order, area, "first", {NA: "na", COUNCIL: "commune"}, setting, 0)
    for contest, unit in ((NA, "BK"), (COUNCIL, "BK-01")):
        yield order(f"contest/{contest}", "MakeConstituencyMinutes", "board", unit, 2, poll="first")
    if setting.votes == "short":
        yield from _short(order, setting)
    elif setting.votes == "few":
        yield from _few(order, setting)
    for office in ("chair", "deputy"):
        yield order(
            f"contest/{COUNCIL}", "SignConstituencyMinutes", "board", "BK-01", 3, poll="first", office=office
        )
    yield order(
        f"contest/{COUNCIL}", "IssueConstituencyMinutes", "board", "BK-01", 4, poll="first", deputies=1
    )


def _voted(
    order: Any, area: str, poll: str, contests: Mapping[str, str], setting: Setting, day: int
) -> Iterator[Order]:
    """One area opens, closes, seals, counts and sends."""
    it, named = f"area/{area}", "" if poll == "first" else next(iter(contests))
    vote = {"poll": poll, "contest": named}
    # After a re-run everything is as it was, but enough came.
    voted = 200 if setting.votes == "few" and poll == "first" else 480
    yield order(it, "CheckBox", "team", "BK-01", day, 6, 45, **vote, boxes=2, voters=3)
    yield order(it, "OpenPolling", "team", "BK-01", day, 7, **vote)
    yield order(
        it, "InterruptPolling", "team", "BK-01", day, 9, **vote, number=1, cause="ballot_misprint", boxes=2
    )
    yield order(it, "ReportInterruption", "team", "BK-01", day, 9, 5, **vote, number=1)
    yield order(it, "ResumePolling", "team", "BK-01", day, 10, **vote, number=1)
    yield order(it, "ReportTurnout", "team", "BK-01", day, 11, **vote, slot="11h", voted=150)
    yield order(it, "ClosePolling", "team", "BK-01", day, 19, **vote)
    yield order(
        it, "SealUnusedBallots", "team", "BK-01", day, 19, 30, **vote,
        received=1000, issued=voted * len(contests), spoiled=0, unused=1000 - voted * len(contests),
    )  # fmt: skip
    yield order(it, "OpenBox", "team", "BK-01", day, 20, **vote, witnesses=["v1", "v2"])
    for contest, ballot in contests.items():
        shares = VOTES[setting.votes if poll == "first" else "complete"]
        people = STANDING[contest][1:] if poll == "additional" else STANDING[contest]
        kind = {"poll": poll, "ballot": ballot, "contest": contest}
        figures = {
            "registered": 500, "voted": voted, "issued": voted, "collected": voted, "valid": voted - 10,
            "invalid": 10, "votes": dict(zip(people, shares, strict=False)),
        }  # fmt: skip
        yield order(
            it, "CheckCollected", "team", "BK-01", day, 20, 30, **kind, check=1, voted=voted, collected=voted
        )
        yield order(
            it, "JudgeDoubtful", "team", "BK-01", day, 21, **kind, lot="1", agreed=11, valid=1, invalid={}
        )
        if contest == COUNCIL:
            yield order(it, "EnterCount", "team", "BK-01", day, 22, **kind, **figures)
            second = order(it, "ConfirmCount", "team", "BK-01", day, 22, 30, **kind, **figures)
            yield replace(second, act=second.act.model_copy(update={"actor": "u2"}))
        else:
            yield order(it, "RecordCountingMinutes", "team", "BK-01", day, 22, **kind, **figures)
    yield order(it, "NoteComplaints", "team", "BK-01", day, 22, 50, **vote, settled=1)
    yield order(it, "SendCountingMinutes", "team", "BK-01", day, 23, **vote)
    for contest, ballot in contests.items():
        yield order(
            it, "ConfirmMinutes", "front", "BK-01", day + 1, **{**vote, "contest": contest}, ballot=ballot,
            to="front", copies=1,
        )  # fmt: skip
    yield order(it, "HandOverBallots", "team", "BK-01", day, 23, 30, **vote, packets=2)
    yield order(it, "TakeBallots", "people_committee", "BK-01", day + 1, **vote, packets=2)


def _short(order: Any, setting: Setting) -> Iterator[Order]:
    """Only one is elected: the council votes once more, for the Assembly the seats are left open."""
    yield order(f"contest/{NA}", "ProposeRepoll", "committee", "BK", 3, poll="additional", decision="TTr-1")
    yield order(f"contest/{NA}", "DeclineAdditionalBallot", "nec", "VN", 4, decision="NQ-5", why="đủ cơ cấu")
    yield from _again(order, setting, "additional", "DecideAdditionalBallot", {"decision": "QD-6"})


def _few(order: Any, setting: Setting) -> Iterator[Order]:
    """Not over half came: with the Council's consent the constituency votes again."""
    it = f"contest/{COUNCIL}"
    yield order(it, "ProposeRepoll", "committee", "BK-01", 2, 15, poll="rerun", decision="TTr-2")
    yield order(it, "ConsentToRerun", "nec", "VN", 2, 16, decision="CV-3")
    decided = {"cause": "low_turnout", "decision": "QD-7", "consent": "CV-3"}
    yield from _again(order, setting, "rerun", "DecideRerun", decided)


def _again(
    order: Any, setting: Setting, poll: str, decide: str, decided: Mapping[str, str]
) -> Iterator[Order]:
    """The council's constituency votes a week later."""
    it, day = f"contest/{COUNCIL}", (setting.day + timedelta(days=7)).isoformat()
    yield order(it, decide, "committee", "BK-01", 3, day=day, **decided)
    yield order(it, "PrepareRepoll", "board", "BK-01", 5, poll=poll, done=["cards", "ballots", "boxes"])
    for area in AREAS:
        yield from _voted(order, area, poll, {COUNCIL: "commune"}, setting, 7)
    yield order(it, "OpenRepoll", "clerk", "VN", 7, 8, poll=poll)
    yield order(it, "MakeConstituencyMinutes", "board", "BK-01", 8, 8, poll=poll)


def _summed(order: Any) -> Iterator[Order]:
    """An additional ballot where the council came out short, then summaries to the first sessions."""
    yield order("unit/BK", "MakeProvinceMinutes", "committee", "BK", 8, contests=[NA])
    yield order(
        "unit/BK-01", "MakeCouncilSummary", "committee", "BK-01", 8, ballot="commune", contests=[COUNCIL]
    )
    yield order("unit/BK-01", "PublishCouncilResult", "committee", "BK-01", 9, ballot="commune")
    yield order("unit/VN", "MakeNationalSummary", "nec", "VN", 9, provinces=["BK"])
    yield order("unit/VN", "PublishNationalResult", "nec", "VN", 10)
    for contest, unit in ((NA, "BK"), (COUNCIL, "BK-01")):
        yield order(f"contest/{contest}", "EndBoard", "board", unit, 11)
    for unit, body, ballot, members in (
        ("VN", "nec", "na", "standing_committee"),
        ("BK-01", "committee", "commune", "council"),
    ):
        yield order(f"unit/{unit}", "ConfirmStatus", body, unit, 25, ballot=ballot)
        yield order(f"unit/{unit}", "HoldFirstSession", members, unit, 40, ballot=ballot)
        yield order(f"unit/{unit}", "HandOverRecords", body, unit, 41, ballot=ballot)
        yield order(f"unit/{unit}", "EndCommittee", body, unit, 42, ballot=ballot)
    yield order("unit/BK", "EndCommittee", "committee", "BK", 42, ballot="na")


@cache
def worlds(election: str) -> tuple[World, ...]:
    """The world before the story and after each order of it; an order that is refused changes nothing."""
    world = World(election)
    seen = [world]
    for order in story(election):
        world = world.copy()
        with suppress(Refusal):
            world.give(world.stream(order.kind, order.code), order.command, order.act)
        seen.append(world)
    return tuple(seen)

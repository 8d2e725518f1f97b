"""What holds after every command, whatever went before: read from the record, not from any procedure's state.

Each is told again here in its own words, so that a procedure that is wrong about a rule does not also say
that it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from domain.call.events import ElectionCalled
from domain.cases.events import CaseConsidered, CaseDecided, CaseRegistered, VerificationOrdered
from domain.constituencies.events import ConstituenciesPublished
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    BoardEnded,
    ConstituencyFixed,
    ConstituencyMinutesMade,
    OfficialListPublished,
    OpenPointSettled,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
)
from domain.event import Event, Recorded
from domain.membership.events import (
    BodyDecided,
    CommitteeEnded,
    MemberCleared,
    MemberFoundStanding,
    MemberLeft,
    MemberReplaced,
    MembersAppointed,
    MemberStruckOff,
)
from domain.office.events import DocumentIssued, ScenarioActivated, TaskClosed
from domain.polling.events import CountingMinutesCorrected, CountingMinutesRecorded
from domain.summary.events import (
    CouncilResultPublished,
    CouncilSummaryMade,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceMinutesMade,
    StatusConfirmed,
)
from domain.zone import end_of_day, start_of_day
from tests.domain.machine.bureau import untidy
from tests.domain.machine.world import World

SURPLUS: Final = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}
"""How many more candidates than seats a council's list has at least (Article 58.3); the Assembly's: two."""
STOP: Final = timedelta(days=10)
FIGURES: Final = ("registered", "voted", "issued", "collected", "valid", "invalid")


def broken(world: World, made: Sequence[Recorded]) -> Iterator[str]:
    """What the rows just recorded break; nothing where all is well."""
    for row in made:
        yield from _after_the_end(world, row)
        yield from _elsewhere_after_the_end(world, row)
        match row.event:
            case CountingMinutesRecorded() | CountingMinutesCorrected() as event:
                yield from _paper(world, row, event)
            case ConstituencyMinutesMade() as event:
                yield from _sum(world, row, event)
            case ResultDetermined() as event:
                yield from _result(world, row, event)
            case OpenPointSettled():
                yield from _seats(world, row)
            case AdditionalBallotDecided():
                if sum(isinstance(each, AdditionalBallotDecided) for each in world.events[row.stream]) > 1:
                    yield f"{row.stream}: a second additional ballot (Article 79.3)"
            case OfficialListPublished() as event:
                yield from _surplus(world, row, event)
            case CaseConsidered() | VerificationOrdered() | CaseDecided() as event:
                yield from _after_the_stop(world, row, event)
            case ProvinceMinutesMade() | CouncilSummaryMade() | NationalSummaryMade() as event:
                yield from _closed(world, row, [each.contest for each in event.results])
                yield from _once(row, [code for each in event.results for code in each.elected])
                yield from _all_there(world, row, event)
            case NationalResultPublished() | CouncilResultPublished() as event:
                yield from _once(row, event.elected)
                ballot = "na" if isinstance(event, NationalResultPublished) else event.ballot
                yield from _closed(world, row, _contests(world, ballot))
            case MembersAppointed() | MemberReplaced():
                yield from _seated(world, row)
            case MemberStruckOff() as event:
                yield from _not_too_soon(world, row, event)
            case BodyDecided() as event:
                yield from _majority(row, event)
            case TaskClosed() | DocumentIssued() | ScenarioActivated():
                made_then = [it.event for it in world.rows[row.stream] if it.version <= row.version]
                yield from (f"{row.stream}: {problem}" for problem in untidy(made_then))
            case StatusConfirmed() as event:
                yield from _once(row, [*event.confirmed, *(each.candidacy for each in event.refused)])
                yield from _closed(world, row, _contests(world, event.ballot))


def _paper(world: World, row: Recorded, event: Any) -> Iterator[str]:
    """Minutes that do not add up say so; those that do are not suspected."""
    figures, found = event.figures, {finding.code for finding in event.findings}
    odd = {
        "F.201": figures.voted > figures.registered,
        "F.202": figures.collected > figures.issued,
        "F.204": figures.valid + figures.invalid != figures.collected,
    }
    for code, holds in odd.items():
        if holds != (code in found):
            yield f"{row.stream}: {code} is {'not ' if holds else ''}found in {figures}"


def _sum(world: World, row: Recorded, event: ConstituencyMinutesMade) -> Iterator[str]:
    """A board's figures are the sums of the minutes it names, in the edition it names."""
    contest = row.stream.rpartition("/")[2]
    papers = []
    for team in event.teams:
        poll = getattr(team, "poll", "") or event.poll
        editions = [
            each
            for each in world.events.get(str(world.stream("area", team.area)), ())
            if isinstance(each, CountingMinutesRecorded | CountingMinutesCorrected)
            and (each.poll, each.contest) == (poll, contest)
        ]
        if len(editions) < team.edition:
            yield f"{row.stream}: names edition {team.edition} of {team.area}, there are {len(editions)}"
            return
        papers.append(editions[team.edition - 1].figures)
    for name in FIGURES:
        if getattr(event.figures, name) != sum(getattr(paper, name) for paper in papers):
            yield f"{row.stream}: {name} of the board is not the sum of its teams"
    for code, votes in event.figures.votes.items():
        if votes != sum(paper.votes.get(code, 0) for paper in papers):
            yield f"{row.stream}: votes of {code} are not the sum of the teams"


def _result(world: World, row: Recorded, event: ResultDetermined) -> Iterator[str]:
    """Over half of the valid ballots each (Article 78), and nobody twice."""
    made = [
        each
        for each in world.events[row.stream]
        if isinstance(each, ConstituencyMinutesMade) and each.poll == event.poll
    ]
    figures = made[-1].figures
    for code in event.elected:
        if not 2 * figures.votes.get(code, 0) > figures.valid:
            yield f"{row.stream}: {code} is elected with {figures.votes.get(code, 0)} of {figures.valid}"
    yield from _seats(world, row)


def _seats(world: World, row: Recorded) -> Iterator[str]:
    """Whoever is elected by the results that stand: each once, and no more than there are seats."""
    elected: list[str] = []
    for event in world.events[row.stream]:
        match event:
            case ResultDetermined(poll="additional"):
                elected += event.elected
            case ResultDetermined():
                elected = [*event.elected]
            case ResultAnnulled():
                elected = []
            case OpenPointSettled():
                elected += event.elected
    seats = next(each.seats for each in world.events[row.stream] if isinstance(each, ConstituencyFixed))
    yield from _once(row, elected)
    if len(elected) > seats:
        yield f"{row.stream}: {len(elected)} are elected to {seats} seats"


def _once(row: Recorded, elected: Sequence[str]) -> Iterator[str]:
    if len(set(elected)) < len(elected):
        yield f"{row.stream}, {row.type}: somebody is elected twice: {sorted(elected)}"


def _surplus(world: World, row: Recorded, event: OfficialListPublished) -> Iterator[str]:
    """A list has its surplus, or names the decision that lets it stand without."""
    fixed = next(each for each in world.events[row.stream] if isinstance(each, ConstituencyFixed))
    wanted = fixed.seats + (2 if fixed.ballot == "na" else SURPLUS.get(fixed.seats, 3))
    if len(event.candidates) < wanted and not event.surplus_decision:
        yield f"{row.stream}: {len(event.candidates)} candidates for {fixed.seats} seats, nobody decided it"


def _after_the_stop(world: World, row: Recorded, event: Event) -> Iterator[str]:
    """From ten days before election day nothing about a candidate is examined (Article 61.2)."""
    first = world.events[row.stream][0]
    called = [
        each for each in world.events[str(world.stream("election"))] if isinstance(each, ElectionCalled)
    ]
    if not isinstance(first, CaseRegistered) or first.about != "candidate":
        return
    stopped = row.legal_at >= start_of_day(called[-1].day - STOP)
    clear = isinstance(event, CaseDecided) and event.clear
    if stopped and not clear:
        yield f"{row.stream}: {row.type} at {row.legal_at}, after the stop"


def _contests(world: World, ballot: str) -> list[str]:
    return [
        plan.code
        for name in world.of("unit")
        for event in world.events[name]
        if isinstance(event, ConstituenciesPublished) and event.ballot == ballot
        for plan in event.contests
    ]


def _all_there(world: World, row: Recorded, event: Any) -> Iterator[str]:
    """A summary has every constituency it is about."""
    code = row.stream.rpartition("/")[2]
    ballot = getattr(event, "ballot", "na")
    wanted = {
        plan.code
        for name in world.of("unit")
        for each in world.events[name]
        if isinstance(each, ConstituenciesPublished) and each.ballot == ballot
        for plan in each.contests
        if isinstance(event, NationalSummaryMade) or ballot != "na" or plan.unit == code
    }
    if isinstance(event, CouncilSummaryMade):
        own = [each for each in world.events[row.stream] if isinstance(each, ConstituenciesPublished)]
        wanted = {plan.code for each in own if each.ballot == ballot for plan in each.contests}
    if {each.contest for each in event.results} != wanted:
        yield f"{row.stream}, {row.type}: it is about {sorted(wanted)}"


def _closed(world: World, row: Recorded, contests: Sequence[str]) -> Iterator[str]:
    """No parent closes while a further vote, or the decision about one, is open."""
    for code in contests:
        if _open(world.events.get(str(world.stream("contest", code)), ())):
            yield f"{row.stream}, {row.type}: {code} is still open"


def _open(events: Sequence[Event]) -> bool:
    """Whether a constituency still waits for a result or for a decision on it."""
    waiting, annulled = True, False
    for event in events:
        match event:
            case ResultDetermined():
                # After an annulment only the re-run closes it.
                annulled = annulled and event.poll != "rerun"
                waiting = annulled or event.outcome not in ("complete", "closed_short")
            case AdditionalBallotDeclined():
                waiting = annulled
            case OpenPointSettled():
                # One that names the re-run says that none is held any more.
                waiting = annulled and event.poll != "rerun"
            case ResultAnnulled():
                waiting = annulled = True
            case AdditionalBallotDecided() | RerunDecided():
                waiting = True
    return waiting


def _seated(world: World, row: Recorded) -> Iterator[str]:
    """Nobody sits twice on one body, and nobody takes a seat where he was found to stand (Article 27)."""
    event: Any = row.event
    sits: list[str] = []
    stands: set[str] = set()
    for each in world.events[row.stream]:
        if (getattr(each, "body", ""), getattr(each, "place", "")) != (event.body, event.place):
            continue
        match each:
            case MembersAppointed():
                sits = [member.person for member in each.members]
            case MemberFoundStanding():
                stands.add(each.member)
            case MemberCleared():
                stands.discard(each.member)
            case MemberLeft() | MemberStruckOff():
                sits.remove(each.member)
            case MemberReplaced():
                sits.append(each.member.person)
                if each is event and each.member.person in stands:
                    yield f"{row.stream}: {each.member.person} takes a seat where he stands"
    if len(set(sits)) < len(sits):
        yield f"{row.stream}: somebody sits twice on {event.body} {event.place}: {sorted(sits)}"


def _not_too_soon(world: World, row: Recorded, event: MemberStruckOff) -> Iterator[str]:
    """A member may resign until the end of the day of the list; before that nobody strikes him off."""
    found = [
        each
        for each in world.events[row.stream]
        if isinstance(each, MemberFoundStanding)
        and (each.body, each.place, each.member) == (event.body, event.place, event.member)
    ]
    lists = world.rows.get(str(world.stream("contest", found[-1].contest)), ()) if found else ()
    days = [
        end_of_day(each.legal_at.date()) for each in lists if isinstance(each.event, OfficialListPublished)
    ]
    until = days[0] if days else found[-1].due if found else None
    if until is None or row.legal_at <= until:
        yield f"{row.stream}: {event.member} is struck off at {row.legal_at}, he may leave until {until}"


def _majority(row: Recorded, event: BodyDecided) -> Iterator[str]:
    """Two thirds there, more than half of all for it (Articles 13 and 26.1)."""
    quorum, majority = 3 * event.present >= 2 * event.members, 2 * event.in_favour > event.members
    wanted = "no_quorum" if not quorum else "carried" if majority else "not_carried"
    if event.outcome != wanted or event.present > event.members:
        yield f"{row.stream}: {event.outcome} with {event.in_favour} of {event.present}, {event.members} sit"


def _after_the_end(world: World, row: Recorded) -> Iterator[str]:
    """Who has ended records nothing more about that ballot until a further vote calls him back."""
    over: dict[str, bool] = {}
    for each in world.events[row.stream]:
        if each is row.event:
            break
        match each:
            case CommitteeEnded():
                over[f"{each.body}:{each.ballot}"] = True
            case BoardEnded():
                over["board:"] = True
            case ResultAnnulled() | RerunDecided() | AdditionalBallotDecided():
                over["board:"] = False
    ballot = getattr(row.event, "ballot", "") if row.meta.body != "board" else ""
    left = row.type == "RecordsHandedOver" or getattr(row.event, "edition", 1) > 1
    if over.get(f"{row.meta.body}:{ballot}") and not left:
        yield f"{row.stream}: {row.type} by {row.meta.body}, which has ended"


def _elsewhere_after_the_end(world: World, row: Recorded) -> Iterator[str]:
    """Nor does a committee or the Council on a case or a constituency, but for what the law leaves to it."""
    kind, election, code = row.stream.partition("/")[0], world.election, row.meta.unit
    left = ("CaseTransferred", "ConsequenceNoted", "BoardEnded")
    if row.meta.body not in ("nec", "committee") or kind not in ("case", "contest") or row.type in left:
        return
    home, about = world.events.get(f"unit/{election}/{code}", ()), world.events[row.stream][0]
    ended = {it.ballot for it in home if isinstance(it, CommitteeEnded)}
    voted = world.events.get(f"contest/{election}/{getattr(about, 'contest', '')}", world.events[row.stream])
    back = any(isinstance(it, ResultAnnulled | RerunDecided | AdditionalBallotDecided) for it in voted)
    if getattr(about, "ballot", "") in ended and not back:
        yield f"{row.stream}: {row.type} by {row.meta.body} of {code}, which has ended"

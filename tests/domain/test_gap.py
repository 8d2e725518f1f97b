"""A published list that loses somebody before and after the posting, and the proof of the ballot."""

from __future__ import annotations

import pytest

from domain.candidacy.commands import WithdrawCandidacy
from domain.candidacy.events import CandidacyAllocated, CandidateNominated, DossierAccepted, DossierReceived
from domain.command import Act
from domain.consultation.events import Conference, ConsultationHeld, VoterConferencesHeld
from domain.contest import PROCEDURE
from domain.contest.commands import (
    ProofBallot,
    PublishOfficialList,
    SettleMissingCandidate,
    StrikeOffCandidate,
)
from domain.contest.events import (
    AreasAssigned,
    BallotProofed,
    ConstituencyFixed,
    Listed,
    MissingCandidateSettled,
)
from domain.missing import Way
from domain.polling.events import CandidateListsPosted, PollingOpened
from domain.procedure import fold
from domain.terms import Ballot
from tests.domain.province import COMMUNE, enrolled
from tests.domain.scenario import Scenario, act

CONTEST, AREA = "contest/bk-2021/C-BK-NS-01-1", "area/bk-2021/BK-NS-01-A1"
COMMITTEE = act("committee", "BK-NS-01", "2021-04-29")
PEOPLE = ("c1", "c2", "c3", "c4", "c5")


def candidate(story: Scenario, code: str, ballot: Ballot = "commune", unit: str = "BK-NS-01") -> Scenario:
    return story.and_given(
        f"candidacy/bk-2021/{code}",
        CandidateNominated(ballot=ballot, unit=unit, origin="agency"),
        DossierReceived(attempt=1, sets=1),
        DossierAccepted(attempt=1),
    )


def published(*people: str, seats: int = 3) -> Scenario:
    """Three seats and a list; of the third round c8 (40 of 60) and c9 (50 of 60) were left over."""
    story = enrolled()
    for code in (*people, "c7", "c8", "c9"):
        story = candidate(story, code)
    met = tuple(
        Conference(candidacy=code, place="residence", summoned=90, present=60, confident=confident)
        for code, confident in (("c7", 30), ("c8", 40), ("c9", 50))
    )
    story = story.and_given(
        COMMUNE,
        VoterConferencesHeld(ballot="commune", sitting=1, conferences=met),
        ConsultationHeld(ballot="commune", round=3, invited=9, present=9, agreed=(*people, "c7", "c8", "c9")),
    ).and_given(
        CONTEST,
        ConstituencyFixed(ballot="commune", seats=seats, unit="BK-NS-01", publisher="BK-NS-01"),
        AreasAssigned(unit="BK-NS-01", areas=("BK-NS-01-A1",)),
    )
    listed = tuple(Listed(candidacy=code, order=n, seniority=n) for n, code in enumerate(people, start=1))
    return story.after(CONTEST, PublishOfficialList(candidates=listed, decision="1/NQ"), COMMITTEE)


def without(story: Scenario, code: str = "c1", by: Act = COMMITTEE) -> Scenario:
    command = StrikeOffCandidate(candidacy=code, why="strike_died", decision="2/QĐ", consent="3/MT")
    return story.after(CONTEST, command, by)


def settle(
    way: Way, added: str = "", *, order: int = 1, seats: int | None = None, consent: str = "5/MT"
) -> SettleMissingCandidate:
    new = Listed(candidacy=added, order=order, seniority=9) if added else None
    return SettleMissingCandidate(way=way, added=new, seats=seats, decision="4/QĐ", consent=consent)


@pytest.mark.covers("p30", "story:20")
def test_a_committee_strikes_off_with_the_fronts_consent_only_by_article_60_2() -> None:
    command = StrikeOffCandidate(candidacy="c1", why="strike_charged", decision="2/QĐ")
    published(*PEOPLE).when(CONTEST, command, COMMITTEE).then_refused("no_front_consent", "Điều 60.2")


@pytest.mark.covers("p30", "story:21")
def test_the_list_is_kept_where_its_surplus_still_holds() -> None:
    story = without(published(*PEOPLE, "c6"))
    settled = story.when(CONTEST, settle("keep"), COMMITTEE).one()
    assert (settled.missing, settled.way, settled.seats, settled.added) == (("c1",), "keep", 3, ())
    short = without(published(*PEOPLE))
    short.when(CONTEST, settle("keep"), COMMITTEE).then_refused("way_closed", "cần ít nhất 5")


@pytest.mark.covers("p30", "story:21")
def test_the_most_trusted_of_the_third_round_comes_in_at_his_place_in_the_alphabet() -> None:
    story = without(published(*PEOPLE))
    story.when(CONTEST, settle("add", "c8"), COMMITTEE).then_refused("way_closed", "c9")
    story = story.after(CONTEST, settle("add", "c9", order=2), COMMITTEE)
    state = fold(PROCEDURE, story.events(CONTEST))
    assert [(one.candidacy, one.order) for one in state.standing] == [
        ("c9", 2),
        ("c2", 3),
        ("c3", 4),
        ("c4", 5),
        ("c5", 6),
    ]


@pytest.mark.covers("story:21")
@pytest.mark.parametrize(("day", "open_"), [("2021-05-01", True), ("2021-05-02", False)])
def test_nobody_is_added_with_fewer_than_two_days_before_the_posting_on_3_may_2021(
    day: str, open_: bool
) -> None:
    outcome = without(published(*PEOPLE)).when(
        CONTEST, settle("add", "c9"), act("committee", "BK-NS-01", day)
    )
    if open_:
        outcome.then_found()
    else:
        outcome.then_refused("way_closed", "quá muộn")


@pytest.mark.covers("p30", "story:21")
def test_the_seats_are_reduced_so_far_that_the_surplus_is_lawful() -> None:
    story = without(published(*PEOPLE))
    story.when(CONTEST, settle("reduce", seats=1), COMMITTEE).then_refused("way_closed", "giảm còn 2")
    story = story.after(CONTEST, settle("reduce"), COMMITTEE)
    assert fold(PROCEDURE, story.events(CONTEST)).seats == 2


def test_a_way_needs_the_fronts_consent_and_somebody_to_add_only_where_it_adds() -> None:
    story = without(published(*PEOPLE))
    story.when(CONTEST, settle("reduce", consent=""), COMMITTEE).then_refused("no_front_consent")
    story.when(CONTEST, settle("add"), COMMITTEE).then_refused("way_closed", "c9")
    story.when(CONTEST, settle("reduce", "c9"), COMMITTEE).then_refused("way_closed", "added")


def test_nothing_is_settled_where_nobody_is_missing_or_twice_or_once_polling_began() -> None:
    published(*PEOPLE).when(CONTEST, settle("keep"), COMMITTEE).then_refused("no_gap")
    story = without(published(*PEOPLE))
    again = settle("reduce").model_copy(update={"occasion": 2})
    story.after(CONTEST, settle("reduce"), COMMITTEE).when(CONTEST, again, COMMITTEE).then_refused("no_gap")
    voting = story.and_given(AREA, PollingOpened(poll="first"))
    voting.when(CONTEST, settle("reduce"), COMMITTEE).then_refused("polling_began")


@pytest.mark.covers("story:33")
def test_who_withdrew_from_the_published_list_leaves_a_gap_too() -> None:
    story = published(*PEOPLE).after(
        "candidacy/bk-2021/c2",
        WithdrawCandidacy(ground="own_request"),
        act("candidate", "BK-NS-01", "2021-04-29"),
    )
    settled = story.when(CONTEST, settle("reduce"), COMMITTEE).one()
    assert settled.missing == ("c2",)
    assert "O-1" in settled.reasons[-1].article
    story = story.after(CONTEST, settle("reduce"), COMMITTEE)
    state = fold(PROCEDURE, story.events(CONTEST))
    assert "c2" not in [one.candidacy for one in state.standing]


@pytest.mark.covers("p30", "story:21")
def test_after_the_posting_the_national_council_decides_with_its_paper_as_the_rule_was_not_read() -> None:
    story = without(published(*PEOPLE)).and_given(AREA, CandidateListsPosted(contests=("C-BK-NS-01-1",)))
    late = act("committee", "BK-NS-01", "2021-05-10")
    story.when(CONTEST, settle("keep"), late).then_refused("not_authorised", "nec")
    council = act("nec", "VN", "2021-05-10")
    story.when(CONTEST, settle("keep"), council).then_refused("no_source", "O-1")
    settled = story.when(CONTEST, settle("keep"), council.model_copy(update={"source": "ab" * 32})).one()
    assert isinstance(settled, MissingCandidateSettled)
    assert settled.posted
    assert settled.ground == "Điều 58.3 (O-1)"


@pytest.mark.covers("p30")
def test_for_the_assembly_the_national_council_decides_by_article_57_6() -> None:
    contest = "contest/bk-2021/NA-BK-1"
    story = enrolled().and_given(contest, ConstituencyFixed(ballot="na", seats=3, unit="BK", publisher="VN"))
    listed = tuple(Listed(candidacy=f"n{n}", order=n, seniority=n) for n in range(1, 6))
    for one in listed:
        story = candidate(story, one.candidacy, "na", "BK")
    council = act("nec", "VN", "2021-04-27")
    story = story.after(contest, PublishOfficialList(candidates=listed, decision="1/NQ"), council)
    strike = StrikeOffCandidate(candidacy="n1", why="strike_charged", decision="2/NQ")
    story = story.after(contest, strike, act("nec", "VN", "2021-05-16"))
    kept = story.when(contest, settle("keep", consent=""), act("nec", "VN", "2021-05-16")).one()
    assert (kept.seats, kept.ground) == (3, "Điều 57.6")
    story.when(contest, settle("keep"), act("committee", "BK", "2021-05-16")).then_refused("not_authorised")
    story.when(contest, settle("reduce"), act("nec", "VN", "2021-05-16")).then_refused("way_closed")


@pytest.mark.covers("p26")
def test_nobody_is_on_the_list_of_a_constituency_he_was_not_assigned_to_by_article_57_5() -> None:
    story = published("c2", "c3", "c4", "c5", "c6")
    other = "contest/bk-2021/C-BK-NS-01-2"
    story = story.and_given(
        other, ConstituencyFixed(ballot="commune", seats=1, unit="BK-NS-01", publisher="BK-NS-01")
    ).and_given("candidacy/bk-2021/c8", CandidacyAllocated(contest="C-BK-NS-01-1", occasion=1))
    two = tuple(Listed(candidacy=code, order=n, seniority=n) for n, code in enumerate(("c8", "c9"), 1))
    story.when(other, PublishOfficialList(candidates=two, decision="2/NQ"), COMMITTEE).then_refused(
        "listed_elsewhere", "c8"
    )


SECOND = COMMITTEE.model_copy(update={"actor": "person-2"})


@pytest.mark.covers("p26", "story:42", "story:43")
def test_a_second_person_proofs_the_ballot_against_the_list() -> None:
    story = published(*PEOPLE)
    command = ProofBallot(names=PEOPLE)
    story.when(CONTEST, command, SECOND).then(BallotProofed(edition=1, names=PEOPLE, agrees=True))
    story.when(CONTEST, command, COMMITTEE).then_refused("same_person")
    story.after(CONTEST, command, SECOND).when(CONTEST, command, SECOND).then_refused("already_done")


@pytest.mark.covers("story:43")
def test_a_proof_in_another_order_is_recorded_as_wrong() -> None:
    wrong = ProofBallot(names=("c2", "c1", "c3", "c4", "c5"))
    outcome = published(*PEOPLE).when(CONTEST, wrong, SECOND)
    outcome.then_found("F.405")
    assert not outcome.one().agrees


@pytest.mark.covers("story:42")
def test_of_two_with_one_name_the_one_born_earlier_stands_first() -> None:
    story = published(*PEOPLE)
    story.when(CONTEST, ProofBallot(names=PEOPLE, namesakes=(("c2", "c3"),)), SECOND).then_found()
    turned = ProofBallot(names=("c1", "c3", "c2", "c4", "c5"), namesakes=(("c2", "c3"),))
    story.when(CONTEST, turned, SECOND).then_found("F.405", "F.406")
    unknown = ProofBallot(names=PEOPLE, namesakes=(("c2", "c9"),))
    story.when(CONTEST, unknown, SECOND).then_refused("unknown_candidate", "c9")


def test_two_of_one_name_born_on_one_day_are_told_apart_by_nothing() -> None:
    story = published(*PEOPLE)
    events = list(story.events(CONTEST))
    people = events[-1].candidates  # type: ignore[attr-defined]
    same = tuple(one.model_copy(update={"seniority": 1}) for one in people)
    events[-1] = events[-1].model_copy(update={"candidates": same})
    twins = Scenario({**story.history, CONTEST: tuple(events)}, story.acts)
    twins.when(CONTEST, ProofBallot(names=PEOPLE, namesakes=(("c2", "c3"),)), SECOND).then_found("F.407")


def test_a_ballot_is_proofed_against_a_list_that_is_there() -> None:
    story = enrolled().and_given(
        CONTEST, ConstituencyFixed(ballot="commune", seats=3, unit="BK-NS-01", publisher="BK-NS-01")
    )
    story.when(CONTEST, ProofBallot(names=PEOPLE), SECOND).then_refused("too_early")
    story.when(CONTEST, settle("keep"), COMMITTEE).then_refused("too_early")

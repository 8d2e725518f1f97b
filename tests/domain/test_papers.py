"""What goes with a consultation: hand-over, votes, minutes, the list split, central nominees, the log."""

from __future__ import annotations

import pytest

from domain.candidacy.commands import CheckDossier, FileDossier, Nominate, WithdrawCandidacy
from domain.consultation.commands import (
    AgreeStructure,
    ConfirmConsultationMinutes,
    HandOverDossiers,
    HoldConsultation,
    HoldVoterConferences,
    NoteMonitoring,
    ReceiveDossiers,
    SendCentralNominees,
    SendConsultationMinutes,
    SplitPreliminaryList,
    TakeConsultationVote,
)
from domain.consultation.events import (
    Addressee,
    CentralNomineesSent,
    Conference,
    ConsultationHeld,
    ConsultationMinutesReceived,
    DossiersHandedOver,
    DossiersTakenOver,
    MonitoringNoted,
    PreliminaryListSplit,
    QualifiedListSent,
    Round,
    StructureAgreed,
)
from domain.consultation.papers import named
from domain.terms import Ballot
from tests.domain.province import BK, COMMUNE, VN, consulted, established, estimated, first_round
from tests.domain.scenario import Scenario, act

FRONT = act("front", "BK-NS-01", "2021-02-16")
COMMITTEE = act("committee", "BK-NS-01", "2021-03-14T17:30:00")


def to(*bodies: str) -> tuple[Addressee, ...]:
    return tuple(
        Addressee(body=body, unit=unit) for body, _, unit in (each.partition("@") for each in bodies)
    )


def accepted(story: Scenario, code: str, ballot: Ballot = "commune", unit: str = "BK-NS-01") -> Scenario:
    person, office = f"candidacy/bk-2021/{code}", "nec" if unit == "VN" else "committee"
    sets = 2 if ballot == "na" else 1
    return (
        story.after(
            person, Nominate(ballot=ballot, unit=unit, origin="self"), act("candidate", unit, "2021-03-01")
        )
        .after(person, FileDossier(sets=sets), act(office, unit, "2021-03-10"))
        .after(person, CheckDossier(valid=True), act(office, unit, "2021-03-11"))
    )


def filed() -> Scenario:
    return accepted(accepted(estimated(), "c-001"), "c-002")


def hand(*codes: str, biographies: int = 2, declarations: int = 2, number: int = 1) -> HandOverDossiers:
    return HandOverDossiers(
        ballot="commune",
        to_body="front",
        number=number,
        candidacies=codes,
        biographies=biographies,
        declarations=declarations,
    )


@pytest.mark.covers("p17", "story:32", "story:41")
def test_dossiers_are_handed_over_when_list_biographies_and_declarations_agree() -> None:
    filed().when(COMMUNE, hand("c-001", "c-002"), COMMITTEE).then(
        DossiersHandedOver(
            ballot="commune",
            to_body="front",
            to_unit="BK-NS-01",
            number=1,
            candidacies=("c-001", "c-002"),
            biographies=2,
            declarations=2,
        )
    )
    short = hand("c-001", "c-002", declarations=1)
    filed().when(COMMUNE, short, COMMITTEE).then_refused("counts_differ", "2 người", "1 bản kê khai")
    filed().when(COMMUNE, hand("c-001", "c-001"), COMMITTEE).then_refused("listed_twice")


@pytest.mark.covers("p17", "story:32")
def test_the_front_confirms_what_it_counted_itself() -> None:
    story = filed().after(COMMUNE, hand("c-001", "c-002"), COMMITTEE)
    counted = ReceiveDossiers(ballot="commune", listed=2, biographies=2, declarations=2)
    story.when(COMMUNE, counted, FRONT).then(DossiersTakenOver(ballot="commune", number=1, listed=2))
    fewer = counted.model_copy(update={"listed": 1})
    story.when(COMMUNE, fewer, FRONT).then_refused("counts_differ")
    story.when(COMMUNE, counted, act("nec", "VN", "2021-03-15")).then_refused("not_authorised", "front")
    story.after(COMMUNE, counted, FRONT).when(COMMUNE, counted, FRONT).then_refused("already_done")
    filed().when(COMMUNE, counted, FRONT).then_refused("too_early")


@pytest.mark.covers("p17")
def test_nobody_is_handed_over_without_a_valid_dossier_or_twice_or_after_withdrawing() -> None:
    other = hand("c-009", biographies=1, declarations=1)
    filed().when(COMMUNE, other, COMMITTEE).then_refused("not_handed_over", "c-009")
    story = filed().after(COMMUNE, hand("c-001", "c-002"), COMMITTEE)
    again = hand("c-001", biographies=1, declarations=1, number=2)
    story.when(COMMUNE, again, COMMITTEE).then_refused("not_handed_over", "c-001")
    gone = filed().after(
        "candidacy/bk-2021/c-001",
        WithdrawCandidacy(ground="own_request"),
        act("candidate", "BK-NS-01", "2021-03-12"),
    )
    gone.when(COMMUNE, hand("c-001", "c-002"), COMMITTEE).then_refused("not_handed_over", "c-001")
    filed().when(COMMUNE, hand("c-001", "c-002", number=2), COMMITTEE).then_refused("wrong_number")


@pytest.mark.covers("p17", "story:41")
def test_a_province_sends_the_national_council_the_assemblys_dossiers_and_no_others() -> None:
    story = accepted(estimated(), "na-001", "na", "BK")
    command = HandOverDossiers(
        ballot="na", to_body="nec", candidacies=("na-001",), biographies=1, declarations=1
    )
    by = act("committee", "BK", "2021-03-14T17:30:00")
    assert story.when(BK, command, by).one().to_unit == "VN"
    counted = ReceiveDossiers(ballot="na", listed=1, biographies=1, declarations=1)
    story = story.after(BK, command, by)
    story.when(BK, counted, act("nec", "VN", "2021-03-15")).then_found()
    story.when(BK, counted, act("front", "BK", "2021-03-15")).then_refused("not_authorised")
    wrong = hand("c-001", "c-002").model_copy(update={"to_body": "nec"})
    filed().when(COMMUNE, wrong, COMMITTEE).then_refused("not_authorised", "front của BK-NS-01")


def vote(agree: int = 20, oppose: int = 3, counters: int = 5, item: int = 1) -> TakeConsultationVote:
    return TakeConsultationVote(
        ballot="commune",
        round=2,
        item=item,
        method="secret",
        members=25,
        agree=agree,
        oppose=oppose,
        counters=counters,
    )


@pytest.mark.covers("p18", "story:25")
def test_members_vote_in_the_way_the_conference_chose() -> None:
    story = consulted("c-001")
    taken = story.when(COMMUNE, vote(), FRONT).one()
    assert (taken.method, taken.members, taken.findings[0].code) == ("secret", 25, "counters_not_read")
    story.when(COMMUNE, vote(agree=23), FRONT).then_refused("more_than", "26", "25")
    story.when(COMMUNE, vote(item=2), FRONT).then_refused("wrong_number")
    estimated().when(COMMUNE, vote(), FRONT).then_refused("too_early")


SENT = SendConsultationMinutes(
    ballot="commune",
    round=1,
    recipients=to("committee@BK-NS-01", "front@BK-NS", "council@BK-NS"),
)


def held(round_: Round = 1) -> Scenario:
    return estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))


@pytest.mark.covers("p10", "story:26")
def test_a_commune_of_2021_sends_its_minutes_to_its_committee_and_to_the_district_by_article_50_4() -> None:
    held().when(COMMUNE, SENT, FRONT).then_found()
    estimated().when(COMMUNE, SENT, FRONT).then_refused("too_early")
    held().after(COMMUNE, SENT, FRONT).when(COMMUNE, SENT, FRONT).then_refused("already_done")


@pytest.mark.covers("story:26")
def test_an_addressee_left_out_or_one_too_many_is_noted() -> None:
    fewer = SENT.model_copy(update={"recipients": to("committee@BK-NS-01", "front@BK-NS")})
    held().when(COMMUNE, fewer, FRONT).then_found("addressee_missing")
    more = SENT.model_copy(update={"recipients": (*SENT.recipients, *to("people_committee@BK-NS-01"))})
    held().when(COMMUNE, more, FRONT).then_found("addressee_not_named")
    twice = SENT.model_copy(update={"recipients": (*SENT.recipients, SENT.recipients[0])})
    held().when(COMMUNE, twice, FRONT).then_refused("listed_twice")


@pytest.mark.covers("story:26")
@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("consult1_minutes_send", to("committee@BN", "council@BN")),
        ("hdnd_structure_estimate_send", to("nec@VN", "front@BN", "committee@BN")),
    ],
)
def test_articles_9_3_and_50_4_of_2026_a_province_s_own_body_does_not_write_to_itself(
    row: str, wanted: tuple[Addressee, ...]
) -> None:
    assert tuple(named(row, "B", "province", "province", "BN", ("VN",))) == wanted
    above = {"front@BN", "council@BN"} if row.startswith("consult") else {"council@BN"}
    below = {
        f"{each.body}@{each.unit}" for each in named(row, "B", "commune", "commune", "BN-01", ("BN", "VN"))
    }
    assert above <= below


@pytest.mark.covers("story:26")
def test_minutes_that_go_out_later_than_the_next_day_are_noted() -> None:
    held().when(COMMUNE, SENT, act("front", "BK-NS-01", "2021-02-17")).then_found("minutes_not_at_once")


@pytest.mark.covers("p08", "p10", "p18", "p23")
@pytest.mark.parametrize("round_", [1, 2, 3])
def test_the_assemblys_minutes_of_a_province_go_to_the_centre_and_its_own_committee(round_: Round) -> None:
    told = ConsultationHeld(ballot="na", round=round_, invited=30, present=30, agreed=())
    story = established().and_given(BK, told)
    command = SendConsultationMinutes(
        ballot="na", round=round_, recipients=to("nec@VN", "standing_committee@VN", "committee@BK")
    )
    assert "addressee" not in str(story.when(BK, command, act("front", "BK", "2021-02-17")).one().findings)
    centre = established().and_given(VN, told)
    only = command.model_copy(update={"recipients": to("nec@VN", "standing_committee@VN")})
    found = centre.when(VN, only, act("front", "VN", "2021-02-17")).one().findings
    assert "addressee" not in str(found)


@pytest.mark.covers("story:26")
def test_each_addressee_confirms_for_itself() -> None:
    story = held().after(COMMUNE, SENT, FRONT)
    (mine,) = to("front@BK-NS")
    command = ConfirmConsultationMinutes(ballot="commune", round=1, recipient=mine)
    by = act("front", "BK-NS", "2021-02-17")
    story.when(COMMUNE, command, by).then(
        ConsultationMinutesReceived(ballot="commune", round=1, recipient=mine)
    )
    story.after(COMMUNE, command, by).when(COMMUNE, command, by).then_refused("already_done")
    story.when(COMMUNE, command, act("council", "BK-NS", "2021-02-17")).then_refused("not_addressee")
    (other,) = to("front@BK")
    stranger = command.model_copy(update={"recipient": other})
    story.when(COMMUNE, stranger, act("front", "BK", "2021-02-17")).then_refused("not_addressee", "BK")
    held().when(COMMUNE, command, by).then_refused("too_early")


@pytest.mark.covers("p18", "story:28")
def test_everybody_on_the_preliminary_list_lives_in_exactly_one_place() -> None:
    story = consulted("c-001", "c-002")
    parts = {"BK-NS-01": ("c-001", "c-002")}
    command = SplitPreliminaryList(ballot="commune", parts=parts)
    story.when(COMMUNE, command, FRONT).then(PreliminaryListSplit(ballot="commune", parts=parts))
    story.after(COMMUNE, command, FRONT).when(COMMUNE, command, FRONT).then_refused("already_done")
    for odd in ({"BK-NS-01": ("c-001",)}, {"BK-NS-01": ("c-001", "c-002", "c-009")}):
        wrong = SplitPreliminaryList(ballot="commune", parts=odd)
        story.when(COMMUNE, wrong, FRONT).then_refused("list_not_whole")
    both = SplitPreliminaryList(ballot="commune", parts={"BK-NS-01": ("c-001", "c-002"), "BK": ("c-001",)})
    story.when(COMMUNE, both, FRONT).then_refused("list_not_whole", "c-001")
    nowhere = SplitPreliminaryList(ballot="commune", parts={"BK-XX": ("c-001", "c-002")})
    story.when(COMMUNE, nowhere, FRONT).then_refused("unknown_unit", "BK-XX")
    held().when(COMMUNE, command, FRONT).then_refused("too_early")


@pytest.mark.covers("p26")
def test_the_national_council_sends_a_province_its_central_nominees_by_article_57_3() -> None:
    story = accepted(established(), "na-900", "na", "VN")
    command = SendCentralNominees(province="BK", candidacies=("na-900",))
    by = act("nec", "VN", "2021-04-24")
    story.when(VN, command, by).then_refused("too_early")
    third = ConsultationHeld(ballot="na", round=3, invited=30, present=30, agreed=("na-900",))
    story = story.and_given(VN, third, QualifiedListSent(ballot="na", candidacies=("na-900",)))
    story.when(VN, command, by).then(CentralNomineesSent(province="BK", candidacies=("na-900",)))
    story.when(VN, command.model_copy(update={"province": "BK-NS"}), by).then_refused("wrong_level")
    story.when(VN, command.model_copy(update={"candidacies": ("na-901",)}), by).then_refused(
        "not_handed_over", "na-901"
    )
    twice = story.after(VN, command, by)
    twice.when(VN, command, by).then_refused("not_handed_over", "na-900")


@pytest.mark.covers("p23", "story:33")
def test_who_withdrew_before_the_third_round_is_not_on_its_list() -> None:
    story = accepted(consulted("c-001", "c-002"), "c-001")
    told = tuple(
        Conference(candidacy=code, place="residence", summoned=90, present=60, confident=60)
        for code in ("c-001", "c-002")
    )
    story = story.after(COMMUNE, HoldVoterConferences(ballot="commune", conferences=told), FRONT)
    third = HoldConsultation(ballot="commune", round=3, invited=30, present=30, agreed=("c-001", "c-002"))
    story.when(COMMUNE, third, FRONT).then_found("matters_not_verified")
    story = story.after(
        "candidacy/bk-2021/c-001",
        WithdrawCandidacy(ground="own_request"),
        act("candidate", "BK-NS-01", "2021-04-15"),
    )
    story.when(COMMUNE, third, FRONT).then_refused("left_consultation", "c-001")
    third = third.model_copy(update={"agreed": ("c-002",)})
    story.when(COMMUNE, third, FRONT).then_found("matters_not_verified")


@pytest.mark.covers("story:35")
def test_the_front_keeps_a_log_of_whom_it_watched() -> None:
    (watched,) = to("committee@BK-NS-01")
    command = NoteMonitoring(number=1, watched=watched, proposals=2, report="9/BC-MTTQ")
    established().when(COMMUNE, command, FRONT).then(
        MonitoringNoted(number=1, watched=watched, proposals=2, report="9/BC-MTTQ")
    )
    later = command.model_copy(update={"number": 3})
    established().when(COMMUNE, later, FRONT).then_refused("wrong_number", "1")
    established().when(COMMUNE, command, act("committee", "BK-NS-01", "2021-03-01")).then_refused(
        "not_authorised"
    )


@pytest.mark.covers("p10", "p18", "story:27")
def test_what_a_conference_agreed_on_numbers_stands_beside_every_adjustment() -> None:
    command = AgreeStructure(ballot="commune", round=1, number=34, women=12, minorities=8, asks=True)
    held().when(COMMUNE, command, FRONT).then(
        StructureAgreed(ballot="commune", round=1, number=34, women=12, minorities=8, asks=True)
    )
    estimated().when(COMMUNE, command, FRONT).then_refused("too_early")
    held().after(COMMUNE, command, FRONT).when(COMMUNE, command, FRONT).then_refused("already_done")
    more = command.model_copy(update={"women": 35})
    held().when(COMMUNE, more, FRONT).then_refused("more_than", "35", "34")
    second = command.model_copy(update={"round": 2})
    consulted("c-001").when(COMMUNE, second, FRONT).then_found("no_second_adjustment")

"""From the lists a province publishes to the first session of those elected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from domain.call.events import ElectionClosed
from domain.constituencies.commands import PublishConstituencies
from domain.constituencies.events import ConstituenciesPublished, ContestPlan
from domain.contest.commands import (
    AnnulResult,
    DecideAdditionalBallot,
    DeclineAdditionalBallot,
    MakeConstituencyMinutes,
)
from domain.contest.events import ConstituencyMinutesMade, ResultDetermined
from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.polling.commands import SendCountingMinutes
from domain.summary.commands import (
    ArchiveRecords,
    ConfirmStatus,
    DestroyPapers,
    HandOverRecords,
    HoldFirstSession,
    IssueCertificates,
    IssueSummary,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
    ReopenSummary,
    SignSummary,
)
from domain.summary.events import (
    CertificatesIssued,
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FirstSessionHeld,
    FurtherResult,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceListPublished,
    ProvinceMinutesMade,
    RecordsArchived,
    RecordsHandedOver,
    RefusedStatus,
    StatusConfirmed,
    SummaryIssued,
    SummaryReopened,
)
from tests.domain.ballot import (
    A1,
    AREAS,
    ASSEMBLY,
    COUNCIL,
    NA,
    UNIT,
    C,
    closed,
    determined,
    first_ballot,
    minutes,
    published,
    team,
)
from tests.domain.province import BK, COMMUNE, ELECTION, VN, established
from tests.domain.scenario import Scenario, act

ALL = {"c1": 400, "c2": 350, "c3": 300}
PROVINCE = act("committee", "BK", "2021-05-28")
NEC = act("nec", "VN", "2021-06-10")
COMMITTEE = act("committee", UNIT, "2021-05-31")
LATER = act("committee", UNIT, "2021-06-20")
"""When the term for complaints about a result published on 31/5 is over."""
MEMBERS = act("council", UNIT, "2021-06-28")
CONVENER = act("standing_committee", "VN", "2021-07-20")
SUM = MakeCouncilSummary(ballot="commune", contests=(COUNCIL,))
PUBLISH = PublishCouncilResult(ballot="commune")
CONFIRM = ConfirmStatus(ballot="commune")
MEET = HoldFirstSession(ballot="commune")
MINUTES = MakeProvinceMinutes(contests=(ASSEMBLY,))
NATIONAL = MakeNationalSummary(provinces=("BK",))


def council(*steps: Any) -> Scenario:
    """A commune council whose three seats are filled, with these steps done in their order."""
    story = determined(ALL)
    for command in steps:
        story = story.after(COMMUNE, command, MEMBERS if command is MEET else COMMITTEE)
    return story


def assembly(*steps: Any) -> Scenario:
    """The provincial minutes are made, and these steps at the nation done in their order."""
    story = determined(ALL).after(BK, MINUTES, PROVINCE)
    for command in steps:
        story = story.after(VN, command, NEC)
    return story


def counted_in(story: Scenario, stream: str, code: str, *elected: str) -> ContestResult:
    """The row of a summary for a constituency of three seats, with the sums of its board's minutes."""
    made = [event for event in story.events(stream) if isinstance(event, ConstituencyMinutesMade)]
    return ContestResult(contest=code, seats=3, elected=elected, figures=made[-1].figures)


# The province's list


@pytest.mark.covers("p28")
def test_the_province_publishes_its_part_of_the_assembly_s_list_once() -> None:
    published().when(BK, PublishProvinceList(), PROVINCE).then(ProvinceListPublished(contests=(ASSEMBLY,)))
    story = published().after(BK, PublishProvinceList(), PROVINCE)
    story.when(BK, PublishProvinceList(), PROVINCE).then_refused("already_done")


def test_there_is_no_list_to_publish_where_the_province_has_no_constituency_or_is_no_province() -> None:
    established().when(BK, PublishProvinceList(), PROVINCE).then_refused("too_early")
    published().when(COMMUNE, PublishProvinceList(), COMMITTEE).then_refused("wrong_level", "province")


# Nothing is summed up while a further vote is open


def test_provincial_minutes_name_all_constituencies_of_the_province_with_their_elected() -> None:
    determined(ALL).when(BK, MINUTES, PROVINCE).then(
        ProvinceMinutesMade(results=(counted_in(determined(ALL), NA, ASSEMBLY, "n1", "n2", "n3"),))
    )
    assembly().when(BK, MINUTES, PROVINCE).then_refused("already_done")


@pytest.mark.parametrize("contests", [("NA-BK-9",), (ASSEMBLY, COUNCIL), (ASSEMBLY, ASSEMBLY)])
def test_provincial_minutes_with_one_too_many_missing_or_twice_are_refused(contests: tuple[str, ...]) -> None:
    command = MakeProvinceMinutes(contests=contests)
    determined(ALL).when(BK, command, PROVINCE).then_refused("not_all_contests", ASSEMBLY)


@pytest.mark.covers("p45")
def test_provincial_minutes_wait_for_a_result_for_the_national_council_and_for_the_additional_ballot() -> (
    None
):
    first_ballot(ALL).when(BK, MINUTES, PROVINCE).then_refused("not_settled", ASSEMBLY, "biên bản")
    short = determined(ALL, {"n1": 400, "n2": 350})
    short.when(BK, MINUTES, PROVINCE).then_refused("not_settled", ASSEMBLY, "Hội đồng bầu cử quốc gia")
    by = act("nec", "VN", "2021-05-26")
    decided = short.after(NA, DecideAdditionalBallot(day=date(2021, 6, 6), decision="NQ"), by)
    decided.when(BK, MINUTES, PROVINCE).then_refused("not_settled", ASSEMBLY, "bầu cử thêm ngày 06/06/2021")
    declined = short.after(NA, DeclineAdditionalBallot(decision="NQ", why="Đủ cơ cấu"), by)
    assert declined.when(BK, MINUTES, PROVINCE).one().results[0].elected == ("n1", "n2")


def test_a_council_is_not_summed_up_while_a_re_poll_is_open() -> None:
    short = determined({"c1": 400})
    short.when(COMMUNE, SUM, COMMITTEE).then_refused("not_settled", COUNCIL, "quyết định bầu cử thêm")
    annulled = determined(ALL).after(
        C,
        AnnulResult(decision="NQ-730", day=date(2021, 6, 6)),
        act("nec", "VN", "2021-05-29"),
    )
    annulled.when(COMMUNE, SUM, COMMITTEE).then_refused("not_settled", COUNCIL, "bầu cử lại ngày 06/06/2021")


def test_a_council_short_of_a_third_is_summed_up_as_it_is() -> None:
    story = determined({"c1": 400, "c2": 350})
    event = story.when(COMMUNE, SUM, COMMITTEE).one()
    assert event.results == (counted_in(story, C, COUNCIL, "c1", "c2"),)


# A council to its first session


@pytest.mark.covers("p47", "p49", "p50")
def test_a_council_goes_from_summary_to_first_session_in_order() -> None:
    results = (counted_in(council(), C, COUNCIL, "c1", "c2", "c3"),)
    council().when(COMMUNE, SUM, COMMITTEE).then(CouncilSummaryMade(ballot="commune", results=results))
    council(SUM).when(COMMUNE, PUBLISH, COMMITTEE).then(
        CouncilResultPublished(ballot="commune", elected=("c1", "c2", "c3"))
    )
    council(SUM, PUBLISH).when(COMMUNE, CONFIRM, LATER).then(
        StatusConfirmed(ballot="commune", confirmed=("c1", "c2", "c3"))
    )
    council(SUM, PUBLISH, CONFIRM).when(COMMUNE, MEET, MEMBERS).then(FirstSessionHeld(ballot="commune"))


@pytest.mark.parametrize(
    ("done", "command", "by"),
    [
        ((), PUBLISH, COMMITTEE),
        ((SUM,), CONFIRM, COMMITTEE),
        ((SUM, PUBLISH), MEET, MEMBERS),
    ],
)
def test_no_step_is_skipped(done: tuple[Any, ...], command: Any, by: Any) -> None:
    council(*done).when(COMMUNE, command, by).then_refused("too_early")


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_no_step_is_done_twice(step: int) -> None:
    steps = (SUM, PUBLISH, CONFIRM, MEET)
    by = MEMBERS if steps[step] is MEET else COMMITTEE
    council(*steps).when(COMMUNE, steps[step], by).then_refused("already_done")


def test_a_council_s_summary_names_exactly_its_own_constituencies() -> None:
    wrong = MakeCouncilSummary(ballot="commune", contests=(COUNCIL, ASSEMBLY))
    determined(ALL).when(COMMUNE, wrong, COMMITTEE).then_refused("not_all_contests", COUNCIL)
    other = MakeCouncilSummary(ballot="district", contests=(COUNCIL,))
    determined(ALL).when(COMMUNE, other, COMMITTEE).then_refused("wrong_level")
    determined(ALL).when(COMMUNE, SUM, PROVINCE).then_refused("not_authorised", UNIT)


def test_the_assembly_is_not_summed_up_or_published_by_the_commands_of_a_council() -> None:
    for command in (MakeCouncilSummary(ballot="na", contests=(ASSEMBLY,)), PublishCouncilResult(ballot="na")):
        assembly().when(BK, command, PROVINCE).then_refused("wrong_level", "National")


@pytest.mark.covers("p49")
def test_status_may_be_refused_to_some_of_the_elected_and_to_nobody_else() -> None:
    story = council(SUM, PUBLISH)

    def refusing(*codes: str) -> ConfirmStatus:
        refused = tuple(RefusedStatus(candidacy=code, ground="NQ-12") for code in codes)
        return ConfirmStatus(ballot="commune", refused=refused)

    event = story.when(COMMUNE, refusing("c2"), COMMITTEE).one()
    assert event.confirmed == ("c1", "c3")
    assert [each.candidacy for each in event.refused] == ["c2"]
    story.when(COMMUNE, refusing("c4"), COMMITTEE).then_refused("not_elected", "c4")
    story.when(COMMUNE, refusing("c2", "c2"), COMMITTEE).then_refused("listed_twice", "c2")


def test_only_the_council_of_the_unit_holds_its_session() -> None:
    story = council(SUM, PUBLISH, CONFIRM)
    story.when(COMMUNE, MEET, act("standing_committee", UNIT, "2021-06-28")).then_refused("not_authorised")
    story.when(COMMUNE, MEET, act("council", "BK-NS", "2021-06-28")).then_refused("not_authorised")


# The Assembly to its first session


@pytest.mark.covers("p46", "p49", "p50")
def test_the_assembly_goes_from_national_summary_to_first_session_in_order() -> None:
    results = (counted_in(assembly(), NA, ASSEMBLY, "n1", "n2", "n3"),)
    confirm = ConfirmStatus(ballot="na")
    assembly().when(VN, NATIONAL, NEC).then(NationalSummaryMade(provinces=("BK",), results=results))
    assembly(NATIONAL).when(VN, PublishNationalResult(), NEC).then(
        NationalResultPublished(elected=("n1", "n2", "n3"))
    )
    assembly(NATIONAL, PublishNationalResult()).when(VN, confirm, act("nec", "VN", "2021-07-01")).then(
        StatusConfirmed(ballot="na", confirmed=("n1", "n2", "n3"))
    )
    assembly(NATIONAL, PublishNationalResult(), confirm).when(
        VN, HoldFirstSession(ballot="na"), CONVENER
    ).then(FirstSessionHeld(ballot="na"))


def test_the_national_summary_waits_for_the_minutes_of_every_province() -> None:
    determined(ALL).when(VN, NATIONAL, NEC).then_refused("too_early", "BK")
    twice = MakeNationalSummary(provinces=("BK", "BK"))
    assembly().when(VN, twice, NEC).then_refused("not_all_provinces", "BK")
    assembly().when(VN, MakeNationalSummary(provinces=("BK", "CB")), NEC).then_refused("not_all_provinces")
    assembly(NATIONAL).when(VN, NATIONAL, NEC).then_refused("already_done")


def test_the_result_of_the_assembly_is_published_once_and_after_its_summary() -> None:
    assembly().when(VN, PublishNationalResult(), NEC).then_refused("too_early")
    done = assembly(NATIONAL, PublishNationalResult())
    done.when(VN, PublishNationalResult(), NEC).then_refused("already_done")


def test_status_and_session_of_the_assembly_belong_to_the_nation_alone() -> None:
    story = assembly(NATIONAL, PublishNationalResult())
    story.when(BK, ConfirmStatus(ballot="na"), PROVINCE).then_refused("wrong_level", "nation")
    story.when(VN, ConfirmStatus(ballot="na"), act("committee", "VN", "2021-07-12")).then_refused(
        "not_authorised"
    )
    session = HoldFirstSession(ballot="na")
    story.when(VN, session, CONVENER).then_refused("too_early")
    story.when(VN, session, act("council", "VN", "2021-07-20")).then_refused("not_authorised")


def test_a_second_constituency_of_the_province_may_not_be_left_out() -> None:
    plans = tuple(ContestPlan(code=f"NA-BK-{n}", seats=3, unit="BK") for n in (1, 2))
    publish = PublishConstituencies(ballot="na", contests=plans)
    story = established().after(VN, publish, act("nec", "VN", "2021-03-01"))
    story.when(BK, MINUTES, PROVINCE).then_refused("not_all_contests", "NA-BK-1, NA-BK-2")


# A summary that no longer holds


ANNUL = AnnulResult(areas=AREAS[:1], decision="730/NQ", day=date(2021, 6, 6))
ANNULLED_ON = act("nec", "VN", "2021-06-01")
REOPEN = ReopenSummary(ballot="commune", contest=COUNCIL)
ENGINE = act("clerk", UNIT, "2021-06-01")


def voted_again(story: Scenario) -> Scenario:
    """The annulled area has voted again and its board has made new minutes: c4 takes the place of c3."""
    at = team("22:00", "2021-06-06")
    again = {"c1": 400, "c2": 350, "c3": 100, "c4": 470}
    story = closed(story, A1, "rerun", COUNCIL, "2021-06-06")
    story = story.after(A1, minutes(COUNCIL, again, "rerun"), at)
    story = story.after(A1, SendCountingMinutes(poll="rerun", contest=COUNCIL), at)
    made = MakeConstituencyMinutes(poll="rerun")
    return story.after(C, made, act("board", UNIT, "2021-06-07"))


@pytest.mark.covers("p43", "p47", "story:12")
def test_an_annulment_after_publication_reopens_the_summary_as_a_new_edition() -> None:
    story = council(SUM, PUBLISH).after(C, ANNUL, ANNULLED_ON)
    story.when(COMMUNE, CONFIRM, LATER).then_refused("summary_overtaken", COUNCIL)
    story = story.after(COMMUNE, REOPEN, ENGINE)
    assert story.events(COMMUNE)[-1] == SummaryReopened(ballot="commune", contest=COUNCIL, edition=2)
    story.when(COMMUNE, PUBLISH, LATER).then_refused("wrong_edition", "2")
    second = SUM.model_copy(update={"edition": 2})
    story.when(COMMUNE, second, LATER).then_refused("not_settled", "bầu cử lại ngày 06/06/2021")
    story = voted_again(story)
    event = story.when(COMMUNE, second, LATER).one()
    assert event.edition == 2
    assert event.further == (
        FurtherResult(contest=COUNCIL, poll="rerun", day=date(2021, 6, 6), seats=3, elected=("c1", "c2")),
    )
    story = story.after(COMMUNE, second, LATER)
    publish = PUBLISH.model_copy(update={"edition": 2})
    assert story.when(COMMUNE, publish, LATER).one().elected == ("c1", "c2")
    confirm = CONFIRM.model_copy(update={"edition": 2})
    story = story.after(COMMUNE, publish, LATER)
    assert story.when(COMMUNE, confirm, act("committee", UNIT, "2021-07-01")).one().edition == 2


def test_a_summary_that_was_overtaken_is_not_published() -> None:
    story = council(SUM).after(C, ANNUL, ANNULLED_ON)
    story.when(COMMUNE, PUBLISH, COMMITTEE).then_refused("summary_overtaken", COUNCIL)


def test_a_summary_is_reopened_only_where_something_has_changed_and_by_its_own_body() -> None:
    council(SUM).when(COMMUNE, REOPEN, ENGINE).then_refused("nothing_changed", COUNCIL)
    council().when(COMMUNE, REOPEN, ENGINE).then_refused("too_early")
    story = council(SUM).after(C, ANNUL, ANNULLED_ON)
    story.when(COMMUNE, REOPEN, COMMITTEE).then_found()
    story.when(COMMUNE, REOPEN, act("nec", UNIT, "2021-06-01")).then_refused("not_authorised")
    again = story.after(COMMUNE, REOPEN, ENGINE)
    again.when(COMMUNE, REOPEN, ENGINE).then_refused("wrong_edition")


@pytest.mark.covers("p45", "p46")
def test_an_annulment_reopens_province_and_nation_for_the_assembly() -> None:
    story = assembly(NATIONAL, PublishNationalResult())
    story = story.after(NA, AnnulResult(decision="730/NQ"), ANNULLED_ON)
    reopen = ReopenSummary(ballot="na", contest=ASSEMBLY)
    first = assembly().after(NA, AnnulResult(decision="730/NQ"), ANNULLED_ON)
    first.when(VN, NATIONAL, NEC).then_refused("summary_overtaken", ASSEMBLY)
    for stream, unit in ((BK, "BK"), (VN, "VN")):
        story = story.after(stream, reopen, act("clerk", unit, "2021-06-01"))
    again = NATIONAL.model_copy(update={"edition": 2})
    story.when(VN, again, NEC).then_refused("too_early", "biên bản của BK")
    story.when(BK, MINUTES, PROVINCE).then_refused("wrong_edition", "2")
    minuted = MINUTES.model_copy(update={"edition": 2})
    story.when(BK, minuted, PROVINCE).then_refused("not_settled", ASSEMBLY)


def test_nobody_is_elected_in_two_constituencies() -> None:
    story = determined(ALL)
    determined_na = [event for event in story.events(NA) if isinstance(event, ResultDetermined)][-1]
    plans = tuple(ContestPlan(code=f"NA-BK-{n}", seats=3, unit="BK") for n in (1, 2))
    twin = Scenario(
        {
            **story.history,
            VN: tuple(
                event.model_copy(update={"contests": plans})
                if isinstance(event, ConstituenciesPublished)
                else event
                for event in story.events(VN)
            ),
            "contest/bk-2021/NA-BK-2": story.events(NA),
        }
    )
    both = MakeProvinceMinutes(contests=("NA-BK-1", "NA-BK-2"))
    twin.when(BK, both, PROVINCE).then_refused("elected_twice", determined_na.elected[0], "NA-BK-2")


@pytest.mark.covers("p45", "p47", "story:19")
def test_a_summary_is_sent_with_the_signatures_of_the_chair_and_every_deputy() -> None:
    issue = IssueSummary(ballot="commune", deputies=1)
    chair = SignSummary(ballot="commune", office="chair")
    council().when(COMMUNE, chair, COMMITTEE).then_refused("too_early")
    story = council(SUM)
    story.when(COMMUNE, issue, COMMITTEE).then_refused("not_signed", "cấp trưởng", "cấp phó thứ 1")
    story.when(COMMUNE, chair.model_copy(update={"number": 2}), COMMITTEE).then_refused("not_signed")
    story = story.after(COMMUNE, chair, COMMITTEE)
    story.when(COMMUNE, chair, COMMITTEE).then_refused("already_done")
    story = story.after(COMMUNE, SignSummary(ballot="commune", office="deputy"), COMMITTEE)
    story.when(COMMUNE, issue, COMMITTEE).then(
        SummaryIssued(ballot="commune", edition=1, deputies=1, copies=6)
    )
    story.after(COMMUNE, issue, COMMITTEE).when(COMMUNE, issue, COMMITTEE).then_refused("already_done")


def test_the_copies_of_province_and_nation_are_four_and_five() -> None:
    story = assembly(NATIONAL)
    for stream, by, copies in ((BK, PROVINCE, 4), (VN, NEC, 5)):
        for office in ("chair", "deputy"):
            story = story.after(stream, SignSummary(ballot="na", office=office), by)
        assert story.when(stream, IssueSummary(ballot="na", deputies=1), by).one().copies == copies


# After the result


def entered(case: str = f"{UNIT}.committee.1") -> CaseEntered:
    at = datetime.fromisoformat("2021-06-02T09:00:00+07:00")
    return CaseEntered(
        case=case,
        occasion=1,
        body="committee",
        ballot="commune",
        received=at,
        deadline="result_complaint_resolve_hdnd",
        due=at,
    )


@pytest.mark.covers("p48", "p49")
def test_status_waits_until_every_complaint_about_the_result_is_settled() -> None:
    story = council(SUM, PUBLISH).and_given(COMMUNE, entered())
    story.when(COMMUNE, CONFIRM, LATER).then_refused("complaints_open", f"{UNIT}.committee.1")
    crossed = CaseCrossedOff(case=f"{UNIT}.committee.1", occasion=1, stage="decided")
    story.and_given(COMMUNE, crossed).when(COMMUNE, CONFIRM, LATER).then_found()


@pytest.mark.covers("p48", "p49")
@pytest.mark.parametrize(("day", "codes"), [("2021-06-05", ["F.501"]), ("2021-06-06", [])])
def test_status_confirmed_within_the_term_for_complaints_is_noted(day: str, codes: list[str]) -> None:
    """Published on 31/5 under version A: complaints may arrive until 5/6 (Article 87.1)."""
    council(SUM, PUBLISH).when(COMMUNE, CONFIRM, act("committee", UNIT, day)).then_found(*codes)


@pytest.mark.covers("p49")
def test_certificates_go_to_those_confirmed_and_to_nobody_who_was_refused() -> None:
    certify = IssueCertificates(ballot="commune")
    story = council(SUM, PUBLISH)
    story.when(COMMUNE, certify, LATER).then_refused("too_early")
    refused = ConfirmStatus(ballot="commune", refused=(RefusedStatus(candidacy="c2", ground="NQ-12"),))
    story = story.after(COMMUNE, refused, LATER)
    story.when(COMMUNE, certify, LATER).then(CertificatesIssued(ballot="commune", holders=("c1", "c3")))
    story.after(COMMUNE, certify, LATER).when(COMMUNE, certify, LATER).then_refused("already_done")


@pytest.mark.covers("p51", "story:17", "story:60")
def test_records_are_handed_over_archived_and_destroyed_in_their_time_also_after_the_close() -> None:
    hand_over = HandOverRecords(ballot="commune")
    archive, destroy = (
        ArchiveRecords(ballot="commune"),
        DestroyPapers(ballot="commune", papers="ballots", decision="QD-TH"),
    )
    council(SUM, PUBLISH, CONFIRM).when(COMMUNE, hand_over, LATER).then_refused("too_early", "kỳ họp")
    story = council(SUM, PUBLISH, CONFIRM, MEET).and_given(ELECTION, ElectionClosed())
    story.when(COMMUNE, archive, MEMBERS).then_refused("too_early", "bàn giao")
    story.when(COMMUNE, HandOverRecords(ballot="na"), LATER).then_refused("wrong_level", "nation")
    story.when(COMMUNE, hand_over, LATER).then(RecordsHandedOver(ballot="commune", to_body="council"))
    story = story.after(COMMUNE, hand_over, LATER)
    story.when(COMMUNE, hand_over, LATER).then_refused("already_done")
    story.when(COMMUNE, destroy, MEMBERS).then_refused("too_early", "lưu trữ")
    story = story.after(COMMUNE, archive, MEMBERS)
    kept = story.events(COMMUNE)[-1]
    assert kept == RecordsArchived(
        ballot="commune", ballots_until=date(2026, 5, 23), documents_until=date(2031, 5, 23)
    )
    story.when(COMMUNE, destroy, act("council", UNIT, "2026-05-23")).then_refused(
        "archive_kept", "23/05/2026"
    )
    over = act("council", UNIT, "2026-05-24")
    story.when(COMMUNE, destroy, over).then_found()
    story.after(COMMUNE, destroy, over).when(COMMUNE, destroy, over).then_refused("already_done")
    documents = destroy.model_copy(update={"papers": "documents"})
    story.when(COMMUNE, documents, over).then_refused("archive_kept", "23/05/2031")

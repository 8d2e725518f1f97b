"""From the lists a province publishes to the first session of those elected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.constituencies.commands import PublishConstituencies
from domain.constituencies.events import ContestPlan
from domain.contest.commands import DecideAdditionalBallot, DecideRerun, DeclineAdditionalBallot
from domain.summary.commands import (
    ConfirmStatus,
    HoldFirstSession,
    MakeCouncilSummary,
    MakeNationalSummary,
    MakeProvinceMinutes,
    PublishCouncilResult,
    PublishNationalResult,
    PublishProvinceList,
)
from domain.summary.events import (
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FirstSessionHeld,
    NationalResultPublished,
    NationalSummaryMade,
    ProvinceListPublished,
    ProvinceMinutesMade,
    RefusedStatus,
    StatusConfirmed,
)
from tests.domain.ballot import ASSEMBLY, COUNCIL, NA, UNIT, C, determined, first_ballot, published
from tests.domain.province import BK, COMMUNE, VN, established
from tests.domain.scenario import Scenario, act

ALL = {"c1": 400, "c2": 350, "c3": 300}
PROVINCE = act("committee", "BK", "2021-05-28")
NEC = act("nec", "VN", "2021-06-10")
COMMITTEE = act("committee", UNIT, "2021-05-31")
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


# The province's list


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
        ProvinceMinutesMade(results=(ContestResult(contest=ASSEMBLY, seats=3, elected=("n1", "n2", "n3")),))
    )
    assembly().when(BK, MINUTES, PROVINCE).then_refused("already_done")


@pytest.mark.parametrize("contests", [("NA-BK-9",), (ASSEMBLY, COUNCIL), (ASSEMBLY, ASSEMBLY)])
def test_provincial_minutes_with_one_too_many_missing_or_twice_are_refused(contests: tuple[str, ...]) -> None:
    command = MakeProvinceMinutes(contests=contests)
    determined(ALL).when(BK, command, PROVINCE).then_refused("not_all_contests", ASSEMBLY)


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
        DecideRerun(day=date(2021, 6, 6), cause="annulled", decision="NQ-730"),
        act("nec", "VN", "2021-05-29"),
    )
    annulled.when(COMMUNE, SUM, COMMITTEE).then_refused("not_settled", COUNCIL, "bầu cử lại ngày 06/06/2021")


def test_a_council_short_of_a_third_is_summed_up_as_it_is() -> None:
    event = determined({"c1": 400, "c2": 350}).when(COMMUNE, SUM, COMMITTEE).one()
    assert event.results == (ContestResult(contest=COUNCIL, seats=3, elected=("c1", "c2")),)


# A council to its first session


def test_a_council_goes_from_summary_to_first_session_in_order() -> None:
    results = (ContestResult(contest=COUNCIL, seats=3, elected=("c1", "c2", "c3")),)
    council().when(COMMUNE, SUM, COMMITTEE).then(CouncilSummaryMade(ballot="commune", results=results))
    council(SUM).when(COMMUNE, PUBLISH, COMMITTEE).then(
        CouncilResultPublished(ballot="commune", elected=("c1", "c2", "c3"))
    )
    council(SUM, PUBLISH).when(COMMUNE, CONFIRM, COMMITTEE).then(
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


def test_the_assembly_goes_from_national_summary_to_first_session_in_order() -> None:
    results = (ContestResult(contest=ASSEMBLY, seats=3, elected=("n1", "n2", "n3")),)
    confirm = ConfirmStatus(ballot="na")
    assembly().when(VN, NATIONAL, NEC).then(NationalSummaryMade(provinces=("BK",), results=results))
    assembly(NATIONAL).when(VN, PublishNationalResult(), NEC).then(
        NationalResultPublished(elected=("n1", "n2", "n3"))
    )
    assembly(NATIONAL, PublishNationalResult()).when(VN, confirm, NEC).then(
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

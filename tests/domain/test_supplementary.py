"""Supplementary elections (Articles 89 to 94): conditions, power, day, own calendar and bodies, their end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from domain import call
from domain.agenda.events import DutyMet, DutyOpened
from domain.bodies.commands import EnrolUnit, EstablishCommittee
from domain.call.commands import CallElection, FixCalendar
from domain.call.events import ElectionCalled, VacancyEstablished
from domain.command import Act
from domain.consultation.commands import CloseDossiers, HoldConsultation
from domain.membership.commands import AppointMembers
from domain.membership.events import Member
from domain.procedure import fold
from domain.summary.events import StatusConfirmed
from domain.supplementary.commands import BeginMandate, CallSupplementary
from domain.terms import Ballot, Level
from tests.domain.office import Office
from tests.domain.scenario import Scenario, act, given

LOG = "xa-2028-bs"
HOME = f"election/{LOG}"
COMMUNE, PROVINCE, NATION = (f"unit/{LOG}/{code}" for code in ("BN-01", "BN", "VN"))
DAY = date(2028, 9, 10)
BOARD = act("council", "BN", "2028-07-20")


def body(**fields: Any) -> dict[str, Any]:
    """Twenty elected in 2026, eleven left, of twenty in the law: short on both bases."""
    base = {"ballot": "commune", "elected": 20, "serving": 11, "statutory": 20, "term_end": "2031-03-15"}
    return {**base, **fields}


def calls(vacancy: dict[str, Any] | None = None, **fields: Any) -> CallSupplementary:
    base = {
        "name": "Bầu cử bổ sung Hội đồng nhân dân xã",
        "day": DAY,
        "parent": "bn-2026",
        "unit": "BN-01",
        "province": "BN",
        "vacancy": vacancy or body(),
    }
    return CallSupplementary.model_validate({**base, **fields})


def called() -> Scenario:
    return given().after(HOME, calls(), BOARD).after(HOME, FixCalendar(), act("clerk", "VN", "2028-07-20"))


def enrolled() -> Scenario:
    story = called()
    units: tuple[tuple[str, Level, str, tuple[Ballot, ...]], ...] = (
        ("VN", "nation", "", ()),
        ("BN", "province", "VN", ()),
        ("BN-01", "commune", "BN", ("commune",)),
    )
    for code, level, parent, ballots in units:
        command = EnrolUnit(name=code, level=level, parent=parent, ballots=ballots)
        story = story.after(f"unit/{LOG}/{code}", command, act("clerk", "VN", "2028-07-21"))
    return story


def end_of(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T23:59:59+07:00")


# s01: conditions, power, day


@pytest.mark.covers("s01")
def test_article_89_2_the_conditions_stand_in_the_record_on_both_bases_with_their_figures() -> None:
    events = given().when(HOME, calls(), BOARD).events
    found, announced = events
    assert isinstance(found, VacancyEstablished)
    assert isinstance(announced, ElectionCalled)
    assert (found.lawful, found.decided_by, found.parent) == (True, "council@province", "bn-2026")
    assert {one.basis for one in found.conditions} == {"election", "local_government"}
    texts = " ".join(one.reason.text for one in found.conditions)
    assert "khuyết 9 trên 20" in texts
    assert "còn 11 trên 20" in texts
    assert (announced.form, announced.levels, announced.law) == ("supplementary", ("commune",), "B")


@pytest.mark.covers("s01")
@pytest.mark.parametrize(
    "vacancy",
    [body(serving=14), body(term_end="2030-01-15"), body(serving=20)],
    ids=["not a third", "eighteen months or less", "nobody missing"],
)
def test_article_89_2_without_its_conditions_none_is_held(vacancy: dict[str, Any]) -> None:
    given().when(HOME, calls(vacancy), BOARD).then_refused("no_vacancy", "Điều 89.2")


@pytest.mark.covers("s01")
def test_o_15_where_the_two_laws_disagree_a_recorded_decision_settles_it() -> None:
    # Of fifteen elected three are missing, a fifth; of twenty by law fewer than two thirds are left.
    apart = body(elected=15, serving=12, statutory=20)
    given().when(HOME, calls(apart), BOARD).then_refused("vacancy_open", "O-15")
    found = given().when(HOME, calls(apart, settled="12/NQ"), BOARD).events[0]
    assert isinstance(found, VacancyEstablished)
    assert (found.lawful, found.settled) == (None, "12/NQ")


@pytest.mark.covers("s01")
@pytest.mark.parametrize(
    ("ballot", "unit", "province", "by"),
    [
        ("na", "VN", "", act("assembly", "VN", "2028-07-20")),
        ("province", "BN", "", act("standing_committee", "VN", "2028-07-20")),
        ("commune", "BN-01", "BN", BOARD),
    ],
)
def test_article_89_3_each_ballot_is_called_by_the_body_that_has_the_power(
    ballot: str, unit: str, province: str, by: Act
) -> None:
    vacancy = body(ballot=ballot, elected=60, serving=30, statutory=60)
    command = calls(vacancy, unit=unit, province=province)
    assert len(given().when(HOME, command, by).events) == 2
    for body_, where in (("council", "BN"), ("assembly", "VN"), ("standing_committee", "VN")):
        if body_ != by.body:
            given().when(HOME, command, act(body_, where, "2028-07-20")).then_refused("not_authorised")


def test_the_standing_board_of_another_province_calls_nothing() -> None:
    given().when(HOME, calls(), act("council", "HN", "2028-07-20")).then_refused("not_authorised", "BN")


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"parent": LOG}, "parent"), ({"unit": "VN"}, "unit"), ({"province": ""}, "province")],
)
def test_unit_province_and_parent_must_be_such_as_this_ballot_has(fields: dict[str, Any], field: str) -> None:
    by = BOARD if fields.get("province") != "" else act("council", "VN", "2028-07-20")
    given().when(HOME, calls(**fields), by).then_refused("wrong_vacancy", field)


@pytest.mark.covers("s01")
def test_article_89_4_the_day_is_a_sunday_announced_thirty_days_before() -> None:
    given().when(HOME, calls(day=date(2028, 9, 9)), BOARD).then_refused("not_sunday", "Thứ Bảy")
    given().when(HOME, calls(), act("council", "BN", "2028-08-11T23:59:59")).then_found()
    given().when(HOME, calls(), act("council", "BN", "2028-08-12")).then_found("announced_late")


def test_a_supplementary_election_is_called_once_and_not_over_another() -> None:
    called().when(HOME, calls(), BOARD).then_refused("already_done")
    general = CallElection(name="2031", day=date(2031, 3, 16), levels=("na",))
    story = given().after(HOME, general, act("assembly", "VN", "2030-12-01"))
    story.when(HOME, calls(), BOARD).then_refused("already_done")


def test_only_the_unit_with_the_vacancy_organises_and_it_lies_in_the_province_that_decided() -> None:
    story = called().after(NATION, EnrolUnit(name="VN", level="nation"), act("clerk", "VN", "2028-07-21"))
    for code in ("BN", "HN"):
        command = EnrolUnit(name=code, level="province", parent="VN")
        story = story.after(f"unit/{LOG}/{code}", command, act("clerk", "VN", "2028-07-21"))
    by = act("clerk", "VN", "2028-07-21")
    other = EnrolUnit(name="x", level="commune", parent="BN", ballots=("commune",))
    story.when(f"unit/{LOG}/BN-02", other, by).then_refused("wrong_unit", "BN-01")
    elsewhere = EnrolUnit(name="x", level="commune", parent="HN", ballots=("commune",))
    story.when(COMMUNE, elsewhere, by).then_refused("wrong_parent", "BN")


# s02 to s05: own calendar, own bodies, the same procedures


@pytest.mark.covers("s02", "s03", "s04", "s05")
@pytest.mark.parametrize(
    ("deadline", "level", "day"),
    [
        ("sup_ubbc_hdnd", "commune", "2028-08-21"),
        ("sup_consult1", "commune", "2028-08-21"),
        ("sup_nominate", "commune", "2028-08-22"),
        ("sup_dossiers", "commune", "2028-08-23"),
        ("sup_consult2", "commune", "2028-08-25"),
        ("sup_to", "all", "2028-08-26"),
        ("sup_voter_list", "commune", "2028-08-26"),
        ("sup_voter_conf", "commune", "2028-08-27"),
        ("sup_consult3", "commune", "2028-08-29"),
        ("sup_official_list", "commune", "2028-08-31"),
        ("hdnd_results_publish", "commune", "2028-09-20"),
    ],
)
def test_its_dates_count_from_its_own_day(deadline: str, level: str, day: str) -> None:
    state = fold(call.PROCEDURE, called().events(HOME))
    assert state.due(deadline, level) == end_of(day)


@pytest.mark.covers("s02")
def test_article_90_its_committee_has_three_to_five_members() -> None:
    by = act("people_committee", "BN-01", "2028-08-01")
    story = enrolled()
    story.when(COMMUNE, EstablishCommittee(size=5, decision="1/QĐ"), by).then_found()
    story.when(COMMUNE, EstablishCommittee(size=9, decision="1/QĐ"), by).then_found("size_out_of_range")


@pytest.mark.covers("s02")
def test_article_90_what_is_odd_about_its_members_is_noted_by_its_own_article() -> None:
    by = act("people_committee", "BN-01", "2028-08-01")
    story = enrolled().after(COMMUNE, EstablishCommittee(size=5, decision="1/QĐ"), by)
    members = (Member(person="p1", office="chair"), Member(person="p2", office="chair"))
    named = AppointMembers(body="committee", members=members, agreed=("council", "front"), decision="2/QĐ")
    found = {one.code: one.article for one in story.when(COMMUNE, named, by).one().findings}
    assert found["members_not_as_decided"] == found["several_chairs"] == "Điều 90"
    assert found["size_out_of_range"].startswith("Điều 90")


@pytest.mark.covers("s02", "s03")
def test_its_duties_are_opened_and_met_by_the_same_acts_as_in_any_election() -> None:
    office = Office(LOG, enrolled(), "2028-07-21")
    office.attend("unit", "BN-01", "2028-07-22")
    agenda = f"agenda/{LOG}/BN-01"
    opened = {event.duty.deadline for event in office.events(agenda) if isinstance(event, DutyOpened)}
    assert {"sup_ubbc_hdnd", "sup_consult1", "sup_dossiers", "sup_consult3"} <= opened
    assert not opened & {"ubbc_c_set_up", "consult1_hdnd", "dossier_submit", "hdnd_first_session"}
    people = act("people_committee", "BN-01", "2028-08-01")
    office.give(COMMUNE, EstablishCommittee(size=5, decision="1/QĐ"), people)
    office.attend("unit", "BN-01", "2028-08-01")
    met = [event.key for event in office.events(agenda) if isinstance(event, DutyMet)]
    assert met == ["sup_ubbc_hdnd:commune:"]


@pytest.mark.covers("s03")
def test_article_92_dossiers_close_eighteen_days_before() -> None:
    office = Office(LOG, enrolled(), "2028-07-21")
    office.give(
        COMMUNE, EstablishCommittee(size=5, decision="1/QĐ"), act("people_committee", "BN-01", "2028-08-01")
    )
    first = HoldConsultation(ballot="commune", round=1, invited=20, present=18)
    office.give(COMMUNE, first, act("front", "BN-01", "2028-08-20"))
    closed = CloseDossiers(ballot="commune", received=12, handed_over=12)
    office.give(COMMUNE, closed, act("committee", "BN-01", "2028-08-23T17:00:00"))
    office.attend("unit", "BN-01", "2028-08-24")
    met = [event.key for event in office.events(f"agenda/{LOG}/BN-01") if isinstance(event, DutyMet)]
    assert {"sup_consult1:commune:", "sup_dossiers:commune:"} <= set(met)


# s06: the end


def confirmed(*deputies: str) -> Scenario:
    return enrolled().and_given(COMMUNE, StatusConfirmed(ballot="commune", confirmed=deputies))


SESSION = act("council", "BN-01", "2028-10-05")


@pytest.mark.covers("s06")
def test_r50_the_elected_begin_to_serve_at_the_opening_of_the_next_session() -> None:
    made = confirmed("c1", "c2").when(HOME, BeginMandate(deputies=("c2", "c1")), SESSION).one()
    assert (made.session, made.unit) == (date(2028, 10, 5), "BN-01")
    assert "Luật 72/2025/QH15, Điều 29.5" in made.ground


def test_nobody_begins_who_was_not_confirmed_nor_before_nor_twice() -> None:
    begin = BeginMandate(deputies=("c1",))
    enrolled().when(HOME, begin, SESSION).then_refused("too_early", "tư cách")
    confirmed("c1", "c2").when(HOME, begin, SESSION).then_refused("not_those_elected", "c1, c2")
    confirmed("c1").when(HOME, begin, act("council", "BN", "2028-10-05")).then_refused("not_authorised")
    story = confirmed("c1").after(HOME, begin, SESSION)
    story.when(HOME, begin, SESSION).then_refused("already_done")


def test_in_a_general_election_mandates_begin_at_the_first_session() -> None:
    general = CallElection(name="2031", day=date(2031, 3, 16), levels=("na",))
    story = given().after(HOME, general, act("assembly", "VN", "2030-12-01"))
    begin = BeginMandate(deputies=("c1",))
    story.when(HOME, begin, act("assembly", "VN", "2031-05-01")).then_refused("not_supplementary")


@pytest.mark.covers("s06")
def test_the_clerk_closes_it_when_the_mandates_have_begun_and_asks_for_no_first_session() -> None:
    office = Office(LOG, confirmed("c1"), "2028-09-22")
    look = office.attend("election", "", "2028-09-22")
    assert (look.done, look.stage) == (
        False,
        "s06 Bỏ phiếu, kiểm phiếu, kết quả, nhiệm kỳ trong bầu cử bổ sung: chờ 1 kỳ họp tiếp theo",
    )
    office.give(HOME, BeginMandate(deputies=("c1",)), SESSION)
    assert office.attend("election", "", "2028-10-05").done
    assert office.types(HOME)[-2:] == ["MandateBegun", "ElectionClosed"]

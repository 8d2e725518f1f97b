"""A dry run: what shifts and what breaks when the day, the version, an act or a decision is another."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from domain.calendar import calendar
from domain.decision import Repoll
from domain.due import CalendarError, Due, Election
from domain.law.book import book
from domain.shift import Shift, shifts
from domain.whatif import Plan, what_if
from domain.zone import at, end_of_day
from tests.law.test_calendar import TWO_COUNCILS, Y2021, Y2026, moved


def shift(found: Sequence[Shift], name: str, level: str | None = None) -> Shift:
    return next(each for each in found if each.id == name and level in (None, each.level))


def test_the_same_calendar_twice_shifts_nothing() -> None:
    assert shifts(calendar(Y2026), calendar(Y2026)) == ()


def test_a_week_later_every_term_of_the_law_moves_by_seven_days() -> None:
    later = Election(day=Y2026.day + timedelta(days=7), levels=TWO_COUNCILS)

    found = what_if(Plan(election=Y2026), Plan(election=later)).shifts

    of_law = [each for each in found if each.change == "moved"]
    assert {each.days for each in of_law} == {7}
    assert {each.id for each in found if each.change == "gone"} == {
        row.id for row in book().rows.values() if row.only_on and Y2026.day in row.only_on
    }
    assert shift(found, "dossier_submit").old == end_of_day(date(2026, 2, 1))
    assert shift(found, "dossier_submit").new == end_of_day(date(2026, 2, 8))
    assert any("22/3/2026 − 42" in step for step in shift(found, "dossier_submit").why)


def test_shifts_stand_in_the_order_of_the_law() -> None:
    order = {name: number for number, name in enumerate(book().rows)}

    found = what_if(Plan(election=Y2021), Plan(election=Y2021, anchors={"V": date(2021, 4, 10)})).shifts
    numbers = [order[each.id] for each in found]

    assert numbers == sorted(numbers)


def test_version_b_on_the_day_of_2021_takes_the_district_away_and_moves_the_dossiers() -> None:
    day = Election(day=Y2021.day, levels=TWO_COUNCILS)

    found = what_if(Plan(election=Y2021), Plan(election=day, law="B"))

    assert shift(found.shifts, "ubbc_d_set_up").change == "gone"
    assert shift(found.shifts, "ubbc_d_set_up").new is None
    assert shift(found.shifts, "nec_time_override").change == "added"
    dossiers = shift(found.shifts, "dossier_submit", "na")
    assert (dossiers.days, dossiers.change) == (28, "moved")
    assert "complaint_about_candidates" in {link.id for link in found.appeared}
    assert "further_vote_before_council_result" in {link.id for link in found.gone}


def test_posting_three_days_late_shifts_the_complaints_and_breaks_the_chain() -> None:
    last = date(2026, 2, 3)

    found = what_if(
        Plan(election=Y2026, anchors={"V": last}),
        Plan(election=Y2026, anchors={"V": last + timedelta(days=3)}),
    )

    complaint = shift(found.shifts, "voter_list_complaint")
    assert (complaint.old, complaint.new) == (end_of_day(date(2026, 3, 5)), end_of_day(date(2026, 3, 8)))
    assert complaint.days == 3
    assert any("đã ghi nhận Thứ Sáu 6/2/2026" in step for step in complaint.why)
    opening = shift(found.shifts, "vote_elsewhere_certificate")
    assert (opening.which, opening.days) == ("opens", 3)
    assert [(link.id, link.verdict, link.days) for link in found.appeared] == [
        ("voter_list_chain", "collision", -3)
    ]
    assert [(link.id, link.verdict) for link in found.gone] == [("voter_list_chain", "no_slack")]
    assert [(late.id, late.due, late.done, late.days) for late in found.late] == [
        ("voter_list_post", last, date(2026, 2, 6), 3)
    ]


def test_an_act_on_its_last_day_is_not_late() -> None:
    on_time = Plan(election=Y2026, anchors={"V": at(date(2026, 2, 3), 23), "consult2_hdnd": date(2026, 2, 3)})

    assert what_if(Plan(election=Y2026), on_time).late == ()


def test_an_act_of_one_ballot_is_late_for_that_ballot() -> None:
    late = what_if(Plan(election=Y2026), Plan(election=Y2026, anchors={"L:commune": date(2026, 2, 28)})).late

    assert [(each.id, each.level, each.days) for each in late] == [("hdnd_official_list", "commune", 2)]


def test_a_decision_tells_old_new_and_why() -> None:
    order = moved("lists_post_polling_area", end_of_day(date(2026, 3, 1)))

    found = what_if(Plan(election=Y2026), Plan(election=Y2026, decisions=(order,)))

    posting = shift(found.shifts, "lists_post_polling_area")
    assert (posting.old, posting.new) == (end_of_day(date(2026, 2, 27)), end_of_day(date(2026, 3, 1)))
    assert posting.why == (
        "Quyết định (NQ 999/NQ-HĐBCQG) chuyển hạn: 23:59:59 Thứ Sáu 27/2/2026 → 23:59:59 Chủ nhật 1/3/2026. "
        "Lý do: lũ lụt kéo dài.",
    )
    assert ("complaint_about_candidates", -6) in {(link.id, link.days) for link in found.appeared}


def test_a_re_poll_re_anchors_the_first_session_and_says_which_decision_did() -> None:
    again = Repoll(day=date(2021, 6, 6), level="commune", source="NQ 730/NQ-HĐBCQG", reason="hủy kết quả")

    found = shifts(calendar(Y2021), calendar(Y2021, decisions=[again]))

    session = shift(found, "hdnd_first_session")
    assert (session.level, session.days) == ("commune", 14)
    assert any("NQ 730/NQ-HĐBCQG" in step for step in session.why)


def test_terms_before_the_day_from_which_one_looks_have_passed() -> None:
    found = what_if(Plan(election=Y2026), Plan(election=Y2026), on=date(2026, 2, 2))

    passed: Sequence[Due] = found.passed
    assert passed
    assert max(due.latest for due in passed if due.latest) < at(date(2026, 2, 2), 0)
    assert "dossier_submit" in {due.id for due in passed}
    assert "voter_list_post" not in {due.id for due in passed}


def test_a_plan_without_a_calendar_is_refused() -> None:
    with pytest.raises(CalendarError, match="không phải chủ nhật"):
        what_if(Plan(election=Y2026), Plan(election=Election(day=date(2026, 3, 16), levels=TWO_COUNCILS)))

"""Two readings of one text: both are shown, the one of the calendar stands, the safe one is marked."""

from datetime import date, datetime

import pytest

from domain.calendar import calendar
from domain.decision import Adopted, Polling, Repoll
from domain.due import Due, Election, Reading
from domain.law.book import book
from domain.law.deadline import Ballot
from domain.zone import at, end_of_day, start_of_day
from tests.law.test_calendar import TWO_COUNCILS, Y2016, Y2021, Y2026, pick, published


def reading(due: Due, name: str) -> Reading:
    return next(each for each in due.readings if each.open_point == name)


@pytest.mark.parametrize(
    ("election", "anchor", "row", "level", "last", "sooner"),
    [
        (Y2026, {"V": date(2026, 2, 3)}, "voter_list_complaint", None, (2026, 3, 5), (2026, 3, 4)),
        (Y2026, {"R": date(2026, 2, 10)}, "voter_list_complaint_resolve", None, (2026, 2, 15), (2026, 2, 14)),
        (Y2021, {"K": date(2021, 6, 10)}, "result_complaint_na", None, (2021, 6, 15), (2021, 6, 14)),
        (Y2026, {"K": date(2026, 3, 21)}, "result_complaint_hdnd", "commune", (2026, 3, 24), (2026, 3, 23)),
        (Y2021, {"R": date(2021, 6, 11)}, "result_complaint_resolve_na", None, (2021, 7, 11), (2021, 7, 10)),
        (
            Y2021,
            {"R": date(2021, 6, 11)},
            "result_complaint_resolve_hdnd",
            "district",
            (2021, 7, 1),
            (2021, 6, 30),
        ),
        (Y2026, {"R": date(2026, 3, 22)}, "result_complaint_resolve_na", None, (2026, 3, 29), (2026, 3, 28)),
    ],
)
def test_articles_33_and_87_do_not_say_whether_the_day_named_is_day_nought_or_day_one(
    election: Election,
    anchor: dict[str, date],
    row: str,
    level: str | None,
    last: tuple[int, int, int],
    sooner: tuple[int, int, int],
) -> None:
    due = pick(calendar(election, anchors=anchor), row, level)

    other = reading(due, "day-one")
    assert due.due == end_of_day(date(*last))
    assert (other.due, other.safe) == (end_of_day(date(*sooner)), True)
    assert due.safe == other.due
    assert any("Cách đọc khác (day-one)" in step for step in due.steps)


def test_while_the_posting_is_awaited_both_readings_are_planned() -> None:
    due = pick(calendar(Y2026), "voter_list_complaint")

    other = reading(due, "day-one")
    assert (due.due, due.planned) == (None, end_of_day(date(2026, 3, 5)))
    assert (other.due, other.planned, other.safe) == (None, end_of_day(date(2026, 3, 4)), True)
    assert due.safe == other.planned


def test_o11_the_official_list_of_2021_printed_for_the_27th_is_another_reading() -> None:
    due = pick(calendar(Y2021), "hdnd_official_list", "commune")

    assert due.due == end_of_day(date(2021, 4, 28))
    assert due.safe == reading(due, "O-11").due == end_of_day(date(2021, 4, 27))
    assert "O-11" not in pick(calendar(Y2026), "hdnd_official_list", "commune").open_points


def test_o12_article_57_4_read_as_sending_leaves_publication_without_a_day() -> None:
    due = pick(calendar(Y2026), "na_official_list")

    other = reading(due, "O-12")
    assert (other.due, other.planned, other.safe) == (None, None, False)
    assert due.due == due.safe == end_of_day(date(2026, 2, 26))


def test_article_116_2_c_whether_the_fifth_day_before_is_still_inside() -> None:
    answered = {"complaint_answered": date(2026, 3, 6)}

    due = pick(calendar(Y2026, anchors=answered), "voter_list_suit")

    assert due.due == end_of_day(date(2026, 3, 10))
    assert due.safe == reading(due, "suit-last-day").due == end_of_day(date(2026, 3, 9))


def test_article_64_the_campaign_ends_safely_24_hours_before_five_in_the_morning() -> None:
    due = pick(calendar(Y2026), "campaign_end", "na")

    assert due.due == at(date(2026, 3, 14), 7)
    assert due.safe == reading(due, "opening-hour").due == at(date(2026, 3, 14), 5)


def test_a_recorded_opening_leaves_no_doubt_about_the_hour() -> None:
    dues = calendar(Y2026, anchors={"P": at(Y2026.day, 6)})

    assert pick(dues, "campaign_end", "na").readings == ()
    assert pick(dues, "voter_list_add_restored").safe == at(date(2026, 3, 14), 6)


def test_the_campaign_follows_the_earliest_opening_of_the_constituency_and_a_voter_his_own_area() -> None:
    dues = calendar(Y2026, anchors={"P": at(Y2026.day, 7), "P1": at(Y2026.day, 5)})

    assert pick(dues, "campaign_end", "na").due == at(date(2026, 3, 14), 5)
    assert pick(dues, "voter_list_release").due == at(date(2026, 3, 14), 7)


def test_o5_after_a_re_poll_the_days_of_the_law_stand_and_the_others_are_shown() -> None:
    again = Repoll(day=date(2021, 5, 30), level="commune", source="QĐ 5/QĐ-UBBC", reason="bầu cử thêm")

    due = pick(calendar(Y2021, decisions=[again]), "hdnd_results_publish", "commune")

    assert due.due == end_of_day(date(2021, 6, 2))
    other = reading(due, "O-5")
    assert (other.due, other.safe) == (end_of_day(date(2021, 6, 9)), False)
    assert due.safe == due.due


def test_o5_a_day_before_the_re_poll_itself_cannot_be_the_safe_one() -> None:
    again = Repoll(day=date(2021, 6, 6), level="commune", source="NQ 730", reason="bầu cử lại")

    due = pick(calendar(Y2021, decisions=[again]), "hdnd_results_publish", "commune")

    assert due.due == end_of_day(date(2021, 6, 2))
    assert due.safe == end_of_day(date(2021, 6, 16))


def test_o5_a_recorded_decision_counts_from_the_re_poll() -> None:
    again = Repoll(day=date(2021, 6, 6), level="commune", source="NQ 730", reason="bầu cử lại")
    adopted = Adopted(open_point="O-5", level="commune", source="CV 1/HĐBCQG", reason="tính từ ngày bầu lại")

    dues = calendar(Y2021, decisions=[again, adopted])

    for row, last in (
        ("to_minutes_send", (2021, 6, 9)),
        ("ban_minutes_hdnd", (2021, 6, 11)),
        ("hdnd_results_publish", (2021, 6, 16)),
    ):
        due = pick(dues, row, "commune")
        assert due.due == end_of_day(date(*last))
        assert due.computed is not None
        assert due.computed < end_of_day(date(*last))
        assert any("chọn cách đọc O-5" in step for step in due.steps)
    assert pick(dues, "hdnd_results_publish", "district").due == end_of_day(date(2021, 6, 2))


def test_o5_is_no_second_reading_where_nobody_votes_again() -> None:
    due = pick(calendar(Y2021), "province_minutes_na")

    assert due.readings == ()
    assert "O-5" in due.open_points


def test_o23_version_a_says_convened_and_version_b_says_held() -> None:
    version_a = pick(calendar(Y2021), "hdnd_first_session", "commune")
    version_b = pick(calendar(Y2026), "hdnd_first_session", "commune")

    assert reading(version_a, "O-23").due is None
    assert "triệu tập" in reading(version_a, "O-23").why.vi
    assert version_b.readings == ()


def test_o23_a_postponed_election_in_version_a_may_still_count_from_election_day() -> None:
    later = Polling(day=date(2021, 5, 30), units=("01.001",), source="CV 9/HĐBCQG", reason="lũ")

    version_a = pick(calendar(Y2021, decisions=[later], unit="01.001"), "hdnd_first_session", "commune")

    assert version_a.due == end_of_day(date(2021, 7, 14))
    assert version_a.safe == reading(version_a, "postponed-session").due == end_of_day(date(2021, 7, 7))


def test_o25_the_campaign_of_a_supplementary_election_is_inferred_and_may_have_no_term() -> None:
    sup = Election(kind="supplementary", day=date(2027, 3, 14), levels=("commune",))

    due = pick(calendar(sup), "campaign_end")

    assert (due.confidence, due.due) == ("inferred", at(date(2027, 3, 13), 7))
    assert reading(due, "O-25").due is None
    assert "O-25" not in pick(calendar(Y2026), "campaign_end", "na").open_points
    assert any("theo Điều 92.3" in step for step in due.steps)


def test_o27_in_2016_there_is_no_row_about_the_court_and_the_calendar_says_so() -> None:
    dues = calendar(Y2016)

    assert not any(due.owed_by == "court" for due in dues)
    assert any("O-27" in step for step in pick(dues, "voter_list_complaint_resolve").steps)
    assert "O-27" not in pick(calendar(Y2021), "voter_list_complaint_resolve").open_points


def test_a_published_day_stands_beside_the_computed_one_and_the_earlier_is_safe() -> None:
    later = published("na_official_list", end_of_day(date(2021, 4, 30)))

    due = pick(calendar(Y2021, decisions=[later]), "na_official_list")

    assert due.due == end_of_day(date(2021, 4, 30))
    assert due.safe == due.computed == reading(due, "published").due == end_of_day(date(2021, 4, 28))


@pytest.mark.parametrize("election", [Y2016, Y2021, Y2026])
def test_safe_is_never_later_than_due_and_every_marked_reading_is_it(election: Election) -> None:
    for due in calendar(election):
        assert due.latest is None or due.safe is None or due.safe <= due.latest
        for each in due.readings:
            assert not each.safe or (each.due or each.planned) == due.safe


def test_every_open_point_hangs_on_a_row_a_rule_or_says_where_it_matters() -> None:
    on_rows = {name for row in book().rows.values() for name in row.open_points}
    on_rows |= {
        each.open_point
        for row in book().rows.values()
        for terms in row.law.values()
        for each in terms.readings
    }
    on_rows |= {anchor.open_point for anchor in book().anchors.values()}

    assert {f"O-{number}" for number in range(1, 31)} <= set(book().open_points)
    for name, point in book().open_points.items():
        assert name in on_rows or point.rules or point.where, name


@pytest.mark.parametrize(
    ("name", "row", "election"),
    [
        ("O-13", "dossier_submit", Y2026),
        ("O-14", "voter_list_suit", Y2026),
        ("O-28", "candidate_complaints_stop", Y2021),
    ],
)
def test_an_open_point_is_told_in_words_on_its_row(name: str, row: str, election: Election) -> None:
    due = pick(calendar(election), row, None if row != "dossier_submit" else "commune")

    assert name in due.open_points
    assert any(book().open_points[name].vi in step for step in due.steps)


def levels(*ballots: Ballot) -> Election:
    return Election(day=date(2026, 3, 15), levels=ballots)


def test_notices_to_voters_who_poll_early_may_have_to_come_earlier() -> None:
    early = Polling(day=date(2026, 3, 8), units=("29.007.01",), source="CV 7/HĐBCQG", reason="đảo xa")

    due = pick(calendar(levels(*TWO_COUNCILS), decisions=[early], unit="29.007.01"), "voter_notice")

    assert (due.opens, due.due) == (start_of_day(date(2026, 3, 5)), end_of_day(date(2026, 3, 14)))
    other = reading(due, "O-8")
    assert (other.opens, other.due) == (start_of_day(date(2026, 2, 26)), end_of_day(date(2026, 3, 7)))
    assert other.safe
    assert isinstance(due.safe, datetime)

"""Counting from a mark, in shapes that no row of the law has yet: a row may be written that way tomorrow."""

from datetime import date, datetime

import pytest

from domain.law.count import Mark, Moment, fixed, from_mark, say, say_instant
from domain.law.deadline import Point
from domain.zone import at, end_of_day, start_of_day

DAY = date(2026, 3, 15)
OPENING = Mark(at(DAY, 7), "P.")


def reckoned(point: str, mark: Mark, *, whole_days: bool = False, opening: bool = False) -> Moment:
    moment = from_mark(Point.model_validate(point), mark, whole_days=whole_days, opening=opening)
    assert moment is not None
    return moment


def test_a_fixed_day_lasts_to_its_last_second_and_opens_with_its_first() -> None:
    point = Point.model_validate("2026-02-01")

    assert fixed(point, date(2026, 2, 1), opening=False) == Moment(
        end_of_day(date(2026, 2, 1)),
        False,
        True,
        ("Đến hết Chủ nhật 1/2/2026, theo hướng dẫn cho cuộc bầu cử này.",),
    )
    assert fixed(point, date(2026, 2, 1), opening=True) == Moment(
        start_of_day(date(2026, 2, 1)),
        False,
        True,
        ("Từ Chủ nhật 1/2/2026, theo hướng dẫn cho cuộc bầu cử này.",),
    )


def test_a_fixed_hour_keeps_its_minutes() -> None:
    moment = fixed(Point.model_validate("2026-02-01 16:30"), date(2026, 2, 1), opening=False)

    assert moment == Moment(
        at(date(2026, 2, 1), 16, 30),
        True,
        True,
        ("Đến 16:30 Chủ nhật 1/2/2026, theo hướng dẫn cho cuộc bầu cử này.",),
    )


def test_an_hour_of_a_day_keeps_its_minutes_and_says_whether_it_is_first_or_last() -> None:
    earliest = reckoned("E-1 05:30", Mark(DAY, "E."), whole_days=True, opening=True)
    latest = reckoned("E+1 21:15", Mark(DAY, "E.", recorded=False), whole_days=True)

    assert earliest == Moment(
        at(date(2026, 3, 14), 5, 30), True, True, ("E.", "Sớm nhất lúc 05:30 Thứ Bảy 14/3/2026.")
    )
    assert latest == Moment(
        at(date(2026, 3, 16), 21, 15), True, False, ("E.", "Muộn nhất lúc 21:15 Thứ Hai 16/3/2026.")
    )


@pytest.mark.parametrize(
    ("point", "opening", "instant", "says"),
    [
        ("P-24h", False, "2026-03-14T07:00:00+07:00", "24 giờ trước mốc: 07:00 Thứ Bảy 14/3/2026."),
        ("P+2h", False, "2026-03-15T09:00:00+07:00", "2 giờ sau mốc: 09:00 Chủ nhật 15/3/2026."),
        ("P-0h", False, "2026-03-15T07:00:00+07:00", "0 giờ sau mốc: 07:00 Chủ nhật 15/3/2026."),
    ],
)
def test_hours_are_counted_from_the_moment(point: str, opening: bool, instant: str, says: str) -> None:
    moment = reckoned(point, OPENING, opening=opening)

    assert moment == Moment(datetime.fromisoformat(instant), True, True, ("P.", says))


def test_more_than_so_many_hours_leaves_out_the_moment_itself() -> None:
    before, after = reckoned("before P-24h", OPENING), reckoned("after P+2h", OPENING, opening=True)

    assert before.instant == datetime.fromisoformat("2026-03-14T06:59:59+07:00")
    assert after.instant == datetime.fromisoformat("2026-03-15T09:00:01+07:00")
    assert before.says[-1] == after.says[-1] == "Không kể chính thời điểm đó."


def test_hours_cannot_be_counted_from_a_day_without_an_hour() -> None:
    assert from_mark(Point.model_validate("P-24h"), Mark(DAY, "P."), whole_days=False, opening=False) is None


def test_the_moment_itself_and_what_lies_beside_it() -> None:
    assert reckoned("P", OPENING) == Moment(at(DAY, 7), True, True, ("P.", "Đến thời điểm đó."))
    assert reckoned("P", OPENING, opening=True).says[-1] == "Từ thời điểm đó."
    assert reckoned("before P", OPENING) == Moment(
        datetime.fromisoformat("2026-03-15T06:59:59+07:00"), True, True, ("P.", "Trước thời điểm đó.")
    )
    assert reckoned("after P", OPENING, opening=True) == Moment(
        datetime.fromisoformat("2026-03-15T07:00:01+07:00"), True, True, ("P.", "Sau thời điểm đó.")
    )


def test_days_from_a_recorded_moment_are_whole_days() -> None:
    moment = reckoned("P+1", OPENING)

    assert moment.instant == end_of_day(date(2026, 3, 16))
    assert not moment.hour_given
    assert moment.says == (
        "P.",
        "Chậm nhất 1 ngày sau mốc: 15/3/2026 + 1 = Thứ Hai 16/3/2026, tính cả ngày đó.",
        "Luật không nêu giờ: hạn hết lúc 23:59:59 ngày đó.",
    )


def test_a_window_opens_with_the_first_second_of_its_day() -> None:
    moment = reckoned("E-10", Mark(DAY, "E."), whole_days=True, opening=True)

    assert moment == Moment(
        start_of_day(date(2026, 3, 5)),
        False,
        True,
        ("E.", "Từ 10 ngày trước mốc: 15/3/2026 − 10 = Thứ Năm 5/3/2026, từ đầu ngày đó."),
    )


@pytest.mark.parametrize(
    ("point", "opening", "instant", "says"),
    [
        ("E", True, start_of_day(DAY), "Từ Chủ nhật 15/3/2026."),
        ("E", False, end_of_day(DAY), "Chậm nhất hết Chủ nhật 15/3/2026."),
        ("after E", True, start_of_day(date(2026, 3, 16)), "Từ Thứ Hai 16/3/2026, sau mốc."),
        ("before E", False, end_of_day(date(2026, 3, 14)), "Chậm nhất hết Thứ Bảy 14/3/2026, trước mốc."),
    ],
)
def test_the_day_itself_and_the_days_beside_it(
    point: str, opening: bool, instant: datetime, says: str
) -> None:
    moment = reckoned(point, Mark(DAY, "E."), whole_days=True, opening=opening)

    assert moment.instant == instant
    assert moment.says[1] == says


@pytest.mark.parametrize(("day", "rests"), [(13, False), (14, True), (15, True), (16, False)])
def test_a_last_day_at_the_weekend_stays_and_says_so(day: int, rests: bool) -> None:
    said = reckoned("E", Mark(date(2026, 3, day), "E."), whole_days=True).says

    assert any("luật không dời hạn vì ngày nghỉ" in step for step in said) is rests


def test_instants_are_said_to_the_second_only_where_there_is_one() -> None:
    assert say_instant(at(DAY, 7)) == "07:00 Chủ nhật 15/3/2026"
    assert say(datetime.fromisoformat("2026-03-14T23:59:59+00:00")) == "06:59:59 Chủ nhật 15/3/2026"
    assert say(DAY) == "Chủ nhật 15/3/2026"

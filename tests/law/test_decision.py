"""Decisions on record: what each kind moves, what it leaves, and what nobody had the power to decide."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from domain.calendar import Place, calendar, calendars
from domain.decision import Adopted, Decision, Moved, Polling, Published, Repoll, decisions
from domain.due import CalendarError, Election
from domain.zone import at, end_of_day
from tests.law.test_calendar import TWO_COUNCILS, Y2021, Y2026, moved, pick

EARLY = Polling(day=date(2026, 3, 8), units=("29.007.01",), source="CV 7/HĐBCQG", reason="đảo xa")
LATE = Polling(day=date(2026, 3, 22), units=("29.007",), source="CV 8/HĐBCQG", reason="bão")


def test_article_72_early_polling_moves_the_hours_of_that_area_and_no_other_term() -> None:
    there = calendar(Y2026, decisions=[EARLY], unit="29.007.01")
    elsewhere = calendar(Y2026, decisions=[EARLY], unit="29.007.02")

    assert pick(there, "polling_open").opens == at(EARLY.day, 5)
    assert pick(there, "polling_close").due == at(EARLY.day, 21)
    assert pick(there, "voter_list_strike_off").due == at(EARLY.day, 7)
    assert pick(there, "voter_list_add_restored").due == at(date(2026, 3, 7), 7)
    assert pick(there, "to_minutes_send", "commune").due == end_of_day(date(2026, 3, 18))
    assert pick(there, "hdnd_first_session", "commune").due == end_of_day(date(2026, 4, 29))
    assert pick(elsewhere, "polling_open").opens == at(Y2026.day, 5)
    assert any("CV 7/HĐBCQG" in step for step in pick(there, "polling_open").steps)


def test_article_64_an_early_area_ends_the_campaign_of_its_whole_constituency_earlier() -> None:
    contest = calendar(Y2026, decisions=[EARLY], unit="29.c1", parts=("29.007.01", "29.007.02"))

    ends = pick(contest, "campaign_end", "commune")
    assert ends.due == at(date(2026, 3, 7), 7)
    assert ends.safe == at(date(2026, 3, 7), 5)
    assert pick(contest, "polling_open").due == at(Y2026.day, 7)


def test_of_two_early_areas_the_earlier_ends_the_campaign() -> None:
    earlier = EARLY.model_copy(update={"day": date(2026, 3, 1), "units": ("29.007.02",)})

    for order in ([EARLY, earlier], [earlier, EARLY]):
        contest = calendar(Y2026, decisions=order, unit="29.c1", parts=("29.007.01", "29.007.02"))
        assert pick(contest, "campaign_end", "na").due == at(date(2026, 2, 28), 7)


def test_of_two_decisions_on_one_place_the_last_recorded_holds() -> None:
    sooner = LATE.model_copy(update={"day": date(2026, 3, 17), "source": "CV 9/HĐBCQG"})

    dues = calendar(Y2026, decisions=[LATE, sooner], unit="29.007")

    assert pick(dues, "polling_open").due == at(date(2026, 3, 17), 7)
    assert pick(dues, "hdnd_first_session", "commune").due == end_of_day(date(2026, 5, 1))
    back = [EARLY, EARLY.model_copy(update={"day": date(2026, 3, 14)})]
    contest = calendar(Y2026, decisions=back, unit="29.c1", parts=("29.007.01",))
    assert pick(contest, "campaign_end", "na").due == at(date(2026, 3, 13), 7)


def test_article_34_1_a_postponed_unit_counts_its_first_session_from_the_new_day() -> None:
    dues = calendar(Y2026, decisions=[LATE], unit="29.007")

    assert pick(dues, "hdnd_first_session", "commune").due == end_of_day(date(2026, 5, 6))
    assert pick(dues, "na_first_session").due == end_of_day(date(2026, 5, 14))
    assert pick(dues, "hdnd_official_list", "commune").due == end_of_day(date(2026, 2, 26))
    assert pick(dues, "campaign_end", "na").due == at(date(2026, 3, 21), 7)


def test_the_last_of_a_postponed_poll_and_a_re_poll_is_the_last_polling_day_of_the_unit() -> None:
    again = Repoll(day=date(2026, 3, 21), level="commune", unit="29.007", source="QĐ 3", reason="bầu thêm")

    orders: tuple[list[Decision], ...] = ([LATE, again], [again, LATE])
    for order in orders:
        dues = calendar(Y2026, decisions=order, unit="29.007")
        assert pick(dues, "hdnd_first_session", "commune").due == end_of_day(date(2026, 5, 6))


def test_a_re_poll_for_one_ballot_of_one_unit_leaves_the_others() -> None:
    again = Repoll(day=date(2026, 3, 22), level="commune", unit="29.007", source="QĐ 3", reason="bầu thêm")

    there, elsewhere = (calendar(Y2026, decisions=[again], unit=unit) for unit in ("29.007", "29.008"))

    assert pick(there, "hdnd_first_session", "commune").due == end_of_day(date(2026, 5, 6))
    assert pick(there, "hdnd_first_session", "province").due == end_of_day(date(2026, 4, 29))
    assert pick(elsewhere, "hdnd_first_session", "commune").due == end_of_day(date(2026, 4, 29))


def test_article_98_3_moves_a_step_in_version_b() -> None:
    due = pick(
        calendar(Y2026, decisions=[moved("lists_post_polling_area", end_of_day(date(2026, 3, 1)))]),
        "lists_post_polling_area",
    )

    assert (due.due, due.computed) == (end_of_day(date(2026, 3, 1)), end_of_day(date(2026, 2, 27)))
    assert due.readings == ()
    assert any("chuyển hạn" in step for step in due.steps)


@pytest.mark.parametrize(
    ("election", "decision", "said"),
    [
        (Y2021, moved("na_official_list", at(date(2021, 4, 26), 7)), "bản luật A chưa có Điều 98.3"),
        (Y2026, moved("na_first_session", at(date(2026, 5, 20), 7)), "Luật Tổ chức Quốc hội"),
        (Y2026, moved("voter_list_suit", at(date(2026, 3, 11), 7)), "Luật Tố tụng hành chính"),
        (Y2026, moved("g26_consult1", at(date(2025, 12, 11), 7)), "văn bản hướng dẫn"),
        (Y2026, EARLY.model_copy(update={"day": Y2026.day}), "chính là ngày bầu cử"),
        (Y2026, Repoll(day=date(2026, 3, 8), source="x", reason="y"), "trước ngày bầu cử"),
        (
            Y2026,
            Repoll(day=date(2026, 3, 22), level="district", source="x", reason="y"),
            "phiếu bầu district",
        ),
        (Y2026, Adopted(open_point="O-2", source="x", reason="y"), "không có cách đọc thứ hai"),
        (Y2026, Adopted(open_point="O-5", level="district", source="x", reason="y"), "phiếu bầu district"),
        (
            Y2026,
            Adopted(open_point="O-5", deadline="dossier_submit", source="x", reason="y"),
            "dossier_submit",
        ),
    ],
)
def test_a_decision_without_power_or_effect_is_refused_in_one_sentence(
    election: Election, decision: Decision, said: str
) -> None:
    with pytest.raises(CalendarError, match=said):
        calendar(election, decisions=[decision])


def test_a_row_of_another_law_may_still_have_been_published_for_another_day() -> None:
    printed = Published(
        deadline="na_first_session",
        due=end_of_day(date(2026, 4, 6)),
        source="Kế hoạch",
        reason="đã triệu tập",
    )

    assert pick(calendar(Y2026, decisions=[printed]), "na_first_session").due == end_of_day(date(2026, 4, 6))


def test_a_file_of_decisions_reads_days_and_instants() -> None:
    read = decisions(
        [
            {
                "kind": "published",
                "deadline": "na_official_list",
                "due": "2021-04-27",
                "source": "N4",
                "reason": "in sách",
            },
            {
                "kind": "published",
                "deadline": "dossier_submit",
                "due": date(2021, 3, 14),
                "source": "KH 42",
                "reason": "x",
            },
            {
                "kind": "moved",
                "deadline": "consult2_hdnd",
                "due": "2026-02-04T17:00:00+07:00",
                "source": "a",
                "reason": "b",
            },
            {"kind": "polling", "day": "2026-03-08", "units": ["29.007.01"], "source": "a", "reason": "b"},
            {"kind": "repoll", "day": "2026-03-22", "level": "commune", "source": "a", "reason": "b"},
            {"kind": "reading", "open_point": "O-5", "source": "a", "reason": "b"},
        ]
    )

    assert [type(each) for each in read] == [Published, Published, Moved, Polling, Repoll, Adopted]
    assert isinstance(read[0], Published)
    assert isinstance(read[1], Published)
    assert (read[0].due, read[1].due) == (end_of_day(date(2021, 4, 27)), end_of_day(date(2021, 3, 14)))
    again: TypeAdapter[tuple[Decision, ...]] = TypeAdapter(tuple[Decision, ...])
    assert again.validate_json(again.dump_json(read)) == read


GOOD = {"kind": "moved", "deadline": "consult2_hdnd", "due": "2026-02-04", "source": "a", "reason": "b"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "moved"}, "phải là một danh sách"),
        ("moved", "phải là một danh sách"),
        (
            [GOOD, {**GOOD, "kind": "wished"}],
            "Quyết định thứ 2: kind phải là một trong: published, moved, polling",
        ),
        ([{"deadline": "x"}], "Quyết định thứ 1: kind phải là một trong"),
        ([{**GOOD, "day": "2026-02-04"}], "thứ 1, trường day: loại moved không có trường này"),
        ([{key: value for key, value in GOOD.items() if key != "reason"}], "trường reason: thiếu"),
        ([{**GOOD, "due": "2026-02-04T17:00:00"}], "trường due: thời điểm thiếu múi giờ"),
        ([{**GOOD, "due": "2026-02-30"}], "trường due: giá trị «2026-02-30» không dùng được"),
        ([{**GOOD, "source": ""}], "trường source: giá trị «» không dùng được"),
        (
            [{"kind": "polling", "day": "2026-03-08", "units": [], "source": "a", "reason": "b"}],
            "trường units",
        ),
        ([7], "Quyết định thứ 1"),
    ],
)
def test_a_file_of_decisions_is_refused_by_entry_and_field(values: object, said: str) -> None:
    with pytest.raises(CalendarError, match=said) as refused:
        decisions(values)

    assert str(refused.value).endswith(".")


def test_the_calendars_of_many_places_are_those_of_each() -> None:
    election = Election(day=Y2026.day, levels=TWO_COUNCILS)
    record: list[Decision] = [
        moved("consult2_hdnd", end_of_day(date(2026, 2, 4))),
        moved("to_bau_cu_set_up", end_of_day(date(2026, 2, 2)), unit="29.007"),
        moved("voter_list_post", end_of_day(date(2026, 2, 4)), unit="29.008"),
        EARLY,
        LATE,
        Repoll(day=date(2026, 3, 29), level="commune", unit="29.008", source="a", reason="b"),
        Adopted(open_point="O-5", unit="29.008", source="a", reason="b"),
    ]
    shared = {"consult1": at(date(2025, 12, 8), 14)}
    places = [
        Place(code="29"),
        Place(code="29.007", anchors={"V": at(date(2026, 2, 1), 8), "K:commune": date(2026, 3, 24)}),
        Place(code="29.008", anchors={"V": at(date(2026, 2, 1), 8), "P": at(Y2026.day, 5)}),
        Place(code="29.007.01", anchors={"consult1": at(date(2025, 12, 9), 8)}),
        Place(code="29.c1", parts=("29.007.01", "29.007.02")),
        Place(code="29.c2", parts=("29.007.02",)),
    ]

    together = calendars(election, places, decisions=record, anchors=shared)

    assert list(together) == [place.code for place in places]
    for place in places:
        alone = calendar(
            election,
            decisions=record,
            anchors={**shared, **place.anchors},
            unit=place.code,
            parts=place.parts,
        )
        assert together[place.code] == alone, place.code
    assert len({tuple(dues) for dues in together.values()}) == len(places) - 1


def test_the_earlier_hour_can_be_adopted_for_the_whole_constituency() -> None:
    safe = Adopted(open_point="opening-hour", deadline="campaign_end", source="KH 5", reason="mở từ 5 giờ")

    dues = calendar(Y2026, decisions=[safe])

    ends = pick(dues, "campaign_end", "na")
    assert (ends.due, ends.computed) == (at(date(2026, 3, 14), 5), at(date(2026, 3, 14), 7))
    assert ends.readings == ()
    assert pick(dues, "voter_list_release").due == at(date(2026, 3, 14), 7)


def test_a_reading_without_a_term_can_be_adopted() -> None:
    sent = Adopted(open_point="O-12", source="CV 3/HĐBCQG", reason="hạn là ngày gửi")

    due = pick(calendar(Y2026, decisions=[sent]), "na_official_list")

    assert (due.due, due.planned, due.safe, due.waits_for) == (None, None, None, "")
    assert due.computed == end_of_day(date(2026, 2, 26))


def test_a_reading_adopted_before_its_act_is_planned_by_it() -> None:
    counted = Adopted(open_point="day-one", source="CV 4", reason="ngày niêm yết là ngày thứ nhất")

    due = pick(calendar(Y2026, decisions=[counted]), "voter_list_complaint")

    assert (due.due, due.planned, due.waits_for) == (None, end_of_day(date(2026, 3, 4)), "V")

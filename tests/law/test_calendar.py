"""Instants, windows, anchors, decisions, and what is refused."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from domain.calendar import calendar
from domain.decision import Decision, Moved, Published
from domain.due import CalendarError, Due, Election
from domain.law.deadline import Ballot
from domain.zone import at, end_of_day, start_of_day

ALL: tuple[Ballot, ...] = ("na", "province", "district", "commune")
TWO_COUNCILS: tuple[Ballot, ...] = ("na", "province", "commune")

Y2016 = Election(day=date(2016, 5, 22), levels=ALL)
Y2021 = Election(day=date(2021, 5, 23), levels=ALL)
Y2026 = Election(day=date(2026, 3, 15), levels=TWO_COUNCILS)


def pick(dues: Sequence[Due], name: str, level: str | None = None) -> Due:
    """The one duty of this row; every owner of a row has the same instants."""
    found = [due for due in dues if due.id == name and level in (None, due.level)]
    assert found, f"{name} is not in the calendar"
    assert len({(due.opens, due.due, due.planned) for due in found}) == 1
    return found[0]


def vectors() -> Iterator[tuple[Election, str, date]]:
    path = Path(__file__).parent / "data" / "vectors.yaml"
    for vector in yaml.safe_load(path.read_text(encoding="utf-8")):
        for year, version, election in (("2016", "A", Y2016), ("2021", "A", Y2021), ("2026", "B", Y2026)):
            for name in vector.get(version, []):
                yield election, name, date.fromisoformat(vector[year])


@pytest.mark.parametrize(("election", "name", "day"), list(vectors()))
def test_every_published_offset_falls_on_its_day(election: Election, name: str, day: date) -> None:
    due = pick(calendar(election), name)

    if name in ("candidate_complaints_stop", "voter_notice"):
        assert due.opens == start_of_day(day)
    else:
        assert due.due == end_of_day(day)
        assert not due.hour_given


def test_the_vectors_are_all_read() -> None:
    assert len(list(vectors())) == 159


@pytest.mark.parametrize("election", [Y2016, Y2021, Y2026])
def test_no_duty_appears_twice(election: Election) -> None:
    keys = [due.key for due in calendar(election)]

    assert len(keys) == len(set(keys))


def test_a_deadline_on_a_sunday_is_not_moved_and_says_so() -> None:
    due = pick(calendar(Y2026), "dossier_submit", "commune")

    assert due.due == end_of_day(date(2026, 2, 1))
    assert "Ngày cuối là Chủ nhật; luật không dời hạn vì ngày nghỉ." in due.steps
    assert any("15/3/2026 − 42 = Chủ nhật 1/2/2026, tính cả ngày đó" in step for step in due.steps)
    assert due.steps[0].startswith("Bản B,")


def test_voters_are_told_from_ten_days_before_to_the_eve() -> None:
    due = pick(calendar(Y2026), "voter_notice")

    assert (due.opens, due.due) == (start_of_day(date(2026, 3, 5)), end_of_day(date(2026, 3, 14)))


def test_polling_opens_between_five_and_seven_and_closes_between_nineteen_and_twenty_one() -> None:
    dues = calendar(Y2021)

    opening, closing = pick(dues, "polling_open"), pick(dues, "polling_close")
    assert (opening.opens, opening.due) == (at(Y2021.day, 5), at(Y2021.day, 7))
    assert (closing.opens, closing.due) == (at(Y2021.day, 19), at(Y2021.day, 21))
    assert opening.hour_given
    assert closing.hour_given


def test_the_campaign_ends_24_hours_before_the_planned_opening() -> None:
    due = pick(calendar(Y2021), "campaign_end", "na")

    assert due.due == at(date(2021, 5, 22), 7)
    assert due.hour_given
    assert any("chưa ghi nhận, lấy giờ thường lệ" in step for step in due.steps)


def test_the_campaign_ends_24_hours_before_an_earlier_opening() -> None:
    due = pick(calendar(Y2021, anchors={"P": at(Y2021.day, 5, 30)}), "campaign_end", "na")

    assert due.due == at(date(2021, 5, 22), 5, 30)


def test_a_voter_is_added_until_the_second_before_the_last_24_hours() -> None:
    dues = calendar(Y2026, anchors={"V": at(date(2026, 2, 2), 8)})

    moved = pick(dues, "voter_list_move")
    assert moved.opens == datetime.fromisoformat("2026-02-02T08:00:01+07:00")
    assert moved.due == datetime.fromisoformat("2026-03-14T06:59:59+07:00")
    assert pick(dues, "voter_list_add_restored").due == at(date(2026, 3, 14), 7)


def test_a_complaint_about_the_voter_list_waits_for_the_posting_and_is_planned_meanwhile() -> None:
    due = pick(calendar(Y2026), "voter_list_complaint")

    assert due.due is None
    assert due.waits_for == "V"
    assert due.planned == end_of_day(date(2026, 3, 5))
    assert "Chờ ghi nhận mốc V (ngày niêm yết danh sách cử tri)." in due.steps


def test_thirty_days_run_from_the_recorded_posting() -> None:
    due = pick(calendar(Y2026, anchors={"V": date(2026, 2, 1)}), "voter_list_complaint")

    assert due.due == end_of_day(date(2026, 3, 3))
    assert (due.planned, due.waits_for) == (None, "")


def test_an_anchor_may_differ_from_ballot_to_ballot() -> None:
    dues = calendar(Y2021, anchors={"K:na": date(2021, 6, 10), "K:commune": date(2021, 5, 30)})

    assert pick(dues, "result_complaint_na").due == end_of_day(date(2021, 6, 15))
    assert pick(dues, "result_complaint_hdnd", "commune").due == end_of_day(date(2021, 6, 4))
    assert pick(dues, "result_complaint_hdnd", "district").due is None


@pytest.mark.parametrize(("election", "last"), [(Y2021, date(2021, 6, 13)), (Y2026, date(2026, 6, 11))])
def test_complaints_on_results_run_five_days_in_version_a_and_three_in_version_b(
    election: Election, last: date
) -> None:
    published = date(2021, 6, 8) if election is Y2021 else date(2026, 6, 8)

    due = pick(calendar(election, anchors={"K": published}), "result_complaint_na")

    assert due.due == end_of_day(last)


def test_voter_conferences_lie_between_the_second_and_third_consultation() -> None:
    held = {"consult2": at(date(2021, 3, 17), 14), "consult3": at(date(2021, 4, 16), 8)}

    due = pick(calendar(Y2021, anchors=held), "voter_conf_residence", "commune")

    assert due.opens == datetime.fromisoformat("2021-03-17T14:00:01+07:00")
    assert due.due == datetime.fromisoformat("2021-04-16T07:59:59+07:00")


def test_before_a_conference_known_only_by_its_last_day_is_planned_for_the_day_before() -> None:
    due = pick(calendar(Y2021), "voter_conf_residence", "commune")

    assert due.due is None
    assert due.planned == end_of_day(date(2021, 4, 17))


def test_the_first_session_counts_from_the_re_poll_where_there_was_one() -> None:
    plain = pick(calendar(Y2021), "hdnd_first_session", "commune")
    repolled = pick(
        calendar(Y2021, anchors={"last_polling_day:commune": date(2021, 6, 6)}),
        "hdnd_first_session",
        "commune",
    )

    assert plain.due == end_of_day(date(2021, 7, 7))
    assert repolled.due == end_of_day(date(2021, 7, 21))


def test_polling_areas_come_before_the_teams_in_version_b_and_have_no_day_in_version_a() -> None:
    version_a, version_b = (
        pick(calendar(Y2021), "polling_areas_fix"),
        pick(calendar(Y2026), "polling_areas_fix"),
    )

    assert (version_a.form, version_a.due, version_a.planned) == ("no_day", None, None)
    assert version_b.planned == end_of_day(date(2026, 1, 30))
    assert (version_a.owed_to, version_b.owed_to) == (
        ("people_committee@district",),
        ("people_committee@province",),
    )


def test_one_act_that_serves_all_ballots_is_owed_once() -> None:
    posted = [due for due in calendar(Y2021) if due.id == "voter_list_post"]

    assert [(due.level, due.owed_by, due.at, due.ballots) for due in posted] == [
        ("all", "people_committee", "commune", ALL)
    ]


def test_each_level_owes_its_own_consultation() -> None:
    held = [(due.level, due.owed_by, due.at) for due in calendar(Y2026) if due.id == "consult1_hdnd"]

    assert held == [("province", "front", "province"), ("commune", "front", "commune")]


def test_an_assembly_dossier_is_received_by_the_council_and_by_the_province() -> None:
    receivers = [
        (due.owed_by, due.at) for due in calendar(Y2021) if due.id == "dossier_submit" and due.level == "na"
    ]

    assert receivers == [("nec", "nation"), ("committee", "province")]


def test_the_unit_above_a_commune_is_the_district_in_version_a_and_the_province_in_version_b() -> None:
    version_a = pick(calendar(Y2021), "ubbc_c_set_up")
    version_b = pick(calendar(Y2026), "ubbc_c_set_up")

    assert "council@district" in version_a.owed_to
    assert "council@province" in version_b.owed_to


def test_guidance_of_2026_appears_in_2026_only_and_is_marked() -> None:
    rows = {due.id: due for due in calendar(Y2026) if due.kind == "guidance"}

    assert rows["g26_dossiers"].due == at(date(2026, 2, 1), 17)
    assert rows["g26_dossiers"].steps[1].endswith("(hướng dẫn, không phải luật).")
    assert not any(due.id.startswith("g26") for due in calendar(Y2021))


def moved(name: str, due: datetime, level: Ballot | None = None, unit: str | None = None) -> Decision:
    return Moved(
        deadline=name, level=level, unit=unit, due=due, source="NQ 999/NQ-HĐBCQG", reason="lũ lụt kéo dài"
    )


def published(name: str, due: datetime, level: Ballot | None = None, unit: str | None = None) -> Decision:
    return Published(
        deadline=name, level=level, unit=unit, due=due, source="Sách hỏi đáp", reason="ngày đã công bố"
    )


def test_a_decision_wins_and_the_computed_day_is_kept() -> None:
    printed = end_of_day(date(2021, 4, 27))

    due = pick(calendar(Y2021, decisions=[published("na_official_list", printed)]), "na_official_list")

    assert due.due == printed
    assert due.computed == end_of_day(date(2021, 4, 28))
    assert not due.hour_given
    assert any("Sách hỏi đáp" in step and "ngày đã công bố" in step for step in due.steps)


def test_of_two_decisions_the_later_recorded_wins_and_both_are_told() -> None:
    first, second = at(date(2021, 4, 26), 9), at(date(2021, 4, 29), 9)
    decisions = [published("na_official_list", first), published("na_official_list", second)]

    due = pick(calendar(Y2021, decisions=decisions), "na_official_list")

    assert due.due == second
    assert due.hour_given
    assert sum("công bố ngày" in step for step in due.steps) == 2


def test_a_decision_for_one_council_leaves_the_others() -> None:
    later = end_of_day(date(2021, 6, 6))
    dues = calendar(Y2021, decisions=[published("hdnd_results_publish", later, level="commune")])

    assert pick(dues, "hdnd_results_publish", "commune").due == later
    assert pick(dues, "hdnd_results_publish", "district").due == end_of_day(date(2021, 6, 2))


def test_a_decision_for_one_unit_binds_that_unit_only() -> None:
    later = end_of_day(date(2021, 5, 10))
    decisions = [published("lists_post_polling_area", later, unit="01.001")]

    there = pick(calendar(Y2021, decisions=decisions, unit="01.001"), "lists_post_polling_area")
    elsewhere = pick(calendar(Y2021, decisions=decisions, unit="01.002"), "lists_post_polling_area")
    country = pick(calendar(Y2021, decisions=decisions), "lists_post_polling_area")

    assert there.due == later
    assert elsewhere.due == country.due == end_of_day(date(2021, 5, 3))


def test_what_counts_from_a_moved_step_moves_with_it() -> None:
    dues = calendar(Y2026, decisions=[moved("voter_list_post", end_of_day(date(2026, 2, 6)))])

    assert pick(dues, "voter_list_complaint").planned == end_of_day(date(2026, 3, 8))


def test_a_supplementary_election_has_its_own_calendar_and_the_results_of_the_ordinary_one() -> None:
    day = date(2027, 3, 14)
    dues = calendar(Election(kind="supplementary", day=day, levels=("commune",)))

    assert pick(dues, "sup_official_list").due == end_of_day(date(2027, 3, 4))
    assert pick(dues, "sup_consult1").due == end_of_day(date(2027, 2, 22))
    minutes = pick(dues, "ban_minutes_hdnd")
    assert minutes.due == end_of_day(date(2027, 3, 19))
    assert minutes.confidence == "inferred"
    assert not any(due.id == "dossier_submit" for due in dues)


def test_the_references_of_a_supplementary_election_lead_to_rows_counted_from_its_day() -> None:
    day = date(2027, 3, 14)
    dues = calendar(Election(kind="supplementary", day=day, levels=("na",)), anchors={"K": date(2027, 3, 20)})

    results, complaints = pick(dues, "sup_polling_and_results"), pick(dues, "sup_complaints")
    assert {
        "polling_open",
        "to_minutes_send",
        "bau_them_day",
        "na_results_publish",
        "na_status_confirm",
    } <= set(results.refers_to)
    assert {"voter_list_complaint", "candidate_complaints_stop", "voter_list_suit"} <= set(
        complaints.refers_to
    )
    for name in (*results.refers_to, *complaints.refers_to):
        found = pick(dues, name)
        assert found.confidence == "inferred"
        assert any("Bầu cử bổ sung: áp dụng theo Điều 9" in step for step in found.steps)
    assert pick(dues, "province_minutes_na").due == end_of_day(date(2027, 3, 21))
    assert pick(dues, "bau_them_day").due == end_of_day(date(2027, 3, 21))
    assert pick(dues, "candidate_complaints_stop").opens == start_of_day(date(2027, 3, 4))
    assert pick(dues, "result_complaint_na").due == end_of_day(date(2027, 3, 23))
    assert pick(calendar(Y2026), "polling_open").refers_to == ()


def test_the_end_of_a_term_and_the_next_session_are_anchors_of_their_own() -> None:
    term = {"T": date(2026, 6, 30)}

    dues = calendar(Y2021, anchors={"T": date(2021, 7, 20)})
    assert pick(dues, "na_term_end").due == end_of_day(date(2021, 5, 21))
    assert pick(dues, "hdnd_term_end", "commune").due == end_of_day(date(2021, 6, 5))
    assert "hdnd_term_end" not in {due.id for due in calendar(Y2026, anchors=term)}
    sup = Election(kind="supplementary", day=date(2027, 3, 14), levels=("commune",))
    start = pick(calendar(sup, anchors={"next_session": at(date(2027, 4, 5), 8)}), "sup_mandate_start")
    assert start.opens == at(date(2027, 4, 5), 8)


def test_supposing_version_b_for_2021_says_that_it_is_supposed() -> None:
    dues = calendar(Election(day=Y2021.day, levels=TWO_COUNCILS), law="B")

    due = pick(dues, "na_official_list")
    assert due.due == end_of_day(date(2021, 5, 6))
    assert "giả định" in due.steps[0]


@pytest.mark.parametrize(
    ("day", "levels", "law", "said"),
    [
        (date(2021, 5, 24), ALL, None, "không phải chủ nhật"),
        (date(2015, 8, 30), ALL, None, "Không bản luật nào có hiệu lực"),
        (date(2026, 3, 15), ALL, None, "không có phiếu bầu district"),
        (date(2021, 5, 23), ("na", "na"), None, "nêu hai lần"),
        (date(2021, 5, 23), ALL, "Z", "Không có bản luật Z"),
    ],
)
def test_an_election_that_cannot_be_is_refused(
    day: date, levels: tuple[Ballot, ...], law: str | None, said: str
) -> None:
    with pytest.raises(CalendarError, match=said):
        calendar(Election(day=day, levels=levels), law)


def test_article_89_3_a_supplementary_election_is_for_one_ballot() -> None:
    both = Election(kind="supplementary", day=date(2027, 3, 14), levels=("na", "commune"))

    with pytest.raises(CalendarError, match="chỉ cho một loại phiếu"):
        calendar(both)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (moved("no_such_row", at(Y2026.day, 7)), "no_such_row"),
        (moved("ubbc_d_set_up", at(Y2026.day, 7)), "ubbc_d_set_up"),
        (moved("na_official_list", at(Y2026.day, 7), level="commune"), "không ai"),
        (moved("voter_list_post", at(Y2026.day, 7), level="commune"), "dùng chung"),
    ],
)
def test_a_decision_that_moves_nothing_is_refused(decision: Decision, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        calendar(Y2026, decisions=[decision])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("X", date(2026, 2, 1), "Không có mốc X"),
        ("E", date(2026, 2, 1), "chính là ngày bầu cử"),
        ("K:village", date(2026, 2, 1), "nêu sai phiếu bầu"),
        ("V", datetime.fromisoformat("2026-02-01T08:00"), "không có múi giờ"),
        ("C", date(2026, 3, 15), "chỉ có ngày"),
    ],
)
def test_an_anchor_that_cannot_be_used_is_refused(name: str, value: date, said: str) -> None:
    with pytest.raises(CalendarError, match=said):
        calendar(Y2026, anchors={name: value})

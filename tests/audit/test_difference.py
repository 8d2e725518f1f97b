"""Two times, two points, and what changed between them."""

from __future__ import annotations

from datetime import date

import pytest

from domain.zone import end_of_day
from ledger.difference import Change, Point, changed
from tests.audit.conftest import CONTEST, LOG, Election


def test_only_the_innermost_values_that_differ_are_named() -> None:
    before = {"seats": 3, "results": {"first": {"elected": ("c-1",), "poll": "first"}}, "gone": 1}
    after = {"seats": 3, "results": {"first": {"elected": ("c-1", "c-2"), "poll": "first"}}, "new": 2}
    assert list(changed(before, after)) == [
        Change(("results", "first", "elected"), ("c-1",), ("c-1", "c-2")),
        Change(("gone",), 1, None),
        Change(("new",), None, 2),
    ]


async def test_the_night_of_the_count_adds_the_result_and_what_follows_from_it(election: Election) -> None:
    done = await election("diff", CONTEST, "--from", "2021-05-23", "--to", "2021-05-25", "--json")
    assert (done.code, done.err) == (0, "")
    (stream,) = done.json["streams"]
    assert [each["type"] for each in stream["added"]] == [
        "ConstituencyMinutesMade",
        "ResultDetermined",
        "ShortfallReported",
        "ConstituencyMinutesSigned",
        "ConstituencyMinutesSigned",
        "ConstituencyMinutesIssued",
    ]
    paths = {tuple(each["path"]): each["after"] for each in stream["changes"]}
    assert paths["results", "first"]["outcome"] == "additional"
    told = (await election("diff", CONTEST, "--from", "2021-05-23", "--to", "2021-05-25")).out
    assert "thêm 6 sự kiện" in told
    assert "phải bầu cử thêm" in told


async def test_between_two_positions_of_a_whole_election_every_event_between_is_told(
    election: Election,
) -> None:
    head = await election.store.head(LOG)
    found = (await election("diff", LOG, "--from", str(head - 40), "--to", str(head), "--json")).json
    added = sorted(each["position"] for stream in found["streams"] for each in stream["added"])
    assert added == list(range(head - 39, head + 1))


async def test_backwards_the_same_events_are_gone(election: Election) -> None:
    (forth,) = (await election("diff", CONTEST, "--from", "2021-05-23", "--to", "2021-05-25", "--json")).json[
        "streams"
    ]
    (back,) = (await election("diff", CONTEST, "--from", "2021-05-25", "--to", "2021-05-23", "--json")).json[
        "streams"
    ]
    assert (back["gone"], back["added"]) == (forth["added"], [])


async def test_the_same_point_twice_differs_in_nothing(election: Election) -> None:
    done = await election("diff", LOG, "--from", "100", "--to", "100", "--json")
    assert (done.code, done.json["streams"]) == (0, [])


async def test_what_was_typed_in_late_is_seen_by_legal_time_and_not_yet_by_recorded_time(
    election: Election,
) -> None:
    """Everything of 2021 was recorded today: by its recorded time nothing was known in 2021."""
    by_law = await election("replay", CONTEST, "--at", "2021-05-24", "--json")
    assert len(by_law.json["events"]) > 0
    then = await election("replay", CONTEST, "--at", "2021-05-24", "--known", "2021-05-25", "--json")
    assert (then.code, then.json["events"]) == (0, [])
    rows = (await election.store.read([CONTEST]))[CONTEST]
    middle = rows[len(rows) // 2]
    known = await election("replay", CONTEST, "--known", middle.recorded_at.isoformat(), "--json")
    assert [each["position"] for each in known.json["events"]] == [
        row.position for row in rows if row.position <= middle.position
    ]
    recorded = ("--from", "2021-05-23", "--to", "2021-05-25", "--recorded", "--json")
    assert (await election("diff", CONTEST, *recorded)).json["streams"] == []


async def test_at_a_position_the_state_is_what_was_known_then(election: Election) -> None:
    rows = (await election.store.read([CONTEST]))[CONTEST]
    result = next(row for row in rows if row.type == "ResultDetermined")
    before = await election("replay", CONTEST, "--at", str(result.position - 1), "--json")
    after = await election("replay", CONTEST, "--at", str(result.position), "--json")
    assert before.json["state"]["contest"]["results"] == {}
    assert after.json["state"]["contest"]["results"]["first"]["elected"] == ["c-005"]
    assert after.json["position"] == result.position


async def test_a_whole_election_is_replayed_as_of_a_day(election: Election) -> None:
    found = (await election("replay", LOG, "--at", "2021-05-23", "--json")).json
    point = Point(legal=end_of_day(date(2021, 5, 23)))
    for name in (CONTEST, f"unit/{LOG}/VN", f"election/{LOG}"):
        rows = (await election.store.read([name]))[name]
        assert found["streams"][name]["events"] == sum(point.sees(row) for row in rows)
    assert found["streams"][CONTEST]["state"]["contest"]["results"] == {}
    told = await election("replay", LOG, "--at", "2021-05-23")
    assert (told.code, told.err) == (0, "")
    assert "thời điểm pháp lý đến 23/05/2021 23:59:59" in told.out


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("diff", LOG, "--from", "10", "--to", "2021-05-23"), "BC-942"),
        (("diff", LOG, "--from", "hôm qua", "--to", "hôm nay"), "BC-903"),
        (("diff", "khong-co", "--from", "1", "--to", "2"), "BC-946"),
        (("replay", "khong-co"), "BC-946"),
        (("replay", f"contest/{LOG}/C"), "BC-902"),
        (("replay", CONTEST, "--known", "mai"), "BC-903"),
    ],
)
async def test_what_cannot_be_compared_is_refused_in_one_sentence(
    election: Election, words: tuple[str, ...], number: str
) -> None:
    done = await election(*words)
    assert (done.code, done.out) == (2, "")
    assert done.sentence.startswith(number)

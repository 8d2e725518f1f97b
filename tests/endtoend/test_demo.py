"""Bắc Kạn 2021, end to end on the real engine: what the report says and what the record holds."""

from __future__ import annotations

import re

import pytest

from domain.contest.events import AdditionalBallotDecided, AdditionalBallotHeld, ResultDetermined
from tests.endtoend.conftest import Undisturbed
from tests.person.traces import dump, found, histories
from workers.play.example import Example

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_both_assembly_constituencies_come_out_as_published(undisturbed: Undisturbed) -> None:
    assert undisturbed.verdict.as_published
    assert undisturbed.printed.count("đúng như kết quả đã công bố") == 2


def test_four_commune_constituencies_hold_an_additional_ballot_and_stay_short(
    undisturbed: Undisturbed, example: Example
) -> None:
    assert set(undisturbed.verdict.additional) == {each.contest for each in example.script.additional_ballots}
    assert len(undisturbed.verdict.additional) == 4
    assert undisturbed.printed.count("Bầu cử thêm") >= 4
    assert "Điều 79" in undisturbed.printed


async def test_two_of_three_elected_gets_no_additional_ballot(undisturbed: Undisturbed) -> None:
    (contest,) = undisturbed.verdict.without_additional
    store, log = undisturbed.show.ledger.store, undisturbed.show.example.log
    stream = f"contest/{log}/{contest}"
    events = [row.event for row in (await store.read([stream]))[stream]]
    (result,) = [event for event in events if isinstance(event, ResultDetermined)]
    assert (result.outcome, len(result.elected), result.seats) == ("closed_short", 2, 3)
    assert not any(isinstance(event, AdditionalBallotDecided | AdditionalBallotHeld) for event in events)
    assert contest in undisturbed.printed


def test_one_body_is_late_one_misses_and_one_recorded_its_paper_late(undisturbed: Undisturbed) -> None:
    assert "muộn (late) 1 " in undisturbed.printed
    assert "quá hạn (missed) 4 " in undisturbed.printed
    assert "đã khắc phục (cured) 3 " in undisturbed.printed
    assert "không bao giờ làm 1 " in undisturbed.printed
    assert "còn mở 0" in undisturbed.printed


def test_every_step_of_the_law_is_shown_and_those_without_occasion_say_why(
    undisturbed: Undisturbed, example: Example
) -> None:
    rows = (re.match(r"│ (p\d\d) +│", line) for line in undisturbed.printed.splitlines())
    lines = {row[1]: row.string for row in rows if row}
    assert [*lines] == [f"p{number:02}" for number in range(1, 52)]
    idle = {each.step: each.reason for each in example.script.absent}
    for step, line in lines.items():
        assert ("│       0 │" in line) == (step in idle), line
    for step, reason in idle.items():
        assert reason in lines[step]


def test_every_reminder_is_on_record_once_and_arrived(undisturbed: Undisturbed) -> None:
    played = undisturbed.played
    assert max(played.reminders.values()) == 1
    assert set(played.reminders) == set(played.letters)
    assert max(played.letters.values()) == 1


def test_the_chain_is_verified(undisturbed: Undisturbed) -> None:
    assert f"{undisturbed.played.events} sự kiện · chain verified" in undisturbed.printed


async def test_no_person_is_named_in_the_database_the_histories_or_the_logs(
    undisturbed: Undisturbed, example: Example
) -> None:
    show = undisturbed.show
    words = {candidate.name for candidate in example.candidates}
    words |= {contact.address for contact in example.contacts}
    where, postgres = show.addresses, show.stack.postgres
    assert postgres is not None
    texts = {
        "database": dump(postgres, show.settings.database),
        "histories": await histories(where.temporal_address, where.namespace),
        "logs": b"".join(part.log.read_bytes() for part in (show.worker, show.relay)),
    }
    for place in ("database", "histories"):  # people's words are there as written
        assert "Thành lập Ủy ban bầu cử cấp xã".encode() in texts[place]
    assert {place: found(words, text) for place, text in texts.items()} == {place: [] for place in texts}


async def test_replaying_one_constituency_tells_its_story_in_order(
    undisturbed: Undisturbed, example: Example
) -> None:
    stream = f"contest/{example.log}/C-BK-NS-01-1"
    rows = (await undisturbed.show.ledger.store.read([stream]))[stream]
    types = [row.type for row in rows]
    story = [
        "ConstituencyFixed",
        "BoardEstablished",
        "OfficialListPublished",
        "ConstituencyMinutesMade",
        "ResultDetermined",
        "ShortfallReported",
        "AdditionalBallotDecided",
        "AdditionalBallotHeld",
        "ConstituencyMinutesMade",
        "ResultDetermined",
    ]
    assert [name for name in types if name in story] == story
    assert all(row.meta.article for row in rows)
    assert [row.legal_at for row in rows] == sorted(row.legal_at for row in rows)

"""Bắc Kạn 2021, end to end on the real engine: what the report says and what the record holds."""

from __future__ import annotations

import pytest
from temporalio.client import Client

from domain.contest.events import AdditionalBallotDecided, AdditionalBallotHeld, ResultDetermined
from tests.endtoend.conftest import Undisturbed
from workers.example import Example

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


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


def test_every_reminder_is_on_record_once_and_arrived(undisturbed: Undisturbed) -> None:
    played = undisturbed.played
    assert max(played.reminders.values()) == 1
    assert set(played.reminders) == set(played.letters)
    assert max(played.letters.values()) == 1


def test_the_chain_is_verified(undisturbed: Undisturbed) -> None:
    assert f"{undisturbed.played.events} sự kiện · chain verified" in undisturbed.printed


async def test_no_person_is_named_in_events_histories_or_logs(
    undisturbed: Undisturbed, example: Example
) -> None:
    show = undisturbed.show
    words = {candidate.name for candidate in example.candidates}
    words |= {contact.address for contact in example.contacts}
    where = show.addresses
    client = await Client.connect(where.temporal_address, namespace=where.namespace)
    rows = await show.ledger.store.rows(example.log, limit=undisturbed.played.events)
    texts = [row.body.encode() for row in rows]
    texts += [part.log.read_bytes() for part in (show.worker, show.relay)]
    for contest in ("NA-BK-1", "C-BK-NS-01-1"):
        for kind, code in (("contest", contest), ("unit", "BK-NS-01")):
            handle = client.get_workflow_handle(f"{kind}/{example.log}/{code}")
            texts += [event.SerializeToString() for event in (await handle.fetch_history()).events]
    everything = b"\n".join(texts)
    assert "Thành lập Ủy ban bầu cử cấp xã".encode() in everything  # people's words are there as written
    assert [word for word in words if word.encode() in everything] == []


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

"""Why every event of an election was lawful: each decision taken again from what it had seen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from domain.agenda.plan import PLAN
from domain.call.events import CalendarFixed
from domain.contest.events import ResultDetermined
from domain.event import EVENTS, Meta, Recorded
from ledger import canonical
from ledger.canonical import encode
from ledger.explain import LACKING, Ruling, commands, explain, judge
from ledger.memory import Memory
from tests.audit.conftest import CONTEST, LOG, Election

DAY = timedelta(days=1)
Rulings = dict[str, list[Ruling]]


@pytest.fixture(scope="module")
async def rulings(election: Election) -> Rulings:
    memory = Memory(election.store, 10_000)
    names = await election.store.streams(LOG)
    return {name: await explain(election.store, name, memory=memory) for name in names}


async def test_every_decision_of_the_election_is_the_same_when_it_is_taken_again(
    election: Election, rulings: Rulings
) -> None:
    judged = [ruling for each in rulings.values() for ruling in each]
    assert [(it.stream, it.step, it.differences) for it in judged if it.verdict != "same"] == []
    assert sum(len(it.events) for it in judged) == await election.store.head(LOG)
    assert len(judged) > 2_000


def test_every_event_that_the_law_knows_names_its_article(rulings: Rulings) -> None:
    silent = Counter(
        row.type for each in rulings.values() for it in each for row in it.events if not row.meta.article
    )
    desk_work = {kind.__name__ for kind in EVENTS.values() if kind.__module__ == "domain.office.events"}
    assert set(silent) - desk_work <= {"CandidacyWithdrawn", "ReminderSent", "ReminderFailed"}


def test_a_result_is_explained_by_the_articles_its_figures_lead_to(rulings: Rulings) -> None:
    (first, *_) = [it for it in rulings[CONTEST] if it.step.startswith("MakeConstituencyMinutes")]
    (result,) = [row.event for row in first.events if isinstance(row.event, ResultDetermined)]
    assert [reason.article for reason in result.reasons] == ["Điều 78.1", "Điều 78.2", "Điều 79.2"]
    assert any(rule.id == "ban_minutes_hdnd" for rules in first.rules.values() for rule in rules)
    assert not any(rule.id == "ban_minutes_na" for rules in first.rules.values() for rule in rules)
    assert first.seen[f"area/{LOG}/BK-NS-01-A1"] > 0


def test_a_missed_duty_is_explained_by_the_row_of_its_deadline(rulings: Rulings) -> None:
    missed = [
        (row, it.rules[row.position])
        for each in rulings.values()
        for it in each
        for row in it.events
        if row.type == "DutyMissed"
    ]
    planned = [(row, rules) for row, rules in missed if row.event.model_dump()["key"].startswith(f"{PLAN}:")]
    assert [rules for _, rules in planned] == [()] * len(planned), "a plan is no law"
    owed = [each for each in missed if each not in planned]
    assert planned
    assert owed
    for row, rules in owed:
        (rule,) = rules
        assert rule.id == row.event.model_dump()["key"].split(":")[0]
        assert rule.article == row.meta.article


async def changed(election: Election, stream: str, number: int, **update: Any) -> Ruling:
    """The ruling on one command of a stream, in which its first event has been changed in this way."""
    rows = (await election.store.read([stream]))[stream]
    groups = list(commands(rows))
    names = sorted({name for row in rows for name in row.meta.reads})
    history = {**await election.store.read(names), stream: rows}
    first, *others = groups[number]
    return judge((first.model_copy(update=update), *others), history)


async def test_a_result_that_does_not_follow_from_its_figures_is_named_with_its_field(
    election: Election,
) -> None:
    rows = (await election.store.read([CONTEST]))[CONTEST]
    number = next(n for n, it in enumerate(commands(rows)) if it[0].type == "BoardEstablished")
    (board,) = list(commands(rows))[number]
    bigger = board.event.model_copy(update={"size": 8})
    ruling = await changed(election, CONTEST, number, event=bigger)
    assert ruling.verdict == "different"
    assert ruling.differences == (
        f"BoardEstablished, vị trí {board.position}, trường size: nay là 9, trong sổ là 8",
    )


async def test_a_command_that_is_not_the_one_whose_digest_was_recorded_is_named(election: Election) -> None:
    rows = (await election.store.read([CONTEST]))[CONTEST]
    number = next(n for n, it in enumerate(commands(rows)) if it[0].type == "BoardEstablished")
    board = list(commands(rows))[number][0]
    assert board.meta.order is not None
    other = board.meta.order.model_copy(update={"data": {**board.meta.order.data, "size": 7}})
    ruling = await changed(election, CONTEST, number, meta=board.meta.model_copy(update={"order": other}))
    assert ruling.differences == (
        "lệnh lưu trong sổ không khớp mã băm của lệnh (meta.digest)",
        f"BoardEstablished, vị trí {board.position}, trường size: nay là 7, trong sổ là 9",
    )


async def test_a_body_without_the_right_is_named_as_refused_now(election: Election) -> None:
    rows = (await election.store.read([CONTEST]))[CONTEST]
    number = next(n for n, it in enumerate(commands(rows)) if it[0].type == "BoardEstablished")
    meta = list(commands(rows))[number][0].meta.model_copy(update={"body": "team"})
    ruling = await changed(election, CONTEST, number, meta=meta)
    assert any(each.startswith("nay bị từ chối: BC-106") for each in ruling.differences)


async def test_a_decision_that_read_other_streams_than_it_says_is_named(election: Election) -> None:
    (first, *_) = (await election.store.read([CONTEST]))[CONTEST]
    reads = {**first.meta.reads, f"unit/{LOG}/BK": 1}
    ruling = await changed(election, CONTEST, 0, meta=first.meta.model_copy(update={"reads": reads}))
    assert ruling.verdict == "different"
    assert f"unit/{LOG}/BK" in ruling.differences[0]


def without_order(rows: list[Recorded]) -> list[Recorded]:
    """As bodies were before commands were kept: without the very field."""
    metas = [Meta.model_validate(row.meta.model_dump(exclude={"order"})) for row in rows]
    return [row.model_copy(update={"meta": meta}) for row, meta in zip(rows, metas, strict=True)]


async def test_an_event_from_before_commands_were_kept_is_told_apart_from_one_that_lacks_its_command(
    election: Election,
) -> None:
    rows = (await election.store.read([CONTEST]))[CONTEST]
    names = sorted({name for row in rows for name in row.meta.reads})
    others = await election.store.read(names)
    old = {name: without_order(each) for name, each in {**others, CONTEST: rows}.items()}
    first = next(commands(old[CONTEST]))
    assert judge(first, old).verdict == "not_kept"
    # One that came by another way, among events that have their commands.
    smuggled = judge(first, {**others, CONTEST: old[CONTEST]})
    assert (smuggled.verdict, smuggled.differences) == ("different", (LACKING,))
    ruling = await changed(election, CONTEST, 0, meta=rows[0].meta.model_copy(update={"order": None}))
    assert ruling.verdict == "different"


async def test_a_command_that_the_program_no_longer_has_is_no_accusation_if_its_digest_holds(
    election: Election,
) -> None:
    (first, *_) = (await election.store.read([CONTEST]))[CONTEST]
    assert first.meta.order is not None
    order = first.meta.order.model_copy(update={"type": "FixConstituencyOfOld"})
    act = first.meta
    digest = canonical.digest(order.type, encode(order.data), act.body, act.unit, first.legal_at)
    meta = first.meta.model_copy(update={"order": order, "digest": digest})
    assert (await changed(election, CONTEST, 0, meta=meta)).verdict == "unreadable"
    forged = first.meta.model_copy(update={"order": order})
    assert (await changed(election, CONTEST, 0, meta=forged)).verdict == "different"


async def test_the_command_explains_a_stream_an_event_and_an_election(election: Election) -> None:
    told = await election("explain", CONTEST)
    assert (told.code, told.err) == (0, "")
    for part in ("Xác định kết quả", "Điều 79.2", "ban_hdnd_c_set_up", "lệnh EstablishBoard", "đã đọc"):
        assert part in told.out
    (first, *_) = (await election.store.read([CONTEST]))[CONTEST]
    by_place = await election("explain", f"{LOG}#{first.position}", "--json")
    by_id = await election("explain", str(first.event_id), "--json")
    assert by_place.json == by_id.json
    (ruling,) = by_id.json
    assert ruling["verdict"] == "same"
    assert ruling["order"]["type"] == "FixConstituency"
    whole = await election("explain", LOG)
    assert whole.code == 0
    assert "khác 0, không còn lệnh để tính lại 0" in whole.out


@pytest.mark.parametrize(
    ("target", "number"),
    [(f"{LOG}#999999", "BC-940"), (f"{LOG}#x", "BC-941"), ("khong-co", "BC-946"), ("contest/a/b", "BC-902")],
)
async def test_what_is_not_there_is_refused_in_one_sentence(
    election: Election, target: str, number: str
) -> None:
    done = await election("explain", target)
    assert (done.code, done.out) == (2, "")
    assert done.sentence.startswith(number)


CHANGE = """
UPDATE ledger.event SET body = replace(body::text, $1, $2)::json
 WHERE log = $3 AND stream = $4 AND type = 'BoardEstablished'
"""


async def test_a_record_changed_behind_the_database_is_found_by_its_meaning_too(election: Election) -> None:
    owner = await asyncpg.connect(election.owner)
    nine, eight = '"findings":[],"size":9', '"findings":[],"size":8'
    try:
        await owner.execute("ALTER TABLE ledger.event DISABLE TRIGGER USER")
        assert await owner.execute(CHANGE, nine, eight, LOG, CONTEST) == "UPDATE 1"
        done = await election("explain", CONTEST)
    finally:
        await owner.execute(CHANGE, eight, nine, LOG, CONTEST)
        await owner.execute("ALTER TABLE ledger.event ENABLE TRIGGER USER")
        await owner.close()
    assert done.code == 3
    assert "KHÁC: BoardEstablished" in done.out
    assert (await election("explain", CONTEST)).code == 0


async def test_a_decision_that_differs_because_a_row_of_the_law_was_changed_names_the_row(
    election: Election,
) -> None:
    """As if the rows had given another day when the calendar was fixed."""
    home, agenda = f"election/{LOG}", f"agenda/{LOG}/BK-NS-01"
    read = await election.store.read([home, agenda])
    place = next(n for n, row in enumerate(read[home]) if row.type == "CalendarFixed")
    fixed = read[home][place]
    assert isinstance(fixed.event, CalendarFixed)
    rows = [
        row.model_copy(update={"due": row.due - DAY, "computed": row.due - DAY})
        if (row.deadline, row.level) == ("hdnd_structure_estimate_c", "commune")
        else row
        for row in fixed.event.rows
    ]
    other = fixed.model_copy(update={"event": fixed.event.model_copy(update={"rows": tuple(rows)})})
    names = sorted({name for row in read[agenda] for name in row.meta.reads})
    history = {**await election.store.read(names), agenda: read[agenda]}
    told = [*read[home][:place], other, *read[home][place + 1 :]]
    ruling = judge(next(commands(read[agenda])), {**history, home: told})
    assert ruling.verdict == "different"
    (named,) = [each for each in ruling.differences if each.startswith("quy định")]
    assert "hdnd_structure_estimate_c" in named
    assert "06/02/2021" in named
    assert "07/02/2021" in named
    same = judge(next(commands(read[agenda])), history)
    assert same.differences == ()

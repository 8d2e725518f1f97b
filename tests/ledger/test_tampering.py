"""The tampering drill: what somebody with every right on the database can do, and who finds it, where.

The same acts on a real PostgreSQL, by a superuser with the triggers off, and on bundles whose manifest the
forger has put right. Every row of the printed table is an act; no act may stay unnamed.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from domain.keys.commands import IntroduceKey
from ledger.audit import verify as verify_record
from ledger.connection import open_pool
from ledger.execute import Ledger
from ledger.export import FORMATS
from ledger.export.bundle import line
from ledger.feed import LATEST, Feed
from ledger.person import Altered, Keyring, Persons, Subject
from ledger.proof import bundle, event
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import Checkpoint, parse, short
from ledger.proof.evidence import Inclusion
from ledger.proof.merkle import Frontier
from ledger.proof.note import NoteError, Verifier
from ledger.seal import Sealer
from ledger.signer import Signer, keep
from ledger.signer import seal as sign
from ledger.store import Store
from ledger.witness import Witness
from tests.conftest import Database
from tests.ledger.record import NEC, add, begin, new_signer, procedures, tampering
from tests.ledger.tamper import Copy, bundled, members, pack, read, write
from tests.ledger.toy import LOG, CallToy, call
from tests.ledger.verifier import verdict
from workers.postgres import CHECKPOINTER, WRITER, Postgres

OTHER = "other-2021"
DATA = ('"amount":1', '"amount":9')


@dataclass(frozen=True)
class Truth:
    """A record of ten events with checkpoints after 3, 6 and 9, and what auditors keep of it elsewhere."""

    database: str
    copy: Copy
    model: dict[str, bytes]
    key: Verifier
    foreign: str
    proof: Inclusion
    """That event 4 is under the checkpoint of 9."""
    feed: Path


class Act(NamedTuple):
    """What was done; where it must be found (0: only what was brought is bad); what the auditor brings."""

    done: str
    change: Callable[[Truth], Copy]
    found: int
    given: Callable[[Truth], str | None] = lambda truth: None
    paper: Callable[[Truth], Sequence[Verifier]] = lambda truth: [truth.key]


class Found(NamedTuple):
    """A row of the table."""

    done: str
    by: str
    position: int
    sentence: str


def forged(truth: Truth, signer: Signer) -> Copy:
    """Everything from event 4 on written anew, and every later checkpoint made again with another key."""
    copy = rewritten(truth)
    notes = dict(copy.notes)
    for size in (6, 9):
        tree = Frontier()
        for row in copy.rows[:size]:
            tree.append(row.leaf_hash)
        last = copy.rows[size - 1]
        said = replace(parse(notes[size]), root=tree.root(), chain=last.hash, recorded_at=last.recorded_at)
        notes[size] = sign(said, signer)
    return copy.with_notes(notes)


def rewritten(truth: Truth) -> Copy:
    return truth.copy.altered(4, *DATA).rehashed(4)


def replayed(truth: Truth) -> Copy:
    return truth.copy.with_notes({**truth.copy.notes, 9: truth.copy.notes[6]})


def newest(truth: Truth) -> str:
    return truth.copy.notes[9]


def mark(truth: Truth) -> str:
    return str(short(parse(newest(truth))))


def fresh(copy: Copy, at: int) -> Copy:
    """Hashes made again for one event only."""
    hashed = copy.rehashed(at).rows[at - 1]
    return copy.with_rows(hashed if row.position == at else row for row in copy.rows)


ACTS = (
    Act("a byte of data", lambda it: it.copy.altered(4, *DATA), 4),
    Act("a byte of data, its hashes fresh", lambda it: fresh(it.copy.altered(4, *DATA), 4), 5),
    Act("a byte of meta", lambda it: it.copy.altered(4, '"actor":"u2"', '"actor":"u3"'), 4),
    Act("a second of legal time", lambda it: it.copy.altered(4, "T12:00:00", "T12:00:01"), 4),
    Act("a microsecond of recording", lambda it: it.copy.later(4), 4),
    Act("two reordered", lambda it: it.copy.swapped(4, 5), 4),
    Act("two reordered, all hashes fresh", lambda it: it.copy.swapped(4, 5).rehashed(4), 4),
    Act("one dropped", lambda it: it.copy.dropped(4), 5),
    Act("one dropped, closed up, hashes fresh", lambda it: it.copy.dropped(4).closed_up().rehashed(4), 4),
    Act("the tail dropped", lambda it: it.copy.cut(7), 8),
    Act("the tail and its checkpoints dropped", lambda it: it.copy.cut(7).forgetting(7), 8, newest),
    Act("the same, against the mark on a letter", lambda it: it.copy.cut(7).forgetting(7), 8, mark),
    Act("one inserted", lambda it: it.copy.inserted(4), 4),
    Act("one inserted, all hashes fresh", lambda it: it.copy.inserted(4).rehashed(4), 5),
    Act("one inserted, nothing else amiss", lambda it: it.copy.inserted(4, "09").rehashed(4), 4),
    Act("rewritten from 4 on, hashes fresh", rewritten, 4),
    Act("the same, no checkpoints left", lambda it: rewritten(it).forgetting(0), 1, newest),
    Act("the same, against the mark on a letter", lambda it: rewritten(it).forgetting(3), 4, mark),
    Act("the same, checkpoints of another key", lambda it: forged(it, new_signer()), 6),
    Act("an old checkpoint replayed", replayed, 9),
    Act("nothing; a wrong key", lambda it: it.copy, 0, paper=lambda it: [new_signer().verifier]),
    Act("nothing; a checkpoint of another log", lambda it: it.copy, 0, lambda it: it.foreign),
)  # fmt: skip


@pytest.fixture
async def truth(database: Database, postgres: Postgres, keyring: Keyring, tmp_path: Path) -> Truth:
    signer, keys, feed = new_signer(), tmp_path / "keys", Feed(tmp_path / "feed")
    pool = await open_pool(postgres.dsn(database.name, CHECKPOINTER), size=2)
    sealer = Sealer(pool, keys)
    async with Ledger.open(database.app, procedures) as ledger:
        await begin(ledger, keys, signer)
        for names in (("a",), ("b", "c", "d"), ("e", "f", "g")):
            await add(ledger, *names)
            await sealer.seal(LOG)
        await add(ledger, "h")
        for succession in await sealer.successions(LOG, None):
            feed.publish(succession)
        other = Signer.generate(f"baucu.example/{OTHER}")
        keep(keys, other)
        await ledger.execute(f"election/{OTHER}", CallToy(), call())
        await ledger.execute(f"keys/{OTHER}", IntroduceKey(key=str(other.verifier)), NEC)
        await sealer.seal(OTHER)
        foreign = (await read(ledger.store.pool, OTHER)).notes[2]
        await Persons(ledger.store.pool, LOG, keyring).put_subjects(
            [Subject("p-001", "Lê Văn An"), Subject("p-002", "Hà Bình")]
        )
        path = tmp_path / "truth.bundle"
        with path.open("wb") as out:
            await FORMATS["bundle"].write(ledger.store, LOG, out, lambda _: None)
        copy, proof = await read(ledger.store.pool, LOG), await sealer.prove(LOG, 4)
    await pool.close()
    return Truth(database.name, copy, members(path), signer.verifier, foreign, proof, feed.folder)


@pytest.fixture
async def elsewhere(postgres: Postgres, truth: Truth) -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Copies of the database, each to be spoilt once."""
    made: list[str] = []

    async def copied() -> str:
        made.append(f"{truth.database}_{len(made)}")
        await postgres.create_database(made[-1], template=truth.database)
        return made[-1]

    yield copied
    for name in made:
        await postgres.drop_database(name)


Check = Callable[[], Awaitable[object]]


async def judge(act: Act, check: Check) -> Found:
    try:
        await check()
    except Broken as broken:
        by = "checkpoint" if "điểm kiểm" in broken.what or "dấu sổ" in broken.what else "verify"
        return Found(act.done, by, broken.position, str(broken))
    except NoteError as error:
        return Found(act.done, "refused", 0, str(error))
    return Found(act.done, "NOBODY", -1, "")


def show(where: str, rows: Sequence[Found], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n\n{where}\n{'what was done':42} {'found by':11} {'at':>5}  sentence\n")
        for row in rows:
            at = row.position or "–"
            sys.stdout.write(f"{row.done:42} {row.by:11} {at:>5}  {row.sentence}\n")


async def test_every_act_on_the_database_is_named(
    truth: Truth,
    postgres: Postgres,
    keyring: Keyring,
    elsewhere: Callable[[], Awaitable[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = []
    name = await elsewhere()
    for act in ACTS:
        async with tampering(postgres.dsn(name)) as superuser:
            await write(superuser, act.change(truth))
        async with await open_pool(postgres.dsn(name, WRITER), size=1) as pool:
            store = Store(pool)

            async def check(store: Store = store, act: Act = act) -> object:
                return await verify_record(store, LOG, act.paper(truth), act.given(truth))

            rows.append(await judge(act, check))
    rows.append(await columns(postgres, await elsewhere()))
    rows.append(await persons(postgres, await elsewhere(), keyring))
    show("On PostgreSQL, by a superuser, triggers off", rows, capsys)
    assert [(row.done, row.position) for row in rows[: len(ACTS)]] == [(act.done, act.found) for act in ACTS]
    assert rows[-2].position == 4
    assert "p-002" in rows[-1].sentence or "p-001" in rows[-1].sentence


async def columns(postgres: Postgres, name: str) -> Found:
    """What the body does not say: the column that queries by legal time use."""
    act = Act("the column legal_at alone", lambda it: it.copy, 4)
    async with tampering(postgres.dsn(name)) as superuser:
        await superuser.execute("UPDATE ledger.event SET legal_at = legal_at + '1 s' WHERE position = 4")
    async with await open_pool(postgres.dsn(name, WRITER), size=1) as pool:
        return await judge(act, lambda: verify_record(Store(pool), LOG))


async def persons(postgres: Postgres, name: str, keyring: Keyring) -> Found:
    """Two persons' encrypted rows in each other's place."""
    async with tampering(postgres.dsn(name)) as superuser:
        await superuser.execute(
            "UPDATE person.sealed AS one SET content = other.content FROM person.sealed AS other"
            " WHERE one.field = other.field AND one.field = 'name' AND one.code <> other.code"
        )
    async with await open_pool(postgres.dsn(name, WRITER), size=1) as pool:
        with pytest.raises(Altered) as altered:
            await Persons(pool, LOG, keyring).verify("audit")
    return Found("two persons' encrypted rows swapped", "the seal", 0, str(altered.value))


async def test_every_act_on_a_bundle_is_named_and_the_second_verifier_agrees(
    truth: Truth, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, path = [], tmp_path / "forged.bundle"
    for act in ACTS:
        pack(path, bundled(act.change(truth), truth.model))
        paper, given = act.paper(truth), act.given(truth)

        async def check(paper: Sequence[Verifier] = paper, given: str | None = given) -> object:
            return bundle.verify(path, paper, given)

        rows.append(await judge(act, check))
        second = verdict(path, [str(key) for key in paper], given or "")
        assert second == (("broken", act.found) if act.found else ("unusable", 0)), act.done
    show("In a bundle, its manifest put right", rows, capsys)
    assert [(row.done, row.position) for row in rows] == [(act.done, act.found) for act in ACTS]


async def test_every_act_on_a_proof_and_on_the_feed_is_named(
    truth: Truth, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    true, proof = line(truth.copy.rows[3]).rstrip(b"\n"), truth.proof
    assert event.verify(str(replace(proof, extra=true)), (truth.key,)).position == 4
    altered, other, forged = (
        line(row).rstrip(b"\n")
        for row in (truth.copy.altered(4, *DATA).rows[3], truth.copy.rows[4], rewritten(truth).rows[3])
    )
    forgeries: dict[str, tuple[Inclusion, Verifier]] = {
        "a byte of data in a proof": (replace(proof, extra=altered), truth.key),
        "an hour of legal time in a proof": (replace(proof, extra=true.replace(b"T12:", b"T13:")), truth.key),
        "another event under a proof": (replace(proof, extra=other), truth.key),
        "a proof with a hash left out": (replace(proof, extra=true, proof=proof.proof[1:]), truth.key),
        "a rewritten event, its hashes fresh": (replace(proof, extra=forged), truth.key),
        "a proof; a wrong key": (replace(proof, extra=true), new_signer().verifier),
    }
    rows = []
    for done, (forgery, key) in forgeries.items():

        async def check(text: str = str(forgery), key: Verifier = key) -> object:
            return event.verify(text, (key,))

        rows.append((await judge(Act(done, lambda it: it.copy, 4), check))._replace(by="proof"))
    rows.append(await feed(truth, tmp_path))
    show("In proofs, and in the feed that a witness watches", rows, capsys)
    assert [row.position for row in rows] == [4, 4, 4, 4, 4, 0, 7]


async def feed(truth: Truth, tmp_path: Path) -> Found:
    """A witness has seen the checkpoint of 9; then the feed goes back."""
    folder = truth.feed / LOG / "1"
    witness = Witness(tmp_path / "seen", [truth.key])
    assert witness.look(folder, 0).size == 9
    (folder / LATEST).write_text(truth.copy.notes[6])

    async def check() -> Checkpoint:
        return witness.look(folder, 0)

    act = Act("an old checkpoint as the newest of the feed", lambda it: it.copy, 7)
    return (await judge(act, check))._replace(by="witness")

"""The sealer at work: its schedule, the feed, the letters to auditors, and what it refuses to sign."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from activities.mail import compose
from domain.agenda.duty import Duty
from domain.clerk.desk import Notice
from ledger.connection import open_pool
from ledger.execute import Ledger
from ledger.feed import Feed
from ledger.proof.checkpoint import matches_short, read
from ledger.seal import Sealer
from ledger.signer import Signer
from tests.conftest import Database
from tests.ledger.record import add, begin, new_signer, procedures, tampering
from tests.ledger.toy import LOG
from workers.mailsink import MailSink
from workers.postgres import CHECKPOINTER, Postgres
from workers.sealer import Rounds, run
from workers.settings import Settings


@pytest.fixture
def signer() -> Signer:
    return new_signer()


@pytest.fixture
async def ledger(database: Database, tmp_path: Path, signer: Signer) -> AsyncIterator[Ledger]:
    async with Ledger.open(database.app, procedures) as opened:
        await begin(opened, tmp_path / "keys", signer)
        yield opened


@pytest.fixture
async def sealer(database: Database, postgres: Postgres, tmp_path: Path) -> AsyncIterator[Sealer]:
    pool = await open_pool(postgres.dsn(database.name, CHECKPOINTER), size=2)
    yield Sealer(pool, tmp_path / "keys")
    await pool.close()


def settings(**changed: Any) -> Settings:
    return Settings(**{"checkpoint_events": 3, "checkpoint_minutes": 60, **changed})


async def test_so_many_events_are_sealed_at_once_and_fewer_are_not(
    ledger: Ledger, sealer: Sealer, tmp_path: Path
) -> None:
    feed = Feed(tmp_path / "feed")
    rounds = Rounds(sealer, feed, settings())
    await rounds.look()
    assert feed.newest(LOG) is None, "two events wait"
    await add(ledger, "a")
    await rounds.look()
    newest = feed.newest(LOG)
    assert newest is not None
    assert newest.size == 3
    await add(ledger, "b")
    await rounds.look()
    assert feed.newest(LOG) == newest


async def test_an_event_waits_no_longer_than_the_minutes_set(
    ledger: Ledger, sealer: Sealer, tmp_path: Path
) -> None:
    feed = Feed(tmp_path / "feed")
    now = 0
    rounds = Rounds(sealer, feed, settings(checkpoint_minutes=10), lambda: now)
    await rounds.look()
    now += 599
    await rounds.look()
    assert feed.newest(LOG) is None
    now += 1
    await rounds.look()
    assert feed.newest(LOG) is not None


async def test_a_checkpoint_kept_but_not_published_is_published_by_the_next(
    ledger: Ledger, sealer: Sealer, tmp_path: Path
) -> None:
    await sealer.seal(LOG)  # and then the process died
    await add(ledger, "a")
    await Rounds(sealer, Feed(tmp_path / "feed"), settings()).look(all=True)
    assert [it.name for it in sorted((tmp_path / "feed" / LOG / "1").glob("*.checkpoint"))] == [
        "000000000002.checkpoint",
        "000000000003.checkpoint",
    ]


async def test_a_record_that_contradicts_the_feed_is_not_signed(
    ledger: Ledger, sealer: Sealer, tmp_path: Path, database: Database, postgres: Postgres
) -> None:
    feed = Feed(tmp_path / "feed")
    await add(ledger, "a", "b")
    await Rounds(sealer, feed, settings()).look(all=True)
    published = feed.newest(LOG)
    async with tampering(postgres.dsn(database.name)) as superuser:
        for table, column in (("event", "position"), ("checkpoint", "size")):
            await superuser.execute(f"DELETE FROM ledger.{table} WHERE {column} > 2")
    async with Ledger.open(database.app, procedures) as careless:
        await add(careless, "x", "y", "z")
    await Rounds(Sealer(sealer.store.pool, tmp_path / "keys"), feed, settings()).look(all=True)
    assert feed.newest(LOG) == published
    assert await sealer.store.pool.fetchval("SELECT count(*) FROM ledger.checkpoint") == 0


async def test_a_log_that_cannot_be_sealed_is_told_once_and_tried_again_later(
    ledger: Ledger, sealer: Sealer, tmp_path: Path, signer: Signer
) -> None:
    now = 0.0
    feed = Feed(tmp_path / "feed")
    (key,) = (tmp_path / "keys").iterdir()
    key.rename(tmp_path / "elsewhere")
    await add(ledger, "a")
    rounds = Rounds(sealer, feed, settings(), lambda: now)
    await rounds.look()
    (tmp_path / "elsewhere").rename(key)
    await rounds.look()
    assert feed.newest(LOG) is None, "it rests"
    now += 60
    await rounds.look()
    assert feed.newest(LOG) is not None


async def test_auditors_have_a_letter_with_what_they_can_verify_once_a_day(
    ledger: Ledger, sealer: Sealer, tmp_path: Path, signer: Signer
) -> None:
    async with MailSink(tmp_path / "mail") as mail:
        given = settings(
            auditor_mail="kt1@example.vn, kt2@example.vn",
            smtp_host="127.0.0.1",
            smtp_port=mail.port,
            smtp_tls="none",
        )
        rounds = Rounds(sealer, Feed(tmp_path / "feed"), given)
        await rounds.look(all=True)
        await add(ledger, "a")
        await rounds.look(all=True)
        (letter,) = [message_from_bytes(each.as_bytes(), policy=policy.default) for each in mail.box]
    assert isinstance(letter, EmailMessage)
    assert letter["To"] == "kt1@example.vn, kt2@example.vn"
    (note,) = [part.get_content() for part in letter.iter_attachments()]
    made = read(note, [signer.verifier], LOG)
    assert made.size == 2
    body = letter.get_body()
    assert body is not None
    (line,) = [line for line in body.get_content().splitlines() if " · " in line]
    assert matches_short(made, line.strip())


async def test_a_mail_server_that_is_away_does_not_stop_the_sealer(
    ledger: Ledger, sealer: Sealer, tmp_path: Path
) -> None:
    given = settings(auditor_mail="kt@example.vn", smtp_host="127.0.0.1", smtp_port=1, smtp_tls="none")
    feed = Feed(tmp_path / "feed")
    await Rounds(sealer, feed, given).look(all=True)
    assert feed.newest(LOG) is not None
    assert not (tmp_path / "feed" / LOG / "1" / "mailed").exists()


async def test_the_process_seals_what_is_left_when_it_is_told_to_stop(
    ledger: Ledger, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    stop = asyncio.Event()
    dsn = postgres.dsn(database.name, CHECKPOINTER)
    work = asyncio.create_task(run(dsn, tmp_path / "keys", tmp_path / "feed", settings(), stop))
    await add(ledger, "a")
    feed = Feed(tmp_path / "feed")
    while feed.newest(LOG) is None:
        await asyncio.sleep(0.05)
    await add(ledger, "b")
    stop.set()
    await work
    newest = feed.newest(LOG)
    assert newest is not None
    assert newest.size == 4


def test_a_letter_of_the_engine_carries_the_newest_checkpoint_when_there_is_one() -> None:
    due = datetime(2021, 5, 23, 19, tzinfo=timezone(timedelta(hours=7)))
    duty = Duty(
        key="k",
        deadline="minutes",
        level="na",
        body="board",
        kind="unit",
        subject="",
        article="Điều 77",
        title="Gửi biên bản",
        opens=None,
        due=due,
        fulfilled_by="CountingMinutesSent",
    )
    notice = Notice(rung="before", to_body="board", to_unit="BK", message_id="m@x", duties=("k",))
    to = ["ban@example.vn"]
    printed = "3160 · fbd8 4369 036d 6198 · 21/11/2026"
    with_seal = compose(notice, [duty], {}, to, "baucu@example.vn", printed)
    without = compose(notice, [duty], {}, to, "baucu@example.vn")
    assert f"\nDấu sổ: {printed}\n" in with_seal.get_content()
    assert "Dấu sổ" not in without.get_content()
    assert with_seal["Message-ID"] == without["Message-ID"], "the same letter, sent again after a checkpoint"

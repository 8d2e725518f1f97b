"""A small rehearsal on the real engine: no name is anywhere in plain, and an erased one is nowhere at all."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from activities.projection import project, rebuild
from domain.candidacy.commands import EraseSubject
from domain.command import Act
from domain.zone import at
from ledger.audit import verify
from ledger.execute import Ledger
from ledger.fingerprint import fingerprint
from ledger.person import ERASED, Persons, Purpose
from ledger.person.installation import install
from ledger.progress import Progress
from tests.conftest import NAMESPACE, Database
from tests.person.traces import disk, dump, found, histories
from tests.workflows.test_recover import FAST, PATIENCE, THROUGH, addresses, fresh
from workers.mailsink import MailSink
from workers.play.example import load
from workers.play.opening import open_election, rehearsal_clock
from workers.postgres import Postgres
from workers.process import Process, environment
from workers.settings import CHECKOUT, Settings

WHO = "na-001"


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_no_name_is_in_plain_anywhere_and_an_erased_one_is_nowhere(
    postgres: Postgres, database: Database, tmp_path: Path
) -> None:
    example = load(CHECKOUT / "examples" / "bac-kan-2021")
    names = [each.name for each in example.candidates]
    words = [*names, *(each.address for each in example.contacts)]
    settings = Settings(state_dir=tmp_path / "state")
    keyring = await install(database.owner, settings.keyring("rehearsal"))
    async with (
        Ledger.open(database.app) as ledger,
        MailSink(tmp_path / "mail") as mail,
        fresh(tmp_path / "temporal") as server,
    ):
        where = addresses(database, server)
        surroundings = environment(
            where,
            settings,
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(mail.port),
            SMTP_TLS="none",
            LOG_LEVEL="debug",
        )
        async with (
            Process("worker", tmp_path, surroundings) as worker,
            Process("relay", tmp_path, surroundings) as relay,
            asyncio.timeout(PATIENCE),
        ):
            clock = rehearsal_clock(example, FAST)
            await open_election(ledger, example, clock, THROUGH, keyring=keyring)
            await Progress(ledger.store.pool, example.log).quiet(THROUGH)
        assert len(mail.box), "letters went to the addresses that must not be found elsewhere"
        told = await histories(where.temporal_address, NAMESPACE)
        logs = b"".join(path.read_bytes() for path in (worker.log, relay.log))
        server_log = postgres.data.with_name(f"{postgres.data.name}.log").read_bytes()

        # Other words show that these are the right histories, logs and files.
        assert "Điều 22".encode() in told
        assert b"worker ready" in logs
        texts = {"histories": told, "logs": logs + server_log, "dump": dump(postgres, database.name)}
        texts["disk"] = await disk(postgres, database.name)
        assert b"UnitEnrolled" in texts["dump"]
        assert b"UnitEnrolled" in texts["disk"]
        assert {place: found(words, text) for place, text in texts.items()} == {place: [] for place in texts}

        persons = Persons(ledger.store.pool, example.log, keyring)
        assert await persons.names([WHO], Purpose.INSPECTION, "test") == {WHO: names[0]}
        before = await verify(ledger.store, example.log)
        act = Act(actor="vp-01", body="nec", unit="VN", legal_at=at(date(2021, 6, 30), 9))
        await ledger.execute(
            f"candidacy/{example.log}/{WHO}", EraseSubject(ground="court", decision="12/QĐ-HĐBCQG"), act
        )
        await persons.erase(WHO)

        after = await verify(ledger.store, example.log)
        assert after.events == before.events + 1
        pool, log = ledger.store.pool, example.log
        assert await persons.names([WHO], Purpose.INSPECTION, "test") == {WHO: ERASED}
        assert await project(pool, log) == after.events
        mark = await fingerprint(ledger.store, log)
        assert await rebuild(pool, log) == {log: after.events}
        assert await fingerprint(ledger.store, log) == mark
        left = await pool.fetchrow("SELECT * FROM person.data_key WHERE log = $1 AND code = $2", log, WHO)
        assert left is not None
        assert (left["master"], left["wrapped"]) == (None, None)
        assert datetime.now(UTC) - left["erased_at"] < timedelta(minutes=5)
        text = dump(postgres, database.name)
        assert found(words, text) == []
        rows = [line for line in text.splitlines() if f"\t{WHO}\t".encode() in line]
        assert len(rows) == 1, "of the person there is one row in the dump, the mark of the erasure"

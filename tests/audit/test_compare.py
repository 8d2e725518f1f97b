"""The ledger beside Temporal's histories: at one after real work, and every way of losing something named."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import asyncpg
import pytest
from temporalio.client import Client
from temporalio.common import SearchAttributePair, TypedSearchAttributes

from activities.contract import NOTICED, Errand, workflow_id
from domain.clock import Clock
from domain.zone import end_of_day
from ledger.execute import Ledger
from ledger.person import Keyring
from ledger.progress import Progress
from tests.cli.conftest import call
from tests.conftest import NAMESPACE, Database
from tests.workflows.test_recover import addresses, fresh, workflows, working
from workers.compare import Comparison, compare
from workers.mailsink import MailSink
from workers.play.demo import EXAMPLES
from workers.play.example import load
from workers.play.opening import open_election, rehearsal_clock
from workers.recover import reach
from workflows.clerk import ELECTION

THROUGH = end_of_day(date(2021, 2, 10))
CUT = "DELETE FROM ledger.event WHERE log = $1 AND position > $2"


def said(found: Comparison, workflow: str) -> list[str]:
    return [each.what for each in found.disagreements if each.workflow == workflow]


async def listed(client: Client, query: str) -> None:
    """Wait until the list of workflows, which lags behind, has one such."""
    async with asyncio.timeout(20):
        while not [each async for each in client.list_workflows(query)]:
            await asyncio.sleep(0.1)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_ledger_and_histories_agree_until_one_of_them_loses_something(
    database: Database, tmp_path: Path
) -> None:
    example = load(EXAMPLES / "bac-kan-2021")
    log, keys = example.log, tmp_path / "keys"
    keyring = Keyring.make(keys)
    unit, gone = workflow_id("unit", log, "BK-CM"), workflow_id("unit", log, "BK-TP")
    async with (
        Ledger.open(database.app) as ledger,
        MailSink(tmp_path / "mail") as mail,
        fresh(tmp_path / "temporal") as server,
    ):
        where = addresses(database, server)
        progress = Progress(ledger.store.pool, log)
        async with working(where, mail, keys), asyncio.timeout(100):
            await open_election(ledger, example, rehearsal_clock(example, 10_000), THROUGH, keyring=keyring)
            await progress.quiet(THROUGH)
        await workflows(where, len(example.units) + 1)
        client = await reach(where)

        found = await compare(ledger, client, log)
        assert found.disagreements == ()
        assert found.workflows == len(example.units) + 1
        assert found.looks >= found.workflows
        assert found.acts > 10 * len(example.units)
        assert found.letters == len(mail.box) > 0

        environment = {
            "DATABASE_URL": database.app,
            "STATE_DIR": str(tmp_path),
            "TEMPORAL_ADDRESS": server.address,
            "TEMPORAL_NAMESPACE": NAMESPACE,
        }
        done = await call("audit", "compare", log, **environment)
        assert (done.code, done.err) == (0, "")
        assert "không có chỗ không khớp" in done.out
        assert (await call("audit", "compare", "khong-co", **environment)).code == 2
        away = {**environment, "TEMPORAL_ADDRESS": "127.0.0.1:1"}
        assert "127.0.0.1:1" in (await call("audit", "compare", log, **away)).sentence

        # A clerk is stopped by hand, another one belongs to no unit of this election.
        await client.get_workflow_handle(gone).terminate()
        clock = Clock(real_epoch=THROUGH, legal_epoch=THROUGH)
        stranger = Errand(kind="unit", election=log, code="XX", clock=clock)
        id = workflow_id("unit", log, "XX")
        mark = TypedSearchAttributes([SearchAttributePair(ELECTION, log)])
        await client.start_workflow(
            "UnitWorkflow", stranger, id=id, task_queue="nobody", search_attributes=mark
        )
        # A clerk has been told of what the ledger does not hold (any more).
        await client.get_workflow_handle(unit).signal(NOTICED, found.head + 7)
        await listed(client, f"WorkflowId = '{id}'")
        await listed(client, f"WorkflowId = '{gone}' AND ExecutionStatus = 'Terminated'")
        # A signal is in no history while a task is under way, which the worker that has gone may have left.
        async with asyncio.timeout(30):
            while not said(found := await compare(ledger, client, log), unit):
                await asyncio.sleep(0.5)
        assert said(found, gone) == ["đã bị dừng trong Temporal"]
        assert said(found, unit) == [
            f"được báo đến vị trí {found.head + 7}, sổ chỉ đến {found.head}: sổ mất phần cuối"
        ]
        assert said(found, id) == ["sổ không có việc nào của nó; nó biết đến vị trí 0"]
        assert len(found.disagreements) == 3

        # The tail of the ledger is cut off behind everybody's back.
        owner = await asyncpg.connect(database.owner)
        try:
            await owner.execute("ALTER TABLE ledger.event DISABLE TRIGGER USER")
            await owner.execute(CUT, log, found.head // 2)
        finally:
            await owner.close()
        done = await call("audit", "compare", log, "--json", **environment)
        assert done.code == 3
        told = json.loads(done.out)["disagreements"]
        assert any("sổ mất phần cuối" in each["what"] for each in told)
        assert any(each["what"].startswith("đã ghi") for each in told)
        assert any(each["what"].startswith("đã lo thư nhắc") for each in told)


async def test_an_election_that_no_clerk_was_told_of_lacks_every_workflow(
    database: Database, keyring: Keyring, tmp_path: Path
) -> None:
    example = load(EXAMPLES / "bac-kan-2021")
    async with Ledger.open(database.app) as ledger, fresh(tmp_path / "temporal") as server:
        await open_election(ledger, example, rehearsal_clock(example), THROUGH, keyring=keyring)
        found = await compare(ledger, await reach(addresses(database, server)), example.log)
        assert len(found.disagreements) == len(example.units) + 1
        assert all(each.what.startswith("Temporal không có") for each in found.disagreements)

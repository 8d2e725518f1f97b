"""How a command finds the record, and what it says when there is none."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from ledger.migration import claim, migrate
from tests.cli.conftest import ELECTION, Started, act, call
from tests.conftest import Database
from workers.postgres import OWNER, Postgres
from workers.settings import Settings
from workers.stack import Stack


async def test_without_any_data_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    done = await call("election", "list", STATE_DIR=str(tmp_path))
    assert done.code == 2
    assert "baucu demo" in done.sentence


async def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    url = "postgresql://baucu_writer:bimat@127.0.0.1:1/baucu"
    done = await call("audit", "verify", DATABASE_URL=url, STATE_DIR=str(tmp_path))
    assert done.code == 2
    assert "127.0.0.1:1/baucu" in done.sentence
    assert "bimat" not in done.err


async def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = await call("election", "list", STATE_DIR=str(tmp_path), CONSOLE_PORT="cao")
    assert done.code == 2
    assert "CONSOLE_PORT" in done.sentence


async def test_a_database_without_tables_is_told_to_migrate(postgres: Postgres, tmp_path: Path) -> None:
    await postgres.create_database("cli_empty")
    owner = postgres.dsn("cli_empty", OWNER)
    surroundings = {"DATABASE_URL": owner, "STATE_DIR": str(tmp_path)}
    try:
        done = await call("election", "list", **surroundings)
        assert done.code == 2
        assert "baucu migrate" in done.sentence
        assert "DATABASE_OWNER_URL" in (await call("migrate", **surroundings)).sentence
        done = await call("migrate", DATABASE_OWNER_URL=owner, **surroundings)
        assert done.code == 0
        assert "0001_roles" in done.out
        assert (await call("election", "list", **surroundings)).code == 0
    finally:
        await postgres.drop_database("cli_empty")


async def test_a_live_command_refuses_a_rehearsal(database: Database, tmp_path: Path) -> None:
    await claim(database.owner, "rehearsal")
    done = await call("election", "list", "--live", DATABASE_URL=database.app, STATE_DIR=str(tmp_path))
    assert done.code == 2
    assert "rehearsal" in done.sentence


async def test_a_live_election_runs_by_the_real_clock(database: Database, tmp_path: Path) -> None:
    await claim(database.owner, "live")
    surroundings = {"DATABASE_URL": database.app, "STATE_DIR": str(tmp_path)}
    done = await call("election", "start", "bac-kan-2021", "--speed", "2", **surroundings)
    assert done.code == 2
    assert "--speed" in done.sentence
    assert "chưa có cuộc bầu cử" in (await call("election", "list", **surroundings)).out


async def test_a_running_stack_is_found_and_data_without_a_server_are_served_for_a_moment(
    servers: Path, temporal: str
) -> None:
    state = servers / "cli"
    state.mkdir()
    state.chmod(0o711)
    settings = Settings(mode="rehearsal", state_dir=state, temporal_address=temporal)
    surroundings = {"STATE_DIR": str(state)}
    stack = Stack(settings, name="demo", fsync=False)
    async with stack:
        owner = stack.addresses.owner_dsn
        assert owner is not None
        await migrate(owner.get_secret_value())
        assert (await call("election", "start", "bac-kan-2021", **surroundings)).code == 0
    assert stack.postgres is not None
    assert not stack.postgres.running

    both = await asyncio.gather(*(call("audit", "verify", ELECTION, **surroundings) for _ in range(2)))
    assert [done.code for done in both] == [0, 0], "the second waits for its turn"
    assert both[0].out == both[1].out
    assert (await call("audit", "verify", "--live", **surroundings)).code == 2


async def test_a_surprise_is_one_sentence_and_its_details_lie_in_a_file(
    started: Started, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    reader = started.app.replace("baucu_writer", "baucu_reader")
    envelope = {
        "stream": f"unit/{ELECTION}/BK",
        "command": "EstablishCommittee",
        "data": {"size": 25, "decision": "1"},
        "act": act("people_committee", "BK"),
    }
    done = await call("record", given=json.dumps(envelope), DATABASE_URL=reader, STATE_DIR=str(state))
    assert done.code == 1
    assert str(state / "error.log") in done.sentence
    assert "Traceback" in (state / "error.log").read_text()
    assert "Traceback" not in done.err

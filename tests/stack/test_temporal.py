"""The Temporal development server, started, stopped and killed for real."""

import asyncio
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from workers.server import ServerError
from workers.temporal import Temporal, declared_attributes

ELECTION = SearchAttributeKey.for_keyword("Election")


def dev_server(folder: Path, port: int = 0) -> Temporal:
    return Temporal(folder, ["baucu-live"], search_attributes=declared_attributes(), port=port)


async def test_open_workflows_and_the_address_survive_a_killed_server(tmp_path: Path) -> None:
    async with dev_server(tmp_path / "temporal") as server:
        address = server.address
        client = await Client.connect(address, namespace="baucu-live")
        await client.start_workflow("Any", id="unit/1", task_queue="none")
        server.kill()
        assert not server.running
        await server.start()
        assert server.address == address
        described = await client.get_workflow_handle("unit/1").describe()
        assert described.status == WorkflowExecutionStatus.RUNNING


async def test_a_workflow_is_found_by_its_search_attribute(tmp_path: Path) -> None:
    async with dev_server(tmp_path / "temporal") as server:
        client = await Client.connect(server.address, namespace="baucu-live")
        attributes = TypedSearchAttributes([SearchAttributePair(ELECTION, "bac-kan-2021")])
        await client.start_workflow("Any", id="a", task_queue="none", search_attributes=attributes)
        await client.start_workflow("Any", id="b", task_queue="none")
        async with asyncio.timeout(10):
            while (await client.count_workflows("")).count < 2:
                await asyncio.sleep(0.05)
        assert (await client.count_workflows("Election = 'bac-kan-2021'")).count == 1


async def test_a_second_server_on_the_same_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async with dev_server(tmp_path / "temporal") as server:
        with pytest.raises(ServerError, match=rf"đang chạy trên .*temporal \(tiến trình {server.pid}\)"):
            await dev_server(tmp_path / "temporal").start()


async def test_a_port_in_use_is_named_in_the_error(tmp_path: Path) -> None:
    async with dev_server(tmp_path / "one") as server:
        port = int(server.address.rpartition(":")[2])
        with pytest.raises(ServerError, match=rf"Không dùng được cổng {port} của 127\.0\.0\.1"):
            await dev_server(tmp_path / "two", port=port).start()

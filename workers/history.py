"""Temporal's histories of an election, for whoever wants to keep them beside the record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote

from temporalio.client import Client


async def histories(client: Client, log: str) -> AsyncIterator[tuple[str, bytes]]:
    """Every run of every workflow of the election: its id and run, and its history as JSON for a replayer.

    They hold codes and no personal data, as the record does.
    """
    runs = [(run.id, run.run_id) async for run in client.list_workflows(f"Election = '{log}'")]
    for id, run_id in sorted(runs):
        history = await client.get_workflow_handle(id, run_id=run_id).fetch_history()
        yield f"{quote(id, safe='')}.{run_id}", history.to_json().encode()

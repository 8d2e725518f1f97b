"""Keeps histories of an election that was played: `python -m tests.workflows.keep FOLDER VERSION [EXAMPLE]`.

Plays Bắc Kạn, or another example, as fast as the machine allows and writes one history of each kind of
workflow, named `kind-VERSION.json`; a file that is there is not touched.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from temporalio.client import Client

from activities.contract import workflow_id
from domain.clerk.desk import Kind
from workers.play.demo import EXAMPLES
from workers.play.example import load
from workers.play.show import FOREVER, Show
from workers.settings import Settings

GREAT = "bac-kan-2021"
KEPT: dict[Kind, str] = {
    "election": "",
    "unit": "BK-NS-01",
    "consultation": "BK-NS.district",
    "contest": "C-BK-NS-01-1",
    "polling": "BK-NS-01",
    "repoll": "C-BK-NS-01-1.additional",
    "case": "BK-NS-01.people_committee.1",
}

OTHERS: dict[str, dict[Kind, str]] = {"trang-viet-4": {"contest": "C-TV-4", "repoll": "C-TV-4.rerun"}}
"""Turns that Bắc Kạn has no occasion for: a result annulled and voted again."""


async def keep(folder: Path, version: str, example: str = GREAT) -> None:
    """Play, then fetch and write."""
    with tempfile.TemporaryDirectory() as state:
        settings = Settings(state_dir=Path(state))
        show = Show(settings, load(EXAMPLES / example), days_per_second=FOREVER, fsync=False)
        async with show:
            await show.play()
            where = show.addresses
            client = await Client.connect(where.temporal_address, namespace=where.namespace)
            for kind, code in OTHERS.get(example, KEPT).items():
                path = folder / f"{kind}-{version}.json"
                if not path.exists():
                    handle = client.get_workflow_handle(workflow_id(kind, show.example.log, code))
                    history = await handle.fetch_history()
                    path.write_text(history.to_json())
                    sys.stdout.write(f"{path.name}: {len(history.events)} events\n")


if __name__ == "__main__":
    asyncio.run(keep(Path(sys.argv[1]), *sys.argv[2:]))

"""One whole election, played undisturbed as fast as the machine allows, to compare with."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from domain.agenda.events import ReminderFailed, ReminderSent
from ledger.audit import verify
from ledger.fingerprint import fingerprint
from workers.play.demo import EXAMPLES
from workers.play.example import Example, load
from workers.play.report import Verdict, report
from workers.play.show import FOREVER, Show
from workers.settings import Settings


@dataclass(frozen=True)
class Played:
    """What a rehearsal left behind."""

    events: int
    fingerprint: str
    reminders: Counter[str]
    """Message-IDs on record."""
    letters: Counter[str]
    """Message-IDs that arrived at the mail server."""


@pytest.fixture(scope="session")
def example() -> Example:
    return load(EXAMPLES / "bac-kan-2021")


def rehearsal(example: Example, folder: Path, name: str, *dynamic: str) -> Show:
    """A show in a folder of its own; without fsync, as a rehearsal's record may be."""
    settings = Settings(state_dir=folder)
    return Show(settings, example, name=name, days_per_second=FOREVER, fsync=False, dynamic=dynamic)


async def left_behind(show: Show) -> Played:
    store, log = show.ledger.store, show.example.log
    rows = await store.of_types(log, [ReminderSent.__name__, ReminderFailed.__name__])
    return Played(
        events=(await verify(store, log)).events,
        fingerprint=await fingerprint(store, log),
        reminders=Counter(
            row.event.message_id for row in rows if isinstance(row.event, ReminderSent | ReminderFailed)
        ),
        letters=Counter(str(letter["Message-ID"]).strip("<>") for letter in show.mail.box),
    )


@dataclass(frozen=True)
class Undisturbed:
    show: Show
    played: Played
    verdict: Verdict
    printed: str


@pytest.fixture(scope="session")
async def undisturbed(
    example: Example, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Undisturbed]:
    """The election of Bắc Kạn, played through; its servers stay up for the tests that read it."""
    async with rehearsal(example, tmp_path_factory.mktemp("undisturbed"), "demo") as show:
        await show.play()
        printed = io.StringIO()
        console = Console(file=printed, width=200)
        verdict = await report(show.ledger.store.pool, example, show.keyring, console)
        yield Undisturbed(show, await left_behind(show), verdict, printed.getvalue())

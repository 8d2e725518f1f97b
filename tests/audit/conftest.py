"""The whole election of Bắc Kạn, recorded once for the session: every act of people and clerk, no Temporal.

The stage plays it in memory; what it accepted is then recorded in the same order on the real database, so
that the record equals that of a rehearsal but for the reminders, of which one of each kind is added.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.agenda.commands import RecordReminder
from domain.command import Act
from domain.terms import CLERK
from ledger.execute import Ledger
from ledger.store import Store
from tests.cli.conftest import Done, call
from workers.play.cast import script
from workers.play.demo import EXAMPLES
from workers.play.example import load
from workers.play.order import Order
from workers.play.stage import Stage
from workers.postgres import OWNER, WRITER, Postgres

LOG = "bk-2021"
CONTEST = f"contest/{LOG}/C-BK-NS-01-1"
"""Two of three seats stay empty at the first ballot; an additional one follows."""


class Noted(Stage):
    """A stage that notes every order it accepted."""

    def __init__(self, name: str = "bac-kan-2021") -> None:
        super().__init__(load(EXAMPLES / name))
        self.accepted: list[Order] = []

    def give(self, order: Order) -> None:
        super().give(order)
        self.accepted.append(order)


@dataclass(frozen=True)
class Election:
    """A database with a whole election in it, which no test changes."""

    name: str
    app: str
    owner: str
    ledger: Ledger
    state: Path

    @property
    def store(self) -> Store:
        return self.ledger.store

    async def __call__(self, *words: str, **environment: str) -> Done:
        """`baucu audit WORDS` on this record."""
        settings = {"DATABASE_URL": self.app, "STATE_DIR": str(self.state), **environment}
        return await call("audit", *words, **settings)


@pytest.fixture(scope="session")
async def election(
    postgres: Postgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Election]:
    name = "audit_election"
    await postgres.create_database(name, template=template)
    app, owner = postgres.dsn(name, WRITER), postgres.dsn(name, OWNER)
    async with Ledger.open(app) as ledger:
        await record(ledger)
    # Another process reads it: nothing may hang on what the recording one had in memory.
    async with Ledger.open(app) as ledger:
        yield Election(name, app, owner, ledger, tmp_path_factory.mktemp("audit"))
    await postgres.drop_database(name)


async def record(ledger: Ledger) -> None:
    stage = Noted()
    stage.play(script(stage.example))
    for order in stage.accepted:
        await ledger.execute(order.stream, order.command, order.act)
    agenda = f"agenda/{LOG}/BK"
    (opened, *_) = (await ledger.store.read([agenda]))[agenda]
    for ending in ("sent", "failed"):
        reminder = RecordReminder.model_validate(
            {
                "rung": "overdue",
                "to_body": "committee",
                "to_unit": "BK",
                "duties": [opened.event.model_dump()["duty"]["key"]],
                "message_id": f"{ending}@baucu",
                "outcome": ending,
                "addressees": 1,
                "error": "" if ending == "sent" else "SMTPServerDisconnected",
            }
        )
        act = Act(actor=CLERK, body=CLERK, unit="BK", legal_at=opened.legal_at)
        await ledger.execute(agenda, reminder, act)

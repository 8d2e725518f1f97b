"""The command line on an election that has been counted: figures corrected, histories with results."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from domain.zone import at
from ledger.execute import Ledger
from tests.cli.conftest import ELECTION, Started, act
from workers.play.cast import script
from workers.play.example import load
from workers.play.order import Order
from workers.play.stage import Stage
from workers.postgres import OWNER, WRITER, Postgres
from workers.settings import CHECKOUT

AREA, CONTEST = "BK-NS-01-A1", "C-BK-NS-01-1"
COUNTED = at(date(2021, 5, 25), 17)
DATABASE = "cli_counted"


class Tape(Stage):
    """Keeps every order, the people's and the clerk's, as it was given."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.orders: list[Order] = []

    def give(self, order: Order) -> None:
        super().give(order)
        self.orders.append(order)


@pytest.fixture(scope="module")
async def counted(
    postgres: Postgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Started]:
    """Bắc Kạn 2021 up to the evening of 25/5/2021, in a database: all counted, nothing closed."""
    example = load(CHECKOUT / "examples" / "bac-kan-2021")
    tape = Tape(example)
    tape.play([scene for scene in script(example) if scene.legal_at <= COUNTED])
    await postgres.create_database(DATABASE, template=template)
    app = postgres.dsn(DATABASE, WRITER)
    async with Ledger.open(app) as ledger:
        for order in tape.orders:
            await ledger.execute(order.stream, order.command, order.act)
    yield Started(app, postgres.dsn(DATABASE, OWNER), tmp_path_factory.mktemp("state"))
    await postgres.drop_database(DATABASE)


def correction(**figures: int | dict[str, int]) -> dict[str, Any]:
    """The team's second version of its minutes; what is not given stays as it was."""
    votes = {"c-001": 286, "c-002": 261, "c-003": 272, "c-004": 291, "c-005": 397}
    ballots = {"issued": 609, "collected": 609, "valid": 604, "invalid": 5}
    told = {"registered": 609, "voted": 609, **ballots, "votes": votes}
    which = {"poll": "first", "ballot": "commune", "contest": CONTEST, "edition": 2, "why": "cộng lại"}
    return {
        "stream": f"area/{ELECTION}/{AREA}",
        "command": "CorrectCountingMinutes",
        "data": {**which, **told, **figures},
        "act": act("team", "BK-NS-01", "2021-05-25T17:30:00+07:00"),
    }


@pytest.mark.slow
async def test_more_votes_than_valid_ballots_are_refused_and_nothing_is_recorded(counted: Started) -> None:
    before = await counted.head()
    votes = {"c-001": 605, "c-002": 261, "c-003": 272, "c-004": 291, "c-005": 397}
    done = await counted.record(**correction(votes=votes))
    assert done.code == 2
    assert done.json["code"] == "votes_above_valid"
    assert "c-001" in done.sentence
    assert await counted.head() == before


@pytest.mark.slow
async def test_seventy_five_ballots_too_many_are_recorded_with_a_finding(counted: Started) -> None:
    done = await counted.record(**correction(collected=684, valid=679))
    assert (done.code, done.err) == (0, "")
    (event,) = done.json["events"]
    assert event["data"]["figures"]["collected"] - event["data"]["figures"]["issued"] == 75
    assert event["data"]["findings"]


@pytest.mark.slow
async def test_the_history_of_a_contest_tells_figures_article_and_reason(counted: Started) -> None:
    done = await counted("audit", "replay", f"contest/{ELECTION}/{CONTEST}")
    assert done.code == 0
    result = done.out.partition("Xác định kết quả")[2]
    for told in ("phải bầu cử thêm", "c-005", "65.73", "Điều 79.2: trúng cử 1 trên 3 đại biểu"):
        assert told in result
    before = await counted("audit", "replay", f"contest/{ELECTION}/{CONTEST}", "--at", "2021-05-01")
    assert "Tình trạng «contest»" in before.out
    assert "Xác định kết quả" not in before.out

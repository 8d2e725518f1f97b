"""docs/ledger.md is enough to verify a log: its own verifier, run on a real one."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ledger.audit import verify
from ledger.execute import Ledger
from ledger.proof.checkpoint import read, short
from ledger.proof.note import Verifier as Key
from tests.ledger.toy import ELECTION, LOG, NOON, AddToy, CallToy, area, call, team

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"

Verifier = Callable[[str, Sequence[Mapping[str, Any]]], tuple[int | None, bytes | None]]


@pytest.fixture(scope="module")
def documented() -> Verifier:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    verifier: Verifier = names["first_bad_position"]
    return verifier


async def test_the_verifier_on_the_page_agrees_with_ours(ledger: Ledger, documented: Verifier) -> None:
    await ledger.execute(ELECTION, CallToy(), call())
    note = 'Hồ sơ «số 7»\n\t"\\ \x01 ✓ 𝄞 \u2028'
    for number in range(5):
        order = AddToy(key=f"k{number}", events=2, note=note, done_at=NOON, looks_at=("9",))
        await ledger.execute(area(f"{number % 2}"), order, team())
    rows = [row._asdict() for row in await ledger.store.rows(LOG)]
    bad, head = documented(LOG, rows)
    assert bad is None
    assert head is not None
    assert head.hex() == (await verify(ledger.store, LOG)).head
    for position in range(1, 12):
        changed = [dict(row) for row in rows]
        changed[position - 1]["body"] = changed[position - 1]["body"].replace("vn", "vm")
        assert documented(LOG, changed)[0] == position
        assert documented(LOG, rows[: position - 1] + rows[position:])[0] == (
            position if position < 11 else None
        )


def test_the_checkpoint_on_the_page_is_signed_by_the_key_and_has_the_short_form_beside_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    (note,) = re.findall(r"```\n(baucu\.localhost/.*?)```", page, re.DOTALL)
    (key,) = re.findall(r"^`(baucu\.localhost/\S+\+\S+)`", page, re.MULTILINE)
    assert str(short(read(note, [Key.parse(key)]))) in page

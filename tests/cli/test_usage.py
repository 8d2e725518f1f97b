"""Help teaches; what was mistyped is named in one sentence."""

from __future__ import annotations

import json
import time

import pytest

from console.cli import app, main
from tests.cli.conftest import call

COMMANDS = sorted(name for name in app if not name.startswith("-"))
GROUPS = {
    "access": ("grant", "revoke", "list"),
    "checkpoint": ("make", "show", "restored"),
    "keys": ("new", "rotate", "lost", "retire", "show", "witness"),
    "audit": ("replay", "verify"),
    "election": ("start", "status", "list"),
    "minutes": ("check",),
    "project": ("rebuild",),
    "subject": ("list", "show", "note", "erase", "accesses", "verify", "rewrap"),
}


def test_help_lists_every_command_without_loading_any() -> None:
    assert {
        "audit",
        "console",
        "demo",
        "election",
        "migrate",
        "record",
        "relay",
        "timeline",
        "up",
        "worker",
    } < set(COMMANDS)


async def test_help_is_there_at_once() -> None:
    began = time.perf_counter()
    done = await call("--help")
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)
    # Generous: two cores, shared. Loading the engine would take more than this.
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    "words",
    [(name,) for name in COMMANDS if name not in GROUPS]
    + [("calendar", name) for name in ("why", "check", "what-if")]
    + [(group, name) for group, names in GROUPS.items() for name in names],
    ids=" ".join,
)
def test_every_command_teaches_with_an_example(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"Cách dùng: baucu {' '.join(words)}" in told
    assert f"\nbaucu {' '.join(words)}" in told.partition("Ví dụ:")[2]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("khong-co",), "khong-co"),
        (("audit", "khong-co"), "khong-co"),
        (("audit", "replay"), "LUỒNG"),
        (("audit", "verify", "a", "b"), "b"),
        (("timeline", "x", "--la"), "--la"),
        (("demo", "--speed", "nhanh"), "nhanh"),
        (("bench", "khong-co"), "append"),
    ],
)
def test_what_was_mistyped_is_named(
    words: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert named in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "words", [("timeline", "x", "--la", "--json"), ("outcome", "a", "b"), ("record", "a", "b")]
)
def test_whoever_asked_for_json_also_gets_the_problem_as_json(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    problem = json.loads(told.out)
    assert (problem["type"], problem["code"]) == ("urn:baucu:problem:bad_usage", "bad_usage")
    assert problem["title"]
    assert told.err == f"{problem['number']}: {problem['detail']}\n"

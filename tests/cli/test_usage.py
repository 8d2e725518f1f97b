"""Help teaches; what was mistyped is named in one sentence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time

import pytest

from console.cli import app, main
from tests.cli.conftest import call
from workers.settings import CHECKOUT

COMMANDS = sorted(name for name in app if not name.startswith("-"))
GROUPS = {
    "access": ("grant", "revoke", "list"),
    "checkpoint": ("make", "show", "restored"),
    "keys": ("new", "rotate", "lost", "retire", "show", "witness"),
    "audit": ("replay", "explain", "diff", "export", "prove", "verify", "compare", "dictionary"),
    "election": ("start", "status", "list"),
    "minutes": ("check",),
    "project": ("rebuild",),
    "subject": ("enter", "mailboxes", "list", "show", "note", "erase", "accesses", "verify", "rewrap"),
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


ENGLISH = re.compile(
    r"\b(ELECTION|FILE|FOLDER|CODE|STR|INT|FLOAT|CHOICE|choices|default|required|object at)\b"
)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_vietnamese_to_the_names_of_values(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((name,), *((name, each) for each in GROUPS.get(name, ()))):
        assert main([*words, "--help"]) == 0
        told = capsys.readouterr().out
        assert not ENGLISH.search(told), words


def test_started_in_the_background_of_a_script_it_can_still_be_ended() -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from console.cli import main; "
        "main(['--version']); assert signal.getsignal(signal.SIGINT) is signal.default_int_handler"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=CHECKOUT)


@pytest.mark.parametrize(
    "words", [("calendar", "--day", "2026-03-15"), ("law",), ("record", "--list")], ids=" ".join
)
def test_a_reader_who_has_seen_enough_is_no_error(words: tuple[str, ...]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "console.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=CHECKOUT,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    with running:
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_what_is_missing_is_called_as_the_usage_line_calls_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline"]) == 2
    assert "thiếu CUỘC-BẦU-CỬ; xem «baucu timeline --help»" in capsys.readouterr().err


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "inf"])
def test_a_rehearsal_goes_forward_at_some_speed(speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-wait", f"--speed={speed}"]) == 2
    assert "phải là số lớn hơn 0" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_no_machine_has_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("demo", "up"):
        assert main([command, f"--port={port}"]) == 2
        assert f"--port {port}" in capsys.readouterr().err


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

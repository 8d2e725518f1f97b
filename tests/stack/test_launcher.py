"""./baucu itself, run as a user runs it, with the environment already made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from workers.settings import CHECKOUT

SHELLS = [shell for shell in ("dash", "bash", "sh") if shutil.which(shell)]
HALVES = ("--ignore=tests/endtoend --ignore=tests/ledger", "tests/endtoend tests/ledger")
TOOLS = ("dirname", "cat", "cksum", "mkdir", "rm", "rmdir", "sleep", "flock")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The launcher in a path with a space; the Python of its environment only tells how it was called."""
    checkout = tmp_path / "một thư mục"
    (checkout / "deploy").mkdir(parents=True)
    shutil.copy2(CHECKOUT / "baucu", checkout)
    shutil.copy2(CHECKOUT / "deploy" / "uv.txt", checkout / "deploy")
    (checkout / "requirements.lock").write_text("# nothing\n")
    scripts = checkout / ".baucu" / "venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("python", "ruff", "lint-imports"):
        _script(scripts / name, f'echo "{name} $*"; echo "path $PYTHONPATH" >&2')
    checksum = subprocess.run(["cksum"], input=b"# nothing\n", capture_output=True, check=True).stdout
    (checkout / ".baucu" / "venv" / ".lock-checksum").write_bytes(checksum)
    return checkout


def call(
    copy: Path, *arguments: str, shell: str = "sh", path: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which(shell) or shell, copy / "baucu", *arguments],
        cwd="/",
        env={"PATH": path or os.defpath},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_a_command_goes_to_the_cli_from_any_folder_and_shell(copy: Path, shell: str) -> None:
    done = call(copy, "timeline", "bac kan", shell=shell)
    assert done.stdout == "python -m console.cli timeline bac kan\n"
    assert done.stderr == f"path {copy}\n"


def test_every_check_is_announced_in_order(copy: Path) -> None:
    done = call(copy, "test")
    announced = [line.removeprefix("baucu: ") for line in done.stderr.splitlines() if "baucu: " in line]
    assert announced == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "lint-imports",
        "bandit",
        "pytest, in two halves",
        "pytest tests/endtoend tests/ledger",
        "all checks passed",
    ]
    for half in HALVES:
        assert f"python -m pytest {half}\n" in done.stdout


@pytest.mark.parametrize("half", HALVES)
def test_a_failure_in_either_half_of_the_tests_fails_the_run(copy: Path, half: str) -> None:
    _script(copy / ".baucu" / "venv" / "bin" / "python", f'[ "$*" != "-m pytest {half}" ]')
    done = call(copy, "test")
    assert done.returncode == 1
    assert "some tests failed" in done.stderr
    assert "all checks passed" not in done.stderr


def test_a_failing_check_ends_the_run_with_its_code(copy: Path) -> None:
    _script(copy / ".baucu" / "venv" / "bin" / "lint-imports", "exit 3")
    done = call(copy, "test")
    assert done.returncode == 3
    assert "bandit" not in done.stderr


def test_with_arguments_only_pytest_runs(copy: Path) -> None:
    done = call(copy, "test", "-k", "a or b")
    assert done.stdout == "python -m pytest -k a or b\n"


def test_without_a_python_one_sentence_says_what_to_install(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".baucu")
    done = call(copy, "demo", path=_tools(tmp_path))
    assert done.returncode == 2
    assert "no Python 3.11 or newer on the PATH: install one" in done.stderr


def test_an_old_python_is_not_taken(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".baucu")
    tools = _tools(tmp_path)
    _script(Path(tools) / "python3", "exit 1")  # what the question for the version answers
    done = call(copy, "demo", path=tools)
    assert done.returncode == 2
    assert "no Python 3.11 or newer" in done.stderr


def test_a_changed_lock_is_installed_once_by_two_launchers_at_a_time(copy: Path, tmp_path: Path) -> None:
    log = tmp_path / "uv.log"
    tools = _tools(tmp_path)
    _script(Path(tools) / "uv", f'echo "$*" >>"{log}"; sleep 0.3')
    (copy / "requirements.lock").write_text("# something else\n")
    both = [
        subprocess.Popen(["/bin/sh", copy / "baucu", "x"], env={"PATH": tools}, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert [line for line in log.read_text().splitlines() if "sync" in line] == [
        f"pip sync -q --require-hashes --python {copy}/.baucu/venv/bin/python {copy}/requirements.lock"
    ]


def test_without_flock_a_folder_is_the_lock_and_it_is_removed(copy: Path, tmp_path: Path) -> None:
    tools = _tools(tmp_path)
    (Path(tools) / "flock").unlink(missing_ok=True)
    _script(Path(tools) / "uv", '[ "$1" = --version ] || exit 7')
    (copy / "requirements.lock").write_text("# something else\n")
    assert call(copy, "x", path=tools).returncode == 7
    assert not (copy / ".baucu" / "sync.lock.d").exists()


def _tools(tmp_path: Path) -> str:
    """A PATH with the shell's usual tools, without Python and without uv."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (folder / tool).symlink_to(found)
    return str(folder)


def _script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)

"""The bundle of a whole election, in a folder with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audit.conftest import LOG, Election
from tests.ledger.tamper import members, pack
from tests.ledger.verifier import verdict
from workers.settings import CHECKOUT


@pytest.fixture(scope="module")
async def exported(election: Election, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file beside the package that checks it, and nothing else."""
    folder = tmp_path_factory.mktemp("auditor")
    done = await election("export", LOG, "--format", "bundle", "-o", str(folder / "bk-2021.bundle"))
    assert (done.code, done.out) == (0, "")
    shutil.copytree(CHECKOUT / "ledger" / "proof", folder / "ledger" / "proof")
    return folder


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "ledger.proof", "bk-2021.bundle"]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, env={})


async def test_it_verifies_where_nothing_else_of_ours_is(election: Election, exported: Path) -> None:
    head = await election.store.head(LOG)
    done = checked(exported)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        f"Sổ {LOG} nguyên vẹn / chain verified: {head} sự kiện; chưa có điểm kiểm nào"
    )
    assert verdict(exported / "bk-2021.bundle") == ("holds", head)


def test_one_vote_more_is_found(exported: Path) -> None:
    path = exported / "bk-2021.bundle"
    whole, files = path.read_bytes(), members(path)
    name = min(name for name, text in files.items() if name.startswith("events/") and b'"votes":{' in text)
    page = files[name]
    at = page.index(b'"votes":{')
    digit = at + next(number for number, byte in enumerate(page[at:]) if byte in b"12345678")
    changed = page[:digit] + bytes([page[digit] + 1]) + page[digit + 1 :]
    pack(path, {**files, name: changed})
    done = checked(exported)
    path.write_bytes(whole)
    position = int(page[:at].rsplit(b"\n", 1)[-1].split(b"\t", 1)[0])
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"Sổ {LOG}, vị trí {position}: ")

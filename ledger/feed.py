"""The feed: a folder of checkpoints for the world, best on a disk that the database's operator cannot change.

    FOLDER/LOG/EPOCH/000000003159.checkpoint    the signed note
    FOLDER/LOG/EPOCH/000000003159.succession    the same, with the proof that it continues the one before
    FOLDER/LOG/EPOCH/latest                     the newest note again

A file appears whole or not at all, and none is changed afterwards but `latest`. Any web server can serve it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from ledger.proof.checkpoint import Checkpoint, parse
from ledger.proof.evidence import Succession, read_succession

LATEST: Final = "latest"


class Feed:
    """The checkpoints of all logs of one installation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, succession: Succession) -> Path:
        """Write a checkpoint with its proof, unless it is there; `latest` never goes back."""
        found = parse(succession.note)
        folder = self.of(found)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{found.size:012}.checkpoint"
        if not path.exists():
            _write(path.with_suffix(".succession"), str(succession))
            _write(path, succession.note)
        newest = latest(folder)
        if newest is None or newest.size < found.size:
            _write(folder / LATEST, succession.note)
        return path

    def newest(self, log: str) -> Checkpoint | None:
        """The newest checkpoint of a log's newest epoch, not verified; NoteError if its file is spoilt."""
        epochs = [int(it.name) for it in (self.folder / log).glob("*/") if it.name.isdigit()]
        for epoch in sorted(epochs, reverse=True):
            if found := latest(self.folder / log / str(epoch)):
                return found
        return None

    def of(self, checkpoint: Checkpoint) -> Path:
        """The folder in which a checkpoint's epoch lies."""
        return self.folder / checkpoint.log / str(checkpoint.epoch)


def latest(folder: Path) -> Checkpoint | None:
    """The newest checkpoint in the folder of one epoch, or None when there is none yet."""
    try:
        return parse((folder / LATEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def successions(folder: Path, after: int) -> list[Succession]:
    """What follows the checkpoint of size `after` in the folder of one epoch, in order."""
    paths = sorted(folder.glob("*.succession"))
    return [read_succession(it.read_text(encoding="utf-8")) for it in paths if int(it.stem) > after]


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

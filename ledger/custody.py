"""Keeping the key of a log: its public half is recorded, its private half lies in a file beside it."""

from __future__ import annotations

from pathlib import Path

from domain import keys
from domain.command import Act
from domain.keys.commands import DeclareRestore, IntroduceKey, RotateKey
from domain.keys.evolve import State
from domain.procedure import fold
from domain.stream import Stream
from ledger.execute import Ledger
from ledger.proof.checkpoint import Checkpoint, origin
from ledger.proof.note import Verifier
from ledger.seal import Unsealed
from ledger.signer import Signer, endorse, find, keep


async def held(ledger: Ledger, log: str) -> State:
    """What the record says of the keys of a log."""
    stream = str(Stream("keys", log))
    return fold(keys.PROCEDURE, [row.event for row in (await ledger.history([stream]))[stream]])


async def introduce(
    ledger: Ledger, log: str, folder: Path, authority: str, keeper: str, act: Act
) -> Verifier:
    """Make a key and take it into use. The file comes first: a recorded key without one could never sign."""
    state = await held(ledger, log)
    signer = Signer.generate(state.name or origin(authority, log))
    path = keep(folder, signer)
    try:
        command = IntroduceKey(key=str(signer.verifier), keeper=state.keeper or keeper)
        await ledger.execute(Stream("keys", log), command, act)
    except BaseException:
        await _drop(ledger, log, path, signer)
        raise
    return signer.verifier


async def rotate(ledger: Ledger, log: str, folder: Path, act: Act) -> Verifier:
    """Make a key, let the old one sign for it, and take it into use; Unsealed if the old one is not here."""
    state = await held(ledger, log)
    old = find(folder, Verifier.parse(state.current)) if state.current else None
    if old is None:
        raise Unsealed(
            f"Sổ {log} không có khóa đang dùng, hoặc tệp khóa không có trong {folder}; "
            f"tạo khóa bằng «baucu keys new {log}», hoặc báo mất khóa cũ trước."
        )
    new = Signer.generate(state.name)
    path = keep(folder, new)
    try:
        command = RotateKey(key=str(new.verifier), endorsement=endorse(old, new.verifier))
        await ledger.execute(Stream("keys", log), command, act)
    except BaseException:
        await _drop(ledger, log, path, new)
        raise
    return new.verifier


async def restored(ledger: Ledger, lost: Checkpoint, reason: str, act: Act) -> None:
    """Record that the log no longer holds what this published checkpoint covers; a new epoch begins."""
    command = DeclareRestore(
        size=lost.size, root=lost.root.hex(), kept=await ledger.store.head(lost.log), reason=reason
    )
    await ledger.execute(Stream("keys", lost.log), command, act)


async def _drop(ledger: Ledger, log: str, path: Path, signer: Signer) -> None:
    """Forget a key that did not come into use; one that did after all, its answer lost, is kept."""
    if (await held(ledger, log)).current != str(signer.verifier):
        path.unlink()

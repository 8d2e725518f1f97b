"""Introducing, rotating, losing and retiring the key of a log; declaring a restore.

Whether an endorsement was really signed by the old key is checked by whoever gives the command and by every
verifier (`ledger.proof.keyring`); here only that it is about these two keys.
"""

from __future__ import annotations

import base64
import hashlib

from domain.command import Command
from domain.event import Event
from domain.keys.commands import DeclareRestore, IntroduceKey, LoseKey, RetireKey, RotateKey
from domain.keys.events import KeyIntroduced, KeyLost, KeyRetired, KeyRotated, RecordRestored
from domain.keys.evolve import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION

ED25519 = b"\1"
"""Kind of a key that signs a note as it is."""


def reads(state: State, command: Command, stream: Stream) -> tuple[Stream, ...]:
    """The unit that is to keep the record."""
    if isinstance(command, IntroduceKey) and command.keeper != NATION:
        return (stream.beside("unit", command.keeper),)
    return ()


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """Who introduced the first key keeps the record: the National Election Council, or one committee."""
    if isinstance(command, IntroduceKey) and not state.keeper:
        return frozenset({command.keeper} if (given.act.body == "nec") == (command.keeper == NATION) else ())
    return frozenset({state.keeper or NATION})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case IntroduceKey():
            return [_introduce(state, command, given)]
        case RotateKey():
            return [_rotate(state, command, given)]
        case LoseKey():
            _in_use(state, command.key_id, given)
            return [KeyLost(key_id=command.key_id, reason=command.reason)]
        case RetireKey():
            _in_use(state, command.key_id, given)
            return [KeyRetired(key_id=command.key_id, reason=command.reason)]
        case DeclareRestore():
            return [
                RecordRestored(
                    epoch=state.epoch + 1,
                    size=command.size,
                    root=command.root,
                    kept=command.kept,
                    reason=command.reason,
                )
            ]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _introduce(state: State, command: IntroduceKey, given: Given) -> KeyIntroduced:
    if state.current:
        raise refuse("key_in_use", stream=given.stream, key=state.key_id)
    keeper = state.keeper or command.keeper
    if (
        keeper != NATION
        and not state.keeper
        and not given.events.get(str(given.stream.beside("unit", keeper)))
    ):
        raise refuse("unknown_unit", unit=keeper, election=given.stream.election)
    return KeyIntroduced(key=command.key, key_id=_new(state, command.key, given), keeper=keeper)


def _rotate(state: State, command: RotateKey, given: Given) -> KeyRotated:
    if not state.current:
        raise refuse("no_key", stream=given.stream)
    key_id = _new(state, command.key, given)
    text = f"baucu key rotation\n{state.current}\n{command.key}\n"
    if not command.endorsement.startswith(f"{text}\n"):
        raise refuse("not_endorsed", stream=given.stream, old=state.key_id, key=key_id)
    return KeyRotated(key=command.key, key_id=key_id, old=state.key_id, endorsement=command.endorsement)


def _new(state: State, key: str, given: Given) -> str:
    """The id of a key that may be taken into use here."""
    name, key_id, coded = key.split("+", 2)
    content = base64.b64decode(coded)
    if content[:1] != ED25519 or _key_id(name, content) != key_id:
        raise refuse("bad_key", stream=given.stream, key=key_id)
    wanted = state.name or f"{name.rpartition('/')[0] or '…'}/{given.stream.election}"
    if name != wanted:
        raise refuse("foreign_key", stream=given.stream, name=name, wanted=wanted)
    if key_id in state.used:
        raise refuse("key_used", stream=given.stream, key=key_id)
    return key_id


def _key_id(name: str, content: bytes) -> str:
    return hashlib.sha256(name.encode() + b"\n" + content).digest()[:4].hex()


def _in_use(state: State, key_id: str, given: Given) -> None:
    if not state.current:
        raise refuse("no_key", stream=given.stream)
    if key_id != state.key_id:
        raise refuse("not_in_use", stream=given.stream, key=key_id, current=state.key_id)

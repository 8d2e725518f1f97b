"""A second verifier of bundles, written from docs/ledger.md alone and sharing no line with `ledger.proof`.

One state, which is never changed, and functions from state to state. Slow and plain: the tree is computed by
its definition. The standard library, and of cryptography the one function that the library lacks.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Verdict = tuple[str, int]
"""holds and the number of events; broken and the first bad position; unusable and 0."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST = 2**53 - 1
MEMBERS = {"data", "event_id", "legal_at", "meta", "schema", "stream", "type", "version"}


class Unusable(Exception):
    pass


class Bad(Exception):
    """The argument is the first bad position."""


class Key(NamedTuple):
    name: str
    id: bytes
    public: bytes


class State(NamedTuple):
    """What was read up to a position, and what it came to."""

    leaves: tuple[bytes, ...]
    chain: bytes
    moment: str
    versions: Mapping[str, int]
    known: tuple[Key, ...]
    current: Key | None
    restores: int
    good: tuple[int, ...]


class Head(NamedTuple):
    origin: str
    size: int
    root: bytes
    chain: bytes
    recorded: str


def verdict(path: Any, paper: Sequence[str] = (), given: str = "") -> Verdict:
    try:
        return "holds", check(members(path), tuple(map(key_of, paper)), given)
    except Unusable:
        return "unusable", 0
    except Bad as bad:
        return "broken", bad.args[0]


def members(path: Any) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            found = {name: archive.read(name) for name in names}
    except Exception as error:
        raise Unusable from error
    if len(found) != len(names):
        raise Unusable
    return found


def check(files: Mapping[str, bytes], paper: tuple[Key, ...], given: str) -> int:
    manifest = attempt(Unusable(), lambda: json.loads(files["manifest.json"]))
    log, declared = manifest["log"], manifest["members"]
    if manifest["format"] != "baucu-bundle/1" or {*declared, "manifest.json"} != set(files):
        raise Unusable
    if given and outside(given)[0] not in ("", log):
        raise Unusable
    kept = {
        int(name[12:-11]): data.decode() for name, data in files.items() if name.startswith("checkpoints/")
    }
    if 0 in kept:
        raise Unusable
    pages = sorted(name for name in files if name.startswith("events/"))
    lines = [line for name in pages for line in files[name].removesuffix(b"\n").split(b"\n")]
    start = State((), sha(b"baucu:", log.encode()), "", {}, (), None, 0, ())

    def step(state: State, line: bytes) -> State:
        after, body = event(state, line, log)
        position = len(after.leaves)
        try:
            after = keys(after, body, log, paper)
        except (KeyError, TypeError, AttributeError) as error:
            raise Bad(position) from error
        if position in kept:
            after = checkpoint(after, kept[position], log, Bad(position))
        if size_of(given) != position:
            return after
        return checkpoint(after, given, log, Unusable()) if "\n" in given else mark(after, given)

    end = reduce(step, lines, start)
    total = len(end.leaves)
    if paper and not end.known:
        raise Unusable
    if max(kept, default=0) > total:
        raise Bad(total + 1)
    if size_of(given) > total:
        if "\n" in given:
            signed(end, given, log, Unusable())
        raise Bad(total + 1)
    if manifest["events"] != total:
        raise Bad(total + 1)
    differing = {name for name, digest in declared.items() if sha(files[name]).hex() != digest}
    for name in pages:
        if name in differing:
            raise Bad(int(name[7:19]))
    if differing:
        raise Unusable
    return total


def event(state: State, line: bytes, log: str) -> tuple[State, dict[str, Any]]:
    """Rule 1."""
    position = len(state.leaves) + 1
    told, moment, claimed, text = attempt(Bad(position), lambda: line.decode().split("\t"))
    body = attempt(Bad(position), lambda: json.loads(text))
    micros = attempt(
        Bad(position), lambda: (datetime.fromisoformat(moment) - EPOCH) // timedelta(microseconds=1)
    )
    if told != str(position) and re.fullmatch(r"[1-9]\d{0,17}", told) and {"stream", "meta"} <= set(body):
        raise Bad(int(told))
    leaf = sha(b"\0", position.to_bytes(8, "big"), micros.to_bytes(8, "big", signed=True), sha(text.encode()))
    chain = sha(b"\2", state.chain, leaf)
    holds = attempt(
        Bad(position),
        lambda: (
            told == str(position)
            and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", moment)
            and moment > state.moment
            and claimed == chain.hex()
            and set(body) >= MEMBERS
            and text == json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            and plain(body)
            and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+07:00", body["legal_at"])
            and datetime.fromisoformat(body["legal_at"]) > datetime.min.replace(tzinfo=UTC)
            and re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", body["event_id"])
            and body["stream"].split("/")[1] == log
            and body["version"] == state.versions.get(body["stream"], 0) + 1
            and all(state.versions.get(name, 0) == seen for name, seen in body["meta"]["reads"].items())
        ),
    )
    if not holds:
        raise Bad(position)
    versions = {**state.versions, body["stream"]: body["version"]}
    return state._replace(leaves=(*state.leaves, leaf), chain=chain, moment=moment, versions=versions), body


def plain(value: Any) -> bool:
    """No floats, no large numbers, ASCII keys."""
    if isinstance(value, dict):
        return all(name.isascii() for name in value) and all(map(plain, value.values()))
    if isinstance(value, list):
        return all(map(plain, value))
    return not isinstance(value, float) and not (isinstance(value, int) and abs(value) > LARGEST)


def keys(state: State, body: dict[str, Any], log: str, paper: tuple[Key, ...]) -> State:
    """Rule 2."""
    if body["stream"] != f"keys/{log}":
        return state
    position, data = len(state.leaves), body["data"]
    bad = Bad(position)
    match body["type"]:
        case "RecordRestored":
            return state._replace(restores=state.restores + 1)
        case "KeyLost" | "KeyRetired":
            if state.current is None or state.current.id.hex() != data["key_id"]:
                raise bad
            return state._replace(current=None)
        case "KeyIntroduced" | "KeyRotated":
            key = attempt(bad, lambda: key_of(data["key"]))
            first = not state.known
            named = key.name.rpartition("/")[2] == log if first else key.name == state.known[0].name
            if not named or (body["type"] == "KeyIntroduced") == bool(state.current):
                raise bad
            if state.current:
                text = f"baucu key rotation\n{spelt(state.current)}\n{data['key']}\n"
                note, lines = parts(data["endorsement"], bad)
                if (
                    note != text
                    or data["old"] != state.current.id.hex()
                    or not by(note, lines, state.current)
                ):
                    raise bad
            elif first and paper and key not in paper:
                raise Unusable
            return state._replace(known=(*state.known, key), current=key)
    return state


def checkpoint(state: State, text: str, log: str, failure: Exception) -> State:
    """Rules 3 and 4."""
    position = len(state.leaves)
    head = signed(state, text, log, failure)
    if head.size != position:
        raise failure
    if (head.root, head.chain, head.recorded) != (tree(state.leaves), state.chain, state.moment):
        raise Bad(since(state))
    return state._replace(good=(*state.good, position))


def mark(state: State, text: str) -> State:
    """Rule 4, of a short form."""
    position, root, day = short(text)
    if root != tree(state.leaves).hex()[:16]:
        raise Bad(since(state))
    if day != (datetime.fromisoformat(state.moment) + timedelta(hours=7)).strftime("%d/%m/%Y"):
        raise Unusable
    return state._replace(good=(*state.good, position))


def since(state: State) -> int:
    """The position after the last checkpoint that held below this one."""
    return 1 + max((size for size in state.good if size < len(state.leaves)), default=0)


def signed(state: State, text: str, log: str, failure: Exception) -> Head:
    note, lines = parts(text, failure)
    head: Head = attempt(failure, lambda: head_of(note))
    if not state.known or state.current is None:
        raise failure
    authority = state.known[0].name.rpartition("/")[0]
    epoch = f"~{1 + state.restores}" if state.restores else ""
    if head.origin != f"{authority}/{log}{epoch}":
        raise failure
    for key in state.known:
        if any(line[:2] == (key.name, key.id) for line in lines) and not by(note, lines, key):
            raise failure
    if not by(note, lines, state.current):
        raise failure
    return head


def parts(text: str, failure: Exception) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text of a note, and name, key id and signature of each line under it."""

    def split() -> tuple[str, list[tuple[str, bytes, bytes]]]:
        note, _, below = text.rpartition("\n\n")
        words = [line.split(" ") for line in below.removesuffix("\n").split("\n")]
        raw = [(name, base64.b64decode(coded, validate=True)) for dash, name, coded in words if dash == "—"]
        return note + "\n", [(name, data[:4], data[4:]) for name, data in raw]

    found: tuple[str, list[tuple[str, bytes, bytes]]] = attempt(failure, split)
    return found


def by(note: str, lines: Sequence[tuple[str, bytes, bytes]], key: Key) -> bool:
    """Whether the key has signed: one line at least, and none that does not hold."""
    own = [signature for name, id, signature in lines if (name, id) == (key.name, key.id)]
    try:
        for signature in own:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, note.encode())
    except InvalidSignature:
        return False
    return bool(own)


def head_of(note: str) -> Head:
    origin, size, root, chain, recorded, mode, rest = note.split("\n")
    labelled = chain.startswith("chain ") and recorded.startswith("recorded ")
    if not labelled or mode not in ("mode live", "mode rehearsal") or rest:
        raise ValueError(note)
    return Head(origin, int(size), base64.b64decode(root), base64.b64decode(chain[6:]), recorded[9:])


def key_of(text: str) -> Key:
    name, id, coded = text.strip().split("+", 2)
    content = base64.b64decode(coded, validate=True)
    if content[0] != 1 or len(content) != 33 or sha(name.encode(), b"\n", content)[:4].hex() != id:
        raise Unusable
    return Key(name, bytes.fromhex(id), content[1:])


def spelt(key: Key) -> str:
    coded = base64.b64encode(b"\1" + key.public).decode()
    return f"{key.name}+{key.id.hex()}+{coded}"


def outside(given: str) -> tuple[str, int]:
    """Log (none for a short form) and size of a checkpoint that was given."""
    if "\n" not in given:
        return "", short(given)[0]
    head = attempt(Unusable(), lambda: head_of(parts(given, Unusable())[0]))
    return head.origin.rpartition("/")[2].partition("~")[0], head.size


def size_of(given: str) -> int:
    return outside(given)[1] if given else 0


def short(text: str) -> tuple[int, str, str]:
    match = re.fullmatch(r"(\d+) · ([0-9a-f ]{19}) · (\d\d/\d\d/\d{4})", text)
    if match is None:
        raise Unusable
    return int(match[1]), match[2].replace(" ", ""), match[3]


def tree(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1, of leaves that are hashed already."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1", tree(leaves[:half]), tree(leaves[half:]))


def sha(*data: bytes) -> bytes:
    return hashlib.sha256(b"".join(data)).digest()


def attempt(failure: Exception, act: Callable[[], Any]) -> Any:
    """What the act returns, or the failure if the data do not allow it."""
    try:
        return act()
    except (Unusable, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise failure from error

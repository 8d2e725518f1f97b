"""The Merkle tree of RFC 9162 over leaf hashes: its root, and the checks of inclusion and consistency proofs.

Standard library only. A leaf hash is SHA-256(0x00 ‖ entry) and comes from `ledger.proof.chain`; an inner node
is SHA-256(0x01 ‖ left ‖ right). Entries count from 0, as in the standard: position 1 of a log is index 0.
`ledger.tree` makes the proofs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

WIDTH: Final = 32
"""Bytes of a hash."""

EMPTY: Final = hashlib.sha256().digest()
"""Root of a tree without leaves."""


def node(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """A tree of which only the right edge is kept: enough to append and to tell the root."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []  # roots of the complete subtrees, largest first

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of the next leaf."""
        rest, hash = self.size, leaf_hash
        while rest & 1:
            hash = node(self._edge.pop(), hash)
            rest >>= 1
        self._edge.append(hash)
        self.size += 1

    def root(self) -> bytes:
        """Root over the leaves so far."""
        if not self._edge:
            return EMPTY
        hash = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            hash = node(left, hash)
        return hash


def verify_inclusion(index: int, size: int, leaf_hash: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows the leaf at `index` of the tree with this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    last, hash = size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            hash = node(sibling, hash)
            while index and not index & 1:
                index >>= 1
                last >>= 1
        else:
            hash = node(hash, sibling)
        index >>= 1
        last >>= 1
    return last == 0 and hash == root


def verify_consistency(old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows the first tree to be the beginning of the second (RFC 9162, 2.1.4.2)."""
    if old == size:
        return old_root == root and not proof
    if old == 0:
        return old_root == EMPTY and not proof
    if not 0 < old < size or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    index, last = old - 1, size - 1
    while index & 1:
        index >>= 1
        last >>= 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            before, after = node(sibling, before), node(sibling, after)
            while index and not index & 1:
                index >>= 1
                last >>= 1
        else:
            after = node(after, sibling)
        index >>= 1
        last >>= 1
    return last == 0 and (before, after) == (old_root, root)

"""The Merkle tree that makes proofs; `ledger.proof.merkle` checks them."""

from __future__ import annotations

from ledger.proof.merkle import EMPTY, WIDTH, node


class Tree:
    """A tree whose complete nodes are kept (64 bytes a leaf): it proves things of every size it has had."""

    def __init__(self) -> None:
        self.size = 0
        self._levels: list[bytearray] = []

    def append(self, leaf_hash: bytes) -> None:
        """Add the hash of the next leaf."""
        index, level, hash = self.size, 0, leaf_hash
        while True:
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += hash
            if not index & 1:
                break
            hash = node(self._at(level, index - 1), hash)
            index >>= 1
            level += 1
        self.size += 1

    def leaf(self, index: int) -> bytes:
        """The leaf hash at `index`."""
        return self._at(0, index)

    def root(self, size: int | None = None) -> bytes:
        """Root when the tree had `size` leaves; now, if not said."""
        size = self._checked(size)
        if size == 0:
            return EMPTY
        level = 0
        hash = b""
        while size:  # the complete subtrees from the smallest to the largest
            if size & 1:
                left = self._at(level, size - 1)
                hash = node(left, hash) if hash else left
            size >>= 1
            level += 1
        return hash

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Proof that the leaf at `index` is in the tree of `size` leaves (RFC 9162, 2.1.3.1)."""
        size = self._checked(size)
        if not 0 <= index < size:
            raise ValueError(f"lá {index} không có trong cây {size} lá")
        return self._path(0, index, size)

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """Proof that the tree of `old` leaves is the beginning of that of `size` (RFC 9162, 2.1.4.1)."""
        size = self._checked(size)
        if not 0 <= old <= size:
            raise ValueError(f"cây {size} lá không thể tiếp nối cây {old} lá")
        if old in (0, size):
            return []
        level, index = 0, old - 1
        while index & 1:  # up to the largest complete subtree at the right edge of the old tree
            index >>= 1
            level += 1
        path = self._path(level, index, size)
        return [self._at(level, index), *path] if index else path

    def _path(self, start: int, index: int, size: int) -> list[bytes]:
        """Siblings from node `index` of level `start` up to the root of the tree of `size` leaves."""
        path: list[bytes] = []
        last, edge = size - 1, self._at(0, size - 1)
        for level in range((size - 1).bit_length()):
            if level >= start:
                sibling = index ^ 1
                if sibling < last:
                    path.append(self._at(level, sibling))
                elif sibling == last:
                    path.append(edge)
                index >>= 1
            if last & 1:  # the edge is a right child; without a sibling it moves up as it is
                edge = node(self._at(level, last - 1), edge)
            last >>= 1
        return path

    def _at(self, level: int, index: int) -> bytes:
        return bytes(self._levels[level][index * WIDTH : index * WIDTH + WIDTH])

    def _checked(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise ValueError(f"cây có {self.size} lá, không có cỡ {size}")
        return size

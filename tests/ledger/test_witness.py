"""A witness is told many stories, and accepts only one that continues what it has seen."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.feed import Feed, latest, successions
from ledger.proof import note
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import Checkpoint, OtherLog, parse
from ledger.proof.evidence import Succession
from ledger.proof.note import WITNESS, BadSignature, Malformed, UnknownKey
from ledger.signer import Signer, seal
from ledger.tree import Tree
from ledger.witness import Witness

NAME = "baucu.example/bk-2021"
LOG, OTHER = Signer.generate(NAME), Signer.generate(NAME)
COSIGNER = Signer.generate("quan-sat.example", WITNESS)


class Operator:
    """Someone with the log's key, honest or not."""

    def __init__(self, folder: Path, signer: Signer = LOG, seed: bytes = b"", origin: str = NAME) -> None:
        self.feed = Feed(folder)
        self.tree = Tree()
        self.folder = folder / "bk-2021" / ("2" if origin.endswith("~2") else "1")
        self._signer, self._seed, self._origin = signer, seed, origin
        self._old = 0

    def grow(self, size: int, forget: bool = False) -> Checkpoint:
        """Publish the log at this size; `forget` leaves no proof from the one before."""
        while self.tree.size < size:
            self.tree.append(self.tree.size.to_bytes(32) if not self._seed else self._seed.ljust(32, b"."))
        made = Checkpoint(
            self._origin, size, self.tree.root(), bytes(32), datetime(2021, 5, 23, tzinfo=UTC), "live"
        )
        step = Succession(self._old, tuple(self.tree.consistency(self._old)), seal(made, self._signer))
        self.feed.publish(step)
        if forget:
            (self.folder / f"{size:012}.succession").unlink()
        self._old = size
        return made


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "state", [LOG.verifier], COSIGNER)


def test_what_grows_honestly_is_followed_over_any_number_of_checkpoints(
    tmp_path: Path, witness: Witness
) -> None:
    operator = Operator(tmp_path)
    first = operator.grow(5)
    assert witness.look(operator.folder, 100) == first
    assert witness.look(operator.folder, 200) == first
    for size in (6, 9, 64):
        operator.grow(size)
    last = operator.grow(65)
    assert witness.look(operator.folder, 300) == last
    told = note.parse((tmp_path / "state").read_text())
    assert note.verify(told, [LOG.verifier, COSIGNER.verifier]) == [LOG.verifier, COSIGNER.verifier]
    assert note.cosigned_at(told.signatures[1]) == 300
    assert witness.known() == last


def fork(folder: Path) -> Operator:
    """Another story of the same log, in a feed of its own, with proofs that fit themselves."""
    forked = Operator(folder / "fork", seed=b"forged")
    forked.grow(5)
    return forked


@pytest.mark.parametrize(
    ("tell", "words", "position"),
    [
        (lambda it: None, "phân nhánh: hai gốc cây khác nhau ở cùng cỡ 5", 1),
        (lambda it: it.grow(9), "điểm kiểm 9 không tiếp nối điểm kiểm 5", 6),
        (lambda it: it.grow(9, forget=True), "điểm kiểm 9 không kèm chứng minh", 6),
    ],
    ids=["same size, other root", "larger, other beginning", "larger, without a proof"],
)
def test_a_fork_is_named_and_not_signed(
    tmp_path: Path, witness: Witness, tell: Callable[[Operator], None], words: str, position: int
) -> None:
    honest = Operator(tmp_path)
    honest.grow(5)
    witness.look(honest.folder, 100)
    before = (tmp_path / "state").read_text()
    forked = fork(tmp_path)
    tell(forked)
    with pytest.raises(Broken, match=words) as broken:
        witness.look(forked.folder, 200)
    assert broken.value.position == position
    assert (tmp_path / "state").read_text() == before


def test_a_log_that_went_back_is_named(tmp_path: Path, witness: Witness) -> None:
    honest = Operator(tmp_path)
    honest.grow(5)
    honest.grow(9)
    witness.look(honest.folder, 100)
    again = Operator(tmp_path / "restored")
    again.grow(7)
    with pytest.raises(Broken, match="lùi lại: đã thấy 9 sự kiện, nay công bố 7"):
        witness.look(again.folder, 200)


def test_an_old_checkpoint_played_again_is_a_log_that_went_back(tmp_path: Path, witness: Witness) -> None:
    operator = Operator(tmp_path)
    operator.grow(5)
    old = (operator.folder / "latest").read_text()
    operator.grow(9)
    witness.look(operator.folder, 100)
    (operator.folder / "latest").write_text(old)
    with pytest.raises(Broken, match="lùi lại"):
        witness.look(operator.folder, 200)


def test_a_new_epoch_is_not_accepted_without_a_person(tmp_path: Path, witness: Witness) -> None:
    operator = Operator(tmp_path)
    operator.grow(5)
    witness.look(operator.folder, 100)
    second = Operator(tmp_path, origin=f"{NAME}~2")
    made = second.grow(4)
    with pytest.raises(OtherLog, match="kỳ mới sau một lần khôi phục"):
        witness.look(second.folder, 200)
    assert Witness(tmp_path / "state2", [LOG.verifier]).look(second.folder, 200) == made


def test_another_key_an_altered_note_and_rubbish_are_each_refused(tmp_path: Path, witness: Witness) -> None:
    operator = Operator(tmp_path, signer=OTHER)
    operator.grow(5)
    with pytest.raises(UnknownKey):
        witness.look(operator.folder, 100)
    honest = Operator(tmp_path / "honest")
    honest.grow(5)
    newest = honest.folder / "latest"
    newest.write_text(newest.read_text().replace("mode live", "mode rehearsal"))
    with pytest.raises(BadSignature):
        witness.look(honest.folder, 100)
    newest.write_text("rubbish")
    with pytest.raises(Malformed):
        witness.look(honest.folder, 100)
    with pytest.raises(FileNotFoundError):
        witness.look(tmp_path / "nowhere", 100)
    assert not (tmp_path / "state").exists()


def test_a_spoilt_state_file_is_not_believed(tmp_path: Path, witness: Witness) -> None:
    operator = Operator(tmp_path)
    made = operator.grow(5)
    (tmp_path / "state").write_text(seal(dataclasses.replace(made, root=bytes(32)), OTHER))
    with pytest.raises(UnknownKey):
        witness.look(operator.folder, 100)


def test_the_feed_never_goes_back_and_never_changes_a_file(tmp_path: Path) -> None:
    operator = Operator(tmp_path)
    operator.grow(5)
    kept = {path: path.read_text() for path in operator.folder.glob("0*")}
    last = operator.grow(9)
    again = Operator(tmp_path, seed=b"forged")
    again.grow(5)
    assert {path: path.read_text() for path in kept} == kept
    assert latest(operator.folder) == operator.feed.newest("bk-2021") == last
    assert [parse(step.note).size for step in successions(operator.folder, 0)] == [5, 9]
    assert operator.feed.newest("unknown") is None
    assert not list(operator.folder.glob(".*")), "no draft is left behind"

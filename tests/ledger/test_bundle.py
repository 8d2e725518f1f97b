"""A bundle: the file alone is enough, nothing passes that should not, and a second verifier says the same."""

from __future__ import annotations

import asyncio
import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowHistory
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from domain.keys.commands import IntroduceKey, LoseKey, RotateKey
from ledger import dictionary
from ledger.appender import Appender
from ledger.connection import open_pool
from ledger.execute import Ledger
from ledger.export import FORMATS, bundle
from ledger.proof.bundle import Spoilt, verify
from ledger.proof.chain import Broken
from ledger.proof.checkpoint import OtherLog, parse, short
from ledger.proof.note import BadSignature, Malformed, NoteError, UnknownKey, Verifier
from ledger.seal import Sealer, newest
from ledger.signer import Signer, endorse, keep
from tests.cli.conftest import call as run
from tests.conftest import NAMESPACE, Database
from tests.ledger.draft import draft
from tests.ledger.record import KEYS, NEC, add, begin, new_signer, procedures, tampering
from tests.ledger.tamper import Copy, bundled, fitting, members, pack, read, write
from tests.ledger.toy import LOG, CallToy, call
from tests.ledger.verifier import Verdict, verdict
from workers.history import histories
from workers.postgres import AUDITOR, CHECKPOINTER, Postgres
from workers.settings import CHECKOUT


@dataclass(frozen=True)
class Shop:
    """A record, its sealer, and a folder for files."""

    ledger: Ledger
    sealer: Sealer
    folder: Path
    app: str
    superuser: str

    async def export(self, name: str = "so.bundle", log: str = LOG) -> Path:
        path = self.folder / name
        with path.open("wb") as out:
            await FORMATS["bundle"].write(self.ledger.store, log, out, lambda _: None)
        return path

    async def note(self, log: str = LOG) -> str:
        found = await newest(self.ledger.store.pool, log)
        assert found is not None
        return found


@pytest.fixture
async def shop(database: Database, postgres: Postgres, tmp_path: Path) -> AsyncIterator[Shop]:
    pool = await open_pool(postgres.dsn(database.name, CHECKPOINTER), size=2)
    async with Ledger.open(database.app, procedures) as ledger:
        yield Shop(
            ledger, Sealer(pool, tmp_path / "keys"), tmp_path, database.app, postgres.dsn(database.name)
        )
    await pool.close()


@dataclass(frozen=True)
class Sealed:
    """Eleven events, checkpoints after 3 and 8, and what an auditor might hold."""

    shop: Shop
    path: Path
    key: Verifier
    first: str
    second: str


@pytest.fixture
async def sealed(shop: Shop) -> Sealed:
    signer = new_signer()
    await begin(shop.ledger, shop.folder / "keys", signer)
    await add(shop.ledger, "a")
    await shop.sealer.seal(LOG)
    first = await shop.note()
    await add(shop.ledger, "b", "c", "d", "e", "f")
    await shop.sealer.seal(LOG)
    second = await shop.note()
    await add(shop.ledger, "g", "h", "i")
    return Sealed(shop, await shop.export(), signer.verifier, first, second)


def test_the_file_and_the_key_are_enough_where_there_is_nothing_else(sealed: Sealed, tmp_path: Path) -> None:
    """The folder holds the package `ledger.proof`, the bundle, the key: no other line of the program."""
    empty = tmp_path / "empty"
    shutil.copytree(CHECKOUT / "ledger" / "proof", empty / "ledger" / "proof")
    shutil.copy(sealed.path, empty / "so.bundle")
    (empty / "so.pub").write_text(f"{sealed.key}\n")
    (empty / "giu.checkpoint").write_text(sealed.first)
    program = [sys.executable, "-m", "ledger.proof", "so.bundle"]

    def check(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(program + list(words), cwd=empty, capture_output=True, text=True, env={})

    done = check("--pubkey", "so.pub", "--checkpoint", "giu.checkpoint")
    assert (done.returncode, done.stderr) == (0, "")
    mark = short(parse(sealed.second))
    assert done.stdout == (
        f"Sổ {LOG} nguyên vẹn / chain verified: 11 sự kiện; 2 điểm kiểm đã ký, mới nhất {mark}; "
        "3 sự kiện sau đó chưa có điểm kiểm; khớp điểm kiểm đã cho (3 sự kiện).\n"
    )
    unknown = check("--checkpoint", str(mark))
    assert unknown.returncode == 0
    assert f"khóa {sealed.key.key_id.hex()} (vị trí 2) chưa đối chiếu với giấy" in unknown.stdout
    (empty / "so.pub").write_text(str(new_signer().verifier))
    wrong = check("--pubkey", "so.pub")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
    assert check("--pubkey", "nowhere").returncode == 2
    files = members(sealed.path)
    page = "events/000000000001.tsv"
    pack(empty / "so.bundle", {**files, page: files[page].replace(b'"amount":1', b'"amount":2', 1)})
    broken = check()
    assert (broken.returncode, broken.stdout) == (3, "")
    assert broken.stderr.startswith(f"Sổ {LOG}, vị trí 3: ")


async def test_the_same_record_gives_the_same_bytes_into_a_file_and_a_pipe(sealed: Sealed) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe, store = Pipe(), sealed.shop.ledger.store
    await FORMATS["bundle"].write(store, LOG, pipe, lambda _: None)
    assert pipe.getvalue() == sealed.path.read_bytes() == (await sealed.shop.export("again")).read_bytes()


def test_a_bundle_has_rules_dictionary_keys_and_says_what_is_absent(sealed: Sealed) -> None:
    files = members(sealed.path)
    rules = {path.name: path.read_bytes() for path in (CHECKOUT / "domain" / "law").glob("*.toml")}
    assert {name[4:]: data for name, data in files.items() if name.startswith("law/")} == rules
    assert files["dictionary.md"].decode() == dictionary.markdown()
    assert files["keys.txt"].decode() == f"{sealed.key}\n"
    assert files["checkpoints/000000000003.checkpoint"].decode() == sealed.first
    assert json.loads(files["manifest.json"])["absent"] == {"histories": "không được lấy khi xuất gói"}
    assert list(files)[-1] == "manifest.json"


async def test_the_histories_of_temporal_lie_in_it_for_a_replayer(sealed: Sealed, temporal: str) -> None:
    client = await Client.connect(temporal, namespace=NAMESPACE)
    attributes = TypedSearchAttributes([SearchAttributePair(SearchAttributeKey.for_keyword("Election"), LOG)])
    run = await client.start_workflow(
        "Unit", id=f"unit/{LOG}/A b", task_queue="nobody", search_attributes=attributes
    )
    async with asyncio.timeout(30):
        while not [one async for one in client.list_workflows(f"Election = '{LOG}'")]:
            await asyncio.sleep(0.1)  # Temporal lists a run a moment after it began
    path = sealed.shop.folder / "with-histories.bundle"
    with path.open("wb") as out:
        store = sealed.shop.ledger.store
        await bundle.write(store, LOG, out, lambda _: None, histories=histories(client, LOG))
    await run.terminate()
    name = f"histories/unit%2F{LOG}%2FA%20b.{run.first_execution_run_id}.json"
    kept = WorkflowHistory.from_json(run.id, members(path)[name].decode())
    assert kept.events[0].HasField("workflow_execution_started_event_attributes")
    assert json.loads(members(path)["manifest.json"])["absent"] == {}
    assert verify(path, [sealed.key]).events == 11


async def test_the_record_itself_is_held_against_a_checkpoint_by_command(
    sealed: Sealed, tmp_path: Path
) -> None:
    """Whoever rewrites all of it and every checkpoint is found by the one that was kept elsewhere."""
    (tmp_path / "giu.checkpoint").write_text(sealed.second)
    (tmp_path / "so.pub").write_text(f"{sealed.key}\n")
    mark, here = (
        str(short(parse(sealed.second))),
        {"DATABASE_URL": sealed.shop.app, "STATE_DIR": str(tmp_path)},
    )
    words = ("audit", "verify", LOG, "--pubkey", str(tmp_path / "so.pub"), "--checkpoint")
    done = await run("audit", "verify", LOG, "--checkpoint", mark, **here)
    assert (done.code, "khớp điểm kiểm đã cho (8 sự kiện)" in done.out) == (0, True)
    copy = await read_copy(sealed.shop.ledger, LOG)
    changed = copy.altered(4, '"amount":1', '"amount":9').rehashed(4).forgetting(3)
    async with tampering(sealed.shop.superuser) as superuser:
        await write(superuser, changed)
    assert (await run("audit", "verify", LOG, **here)).code == 0
    for given in (str(tmp_path / "giu.checkpoint"), mark):
        done = await run(*words, given, **here)
        assert (done.code, "vị trí 4: từ đây đến vị trí 8 sổ khác với" in done.err) == (3, True)


def test_a_checkpoint_from_outside_holds_whether_older_or_newest_or_on_paper(sealed: Sealed) -> None:
    for given in (
        sealed.first,
        sealed.second,
        *(str(short(parse(it))) for it in (sealed.first, sealed.second)),
    ):
        assert verify(sealed.path, [sealed.key], given).events == 11


async def test_a_checkpoint_newer_than_the_bundle_says_that_the_tail_is_missing(sealed: Sealed) -> None:
    await add(sealed.shop.ledger, "j")
    await sealed.shop.sealer.seal(LOG)
    note = await sealed.shop.note()
    for given in (note, str(short(parse(note)))):
        with pytest.raises(Broken, match="thiếu phần đuôi: điểm kiểm đã cho có 12 sự kiện") as broken:
            verify(sealed.path, [sealed.key], given)
        assert broken.value.position == 12


def test_a_checkpoint_that_does_not_belong_here_is_said_to_be_wrong_itself(sealed: Sealed) -> None:
    foreign = sealed.first.replace(LOG, "other-2021")
    with pytest.raises(OtherLog, match="của sổ other-2021, không phải của sổ toy-2021"):
        verify(sealed.path, given=foreign)
    with pytest.raises(BadSignature, match="đã bị sửa sau khi ký"):
        verify(sealed.path, given=sealed.first.replace("mode rehearsal", "mode live"))
    with pytest.raises(Malformed):
        verify(sealed.path, given="không phải điểm kiểm")
    for nothing in ("", "\n", "0 · 0000 0000 0000 0000 · 21/11/2026"):
        with pytest.raises(Malformed, match="dấu sổ"):
            verify(sealed.path, given=nothing)
    mark = short(parse(sealed.first))
    with pytest.raises(Malformed, match="sai ngày"):
        verify(sealed.path, given=str(mark._replace(day=mark.day.replace(year=1999))))
    with pytest.raises(Broken, match="từ đây đến vị trí 3 sổ khác với dấu sổ trên giấy") as broken:
        verify(sealed.path, given=str(mark._replace(digits="0" * 16)))
    assert broken.value.position == 1
    with pytest.raises(UnknownKey, match=r"không phải khóa đầu tiên.*nhầm khóa, hoặc đây là sổ giả"):
        verify(sealed.path, [new_signer().verifier])


def test_a_truncated_file_is_refused_at_every_length(sealed: Sealed, tmp_path: Path) -> None:
    whole, path = sealed.path.read_bytes(), tmp_path / "cut"
    for length in [*range(0, len(whole), len(whole) // 200), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(Spoilt, match="không phải gói sổ, hoặc bị cắt cụt"):
            verify(path)


def test_no_flipped_byte_passes(sealed: Sealed, tmp_path: Path) -> None:
    """Either the file is refused, or the record is; names of members are compared too."""
    whole, path = sealed.path.read_bytes(), tmp_path / "flipped"
    dice, passed, content = random.Random(3), 0, members(sealed.path)
    for _ in range(300):
        at = dice.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
        try:
            verify(path, [sealed.key], sealed.second)
        except (NoteError, Broken):
            continue
        # What a ZIP file says twice, or of times and rights, may differ: every member is the same.
        assert members(path) == content
        passed += 1
    assert passed < 30


def test_what_is_no_bundle_is_refused_in_a_sentence(sealed: Sealed, tmp_path: Path) -> None:
    files, path = members(sealed.path), tmp_path / "odd"
    odd: list[tuple[dict[str, bytes], dict[str, object], str]] = [
        (files, {**fitting(files), "format": "baucu-bundle/2"}, "dạng baucu-bundle/2"),
        (files, {"format": "baucu-bundle/1"}, "manifest.json trong gói bị hỏng"),
        ({**files, "more.txt": b""}, fitting(files), r"không đúng như manifest.json \(more.txt\)"),
        ({**files, "law/order.toml": b"x"}, fitting(files), "law/order.toml trong gói không phải tệp mà"),
        ({**files, "checkpoints/x": b""}, {}, "không phải tên của điểm kiểm"),
        ({**files, "checkpoints/000000000000.checkpoint": b""}, {}, "không phải tên của điểm kiểm"),
    ]
    for content, told, words in odd:
        with pytest.raises(Spoilt, match=words):
            verify(pack(path, content, told or None))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(Spoilt, match=r"không có manifest\.json"):
        verify(path)


def test_an_empty_checkpoint_does_not_count_as_one(sealed: Sealed, tmp_path: Path) -> None:
    files, path = members(sealed.path), tmp_path / "odd"
    pack(path, {**files, "checkpoints/000000000005.checkpoint": b""})
    with pytest.raises(Broken, match="điểm kiểm đang giữ không dùng được") as broken:
        verify(path)
    assert broken.value.position == 5
    assert verdict(path) == ("broken", 5)


async def test_keys_that_follow_each_other_are_followed_and_an_unvouched_one_is_told(shop: Shop) -> None:
    first, second, third = new_signer(), new_signer(), new_signer()
    for signer in (second, third):
        keep(shop.folder / "keys", signer)
    await begin(shop.ledger, shop.folder / "keys", first)
    await shop.sealer.seal(LOG)
    rotation = RotateKey(key=str(second.verifier), endorsement=endorse(first, second.verifier))
    await shop.ledger.execute(KEYS, rotation, NEC)
    await shop.sealer.seal(LOG)
    await shop.ledger.execute(KEYS, LoseKey(key_id=second.verifier.key_id.hex(), reason="mất"), NEC)
    await shop.ledger.execute(KEYS, IntroduceKey(key=str(third.verifier)), NEC)
    await shop.sealer.seal(LOG)
    path = await shop.export()
    found = verify(path, [first.verifier])
    assert (found.checkpoints, found.unvouched) == (3, ((third.verifier.key_id.hex(), 5),))
    assert verify(path, [first.verifier, third.verifier]).unvouched == ()
    assert verdict(path, [str(first.verifier)]) == ("holds", 5)


async def test_export_verify_prove_by_the_commands_in_an_empty_folder(sealed: Sealed, tmp_path: Path) -> None:
    here, away = {"DATABASE_URL": sealed.shop.app, "STATE_DIR": str(tmp_path)}, {"STATE_DIR": "/nowhere"}
    bundle, proof, key = (str(tmp_path / name) for name in ("b.bundle", "e.tlog-proof", "so.pub"))
    Path(key).write_text(f"{sealed.key}\n")
    assert (await run("audit", "export", LOG, "--format", "bundle", "-o", bundle, **here)).code == 0
    assert json.loads(members(Path(bundle))["manifest.json"])["absent"] == {
        "histories": "TEMPORAL_ADDRESS không được đặt"
    }
    done = await run("audit", "verify", "--bundle", bundle, "--pubkey", key, **away)
    assert (done.code, done.err) == (0, "")
    assert "chain verified: 11 sự kiện; 2 điểm kiểm" in done.out
    assert (await run("audit", "prove", f"{LOG}#2", "-o", proof, **here)).code == 0
    proven = await run("audit", "verify", "--proof", proof, "--pubkey", key, "--json", **away)
    assert proven.code == 0
    assert (proven.json["position"], proven.json["body"]["data"]["key"]) == (2, str(sealed.key))
    Path(bundle).write_bytes(Path(bundle).read_bytes()[:-100])
    for words, sentence in (
        (("--bundle", bundle), "bị cắt cụt"),
        (("--bundle", "nowhere"), "Không đọc được nowhere"),
        (("--proof", proof), "cần --pubkey"),
        (("--proof", key, "--pubkey", key), "không phải tệp chứng minh"),
        (("--proof", proof, "--pubkey", key, "--event", "x"), "không phải x"),
        (("--checkpoint", "nowhere"), "không có tệp này"),
        (("--pubkey", key), "nêu thêm mã cuộc bầu cử"),
        ((LOG, "--bundle", bundle), "mã cuộc bầu cử không đi với --bundle"),
        (("--event", "x"), "--event không đi với"),
    ):
        refused = await run("audit", "verify", *words, **away)
        assert (refused.code, refused.out) == (2, "")
        assert sentence in refused.sentence
    late = await run("audit", "prove", f"{LOG}#11", **here)
    assert (late.code, "chưa có điểm kiểm nào bao gồm vị trí 11" in late.sentence) == (2, True)


async def test_an_auditor_exports_and_proves_what_was_granted_and_nothing_else(
    sealed: Sealed, database: Database, postgres: Postgres, tmp_path: Path
) -> None:
    async with tampering(sealed.shop.superuser) as superuser:
        await superuser.execute(f"CREATE ROLE auditor_of_bundles LOGIN IN ROLE {AUDITOR}")
        try:
            dsn, path = postgres.dsn(database.name, "auditor_of_bundles"), tmp_path / "theirs.bundle"
            here = {"DATABASE_URL": dsn, "STATE_DIR": str(tmp_path)}
            refused = await run("audit", "export", LOG, "--format", "bundle", "-o", str(path), **here)
            assert (refused.code, path.exists()) == (2, False)
            owner = {"DATABASE_OWNER_URL": database.owner, "DATABASE_URL": database.app}
            granted = await run(
                "access", "grant", "auditor_of_bundles", LOG, **owner, STATE_DIR=str(tmp_path)
            )
            assert granted.code == 0
            assert (
                await run("audit", "export", LOG, "--format", "bundle", "-o", str(path), **here)
            ).code == 0
            assert path.read_bytes().startswith(b"PK")
            assert members(path)["checkpoints/000000000008.checkpoint"].decode() == sealed.second
            assert (await run("audit", "prove", f"{LOG}#2", **here)).out.startswith(
                "c2sp.org/tlog-proof@v1\n"
            )
        finally:
            await superuser.execute("DROP ROLE auditor_of_bundles")


LOGS = 100


async def test_a_second_verifier_agrees_on_a_hundred_random_logs_and_on_what_was_done_to_them(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each log the bundle as it is, and one that somebody changed: the same verdict, the same position."""
    verdicts: Counter[tuple[str, str]] = Counter()
    appender = Appender(shop.app)
    foreign = ""
    for number in range(LOGS):
        dice, log = random.Random(number), f"log-{number:03}"
        key = await grow(shop, appender, dice, log)
        path = await shop.export("random.bundle", log)
        model = members(path)
        copy = await read_copy(shop.ledger, log)
        assert verify(path, [key]).events == len(copy.rows)
        assert verdict(path, [str(key)]) == ("holds", len(copy.rows))
        notes = [*copy.notes.values()]
        changed, what = change(dice, copy)
        files = bundled(changed, model)
        told = None if dice.random() < 0.8 else json.loads(model["manifest.json"])
        if told:
            told["members"] |= {name: "0" * 64 for name in files if name not in told["members"]}
            told["members"] = {name: told["members"][name] for name in files if name != "manifest.json"}
        pack(path, files, told)
        papers: list[tuple[Verifier, ...]] = [
            (),
            (key,),
            (key,),
            (Signer.generate(f"baucu.example/{log}").verifier,),
        ]
        paper = papers[dice.choices(range(4), (4, 3, 3, 1))[0]]
        marks = [str(short(parse(note))) for note in notes]
        given = dice.choice(["", "", *notes, *marks, foreign])
        ours, theirs = judged(path, paper, given), verdict(path, [*map(str, paper)], given)
        assert ours == theirs, (number, what, given)
        verdicts[what, ours[0]] += 1
        foreign = notes[-1] if notes else foreign
    await appender.close()
    told_of = Counter(outcome for (_, outcome), times in verdicts.items() for _ in range(times))
    assert set(told_of) == {"holds", "broken", "unusable"}
    assert told_of["broken"] > LOGS / 2
    with capsys.disabled():
        sys.stdout.write(f"\n{LOGS} random logs, as they were: both verifiers accept; changed, and given:\n")
        sys.stdout.writelines(
            f"  {what:28} {outcome:9} {times:3}\n" for (what, outcome), times in sorted(verdicts.items())
        )


async def grow(shop: Shop, appender: Appender, dice: random.Random, log: str) -> Verifier:
    """A log of some events in some streams that look at each other, sealed now and then, its key rotated."""
    signer = Signer.generate(f"baucu.example/{log}")
    keep(shop.folder / "keys", signer)
    await shop.ledger.execute(f"election/{log}", CallToy(), call())
    await shop.ledger.execute(f"keys/{log}", IntroduceKey(key=str(signer.verifier)), NEC)
    first, versions = signer.verifier, dict.fromkeys((f"area/{log}/{code}" for code in range(3)), 0)
    for step in range(dice.randint(2, 9)):
        batch = []
        for number in range(dice.randint(1, 4)):
            stream = dice.choice([*versions])
            others = {name: seen for name, seen in versions.items() if name != stream and dice.random() < 0.3}
            versions[stream] += 1
            batch.append(draft(stream, versions[stream], f"s{step}-{number}", reads=others))
        for body in batch:
            await appender.append(log, [body])
        if dice.random() < 0.4:
            await shop.sealer.seal(log)
        if dice.random() < 0.1:
            new = Signer.generate(f"baucu.example/{log}")
            keep(shop.folder / "keys", new)
            order = RotateKey(key=str(new.verifier), endorsement=endorse(signer, new.verifier))
            await shop.ledger.execute(f"keys/{log}", order, NEC)
            signer = new
    return first


async def read_copy(ledger: Ledger, log: str) -> Copy:
    return await read(ledger.store.pool, log)


def change(dice: random.Random, copy: Copy) -> tuple[Copy, str]:
    """One thing that somebody might do, perhaps with fresh hashes, perhaps without later checkpoints."""
    size = len(copy.rows)
    at = dice.randint(3, size - 1)
    notes = [*copy.notes.values()]
    in_area = "area/" in copy.rows[at - 1].stream
    live = {size: note.replace("mode rehearsal", "mode live") for size, note in copy.notes.items()}
    acts = {
        "nothing": lambda: copy,
        "a byte of data": lambda: copy.altered(at, '"before":0', '"before":1') if in_area else copy.later(at),
        "a byte of meta": lambda: copy.altered(at, '"mode":"r', '"mode":"R'),
        "a legal time": lambda: copy.altered(at, "T12:00:00", "T12:00:01"),
        "no canonical form": lambda: copy.altered(at, '{"data"', '{ "data"'),
        "a moment of recording": lambda: copy.later(at),
        "two in each other's place": lambda: copy.swapped(at, at + 1),
        "one dropped": lambda: copy.dropped(at),
        "one dropped, closed up": lambda: copy.dropped(at).closed_up(),
        "the tail dropped": lambda: copy.cut(at),
        "one inserted": lambda: copy.inserted(at),
        "checkpoints exchanged": lambda: copy.with_notes(
            dict(zip(copy.notes, notes[-1:] + notes[:-1], strict=True))
        ),
        "a key event without its key": lambda: copy.altered(2, '"key":', '"kex":').rehashed(),
        "checkpoints altered": lambda: copy.with_notes(live),
    }
    what = dice.choice([*acts])
    changed = acts[what]()
    if dice.random() < 0.5:
        changed = changed.rehashed(dice.choice([1, at, min(at + 1, size)]))
    if dice.random() < 0.3:
        changed = changed.forgetting(dice.choice([0, at]))
    return changed, what


def judged(path: Path, paper: tuple[Verifier, ...], given: str) -> Verdict:
    try:
        return "holds", verify(path, paper, given or None).events
    except Broken as broken:
        return "broken", broken.position
    except NoteError:
        return "unusable", 0

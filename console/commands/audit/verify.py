"""`baucu audit verify`: the record, a bundle or one event's proof, checked once more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.document import why
from console.problem import BROKEN, OK, complain
from console.terminal import terminal
from ledger.audit import verify as verify_log
from ledger.canonical import Broken
from ledger.proof import bundle as bundles
from ledger.proof.event import verify as verify_event
from ledger.proof.note import NoteError
from ledger.proof.verify import Paper, Report, keys, parse_given


async def verify(
    election: Annotated[str | None, Parameter(help="Mã cuộc bầu cử; bỏ trống thì kiểm tra tất cả.")] = None,
    /,
    *,
    bundle: Annotated[
        Path | None, Parameter(help="Kiểm gói sổ này thay vì sổ đang chạy; không cần mạng hay cơ sở dữ liệu.")
    ] = None,
    proof: Annotated[
        Path | None, Parameter(help="Kiểm tệp chứng minh một sự kiện (.tlog-proof); cần --pubkey.")
    ] = None,
    checkpoint: Annotated[
        str | None, Parameter(help="Tệp điểm kiểm đã giữ, hoặc dấu sổ chép từ giấy («3160 · a2c1 … · ngày»).")
    ] = None,
    pubkey: Annotated[
        Path | None, Parameter(help="Tệp khóa công khai đầu tiên của sổ, chép từ giấy đã công bố.")
    ] = None,
    event: Annotated[str | None, Parameter(help="Với --proof: event_id mà chứng minh phải nói đến.")] = None,
    json: Json = False,
    live: Live = None,
) -> int:
    """Tính lại mọi mã băm của sổ từ nội dung đã lưu, đối chiếu mọi điểm kiểm và khóa.

    In số sự kiện và mã băm cuối; giữ mã này ở nơi khác để lần sau đối chiếu.
    Sổ bị sửa, bớt, chèn, đảo thứ tự: nêu vị trí đầu tiên sai và sai gì, mã thoát 3.
    Điểm kiểm đã giữ cũ hơn sổ thì phần đầu phải khớp; mới hơn sổ thì sổ thiếu phần đuôi.

    Ví dụ:

    baucu audit verify

    baucu audit verify bk-2021 --checkpoint da-giu.checkpoint

    baucu audit verify --bundle bk-2021.bundle --pubkey so.pub

    baucu audit verify --proof viec.tlog-proof --pubkey so.pub
    """
    _refuse_odd(
        {"mã cuộc bầu cử": election, "--bundle": bundle, "--proof": proof},
        {"--checkpoint": checkpoint, "--proof": proof},
    )
    if event is not None and proof is None:
        raise complain("odd_options", first="--event", second="lệnh này khi thiếu --proof")
    paper = keys(_printed(_text(pubkey))) if pubkey else ()
    given = _checkpoint(checkpoint) if checkpoint is not None else None
    try:
        if proof is not None:
            if not paper:
                raise complain("no_pubkey")
            told = verify_event(_text(proof), paper, event or "")
            _tell(str(told), told._asdict(), json)
        elif bundle is not None:
            found = _bundle(bundle, paper, given)
            _tell(f"{found}", _plain(found), json)
        else:
            await _record(election, paper, given, json, live)
    except Broken as broken:
        if not json:
            raise
        outline.answer({"log": broken.log, "position": broken.position, "broken": broken.what})
        return BROKEN
    return OK


async def _record(election: str | None, paper: Paper, given: str | None, json: bool, live: Live) -> None:
    if election is None and (paper or given is not None):
        raise complain("which_election")
    async with record(live) as ledger:
        store = ledger.store
        logs = await store.logs() if election is None else [await where.election(store, election)]
        for log in logs:
            found = await verify_log(store, log, paper, given)
            head = f"{log}: {found.events} sự kiện · mã băm cuối {found.head}"
            _tell(f"{head}\n{found}", _plain(found), json)
    if not logs:
        terminal().print("Sổ chưa có cuộc bầu cử nào.")


def _bundle(path: Path, paper: Paper, given: str | None) -> Report:
    try:
        return bundles.verify(path, paper, given)
    except OSError as error:
        raise complain("unreadable", file=path, problem=why(error)) from None


def _refuse_odd(*groups: dict[str, object]) -> None:
    """Of each group one at most."""
    for group in groups:
        named = [name for name, value in group.items() if value is not None]
        if len(named) > 1:
            raise complain("odd_options", first=named[0], second=named[1])


def _plain(found: Report) -> dict[str, Any]:
    return {**found.__dict__, "newest": str(found.newest) if found.newest else None}


def _tell(sentence: str, answer: dict[str, Any], json: bool) -> None:
    if json:
        outline.answer(answer)
    else:
        terminal().print(sentence)


def _checkpoint(word: str) -> str:
    """The content of the file of this name, or the short form that was typed."""
    if Path(word).is_file():
        return _text(Path(word))
    try:
        parse_given(word)
    except NoteError:
        problem = "không có tệp này, và cũng không phải dấu sổ như 3160 · a2c1 dd76 0d4d a532 · 21/11/2026"
        raise complain("unreadable", file=word, problem=problem) from None
    return word


def _printed(told: str) -> str:
    """The keys in a text, one a line: alone, or in the table that «baucu keys show» prints."""
    return "\n".join(word for word in told.split() if word.count("+") > 1) or told


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise complain("unreadable", file=path, problem=why(error)) from None

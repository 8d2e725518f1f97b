"""`baucu subject`: personal data beside the record. Every look is on record, an erasure is for ever."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated, Final

from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, opened, place
from console.operator import account, legal_now
from console.outline import answer
from console.problem import OK, complain
from console.terminal import page, paragraph, table, terminal
from console.vietnamese import day, moment
from domain.call.events import ElectionCalled
from domain.candidacy.commands import EraseSubject
from domain.candidacy.ground import Erasure
from domain.command import Act
from domain.law.retention import retentions
from domain.refusal import refuse
from domain.stream import Stream
from domain.zone import local
from ledger.execute import Ledger
from ledger.person import Kept, Keyring, Persons, Purpose
from ledger.person.installation import install
from ledger.person.installation import rewrap as again
from workers.settings import settings

FIELDS: Final = {"name": "họ tên", "born": "ngày sinh", "note": "ghi chú", "address": "hộp thư"}
PURPOSES: Final = ", ".join(purpose.code for purpose in Purpose)

app = branch(
    name="subject",
    help="Dữ liệu cá nhân: ai có, ai đã xem, xem, ghi chú, xóa vĩnh viễn.\n\nVí dụ:\n\n"
    "baucu subject list bk-2021\n\nbaucu subject accesses bk-2021",
    usage="baucu subject LỆNH\n",
)

Election = Annotated[str, Parameter(help="Mã cuộc bầu cử.")]
Code = Annotated[str, Parameter(help="Mã của người, như c-001, hoặc hộp thư của cơ quan, như front@BK.")]
Actor = Annotated[
    str | None, Parameter(help="Mã người thao tác; mặc định là số tài khoản máy đang dùng, dạng cli.SỐ.")
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


@app.command(name="list", usage="baucu subject list CUỘC-BẦU-CỬ [--json]\n")
async def list_(election: Election, /, *, json: Json = False, live: Live = None) -> int:
    """Đang giữ trường nào của ai, ai đã xóa; không đọc dữ liệu.

    Ví dụ:

    baucu subject list bk-2021
    """
    async with _persons(election, live) as (_, persons):
        kept = await persons.kept()
    if json:
        answer([one._asdict() for one in kept])
        return OK
    table(
        ("Mã", "Đang giữ", "Đã xóa lúc"),
        ((one.code, _fields(one), moment(one.erased_at) if one.erased_at else "") for one in kept),
    )
    return OK


@app.command(usage="baucu subject show CUỘC-BẦU-CỬ MÃ --purpose MỤC-ĐÍCH [--json]\n")
async def show(
    election: Election,
    code: Code,
    /,
    *,
    purpose: Annotated[str, Parameter(help=f"Đọc để làm gì: {PURPOSES}.")],
    actor: Actor = None,
    json: Json = False,
    live: Live = None,
) -> int:
    """Xem dữ liệu của một người; ai xem, lúc nào, để làm gì được ghi lại trước khi đọc.

    Ví dụ:

    baucu subject show bk-2021 c-001 --purpose own_data
    """
    wanted = _purpose(purpose)
    async with _persons(election, live) as (ledger, persons):
        kept = await _known(persons, election, code)
        told = await persons.read([code], list(FIELDS), wanted, actor or account())
        until = [(row, row.until(await _day(ledger, election))) for row in retentions()]
    data = {} if kept.erased_at else told.get(code, {})
    if json:
        answer(
            {
                "code": code,
                "erased_at": kept.erased_at,
                "data": data,
                "purpose": wanted.code,
                "retention": [{**row.model_dump(), "until": last} for row, last in until],
            }
        )
        return OK
    out = page()
    if kept.erased_at:
        out.print(f"{code}: (đã xóa) lúc {moment(kept.erased_at)}")
    for field, value in data.items():
        out.print(f"{FIELDS[field]}: {value}")
    paragraph(out, f"Mục đích: {wanted.title} ({wanted.ground}).")
    for row, last in until:
        paragraph(
            out,
            f"Lưu trữ: {row.vi}: ít nhất {row.years} năm, đến hết {day(last)} ({row.article}).",
            hanging=2,
        )
    return OK


@app.command(usage="baucu subject note CUỘC-BẦU-CỬ MÃ [GHI-CHÚ | -]\n")
async def note(
    election: Election,
    code: Code,
    text: Annotated[
        str,
        Parameter(allow_leading_hyphen=True, help="Ghi chú; «-» là dữ liệu chuyển vào; bỏ trống thì xóa."),
    ] = "",
    /,
    *,
    live: Live = None,
) -> int:
    """Ghi chú về một người, mã hóa cùng dữ liệu của người đó: điều mà sổ chỉ ghi bằng mã căn cứ.

    Ví dụ:

    baucu subject note bk-2021 c-001 - < ly-do.txt
    """
    async with _persons(election, live) as (_, persons):
        kept = await _known(persons, election, code)
        if kept.erased_at:
            raise complain("already_erased", who=code, election=election, at=moment(kept.erased_at))
        value = sys.stdin.read().strip() if text == "-" else text
        await persons.put({code: {"note": value or None}})
    terminal().print(f"{code}: đã {'ghi' if value else 'xóa'} ghi chú.")
    return OK


@app.command(
    usage="baucu subject erase CUỘC-BẦU-CỬ MÃ --ground CĂN-CỨ --body CƠ-QUAN --unit ĐƠN-VỊ"
    " [--decision SỐ] [--yes]\n"
)
async def erase(
    election: Election,
    code: Code,
    /,
    *,
    ground: Annotated[
        Erasure,
        Parameter(
            help="request theo yêu cầu, time_over hết hạn lưu trữ, unlawful không có căn cứ, court Tòa án."
        ),
    ],
    body: Annotated[str, Parameter(help="Cơ quan quyết định: nec, committee, people_committee, …")],
    unit: Annotated[str, Parameter(help="Đơn vị của cơ quan đó.")],
    decision: Annotated[str, Parameter(help="Số quyết định; phải có khi chưa hết hạn lưu trữ.")] = "",
    actor: Actor = None,
    yes: Annotated[bool, Parameter(negative="", help="Không hỏi lại.")] = False,
    live: Live = None,
) -> int:
    """Xóa vĩnh viễn dữ liệu của một người: hủy khóa của người đó; không ai khôi phục được.

    Sổ ghi việc xóa (SubjectErased) và còn lại mã; chuỗi và bảng đọc giữ nguyên, mọi nơi hiện «(đã xóa)».
    Không với tới: bản sao lưu cũ còn khóa, thư đã gửi, giấy đã in.

    Ví dụ:

    baucu subject erase bk-2021 c-001 --ground request --body committee --unit BK-NS-01 --decision 12/QĐ
    """
    async with _persons(election, live) as (ledger, persons):
        await _known(persons, election, code)
        if "@" in code:
            raise complain("mailbox", who=code)
        order = EraseSubject(ground=ground, decision=decision)
        act = Act(actor=actor or account(), body=body, unit=unit, legal_at=await legal_now(ledger, election))
        stream = Stream("candidacy", election, code)
        done = any(row.type == "SubjectErased" for row in (await ledger.history([str(stream)]))[str(stream)])
        if not yes and not done:
            _confirm(code)
        if not done:
            # The record first: what dies in between is finished by giving the command again.
            await ledger.execute(stream, order, act)
        destroyed = await persons.erase(code)
    said = "đã xóa vĩnh viễn" if destroyed else "đã được xóa từ trước"
    terminal().print(f"{code}: dữ liệu cá nhân {said}. Bản sao lưu cũ còn khóa phải được hủy riêng.")
    return OK


@app.command(usage="baucu subject accesses CUỘC-BẦU-CỬ [MÃ] [--json]\n")
async def accesses(
    election: Election,
    code: Annotated[str, Parameter(help="Chỉ những lần đọc dữ liệu của mã này.")] = "",
    /,
    *,
    json: Json = False,
    live: Live = None,
) -> int:
    """Ai đã đọc dữ liệu của ai, lúc nào, để làm gì; lần mới nhất trước.

    Ví dụ:

    baucu subject accesses bk-2021 c-001
    """
    async with _persons(election, live) as (_, persons):
        found = await persons.accesses(code)
    if json:
        answer([one._asdict() for one in found])
        return OK
    table(
        ("Lúc", "Người đọc", "Tài khoản", "Mục đích", "Trường", "Của ai"),
        (
            (
                f"{local(one.at):%d/%m/%Y %H:%M:%S}",
                one.actor,
                one.login,
                Purpose.of(one.purpose).title,
                ", ".join(FIELDS.get(field, field) for field in one.fields),
                one.codes[0] if len(one.codes) == 1 else f"{one.codes[0]} và {len(one.codes) - 1} mã khác",
            )
            for one in found
        ),
    )
    return OK


@app.command(usage="baucu subject verify CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def verify(election: Election, /, *, actor: Actor = None, live: Live = None) -> int:
    """Mở thử mọi dữ liệu cá nhân, không hiện ra; dòng bị sửa hay tráo giữa hai người thì nêu tên, mã thoát 3.

    Ví dụ:

    baucu subject verify bk-2021
    """
    async with _persons(election, live) as (_, persons):
        number = await persons.verify(actor or account())
    terminal().print(f"{election}: dữ liệu cá nhân của {number} mã còn nguyên vẹn.")
    return OK


@app.command(usage="baucu subject rewrap [--new] [--drop] [--live | --rehearsal]\n")
async def rewrap(
    *,
    new: Annotated[bool, Parameter(negative="", help="Trước hết thêm một khóa chủ mới vào tệp.")] = False,
    drop: Annotated[
        bool, Parameter(negative="", help="Sau đó bỏ khỏi tệp các khóa chủ không còn giữ gì.")
    ] = False,
    live: Live = None,
) -> int:
    """Đổi khóa chủ: bọc lại khóa của mọi người bằng khóa chủ cuối cùng trong tệp; dữ liệu không bị đọc.

    Bỏ khóa chủ cũ (--drop, và hủy các bản sao của nó) thì bản sao lưu cũ không mở được dữ liệu cá nhân nữa:
    việc xóa một người khi đó mới với tới các bản sao lưu.
    Với cơ sở dữ liệu riêng cần DATABASE_OWNER_URL (vai trò baucu_owner).

    Ví dụ:

    baucu subject rewrap --new

    baucu subject rewrap --new --drop
    """
    async with place(live) as found, opened(found, live) as ledger:
        if found.owner_dsn is None:
            raise complain("no_owner")
        path = settings().keyring(ledger.mode)
        keyring = await install(found.owner_dsn, path)
        if new:
            keyring = keyring.add(path)
        done = await again(found.owner_dsn, keyring)
        if drop:
            keyring.drop(path, done.unused)
    out = terminal()
    out.print(f"{done.rewrapped} khóa đã bọc lại bằng khóa chủ {done.current} ({path}).")
    if done.unused:
        rest = "đã bỏ khỏi tệp" if drop else "chỉ bản sao lưu cũ còn cần"
        out.print(f"Không còn gì giữ bằng {', '.join(done.unused)}: {rest}.")
    return OK


@asynccontextmanager
async def _persons(election: str, live: bool | None) -> AsyncIterator[tuple[Ledger, Persons]]:
    async with place(live) as found, opened(found, live) as ledger:
        if not await ledger.store.head(election):
            raise refuse("unknown_election", election=election)
        keyring: Keyring = await install(found.app_dsn, settings().keyring(ledger.mode))
        yield ledger, Persons(ledger.store.pool, election, keyring)


async def _known(persons: Persons, election: str, code: str) -> Kept:
    found = await persons.kept(code) if code else []
    if not found:
        raise complain("no_subject", who=code, election=election)
    return found[0]


async def _day(ledger: Ledger, election: str) -> date:
    name = str(Stream("election", election))
    called = (row.event for row in (await ledger.history([name]))[name])
    return next(event.day for event in called if isinstance(event, ElectionCalled))


def _purpose(code: str) -> Purpose:
    try:
        return Purpose.of(code)
    except KeyError:
        raise complain("unknown_purpose", purpose=code, known=PURPOSES) from None


def _confirm(code: str) -> None:
    sys.stderr.write(f"Xóa vĩnh viễn dữ liệu cá nhân của {code}, không khôi phục được. Gõ lại mã để xóa: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != code:
        sys.stderr.write("\n")
        raise complain("not_confirmed", who=code)


def _fields(one: Kept) -> str:
    return ", ".join(FIELDS.get(field, field) for field in one.fields)

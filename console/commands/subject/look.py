"""Looking: what is kept of whom, one person's data for a purpose, and who has looked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from cyclopts import Parameter

from console.commands.subject.who import FIELDS, Actor, Code, Election, Json, fields, known, people
from console.connect import Live
from console.operator import account
from console.outline import answer
from console.problem import OK, complain
from console.terminal import page, paragraph, table
from console.vietnamese import day, moment
from domain.call.events import ElectionCalled
from domain.law.retention import retentions
from domain.stream import Stream
from domain.zone import local
from ledger.execute import Ledger
from ledger.person import Purpose

PURPOSES: Final = ", ".join(purpose.code for purpose in Purpose)


async def list_(election: Election, /, *, json: Json = False, live: Live = None) -> int:
    """Đang giữ trường nào của ai, ai đã xóa; không đọc dữ liệu.

    Ví dụ:

    baucu subject list bk-2021
    """
    async with people(election, live) as (_, persons):
        kept = await persons.kept()
    if json:
        answer([one._asdict() for one in kept])
        return OK
    table(
        ("Mã", "Đang giữ", "Đã xóa lúc"),
        ((one.code, fields(one), moment(one.erased_at) if one.erased_at else "") for one in kept),
    )
    return OK


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
    async with people(election, live) as (ledger, persons):
        kept = await known(persons, election, code)
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
    async with people(election, live) as (_, persons):
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


async def _day(ledger: Ledger, election: str) -> date:
    name = str(Stream("election", election))
    called = (row.event for row in (await ledger.history([name]))[name])
    return next(event.day for event in called if isinstance(event, ElectionCalled))


def _purpose(code: str) -> Purpose:
    try:
        return Purpose.of(code)
    except KeyError:
        raise complain("unknown_purpose", purpose=code, known=PURPOSES) from None

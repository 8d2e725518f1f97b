"""Entering: names and birth dates by code, mailboxes by body, and a note about one person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from console import roster
from console.commands.subject.who import Code, Election, candidates, known, people
from console.connect import Live
from console.problem import OK, complain
from console.terminal import terminal
from console.vietnamese import moment

Table = Annotated[
    str, Parameter(allow_leading_hyphen=True, help="Tệp CSV, UTF-8; «-» là dữ liệu chuyển vào.")
]


async def enter(election: Election, file: Table, /, *, live: Live = None) -> int:
    """Nhập họ tên, ngày sinh theo mã: bảng CSV có dòng đầu code,name,born.

    Mã có rồi thì sửa theo bảng; mã không nêu thì giữ nguyên; ô born trống thì bỏ ngày sinh.
    Cả bảng được kiểm tra trước; có lỗi thì nêu hết theo dòng, cột và không giữ gì.

    Ví dụ:

    baucu subject enter bk-2021 nguoi-ung-cu.csv
    """
    async with people(election, live) as (ledger, persons):
        erased = {one.code: one.erased_at for one in await persons.kept() if one.erased_at}
        found = roster.persons(path(file), erased)
        await persons.put_subjects(found)
        unknown = {one.code for one in found} - await candidates(ledger, election)
    out = terminal()
    out.print(f"{election}: đã giữ họ tên của {len(found)} người.")
    if unknown:
        out.print(f"Chưa có hồ sơ ứng cử nào trong sổ mang mã: {', '.join(sorted(unknown))}.")
    return OK


async def mailboxes(election: Election, file: Table, /, *, live: Live = None) -> int:
    """Nhập hộp thư của các cơ quan: bảng CSV có dòng đầu body,unit,address, mỗi địa chỉ một dòng.

    Cơ quan được nêu thì nhận các địa chỉ trong bảng thay cho các địa chỉ cũ; cơ quan khác giữ nguyên.

    Ví dụ:

    baucu subject mailboxes bk-2021 hop-thu.csv
    """
    async with people(election, live) as (_, persons):
        found = roster.mailboxes(path(file))
        await persons.put_contacts(found)
    bodies = len({(one.body, one.unit) for one in found})
    terminal().print(f"{election}: đã giữ {len(found)} địa chỉ của {bodies} cơ quan.")
    return OK


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
    async with people(election, live) as (_, persons):
        kept = await known(persons, election, code)
        if kept.erased_at:
            raise complain("already_erased", who=code, election=election, at=moment(kept.erased_at))
        value = sys.stdin.read().strip() if text == "-" else text
        await persons.put({code: {"note": value or None}})
    terminal().print(f"{code}: đã {'ghi' if value else 'xóa'} ghi chú.")
    return OK


def path(file: str) -> Path:
    return Path("/dev/stdin" if file == "-" else file)

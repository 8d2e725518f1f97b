"""Erasing: an act on record, and the key of the person destroyed."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from console.commands.subject.who import Actor, Code, Election, known, people
from console.connect import Live
from console.operator import account, legal_now
from console.problem import OK, complain
from console.terminal import terminal
from domain.candidacy.commands import EraseSubject
from domain.candidacy.events import SubjectErased
from domain.candidacy.ground import Erasure
from domain.command import Act
from domain.stream import Stream


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
    async with people(election, live) as (ledger, persons):
        await known(persons, election, code)
        if "@" in code:
            raise complain("mailbox", who=code)
        order = EraseSubject(ground=ground, decision=decision)
        act = Act(actor=actor or account(), body=body, unit=unit, legal_at=await legal_now(ledger, election))
        stream = Stream("candidacy", election, code)
        done = any(
            row.type == SubjectErased.__name__ for row in (await ledger.history([str(stream)]))[str(stream)]
        )
        if not yes and not done:
            _confirm(code)
        if not done:
            # The record first: what dies in between is finished by giving the command again.
            await ledger.execute(stream, order, act)
        destroyed = await persons.erase(code)
    said = "đã xóa vĩnh viễn" if destroyed else "đã được xóa từ trước"
    terminal().print(f"{code}: dữ liệu cá nhân {said}. Bản sao lưu cũ còn khóa phải được hủy riêng.")
    return OK


def _confirm(code: str) -> None:
    sys.stderr.write(f"Xóa vĩnh viễn dữ liệu cá nhân của {code}, không khôi phục được. Gõ lại mã để xóa: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != code:
        sys.stderr.write("\n")
        raise complain("not_confirmed", who=code)

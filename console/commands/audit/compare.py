"""`baucu audit compare`: the ledger beside Temporal's histories."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.problem import BROKEN, OK
from console.terminal import terminal
from workers.settings import settings

SUMS = ("log", "head", "workflows", "looks", "acts", "letters")


async def compare(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    json: Json = False,
    live: Live = None,
) -> int:
    """Đối chiếu sổ với lịch sử trong Temporal, từng quy trình một.

    Nêu mọi chỗ không khớp, mã thoát 3: việc mà lịch sử đã làm xong nhưng sổ không có; quy trình thiếu hay
    hỏng, chạy mãi hoặc kết thúc sớm so với sổ; vị trí đã được báo mà sổ chưa dài đến đó (mất phần cuối).
    Sổ là gốc; lệnh này không sửa gì. Cần hệ thống đang chạy.

    Ví dụ:

    baucu audit compare bk-2021
    """
    from workers.compare import compare as hold
    from workers.recover import reach
    from workers.stack import find

    given = settings()
    if live is not None:
        given = given.model_copy(update={"mode": "live" if live else "rehearsal"})
    client = await reach(find(given))
    async with record(live) as ledger:
        found = await hold(ledger, client, await where.election(ledger.store, election))
    if json:
        outline.answer(
            {
                **{name: getattr(found, name) for name in SUMS},
                "disagreements": [each.__dict__ for each in found.disagreements],
            }
        )
        return BROKEN if found.disagreements else OK
    out = terminal()
    for each in found.disagreements:
        out.print(f"{each.workflow}: {each.what}.")
    out.print(
        f"{found.log}, sổ đến vị trí {found.head}: {found.workflows} quy trình, {found.looks} lần xem, "
        f"{found.acts} sự kiện và {found.letters} thư theo lịch sử; "
        f"{len(found.disagreements) or 'không có'} chỗ không khớp."
    )
    return BROKEN if found.disagreements else OK

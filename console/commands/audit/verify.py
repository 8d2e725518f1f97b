"""`baucu audit verify`: every hash of the record once more."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.problem import BROKEN, OK
from console.terminal import terminal
from ledger.audit import verify as verify_log
from ledger.canonical import Broken


async def verify(
    election: Annotated[str | None, Parameter(help="Mã cuộc bầu cử; bỏ trống thì kiểm tra tất cả.")] = None,
    /,
    *,
    json: Json = False,
    live: Live = None,
) -> int:
    """Tính lại mọi mã băm của sổ từ nội dung đã lưu.

    In số sự kiện và mã băm cuối; giữ mã này ở nơi khác để lần sau đối chiếu.
    Sổ bị sửa, bớt, đảo thứ tự: nêu vị trí đầu tiên sai và sai gì, mã thoát 3.

    Ví dụ:

    baucu audit verify

    baucu audit verify bk-2021
    """
    out = terminal()
    async with record(live) as ledger:
        store = ledger.store
        logs = await store.logs() if election is None else [await where.election(store, election)]
        for log in logs:
            try:
                found = await verify_log(store, log)
            except Broken as broken:
                if json:
                    outline.answer({"log": log, "position": broken.position, "broken": broken.what})
                    return BROKEN
                raise
            if json:
                outline.answer({"log": log, "events": found.events, "head": found.head})
            else:
                out.print(f"{log}: {found.events} sự kiện · mã băm cuối {found.head}")
                out.print("chuỗi nguyên vẹn / chain verified")
    if not logs:
        out.print("Sổ chưa có cuộc bầu cử nào.")
    return OK

"""`baucu audit`: read the record again, and check it, without trusting whoever ran it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from cyclopts import Parameter
from pydantic import BaseModel

from console import outline
from console.commands import branch
from console.connect import Live, record
from console.problem import BROKEN, OK, complain
from console.terminal import terminal
from domain.event import Recorded
from domain.procedure import fold
from domain.refusal import refuse
from domain.register import PROCEDURES
from domain.stream import Stream, parse
from domain.zone import ZONE, end_of_day
from ledger.audit import verify as verify_log
from ledger.canonical import Broken
from ledger.store import Store

app = branch(
    name="audit",
    help="Xem lại và kiểm chứng sổ.\n\nVí dụ:\n\n"
    "baucu audit replay contest/bk-2021/NA-BK-1\n\nbaucu audit verify bk-2021",
    usage="baucu audit LỆNH\n",
)

Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


@app.command(usage="baucu audit replay LUỒNG [--at THỜI-ĐIỂM] [--json]\n")
async def replay(
    stream: Annotated[str, Parameter(help="Tên luồng: loại/mã-cuộc-bầu-cử/mã.")],
    /,
    *,
    at: Annotated[
        str | None, Parameter(help="Chỉ đến thời điểm pháp lý này: ngày, hoặc ngày giờ theo ISO 8601.")
    ] = None,
    json: Json = False,
    live: Live = None,
) -> int:
    """Kể lại một luồng theo thứ tự: lúc nào, ai, theo điều nào, vì sao, với số liệu gì.

    Với --at: chỉ những việc có thời điểm pháp lý đến lúc đó, và tình trạng đúng như khi ấy.
    Một ngày không kèm giờ tính đến hết ngày.

    Ví dụ:

    baucu audit replay contest/bk-2021/NA-BK-1

    baucu audit replay unit/bk-2021/BK --at 2021-04-27

    baucu audit replay area/bk-2021/BK-NS-01-A1 --at 2021-05-23T19:00 --json
    """
    where = parse(stream)
    until = _time(at) if at else None
    async with record(live) as ledger:
        rows = (await ledger.store.read([stream], valid_at=until))[stream]
        if not rows and not (until and (await ledger.store.read([stream]))[stream]):
            raise complain("unknown_stream", stream=stream)
    states = _states(where, rows)
    if json:
        outline.answer(
            {
                "stream": stream,
                "at": until,
                "events": [_as_json(row) for row in rows],
                "state": {name: value.model_dump() for name, value in states.items()},
            }
        )
        return OK
    out = terminal()
    outline.history(out, rows)
    if until:
        out.print(f"\nĐến {until:%d/%m/%Y %H:%M:%S}: {len(rows)} sự kiện.")
        for name, value in states.items():
            outline.state(out, name, value)
    return OK


@app.command(usage="baucu audit verify [CUỘC-BẦU-CỬ] [--json]\n")
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
        logs = await _logs(ledger.store, election)
        for log in logs:
            try:
                found = await verify_log(ledger.store, log)
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


async def _logs(store: Store, election: str | None) -> list[str]:
    if election is None:
        return await store.logs()
    if not await store.head(parse(f"election/{election}").election):
        raise refuse("unknown_election", election=election)
    return [election]


def _time(text: str) -> datetime:
    """A legal time; a day means its end, a time without offset is Vietnam's."""
    try:
        if len(text) == len("2021-05-23"):
            return end_of_day(date.fromisoformat(text))
        told = datetime.fromisoformat(text)
    except ValueError:
        raise complain("bad_time", time=text) from None
    return told if told.tzinfo else told.replace(tzinfo=ZONE)


def _states(where: Stream, rows: Sequence[Recorded]) -> dict[str, BaseModel]:
    """What every procedure on this kind of stream makes of these events."""
    events = [row.event for row in rows]
    return {each.name: fold(each, events) for each in PROCEDURES if each.kind == where.kind}


def _as_json(row: Recorded) -> dict[str, Any]:
    return {
        "position": row.position,
        "version": row.version,
        "event_id": row.event_id,
        "type": row.type,
        "title": type(row.event).title,
        "article": row.meta.article or row.event.ground,
        "legal_at": row.legal_at,
        "recorded_at": row.recorded_at,
        "meta": row.meta,
        "data": row.event,
        "hash": row.hash,
    }

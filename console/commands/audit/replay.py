"""`baucu audit replay`: one stream told again, or a whole election as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import Parameter
from pydantic import BaseModel
from rich.text import Text

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.problem import OK
from console.terminal import terminal
from domain.event import Recorded
from domain.stream import parse
from ledger.difference import Point, states
from ledger.store import Store

Streams = dict[str, list[Recorded]]


async def replay(
    target: Annotated[
        str, Parameter(name="LUỒNG", help="Tên luồng: loại/mã-cuộc-bầu-cử/mã; hoặc mã cuộc bầu cử.")
    ],
    /,
    *,
    at: Annotated[
        str | None,
        Parameter(
            help="Mốc: thời điểm pháp lý (ngày, hoặc ngày giờ theo ISO 8601), hay một con số là vị trí "
            "trong sổ."
        ),
    ] = None,
    known: Annotated[
        str | None, Parameter(help="Chỉ những điều đã vào sổ đến lúc này (giờ ghi, không phải giờ pháp lý).")
    ] = None,
    json: Json = False,
    live: Live = None,
) -> int:
    """Kể lại một luồng theo thứ tự: lúc nào, ai, theo điều nào, vì sao, với số liệu gì.

    Có hai thời gian. --at là thời điểm pháp lý: việc được tính vào lúc nào. --known là giờ ghi: ta biết việc
    đó từ lúc nào. Hợp lại: «đến ngày 23/5, theo những gì ngày 25/5 đã biết». Với --at là vị trí: những điều
    đã biết khi sổ dài đến đó. Một ngày không kèm giờ tính đến hết ngày.

    Với mã cuộc bầu cử: tình trạng của mọi luồng ở mốc ấy.

    Ví dụ:

    baucu audit replay contest/bk-2021/NA-BK-1

    baucu audit replay unit/bk-2021/BK --at 2021-04-27 --known 2021-05-01

    baucu audit replay area/bk-2021/BK-NS-01-A1 --at 2021-05-23T19:00 --json

    baucu audit replay bk-2021 --at 1200
    """
    point = where.point(at, known)
    async with record(live) as ledger:
        found = await _read(ledger.store, await where.names(ledger.store, target), point)
    if "/" in target:
        return _stream(target, found[target], point, json)
    return _election(target, {name: rows for name, rows in found.items() if rows}, point, json)


async def _read(store: Store, names: Sequence[str], point: Point) -> Streams:
    found = await store.read(names, known_at=point.known, valid_at=point.legal)
    return {name: [row for row in rows if point.sees(row)] for name, rows in found.items()}


def _stream(stream: str, rows: list[Recorded], point: Point, json: bool) -> int:
    state = states(parse(stream), rows)
    if json:
        events = [_as_json(row) for row in rows]
        outline.answer({"stream": stream, **_point(point), "events": events, "state": _dump(state)})
        return OK
    out = terminal()
    outline.history(out, rows)
    if seen := where.words(point):
        out.print(f"\n{len(rows)} sự kiện: {seen}.")
        for name, value in state.items():
            outline.state(out, name, value)
    return OK


def _election(log: str, found: Streams, point: Point, json: bool) -> int:
    state = {name: states(parse(name), rows) for name, rows in found.items()}
    if json:
        streams = {
            name: {"version": rows[-1].version, "events": len(rows), "state": _dump(state[name])}
            for name, rows in found.items()
        }
        outline.answer({"election": log, **_point(point), "streams": streams})
        return OK
    out = terminal()
    for name, rows in found.items():
        out.print(Text(f"\n{name}: {len(rows)} sự kiện", style="bold"))
        for procedure, value in state[name].items():
            lines = list(outline.outline(value.model_dump(), "    "))
            if lines:
                out.print(f"  «{procedure}»")
            for line in lines:
                out.print(line)
    total = sum(len(rows) for rows in found.values())
    out.print(f"\n{log}: {len(found)} luồng, {total} sự kiện: {where.words(point) or 'toàn bộ sổ'}.")
    return OK


def _point(point: Point) -> dict[str, Any]:
    """`at` is legal time, `known` is time of recording."""
    return {"at": point.legal, "known": point.known, "position": point.position}


def _dump(state: dict[str, BaseModel]) -> dict[str, Any]:
    return {name: value.model_dump() for name, value in state.items()}


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

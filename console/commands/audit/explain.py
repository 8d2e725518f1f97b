"""`baucu audit explain`: why it was lawful, and the same decision taken once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Final

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.problem import BROKEN, OK, complain
from console.terminal import terminal
from console.vietnamese import body
from domain.zone import local
from ledger.execute import Ledger
from ledger.explain import NOT_KEPT, UNREADABLE, Ruling, find
from ledger.explain import explain as judge_stream
from ledger.memory import Memory

STREAMS: Final = 100_000
"""Streams kept in memory while a whole election is explained."""


async def explain(
    target: Annotated[
        str,
        Parameter(
            name="LUỒNG",
            help="Tên luồng; mã sự kiện (event_id) hoặc cuộc-bầu-cử#vị-trí; hoặc mã cuộc bầu cử.",
        ),
    ],
    /,
    *,
    json: Json = False,
    live: Live = None,
) -> int:
    """Vì sao đúng luật: quy định, điều, bản luật, lệnh, những gì đã đọc; rồi quyết định lại từ đúng chừng ấy.

    Sổ giữ lệnh, người ra lệnh và phiên bản của từng luồng đã đọc, nên ai cũng tính lại được quyết định.
    Kết quả tính lại khác điều đã ghi: nêu khác ở đâu, mã thoát 3.
    Với mã cuộc bầu cử: tính lại mọi quyết định, chỉ kể những gì khác.

    Ví dụ:

    baucu audit explain contest/bk-2021/NA-BK-1

    baucu audit explain bk-2021#812

    baucu audit explain bk-2021
    """
    async with record(live) as ledger:
        found, whole = await _rulings(ledger, target)
    different = [each for each in found if each.verdict == "different"]
    if json:
        outline.answer([_as_json(each) for each in found])
        return BROKEN if different else OK
    out = terminal()
    for ruling in different if whole else found:
        _show(out, ruling)
    counts = Counter(each.verdict for each in found)
    out.print(
        f"{target}: {len(found)} quyết định; tính lại như đã ghi {counts['same']}, "
        f"khác {counts['different']}, không còn lệnh để tính lại {counts['not_kept'] + counts['unreadable']}."
    )
    return BROKEN if different else OK


async def _rulings(ledger: Ledger, target: str) -> tuple[list[Ruling], bool]:
    """What to explain, and whether it is a whole election."""
    store = ledger.store
    memory = Memory(store, STREAMS)
    event = where.event(target)
    if event is not None:
        row = await find(store, event)
        if row is None:
            raise complain("unknown_event", event=target)
        rulings = await judge_stream(store, row.stream, memory=memory)
        return [each for each in rulings if any(it.position == row.position for it in each.events)], False
    names = await where.names(store, target)
    rulings = [each for name in names for each in await judge_stream(store, name, memory=memory)]
    return rulings, "/" not in target


def _show(out: Console, ruling: Ruling) -> None:
    act = ruling.act
    for row in ruling.events:
        head = f"#{row.position}  {local(row.legal_at):%d/%m/%Y %H:%M:%S}  {type(row.event).title}"
        out.print(Text(head, style="bold"))
        out.print(f"    {row.type} · {row.meta.article or 'luật không nêu điều'} · luật bản {row.meta.law}")
        for rule in ruling.rules[row.position]:
            out.print(
                f"    quy định {rule.id}: {rule.title} ({rule.article}; nguồn {', '.join(rule.sources)})"
            )
        for line in outline.outline(row.event.model_dump(), "      "):
            out.print(line)
    by = f"{body(act.body)} {act.unit}, người ghi {act.actor}"
    out.print(f"    ai: {by}{f'; lý do: {act.reason}' if act.reason else ''}")
    if ruling.order is not None:
        told = outline.brief(ruling.order.data)
        out.print(f"    lệnh {ruling.order.type}: {told}")
    out.print(f"    đã đọc: {', '.join(f'{name} @{version}' for name, version in _seen(ruling))}")
    for line in _verdict(ruling):
        out.print(f"    {line}")
    out.print()


def _seen(ruling: Ruling) -> Iterable[tuple[str, int]]:
    return sorted(ruling.seen.items())


def _verdict(ruling: Ruling) -> Iterable[str]:
    if ruling.verdict == "not_kept":
        return (f"tính lại: {NOT_KEPT}",)
    if ruling.verdict == "unreadable":
        return (f"tính lại: {UNREADABLE}",)
    if ruling.verdict == "same":
        return ("tính lại: đúng như đã ghi",)
    return tuple(f"tính lại, KHÁC: {each}" for each in ruling.differences)


def _as_json(ruling: Ruling) -> dict[str, Any]:
    return {
        "stream": ruling.stream,
        "step": ruling.step,
        "act": ruling.act,
        "order": ruling.order,
        "seen": dict(ruling.seen),
        "events": [
            {
                "position": row.position,
                "event_id": row.event_id,
                "type": row.type,
                "title": type(row.event).title,
                "article": row.meta.article,
                "law": row.meta.law,
                "rules": [rule.__dict__ for rule in ruling.rules[row.position]],
                "data": row.event,
            }
            for row in ruling.events
        ],
        "verdict": ruling.verdict,
        "differences": ruling.differences,
    }

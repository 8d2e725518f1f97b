"""`baucu audit diff`: what changed between two points."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from console import outline
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.problem import OK, complain
from console.terminal import terminal
from console.vietnamese import label
from domain.zone import local
from ledger.difference import Change, Difference, Point
from ledger.difference import compare as compare_stream
from ledger.difference import difference as compare_log


async def diff(
    target: Annotated[str, Parameter(name="LUỒNG", help="Tên luồng, hoặc mã cuộc bầu cử.")],
    /,
    *,
    first: Annotated[
        str, Parameter(name="--from", help="Mốc đầu: thời điểm pháp lý, hay một con số là vị trí trong sổ.")
    ],
    second: Annotated[str, Parameter(name="--to", help="Mốc sau, cùng loại với mốc đầu.")],
    recorded: Annotated[
        bool,
        Parameter(
            name="--recorded", negative="", help="Hiểu hai thời điểm là giờ ghi vào sổ, không phải pháp lý."
        ),
    ] = False,
    json: Json = False,
    live: Live = None,
) -> int:
    """Giữa hai mốc có gì mới: sự kiện của từng luồng, tình trạng trước và sau, số liệu nào đổi.

    Ví dụ:

    baucu audit diff bk-2021 --from 2021-05-22 --to 2021-05-23

    baucu audit diff contest/bk-2021/NA-BK-1 --from 900 --to 1200

    baucu audit diff bk-2021 --from 2021-05-23T20:00 --to 2021-05-24 --recorded
    """
    before, after = _point(first, recorded), _point(second, recorded)
    if (before.position is None) != (after.position is None):
        raise complain("two_kinds", first=first, second=second)
    async with record(live) as ledger:
        names = await where.names(ledger.store, target)
        if "/" in target:
            (rows,) = (await ledger.store.read(names)).values()
            found = [each] if (each := compare_stream(target, rows, before, after)).events else []
        else:
            found = await compare_log(ledger.store, target, before, after)
    if json:
        outline.answer({"from": first, "to": second, "streams": [_as_json(each) for each in found]})
        return OK
    out = terminal()
    for each in found:
        _show(out, each)
    total = sum(len(each.added) for each in found)
    gone = sum(len(each.gone) for each in found)
    out.print(
        f"{target}, từ {first} đến {second}: {len(found)} luồng khác nhau, thêm {total} sự kiện"
        f"{f', bớt {gone}' if gone else ''}."
    )
    return OK


def _point(text: str, recorded: bool) -> Point:
    point = where.point(text)
    return Point(known=point.legal) if recorded and point.legal else point


def _show(out: Console, difference: Difference) -> None:
    out.print(Text(difference.stream, style="bold"))
    for sign, rows in (("+", difference.added), ("-", difference.gone)):
        for row in rows:
            when = f"{local(row.legal_at):%d/%m/%Y %H:%M:%S}"
            out.print(f"  {sign} #{row.position}  {when}  {type(row.event).title} · {row.meta.article}")
    for name, change in difference.changes:
        path = " › ".join(label(part) for part in change.path)
        field = change.path[-1] if change.path else ""
        before, after = outline.brief(change.before, field), outline.brief(change.after, field)
        out.print(f"    «{name}» {path}: {before} → {after}")
    out.print()


def _as_json(difference: Difference) -> dict[str, Any]:
    return {
        "stream": difference.stream,
        "added": [_named(row) for row in difference.added],
        "gone": [_named(row) for row in difference.gone],
        "changes": [{"procedure": name, **_changed(change)} for name, change in difference.changes],
    }


def _changed(change: Change) -> dict[str, Any]:
    return {"path": list(change.path), "before": change.before, "after": change.after}


def _named(row: Any) -> dict[str, Any]:
    return {
        "position": row.position,
        "type": row.type,
        "title": type(row.event).title,
        "article": row.meta.article,
        "legal_at": row.legal_at,
        "recorded_at": row.recorded_at,
    }

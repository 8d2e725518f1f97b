"""Desk work on the terminal: tasks, documents, scenarios, and the form of each paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from console.terminal import columns
from console.vietnamese import body, day, due, moment, whole
from domain.event import EVENTS
from domain.office.kind import kind
from domain.office.listing import Desk, DocumentLine, TaskLine
from domain.office.owner import owner
from domain.office.papers import PaperLine
from domain.terms import BODY_NAMES

DOCUMENTS: Final = {
    "plan": "kế hoạch",
    "guidance": "hướng dẫn",
    "list": "danh sách",
    "form": "mẫu văn bản",
    "other": "văn bản khác",
}

INCIDENTS: Final = {
    "storm": "bão, áp thấp nhiệt đới",
    "heavy_rain": "mưa lớn, ngập lụt",
    "whirlwind": "lốc, sét, mưa đá",
    "heat": "nắng nóng",
    "forest_fire": "cháy rừng",
    "earthquake": "động đất, sóng thần",
    "power_cut": "mất điện",
    "line_down": "mất đường truyền",
    "epidemic": "dịch bệnh",
    "disorder": "gây rối trật tự",
}

LEADS: Final = {
    **BODY_NAMES,
    "army": "quân đội",
    "police": "công an",
    "border_guard": "bộ đội biên phòng",
    "health": "y tế",
    "youth": "thanh niên xung phong",
    "power_company": "điện lực",
    "telecom": "viễn thông",
}
"""Who leads where a scenario is put into force."""

HOWS: Final = {
    "named": "ghi trên giấy tờ",
    "in_force": "suy ra từ mẫu đang có hiệu lực",
    "several": "có nhiều mẫu cùng hiệu lực",
    "unknown": "chưa rõ mẫu",
}
"""How the form of a paper is known."""

FEW: Final = 5
"""Owners named in one cell; the others are counted."""


def counts(tasks: Iterable[TaskLine], now: datetime) -> dict[str, int]:
    """What became of the shares of tasks; late ones are counted whether done since or not."""
    found = list(tasks)
    return {
        "total": len(found),
        "done": sum(line.closed == "done" for line in found),
        "open": sum(not line.closed for line in found),
        "late": sum(line.late(now) for line in found),
        "dropped": sum(line.closed == "dropped" for line in found),
    }


def as_json(desk: Desk, now: datetime) -> dict[str, Any]:
    """The lists for scripts, with what is left and late worked out."""
    return {
        "counts": counts(desk.tasks, now),
        "tasks": [{**line.model_dump(), "left": line.left, "late": line.late(now)} for line in desk.tasks],
        "documents": [line.model_dump() for line in desk.documents],
        "scenarios": [line.model_dump() for line in desk.scenarios],
    }


def show(out: Console, desk: Desk, now: datetime, each: bool) -> None:
    """All three lists; tasks by owner where `each`, otherwise one line a task."""
    told = counts(desk.tasks, now)
    out.print(
        f"Việc theo kế hoạch, không phải hạn của luật: {told['total']} · xong {told['done']} · "
        f"còn mở {told['open']} · trễ hạn {told['late']} · thôi giao {told['dropped']}"
    )
    if desk.tasks:
        (_shares if each else _tasks)(out, desk.tasks, now)
    if desk.documents:
        _documents(out, desk.documents)
    if desk.scenarios:
        out.print(Text("\nPhương án ứng phó", style="bold"))
        table = columns("Mã", "Nơi lập", "Tình huống", "Chủ trì", "Bản", "Căn cứ", "Tình trạng")
        for one in desk.scenarios:
            state = (
                f"đang áp dụng từ {moment(one.since)}" if one.active else f"đã áp dụng {one.occasions} lần"
            )
            cells = (
                one.code,
                one.office,
                INCIDENTS[one.incident],
                LEADS[one.lead],
                str(one.version),
                one.plan,
            )
            table.add_row(*cells, state if one.occasions else "chưa áp dụng")
        out.print(table)


def _tasks(out: Console, tasks: Sequence[TaskLine], now: datetime) -> None:
    table = columns("Hạn", "Việc", "Mã", "Nơi giao", "Căn cứ", "Xong", "Đã làm", "Còn nợ")
    for (office, code), found in groupby(tasks, key=lambda line: (line.office, line.code)):
        shares = list(found)
        first = shares[0]
        owing = [line for line in shares if not line.closed]
        last = kind(first.kind).order[-1]
        done, planned = sum(line.done.get(last, 0) for line in shares), sum(line.planned for line in shares)
        table.add_row(
            due(min(line.due for line in owing or shares)),
            kind(first.kind).vi,
            code,
            office,
            first.plan,
            f"{sum(line.closed == 'done' for line in shares)}/{len(shares)}",
            _quantity(first, done, planned),
            _few(f"{line.unit}{' (trễ)' if line.late(now) else ''}" for line in owing),
        )
    out.print(table)


def _shares(out: Console, tasks: Sequence[TaskLine], now: datetime) -> None:
    table = columns("Hạn", "Việc", "Mã", "Cơ quan", "Căn cứ", "Đã làm", "Tình trạng", "Lưu ý")
    for line in tasks:
        row = kind(line.kind)
        reached = [stage for stage in row.order if stage in line.done]
        done = "; ".join(
            f"{row.told(stage)} {_quantity(line, line.done[stage], line.planned)}".strip()
            for stage in reached
        )
        table.add_row(
            due(line.due),
            row.vi,
            line.code,
            f"{body(line.body)} {line.unit}",
            line.plan,
            done or "–",
            _state(line, now),
            "; ".join(_notes(line)),
        )
    out.print(table)


def _state(line: TaskLine, now: datetime) -> str:
    if line.closed == "dropped":
        return "thôi giao"
    late = " (trễ)" if line.late(now) else ""
    return f"xong {moment(line.closed_at)}{late}" if line.closed else f"còn mở{late}"


def _notes(line: TaskLine) -> Iterator[str]:
    for area, number in line.newcomers.items():
        yield f"{area or line.unit}: {number} người lần đầu"
    if line.untrained:
        yield f"chưa tập huấn: {_few(line.untrained)}"
    if line.parent:
        yield f"từ cuộc kiểm tra {line.parent}"
    if line.contacts:
        yield f"đã đôn đốc {line.contacts} lần"


def _quantity(line: TaskLine, done: int, planned: int) -> str:
    measure = kind(line.kind).measure
    if not measure:
        return ""
    return f"{whole(done)}{f'/{whole(planned)}' if planned else ''} {measure}"


def _documents(out: Console, documents: Sequence[DocumentLine]) -> None:
    out.print(Text("\nVăn bản theo phiên bản", style="bold"))
    table = columns(
        "Mã", "Bản", "Loại", "Số, ký hiệu", "Ngày", "Nơi gửi", "Xác nhận", "Chưa xác nhận", "Phải thay bản cũ"
    )
    for line in documents:
        total = len(line.acknowledged) + len(line.waiting)
        table.add_row(
            line.code,
            f"{line.version}{'' if line.latest else ' (đã có bản mới)'}",
            DOCUMENTS[line.kind],
            " ".join(part for part in (line.annex, line.number) if part),
            day(line.day),
            line.office,
            f"{len(line.acknowledged)}/{total}",
            _few(owner(key).unit for key in line.waiting),
            _few(
                [
                    *(owner(key).unit for key in line.replace),
                    *(f"{owner(key).unit} (không gửi)" for key in line.left_out),
                ]
            ),
        )
    out.print(table)


def papers(out: Console, found: Sequence[PaperLine]) -> None:
    """Every paper with its form."""
    told = {how: sum(line.how == how for line in found) for how in HOWS}
    out.print(
        f"Giấy tờ: {len(found)} · " + " · ".join(f"{HOWS[how]} {number}" for how, number in told.items())
    )
    table = columns("Lúc", "Giấy tờ", "Ở", "Mẫu", "Bản", "Ban hành kèm", "Vì sao biết", "Sự kiện")
    for line in found:
        issued = f"{body(line.issuer)}, {line.number} ngày {day(line.day)}" if line.form else ""
        table.add_row(
            moment(line.at),
            EVENTS[line.type].title,
            line.stream,
            line.annex or line.form,
            str(line.version or ""),
            issued,
            "; ".join((HOWS[line.how], *line.findings)),
            line.event,
        )
    out.print(table)


def _few(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    more = f" và {len(found) - FEW} nơi khác" if len(found) > FEW else ""
    return ", ".join(found[:FEW]) + more

"""What does not fit in a calendar, and what another day, version or act would shift in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from rich.console import Console

from console.almanac import GUIDANCE
from console.terminal import paragraph
from console.vietnamese import KINDS, SHORT, day, due, full_day, since
from domain.collision import Link
from domain.due import Election
from domain.law.book import Version, book
from domain.shift import Shift
from domain.whatif import Plan, WhatIf

VERDICTS: Final[Mapping[str, str]] = {
    "collision": "Va nhau: hạn sau đến trước hạn trước",
    "short_window": "Thời gian còn lại ngắn hơn quyền của người dân",
    "no_sunday": "Không còn chủ nhật nào trong khoảng luật cho",
    "one_sunday": "Chỉ còn một chủ nhật",
    "no_slack": "Không có ngày dự phòng",
    "tight": "Sát nhau",
    "unsure": "Chưa chắc",
    "no_rule": "Luật không quy định",
}
"""Kinds of trouble, the worst first."""


def check(out: Console, election: Election, version: Version, links: Sequence[Link]) -> None:
    """Chains without slack and collisions, the worst first, each with its two articles."""
    paragraph(
        out,
        f"{KINDS[election.kind]}, {full_day(election.day)} · luật bản {version.id} ({version.citation})",
        style="bold",
    )
    paragraph(
        out,
        "Chỗ các hạn của luật vướng nhau khi mỗi việc làm vào ngày cuối của nó; làm sớm hơn thì có thể không "
        "vướng.",
    )
    if not links:
        paragraph(out, "Không có chỗ nào vướng.")
    for verdict, title in VERDICTS.items():
        found = [link for link in links if link.verdict == verdict]
        if found:
            out.print()
            paragraph(out, f"{title}: {len({link.says.vi for link in found})} chỗ", style="bold")
            _links(out, found)


def _links(out: Console, links: Iterable[Link]) -> None:
    """One entry for what holds for several ballots alike."""
    entries: dict[str, list[Link]] = {}
    for link in links:
        entries.setdefault(link.says.vi, []).append(link)
    for says, found in entries.items():
        first = found[0]
        levels = ", ".join(dict.fromkeys(SHORT.get(link.level, "mọi loại phiếu") for link in found))
        paragraph(out, says, indent=2, hanging=2)
        mark = f" · {GUIDANCE.strip()}" if first.guidance else ""
        paragraph(out, f"{levels} · {first.first} → {first.then}{mark}", indent=6, style="dim")


def difference(out: Console, before: Plan, after: Plan, found: WhatIf) -> None:
    """What shifts and why, what collides that did not, what would be done too late."""
    same = before.election.day == after.election.day
    days = [before.election.day] if same else [before.election.day, after.election.day]
    laws = "" if before.law == after.law else f" · luật bản {before.law} → {after.law}"
    paragraph(out, " → ".join(map(full_day, days)) + laws, style="bold")
    if not (found.shifts or found.appeared or found.gone or found.late):
        paragraph(out, "Không có gì thay đổi.")
    # Another day or version is the reason of every shift; an act or a decision is that of the rows it names.
    why = same and before.law == after.law
    for title, shifts in _groups(found.shifts):
        _shifts(out, title, shifts, why)
    if found.late:
        out.print()
        paragraph(out, f"Làm sau hạn: {len(found.late)} việc", style="bold")
        for late in found.late:
            done = f"hạn {day(late.due)}, làm {day(late.done)}, muộn {late.days} ngày"
            paragraph(out, f"{done}: {late.duty.vi} ({late.article}) · {late.id}", indent=2, hanging=4)
    for title, links in (("Vướng thêm", found.appeared), ("Không còn vướng", found.gone)):
        if links:
            out.print()
            paragraph(out, title, style="bold")
            _links(out, links)
    if found.passed:
        out.print()
        ids = dict.fromkeys(one.id for one in found.passed)
        paragraph(out, f"Hạn đã qua: {len(ids)} việc", style="bold")
        paragraph(out, ", ".join(ids), indent=2)


def _groups(shifts: Sequence[Shift]) -> Iterator[tuple[str, list[Shift]]]:
    """Shifts under what they have in common: how far, or that a row has come or gone."""
    moved = [shift for shift in shifts if shift.change == "moved"]
    for distance in sorted({shift.days for shift in moved if shift.days is not None}):
        side = "Muộn hơn" if distance > 0 else "Sớm hơn"
        title = f"{side} {abs(distance)} ngày" if distance else "Đổi giờ"
        yield title, [shift for shift in moved if shift.days == distance]
    yield "Nay có ngày", [shift for shift in moved if shift.days is None and shift.new]
    yield "Không còn ngày", [shift for shift in moved if shift.days is None and not shift.new]
    yield "Thêm", [shift for shift in shifts if shift.change == "added"]
    yield "Không áp dụng nữa", [shift for shift in shifts if shift.change == "gone"]


def _shifts(out: Console, title: str, shifts: Sequence[Shift], why: bool) -> None:
    """One entry for a row, however many bodies and ballots it shifts for."""
    entries: dict[tuple[str, datetime | None, datetime | None], Shift] = {}
    for shift in shifts:
        entries.setdefault((shift.id, shift.old, shift.new), shift)
    if not entries:
        return
    out.print()
    read = book()
    paragraph(out, f"{title}: {len(entries)} việc", style="bold")
    for (name, old, new), shift in entries.items():
        write = since if shift.which == "opens" else due
        when = " → ".join(write(each) for each in (old, new) if each) or "không có ngày"
        start = "từ " if shift.which == "opens" else ""
        mark = "" if read.rows[name].kind == "law" else GUIDANCE
        told = f"{start}{when}  {mark}{shift.duty.vi} ({shift.article}) · {name}"
        paragraph(out, told, indent=2, hanging=4)
        if why and shift.why:
            paragraph(out, f"vì: {shift.why[0]}", indent=6, hanging=2, style="dim")

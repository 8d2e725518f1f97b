"""What a rehearsal came to, as a report for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
from rich.console import Console
from rich.table import Table

from domain.agenda.ladder import NAMES
from domain.law.book import book
from domain.terms import CONDITIONS
from domain.zone import local
from ledger.audit import verify
from ledger.fingerprint import fingerprint
from ledger.person import Keyring, Persons, Purpose
from ledger.store import Store
from workers.play import digest, steps
from workers.play.example import Example, OfficialContest

_STEPS: Final = """
SELECT deadline, min(article) AS article, min(title) AS title, min(due) AS due, max(due) AS latest,
       count(*) AS owed, count(done_at) AS done, max(done_at) AS done_at,
       count(*) FILTER (WHERE late) AS late, count(*) FILTER (WHERE status = 'missed') AS missed
  FROM view.duty WHERE log = $1 AND kind <> 'plan' AND status <> 'moot'
 GROUP BY deadline ORDER BY min(due), deadline
"""
_COUNTS: Final = """
SELECT count(*) AS owed, count(*) FILTER (WHERE status = 'met') AS met, count(*) FILTER (WHERE late) AS late,
       count(missed_at) AS missed, count(*) FILTER (WHERE status = 'cured') AS cured,
       count(*) FILTER (WHERE status = 'missed') AS never, count(*) FILTER (WHERE status = 'open') AS open
  FROM view.duty WHERE log = $1 AND kind <> 'plan' AND status <> 'moot'
"""
_REMINDERS: Final = "SELECT rung, status, count(*) FROM view.reminder WHERE log = $1 GROUP BY rung, status"
_RESULTS: Final = """
SELECT r.contest, r.poll, r.registered, r.voted, r.valid, r.votes, r.outcome, r.elected, r.percent, r.reasons,
       c.ballot, c.seats, c.unit, c.additional_day
  FROM view.result AS r JOIN view.contest AS c ON c.log = r.log AND c.code = r.contest
 WHERE r.log = $1 ORDER BY r.contest, r.position
"""

_TYPES: Final = """
SELECT type, body -> 'data' ->> 'ballot' AS ballot, count(*) AS done, max(legal_at) AS done_at
  FROM ledger.event WHERE log = $1 GROUP BY 1, 2
"""

STATEMENTS: Final = (_TYPES, _STEPS, _COUNTS, _REMINDERS, _RESULTS, *steps.STATEMENTS, *digest.STATEMENTS)


@dataclass(frozen=True)
class Verdict:
    """What the report found that a machine wants to know."""

    events: int
    fingerprint: str
    as_published: bool
    """The elected, votes and percentages of every contest with a published result equal it."""
    without_additional: tuple[str, ...]
    """Contests that stay short without an additional ballot."""
    additional: tuple[str, ...]


async def report(pool: asyncpg.Pool, example: Example, keyring: Keyring, out: Console) -> Verdict:
    """Print steps, counts, reminders, results and the chain; Broken when the chain is not whole."""
    log = example.log
    await steps.show(pool, example, out)
    dated = await pool.fetch(_STEPS, log)
    _steps(dated, out)
    _undated(example, {row["deadline"] for row in dated}, await pool.fetch(_TYPES, log), out)
    digest.missed(example, await pool.fetch(digest.MISSED, log), out)
    _duties(await pool.fetchrow(_COUNTS, log), out)
    _reminders(await pool.fetch(_REMINDERS, log), out)
    results = await pool.fetch(_RESULTS, log)
    digest.results(results, out)
    published = await _published(pool, example, keyring, results, out)
    additional = _further(results, out)
    short = _short(results, out)
    store = Store(pool)
    found = await verify(store, log)
    mark = await fingerprint(store, log)
    out.print(f"\n[bold]{found.events}[/] sự kiện · chain verified (chuỗi nguyên vẹn) · {found.head[:16]}")
    out.print(f"Dấu vân tay của trạng thái: {mark}")
    return Verdict(found.events, mark, published, short, additional)


def _steps(rows: list[Any], out: Console) -> None:
    table = Table(title="Thời hạn theo luật", title_justify="left")
    for column in ("Điều", "Việc", "Hạn", "Xong", "Lúc", "Muộn", "Chưa làm"):
        table.add_column(column, no_wrap=column in ("Hạn", "Xong", "Lúc"))
    for row in rows:
        due = f"{local(row['due']):%d/%m/%Y}"
        if row["latest"] != row["due"]:
            due += f" – {local(row['latest']):%d/%m}"
        table.add_row(
            row["article"],
            row["title"],
            due,
            f"{row['done']}/{row['owed']}",
            f"{local(row['done_at']):%d/%m %H:%M}" if row["done_at"] else "–",
            str(row["late"] or ""),
            str(row["missed"] or ""),
        )
    out.print(table)


def _undated(example: Example, dated: set[str], types: list[Any], out: Console) -> None:
    """Steps for which the law names no day: nobody can be late, but each must be seen to be done."""
    called = example.call
    version = book().version_on(called.day)
    if version is None:
        return
    table = Table(title="Việc luật không ấn định ngày", title_justify="left")
    for column in ("Điều", "Việc", "Xong", "Lúc"):
        table.add_column(column, no_wrap=column in ("Xong", "Lúc"))
    for row in book().rows_for(version.id, called.form, called.day):
        if row.id in dated or not row.fulfilled_by or row.kind != "law":
            continue
        ballots = {None, *row.ballots}
        done = [one for one in types if one["type"] == row.fulfilled_by and one["ballot"] in ballots]
        if done or not row.only_if:
            latest = max((one["done_at"] for one in done), default=None)
            table.add_row(
                row.law[version.id].article,
                row.duty.vi,
                str(sum(one["done"] for one in done)),
                f"{local(latest):%d/%m %H:%M}" if latest else "–",
            )
    out.print(table)


def _duties(counts: Any, out: Console) -> None:
    out.print(
        f"\n[bold]Nhiệm vụ[/]: {counts['owed']} · đúng hạn (met) {counts['met']} "
        f"· muộn (late) {counts['late']}"
        f" · quá hạn (missed) {counts['missed']} · đã khắc phục (cured) {counts['cured']}"
        f" · không bao giờ làm {counts['never']} · còn mở {counts['open']}"
    )


def _reminders(rows: list[Any], out: Console) -> None:
    counts = {(row["rung"], row["status"]): row["count"] for row in rows}
    parts = [f"{name} {counts.get((rung, 'sent'), 0)}" for rung, name in NAMES.items()]
    failed = sum(number for (_, status), number in counts.items() if status == "failed")
    out.print(
        f"[bold]Thư nhắc việc[/]: {sum(counts.values())} · {' · '.join(parts)} · gửi không thành {failed}"
    )


async def _published(
    pool: asyncpg.Pool, example: Example, keyring: Keyring, results: list[Any], out: Console
) -> bool:
    """The contests whose result was published: who is elected, beside what the bulletin printed."""
    first = {row["contest"]: row for row in results if row["poll"] == "first"}
    equal = True
    for official in example.official.contests if example.official else ():
        row = first.get(official.code)
        if row is None:
            out.print(f"[red]{official.code}: chưa có kết quả[/]")
            equal = False
            continue
        stood = [each.code for each in official.candidates]
        names = await Persons(pool, example.log, keyring).names(stood, Purpose.LIST_AND_RESULT, "report")
        same = _same(official, row)
        equal = equal and same
        out.print(
            f"\n[bold]{official.code}[/]: {row['seats']} đại biểu, {row['valid']} phiếu hợp lệ – "
            + ("đúng như kết quả đã công bố" if same else "[red]khác kết quả đã công bố[/]")
        )
        table = Table()
        for column in ("Người ứng cử", "Số phiếu", "Tỷ lệ %", "Công bố", "Trúng cử"):
            table.add_column(column, justify="left" if column == "Người ứng cử" else "right")
        votes, percent = _mapping(row["votes"]), _mapping(row["percent"])
        for each in official.candidates:
            table.add_row(
                names.get(each.code, each.code),
                str(votes.get(each.code)),
                str(percent.get(each.code)),
                f"{each.votes} ({each.percent})",
                "✓" if each.code in row["elected"] else "",
            )
        out.print(table)
    return equal


def _same(official: OfficialContest, row: Any) -> bool:
    votes, percent = _mapping(row["votes"]), _mapping(row["percent"])
    return list(official.elected) == list(row["elected"]) and all(
        votes.get(each.code) == each.votes and percent.get(each.code) == each.percent
        for each in official.candidates
    )


def _further(results: list[Any], out: Console) -> tuple[str, ...]:
    found = []
    for row in results:
        if row["poll"] == "additional":
            found.append(str(row["contest"]))
            day = f"{row['additional_day']:%d/%m/%Y}" if row["additional_day"] else ""
            out.print(
                f"[bold]Bầu cử thêm[/] {row['contest']} ngày {day}: trúng cử thêm {len(row['elected'])},"
                f" {CONDITIONS[row['outcome']]} ({_grounds(row)})"
            )
    return tuple(found)


def _short(results: list[Any], out: Console) -> tuple[str, ...]:
    """Contests closed short at the first ballot: the law gives them no additional one."""
    found = []
    for row in results:
        if row["poll"] == "first" and row["outcome"] == "closed_short":
            found.append(str(row["contest"]))
            out.print(
                f"[bold]Không bầu cử thêm[/] {row['contest']}: được {len(row['elected'])}/{row['seats']}"
                f" đại biểu ({_grounds(row)})"
            )
    return tuple(found)


def _grounds(row: Any) -> str:
    reasons = json.loads(row["reasons"]) if isinstance(row["reasons"], str) else row["reasons"]
    return "; ".join(f"{reason['article']}: {reason['text']}" for reason in reasons)


def _mapping(value: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(value) if isinstance(value, str) else value
    return found

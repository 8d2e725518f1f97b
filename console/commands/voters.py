"""`baucu voters`: how many voters there were at any hour, and why the number changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from console.commands import branch
from console.commands.audit import where
from console.commands.audit.where import Json
from console.connect import Live, record
from console.outline import answer
from console.problem import OK, complain
from console.terminal import columns, terminal
from console.vietnamese import ballot, moment, whole
from domain.stream import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.event import Event, Recorded
    from domain.terms import Ballot
    from domain.voterlist.series import Sum, Total

app = branch(name="voters", usage="baucu voters CUỘC-BẦU-CỬ [--of MÃ] [--at MỐC] [--json]\n")


@app.default
async def run(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    of: Annotated[
        str | None, Parameter(help="Chỉ một khu vực bỏ phiếu, một đơn vị bầu cử hoặc một đơn vị hành chính.")
    ] = None,
    at: Annotated[str | None, Parameter(help="Tính đến thời điểm pháp lý này; bỏ trống là đến nay.")] = None,
    json: Json = False,
    live: Live = None,
) -> int:
    """Tổng số cử tri tại một thời điểm, và từng lần thay đổi với lý do.

    Người có giấy chứng nhận bỏ phiếu ở nơi khác vẫn ở trong danh sách và
    được đếm riêng (điểm luật chưa rõ O-9).

    Ví dụ:

    baucu voters bk-2021 --at 2021-05-23T11:00

    baucu voters bk-2021 --of BK-NS-01-A1 --json
    """
    # Only now: help and a mistyped word need not load every procedure.
    from domain.voterlist.extent import TYPES, areas
    from domain.voterlist.series import series, together

    until = where.time(at) if at else None
    async with record(live) as ledger:
        log = await where.election(ledger.store, election)
        rows = await ledger.store.of_types(log, TYPES)
    wanted = areas(rows, of or "")
    if of and not wanted:
        raise complain("no_voters_of", of=of, election=log)
    histories = _histories(rows)
    lists = [series(code, histories.get(code, ())) for code in wanted]
    last = until or max((one.at for totals in lists for one in totals), default=None)
    if last is None:
        raise complain("no_list_yet", of=of or log)
    changes = sorted(
        (one for totals in lists for one in totals if one.at <= last), key=lambda one: (one.at, one.area)
    )
    found = together(lists, last)
    if json:
        answer({"election": log, "of": of or "", "at": last, "total": found, "changes": changes})
    else:
        _show(of or log, last, found, changes)
    return OK


def _histories(rows: Sequence[Recorded]) -> dict[str, list[tuple[Event, datetime, str]]]:
    """Each area's stream as (event, legal time, event id)."""
    found: dict[str, list[tuple[Event, datetime, str]]] = {}
    for row in rows:
        stream = parse(row.stream)
        if stream.kind == "area":
            found.setdefault(stream.code, []).append((row.event, row.legal_at, str(row.event_id)))
    return found


def _show(of: str, last: datetime, total: Sum, changes: Sequence[Total]) -> None:
    out = terminal()
    away = f"; có giấy chứng nhận bỏ phiếu ở nơi khác: {_numbers(total.away)}" if total.away else ""
    out.print(f"{of}, tính đến {moment(last)}: {total.areas} khu vực đã niêm yết danh sách cử tri.")
    if not changes:
        return
    out.print(f"Cử tri: {_numbers(total.voters)}{away}.")
    out.print()
    table = columns("Lúc", "Khu vực", "Vì sao", "Căn cứ", "Cử tri của khu vực")
    for one in changes:
        table.add_row(moment(one.at), one.area, one.why, one.article, _numbers(one.voters))
    out.print(table)


def _numbers(voters: Mapping[Ballot, int]) -> str:
    return ", ".join(f"{ballot(code)} {whole(number)}" for code, number in voters.items())

"""`baucu election`: start one from its files, see where it stands, list them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, opened, place, record
from console.outline import answer
from console.problem import OK, complain
from console.terminal import table, terminal
from console.vietnamese import COUNCILS, LEVELS, MODES, body, day, due
from domain.calendar import calendar
from domain.call import PROCEDURE as CALL
from domain.due import Due, Election
from domain.procedure import fold
from domain.refusal import refuse
from domain.stream import Stream
from ledger.person.installation import install
from workers.play.example import Example, load
from workers.play.opening import open_election, rehearsal_clock
from workers.settings import CHECKOUT, settings

EXAMPLES: Final = CHECKOUT / "examples"
NEXT: Final = 6
"""Deadlines named after a start."""
UPCOMING: Final = 10
"""Duties named as due next."""

_UPCOMING: Final = """
SELECT * FROM view.duty
 WHERE log = $1 AND status = 'open' AND due >= $2 AND kind <> 'plan' ORDER BY due, unit, key LIMIT $3
"""

STATEMENTS: Final = (_UPCOMING,)

app = branch(
    name="election",
    help="Cuộc bầu cử: khởi tạo, tình trạng, danh sách.\n\nVí dụ:\n\n"
    "baucu election start examples/bac-kan-2021\n\nbaucu election status bk-2021",
    usage="baucu election LỆNH\n",
)

Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


@app.command(usage="baucu election start TỆP [--speed SỐ] [--live | --rehearsal]\n")
async def start(
    file: Annotated[
        str, Parameter(help="Thư mục cuộc bầu cử, tệp election.yaml của nó, hoặc tên một ví dụ.")
    ],
    /,
    *,
    speed: Annotated[
        float | None,
        Parameter(
            help="Chỉ khi diễn tập: số ngày pháp lý trôi qua trong một giây; bỏ trống thì như đồng hồ thật."
        ),
    ] = None,
    live: Live = None,
) -> int:
    """Khởi tạo một cuộc bầu cử từ thư mục dữ liệu của nó.

    Mọi tệp được kiểm tra trước; có lỗi thì nêu hết theo tệp, dòng, cột và không ghi gì.
    Chạy lại với dữ liệu cũ thì không ghi thêm gì.
    Diễn tập thì đồng hồ pháp lý bắt đầu từ ngày ghi trong tệp, không phải hôm nay.

    Ví dụ:

    baucu election start examples/bac-kan-2021

    baucu election start bac-kan-2021 --rehearsal --speed 0.01
    """
    example = load(folder(file))
    async with place(live) as found, opened(found, live) as ledger:
        mode = await ledger.store.mode()
        if mode == "live" and speed is not None:
            raise complain("live_speed")
        clock = rehearsal_clock(example, speed or 0) if mode == "rehearsal" else None
        keyring = await install(found.app_dsn, settings().keyring(mode))
        new = await open_election(ledger, example, clock, keyring=keyring)
    _announce(example, new)
    return OK


@app.command(usage="baucu election status CUỘC-BẦU-CỬ [--json]\n")
async def status(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    json: Json = False,
    live: Live = None,
) -> int:
    """Tình trạng: nhiệm vụ đúng hạn, quá hạn, sắp đến hạn; các đơn vị bầu cử.

    Ví dụ:

    baucu election status bk-2021
    """
    from activities.projection import project
    from console import show
    from console.reading import Reading

    async with record(live) as ledger:
        pool = ledger.store.pool
        await project(pool, election)
        reading = Reading(pool)
        found = await reading.election(election)
        if found is None:
            raise refuse("unknown_election", election=election)
        now = await reading.legal_now(found)
        counts = await reading.counts(election, now)
        attention = await reading.attention(election, now)
        upcoming = [dict(row) for row in await pool.fetch(_UPCOMING, election, now, UPCOMING)]
        contests = await reading.contests(election)
    if json:
        answer(
            {
                "election": found,
                "now": now,
                "counts": {**counts._asdict(), "never": counts.owing},
                "overdue": [dict(row) for row in attention if row["status"] == "missed"],
                "next": upcoming,
                "contests": contests,
            }
        )
        return OK
    out = terminal()
    show.head(out, found, now)
    show.counts(out, counts)
    show.duties(out, [row for row in attention if row["status"] == "missed"], "Quá hạn, chưa làm")
    show.duties(out, upcoming, "Sắp đến hạn")
    show.contests(out, contests)
    return OK


@app.command(name="list", usage="baucu election list [--json]\n")
async def list_(*, json: Json = False, live: Live = None) -> int:
    """Các cuộc bầu cử có trong sổ.

    Ví dụ:

    baucu election list
    """
    async with record(live) as ledger:
        logs = await ledger.store.logs()
        streams = await ledger.store.read([str(Stream("election", log)) for log in logs])
        mode = await ledger.store.mode()
        heads = [await ledger.store.head(log) for log in logs]
    states = [fold(CALL, [row.event for row in rows]) for rows in streams.values()]
    if json:
        answer(
            [
                {
                    "id": log,
                    "name": state.name,
                    "day": state.day,
                    "law": state.law,
                    "ballots": state.levels,
                    "mode": mode,
                    "closed": state.closed,
                    "position": position,
                }
                for log, state, position in zip(logs, states, heads, strict=True)
            ]
        )
        return OK
    if not logs:
        terminal().print("Sổ chưa có cuộc bầu cử nào; khởi tạo bằng «baucu election start».")
        return OK
    table(
        ("Mã", "Tên", "Ngày", "Luật", "Bầu", "Chế độ", "Sự kiện", ""),
        [
            (
                log,
                state.name,
                day(state.day) if state.day else "–",
                state.law,
                ", ".join(COUNCILS[level] for level in state.levels),
                MODES[mode],
                str(position),
                "đã kết thúc" if state.closed else "đang tiến hành",
            )
            for log, state, position in zip(logs, states, heads, strict=True)
        ],
    )
    return OK


def folder(file: str) -> Path:
    """An example by its name, its folder, or a file in it; the Refusal names those that there are."""
    path = Path(file)
    if path.is_file():
        return path.parent
    if file and (path.exists() or len(path.parts) > 1):
        return path
    if file and (EXAMPLES / file).is_dir():
        return EXAMPLES / file
    known = ", ".join(sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
    raise complain("unknown_example", name=file, folder=EXAMPLES, known=known)


def _announce(example: Example, new: int) -> None:
    call, out = example.call, terminal()
    for warning in example.warnings:
        out.print(f"Lưu ý: {warning}")
    total = len(example.units) + 1
    if new:
        out.print(f"Đã khởi tạo {call.name} ({call.id}): {new} việc được ghi, {total - new} đã có từ trước.")
    else:
        out.print(f"{call.name} ({call.id}) đã được khởi tạo từ trước; không ghi thêm gì.")
    out.print(
        f"Ngày bầu cử {day(call.day)} · {len(example.units)} đơn vị · {len(example.contests)} đơn vị bầu cử"
        f" · {len(example.areas)} khu vực bỏ phiếu"
    )
    out.print(f"Luồng: election/{call.id}, unit/{call.id}/{example.units[0].code} …")
    out.print("Các thời hạn đầu tiên:")
    for row, when in _first(example):
        owner = f"{body(row.owed_by)}, {LEVELS[row.at].lower()}" if row.at else body(row.owed_by)
        out.print(f"  {due(when)}  {row.duty.vi} ({row.article}; {owner})")
    out.print(f"Xem tiếp: baucu timeline {call.id}")


def _first(example: Example) -> list[tuple[Due, datetime]]:
    """The first deadlines after the call, as the law gives them."""
    call = example.call
    rows = calendar(Election(kind=call.form, day=call.day, levels=call.levels))
    dated = [(row, row.due) for row in rows if row.due is not None and row.kind == "law" and row.fulfilled_by]
    ahead = [(row, when) for row, when in dated if when.date() > call.announced]
    return sorted(ahead, key=lambda pair: pair[1])[:NEXT]

"""`baucu access`: which auditor's login sees which election."""

from __future__ import annotations

from typing import Annotated, Final

import asyncpg
from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, place
from console.problem import OK, complain
from console.terminal import table, terminal
from domain.refusal import refuse
from domain.zone import local
from ledger.connection import connect

AUDITORS: Final = "baucu_auditor"

Login = Annotated[str, Parameter(help="Tài khoản cơ sở dữ liệu của kiểm toán.")]
Election = Annotated[str, Parameter(help="Mã cuộc bầu cử.")]

app = branch(
    name="access",
    help="Kiểm toán được xem cuộc bầu cử nào; không ai trong họ xem được dữ liệu cá nhân.\n\n"
    "Ví dụ:\n\nbaucu access grant kiem_toan_1 bk-2021",
    usage="baucu access LỆNH\n",
)


@app.command(usage="baucu access grant TÀI-KHOẢN CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def grant(login: Login, election: Election, /, *, live: Live = None) -> int:
    """Cho một tài khoản xem sổ của một cuộc bầu cử. Cần quyền chủ sở hữu (DATABASE_OWNER_URL).

    Tài khoản do quản trị viên tạo: CREATE ROLE kiem_toan_1 LOGIN PASSWORD '…' IN ROLE baucu_auditor;

    Ví dụ:

    baucu access grant kiem_toan_1 bk-2021
    """
    async with place(live) as found:
        owner = await _owner(found.owner_dsn)
        try:
            if not await owner.fetchval("SELECT EXISTS (SELECT FROM ledger.event WHERE log = $1)", election):
                raise refuse("unknown_election", election=election)
            member = await owner.fetchval(
                "SELECT pg_has_role(oid, $2, 'USAGE') AND NOT rolsuper FROM pg_roles WHERE rolname = $1",
                login,
                AUDITORS,
            )
            if not member:
                raise complain("no_auditor", login=login)
            await owner.execute(
                "INSERT INTO ledger.access (grantee, log) VALUES ($1, $2)"
                " ON CONFLICT (grantee, log) WHERE revoked_at IS NULL DO NOTHING",
                login,
                election,
            )
        finally:
            await owner.close()
    terminal().print(f"{login} xem được sổ {election}.")
    return OK


@app.command(usage="baucu access revoke TÀI-KHOẢN CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def revoke(login: Login, election: Election, /, *, live: Live = None) -> int:
    """Thôi cho một tài khoản xem sổ của một cuộc bầu cử; việc đã từng được xem vẫn còn ghi lại.

    Ví dụ:

    baucu access revoke kiem_toan_1 bk-2021
    """
    async with place(live) as found:
        owner = await _owner(found.owner_dsn)
        try:
            ended = await owner.fetchval(
                "UPDATE ledger.access SET revoked_at = clock_timestamp()"
                " WHERE grantee = $1 AND log = $2 AND revoked_at IS NULL RETURNING number",
                login,
                election,
            )
        finally:
            await owner.close()
    if ended is None:
        raise complain("no_access", login=login, election=election)
    terminal().print(f"{login} không còn xem được sổ {election}.")
    return OK


@app.command(name="list", usage="baucu access list [--live | --rehearsal]\n")
async def show(*, live: Live = None) -> int:
    """Ai xem được gì, từ lúc nào, đến lúc nào.

    Ví dụ:

    baucu access list
    """
    async with place(live) as found:
        owner = await _owner(found.owner_dsn)
        try:
            rows = await owner.fetch("SELECT * FROM ledger.access ORDER BY number")
        finally:
            await owner.close()
    table(
        ("Tài khoản", "Cuộc bầu cử", "Từ", "Đến"),
        (
            (
                row["grantee"],
                row["log"],
                f"{local(row['granted_at']):%H:%M %d/%m/%Y}",
                f"{local(row['revoked_at']):%H:%M %d/%m/%Y}" if row["revoked_at"] else "",
            )
            for row in rows
        ),
    )
    return OK


async def _owner(dsn: str | None) -> asyncpg.Connection:
    if dsn is None:
        raise complain("no_owner")
    return await connect(dsn, "baucu-access")

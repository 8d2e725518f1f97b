"""Another master key: every person's key wrapped anew, no data read."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from console.connect import Live, opened, place
from console.problem import OK, complain
from console.terminal import terminal
from ledger.person.installation import install
from ledger.person.installation import rewrap as again
from workers.settings import settings


async def rewrap(
    *,
    new: Annotated[bool, Parameter(negative="", help="Trước hết thêm một khóa chủ mới vào tệp.")] = False,
    drop: Annotated[
        bool, Parameter(negative="", help="Sau đó bỏ khỏi tệp các khóa chủ không còn giữ gì.")
    ] = False,
    live: Live = None,
) -> int:
    """Đổi khóa chủ: bọc lại khóa của mọi người bằng khóa chủ cuối cùng trong tệp; dữ liệu không bị đọc.

    Bỏ khóa chủ cũ (--drop, và hủy các bản sao của nó) thì bản sao lưu cũ không mở được dữ liệu cá nhân nữa:
    việc xóa một người khi đó mới với tới các bản sao lưu.
    Với cơ sở dữ liệu riêng cần DATABASE_OWNER_URL (vai trò baucu_owner).

    Ví dụ:

    baucu subject rewrap --new

    baucu subject rewrap --new --drop
    """
    async with place(live) as found, opened(found, live) as ledger:
        if found.owner_dsn is None:
            raise complain("no_owner")
        path = settings().keyring(ledger.mode)
        keyring = await install(found.owner_dsn, path)
        if new:
            keyring = keyring.add(path)
        done = await again(found.owner_dsn, keyring)
        if drop:
            keyring.drop(path, done.unused)
    out = terminal()
    out.print(f"{done.rewrapped} khóa đã bọc lại bằng khóa chủ {done.current} ({path}).")
    if done.unused:
        rest = "đã bỏ khỏi tệp" if drop else "chỉ bản sao lưu cũ còn cần"
        out.print(f"Không còn gì giữ bằng {', '.join(done.unused)}: {rest}.")
    return OK

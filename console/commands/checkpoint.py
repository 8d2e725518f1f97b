"""`baucu checkpoint`, `baucu sealer`, `baucu witness`: what the record was, signed, published and watched."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, opened, place
from console.document import why
from console.operator import keeping
from console.problem import OK, complain
from console.terminal import terminal
from domain.refusal import refuse
from domain.terms import NATION
from ledger import custody
from ledger.connection import open_pool
from ledger.feed import LATEST, Feed
from ledger.fence import Fence
from ledger.proof.checkpoint import short
from ledger.proof.note import Verifier
from ledger.seal import Sealer, newest
from ledger.signer import Signer
from ledger.store import Store

Election = Annotated[str, Parameter(help="Mã cuộc bầu cử.")]

app = branch(
    name="checkpoint",
    help="Điểm kiểm: sổ lúc có bao nhiêu sự kiện thì thế nào, có chữ ký.\n\n"
    "Ví dụ:\n\nbaucu checkpoint make bk-2021",
    usage="baucu checkpoint LỆNH\n",
)
sealer = branch("sealer", usage="baucu sealer\n")
witness = branch("witness", usage="baucu witness THƯ-MỤC --state TỆP --pubkey TỆP [--key TỆP]\n")


@app.command(usage="baucu checkpoint make CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def make(election: Election, /, *, live: Live = None) -> int:
    """Ký sổ như lúc này và công bố; không có sự kiện mới thì in lại điểm kiểm cũ.

    Ví dụ:

    baucu checkpoint make bk-2021
    """
    from workers.sealer import publish

    async with place(live) as found:
        if found.checkpointer_dsn is None:
            raise complain("no_sealer")
        feed = Feed(found.feed)
        pool = await open_pool(found.checkpointer_dsn, "baucu-checkpoint", size=2)
        try:
            store = Store(pool)
            if not await store.head(election):
                raise refuse("unknown_election", election=election)
            await Fence(store, feed.folder).check(election)
            worker = Sealer(pool, found.log_keys)
            made = await worker.seal(election)
            await publish(worker, feed, election)
        finally:
            await pool.close()
    terminal().print(f"{short(made)}")
    terminal().print(f"{feed.of(made) / LATEST}")
    return OK


@app.command(usage="baucu checkpoint show CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def show(election: Election, /, *, live: Live = None) -> int:
    """In điểm kiểm mới nhất mà sổ giữ, nguyên văn có chữ ký.

    Ví dụ:

    baucu checkpoint show bk-2021 > bk-2021.checkpoint
    """
    async with place(live) as found, opened(found, live) as ledger:
        if not await ledger.store.head(election):
            raise refuse("unknown_election", election=election)
        note = await newest(ledger.store.pool, election)
    if note is None:
        raise complain("no_checkpoint", election=election)
    terminal().print(note, end="")
    return OK


@app.command(usage="baucu checkpoint restored CUỘC-BẦU-CỬ --reason LÝ-DO [--live | --rehearsal]\n")
async def restored(
    election: Election,
    /,
    *,
    reason: Annotated[str, Parameter(help="Vì sao mất, phục hồi từ bản nào; ghi vào sổ.")],
    live: Live = None,
) -> int:
    """Ghi nhận rằng sổ được khôi phục từ bản lưu và thiếu phần đã công bố; sổ bắt đầu một kỳ mới.

    Chỉ dùng khi không tìm lại được phần mất. Mọi người đã giữ điểm kiểm cũ sẽ thấy việc này.

    Ví dụ:

    baucu checkpoint restored bk-2021 --reason "hỏng đĩa, khôi phục bản lưu 03:00 ngày 20/5"
    """
    async with place(live) as found, opened(found, live) as ledger:
        feed = Feed(found.feed)
        if not await Fence(ledger.store, feed.folder).problem(election):
            raise complain("nothing_lost", election=election)
        published = feed.newest(election)
        state = await custody.held(ledger, election)
        act = await keeping(ledger, election, state.keeper or NATION)
        if published is None:
            raise complain("nothing_lost", election=election)
        await custody.restored(ledger, published, reason, act)
        kept = await ledger.store.head(election)
    terminal().print(
        f"Đã ghi ở vị trí {kept}: mất phần sau vị trí {kept - 1} mà điểm kiểm {published.size} đã công bố. "
        "Khởi động lại mọi tiến trình."
    )
    return OK


@sealer.default
async def run_sealer() -> int:
    """Chạy tiến trình ký sổ: ký theo lịch, công bố, báo kiểm toán, cho đến khi được bảo dừng.

    Cần DATABASE_CHECKPOINTER_URL, LOG_KEYS và CHECKPOINT_FEED; chạy nơi khác với máy ghi sổ thì tốt hơn.

    Ví dụ:

    baucu sealer
    """
    from workers import log
    from workers.sealer import run
    from workers.settings import settings
    from workers.signals import stopping
    from workers.stack import find

    given = settings()
    log.configure(given)
    # A sealer on a host of its own knows its account and its folders, and nothing else of the system.
    where = None if given.database_checkpointer_url else find(given)
    dsn = where.checkpointer_dsn if where else given.database_checkpointer_url
    if dsn is None:
        raise complain("no_sealer")
    keys = (where and where.log_keys) or given.log_keys or given.folder / "keys"
    feed = (where and where.feed) or given.checkpoint_feed or given.folder / "feed"
    await run(dsn.get_secret_value(), keys, feed, given, stopping())
    return OK


@witness.default
def run_witness(
    folder: Annotated[Path, Parameter(help="Thư mục công bố của một kỳ: …/feed/CUỘC-BẦU-CỬ/1.")],
    /,
    *,
    state: Annotated[Path, Parameter(help="Tệp giữ điểm kiểm đã thấy; lần đầu thì được tạo.")],
    pubkey: Annotated[Path, Parameter(help="Tệp khóa công khai của sổ, mỗi khóa một dòng.")],
    key: Annotated[Path | None, Parameter(help="Khóa bí mật của bên chứng kiến, để cùng ký.")] = None,
) -> int:
    """Xem điểm kiểm mới có tiếp nối điểm kiểm đã thấy không; cùng ký nếu có khóa.

    Không cần cơ sở dữ liệu. Sổ bị cắt, viết lại hay phân nhánh: nói rõ ở đâu, mã thoát 3, không ký.

    Ví dụ:

    baucu witness feed/bk-2021/1 --state da-thay --pubkey so.pub --key chung-kien.key
    """
    from ledger.witness import Witness

    known = [Verifier.parse(line) for line in _read(pubkey).splitlines() if line.strip()]
    cosigner = Signer.parse(_read(key)) if key else None
    try:
        seen = Witness(state, known, cosigner).look(folder, int(time.time()))
    except OSError as error:
        raise complain("unreadable", file=error.filename, problem=why(error)) from None
    terminal().print(f"{seen.origin}: {short(seen)}")
    return OK


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise complain("unreadable", file=path, problem=why(error)) from None

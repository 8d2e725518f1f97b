"""`baucu keys`: the key that signs a log's checkpoints, from its making to its loss."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from console.commands import branch
from console.connect import Live, opened, place
from console.document import NO_FOLDER, why
from console.operator import keeping
from console.problem import OK, complain
from console.terminal import table, terminal
from domain.keys.commands import LoseKey, RetireKey
from domain.keys.evolve import State
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION
from ledger import custody
from ledger.execute import Ledger
from ledger.proof.keyring import Keyring, Term
from ledger.proof.note import WITNESS, Verifier
from ledger.signer import Signer, write
from workers.settings import settings

Election = Annotated[str, Parameter(help="Mã cuộc bầu cử.")]
Reason = Annotated[str, Parameter(help="Lý do, ghi vào sổ.")]

app = branch(
    name="keys",
    help="Khóa ký sổ của một cuộc bầu cử: tạo, đổi, báo mất, thôi dùng.\n\nVí dụ:\n\nbaucu keys new bk-2021",
    usage="baucu keys LỆNH\n",
)


@app.command(usage="baucu keys new CUỘC-BẦU-CỬ [--keeper ĐƠN-VỊ] [--live | --rehearsal]\n")
async def new(
    election: Election,
    /,
    *,
    keeper: Annotated[
        str, Parameter(help="Đơn vị mà Ủy ban bầu cử giữ sổ; mặc định là Hội đồng bầu cử quốc gia.")
    ] = NATION,
    live: Live = None,
) -> int:
    """Tạo khóa ký sổ và ghi khóa công khai vào sổ.

    Khóa bí mật nằm trong một tệp chỉ chủ tệp đọc được; không bao giờ vào cơ sở dữ liệu. In dòng khóa công
    khai ra giấy, giao cho kiểm toán: nhờ nó họ kiểm chứng sổ mà không phải tin ai.

    Ví dụ:

    baucu keys new bk-2021

    baucu keys new bk-2021 --keeper BK
    """
    async with place(live) as found, opened(found, live) as ledger:
        state = await _state(ledger, election)
        folder = found.log_keys
        act = await keeping(ledger, election, state.keeper or keeper)
        authority = settings().authority(ledger.mode)
        key = await custody.introduce(ledger, election, folder, authority, keeper, act)
    _tell(key, folder)
    return OK


@app.command(usage="baucu keys rotate CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def rotate(election: Election, /, *, live: Live = None) -> int:
    """Đổi sang khóa mới; khóa đang dùng ký xác nhận cho khóa mới.

    Ví dụ:

    baucu keys rotate bk-2021
    """
    async with place(live) as found, opened(found, live) as ledger:
        state = await _state(ledger, election)
        folder = found.log_keys
        act = await keeping(ledger, election, state.keeper or NATION)
        key = await custody.rotate(ledger, election, folder, act)
    _tell(key, folder)
    return OK


@app.command(usage="baucu keys lost CUỘC-BẦU-CỬ --reason LÝ-DO [--live | --rehearsal]\n")
async def lost(election: Election, /, *, reason: Reason, live: Live = None) -> int:
    """Báo mất khóa đang dùng: điểm kiểm khóa ấy ký về sau không còn giá trị. Sau đó tạo khóa mới.

    Ví dụ:

    baucu keys lost bk-2021 --reason "mất máy ký ngày 12/5"
    """
    await _end(election, reason, live, LoseKey)
    terminal().print(
        f"Đã ghi: mất khóa. Tạo khóa mới bằng «baucu keys new {election}» và công bố lại trên giấy."
    )
    return OK


@app.command(usage="baucu keys retire CUỘC-BẦU-CỬ --reason LÝ-DO [--live | --rehearsal]\n")
async def retire(election: Election, /, *, reason: Reason, live: Live = None) -> int:
    """Thôi dùng khóa đang dùng; những gì khóa ấy đã ký vẫn có giá trị.

    Ví dụ:

    baucu keys retire bk-2021 --reason "đã tổng kết"
    """
    await _end(election, reason, live, RetireKey)
    terminal().print("Đã ghi: thôi dùng khóa. Hủy tệp khóa bí mật.")
    return OK


@app.command(usage="baucu keys show CUỘC-BẦU-CỬ [--live | --rehearsal]\n")
async def show(election: Election, /, *, live: Live = None) -> int:
    """Các khóa của sổ, có hiệu lực từ vị trí nào đến vị trí nào.

    Ví dụ:

    baucu keys show bk-2021
    """
    async with place(live) as found, opened(found, live) as ledger:
        await _state(ledger, election)
        ring = Keyring(election)
        stream = str(Stream("keys", election))
        for row in (await ledger.store.read([stream]))[stream]:
            ring.learn(row.position, row.type, row.event.model_dump())
    table(("Khóa công khai", "Từ", "Đến trước", ""), (_line(term) for term in ring.terms))
    return OK


@app.command(usage="baucu keys witness TÊN TỆP\n")
def witness(
    name: Annotated[str, Parameter(help="Tên của bên chứng kiến, dạng tên miền.")],
    file: Annotated[Path, Parameter(help="Tệp mới cho khóa bí mật.")],
    /,
) -> int:
    """Tạo khóa cho một bên chứng kiến (xem «baucu witness»); in dòng khóa công khai.

    Ví dụ:

    baucu keys witness quan-sat.example chung-kien.key
    """
    signer = Signer.generate(name, WITNESS)
    try:
        write(file, signer)
    except OSError as error:
        raise complain("unwritable", file=file, problem=why(error, NO_FOLDER)) from None
    terminal().print(str(signer.verifier))
    return OK


async def _state(ledger: Ledger, election: str) -> State:
    if not await ledger.store.head(election):
        raise refuse("unknown_election", election=election)
    return await custody.held(ledger, election)


async def _end(
    election: str, reason: str, live: bool | None, command: type[LoseKey] | type[RetireKey]
) -> None:
    async with place(live) as found, opened(found, live) as ledger:
        state = await _state(ledger, election)
        if not state.current:
            raise refuse("no_key", stream=f"keys/{election}")
        act = await keeping(ledger, election, state.keeper)
        await ledger.execute(Stream("keys", election), command(key_id=state.key_id, reason=reason), act)


def _tell(key: Verifier, folder: Path) -> None:
    out = terminal()
    out.print(f"Khóa bí mật ở {folder}. Khóa công khai, in ra giấy và giao cho kiểm toán:")
    out.print(str(key))


def _line(term: Term) -> tuple[str, str, str, str]:
    until = "" if term.until is None else str(term.until)
    return str(term.key), str(term.since), until, "đã báo mất" if term.lost else ""

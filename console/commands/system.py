"""The parts of the system as commands: thin, the work is done in `workers` and `activities`."""

from __future__ import annotations

import runpy
import sys
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import structlog
from cyclopts import Parameter
from rich.console import Console

from console.commands import branch
from console.connect import Live, place, record
from console.problem import OK, complain
from console.terminal import WIDE, seen, terminal
from workers import log
from workers.settings import CHECKOUT, Settings, settings

if TYPE_CHECKING:
    from ledger.person import Keyring

BENCHMARKS: Final = CHECKOUT / "benchmarks"

PORTS: Final = range(65_536)

Port = Annotated[
    int | None, Parameter(help="Cổng của trang theo dõi; mặc định CONSOLE_PORT, 0 là cổng trống bất kỳ.")
]

project = branch(
    name="project",
    help="Bảng đọc: đến đâu, chậm bao nhiêu; làm lại được từ sổ.\n\n"
    "Ví dụ:\n\nbaucu project --status\n\nbaucu project rebuild bk-2021",
    usage="baucu project --status | rebuild [CUỘC-BẦU-CỬ]\n",
)

migrate = branch("migrate", usage="baucu migrate [--live | --rehearsal]\n")
worker = branch("worker", usage="baucu worker\n")
relay = branch("relay", usage="baucu relay\n")
console = branch("console", usage="baucu console\n")
demo = branch("demo", usage="baucu demo [--no-wait] [--speed SỐ] [--port CỔNG] [--example TÊN] [--list]\n")
up = branch("up", usage="baucu up [--live | --rehearsal] [--port CỔNG]\n")
recovery = branch("recover", usage="baucu recover [CUỘC-BẦU-CỬ] [--live | --rehearsal]\n")
bench = branch("bench", usage="baucu bench TÊN [THAM-SỐ ...]\n")


@project.default
async def stand(
    *,
    status: Annotated[bool, Parameter(negative="", help="Bảng đọc của từng cuộc bầu cử đến đâu.")] = False,
    json: Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")] = False,
    live: Live = None,
) -> int:
    """Bảng đọc: đến vị trí nào, sổ đến đâu, còn chậm bao nhiêu, đang làm lại đến đâu."""
    from activities.projection import standing
    from activities.view import VERSION
    from console.outline import answer

    if not (status or json):
        raise complain("bad_usage", problem="thiếu --status hoặc rebuild", command="baucu project")
    async with record(live) as ledger:
        found = await standing(ledger.store.pool)
    if json:
        answer([{**each._asdict(), "lag": each.lag, "program": VERSION} for each in found])
        return OK
    for each in found:
        parts = [f"bảng đọc đến {each.position}, sổ đến {each.head}", f"còn chậm {each.lag}"]
        if each.version not in (0, VERSION):
            parts.append(f"bảng thuộc phiên bản {each.version}, chương trình là {VERSION}")
        if each.rebuilt is not None:
            parts.append(f"đang làm lại đến {each.rebuilt}")
        terminal().print(f"{each.log}: {'; '.join(parts)}.")
    if not found:
        terminal().print("Sổ chưa có cuộc bầu cử nào.")
    return OK


@project.command(usage="baucu project rebuild [CUỘC-BẦU-CỬ]\n")
async def rebuild(
    election: Annotated[str | None, Parameter(help="Mã cuộc bầu cử; bỏ trống là tất cả.")] = None,
    /,
    *,
    live: Live = None,
) -> int:
    """Làm lại bảng đọc từ vị trí 0, bên cạnh bảng đang dùng, xong thì thay một lần.

    Trang theo dõi vẫn trả lời bằng bảng cũ cho đến khi thay; việc mới ghi vào sổ vẫn hiện ra.

    Ví dụ:

    baucu project rebuild

    baucu project rebuild bk-2021
    """
    from activities.projection import rebuild as again
    from domain.refusal import refuse

    out = terminal()
    async with record(live) as ledger:
        if election is not None and not await ledger.store.head(election):
            raise refuse("unknown_election", election=election)
        with out.status("Đang làm lại bảng đọc …") as shown:
            done = await again(
                ledger.store.pool,
                election,
                lambda log, position, head: shown.update(f"{log}: {position}/{head}"),
            )
    for each, position in done.items():
        out.print(f"{each}: bảng đọc đã làm lại đến vị trí {position}.")
    return OK


@migrate.default
async def migrate_database(*, live: Live = None) -> int:
    """Đưa cơ sở dữ liệu đến phiên bản của chương trình này; chạy lại thì không đổi gì.

    Với cơ sở dữ liệu riêng cần DATABASE_OWNER_URL (vai trò baucu_owner). Lần đầu thì tạo tệp khóa chủ của dữ
    liệu cá nhân (PERSON_KEYRING): giữ bản sao ở nơi khác, mất tệp này là mất mọi tên người.

    Ví dụ:

    baucu migrate
    """
    from ledger.migration import claim, mode
    from ledger.migration import migrate as apply
    from ledger.person.installation import install

    given = settings()
    out = terminal()
    async with place(live) as found:
        if found.owner_dsn is None:
            raise complain("no_owner")
        applied = await apply(found.owner_dsn)
        if live is not None or "mode" in given.model_fields_set:
            await claim(found.owner_dsn, given.mode if live is None else "live" if live else "rehearsal")
        await install(found.owner_dsn, given.keyring(await mode(found.owner_dsn)))
    for name in applied:
        out.print(f"Đã áp dụng {name}")
    out.print("Cơ sở dữ liệu đã ở phiên bản mới nhất.")
    return OK


@worker.default
async def run_worker() -> int:
    """Chạy tiến trình làm việc: quy trình và hoạt động, cho đến khi được bảo dừng.

    Ví dụ:

    baucu worker
    """
    from workers.signals import stopping
    from workers.stack import find
    from workers.worker import run

    given = _process()
    await run(find(given), given, stopping())
    return OK


@relay.default
async def run_relay() -> int:
    """Chạy tiến trình chuyển tin: báo cho quy trình mỗi khi sổ có việc mới, và cập nhật bảng đọc.

    Ví dụ:

    baucu relay
    """
    from workers.relay import run
    from workers.signals import stopping
    from workers.stack import find

    await run(find(_process()), stopping())
    return OK


@console.default
async def serve_console() -> int:
    """Chạy trang theo dõi ở CONSOLE_HOST và CONSOLE_PORT, cho đến khi được bảo dừng.

    Chỉ cần DATABASE_READER_URL (vai trò baucu_reader); không có thì đọc bằng DATABASE_URL.

    Ví dụ:

    baucu console
    """
    from console.web import serve

    given = _process()
    await serve(_reader(given), given.console_host, given.console_port, _keyring(given))
    return OK


@demo.default
async def play(
    *,
    wait: Annotated[bool, Parameter(help="Mở trang theo dõi và giữ lại sau khi xong.")] = True,
    speed: Annotated[float | None, Parameter(help="Số ngày pháp lý trôi qua trong một giây.")] = None,
    port: Port = None,
    example: Annotated[str, Parameter(help="Tên ví dụ hoặc thư mục của nó.")] = "bac-kan-2021",
    list_: Annotated[
        bool, Parameter(name="--list", negative="", help="Chỉ liệt kê các ví dụ, mỗi ví dụ một dòng.")
    ] = False,
) -> int:
    """Diễn tập một cuộc bầu cử thật từ hiệp thương đến bầu cử thêm, trên máy này, không cần cài gì.

    Mỗi lần là một sổ mới, riêng của diễn tập; không có thư nào ra khỏi máy.
    Sổ còn lại sau khi dừng, xem bằng «baucu timeline», «baucu audit replay».

    Ngoài cuộc bầu cử cả tỉnh có những tình huống ngắn (--list): mỗi tình huống
    in ra câu chuyện của nó, và trả về 1 nếu không kết thúc như luật đòi.
    Cách viết một tình huống của riêng mình: docs/examples.md.

    Ví dụ:

    baucu demo --list

    baucu demo

    baucu demo --no-wait --speed 30

    baucu demo --no-wait --example trang-viet-4
    """
    from console.commands.election import folder
    from workers.play.demo import demo as run
    from workers.play.demo import examples

    if list_:
        examples(_styled())
        return OK
    _reachable(port, "baucu demo")
    if speed is not None and not 0 < speed < inf:
        raise complain("bad_usage", problem=f"--speed {speed:g} phải là số lớn hơn 0", command="baucu demo")
    where = folder(example)
    return await run(_quiet(), folder=where, wait=wait, days_per_second=speed, port=port, out=_styled())


@up.default
async def start(*, port: Port = None, live: Live = None) -> int:
    """Khởi động toàn bộ hệ thống trên máy này và giữ cho đến khi bấm Ctrl-C.

    Ví dụ:

    baucu up --rehearsal

    baucu up --live --port 8080
    """
    from workers.up import up as run

    _reachable(port, "baucu up")
    given = _quiet()
    if live is not None:
        given = given.model_copy(update={"mode": "live" if live else "rehearsal"})
    return await run(given, port=port, out=_styled())


@recovery.default
async def restart_workflows(
    election: Annotated[str | None, Parameter(help="Mã cuộc bầu cử; bỏ trống là tất cả.")] = None,
    /,
    *,
    live: Live = None,
) -> int:
    """Khởi động lại mọi quy trình từ sổ, khi Temporal đã mất dữ liệu.

    Không việc nào được ghi hai lần, không thư nào gửi hai lần; quy trình còn chạy thì không bị đụng tới.
    Chạy khi Temporal mới đã lên; tiến trình làm việc («baucu worker») lo phần còn lại.

    Ví dụ:

    baucu recover

    baucu recover bk-2021
    """
    from workers.recover import recover
    from workers.stack import find

    given = _quiet()
    if live is not None:
        given = given.model_copy(update={"mode": "live" if live else "rehearsal"})
    told = await recover(find(given), election)
    for each, number in told.items():
        terminal().print(f"{each}: đã gọi {number} quy trình.")
    if not told:
        terminal().print("Sổ chưa có cuộc bầu cử nào; không có quy trình nào để gọi.")
    return OK


@bench.default
def measure(name: Annotated[str, Parameter(help="Tên phép đo.")], /, *arguments: str) -> int:
    """Chạy một phép đo tốc độ.

    Ví dụ:

    baucu bench append
    """
    known = sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))
    if name not in known:
        raise complain("unknown_benchmark", name=name, known=", ".join(known))
    sys.argv = [str(Path(BENCHMARKS / f"{name}.py")), *arguments]
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    return OK


def _reachable(port: int | None, command: str) -> None:
    """Refuse a port that no machine has, before anything is started."""
    if port is not None and port not in PORTS:
        raise complain("bad_usage", problem=f"--port {port} phải từ 0 đến {PORTS[-1]}", command=command)


def _reader(given: Settings) -> str:
    """Address of the database as the reading role; as the application, read-only, where none is given."""
    from workers.stack import find

    if given.database_reader_url is not None:
        return given.database_reader_url.get_secret_value()
    where = find(given)
    if where.reader_dsn is None:
        structlog.get_logger(__name__).warning(
            "no DATABASE_READER_URL: the console reads as the application, in read-only sessions"
        )
    return (where.reader_dsn or where.app_dsn).get_secret_value()


def _keyring(given: Settings) -> Keyring | None:
    """The master keys of personal data; none where the console is not given them."""
    from ledger.person import Keyring

    path = given.keyring(given.mode)
    if path.exists():
        return Keyring.load(path)
    structlog.get_logger(__name__).warning("no PERSON_KEYRING: pages show codes in place of names")
    return None


def _process() -> Settings:
    """The settings of a process that stays, its log opened."""
    given = settings()
    log.configure(given)
    return given


def _quiet() -> Settings:
    """The settings of a command that speaks to a person: warnings only, unless asked for more."""
    given = settings()
    if "log_level" not in given.model_fields_set:
        given = given.model_copy(update={"log_level": "warning"})
    log.configure(given)
    return given


def _styled() -> Console:
    return Console(width=None if seen(sys.stdout) else WIDE, highlight=False, emoji=False)

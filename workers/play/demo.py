"""`./baucu demo`: an election played at rehearsal speed, watched or read."""

from __future__ import annotations

import asyncio
from asyncio import CancelledError
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workers.play.cast import script
from workers.play.example import SCRIPT, Example, ExampleError, load, title
from workers.play.expected import checks
from workers.play.order import Denied, OutOfScript, Scene
from workers.play.report import report
from workers.play.scenario import FILE
from workers.play.show import Show
from workers.play.stage import Stage
from workers.play.story import narrate, tell
from workers.play.table import Problem
from workers.port import page
from workers.process import Process, environment
from workers.settings import CHECKOUT, Settings
from workers.signals import stopping

EXAMPLES: Final = CHECKOUT / "examples"
EVERY: Final = 15
"""Scenes between two lines of progress where there is no terminal to draw on."""


Done = Callable[[int, Scene], None]
"""Hears of a scene that has been played, with its number."""


async def demo(
    settings: Settings,
    *,
    folder: Path,
    wait: bool = True,
    days_per_second: float | None = None,
    port: int | None = None,
    out: Console,
) -> int:
    """Play the example in this folder and print what it came to; 0 when the result is the published one, or
    the state that a scenario's law demands.

    With `wait` the console is served meanwhile and afterwards, until Ctrl-C.
    """
    loaded = load(folder)
    out.print(f"[bold]Diễn tập[/] {folder.name}: đọc xong, diễn thử trong bộ nhớ …")
    await _through(loaded, out)
    number = page(port, settings.console_port, settings.console_host) if wait else 0
    out.print(f"[bold]Diễn tập[/] {folder.name}: khởi động cơ sở dữ liệu, Temporal, máy chủ thư …")
    async with (
        Show(settings, loaded, days_per_second=days_per_second, ui=wait) as show,
        _console(show, wait, number, out),
    ):
        with _progress(out, len(show.scenes)) as done:
            denied = await show.play(done)
        if loaded.tale:
            fault = "" if await _told(show, denied, out) else "Không kết thúc như luật đòi."
        else:
            verdict = await report(show.ledger.store.pool, show.example, show.keyring, out)
            fault = "" if verdict.as_published else "Kết quả khác với kết quả đã công bố."
        contest = show.example.contests[0].code
        out.print(
            f"Thư đã nhận: {len(show.mail.box)} ở {show.stack.folder / 'mail'}. Xem lại: "
            f"./baucu timeline {show.example.log}, "
            f"./baucu audit replay contest/{show.example.log}/{contest}"
        )
        if fault:
            out.print(f"[red]{fault}[/]")
            return 1
        if wait:
            out.print("Bấm Ctrl-C để dừng.")
            await stopping().wait()
    return 0


async def _through(example: Example, out: Console) -> None:
    """Play it in memory first: one that the law stops half-way starts nothing and replaces no record."""
    scenes = script(example)
    given_up = Event()
    with _progress(out, len(scenes), "diễn thử ") as told:

        def done(number: int, scene: Scene) -> None:
            if given_up.is_set():
                raise CancelledError
            told(number, scene)

        try:
            await asyncio.to_thread(_play, example, scenes, done)
        finally:
            given_up.set()  # Ctrl-C ends the waiting, but not the thread


def _play(example: Example, scenes: Sequence[Scene], done: Done) -> None:
    try:
        stage = Stage(example)
        stage.play(scenes, done)
        stage.attend(example.call.rehearsal.ends)
    except OutOfScript as error:
        where = "việc thường lệ, không có trong acts"
        for number, deed in enumerate(example.script.acts, 1):
            if deed.order(example.log) == error.order:
                where = f"mục {'script.' if example.tale else ''}acts.{number}"
        file = FILE if example.tale else SCRIPT
        raise ExampleError((Problem(file, None, "", f"{where}: {error}"),)) from None


def examples(out: Console) -> None:
    """Every example that comes along, a line each."""
    for folder in sorted(EXAMPLES.iterdir()):
        if folder.is_dir():
            out.print(f"{folder.name}: {title(folder)}")


async def _told(show: Show, denied: Sequence[Denied], out: Console) -> bool:
    """The story of a scenario from the record, and whether it has ended as it must."""
    example, store = show.example, show.ledger.store
    if example.tale is None:
        return True
    record = await store.read(await store.streams(example.log))
    lines = list(tell(example, (row for rows in record.values() for row in rows), denied))
    return narrate(example, lines, list(checks(example.tale.expected, example.log, record)), out)


@contextmanager
def _progress(out: Console, total: int, what: str = "") -> Iterator[Done]:
    """What hears of each scene that is done, and shows it: as a bar, or a line now and then."""
    with Progress(
        TextColumn("{task.description}", justify="left"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=out,
        disable=not out.is_terminal,
    ) as bar:
        task = bar.add_task("", total=total)

        def done(number: int, scene: Scene) -> None:
            day = f"{what}{scene.legal_at:%d/%m/%Y %H:%M}"
            bar.update(task, completed=number, description=day)
            if not out.is_terminal and (number % EVERY == 0 or number == total):
                out.print(f"  {day}: {number}/{total} cảnh")

        yield done


@asynccontextmanager
async def _console(show: Show, wanted: bool, number: int, out: Console) -> AsyncIterator[None]:
    if not wanted:
        yield
        return
    surroundings = environment(show.addresses, show.settings, CONSOLE_PORT=str(number))
    async with Process("console", show.stack.folder, surroundings):
        out.print(f"Trang theo dõi: http://127.0.0.1:{number}/bau-cu/{show.example.log}")
        if show.addresses.temporal_ui:
            out.print(f"Temporal: {show.addresses.temporal_ui}")
        yield

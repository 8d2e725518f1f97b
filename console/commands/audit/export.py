"""`baucu audit export`: the record for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO, Final

from cyclopts import Parameter

from console.commands.audit import where
from console.connect import Live, record
from console.document import NO_FOLDER, why
from console.problem import OK, complain
from console.terminal import seen
from ledger.export import FORMATS, Write, bundle

STEP: Final = 20_000
"""Events between two lines of progress."""
LIST: Final = "; ".join(f"{each.name}: {each.title}" for each in FORMATS.values())


async def export(
    election: Annotated[str, Parameter(help="Mã cuộc bầu cử.")],
    /,
    *,
    format: Annotated[str, Parameter(help=f"Dạng: {LIST}.")],
    output: Annotated[
        str, Parameter(name=["--output", "-o"], help="Tệp kết quả; bỏ trống hay - là đầu ra chuẩn.")
    ] = "-",
    live: Live = None,
) -> int:
    """Xuất toàn bộ sổ của một cuộc bầu cử cho chương trình khác đọc.

    Tệp chỉ xuất hiện khi đã ghi xong; tiến độ in ở đầu ra lỗi.
    Cuộc bầu cử mà vai trò đang dùng không được xem thì coi như không có.

    Ví dụ:

    baucu audit export bk-2021 --format jsonl > bk-2021.jsonl

    baucu audit export bk-2021 --format bundle -o bk-2021.bundle

    baucu audit export bk-2021 --format ocel -o bk-2021.ocel.json
    """
    form = FORMATS.get(format)
    if form is None:
        raise complain("unknown_format", name=format, known=", ".join(FORMATS))
    if output == "-" and form.binary and seen(sys.stdout):
        raise complain("binary_format", name=format)
    async with record(live) as ledger:
        store = ledger.store
        log = await where.election(store, election)
        write = await _with_histories(live, log) if form is FORMATS["bundle"] else form.write
        with opened(output) as out:
            await write(store, log, out, _told(await store.head(log)))
    return OK


async def _with_histories(live: bool | None, log: str) -> Write:
    """Bundles take along what Temporal tells, or the sentence that says why they do not."""
    from workers.history import histories
    from workers.recover import reach
    from workers.settings import settings
    from workers.stack import StackError, find

    given = settings()
    if live is not None:
        given = given.model_copy(update={"mode": "live" if live else "rehearsal"})
    if given.database_url and not given.temporal_address:
        # Whatever Temporal runs here belongs to another record.
        return partial(bundle.write, absent="TEMPORAL_ADDRESS không được đặt")
    try:
        client = await reach(find(given))
    except StackError as error:
        return partial(bundle.write, absent=str(error))
    return partial(bundle.write, histories=histories(client, log))


@contextmanager
def opened(output: str) -> Iterator[BinaryIO]:
    """Where to write: standard output, or a file that takes its name when it is whole."""
    if output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise complain("unwritable", file=output, problem=why(error, NO_FOLDER)) from None
    finally:
        unfinished.unlink(missing_ok=True)


def _told(head: int) -> Callable[[int], None]:
    """Progress for whoever waits: a line for every so many events of a long log."""
    last = 0

    def told(position: int) -> None:
        nonlocal last
        if head > STEP and (position - last >= STEP or position >= head):
            last = position
            sys.stderr.write(f"{position}/{head} sự kiện\n")

    return told

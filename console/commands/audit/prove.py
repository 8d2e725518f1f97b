"""`baucu audit prove`: the proof that one event is in the record, for somebody who has no record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from console.commands.audit import where
from console.commands.audit.export import opened
from console.connect import Live, record
from console.problem import OK, complain
from ledger.explain import stored
from ledger.export.bundle import line
from ledger.seal import Sealer


async def prove(
    event: Annotated[str, Parameter(name="SỰ-KIỆN", help="event_id, hoặc cuộc-bầu-cử#vị-trí.")],
    /,
    *,
    output: Annotated[
        str, Parameter(name=["--output", "-o"], help="Tệp kết quả; bỏ trống hay - là đầu ra chuẩn.")
    ] = "-",
    live: Live = None,
) -> int:
    """Chứng minh một sự kiện có trong sổ: tệp .tlog-proof gồm sự kiện, đường dẫn băm và điểm kiểm đã ký.

    Ai có khóa công khai cũng kiểm được bằng «baucu audit verify --proof», không cần sổ.

    Ví dụ:

    baucu audit prove bk-2021#812 -o viec.tlog-proof
    """
    named = where.event(event)
    if named is None:
        raise complain("bad_event", event=event)
    async with record(live) as ledger:
        row = await stored(ledger.store, named)
        if row is None:
            raise complain("unknown_event", event=event)
        try:
            # A sealer that has no keys proves as well as one that has.
            found = await Sealer(ledger.store.pool, Path()).prove(row.log, row.position)
        except LookupError as error:
            raise complain("not_proven", problem=error, election=row.log) from None
    with opened(output) as out:
        out.write(str(replace(found, extra=line(row).removesuffix(b"\n"))).encode())
    return OK

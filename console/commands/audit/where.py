"""What an auditor points at: a stream, an election, an event, a time or a position."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from console.problem import complain
from domain.stream import Stream, parse
from domain.zone import ZONE, end_of_day
from ledger.difference import Point
from ledger.store import Store

Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


def time(text: str) -> datetime:
    """A moment; a day means its end, a time without offset is Vietnam's."""
    try:
        if len(text) == len("2021-05-23"):
            return end_of_day(date.fromisoformat(text))
        told = datetime.fromisoformat(text)
    except ValueError:
        raise complain("bad_time", time=text) from None
    return told if told.tzinfo else told.replace(tzinfo=ZONE)


def point(at: str | None, known: str | None = None) -> Point:
    """`at` is a position if it is a number, a legal time otherwise; `known` is a time of recording."""
    learnt = time(known) if known else None
    if at is not None and at.isascii() and at.isdigit():
        return Point(position=int(at), known=learnt)
    return Point(legal=time(at) if at else None, known=learnt)


def words(point: Point) -> str:
    """A point in words that keep the two times apart; nothing for the record as it is now."""
    parts = []
    if point.legal:
        parts.append(f"việc có thời điểm pháp lý đến {point.legal:%d/%m/%Y %H:%M:%S}")
    if point.known:
        parts.append(f"điều đã vào sổ đến {point.known:%d/%m/%Y %H:%M:%S} (giờ ghi)")
    if point.position is not None:
        parts.append(f"điều đã biết khi sổ đến vị trí {point.position}")
    return ", ".join(parts)


async def election(store: Store, code: str) -> str:
    """The code of an election that is there, and that this role may see."""
    log = parse(f"election/{code}").election
    if not await store.head(log):
        raise complain("not_visible", election=code)
    return log


async def names(store: Store, target: str) -> list[str]:
    """The stream of this name, or every stream of the election of this code."""
    if "/" not in target:
        return await store.streams(await election(store, target))
    stream = parse(target)
    if target not in await store.streams(stream.election, target):
        raise complain("unknown_stream", stream=target)
    return [target]


def event(target: str) -> UUID | tuple[str, int] | None:
    """The event named by its id, or by election and position (`bk-2021#812`); None for anything else."""
    log, mark, number = target.partition("#")
    if mark:
        if not (number.isascii() and number.isdigit()):
            raise complain("bad_event", event=target)
        return Stream(*parse(f"election/{log}")).election, int(number)
    try:
        return UUID(target)
    except ValueError:
        return None

"""`baucu record`: one command as JSON, for scripts and for whoever has no page for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from cyclopts import Parameter
from pydantic import BaseModel, ConfigDict, ValidationError

from console.commands import branch
from console.connect import Live, record
from console.document import STANDARD_INPUT, parse, text
from console.outline import answer
from console.problem import OK, complain, fault
from console.purpose import purpose
from console.terminal import table
from domain.command import COMMANDS, Act, Command
from domain.refusal import Refusal, refuse
from domain.register import PROCEDURES
from domain.stream import parse as stream_of
from domain.terms import CLERK
from domain.zone import local
from ledger.execute import Ledger, Outcome
from ledger.progress import Progress

SKEW: Final = timedelta(minutes=1)
"""How far the clocks of two machines may differ."""

app = branch(
    name="record",
    usage="baucu record [TỆP | -] [--live | --rehearsal]\n"
    "           baucu record --list\n"
    "           baucu record --schema LỆNH\n",
)


class Envelope(BaseModel):
    """A command on its way in: to which stream, what, by whom, and the version the sender looked at."""

    model_config = ConfigDict(extra="forbid")

    stream: str
    command: str
    data: dict[str, Any] = {}
    act: Act
    expected_version: int | None = None


@app.default
async def run(
    file: Annotated[
        str, Parameter(allow_leading_hyphen=True, help="Tệp JSON; «-» là dữ liệu chuyển vào.")
    ] = STANDARD_INPUT,
    /,
    *,
    list_: Annotated[bool, Parameter(name="--list", negative="", help="Liệt kê các lệnh.")] = False,
    schema: Annotated[str | None, Parameter(help="In lược đồ JSON của một lệnh.")] = None,
    live: Live = None,
) -> int:
    """Ghi một việc vào sổ, viết dạng JSON.

    Trả về JSON: các sự kiện đã ghi, hoặc lý do không ghi được (mã thoát 2, không có gì được ghi).
    Ghi lại đúng lệnh cũ thì nhận lại sự kiện cũ, không ghi hai lần.

    Ví dụ:

    baucu record --list

    baucu record --schema EstablishCommittee

    baucu record lenh.json

    với lenh.json:

    {"stream": "unit/bk-2021/BK",
     "command": "EstablishCommittee",
     "data": {"size": 25, "decision": "15/QĐ-UBND"},
     "act": {"actor": "vp-01", "body": "people_committee", "unit": "BK",
             "legal_at": "2021-01-20T09:00:00+07:00"},
     "expected_version": 1}

    expected_version có thể bỏ; nếu ghi mà luồng đã có việc khác thì lệnh bị từ chối.
    """
    if list_:
        _list()
        return OK
    if schema is not None:
        answer(_schema(_kind(schema)))
        return OK
    sent = _envelope(text(file), file)
    command = _command(sent)
    async with record(live) as ledger:
        await _by_people(sent, ledger)
        outcome = await ledger.execute(sent.stream, command, sent.act, sent.expected_version)
    answer(_recorded(sent.stream, outcome))
    return OK


async def _by_people(sent: Envelope, ledger: Ledger) -> None:
    """Refuse what no person can have done: the engine's own acts, and acts that have not happened yet.

    A legal time by mistake in 2031 would make the clerk take every duty for missed.
    """
    if CLERK in (sent.act.body, sent.act.actor):
        raise complain("engine_only", command=sent.command, body=CLERK)
    now = datetime.now(UTC)
    clock = await Progress(ledger.store.pool, stream_of(sent.stream).election).clock(ledger.mode)
    if clock is not None:
        # A rehearsal may be ahead of us; one of a past election may be typed in faster than its clock runs.
        now = max(now, clock.legal(now))
    if sent.act.legal_at > now + SKEW:
        raise complain(
            "in_future",
            command=sent.command,
            at=sent.act.legal_at.isoformat(),
            now=local(now).isoformat(timespec="seconds"),
        )


def _envelope(told: str, file: str) -> Envelope:
    sent = parse(told, file)
    try:
        return Envelope.model_validate(sent)
    except ValidationError as error:
        name = sent.get("command", "record") if isinstance(sent, dict) else "record"
        raise _bad(str(name), error) from None


def _kind(name: str) -> type[Command]:
    try:
        return COMMANDS[name]
    except KeyError:
        raise refuse("unknown_command", command=name) from None


def _command(sent: Envelope) -> Command:
    try:
        return _kind(sent.command).model_validate(sent.data)
    except ValidationError as error:
        raise _bad(sent.command, error, "data") from None


def _bad(command: str, error: ValidationError, place: str = "") -> Refusal:
    """The first mistake as a sentence, all of them among the details."""
    faults = [fault(found) for found in error.errors()]
    named = [(f"{place}.{field}" if place else field, problem) for field, problem in faults]
    refusal = refuse("bad_command", command=command, field=named[0][0], problem=named[0][1])
    refusal.details.update(named[1:])
    return refusal


def _recorded(stream: str, outcome: Outcome) -> dict[str, Any]:
    return {
        "stream": stream,
        "already": outcome.already,
        "events": [
            {
                "position": row.position,
                "version": row.version,
                "event_id": row.event_id,
                "type": row.type,
                "legal_at": row.legal_at,
                "recorded_at": row.recorded_at,
                "hash": row.hash,
                "data": row.event,
            }
            for row in outcome.events
        ],
    }


def _list() -> None:
    known = {command for procedure in PROCEDURES for command in procedure.commands}
    table(
        ("Lệnh", "Luồng", "Cơ quan", "Để làm gì, ở bước nào của luật"),
        [
            (kind.__name__, kind.kind, ", ".join(sorted(kind.by - {CLERK})), purpose(kind.__name__))
            for kind in sorted(known, key=lambda kind: (kind.kind, kind.__name__))
            if kind.by != {CLERK}  # the engine's own: nobody may give them
        ],
    )


def _schema(kind: type[Command]) -> dict[str, Any]:
    """JSON Schema of the whole document for one command."""
    envelope = Envelope.model_json_schema()
    data = kind.model_json_schema()
    envelope["$defs"] |= data.pop("$defs", {})
    properties = envelope["properties"]
    properties["stream"] |= {"pattern": f"^{kind.kind}/"}
    properties["command"] = {"const": kind.__name__}
    properties["data"] = data
    envelope["$defs"]["Act"]["properties"]["body"] |= {"enum": sorted(kind.by)}
    if data.get("required"):
        envelope["required"].append("data")
    return envelope

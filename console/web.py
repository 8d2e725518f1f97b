"""The web console: pages in Vietnamese, read from the read tables and the ledger; it changes nothing."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Final

import asyncpg
import structlog
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException as StarletteHTTPException

from console import feed, history, ical, steps, timeline, vietnamese
from console.feed import Pulse
from console.reading import Election, Reading, Row
from console.shield import Shield
from domain.call import PROCEDURE as CALL
from domain.law.book import book
from domain.procedure import fold
from domain.stream import Stream
from domain.terms import BODY_NAMES, CONDITIONS
from ledger.connection import lost, persist
from ledger.person import Altered, Keyring, KeyringError

HERE: Final = Path(__file__).parent
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What may stand for a code in an address; anything else never reaches the database."""
FARTHEST: Final = 2**53
HEALTH: Final = 2.0
"""Seconds within which the database must answer to count as healthy; whoever asks waits no longer."""
STOP: Final = 2
"""Seconds that open streams get when the server is told to stop; without a limit it would wait for ever."""

ADVICE: Final = {
    400: ("Yêu cầu không đúng", "Kiểm tra lại địa chỉ trang, hoặc đi lại từ trang danh sách cuộc bầu cử."),
    404: ("Không có trang này", "Kiểm tra mã trong địa chỉ, hoặc đi lại từ trang danh sách cuộc bầu cử."),
    405: (
        "Trang này chỉ để xem",
        "Ghi nhận công việc bằng lệnh «baucu record»; trang này không nhận dữ liệu gửi lên.",
    ),
    500: ("Có lỗi trong chương trình", "Tải lại trang; nếu còn lỗi, báo người vận hành kèm giờ xảy ra."),
    503: ("Cơ sở dữ liệu chưa trả lời", "Chờ ít giây rồi tải lại trang; nếu còn lỗi, báo người vận hành."),
}

_log = structlog.get_logger(__name__)
pages = APIRouter(default_response_class=HTMLResponse)


def create_app(dsn: str, keyring: Keyring | None = None) -> FastAPI:
    """The console over one database; `dsn` is that of the reading role.

    Without the master keys of personal data its pages show codes in place of names.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pool = await _open(dsn)
        async with Pulse(dsn) as pulse:
            app.state.reading, app.state.pulse = Reading(pool, keyring), pulse
            yield
        await pool.close()

    app = FastAPI(title="Baucu", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Shield)
    app.mount("/tinh", StaticFiles(directory=HERE / "static"), name="static")
    app.include_router(pages)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    for kind in (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        app.add_exception_handler(kind, _failed)
    app.add_exception_handler(Altered, _sealed)
    app.add_exception_handler(KeyringError, _sealed)
    app.add_exception_handler(Exception, _broken)
    return app


async def serve(dsn: str, host: str = "127.0.0.1", port: int = 8000, keyring: Keyring | None = None) -> None:
    """Serve the console until SIGTERM or SIGINT; open streams are cut after two seconds."""
    config = uvicorn.Config(
        create_app(dsn, keyring),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP,
    )
    await uvicorn.Server(config).serve()


async def _reading(request: Request) -> Reading:
    reading: Reading = request.app.state.reading
    return reading


Flow = Annotated[Reading, Depends(_reading)]
"""For what goes on reading: each answer is as new as it can be."""


async def _moment(reading: Flow) -> AsyncIterator[Reading]:
    async with reading.one_moment() as frozen:
        yield frozen


Read = Annotated[Reading, Depends(_moment, scope="function")]
"""For a page: all that it says is of one moment, which ends before anything is sent."""


async def _election(id: str, reading: Reading) -> Election:
    found = await reading.election(id) if CODE.fullmatch(id) else None
    if found is None:
        raise HTTPException(404, f"Không có cuộc bầu cử «{id}».")
    return found


async def _called(id: str, reading: Read) -> Election:
    return await _election(id, reading)


async def _followed(id: str, reading: Flow) -> Election:
    return await _election(id, reading)


Called = Annotated[Election, Depends(_called, scope="function")]
Followed = Annotated[Election, Depends(_followed)]


@pages.get("/")
async def index(reading: Read) -> HTMLResponse:
    """All elections of this database."""
    elections = await reading.elections()
    now = {each.log: await reading.legal_now(each) for each in elections}
    counts = {each.log: await reading.counts(each.log, now[each.log]) for each in elections}
    return _page("index.html", elections=elections, now=now, counts=counts)


@pages.get("/bau-cu/{id}")
async def election(election: Called, reading: Read) -> HTMLResponse:
    """One election: where it stands, what is due, late and missed, and the feed of events."""
    head = await reading.store.head(election.log)
    rows = await reading.store.tail(election.log, max(0, head - feed.SHOWN))
    last = rows[-1].position if rows else 0
    lines = feed.lines(rows, election.log, await reading.unit_names(election.log))
    return _page(
        "election.html",
        **await _board(election, reading),
        lines=lines,
        last=last,
        passages=await steps.passages(reading, election),
    )


@pages.get("/bau-cu/{id}/bang")
async def board(election: Called, reading: Read) -> HTMLResponse:
    """The parts of the election's page that change, for a page that has been told they did."""
    return _page("board.html", **await _board(election, reading))


@pages.get("/bau-cu/{id}/dong", response_class=EventSourceResponse)
async def stream(
    request: Request,
    election: Followed,
    reading: Flow,
    sau: Annotated[int, Query(ge=0, le=FARTHEST)] = 0,
    last_event_id: Annotated[int | None, Header(ge=0, le=FARTHEST)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Events after position `sau`, or after the last one the reader has seen, and then as they come."""
    after = sau if last_event_id is None else last_event_id
    template = _templates().get_template("lines.html")
    async for message in feed.messages(
        reading, request.app.state.pulse, election.log, after, lambda lines: template.render(lines=lines)
    ):
        yield message


@pages.get("/bau-cu/{id}/don-vi/{code}")
async def unit(election: Called, code: str, reading: Read) -> HTMLResponse:
    """One unit: its duties, the reminders about them, its constituencies and polling areas."""
    log = election.log
    found = await reading.unit(log, code) if CODE.fullmatch(code) else None
    if found is None:
        raise HTTPException(404, f"Không có đơn vị «{code}» trong cuộc bầu cử này.")
    now = await reading.legal_now(election)
    duties, moot = _standing(await reading.duties(log, unit=code))
    plans, given_up = _standing(await reading.plans(log, code))
    everything = (*duties, *moot, *plans, *given_up)
    return _page(
        "unit.html",
        election=election,
        now=now,
        unit=found,
        counts=await reading.counts(log, now, code),
        duties=duties,
        moot=moot,
        plans=plans,
        given_up=given_up,
        asked=await reading.asked(log, now, code),
        bodies=sorted({duty["body"] for duty in everything}),
        titles={duty["key"]: duty["title"] for duty in everything},
        reminders=await reading.reminders(log, code),
        contests=await reading.contests(log, unit=code),
        areas=await reading.areas(log, code),
        passages=await steps.passages(reading, election, found),
    )


@pages.get("/bau-cu/{id}/don-vi/{code}/{body}.ics", response_class=Response)
async def agenda(election: Called, code: str, body: str, reading: Read) -> Response:
    """What one body of a unit owes, for a calendar program that subscribes to it."""
    found = await reading.unit(election.log, code) if CODE.fullmatch(code) else None
    if found is None or body not in BODY_NAMES:
        raise HTTPException(404, f"Không có lịch của «{body}», đơn vị «{code}», trong cuộc bầu cử này.")
    owed, called = Stream("agenda", election.log, code), str(Stream("election", election.log))
    # What plans ask of the unit stands on the agenda of the unit above that asks for it.
    above = [str(owed.beside("agenda", unit)) for unit in await reading.above(election.log, code)]
    streams = await reading.store.read([str(owed), called, *above])
    state = fold(CALL, [row.event for row in streams[called]])
    name = f"{vietnamese.body(body)}, {found['name']}: {election.name}"
    rows = [row for stream in (str(owed), *above) for row in streams[stream]]
    told = ical.owed(name, owed, body, rows, ical.reasons(state))
    return Response(told, media_type="text/calendar; charset=utf-8")


@pages.get("/bau-cu/{id}/don-vi-bau-cu/{code}")
async def contest(election: Called, code: str, reading: Read) -> HTMLResponse:
    """One constituency: its result poll by poll, what is owed about it, and its whole history."""
    log = election.log
    found = await reading.contests(log, code=code) if CODE.fullmatch(code) else []
    if not found:
        raise HTTPException(404, f"Không có đơn vị bầu cử «{code}» trong cuộc bầu cử này.")
    stream = str(Stream("contest", log, code))
    results = await reading.results(log, code)
    stood = {who for result in results for who in result["votes"]} | set(found[0]["candidates"])
    units, names = await reading.unit_names(log), await reading.names(log, sorted(stood))
    duties, moot = _standing(await reading.duties(log, subject=code))
    return _page(
        "contest.html",
        election=election,
        now=await reading.legal_now(election),
        contest=found[0],
        results=results,
        names=names,
        duties=duties,
        moot=moot,
        history=[history.entry(row, units, names) for row in (await reading.store.read([stream]))[stream]],
    )


@pages.get("/suc-khoe")
async def health(reading: Flow) -> HTMLResponse:
    """Whether the database answers (503 if not), and how far the read tables are behind the ledger."""
    asked = asyncio.ensure_future(reading.lag())
    # Not a time-out around the question: giving up a question to a server that hangs waits for the server.
    await asyncio.wait({asked}, timeout=HEALTH)
    if not asked.done():
        asked.cancel()
        raise TimeoutError(f"no answer within {HEALTH} s")
    return _page("health.html", logs=asked.result())


def _standing(duties: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Duties that somebody owes or owed, and those that have lost their object."""
    moot = [duty for duty in duties if duty["status"] == "moot"]
    return [duty for duty in duties if duty["status"] != "moot"], moot


async def _board(election: Election, reading: Reading) -> dict[str, Any]:
    log = election.log
    now = await reading.legal_now(election)
    steps = await reading.steps(log, now)
    contests = await reading.contests(log)
    elected = sorted({who for contest in contests for who in contest["elected"]})
    stood = {who for contest in contests if contest["ballot"] == "na" for who in contest["votes"]}
    return {
        "election": election,
        "now": now,
        "counts": await reading.counts(log, now),
        "picture": timeline.picture(steps, election.day, now),
        "phases": list(timeline.by_phase(steps)),
        "attention": await reading.attention(log, now),
        "units": await reading.units(log, now),
        "contests": contests,
        "names": await reading.names(log, sorted(stood.union(elected))),
        "turnout": await reading.turnout(log),
        "reminded": await reading.reminded(log),
    }


async def _open(dsn: str) -> asyncpg.Pool:
    """Connections that can only read, whatever the role could do."""

    async def opened() -> asyncpg.Pool:
        settings = {
            "application_name": "baucu-console",
            "timezone": "UTC",
            "default_transaction_read_only": "on",
        }
        return await asyncpg.create_pool(dsn, min_size=1, max_size=8, server_settings=settings)

    return await persist(opened)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        vi=vietnamese, state=timeline.state, outcomes=CONDITIONS, laws=book().versions, static=_static
    )
    environment.filters["place"] = _place
    environment.filters["council"] = vietnamese.COUNCILS.__getitem__
    return environment


@cache
def _static(name: str) -> str:
    """Address of a file, with the beginning of its hash: a new version is never an old one from a cache."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/tinh/{name}?v={digest}"


def _place(contest: Mapping[str, Any]) -> str:
    """«Tỉnh Bắc Kạn, đơn vị số 1»: a constituency in words, from its unit and the number its code ends in."""
    number = re.search(r"-(\d+)$", contest["code"])
    return f"{contest['unit_name']}, đơn vị số {number[1]}" if number else f"{contest['unit_name']}"


def _page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates().get_template(template).render(values), status)


def _error(status: int, sentence: str = "") -> HTMLResponse:
    title, advice = ADVICE.get(status, (HTTPStatus(status).phrase, ADVICE[400][1]))
    return _page("error.html", status, title=title, sentence=sentence, advice=advice)


async def _refused(request: Request, error: Exception) -> HTMLResponse:
    if not isinstance(error, StarletteHTTPException):
        raise error
    standard = HTTPStatus(error.status_code).phrase
    return _error(error.status_code, "" if error.detail == standard else error.detail)


async def _invalid(request: Request, error: Exception) -> HTMLResponse:
    return _error(400)


async def _failed(request: Request, error: Exception) -> HTMLResponse:
    _log.error("page failed", path=request.url.path, error=repr(error))
    return _error(503 if lost(error) else 500)


async def _sealed(request: Request, error: Exception) -> HTMLResponse:
    _log.error("personal data do not open", path=request.url.path, error=str(error))
    return _error(500, str(error))


async def _broken(request: Request, error: Exception) -> HTMLResponse:
    return _error(500)

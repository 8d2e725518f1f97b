"""What every step of a case asks first: is it open, who holds it, may it still be examined."""

from __future__ import annotations

from domain import bodies
from domain.bodies.unit import must_be
from domain.cases import way
from domain.cases.evolve import State
from domain.command import Command
from domain.law.complaint import Route
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BODY_NAMES, Finding, Level
from domain.zone import local

ENDED = {
    "decided": "đã được giải quyết",
    "withdrawn": "đã được rút",
    "set_aside": "không được xem xét vì giấu tên, mạo tên (Điều 61.3)",
    "transferred": "đã bàn giao cho cơ quan tiếp nhận",
}


def open_case(state: State, what: str, given: Given) -> Route | None:
    """The route of a case that is still open; refuses where it is not there, or has ended."""
    if not state.stage:
        raise refuse("too_early", stream=given.stream, what=what, before="việc ghi sổ vụ việc")
    if not state.pending:
        raise refuse("case_over", stream=given.stream, how=ENDED[state.stage], what=what)
    return way.way(state.matter, state.known, way.called(given).law)


def held(state: State, command: Command, given: Given) -> None:
    """Only who holds it acts on it."""
    must_be(given, command, state.body)


def level(given: Given, code: str) -> Level:
    """Level of a unit, also after the election is closed; refuses one that was not enrolled."""
    found = given.state(bodies.PROCEDURE, given.stream.beside("unit", code)).level
    if found is None:
        raise refuse("unknown_unit", unit=code, election=given.stream.election)
    return found


def still_examined(state: State, given: Given) -> None:
    """Refuse where the ten days before election day have begun for this matter (Article 61.2)."""
    since = way.stop(given, state.known) if state.about == "candidate" else None
    if since is not None and given.act.legal_at >= since:
        raise refuse("stopped", stream=given.stream, since=f"{local(since):%H:%M %d/%m/%Y}")


def off_route(found: Route | None, body: str, own: str) -> tuple[Finding, ...]:
    """A receiver that the route does not know is noted; the paper is there all the same."""
    if found is None or way.among((*found.first, found.then), body, own):
        return ()
    return (
        Finding(
            code="off_route",
            sentence=f"{BODY_NAMES[body]} không phải nơi nhận việc này theo {found.article}.",
            remedy=f"Chuyển cho: {way.posts(found)}.",
            article=found.article,
        ),
    )

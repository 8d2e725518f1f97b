"""Receiving a case: the number in the register, the way it takes, whether it came in time."""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.unit import again
from domain.call.election import election
from domain.cases import way
from domain.cases.commands import RegisterCase
from domain.cases.events import CaseRegistered, CaseSetAside, CaseStopped
from domain.cases.evolve import State
from domain.cases.standing import level, off_route
from domain.constituencies import PROCEDURE as CONSTITUENCIES
from domain.contest.events import ConstituencyFixed
from domain.event import Event
from domain.law.complaint import Route
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, Finding
from domain.zone import local


def receive(state: State, command: RegisterCase, given: Given) -> Iterator[Event]:
    """Every paper is received; what then may be done with it follows at once."""
    called = election(given)
    if state.stage:
        raise again(given.stream, "vụ việc")
    if command.ballot not in called.levels:
        raise refuse(
            "ballot_not_called",
            stream=given.stream,
            election=given.stream.election,
            ballot=BALLOT_NAMES[command.ballot],
            command="RegisterCase",
        )
    number = _number(command, given)
    _exists(command, given)
    found, own = way.way(command.about, command.ballot, called.law), level(given, command.unit)
    due = way.answer_due(given, found, command.ballot, given.act.body, own)
    yield CaseRegistered(
        ruled=found.article if found else "",
        body=given.act.body,
        number=number,
        received=given.act.legal_at,
        route=way.sentence(found),
        deadline=found.settle if found and due else "",
        due=due,
        findings=(*off_route(found, given.act.body, own), *_late(command, found, given)),
        contest=_constituency(command, given),
        **command.model_dump(exclude={"contest"}),
    )
    if command.anonymous and (command.form, command.about) == ("denunciation", "candidate"):
        yield CaseSetAside()
        return
    since = way.stop(given, command.ballot) if command.about == "candidate" else None
    if since is not None and given.act.legal_at >= since:
        yield CaseStopped(since=since)


def _number(command: RegisterCase, given: Given) -> int:
    """The number in the register that the code of the stream says, in the register of who receives it."""
    body = given.act.body
    place = {"board": command.contest, "team": command.area}.get(body) or command.unit
    *named, number = given.stream.code.rsplit(".", 2)
    if named != [place, body] or not number.isdecimal() or str(int(number)) != number or number == "0":
        raise refuse("case_number", stream=given.stream, wanted=f"{place}.{body}.1, .2, …")
    return int(number)


def _constituency(command: RegisterCase, given: Given) -> str:
    """The constituency named, or else the one in which the area named votes on this ballot."""
    plans = given.state(CONSTITUENCIES, given.stream.beside("unit", command.unit)).areas
    voting = (plan.contests.get(command.ballot, "") for plan in plans if plan.code == command.area)
    return command.contest or next(voting, "")


def _exists(command: RegisterCase, given: Given) -> None:
    """What the case is about is on record; a board and a team are those of the unit."""
    if command.contest:
        events = given.events.get(str(given.stream.beside("contest", command.contest)), ())
        fixed = [event for event in events if isinstance(event, ConstituencyFixed)]
        if not fixed or (given.act.body == "board" and fixed[0].unit != command.unit):
            raise refuse("no_such_thing", stream=given.stream, what="đơn vị bầu cử", item=command.contest)
    if command.candidacy and not given.events.get(str(given.stream.beside("candidacy", command.candidacy))):
        raise refuse("no_such_thing", stream=given.stream, what="người ứng cử", item=command.candidacy)
    if command.area:
        own = given.state(CONSTITUENCIES, given.stream.beside("unit", command.unit)).areas
        known = given.events.get(str(given.stream.beside("area", command.area)))
        if command.area not in {plan.code for plan in own} and (given.act.body == "team" or not known):
            raise refuse("no_such_thing", stream=given.stream, what="khu vực bỏ phiếu", item=command.area)


def _late(command: RegisterCase, found: Route | None, given: Given) -> Iterator[Finding]:
    due = way.lodged_until(given, found, command.ballot, command.unit, command.area)
    if found is not None and due is not None and given.act.legal_at > due:
        yield Finding(
            code="lodged_late",
            sentence=f"Đơn đến sau hạn {local(due):%d/%m/%Y} ({found.article}).",
            remedy="Báo người gửi đơn là đã hết thời hạn; không xem xét thì ghi kết luận not_considered.",
            article=found.article,
        )

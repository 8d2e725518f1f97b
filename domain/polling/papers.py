"""Ballots and papers in the team's hands: received from the board, handed on, and who has the minutes."""

from __future__ import annotations

from domain import cases
from domain.bodies.unit import again
from domain.minutes import noted
from domain.polling.commands import ConfirmMinutes, HandOverBallots, NoteComplaints, TakeBallots, TakeSupply
from domain.polling.events import (
    BallotsHandedOver,
    BallotsTaken,
    ComplaintsNoted,
    MinutesReceived,
    SupplyTaken,
)
from domain.polling.order import after, of_area, once
from domain.polling.state import State, session
from domain.procedure import Given
from domain.refusal import refuse
from domain.supply.decide import differs
from domain.supply.evolve import supply


def take_supply(state: State, command: TakeSupply, given: Given) -> SupplyTaken:
    """What the team counted, also where the board wrote another number (Article 24.3.d)."""
    if command.contest not in state.contests.values():
        raise refuse("not_of_area", stream=given.stream, contest=command.contest)
    way = supply(given, given.stream.beside("contest", command.contest)).way(command.poll)
    handed = way.teams.get(command.batch, {}).get(given.stream.code)
    if handed is None:
        before = f"việc Ban bầu cử giao đợt {command.batch}"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    if f"{command.poll}:{command.contest}:{command.batch}" in state.supplies:
        raise again(given.stream, f"nhận đợt {command.batch} của {command.contest}")
    return SupplyTaken(**command.model_dump(), handed=handed, findings=differs(handed, command.ballots))


def note_complaints(state: State, command: NoteComplaints, given: Given) -> ComplaintsNoted:
    """Settled on the spot, or with the board by now: a case that is not there is noted (Article 75)."""
    after(state.opened, command, given, "bắt đầu bỏ phiếu")
    once(state.heard, command, given, "việc ghi nhận khiếu nại")
    here = []
    for code in command.cases:
        case = given.state(cases.PROCEDURE, given.stream.beside("case", code))
        if not case.stage or case.area != given.stream.code:
            raise refuse("no_such_thing", stream=given.stream, what="vụ việc của khu vực này", item=code)
        if case.body == "team":
            here.append(code)
    found = noted(
        "F.111",
        f"{', '.join(here)} chưa chuyển đến Ban bầu cử" if here else "",
        "chuyển ngay vụ việc không giải quyết được cho Ban bầu cử (PassOnCase)",
        "Điều 75",
    )
    return ComplaintsNoted(**command.model_dump(), findings=found)


def hand_over(state: State, command: HandOverBallots, given: Given) -> BallotsHandedOver:
    """Once the count is done: minutes of every kind of ballot of this vote (Article 25.2.h)."""
    once(state.packets, command, given, "việc chuyển phiếu bầu")
    missing = [code for code in state.kinds(command.contest) if state.counted(command.poll, code) is None]
    if missing:
        before = f"biên bản của {', '.join(missing)}"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    return BallotsHandedOver(**command.model_dump())


def take_ballots(state: State, command: TakeBallots, given: Given) -> BallotsTaken:
    """What the people's committee received, also where the team wrote another number."""
    after(state.packets, command, given, "việc Tổ bầu cử chuyển phiếu bầu")
    once(state.kept, command, given, "việc nhận phiếu bầu")
    handed = state.packets[session(command.poll, command.contest)]
    found = noted(
        "F.112",
        f"Tổ giao {handed} gói niêm phong, nhận {command.packets}" if handed != command.packets else "",
        "kiểm tra lại ngay; vẫn khác thì lập biên bản và báo cáo Ban bầu cử",
        "Điều 25.2.h",
    )
    return BallotsTaken(**command.model_dump(), handed=handed, findings=found)


def confirm_minutes(state: State, command: ConfirmMinutes, given: Given) -> MinutesReceived:
    """By the constituency's board, the people's committee and the Front of the commune (Article 76.3)."""
    of_area(state, command, given)
    if not state.has_sent(command.poll, "" if command.poll == "first" else command.contest):
        raise refuse(
            "too_early", stream=given.stream, what=command.step, before="việc gửi biên bản kiểm phiếu"
        )
    if command.to != given.act.body:
        raise refuse(
            "wrong_receiver", stream=given.stream, wanted=given.act.body, body=command.to, unit=given.act.unit
        )
    if command.step in state.receipts:
        raise again(given.stream, f"xác nhận của {command.to}")
    return MinutesReceived(**command.model_dump())

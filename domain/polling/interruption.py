"""A vote that stops: boxes sealed at once, the board told, and how it goes on (Article 71.3)."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.minutes import noted
from domain.polling.commands import InterruptPolling, ReportInterruption, ResumePolling, Vote
from domain.polling.day import off_day
from domain.polling.events import InterruptionReported, PollingInterrupted, PollingResumed
from domain.polling.order import after
from domain.polling.state import State, Stop, session
from domain.procedure import Given
from domain.refusal import refuse


def interrupt(state: State, command: InterruptPolling, given: Given) -> PollingInterrupted:
    """While the vote is on; boxes and papers that were not sealed at once are noted."""
    after(state.opened, command, given, "bắt đầu bỏ phiếu")
    name = session(command.poll, command.contest)
    if name in state.closed:
        raise again(given.stream, "kết thúc bỏ phiếu")
    stop = state.stops.get(name, Stop())
    if stop.open:
        raise again(given.stream, f"việc gián đoạn bỏ phiếu lần {stop.number}")
    if command.number != stop.number + 1:
        raise refuse(
            "wrong_number",
            stream=given.stream,
            what="lần gián đoạn",
            wanted=stop.number + 1,
            number=command.number,
        )
    unsealed = "; ".join(
        words
        for words, missing in (("hòm phiếu", not command.boxes), ("giấy tờ", not command.papers))
        if missing
    )
    found = noted(
        "F.307",
        f"không niêm phong {unsealed} khi bỏ phiếu bị gián đoạn" if unsealed else "",
        "niêm phong ngay, lập biên bản và báo cáo Ban bầu cử",
        "Điều 71.3",
    )
    return PollingInterrupted(**command.model_dump(), findings=found)


def report(state: State, command: ReportInterruption, given: Given) -> InterruptionReported:
    """Once for each interruption, also when the vote is on again."""
    stop = _stop(state, command, command.number, given)
    if stop.reported:
        raise again(given.stream, f"báo cáo gián đoạn lần {command.number}")
    return InterruptionReported(**command.model_dump())


def resume(state: State, command: ResumePolling, given: Given) -> PollingResumed:
    """Unless it was closed. Broken seals, a board that was not told and another day than fixed are noted."""
    stop = _stop(state, command, command.number, given)
    if session(command.poll, command.contest) in state.closed:
        raise again(given.stream, "kết thúc bỏ phiếu")
    if not stop.open:
        raise again(given.stream, f"tiếp tục bỏ phiếu sau lần gián đoạn {command.number}")
    wrong = [] if stop.reported else ["chưa báo cáo Ban bầu cử về việc gián đoạn"]
    wrong += ["niêm phong không còn nguyên"] if command.seals == "broken" else []
    found = noted(
        "F.308",
        "; ".join(wrong),
        "báo cáo ngay Ban bầu cử, ghi vào biên bản",
        "Điều 71.3",
    )
    return PollingResumed(**command.model_dump(), findings=(*found, *off_day(command, given)))


def _stop(state: State, command: Vote, number: int, given: Given) -> Stop:
    """The interruption of this number; refuses one that did not happen."""
    stop = state.stops.get(session(command.poll, command.contest), Stop())
    if not stop.number or number != stop.number:
        before = f"việc gián đoạn bỏ phiếu lần {number}"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    return stop

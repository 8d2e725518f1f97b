"""Single ballots: doubtful ones decided by the team, valid ones counted by how many names they leave."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.contest.evolve import contest
from domain.minutes import Figures, noted
from domain.polling.commands import JudgeDoubtful, SortBallots
from domain.polling.events import BallotsSorted, DoubtfulJudged
from domain.polling.order import of_area, sealed
from domain.polling.state import Sorted, State
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def judge(state: State, command: JudgeDoubtful, given: Given) -> DoubtfulJudged:
    """The head puts them to the whole team, which decides by more than half of its members."""
    of_area(state, command, given)
    sealed(state, command, given)
    if command.lot in state.lots.get(command.key, ()):
        raise again(given.stream, f"quyết định về phiếu nghi vấn {command.lot}")
    found = majority(state, command.agreed, given, "Điều 74.2; Điều 26.1")
    return DoubtfulJudged(**command.model_dump(), members=state.members, findings=found)


def majority(state: State, agreed: int, given: Given, article: str) -> tuple[Finding, ...]:
    """What is odd about a decision of the team: it needs more than half of all members (Article 26.1)."""
    if agreed > state.members:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="agreed",
            more=agreed,
            whole="số thành viên",
            most=state.members,
        )
    return noted(
        "F.110",
        "" if 2 * agreed > state.members else f"chỉ {agreed}/{state.members} thành viên Tổ bầu cử tán thành",
        "biểu quyết lại: quyết định cần quá nửa tổng số thành viên",
        article,
    )


def sort(state: State, command: SortBallots, given: Given) -> BallotsSorted:
    """Ballots with more names than seats are invalid: counted as valid they are noted (Article 74.1)."""
    of_area(state, command, given)
    sealed(state, command, given)
    if command.key in state.sorted:
        raise again(given.stream, f"phân loại phiếu của {command.contest}")
    seats = contest(given, given.stream.beside("contest", command.contest)).seats_of(command.poll)
    over = sum(command.names[seats:])
    found = noted(
        "F.109",
        f"{over} phiếu bầu quá {seats} người được xếp vào phiếu hợp lệ" if over else "",
        "chuyển sang phiếu không hợp lệ",
        "Điều 74.1.c",
    )
    return BallotsSorted(**command.model_dump(), findings=found)


def agreeing(known: Sorted | None, figures: Figures) -> tuple[Finding, ...]:
    """What does not fit between the ballots counted by names and the figures of the minutes."""
    if known is None:
        return ()
    valid, names = sum(known.names), sum(number * each for number, each in enumerate(known.names, start=1))
    wrong = []
    if (valid, known.invalid) != (figures.valid, figures.invalid):
        wrong.append(
            f"phân loại được {valid} phiếu hợp lệ, {known.invalid} không hợp lệ; biên bản ghi "
            f"{figures.valid} và {figures.invalid}"
        )
    total = sum(figures.votes.values())
    if names != total:
        wrong.append(f"cộng theo loại phiếu được {names} lượt bầu, biên bản ghi {total}")
    return noted("F.107", "; ".join(wrong), "kiểm lại từng loại phiếu và bảng kiểm", "Điều 76.2")

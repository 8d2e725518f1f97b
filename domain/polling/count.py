"""After the vote: unused ballots sealed, counting minutes, their corrections, their sending."""

from __future__ import annotations

from domain.contest.evolve import contest
from domain.minutes import Figures, findings, inventory, noted
from domain.polling.ballots import agreeing
from domain.polling.commands import (
    CorrectCountingMinutes,
    Paper,
    RecordCountingMinutes,
    SealUnusedBallots,
    SendCountingMinutes,
)
from domain.polling.events import (
    CountingMinutesCorrected,
    CountingMinutesRecorded,
    CountingMinutesSent,
    UnusedBallotsSealed,
)
from domain.polling.order import after, of_area, once
from domain.polling.state import State, session
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def seal(state: State, command: SealUnusedBallots, given: Given) -> UnusedBallotsSealed:
    """After the close, before the box is opened (Article 73)."""
    after(state.closed, command, given, "kết thúc bỏ phiếu")
    once(state.sealed, command, given, "việc niêm phong phiếu không dùng")
    found = inventory(command.received, command.issued, command.spoiled, command.unused)
    found += _received(state, command)
    return UnusedBallotsSealed(**command.model_dump(), findings=found)


def _received(state: State, command: SealUnusedBallots) -> tuple[Finding, ...]:
    """The ballots of the inventory against those the team took over, where every kind has its receipt."""
    kinds = state.kinds(command.contest)
    taken = [state.took(command.poll, code) for code in kinds]
    known = all(each is not None for each in taken)
    total = sum(each for each in taken if each is not None)
    return noted(
        "F.106",
        f"kiểm kê ghi nhận {command.received} phiếu, biên bản giao nhận cộng được {total}"
        if known and total != command.received
        else "",
        "đối chiếu biên bản giao nhận với bản kiểm kê",
        "Điều 73",
    )


def record(state: State, command: RecordCountingMinutes, given: Given) -> CountingMinutesRecorded:
    """Minutes that were signed on paper, as they are; a second entry is a correction."""
    unrecorded(state, command, given)
    if command.key in state.entries:
        raise refuse("entry_open", stream=given.stream, contest=command.contest)
    return minutes(state, command, given)


def unrecorded(state: State, command: Paper, given: Given) -> None:
    """Refuse where the minutes of this kind of ballot are on record."""
    if state.counted(command.poll, command.contest) is not None:
        raise refuse(
            "already_done",
            stream=given.stream,
            what=f"biên bản kiểm phiếu {command.contest}",
            when="trước; sửa bằng CorrectCountingMinutes",
        )


def minutes(state: State, command: Paper, given: Given) -> CountingMinutesRecorded:
    """The minutes that these figures make, with what does not fit in them."""
    figures, found = _figures(state, command, given)
    return CountingMinutesRecorded(
        poll=command.poll, ballot=command.ballot, contest=command.contest, figures=figures, findings=found
    )


def correct(state: State, command: CorrectCountingMinutes, given: Given) -> CountingMinutesCorrected:
    """The next edition; the one before stays on record."""
    figures, found = _figures(state, command, given)
    standing = state.counted(command.poll, command.contest)
    if standing is None or command.edition != standing.edition + 1:
        raise refuse(
            "wrong_edition",
            stream=given.stream,
            contest=command.contest,
            edition=command.edition,
            wanted=standing.edition + 1 if standing else "biên bản lần đầu",
        )
    return CountingMinutesCorrected(
        poll=command.poll,
        ballot=command.ballot,
        contest=command.contest,
        edition=command.edition,
        figures=figures,
        why=command.why,
        findings=(*found, *_after_the_board(command, given)),
    )


def _after_the_board(command: CorrectCountingMinutes, given: Given) -> tuple[Finding, ...]:
    results = contest(given, given.stream.beside("contest", command.contest)).results
    return noted(
        "F.208",
        f"Ban bầu cử đã lập biên bản của {command.contest} theo bản trước" if command.poll in results else "",
        "báo cáo ngay Ban bầu cử: kết quả đã xác định không tự đổi theo bản đính chính này",
        "Điều 77",
    )


def _figures(state: State, command: Paper, given: Given) -> tuple[Figures, tuple[Finding, ...]]:
    """The figures as on paper, with what does not fit; only what no paper can say is refused."""
    of_area(state, command, given)
    if session(command.poll, command.contest) not in state.sealed:
        raise refuse(
            "too_early", stream=given.stream, what="biên bản kiểm phiếu", before="niêm phong phiếu không dùng"
        )
    standing = contest(given, given.stream.beside("contest", command.contest))
    if not standing.listed:
        before = f"danh sách chính thức của {command.contest}"
        raise refuse("too_early", stream=given.stream, what="biên bản kiểm phiếu", before=before)
    if strange := sorted(set(command.votes) - standing.on_ballot(command.poll)):
        raise refuse("unknown_candidate", stream=given.stream, candidacy=", ".join(strange))
    if missing := [code for code in standing.candidates(command.poll) if code not in command.votes]:
        names = ", ".join(missing)
        raise refuse("votes_left_out", stream=given.stream, contest=command.contest, missing=names)
    figures = Figures(**{name: getattr(command, name) for name in Figures.model_fields})
    over = figures.overdrawn()
    if over is not None:
        raise refuse(
            "votes_above_valid",
            stream=given.stream,
            contest=command.contest,
            candidacy=over,
            votes=figures.votes[over],
            valid=figures.valid,
        )
    odd = findings(figures, standing.seats_of(command.poll))
    return figures, (*odd, *agreeing(state.sorted.get(command.key), figures))


def send(state: State, command: SendCountingMinutes, given: Given) -> CountingMinutesSent:
    """All kinds of ballot of a vote together (Article 76.3)."""
    once(state.sent, command, given, "việc gửi biên bản kiểm phiếu")
    wanted = {ballot: code for ballot, code in state.contests.items() if command.contest in ("", code)}
    missing = [code for code in wanted.values() if state.counted(command.poll, code) is None]
    if missing or not wanted:
        raise refuse(
            "too_early",
            stream=given.stream,
            what="gửi biên bản kiểm phiếu",
            before=f"biên bản của {', '.join(missing) or command.contest}",
        )
    name = session(command.poll, command.contest)
    counted = (state.counted(command.poll, code) for code in wanted.values())
    issued = sum(one.figures.issued for one in counted if one)
    found = noted(
        "F.102",
        f"các biên bản ghi phát ra {issued} phiếu, bản kiểm kê ghi {state.issued[name]}"
        if issued != state.issued[name]
        else "",
        "đối chiếu bản kiểm kê với từng biên bản; ghi sai ở đâu thì đính chính ở đó",
        "Điều 73",
    )
    return CountingMinutesSent(
        poll=command.poll, contest=command.contest, ballots=tuple(wanted), findings=found
    )

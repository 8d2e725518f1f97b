"""The boxes: checked before the voters, opened before witnesses, their ballots held against the voters."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.call.election import election
from domain.contest.evolve import contest
from domain.minutes import BOX, noted, witnessed
from domain.polling.commands import CheckBox, CheckCollected, OpenBox, ReportSurplus
from domain.polling.events import BoxChecked, BoxOpened, CollectedChecked, SurplusReported
from domain.polling.order import after, of_area, once
from domain.polling.state import Check, State, session
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def check(state: State, command: CheckBox, given: Given) -> BoxChecked:
    """Once, before the opening; later, or with nobody watching, it is noted (Article 71.2)."""
    once(state.checked, command, given, "việc kiểm tra hòm phiếu")
    wrong = ["sau khi đã bắt đầu bỏ phiếu"] if state.began(command.poll, command.contest) else []
    wrong += ["không có cử tri chứng kiến"] if not command.voters else []
    found = noted(
        "F.310",
        f"kiểm tra hòm phiếu {' và '.join(wrong)}" if wrong else "",
        "ghi vào biên bản và báo cáo Ban bầu cử",
        "Điều 71.2",
    )
    return BoxChecked(**command.model_dump(), findings=found)


def open_box(state: State, command: OpenBox, given: Given) -> BoxOpened:
    """Once, after the unused ballots are sealed, before two voters who do not stand (Article 73)."""
    after(state.sealed, command, given, "niêm phong phiếu không dùng")
    once(state.emptied, command, given, "việc mở hòm phiếu")
    standing = [
        code
        for each in state.contests.values()
        for code in contest(given, given.stream.beside("contest", each)).on_ballot("first")
    ]
    found = (*witnessed(command.witnesses, standing), *_before_everybody(command, given))
    return BoxOpened(**command.model_dump(), findings=found)


def _before_everybody(command: OpenBox, given: Given) -> tuple[Finding, ...]:
    """The decision on an early day may say that its areas count with everybody else (O-7, O-8)."""
    called = election(given)
    special = called.special.get(given.stream.code) if command.poll == "first" else None
    closes = next((row.opens for row in called.rows if row.deadline == "polling_close"), None)
    early = (
        special is not None
        and special.count == "with_everybody"
        and closes is not None
        and given.act.legal_at < closes
    )
    return noted(
        "F.309",
        f"mở hòm phiếu trước khi nơi khác kết thúc bỏ phiếu, trái quyết định {special.decision}"
        if special is not None and early
        else "",
        "báo cáo ngay Ban bầu cử; giữ kín kết quả đến khi kết thúc cuộc bỏ phiếu",
        "Điều 72; Điều 73 (O-7)",
    )


def collected(state: State, command: CheckCollected, given: Given) -> CollectedChecked:
    """A first check, and a second where there were more ballots than voters."""
    of_area(state, command, given)
    name = session(command.poll, command.contest if command.poll != "first" else "")
    if name not in state.emptied:
        raise refuse("too_early", stream=given.stream, what=command.step, before="việc mở hòm phiếu")
    before = state.checks.get(command.key)
    wanted = before.check + 1 if before else 1
    if command.check != wanted:
        raise refuse(
            "wrong_number", stream=given.stream, what="lần đối chiếu", wanted=wanted, number=command.check
        )
    if before is not None and not before.surplus:
        raise again(given.stream, "đối chiếu số phiếu thu vào")
    found = noted(
        "F.203",
        f"thu vào {command.collected} phiếu, nhiều hơn {command.voted} cử tri đã bỏ phiếu"
        if command.collected > command.voted
        else "",
        BOX,
        "Điều 76.2; Thông tư 02/2016/TT-BNV, Điều 11.5 (O-7)",
    )
    return CollectedChecked(**command.model_dump(), findings=found)


def surplus(state: State, command: ReportSurplus, given: Given) -> SurplusReported:
    """After a second check that still found more ballots than voters."""
    of_area(state, command, given)
    known = state.checks.get(command.key, Check())
    if known.check < 2 or not known.surplus:
        before = "lần đối chiếu thứ hai vẫn thừa phiếu"
        raise refuse("too_early", stream=given.stream, what=command.step, before=before)
    if known.reported:
        raise again(given.stream, "báo cáo số phiếu thừa")
    return SurplusReported(**command.model_dump(), voted=known.voted, collected=known.collected)

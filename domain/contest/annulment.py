"""A result annulled by the National Election Council, in an area or a whole constituency (Article 81)."""

from __future__ import annotations

from domain.bodies.unit import again, decider, level, must_be, unit
from domain.call.election import election
from domain.contest import lapse
from domain.contest.commands import AnnulResult, DecideRerun, ProposeAnnulment
from domain.contest.events import AnnulmentProposed, ResultAnnulled
from domain.contest.evolve import State, evolve
from domain.contest.repoll import decide_rerun
from domain.event import Event
from domain.law.power import power
from domain.minutes import noted
from domain.polling.evolve import area
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import NATION, Finding


def propose(state: State, command: ProposeAnnulment, given: Given) -> list[Event]:
    """By those the law lists, for what has been voted; the committees of districts and communes are not."""
    row = power("annulment", state.known(given), election(given).law)
    own = level(given, command.unit)
    around = {NATION, state.unit, *unit(given, state.unit).path}
    if command.unit not in around or not row.may_propose(given.act.body, own):
        raise refuse(
            "not_authorised",
            body=given.act.body,
            unit=given.act.unit,
            command="ProposeAnnulment",
            stream=given.stream,
            wanted=", ".join(row.proposes),
        )
    _voted(state, command.areas, given)
    return [AnnulmentProposed.model_validate({"proposed_by": given.act.body, **command.model_dump()})]


def annul(state: State, command: AnnulResult, given: Given) -> list[Event]:
    """Once for each area, before anybody has voted again; the same decision may fix the day."""
    must_be(given, command, decider(given, "annulment", state.known(given)))
    _voted(state, command.areas, given)
    annulled = ResultAnnulled(
        areas=tuple(sorted(set(command.areas))),
        why=command.why,
        proposed_by=command.proposed_by,
        decision=command.decision,
        findings=_again(state)
        + noted(
            "F.404",
            "quyết định nêu một đề nghị chưa có trong sổ"
            if command.proposed_by and command.proposed_by not in state.proposals
            else "",
            "ghi đề nghị đó bằng ProposeAnnulment, hoặc ghi rõ là tự quyết định",
            "Điều 81.1",
        ),
    )
    if command.day is None:
        return [annulled]
    after = evolve(state, annulled)
    rerun = DecideRerun(day=command.day, cause="annulled", decision=command.decision)
    return [annulled, *decide_rerun(after, rerun, given)]


def _again(state: State) -> tuple[Finding, ...]:
    """An annulled re-run: the law gives a constituency one re-run and does not speak of its annulment."""
    return noted(
        "F.408",
        "kết quả bầu cử lại bị hủy; luật không nói có bầu cử lại lần nữa hay không"
        if "rerun" in state.results
        else "",
        f"Hội đồng bầu cử quốc gia quyết định điểm mở {lapse.AGAIN}; ghi bằng SettleOpenPoint, "
        "không ai trúng cử",
        f"Điều 81 ({lapse.AGAIN})",
    )


def _voted(state: State, areas: tuple[str, ...], given: Given) -> None:
    """Refuse areas of another constituency, not voted yet, or annulled already."""
    if strange := sorted(set(areas) - set(state.areas)):
        raise refuse("unknown_area", area=", ".join(strange), unit=given.stream.code)
    if "rerun" in state.results:
        if state.annulled_again:
            raise again(given.stream, "việc hủy kết quả bầu cử lại")
        return
    if state.annulled and not state.annulled_areas:
        raise again(given.stream, "bầu cử lại toàn đơn vị")
    if twice := [code for code in areas if code in state.annulled_areas]:
        raise again(given.stream, f"việc hủy kết quả ở {', '.join(twice)}")
    first = state.results.get("first")
    if first is not None and first.outcome == "rerun":
        raise refuse(
            "nothing_to_annul", stream=given.stream, what="kết quả: luật đã đòi bầu cử lại (Điều 80)"
        )
    names = areas or state.areas
    idle = [name for name in names if not area(given, given.stream.beside("area", name)).opened]
    if idle or not names:
        what = f"việc bỏ phiếu ở {', '.join(idle) or 'khu vực nào'}"
        raise refuse("nothing_to_annul", stream=given.stream, what=what)

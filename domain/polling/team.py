"""Before the vote: the team and the candidates' lists."""

from __future__ import annotations

from domain import constituencies
from domain.bodies.unit import again, level
from domain.call.election import election
from domain.contest.evolve import contest
from domain.law.rules import Variant, body_size
from domain.minutes import noted
from domain.polling.commands import EstablishTeam, PostCandidateLists
from domain.polling.events import CandidateListsPosted, TeamEstablished
from domain.polling.state import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding


def establish(state: State, command: EstablishTeam, given: Given) -> TeamEstablished:
    """A team for an area the commune has fixed (Article 25.1)."""
    called, at = election(given), level(given, command.unit)
    if state.unit:
        raise again(given.stream, "Tổ bầu cử")
    fixed = given.state(constituencies.PROCEDURE, given.stream.beside("unit", command.unit)).areas
    plan = next((area for area in fixed if area.code == given.stream.code), None)
    if plan is None:
        raise refuse("unknown_area", area=given.stream.code, unit=command.unit)
    armed: Variant = "armed_forces" if plan.place == "armed_forces" else ""
    variant: Variant = "supplementary" if called.form == "supplementary" else armed
    size = body_size("team", at, None, called.law, variant)
    return TeamEstablished(
        unit=command.unit,
        contests=plan.contests,
        size=command.size,
        decision=command.decision,
        findings=size.findings(command.size),
    )


def post_candidates(state: State, command: PostCandidateLists, given: Given) -> CandidateListsPosted:
    """Published lists of the area's own constituencies; one left out is noted and may follow (Article 59)."""
    for code in command.contests:
        if code not in state.contests.values():
            raise refuse("not_of_area", stream=given.stream, contest=code)
        if code in state.posted or command.contests.count(code) > 1:
            raise again(given.stream, f"niêm yết danh sách của {code}")
        if not contest(given, given.stream.beside("contest", code)).listed:
            raise refuse(
                "too_early", stream=given.stream, what="niêm yết", before=f"danh sách chính thức của {code}"
            )
    found = unposted(state, {*state.posted, *command.contests})
    return CandidateListsPosted(contests=command.contests, findings=found)


def unposted(state: State, posted: set[str]) -> tuple[Finding, ...]:
    """What is odd where a list of the area does not hang in it."""
    missing = [code for code in state.contests.values() if code not in posted]
    return noted(
        "F.304",
        f"chưa niêm yết danh sách người ứng cử của {', '.join(missing)}" if missing else "",
        "niêm yết ngay; nếu đã làm mà chưa ghi thì ghi lại",
        "Điều 59",
    )

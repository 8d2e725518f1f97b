"""Destroying a person's data: lawful at once with a decision, otherwise when their time is over."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.call.events import ElectionCalled
from domain.candidacy.commands import EraseSubject
from domain.candidacy.events import SubjectErased
from domain.candidacy.evolve import State
from domain.candidacy.ground import ERASURES
from domain.law.retention import retention
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local


def erase(state: State, command: EraseSubject, given: Given) -> SubjectErased:
    """Whether it may be done now, and what the record says of it. A closed election stops nobody here.

    Records that a law prescribes are excepted from the right to erasure, so what must still be kept goes by
    decision only; how long that is was read in guidance, which is why a decision can set it aside.
    """
    if state.erased:
        raise again(given.stream, "xóa dữ liệu cá nhân")
    called = given.events.get(str(given.stream.beside("election")), ())
    day = next((event.day for event in called if isinstance(event, ElectionCalled)), None)
    if day is None:
        raise refuse("unknown_election", election=given.stream.election)
    row = retention("documents")
    until = row.until(day)
    early = local(given.act.legal_at).date() <= until
    if early and not command.decision:
        raise refuse(
            "still_kept", stream=given.stream, until=until.isoformat(), years=row.years, article=row.article
        )
    findings: tuple[Finding, ...] = ()
    if early:
        findings = (
            Finding(
                code="erased_early",
                sentence=f"Xóa trước khi hết {row.years} năm lưu trữ, đến hết ngày {until:%d/%m/%Y}.",
                remedy="Giữ quyết định cho phép xóa cùng hồ sơ lưu trữ của cuộc bầu cử.",
                article=row.article,
            ),
        )
    return SubjectErased(
        reason=ERASURES[command.ground], decision=command.decision, kept_until=until, findings=findings
    )

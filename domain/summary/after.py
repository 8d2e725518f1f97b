"""After the result: status, certificates, first session, hand-over, archive (Articles 20, 23, 87, 88)."""

from __future__ import annotations

from datetime import date, timedelta

from domain import bodies, call
from domain.bodies.unit import again, decider, level, must_be, organiser
from domain.call.election import election
from domain.docket.events import CaseCrossedOff, CaseEntered
from domain.law.book import book
from domain.law.power import power
from domain.law.retention import retention
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.summary.commands import (
    ArchiveRecords,
    ConfirmStatus,
    DestroyPapers,
    HandOverRecords,
    HoldFirstSession,
    IssueCertificates,
)
from domain.summary.events import (
    CertificatesIssued,
    CouncilResultPublished,
    FirstSessionHeld,
    NationalResultPublished,
    PapersDestroyed,
    RecordsArchived,
    RecordsHandedOver,
    StatusConfirmed,
)
from domain.summary.evolve import State
from domain.summary.gather import unchanged
from domain.summary.reopen import at_edition
from domain.terms import BALLOT_NAMES, Ballot, Finding
from domain.zone import local


def confirm(state: State, command: ConfirmStatus, given: Given) -> StatusConfirmed:
    """A separate act, once the result is published and every complaint about it is settled."""
    home(command.ballot, given)
    must_be(given, command, decider(given, "status", command.ballot))
    at_edition(state, command.ballot, command.edition, given)
    if command.ballot in state.confirmed:
        raise again(given.stream, "xác nhận tư cách")
    if command.ballot not in state.elected:
        raise refuse("too_early", stream=given.stream, what="xác nhận tư cách", before="công bố kết quả")
    unchanged(state.results(command.ballot), given)
    if cases := open_complaints(command.ballot, given):
        raise refuse("complaints_open", stream=given.stream, cases=", ".join(cases))
    elected = state.elected[command.ballot]
    refused = [one.candidacy for one in command.refused]
    for code in refused:
        if code not in elected:
            raise refuse("not_elected", stream=given.stream, candidacy=code)
        if refused.count(code) > 1:
            raise refuse("listed_twice", stream=given.stream, where="refused", item=code)
    return StatusConfirmed(
        ballot=command.ballot,
        confirmed=tuple(code for code in elected if code not in refused),
        refused=command.refused,
        edition=command.edition,
        findings=_within_term(command.ballot, given),
    )


def open_complaints(ballot: Ballot, given: Given) -> list[str]:
    """Complaints about this result that stand in the unit's register without a decision."""
    found: dict[str, None] = {}
    for event in given.events.get(str(given.stream), ()):
        match event:
            case CaseEntered() if event.ballot == ballot and event.deadline in _RESOLVE:
                found[event.case] = None
            case CaseCrossedOff():
                found.pop(event.case, None)
    return list(found)


_RESOLVE = ("result_complaint_resolve_na", "result_complaint_resolve_hdnd")


def complaints_until(ballot: Ballot, given: Given) -> date | None:
    """The last day on which a complaint about this result may arrive; nothing while none is published."""
    row = book().rows["result_complaint_na" if ballot == "na" else "result_complaint_hdnd"]
    due = row.law[election(given).law].due
    published = [
        legal_at
        for event, legal_at, _ in given.history(given.stream)
        if (isinstance(event, NationalResultPublished) and ballot == "na")
        or (isinstance(event, CouncilResultPublished) and event.ballot == ballot)
    ]
    if due is None or not published:
        return None
    return local(published[-1]).date() + timedelta(days=due.offset)


def _within_term(ballot: Ballot, given: Given) -> tuple[Finding, ...]:
    until = complaints_until(ballot, given)
    early = until is not None and local(given.act.legal_at).date() <= until
    return noted(
        "F.501",
        f"xác nhận tư cách khi còn hạn khiếu nại về kết quả đến hết {until:%d/%m/%Y}" if early else "",
        "chờ hết hạn; khiếu nại đến sau đó vẫn phải giải quyết và có thể đòi xác nhận lại",
        "Điều 87.1; Điều 88",
    )


def certify(state: State, command: IssueCertificates, given: Given) -> CertificatesIssued:
    """To those confirmed and to nobody else."""
    home(command.ballot, given)
    must_be(given, command, decider(given, "status", command.ballot))
    at_edition(state, command.ballot, command.edition, given)
    if f"{command.ballot}:{command.edition}" in state.certified:
        raise again(given.stream, "cấp giấy chứng nhận")
    if command.ballot not in state.confirmed:
        raise refuse("too_early", stream=given.stream, what="giấy chứng nhận", before="xác nhận tư cách")
    return CertificatesIssued(ballot=command.ballot, holders=state.entitled.get(command.ballot, ()))


def meet(state: State, command: HoldFirstSession, given: Given) -> FirstSessionHeld:
    """After the status of its members is confirmed."""
    home(command.ballot, given)
    must_be(given, command, "standing_committee" if command.ballot == "na" else "council")
    if command.ballot in state.met:
        raise again(given.stream, "kỳ họp thứ nhất")
    if command.ballot not in state.confirmed:
        raise refuse("too_early", stream=given.stream, what="kỳ họp thứ nhất", before="xác nhận tư cách")
    return FirstSessionHeld(ballot=command.ballot)


def hand_over(state: State, command: HandOverRecords, given: Given) -> RecordsHandedOver:
    """After the first session, and after the election was closed as well (Articles 20, 23.2)."""
    _afterwards(command.ballot, given)
    law = given.state(call.PROCEDURE, given.stream.beside("election")).law
    must_be(given, command, power("result", command.ballot, law).decides.partition("@")[0])
    if command.ballot in state.handed_over:
        raise again(given.stream, "bàn giao hồ sơ")
    if command.ballot not in state.met:
        raise refuse("too_early", stream=given.stream, what="bàn giao hồ sơ", before="kỳ họp thứ nhất")
    to = "standing_committee" if command.ballot == "na" else "council"
    return RecordsHandedOver(ballot=command.ballot, to_body=to)


def archive(state: State, command: ArchiveRecords, given: Given) -> RecordsArchived:
    """What was handed over, for the times of the rows on retention."""
    day = _afterwards(command.ballot, given)
    if command.ballot in state.archived:
        raise again(given.stream, "lưu trữ")
    if command.ballot not in state.handed_over:
        raise refuse("too_early", stream=given.stream, what="lưu trữ", before="bàn giao hồ sơ")
    return RecordsArchived(
        ballot=command.ballot,
        ballots_until=retention("ballots").until(day),
        documents_until=retention("documents").until(day),
    )


def destroy(state: State, command: DestroyPapers, given: Given) -> PapersDestroyed:
    """Once each, after the last day on which they have to be there."""
    _afterwards(command.ballot, given)
    kept = state.archived.get(command.ballot)
    if kept is None:
        raise refuse("too_early", stream=given.stream, what="tiêu hủy", before="lưu trữ")
    if f"{command.ballot}:{command.papers}" in state.destroyed:
        raise again(given.stream, "tiêu hủy")
    row = retention(command.papers)
    until = kept.ballots_until if command.papers == "ballots" else kept.documents_until
    if local(given.act.legal_at).date() <= until:
        raise refuse("archive_kept", stream=given.stream, what=row.vi, until=f"{until:%d/%m/%Y}")
    return PapersDestroyed(
        ballot=command.ballot, papers=command.papers, decision=command.decision, kept_until=until
    )


def home(ballot: Ballot, given: Given) -> None:
    """Refuse any unit but the nation for the Assembly, the council's own for a council."""
    found = level(given)
    if ballot == "na" and found != "nation":
        what = "tư cách và kỳ họp của đại biểu Quốc hội"
        raise refuse("wrong_level", stream=given.stream, what=what, level=found, wanted="nation")
    organiser(given, ballot)


def _afterwards(ballot: Ballot, given: Given) -> date:
    """Election day, of an election that may be closed; refuses any unit but the one that elected."""
    day = given.state(call.PROCEDURE, given.stream.beside("election")).day
    found = given.state(bodies.PROCEDURE).level
    if day is None:
        raise refuse("unknown_election", election=given.stream.election)
    if found is None:
        raise refuse("unknown_unit", unit=given.stream.code, election=given.stream.election)
    wanted = "nation" if ballot == "na" else ballot
    if found != wanted:
        what = f"hồ sơ bầu {BALLOT_NAMES[ballot]}"
        raise refuse("wrong_level", stream=given.stream, what=what, level=found, wanted=wanted)
    return day

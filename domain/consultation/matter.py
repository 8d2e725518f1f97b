"""What voters raise about a candidate: who verifies it, until when, and what came of it (Articles 46, 55)."""

from __future__ import annotations

from domain.bodies.unit import again, following, organiser
from domain.call.election import election
from domain.candidacy.evolve import candidacy
from domain.consultation.commands import AnswerMatter, RaiseMatter, VerifyVoterMatters
from domain.consultation.events import MatterAnswered, MatterRaised, VoterMattersVerified
from domain.consultation.evolve import State
from domain.consultation.terms import Verifier
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Ballot, Finding


def raise_matter(state: State, command: RaiseMatter, given: Given) -> MatterRaised:
    """A matter about somebody of the second round, with the kind of body that must verify it."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if 2 not in talks.rounds:
        before = "hội nghị hiệp thương lần thứ hai"
        raise refuse("too_early", stream=given.stream, what="vụ việc cử tri nêu", before=before)
    if command.candidacy not in talks.rounds[2]:
        what = "vụ việc cử tri nêu"
        raise refuse("not_on_list", stream=given.stream, candidacy=command.candidacy, what=what)
    if talks.verified:
        raise again(given.stream, "xác minh vụ việc cử tri nêu")
    following(given, "vụ việc", len(talks.matters) + 1, command.matter)
    due = election(given).due(_row(command.ballot), command.ballot, given.stream.code)
    return MatterRaised(
        ballot=command.ballot,
        matter=command.matter,
        candidacy=command.candidacy,
        place=command.place,
        verifier=_verifier(command, given),
        due=due,
    )


def _row(ballot: Ballot) -> str:
    return "verify_voter_matters_na" if ballot == "na" else "verify_voter_matters_hdnd"


def _verifier(command: RaiseMatter, given: Given) -> Verifier:
    """Articles 46.1 to 46.3, 55.1 to 55.3."""
    if candidacy(given, given.stream.beside("candidacy", command.candidacy)).origin == "self":
        return "committee"
    if command.place == "residence":
        return "nominator"
    by_rank: dict[str, Verifier] = {"no": "employer", "head": "superior", "top": "founder"}
    return by_rank[command.head]


def answer(state: State, command: AnswerMatter, given: Given) -> MatterAnswered:
    """The written answer; after the last day, or after the third round, it is noted."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if talks.matters.get(command.matter) is not False:
        raise refuse("unknown_matter", stream=given.stream, matter=command.matter)
    due = election(given).due(_row(command.ballot), command.ballot, given.stream.code)
    findings: tuple[Finding, ...] = ()
    if 3 in talks.rounds or (due is not None and given.act.legal_at > due):
        findings = (
            Finding(
                code="answer_late",
                sentence=f"Vụ việc số {command.matter} được trả lời sau thời hạn xác minh.",
                remedy="Báo Ban thường trực Mặt trận Tổ quốc; nội dung có thể chưa được hội nghị xem xét.",
                article="Điều 46.4" if command.ballot == "na" else "Điều 55.4",
            ),
        )
    return MatterAnswered(
        ballot=command.ballot, matter=command.matter, answer=command.answer, findings=findings
    )


def verify(state: State, command: VerifyVoterMatters, given: Given) -> VoterMattersVerified:
    """The summary of all matters; where they are on record one by one it says the same."""
    organiser(given, command.ballot)
    talks = state.talks(command.ballot)
    if not talks.sittings:
        raise refuse(
            "too_early", stream=given.stream, what="xác minh vụ việc cử tri nêu", before="hội nghị cử tri"
        )
    if talks.verified:
        raise again(given.stream, "xác minh vụ việc cử tri nêu")
    if command.answered > command.raised:
        raise refuse(
            "more_than",
            stream=given.stream,
            part="số vụ việc đã trả lời",
            more=command.answered,
            whole="số vụ việc cử tri nêu",
            most=command.raised,
        )
    answered = sum(talks.matters.values())
    if talks.matters and (command.raised, command.answered) != (len(talks.matters), answered):
        raise refuse("matters_differ", stream=given.stream, raised=len(talks.matters), answered=answered)
    findings: tuple[Finding, ...] = ()
    if command.answered < command.raised:
        findings = (
            Finding(
                code="matters_unanswered",
                sentence=f"Còn {command.raised - command.answered} vụ việc cử tri nêu chưa được trả lời.",
                remedy="Trả lời trước hội nghị hiệp thương lần thứ ba hoặc báo cáo hội nghị.",
                article="Điều 46.4" if command.ballot == "na" else "Điều 55.4",
            ),
        )
    return VoterMattersVerified(
        ballot=command.ballot, raised=command.raised, answered=command.answered, findings=findings
    )

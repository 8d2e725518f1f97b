"""The official list of candidates, and striking one off it (Articles 57 to 60)."""

from __future__ import annotations

from domain.bodies.unit import again, decider, must_be
from domain.call.election import election
from domain.candidacy.evolve import candidacy
from domain.contest.commands import PublishOfficialList, StrikeOffCandidate
from domain.contest.events import CandidateStruckOff, OfficialListPublished
from domain.contest.evolve import State
from domain.event import Event
from domain.law.enumeration import entry
from domain.law.power import power
from domain.law.rules import Bound, surplus
from domain.minutes import noted
from domain.polling.evolve import area
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import NATION, Ballot


def publish(state: State, command: PublishOfficialList, given: Given) -> list[Event]:
    """Candidates who stand here with an accepted dossier, each once, and more of them than seats."""
    ballot = state.known(given)
    must_be(given, command, decider(given, "official_list", ballot))
    if state.listed:
        raise again(given.stream, "danh sách chính thức")
    people = [one.candidacy for one in command.candidates]
    places = [one.order for one in command.candidates]
    for one in command.candidates:
        if people.count(one.candidacy) > 1:
            raise refuse("candidate_twice", stream=given.stream, candidacy=one.candidacy)
        if places.count(one.order) > 1:
            raise refuse("listed_twice", stream=given.stream, where="order", item=one.order)
        stands(one.candidacy, ballot, state.unit, given)
    wanted = _wanted(ballot, state, given)
    if len(people) < state.seats + wanted.number and not command.surplus_decision:
        raise refuse(
            "no_surplus",
            stream=given.stream,
            candidates=len(people),
            least=state.seats + wanted.number,
            seats=state.seats,
            article=wanted.article,
        )
    return [OfficialListPublished(**command.model_dump())]


def stands(code: str, ballot: Ballot, unit: str, given: Given) -> None:
    """A dossier accepted for this ballot, in the unit itself or, for the Assembly, at the centre."""
    person = candidacy(given, given.stream.beside("candidacy", code))
    homes = {unit, NATION} if ballot == "na" else {unit}
    if not person.accepted or person.ballot != ballot or person.unit not in homes:
        raise refuse("not_accepted", stream=given.stream, candidacy=code)
    if person.contest not in ("", given.stream.code):
        raise refuse("listed_elsewhere", stream=given.stream, candidacy=code, contest=person.contest)


def _wanted(ballot: Ballot, state: State, given: Given) -> Bound:
    return surplus(ballot, state.seats, election(given).law)


def strike_off(state: State, command: StrikeOffCandidate, given: Given) -> list[Event]:
    """Until the first area opens; a list that has become too short is noted."""
    ballot = state.known(given)
    must_be(given, command, decider(given, "strike_off", ballot))
    left = [one.candidacy for one in state.standing if one.candidacy != command.candidacy]
    if len(left) == len(state.standing):
        raise refuse("not_listed", stream=given.stream, candidacy=command.candidacy)
    if any(area(given, given.stream.beside("area", code)).opened for code in state.areas):
        raise refuse("polling_began", stream=given.stream, candidacy=command.candidacy)
    rule = power("strike_off", ballot, election(given).law)
    if rule.consents and not command.consent:
        raise refuse("no_front_consent", stream=given.stream, article=rule.article)
    wanted = _wanted(ballot, state, given)
    least = state.seats + wanted.number
    found = noted(
        "F.402",
        f"còn {len(left)} người ứng cử cho {state.seats} đại biểu, luật cần ít nhất {least}"
        if len(left) < least
        else "",
        "khuyết người ứng cử: xử lý theo hướng dẫn của Hội đồng bầu cử quốc gia; sau khi niêm yết thì quy "
        "định chưa đọc được (điểm O-1)",
        wanted.article,
    )
    ground = entry("strike_off", command.why, election(given).law)
    why = f"{ground.vi} ({ground.article})"
    return [
        CandidateStruckOff(
            candidacy=command.candidacy,
            why=why,
            decision=command.decision,
            consent=command.consent,
            findings=found,
        )
    ]

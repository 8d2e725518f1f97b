"""Putting somebody forward: proposed, heard by the voters at work, nominated, or somebody else instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.bodies.unit import again, must_be, organiser
from domain.call.election import day, election
from domain.candidacy.commands import (
    HoldNomineeConference,
    Nominate,
    ProposeNominee,
    ReplaceNominee,
    SendNomineeMinutes,
)
from domain.candidacy.events import (
    CandidateNominated,
    NomineeConferenceHeld,
    NomineeMinutesSent,
    NomineeProposed,
    NomineeReplaced,
    Origin,
)
from domain.candidacy.evolve import State
from domain.candidacy.ground import REPLACEMENTS
from domain.conference import sitting, team, trust
from domain.consultation.evolve import Talks, talks
from domain.person.evolve import Place, person
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, Ballot, Finding

NOMINATORS: Final[dict[Origin, tuple[str, ...]]] = {
    "agency": ("nominator", "front"),
    "village": ("nominator", "front"),
    "self": ("candidate",),
}
"""Bodies that record a candidacy of each origin."""


def propose(state: State, command: ProposeNominee, given: Given) -> NomineeProposed:
    """A leadership names somebody, once the Front has said how many it may name."""
    organiser(given, command.ballot, command.unit)
    if state.stage:
        raise again(given.stream, "dự kiến người được giới thiệu")
    _after_first_round(command.ballot, command.unit, given)
    return NomineeProposed(ballot=command.ballot, unit=command.unit)


def confer(state: State, command: HoldNomineeConference, given: Given) -> NomineeConferenceHeld:
    """Voters at work are heard about somebody proposed; held again, the last conference counts."""
    _proposed(state, "hội nghị cử tri nơi công tác", given)
    if command.sitting <= state.sittings:
        raise again(given.stream, f"hội nghị cử tri nơi công tác lần {command.sitting}")
    for part, more, whole, most in (
        ("số có mặt", command.present, "số được triệu tập", command.summoned),
        ("số tín nhiệm", command.confident, "số có mặt", command.present),
    ):
        if more > most:
            raise refuse("more_than", stream=given.stream, part=part, more=more, whole=whole, most=most)
    year = day(given).year
    held = trust("workplace", command.present, command.confident, year)
    return NomineeConferenceHeld(
        **command.model_dump(),
        standing=held.standing,
        findings=tuple(_odd_conference(command, year)),
    )


def _odd_conference(command: HoldNomineeConference, year: int) -> Iterator[Finding]:
    sat = sitting("workplace", command.summoned, command.present, year)
    if not sat.quorate:
        yield Finding(
            code="quorum_not_read" if sat.quorate is None else "below_quorum",
            sentence=f"{sat.reason.text[0].upper()}{sat.reason.text[1:]}.",
            remedy="Tổ chức lại hội nghị cử tri nơi công tác rồi ghi lần sau.",
            article=sat.reason.article,
        )
    yield from team("workplace", command.counters, year)


def replace(state: State, command: ReplaceNominee, given: Given) -> NomineeReplaced:
    """Somebody else instead, until the nomination; afterwards it is a withdrawal."""
    _proposed(state, "giới thiệu người khác thay", given)
    if command.ground == "distrusted" and state.standing != "distrusted":
        raise refuse("not_distrusted", stream=given.stream)
    if command.successor == given.stream.code:
        raise refuse("own_successor", stream=given.stream)
    return NomineeReplaced(successor=command.successor, reason=REPLACEMENTS[command.ground])


def _proposed(state: State, what: str, given: Given) -> None:
    election(given)
    if not state.stage:
        raise refuse("too_early", stream=given.stream, what=what, before="việc dự kiến người được giới thiệu")
    if state.replaced:
        raise refuse("replaced", stream=given.stream, what=what)
    if state.stage != "proposed":
        raise refuse("nominated_already", stream=given.stream, what=what)


def nominate(state: State, command: Nominate, given: Given) -> CandidateNominated:
    """The nomination itself, by an agency, a village, or oneself."""
    organiser(given, command.ballot, command.unit)
    if state.stage not in ("", "proposed"):
        raise again(given.stream, "giới thiệu ứng cử")
    if given.act.body not in NOMINATORS[command.origin]:
        must_be(given, command, NOMINATORS[command.origin][0])
    if command.origin != "self":
        _after_first_round(command.ballot, command.unit, given)
    if state.stage == "proposed":
        _as_proposed(state, command, given)
    if command.village:
        _by_village(command, given)
    if command.person:
        _place_taken(command, given)
    return CandidateNominated(**command.model_dump(), findings=tuple(_odd_nomination(state, command)))


def _as_proposed(state: State, command: Nominate, given: Given) -> None:
    if state.replaced:
        raise refuse("replaced", stream=given.stream, what="giới thiệu ứng cử")
    if (state.ballot, state.unit, state.origin) != (command.ballot, command.unit, command.origin):
        raise refuse(
            "not_as_proposed",
            stream=given.stream,
            ballot=BALLOT_NAMES[state.ballot or command.ballot],
            unit=state.unit,
        )
    if state.standing == "distrusted":
        raise refuse("nominee_distrusted", stream=given.stream)


def _by_village(command: Nominate, given: Given) -> None:
    """The village's conference must have nominated this very candidacy (R16)."""
    if command.origin != "village":
        raise refuse("not_a_village", stream=given.stream, village=command.village, origin=command.origin)
    held = _talks(command.ballot, command.unit, given).villages.get(command.village)
    if held is None or held.step is None:
        before = f"hội nghị cử tri thôn, tổ dân phố {command.village}"
        raise refuse("too_early", stream=given.stream, what="giới thiệu ứng cử", before=before)
    if given.stream.code not in held.nominated:
        raise refuse("not_nominated", stream=given.stream, village=command.village)


def _place_taken(command: Nominate, given: Given) -> None:
    """Where somebody stands is decided on the person's own stream, across all candidacies (R07)."""
    places = person(given, given.stream.beside("person", command.person)).places
    if places.get(given.stream.code) != Place(ballot=command.ballot, unit=command.unit):
        raise refuse("place_not_taken", stream=given.stream, person=command.person)


def _odd_nomination(state: State, command: Nominate) -> Iterator[Finding]:
    if command.origin == "village" and command.ballot != "commune":
        yield Finding(
            code="village_beyond_commune",
            sentence=f"Thôn, tổ dân phố giới thiệu người ứng cử {BALLOT_NAMES[command.ballot]}.",
            remedy="Thôn, tổ dân phố chỉ giới thiệu người ứng cử Hội đồng nhân dân cấp xã; kiểm tra lại.",
            article="Điều 52",
        )
    if state.stage == "proposed" and not state.sittings:
        yield Finding(
            code="no_workplace_conference",
            sentence="Giới thiệu người ứng cử khi chưa có hội nghị cử tri nơi công tác.",
            remedy="Tổ chức hội nghị cử tri nơi công tác và gửi biên bản trước hiệp thương lần thứ hai.",
            article="Điều 41; Điều 42" if command.ballot == "na" else "Điều 52",
        )


def send(state: State, command: SendNomineeMinutes, given: Given) -> NomineeMinutesSent:
    """The minutes of the nomination to the Front, before its second round."""
    election(given)
    if state.ballot is None or state.stage in ("", "proposed"):
        before = "việc giới thiệu ứng cử"
        raise refuse("too_early", stream=given.stream, what="gửi biên bản giới thiệu", before=before)
    if state.origin == "self":
        raise refuse("self_nominated", stream=given.stream)
    if state.minutes_sent:
        raise again(given.stream, "gửi biên bản giới thiệu ứng cử")
    findings: tuple[Finding, ...] = ()
    if 2 in _talks(state.ballot, state.unit, given).rounds:
        findings = (
            Finding(
                code="minutes_after_second_round",
                sentence="Biên bản giới thiệu đến Mặt trận sau hội nghị hiệp thương lần thứ hai.",
                remedy="Báo Ban thường trực Mặt trận Tổ quốc xem xét việc đã hiệp thương thiếu biên bản.",
                article="Điều 41.5; Điều 42.5" if state.ballot == "na" else "Điều 52.6",
            ),
        )
    return NomineeMinutesSent(ballot=state.ballot, findings=findings)


def _after_first_round(ballot: Ballot, unit: str, given: Given) -> None:
    if 1 not in _talks(ballot, unit, given).rounds:
        before = f"hội nghị hiệp thương lần thứ nhất của {unit}"
        raise refuse("too_early", stream=given.stream, what="giới thiệu người ứng cử", before=before)


def _talks(ballot: Ballot, unit: str, given: Given) -> Talks:
    return talks(given, given.stream.beside("unit", unit), ballot)

"""A published list that has lost somebody, and the ballot's text before it is printed (Articles 57.5, 57.6,
58.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.bodies.unit import again, decider, must_be
from domain.call.election import day, election
from domain.candidacy.evolve import candidacy
from domain.consultation.evolve import Talks, talks
from domain.contest.commands import ProofBallot, SettleMissingCandidate
from domain.contest.events import BallotProofed, Listed, MissingCandidateSettled, OfficialListPublished
from domain.contest.evolve import State
from domain.contest.listing import stands
from domain.event import Event
from domain.minutes import noted
from domain.missing import Case, Cause, Option, Remedy, Reserve, remedy
from domain.polling.evolve import area
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import Ballot, Finding, Reason
from domain.zone import local


def reads(state: State, command: SettleMissingCandidate, stream: Stream) -> Sequence[Stream]:
    """Everybody who is or may come on the list, the third round's confidence, and whether the list hangs."""
    people = [one.candidacy for one in state.listed]
    if command.added:
        people.append(command.added.candidacy)
    return [
        *(stream.beside("candidacy", code) for code in people),
        *(stream.beside("area", code) for code in state.areas),
        *([stream.beside("unit", state.unit)] if state.unit else []),
    ]


def settle(state: State, command: SettleMissingCandidate, given: Given) -> list[Event]:
    """One of the ways the guidance leaves; where nothing was read, what the Council decided on paper."""
    ballot = state.known(given)
    if not state.listed:
        before = "danh sách chính thức"
        raise refuse("too_early", stream=given.stream, what="xử lý khuyết người ứng cử", before=before)
    opened = [code for code in state.areas if area(given, given.stream.beside("area", code)).opened]
    missing = _missing(state, given)
    if not missing:
        raise refuse("no_gap", stream=given.stream)
    if opened:
        raise refuse("polling_began", stream=given.stream, candidacy=missing[0])
    posted = _posted(state, given)
    case = _case(state, ballot, missing, posted, given)
    ways = remedy(case, election(given).law, day(given).year)
    must_be(given, command, ways.decided_by)
    guided = _guided(ways, command, given) if ways.decided_by != "nec" else None
    if ways.decided_by == "nec" and ballot != "na" and not given.act.source:
        raise refuse("no_source", stream=given.stream, point="O-1")
    added = _added(state, command, ballot, given)
    seats = guided.seats if guided else _seats(state, command, given)
    return [
        MissingCandidateSettled(
            missing=tuple(missing),
            way=command.way,
            seats=seats,
            added=added,
            posted=posted,
            decision=command.decision,
            consent=command.consent,
            reasons=((guided.reason,) if guided else ()) + ways.reasons or (_reason(ballot),),
        )
    ]


def _missing(state: State, given: Given) -> list[str]:
    """Listed, but struck off or withdrawn, and not settled before."""
    return [
        one.candidacy
        for one in state.listed
        if one.candidacy not in state.gaps
        and (
            one.candidacy in state.struck
            or candidacy(given, given.stream.beside("candidacy", one.candidacy)).withdrawn
        )
    ]


def _posted(state: State, given: Given) -> bool:
    return any(
        given.stream.code in area(given, given.stream.beside("area", code)).posted for code in state.areas
    )


def _case(state: State, ballot: Ballot, missing: Sequence[str], posted: bool, given: Given) -> Case:
    standing = [one.candidacy for one in state.standing if one.candidacy not in missing]
    cause: Cause = "struck_off" if any(code in state.struck for code in missing) else "withdrew"
    due = election(given).due("lists_post_polling_area", ballot, state.unit)
    days = (local(due).date() - local(given.act.legal_at).date()).days if due else 0
    held = talks(given, given.stream.beside("unit", state.unit), ballot)
    return Case(
        ballot=ballot,
        seats=state.seats,
        left=len(standing),
        cause=cause,
        posted=posted,
        days=days,
        reserve=tuple(_reserve(state, held)),
    )


def _reserve(state: State, held: Talks) -> Iterator[Reserve]:
    """The third round's people of this unit who are not on this list, with the confidence at home."""
    listed = {one.candidacy for one in state.listed}
    for conference in held.conferences:
        if (
            conference.place == "residence"
            and conference.candidacy in held.rounds.get(3, ())
            and conference.candidacy not in listed
        ):
            yield Reserve(id=conference.candidacy, confident=conference.confident, present=conference.present)


def _guided(ways: Remedy, command: SettleMissingCandidate, given: Given) -> Option:
    """The option chosen; with the Front's agreement, and only whom the guidance lets in."""
    option = next((each for each in ways.options if each.way == command.way), None)
    if option is None:
        closed = "; ".join(reason.text for reason in ways.reasons)
        raise refuse("way_closed", stream=given.stream, way=command.way, why=closed)
    if not command.consent:
        raise refuse("no_front_consent", stream=given.stream, article=option.reason.article)
    if command.way == "add" and (command.added is None or command.added.candidacy not in option.added):
        why = f"chỉ bổ sung {' hoặc '.join(option.added)}"
        raise refuse("way_closed", stream=given.stream, way="add", why=why)
    if command.way == "reduce" and command.seats not in (None, option.seats):
        why = f"giảm còn {option.seats} đại biểu"
        raise refuse("way_closed", stream=given.stream, way="reduce", why=why)
    return option


def _seats(state: State, command: SettleMissingCandidate, given: Given) -> int:
    if command.way != "reduce":
        return state.seats
    if command.seats is None or command.seats >= state.seats:
        why = f"nêu số đại biểu còn lại, ít hơn {state.seats}"
        raise refuse("way_closed", stream=given.stream, way="reduce", why=why)
    return command.seats


def _added(state: State, command: SettleMissingCandidate, ballot: Ballot, given: Given) -> tuple[Listed, ...]:
    if command.way != "add" or command.added is None:
        if command.way == "add" or command.added is not None:
            why = "người bổ sung (added) đi với cách add và chỉ với cách đó"
            raise refuse("way_closed", stream=given.stream, way=command.way, why=why)
        return ()
    if command.added.candidacy in {one.candidacy for one in state.listed}:
        raise refuse("candidate_twice", stream=given.stream, candidacy=command.added.candidacy)
    stands(command.added.candidacy, ballot, state.unit, given)
    return (command.added,)


def _reason(ballot: Ballot) -> Reason:
    return Reason(
        article="Điều 57.6" if ballot == "na" else "Điều 58.3", text="Hội đồng bầu cử quốc gia quyết định"
    )


def proof(state: State, command: ProofBallot, given: Given) -> list[Event]:
    """By somebody else than who made the list; a proof that differs is recorded, and not printed."""
    ballot = state.known(given)
    if not state.listed:
        before = "danh sách chính thức"
        raise refuse("too_early", stream=given.stream, what="soát phiếu bầu", before=before)
    if given.act.body != "board":
        must_be(given, command, decider(given, "official_list", ballot))
    if command.edition <= state.proofs:
        raise again(given.stream, f"soát phiếu bầu lần {command.edition}")
    makers = {
        row.meta.actor
        for row in given.records.get(str(given.stream), ())
        if isinstance(row.event, OfficialListPublished)
    }
    if given.act.actor in makers:
        raise refuse("same_person", stream=given.stream)
    wanted = tuple(one.candidacy for one in sorted(state.standing, key=lambda one: one.order))
    for group in command.namesakes:
        for code in group:
            if code not in command.names:
                raise refuse("unknown_candidate", stream=given.stream, candidacy=code)
    return [
        BallotProofed(
            edition=command.edition,
            names=command.names,
            agrees=command.names == wanted,
            findings=(*_differing(command, wanted), *_namesakes(state, command)),
        )
    ]


def _differing(command: ProofBallot, wanted: Sequence[str]) -> tuple[Finding, ...]:
    return noted(
        "F.405",
        ""
        if command.names == tuple(wanted)
        else f"phiếu bầu ghi {', '.join(command.names)}; danh sách chính thức là {', '.join(wanted)}",
        "sửa bản in theo danh sách chính thức rồi soát lần sau",
        "Điều 57.5",
    )


def _namesakes(state: State, command: ProofBallot) -> Iterator[Finding]:
    """Of equal names the one born earlier stands first; of equal birth dates nothing tells which."""
    rank = {one.candidacy: one.seniority for one in state.listed}
    for group in command.namesakes:
        ranks = [rank.get(code, 0) for code in sorted(group, key=command.names.index)]
        yield from noted(
            "F.406",
            f"{', '.join(group)} trùng họ tên mà người sinh sau đứng trước" if ranks != sorted(ranks) else "",
            "xếp người sinh trước lên trên",
            "Điều 57.5",
        )
        yield from noted(
            "F.407",
            f"{', '.join(group)} trùng họ tên và ngày sinh" if len(set(ranks)) < len(ranks) else "",
            "ghi thêm chi tiết phân biệt trên phiếu theo quyết định của nơi lập danh sách",
            "Điều 57.5",
        )

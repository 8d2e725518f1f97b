"""How a case ends: a decision with its consequence, or the hand-over of what was not resolved."""

from __future__ import annotations

from domain.bodies.unit import again, must_be
from domain.cases import way
from domain.cases.commands import DecideCase, NoteConsequence, TransferCase
from domain.cases.events import CaseDecided, CaseTransferred, ConsequenceNoted
from domain.cases.evolve import State
from domain.cases.ground import EFFECTS, OUTCOMES
from domain.cases.standing import held, level, off_route, open_case, still_examined
from domain.law.power import name, power
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import parse
from domain.terms import BODY_NAMES, Finding
from domain.zone import local


def decided(state: State, command: DecideCase, given: Given) -> CaseDecided:
    """By who holds it; after the stop only a clear case, by who strikes off, before election day."""
    found = open_case(state, "quyết định giải quyết", given)
    held(state, command, given)
    own = level(given, state.unit)
    effect = EFFECTS[command.effect]
    founded = command.outcome in ("upheld", "partly")
    if command.effect != "none" and not (founded and state.about in (*effect.about, "other")):
        raise refuse(
            "wrong_effect",
            stream=given.stream,
            effect=effect.vi,
            about=found.vi if found else "việc khác",
            outcome=OUTCOMES[command.outcome],
        )
    if command.clear:
        _clear(state, command, own, given)
    else:
        still_examined(state, given)
    return CaseDecided(
        ruled="Điều 61.2" if command.clear else found.article if found else "",
        body=state.body,
        unit=state.unit,
        outcome=command.outcome,
        effect=command.effect,
        decision=command.decision,
        clear=command.clear,
        final=found is not None and way.is_post(found.final, state.body, own),
        findings=off_route(found, state.body, own),
    )


def _clear(state: State, command: DecideCase, own: str, given: Given) -> None:
    """A clear case: about a candidate, upheld, to strike off, by who has that power, before election day."""
    decider = power("strike_off", state.known, way.called(given).law).decides
    until = way.clear_until(given, state.known)
    fits = (state.about, command.outcome, command.effect) == ("candidate", "upheld", "strike_off")
    if not fits or not way.is_post(decider, state.body, own) or until is None:
        raise refuse("not_clear", stream=given.stream, body=name(decider))
    if given.act.legal_at > until:
        raise refuse("stopped", stream=given.stream, since=f"{local(until):%H:%M %d/%m/%Y}")


def transfer(state: State, command: TransferCase, given: Given) -> CaseTransferred:
    """After election day, to the Standing Committee of the Assembly or the new council's standing board."""
    open_case(state, "việc bàn giao hồ sơ", given)
    if state.ballot != "na":
        must_be(given, command, "committee")
    since = way.transfer_from(given, state.known)
    if since is None or given.act.legal_at < since:
        before = f"ngày bầu cử, đến {local(since):%d/%m/%Y}" if since else "ngày bầu cử"
        raise refuse("too_early", stream=given.stream, what="việc bàn giao hồ sơ", before=before)
    body, at = ("standing_committee", "nation") if state.known == "na" else ("council", state.known)
    if level(given, command.to_unit) != at:
        raise refuse(
            "wrong_receiver",
            stream=given.stream,
            wanted=name(f"{body}@{at}"),
            body=BODY_NAMES[body],
            unit=command.to_unit,
        )
    return CaseTransferred(to_body=body, to_unit=command.to_unit, findings=_within_term(state, given))


def _within_term(state: State, given: Given) -> tuple[Finding, ...]:
    if state.due is None or given.act.legal_at > state.due:
        return ()
    return (
        Finding(
            code="transferred_within_term",
            sentence=f"Bàn giao khi còn hạn giải quyết đến {local(state.due):%d/%m/%Y}.",
            remedy="Cơ quan đang giữ vẫn phải trả lời trong hạn; ghi rõ ai trả lời.",
            article="Điều 87.2",
        ),
    )


def note(state: State, command: NoteConsequence, given: Given) -> ConsequenceNoted:
    """The other event is there, and it names the decision as its cause."""
    if not state.owes_consequence:
        if state.noted:
            raise again(given.stream, "hệ quả của quyết định")
        before = "quyết định có hệ quả phải ghi ở nơi khác"
        raise refuse("too_early", stream=given.stream, what="hệ quả", before=before)
    own = given.records.get(str(given.stream), ())
    cause = next((str(row.event_id) for row in reversed(own) if isinstance(row.event, CaseDecided)), "")
    other = given.records.get(command.stream, ()) if parse(command.stream).kind != "case" else ()
    if not any(row.event_id == command.event and row.meta.causation == cause for row in other):
        raise refuse(
            "not_the_cause",
            stream=given.stream,
            other=command.stream,
            event=command.event,
            cause=cause,
        )
    return ConsequenceNoted(stream=command.stream, event=str(command.event))

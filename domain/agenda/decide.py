"""What the clerk records when it looks at a unit's duties: opened, moved, met, missed, cured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from domain import call
from domain.agenda.commands import Attend, RecordReminder
from domain.agenda.duty import Duty, Subject, Term, case_duties, duties, fulfilment
from domain.agenda.events import (
    DutyCured,
    DutyMet,
    DutyMissed,
    DutyMooted,
    DutyMoved,
    DutyOpened,
    PromptDutyMet,
    PromptDutyOpened,
    ReminderFailed,
    ReminderSent,
)
from domain.agenda.evolve import Held, State
from domain.agenda.plan import Planned, planned
from domain.agenda.prompt import fulfilled, prompts
from domain.agenda.schedule import scheduled
from domain.calendar import calendar
from domain.call.events import DeadlineMoved, DueRow, PollingDaySet
from domain.call.evolve import State as Call
from domain.command import Command
from domain.constituencies.events import ConstituenciesPublished, PollingAreasFixed
from domain.contest.events import (
    AdditionalBallotDecided,
    ConstituencyMinutesMade,
    RerunDecided,
    ResultAnnulled,
)
from domain.contest.evolve import contest
from domain.docket.events import CaseEntered
from domain.due import Election
from domain.event import Event
from domain.law.book import book
from domain.membership.events import MemberFoundStanding
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import NATION

LEAVES: Final = "board_member_candidate_leaves"
"""The row by which a member who stands in the place he serves leaves, until the day of the list."""


def reads(state: State, command: Command, stream: Stream) -> Sequence[Stream]:
    """The unit, the nation (which publishes the Assembly's constituencies), and all it looks after."""
    return [
        stream.beside("unit", stream.code),
        stream.beside("unit", NATION),
        *(stream.beside(subject.kind, subject.code) for subject in state.subjects()),
    ]


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    return frozenset({given.stream.code})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    """Attend to the duties, or note what became of a reminder."""
    match command:
        case Attend():
            return list(_attend(state, command, given))
        case RecordReminder() if unknown := [key for key in command.duties if key not in state.duties]:
            raise refuse("too_early", stream=given.stream, what="lời nhắc", before=f"việc {unknown[0]}")
        case RecordReminder(outcome="sent"):
            fields = command.model_dump(exclude={"outcome", "error"})
            return [ReminderSent(**fields)]
        case RecordReminder():
            fields = command.model_dump(exclude={"outcome", "addressees"})
            return [ReminderFailed(**fields)]
        case _:
            raise TypeError(type(command))


def _attend(state: State, command: Attend, given: Given) -> Iterator[Event]:
    moment = given.act.legal_at
    found = subjects(given.stream, given.events)
    called = given.state(call.PROCEDURE, given.stream.beside("election"))
    general = duties(terms(given, command.level, found), command.ballots, found)
    plans = {
        **planned(given.history(given.stream.beside("unit", given.stream.code))),
        **scheduled(state, called, given),
    }
    standing = [
        *(_there(duty, called, given.stream.code) for duty in general),
        *case_duties(found, called.law),
        *(one.duty for one in plans.values()),
    ]
    for duty in sorted(standing, key=lambda one: (one.due, one.key)):
        held = state.duties.get(duty.key)
        if held is None:
            yield DutyOpened(duty=duty)
            held = Held(duty=duty)
        elif held.owed and held.duty.due != duty.due:
            yield _moved(held.duty, duty, given, plans.get(duty.key))
            held = held.model_copy(update={"duty": duty})
        if held.owed:
            plan = plans.get(duty.key)
            if plan and plan.dropped:
                why = "cơ quan giao việc thôi giao, hoặc văn bản đã có bản mới"
                yield DutyMooted(key=duty.key, deadline_article=duty.article, why=why)
                continue
            yield from _progress(held, plan.done if plan else _done(duty, given), moment)
    yield from _moot(state, {duty.key for duty in standing}, found)
    yield from _at_once(state, given, called.law, found)


def _moot(state: State, standing: set[str], found: Sequence[Subject]) -> Iterator[Event]:
    """Duties of a case that no longer is one: an additional ballot of a result that was annulled; those about
    an area that the province has withdrawn."""
    looked_after = {(subject.kind, subject.code) for subject in found}
    for key, held in state.duties.items():
        duty = held.duty
        there = (duty.kind, duty.subject) in looked_after
        lost = duty.kind == "contest" if there else duty.kind == "area"
        if lost and held.owed and not held.at_once and key not in standing:
            why = "kết quả đã bị hủy (Điều 81) hoặc trường hợp làm phát sinh nhiệm vụ không còn"
            if duty.kind == "area":
                why = "khu vực bỏ phiếu đã được điều chỉnh (Điều 11.4)"
            yield DutyMooted(key=key, deadline_article=duty.article, why=why)


def _at_once(state: State, given: Given, law: str, found: Sequence[Subject]) -> Iterator[Event]:
    for prompt in prompts(given, law, found):
        duty = prompt.duty
        held = state.duties.get(duty.key)
        if held is None:
            yield PromptDutyOpened(duty=duty)
        done = fulfilled(prompt, given) if held is None or held.owed else None
        if done is not None:
            common = {"key": duty.key, "deadline_article": duty.article}
            yield PromptDutyMet(done_at=done[0], by_event=done[1], **common)


def _there(duty: Duty, called: Call, unit: str) -> Duty:
    """The duty as it stands for this very thing: an area has a polling day of its own (Article 72), or a
    decision names the constituency or the area."""
    row = called.own(duty.deadline, duty.level, duty.subject) if duty.kind == "area" else None
    if row is not None:
        due = called.due(duty.deadline, duty.level, duty.subject) or row.due
        return duty.model_copy(update={"opens": row.opens, "due": due})
    if duty.subject and any(
        (move.place, move.deadline) == (duty.subject, duty.deadline) for move in called.moved
    ):
        due = called.due(duty.deadline, duty.level, unit, duty.subject) or duty.due
        return duty.model_copy(update={"due": due})
    return duty


def _progress(held: Held, done: tuple[datetime, str] | None, moment: datetime) -> Iterator[Event]:
    duty = held.duty
    common = {"key": duty.key, "deadline_article": duty.article}
    if done is not None and held.status == "open" and done[0] <= duty.due:
        yield DutyMet(done_at=done[0], by_event=done[1], **common)
        return
    if held.status == "open" and moment > duty.due:
        yield DutyMissed(due=duty.due, **common)
    if done is not None:
        yield DutyCured(done_at=done[0], late=done[0] > duty.due, by_event=done[1], **common)


def _done(duty: Duty, given: Given) -> tuple[datetime, str] | None:
    return fulfilment(duty, given.history(duty.stream(given.stream.beside("unit", given.stream.code))))


def _moved(old: Duty, new: Duty, given: Given, plan: Planned | None) -> DutyMoved:
    if plan is not None:
        return DutyMoved(
            key=new.key,
            deadline_article=new.article,
            old=old.due,
            new=new.due,
            decision=plan.decision,
            why="cơ quan giao việc dời hạn",
        )
    decision, why = "", "tính từ ngày bỏ phiếu sau cùng: bầu cử thêm, bầu cử lại hoặc hoãn ngày bỏ phiếu"
    for event in given.events.get(str(given.stream.beside("election")), ()):
        match event:
            case DeadlineMoved() if (event.deadline, event.due) == (new.deadline, new.due):
                decision, why = event.decision, event.reason
            case PollingDaySet() if new.subject in event.areas:
                decision, why = event.decision, event.why
    return DutyMoved(
        key=new.key,
        deadline_article=new.article,
        old=old.due,
        new=new.due,
        decision=decision,
        why=why,
        opens=new.opens if new.opens != old.opens else None,
    )


def terms(given: Given, level: str, found: Sequence[Subject]) -> list[Term]:
    """The rows of the fixed calendar that bodies at this level owe, as they stand for this unit.

    A further vote moves what counts from the last polling day (the first session of a council); a recorded
    decision moves what it names, and wins.
    """
    called = given.state(call.PROCEDURE, given.stream.beside("election"))
    moved = _recounted(given, called, found)
    rows: dict[tuple[str, str, str], Term] = {}
    for row in called.rows:
        body, at = _keeper(row)
        if at == level:
            key = (row.deadline, row.level, row.owed_by)
            rows[key] = Term(
                deadline=row.deadline,
                level=row.level,
                body=body,
                article=row.article,
                opens=row.opens,
                due=moved.get(key, row.due),
            )
    for move in called.moved:
        if move.place in ("", given.stream.code):
            for key, term in rows.items():
                if key[0] == move.deadline and move.level in (term.level, "all"):
                    rows[key] = term._replace(due=move.due)
    return list(rows.values())


def _keeper(row: DueRow) -> tuple[str, str | None]:
    """The body whose agenda carries a row and the level of its unit; the Assembly's own is the province."""
    party = book().rows[row.deadline].kept_by
    if party is None:
        return row.owed_by, row.at
    own = "province" if row.level == "na" else row.level
    return party.body, own if party.at == "level" else party.at


def _recounted(given: Given, called: Call, found: Sequence[Subject]) -> dict[tuple[str, str, str], datetime]:
    """Dates that count from the last vote in this unit's own constituencies instead of from election day."""
    anchors: dict[str, date] = {}
    for subject in found:
        if subject.kind == "contest":
            for day in _later(given.stream.beside("contest", subject.code), called, given):
                anchor = f"last_polling_day:{subject.level}"
                anchors[anchor] = max(day, anchors.get(anchor, day))
    if not anchors or called.day is None:
        return {}
    election = Election(kind=called.form, day=called.day, levels=called.levels)
    return _counted_from(election, called.law, tuple(sorted(anchors.items())))


def _later(stream: Stream, called: Call, given: Given) -> Iterator[date]:
    """Days after election day on which a constituency votes: in a further vote, or in a postponed area."""
    events = given.events.get(str(stream), ())
    yield from (event.day for event in events if isinstance(event, AdditionalBallotDecided | RerunDecided))
    if called.special and called.day is not None:
        for area in contest(given, stream).areas:
            decided = called.special.get(area)
            if decided is not None and decided.day > called.day:
                yield decided.day


@lru_cache(maxsize=64)
def _counted_from(
    election: Election, law: str, anchors: tuple[tuple[str, date], ...]
) -> dict[tuple[str, str, str], datetime]:
    """The same for every look at the same days: a whole calendar is too much to reckon at each."""
    return {
        (due.id, due.level, due.owed_by): latest
        for due in calendar(election, law, anchors=dict(anchors))
        if (latest := due.due or due.planned) and due.kind == "law"
    }


def subjects(agenda: Stream, events: Mapping[str, Sequence[Event]]) -> list[Subject]:
    """The contests, polling areas and cases the agenda's unit looks after, from what is on record."""
    code = agenda.code
    found: dict[tuple[str, str], Subject] = {}
    for unit in dict.fromkeys((NATION, code)):
        for event in events.get(str(agenda.beside("unit", unit)), ()):
            match event:
                case ConstituenciesPublished(ballot=ballot):
                    for plan in event.contests:
                        if code in (unit, plan.unit):
                            found["contest", plan.code] = Subject(
                                kind="contest",
                                code=plan.code,
                                level=ballot,
                                cases=_cases(events.get(str(agenda.beside("contest", plan.code)), ())),
                            )
                case PollingAreasFixed() if unit == code:
                    for gone in [key for key in found if key[0] == "area"]:
                        del found[gone]
                    for area in event.areas:
                        found["area", area.code] = Subject(kind="area", code=area.code, level="all")
                case CaseEntered() if unit == code and event.due is not None:
                    found["case", event.case] = _case(event, event.due)
                case MemberFoundStanding() if unit == code and event.due is not None:
                    found["member", f"{event.seat}:{event.ballot}"] = _member(event, event.due)
    return list(found.values())


def _case(event: CaseEntered, due: datetime) -> Subject:
    term = Term(
        deadline=event.deadline,
        level=event.ballot,
        body=event.body,
        article="",
        opens=event.received,
        due=due,
    )
    return Subject(kind="case", code=event.case, level=event.ballot, term=term)


def _member(event: MemberFoundStanding, due: datetime) -> Subject:
    """Who stands there has to go; the body that named him follows it, and strikes him off in the end."""
    row = book().rows[LEAVES]
    term = Term(
        deadline=LEAVES,
        level=event.ballot,
        body=row.kept_by.body if row.kept_by else "candidate",
        article="",
        opens=None,
        due=due,
    )
    return Subject(kind="member", code=event.seat, level=event.ballot, term=term)


def _cases(events: Sequence[Event]) -> tuple[str, ...]:
    cases: list[str] = []
    additional = any(
        isinstance(event, ConstituencyMinutesMade) and event.poll == "additional" for event in events
    )
    for event in events:
        match event:
            case ResultAnnulled() if not additional:
                # What was voted is annulled: there is nothing left to which seats could be added.
                cases = [case for case in cases if case != "additional_ballot"]
            case AdditionalBallotDecided():
                cases.append("additional_ballot")
            case RerunDecided(cause=cause):
                cases.append("rerun_annulled" if cause == "annulled" else "rerun_low_turnout")
    return tuple(cases)

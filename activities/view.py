"""What each event changes in the read tables: pure, one function for each type of event.

An effect is a statement with its values; events that no page shows have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import orjson

from activities import statement as sql
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
from domain.bodies.events import UnitEnrolled
from domain.call.events import ElectionCalled, ElectionClosed
from domain.constituencies.events import ConstituenciesPublished, PollingAreasFixed
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    CandidateStruckOff,
    ConstituencyMinutesMade,
    OfficialListPublished,
    OpenPointSettled,
    RepollProposed,
    RerunConsented,
    RerunDecided,
    ResultAnnulled,
    ResultDetermined,
)
from domain.event import Event, Recorded
from domain.polling.events import (
    CountingMinutesCorrected,
    CountingMinutesRecorded,
    CountingMinutesSent,
    PollingClosed,
    PollingOpened,
    TurnoutReported,
)
from domain.stream import parse
from domain.voterlist.events import VoterListPosted, VotersAdded, VotersStruckOff

VERSION: Final = 3
"""Of what is below. Raise it whenever an event changes the tables otherwise than before: they are then made
again for every log, by whichever process of the new program comes first."""

TABLES: Final = ("election", "unit", "duty", "reminder", "contest", "result", "area")

# Tables stand without a schema: the projector says which one it is filling.
EMPTY: Final = tuple(f"DELETE FROM {table} WHERE log = $1" for table in TABLES)  # nosec B608
"""What empties the read tables of one log."""
REPLACE: Final = tuple(
    statement
    for table in TABLES
    for statement in (
        f"DELETE FROM view.{table} WHERE log = $1",  # nosec B608
        f"INSERT INTO view.{table} SELECT * FROM rebuild.{table} WHERE log = $1",  # nosec B608
        f"DELETE FROM rebuild.{table} WHERE log = $1",  # nosec B608
    )
)
"""What puts the rows made beside in the place of those that are read."""

FINAL: Final = frozenset({"complete", "closed_short"})
"""Outcomes after which the law foresees no further vote."""


class Effect(NamedTuple):
    """One statement on the read tables."""

    statement: str
    values: tuple[Any, ...]


Projection = Callable[[Recorded, Any], Iterable[Effect]]

STATEMENTS: Final = (*EMPTY, *(text for name, text in vars(sql).items() if name.isupper()))


def effects(row: Recorded) -> Iterable[Effect]:
    """What this event changes in the read tables, in order; nothing for an event that no page shows."""
    projection = PROJECTIONS.get(type(row.event))
    return projection(row, row.event) if projection else ()


def _election_called(row: Recorded, event: ElectionCalled) -> Iterator[Effect]:
    values = (event.name, event.day, event.law, event.form, list(event.levels), row.meta.mode, row.legal_at)
    yield Effect(sql.ELECTION_CALLED, (row.log, *values))


def _election_closed(row: Recorded, event: ElectionClosed) -> Iterator[Effect]:
    yield Effect(sql.ELECTION_CLOSED, (row.log, row.legal_at))


def _unit_enrolled(row: Recorded, event: UnitEnrolled) -> Iterator[Effect]:
    values = (_code(row), event.name, event.level, event.parent, list(event.ballots))
    yield Effect(sql.UNIT_ENROLLED, (row.log, *values))


def _duty_opened(row: Recorded, event: DutyOpened) -> Iterator[Effect]:
    duty = event.duty
    what = (duty.key, duty.deadline, duty.level, duty.kind, duty.subject, duty.body, duty.article, duty.title)
    yield Effect(sql.DUTY_OPENED, (row.log, _code(row), *what, duty.opens, duty.due, row.position))


def _duty_moved(row: Recorded, event: DutyMoved) -> Iterator[Effect]:
    yield Effect(sql.DUTY_MOVED, (row.log, _code(row), event.key, event.new, event.old, event.opens))


def _duty_met(row: Recorded, event: DutyMet | PromptDutyMet) -> Iterator[Effect]:
    yield Effect(sql.DUTY_MET, (row.log, _code(row), event.key, event.done_at, row.position))


def _duty_mooted(row: Recorded, event: DutyMooted) -> Iterator[Effect]:
    yield Effect(sql.DUTY_MOOTED, (row.log, _code(row), event.key, event.why, row.position))


def _duty_missed(row: Recorded, event: DutyMissed) -> Iterator[Effect]:
    yield Effect(sql.DUTY_MISSED, (row.log, _code(row), event.key, event.due))


def _duty_cured(row: Recorded, event: DutyCured) -> Iterator[Effect]:
    yield Effect(sql.DUTY_CURED, (row.log, _code(row), event.key, event.done_at, event.late, row.position))


def _reminder_sent(row: Recorded, event: ReminderSent) -> Iterator[Effect]:
    yield _reminder(row, event, "sent", event.addressees, "")


def _reminder_failed(row: Recorded, event: ReminderFailed) -> Iterator[Effect]:
    yield _reminder(row, event, "failed", 0, event.error)


def _reminder(
    row: Recorded, event: ReminderSent | ReminderFailed, status: str, addressees: int, error: str
) -> Effect:
    what = (event.message_id, event.rung, event.to_body, event.to_unit, list(event.duties))
    outcome = (status, addressees, error, row.legal_at, row.position)
    return Effect(sql.REMINDER, (row.log, _code(row), *what, *outcome))


def _constituencies_published(row: Recorded, event: ConstituenciesPublished) -> Iterator[Effect]:
    for plan in event.contests:
        yield Effect(sql.CONTEST_PUBLISHED, (row.log, plan.code, event.ballot, plan.unit, plan.seats))


def _list_published(row: Recorded, event: OfficialListPublished) -> Iterator[Effect]:
    listed = sorted(event.candidates, key=lambda each: each.order)
    yield Effect(sql.LIST_PUBLISHED, (row.log, _code(row), [each.candidacy for each in listed]))


def _struck_off(row: Recorded, event: CandidateStruckOff) -> Iterator[Effect]:
    yield Effect(sql.STRUCK_OFF, (row.log, _code(row), event.candidacy))


def _minutes_made(row: Recorded, event: ConstituencyMinutesMade) -> Iterator[Effect]:
    total = event.figures
    figures = (total.registered, total.voted, total.valid, total.invalid, _json(total.votes))
    yield Effect(sql.MINUTES_MADE, (row.log, _code(row), event.poll, *figures, row.position))


def _result_determined(row: Recorded, event: ResultDetermined) -> Iterator[Effect]:
    contest = _code(row)
    reasons = _json([reason.model_dump() for reason in event.reasons])
    found = (event.outcome, list(event.elected), _json(event.percent), reasons)
    yield Effect(sql.RESULT_DETERMINED, (row.log, contest, event.poll, *found))
    yield Effect(sql.CONTEST_RESULT, (row.log, contest, event.poll, event.outcome in FINAL))


def _open_point_settled(row: Recorded, event: OpenPointSettled) -> Iterator[Effect]:
    contest, chosen = _code(row), list(event.elected)
    yield Effect(sql.OPEN_POINT_RESULT, (row.log, contest, event.poll, chosen))
    yield Effect(sql.OPEN_POINT_SETTLED, (row.log, contest, chosen))


def _additional_decided(row: Recorded, event: AdditionalBallotDecided) -> Iterator[Effect]:
    yield Effect(sql.ADDITIONAL_DECIDED, (row.log, _code(row), event.day))


def _additional_declined(row: Recorded, event: AdditionalBallotDeclined) -> Iterator[Effect]:
    yield Effect(sql.ADDITIONAL_DECLINED, (row.log, _code(row)))


def _repoll_proposed(row: Recorded, event: RepollProposed) -> Iterator[Effect]:
    yield Effect(
        sql.REPOLL_PROGRESS, (row.log, _code(row), f"{event.poll}_proposed", _said(row, event.decision))
    )


def _rerun_consented(row: Recorded, event: RerunConsented) -> Iterator[Effect]:
    yield Effect(sql.REPOLL_PROGRESS, (row.log, _code(row), "rerun_consented", _said(row, event.decision)))


def _rerun_decided(row: Recorded, event: RerunDecided) -> Iterator[Effect]:
    if event.cause == "annulled":
        # Before annulments had an event of their own the decision on the day was all there was of one.
        yield from _annulled(row, bool(event.areas), "")
    yield Effect(sql.RERUN_DECIDED, (row.log, _code(row), event.day, bool(event.areas)))


def _result_annulled(row: Recorded, event: ResultAnnulled) -> Iterator[Effect]:
    yield from _annulled(row, bool(event.areas), event.decision)


def _annulled(row: Recorded, in_part: bool, decision: str) -> Iterator[Effect]:
    """Nobody is elected, and no figure of the constituency stands, until the re-run is counted."""
    said = _said(row, decision) if decision else "[]"
    yield Effect(sql.RESULT_ANNULLED, (row.log, _code(row)))
    yield Effect(sql.CONTEST_ANNULLED, (row.log, _code(row), said, in_part))


def _areas_fixed(row: Recorded, event: PollingAreasFixed) -> Iterator[Effect]:
    for area in event.areas:
        yield Effect(sql.AREA_FIXED, (row.log, area.code, _code(row)))


def _voters_posted(row: Recorded, event: VoterListPosted | VotersAdded | VotersStruckOff) -> Iterator[Effect]:
    yield Effect(sql.AREA_REGISTERED, (row.log, _code(row), max(event.voters.values())))


def _polling_opened(row: Recorded, event: PollingOpened) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(sql.AREA_OPENED, (row.log, _code(row), row.legal_at))


def _turnout_reported(row: Recorded, event: TurnoutReported) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(sql.AREA_VOTED, (row.log, _code(row), event.voted))


def _polling_closed(row: Recorded, event: PollingClosed) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(sql.AREA_CLOSED, (row.log, _code(row), row.legal_at))


def _minutes_recorded(
    row: Recorded, event: CountingMinutesRecorded | CountingMinutesCorrected
) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(sql.AREA_COUNTED, (row.log, _code(row), event.figures.registered, event.figures.voted))


def _minutes_sent(row: Recorded, event: CountingMinutesSent) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(sql.AREA_SENT, (row.log, _code(row), row.legal_at))


PROJECTIONS: Final[Mapping[type[Event], Projection]] = {
    ElectionCalled: _election_called,
    ElectionClosed: _election_closed,
    UnitEnrolled: _unit_enrolled,
    DutyOpened: _duty_opened,
    DutyMoved: _duty_moved,
    PromptDutyOpened: _duty_opened,
    DutyMet: _duty_met,
    PromptDutyMet: _duty_met,
    DutyMooted: _duty_mooted,
    DutyMissed: _duty_missed,
    DutyCured: _duty_cured,
    ReminderSent: _reminder_sent,
    ReminderFailed: _reminder_failed,
    ConstituenciesPublished: _constituencies_published,
    OfficialListPublished: _list_published,
    CandidateStruckOff: _struck_off,
    ConstituencyMinutesMade: _minutes_made,
    ResultDetermined: _result_determined,
    OpenPointSettled: _open_point_settled,
    AdditionalBallotDecided: _additional_decided,
    AdditionalBallotDeclined: _additional_declined,
    RepollProposed: _repoll_proposed,
    RerunConsented: _rerun_consented,
    RerunDecided: _rerun_decided,
    ResultAnnulled: _result_annulled,
    PollingAreasFixed: _areas_fixed,
    VoterListPosted: _voters_posted,
    VotersAdded: _voters_posted,
    VotersStruckOff: _voters_posted,
    PollingOpened: _polling_opened,
    TurnoutReported: _turnout_reported,
    PollingClosed: _polling_closed,
    CountingMinutesRecorded: _minutes_recorded,
    CountingMinutesCorrected: _minutes_recorded,
    CountingMinutesSent: _minutes_sent,
}


def _code(row: Recorded) -> str:
    return parse(row.stream).code


def _said(row: Recorded, decision: str) -> str:
    """An act as one more reason why the constituency stands where it stands."""
    return _json([{"article": row.event.article, "text": f"{row.event.title}: {decision}"}])


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()

"""What each event changes in the read tables: pure, one function for each type of event.

An effect is a statement with its values; events that no page shows have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import orjson

from domain.agenda.events import (
    DutyCured,
    DutyMet,
    DutyMissed,
    DutyMoved,
    DutyOpened,
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
    RerunDecided,
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

VERSION: Final = 1
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

ELECTION_CALLED: Final = """
INSERT INTO election (log, name, day, law, form, ballots, mode, called_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ELECTION_CLOSED: Final = "UPDATE election SET closed_at = $2 WHERE log = $1"
UNIT_ENROLLED: Final = """
INSERT INTO unit (log, code, name, level, parent, ballots) VALUES ($1, $2, $3, $4, $5, $6)
"""
DUTY_OPENED: Final = """
INSERT INTO duty (log, unit, key, deadline, level, kind, subject, body, article, title, opens, due,
                       opened_position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
DUTY_MOVED: Final = """
UPDATE duty SET due = $4, moved_from = coalesce(moved_from, $5) WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_MET: Final = """
UPDATE duty SET status = 'met', done_at = $4, settled_position = $5
 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_MISSED: Final = """
UPDATE duty SET status = 'missed', missed_at = $4 WHERE log = $1 AND unit = $2 AND key = $3
"""
DUTY_CURED: Final = """
UPDATE duty SET status = 'cured', done_at = $4, late = $5, settled_position = $6
 WHERE log = $1 AND unit = $2 AND key = $3
"""
REMINDER: Final = """
INSERT INTO reminder (log, unit, message_id, rung, body, addressee_unit, duties, status, addressees,
                           error, at, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
CONTEST_PUBLISHED: Final = """
INSERT INTO contest (log, code, ballot, unit, seats) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (log, code) DO UPDATE SET seats = excluded.seats, unit = excluded.unit
"""
LIST_PUBLISHED: Final = "UPDATE contest SET candidates = $3 WHERE log = $1 AND code = $2"
STRUCK_OFF: Final = """
UPDATE contest SET candidates = array_remove(candidates, $3) WHERE log = $1 AND code = $2
"""
MINUTES_MADE: Final = """
INSERT INTO result (log, contest, poll, registered, voted, valid, invalid, votes, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)
"""
RESULT_DETERMINED: Final = """
UPDATE result SET outcome = $4, elected = $5, percent = $6::jsonb, reasons = $7::jsonb
 WHERE log = $1 AND contest = $2 AND poll = $3
"""
CONTEST_RESULT: Final = """
UPDATE contest AS c
   SET poll = $3, outcome = r.outcome, settled = $4, reasons = r.reasons,
       votes = CASE $3 WHEN 'additional' THEN c.votes || r.votes ELSE r.votes END,
       percent = CASE $3 WHEN 'additional' THEN c.percent || r.percent ELSE r.percent END,
       elected = CASE $3 WHEN 'additional' THEN c.elected ELSE '{}' END
                 || ARRAY(SELECT code FROM unnest(r.elected) WITH ORDINALITY AS e (code, place)
                           WHERE $3 <> 'additional' OR code <> ALL (c.elected) ORDER BY place)
  FROM result AS r
 WHERE c.log = $1 AND c.code = $2 AND r.log = $1 AND r.contest = $2 AND r.poll = $3
"""
OPEN_POINT_RESULT: Final = """
UPDATE result SET elected = elected || $4::text[] WHERE log = $1 AND contest = $2 AND poll = $3
"""
OPEN_POINT_SETTLED: Final = """
UPDATE contest
   SET settled = true, elected = elected || $3::text[],
       outcome = CASE cardinality(elected || $3::text[]) WHEN seats THEN 'complete' ELSE 'closed_short' END
 WHERE log = $1 AND code = $2
"""
ADDITIONAL_DECIDED: Final = "UPDATE contest SET additional_day = $3 WHERE log = $1 AND code = $2"
ADDITIONAL_DECLINED: Final = "UPDATE contest SET settled = true WHERE log = $1 AND code = $2"
RERUN_DECIDED: Final = """
UPDATE contest SET settled = false, rerun_day = $3 WHERE log = $1 AND code = $2
"""
AREA_FIXED: Final = """
INSERT INTO area (log, code, unit) VALUES ($1, $2, $3)
    ON CONFLICT (log, code) DO UPDATE SET unit = excluded.unit
"""
AREA_REGISTERED: Final = "UPDATE area SET registered = $3 WHERE log = $1 AND code = $2"
AREA_OPENED: Final = "UPDATE area SET opened_at = $3 WHERE log = $1 AND code = $2"
AREA_VOTED: Final = "UPDATE area SET voted = $3 WHERE log = $1 AND code = $2"
AREA_CLOSED: Final = "UPDATE area SET closed_at = $3 WHERE log = $1 AND code = $2"
AREA_COUNTED: Final = """
UPDATE area SET registered = greatest(registered, $3), voted = greatest(voted, $4)
 WHERE log = $1 AND code = $2
"""
AREA_SENT: Final = "UPDATE area SET sent_at = $3 WHERE log = $1 AND code = $2"

STATEMENTS: Final = (
    *EMPTY,
    ELECTION_CALLED,
    ELECTION_CLOSED,
    UNIT_ENROLLED,
    DUTY_OPENED,
    DUTY_MOVED,
    DUTY_MET,
    DUTY_MISSED,
    DUTY_CURED,
    REMINDER,
    CONTEST_PUBLISHED,
    LIST_PUBLISHED,
    STRUCK_OFF,
    MINUTES_MADE,
    RESULT_DETERMINED,
    CONTEST_RESULT,
    OPEN_POINT_RESULT,
    OPEN_POINT_SETTLED,
    ADDITIONAL_DECIDED,
    ADDITIONAL_DECLINED,
    RERUN_DECIDED,
    AREA_FIXED,
    AREA_REGISTERED,
    AREA_OPENED,
    AREA_VOTED,
    AREA_CLOSED,
    AREA_COUNTED,
    AREA_SENT,
)


def effects(row: Recorded) -> Iterable[Effect]:
    """What this event changes in the read tables, in order; nothing for an event that no page shows."""
    projection = PROJECTIONS.get(type(row.event))
    return projection(row, row.event) if projection else ()


def _election_called(row: Recorded, event: ElectionCalled) -> Iterator[Effect]:
    values = (event.name, event.day, event.law, event.form, list(event.levels), row.meta.mode, row.legal_at)
    yield Effect(ELECTION_CALLED, (row.log, *values))


def _election_closed(row: Recorded, event: ElectionClosed) -> Iterator[Effect]:
    yield Effect(ELECTION_CLOSED, (row.log, row.legal_at))


def _unit_enrolled(row: Recorded, event: UnitEnrolled) -> Iterator[Effect]:
    values = (_code(row), event.name, event.level, event.parent, list(event.ballots))
    yield Effect(UNIT_ENROLLED, (row.log, *values))


def _duty_opened(row: Recorded, event: DutyOpened) -> Iterator[Effect]:
    duty = event.duty
    what = (duty.key, duty.deadline, duty.level, duty.kind, duty.subject, duty.body, duty.article, duty.title)
    yield Effect(DUTY_OPENED, (row.log, _code(row), *what, duty.opens, duty.due, row.position))


def _duty_moved(row: Recorded, event: DutyMoved) -> Iterator[Effect]:
    yield Effect(DUTY_MOVED, (row.log, _code(row), event.key, event.new, event.old))


def _duty_met(row: Recorded, event: DutyMet) -> Iterator[Effect]:
    yield Effect(DUTY_MET, (row.log, _code(row), event.key, event.done_at, row.position))


def _duty_missed(row: Recorded, event: DutyMissed) -> Iterator[Effect]:
    yield Effect(DUTY_MISSED, (row.log, _code(row), event.key, event.due))


def _duty_cured(row: Recorded, event: DutyCured) -> Iterator[Effect]:
    yield Effect(DUTY_CURED, (row.log, _code(row), event.key, event.done_at, event.late, row.position))


def _reminder_sent(row: Recorded, event: ReminderSent) -> Iterator[Effect]:
    yield _reminder(row, event, "sent", event.addressees, "")


def _reminder_failed(row: Recorded, event: ReminderFailed) -> Iterator[Effect]:
    yield _reminder(row, event, "failed", 0, event.error)


def _reminder(
    row: Recorded, event: ReminderSent | ReminderFailed, status: str, addressees: int, error: str
) -> Effect:
    what = (event.message_id, event.rung, event.to_body, event.to_unit, list(event.duties))
    outcome = (status, addressees, error, row.legal_at, row.position)
    return Effect(REMINDER, (row.log, _code(row), *what, *outcome))


def _constituencies_published(row: Recorded, event: ConstituenciesPublished) -> Iterator[Effect]:
    for plan in event.contests:
        yield Effect(CONTEST_PUBLISHED, (row.log, plan.code, event.ballot, plan.unit, plan.seats))


def _list_published(row: Recorded, event: OfficialListPublished) -> Iterator[Effect]:
    listed = sorted(event.candidates, key=lambda each: each.order)
    yield Effect(LIST_PUBLISHED, (row.log, _code(row), [each.candidacy for each in listed]))


def _struck_off(row: Recorded, event: CandidateStruckOff) -> Iterator[Effect]:
    yield Effect(STRUCK_OFF, (row.log, _code(row), event.candidacy))


def _minutes_made(row: Recorded, event: ConstituencyMinutesMade) -> Iterator[Effect]:
    total = event.figures
    figures = (total.registered, total.voted, total.valid, total.invalid, _json(total.votes))
    yield Effect(MINUTES_MADE, (row.log, _code(row), event.poll, *figures, row.position))


def _result_determined(row: Recorded, event: ResultDetermined) -> Iterator[Effect]:
    contest = _code(row)
    reasons = _json([reason.model_dump() for reason in event.reasons])
    found = (event.outcome, list(event.elected), _json(event.percent), reasons)
    yield Effect(RESULT_DETERMINED, (row.log, contest, event.poll, *found))
    yield Effect(CONTEST_RESULT, (row.log, contest, event.poll, event.outcome in FINAL))


def _open_point_settled(row: Recorded, event: OpenPointSettled) -> Iterator[Effect]:
    contest, chosen = _code(row), list(event.elected)
    yield Effect(OPEN_POINT_RESULT, (row.log, contest, event.poll, chosen))
    yield Effect(OPEN_POINT_SETTLED, (row.log, contest, chosen))


def _additional_decided(row: Recorded, event: AdditionalBallotDecided) -> Iterator[Effect]:
    yield Effect(ADDITIONAL_DECIDED, (row.log, _code(row), event.day))


def _additional_declined(row: Recorded, event: AdditionalBallotDeclined) -> Iterator[Effect]:
    yield Effect(ADDITIONAL_DECLINED, (row.log, _code(row)))


def _rerun_decided(row: Recorded, event: RerunDecided) -> Iterator[Effect]:
    yield Effect(RERUN_DECIDED, (row.log, _code(row), event.day))


def _areas_fixed(row: Recorded, event: PollingAreasFixed) -> Iterator[Effect]:
    for area in event.areas:
        yield Effect(AREA_FIXED, (row.log, area.code, _code(row)))


def _voters_posted(row: Recorded, event: VoterListPosted | VotersAdded | VotersStruckOff) -> Iterator[Effect]:
    yield Effect(AREA_REGISTERED, (row.log, _code(row), max(event.voters.values())))


def _polling_opened(row: Recorded, event: PollingOpened) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(AREA_OPENED, (row.log, _code(row), row.legal_at))


def _turnout_reported(row: Recorded, event: TurnoutReported) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(AREA_VOTED, (row.log, _code(row), event.voted))


def _polling_closed(row: Recorded, event: PollingClosed) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(AREA_CLOSED, (row.log, _code(row), row.legal_at))


def _minutes_recorded(
    row: Recorded, event: CountingMinutesRecorded | CountingMinutesCorrected
) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(AREA_COUNTED, (row.log, _code(row), event.figures.registered, event.figures.voted))


def _minutes_sent(row: Recorded, event: CountingMinutesSent) -> Iterator[Effect]:
    if event.poll == "first":
        yield Effect(AREA_SENT, (row.log, _code(row), row.legal_at))


PROJECTIONS: Final[Mapping[type[Event], Projection]] = {
    ElectionCalled: _election_called,
    ElectionClosed: _election_closed,
    UnitEnrolled: _unit_enrolled,
    DutyOpened: _duty_opened,
    DutyMoved: _duty_moved,
    DutyMet: _duty_met,
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
    RerunDecided: _rerun_decided,
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


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()

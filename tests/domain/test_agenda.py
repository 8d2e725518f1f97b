"""Duties and reminders of one unit: met, missed, cured, moved; reminded in time, once, and then upward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain import agenda
from domain.agenda import ladder
from domain.agenda.commands import Attend
from domain.agenda.duty import Duty
from domain.agenda.events import DutyCured, DutyMet, DutyMissed, DutyMoved, DutyOpened, ReminderSent
from domain.agenda.evolve import State
from domain.bodies.events import CommitteeEstablished
from domain.call.events import DeadlineMoved
from domain.clerk.unit import above, notices
from domain.command import Act
from domain.event import Event, Meta, Recorded
from domain.procedure import Given, fold
from domain.stream import parse
from domain.terms import CLERK
from domain.zone import at, end_of_day
from tests.domain.province import COMMUNE, ELECTION, enrolled

KEY = "ubbc_c_set_up:commune:"
DUE = datetime.fromisoformat("2021-02-07T23:59:59+07:00")
CALL = datetime.fromisoformat("2020-11-17T09:00:00+07:00")
SET_UP = CommitteeEstablished(size=9, decision="QD-1", level="commune")


def _row(stream: str, number: int, event: Event, legal_at: datetime) -> Recorded:
    meta = Meta(actor="p1", body="people_committee", unit="BK-NS-01", command="x", digest="x")
    return Recorded(
        log="bk-2021",
        position=number,
        stream=stream,
        version=number,
        event_id=uuid5(NAMESPACE_URL, f"{stream}:{number}"),
        type=type(event).__name__,
        schema_version=1,
        event=event,
        meta=meta,
        legal_at=legal_at,
        recorded_at=legal_at,
        prev_hash="",
        hash="",
    )


class Clerk:
    """The agenda of one commune, looked at again and again."""

    def __init__(self) -> None:
        self.own: list[Event] = []
        self.rows = {
            stream: [_row(stream, n, event, CALL) for n, event in enumerate(events, 1)]
            for stream, events in enrolled().history.items()
        }

    def happened(self, stream: str, event: Event, legal_at: datetime) -> None:
        rows = self.rows.setdefault(stream, [])
        rows.append(_row(stream, len(rows) + 1, event, legal_at))

    def look(self, moment: datetime) -> list[Event]:
        """What the clerk records about setting up the committee; the other duties are left aside."""
        given = Given(
            parse("agenda/bk-2021/BK-NS-01"),
            Act(actor=CLERK, body=CLERK, unit="BK-NS-01", legal_at=moment),
            {stream: [row.event for row in rows] for stream, rows in self.rows.items()},
            self.rows,
        )
        command = Attend(level="commune", ballots=("commune",), version=len(self.own))
        found = agenda.PROCEDURE.decide(self.state, command, given)
        self.own += found
        return [event for event in found if KEY in (getattr(event, "key", ""), _opened(event))]

    @property
    def state(self) -> State:
        return fold(agenda.PROCEDURE, self.own)


def _opened(event: Event) -> str:
    return event.duty.key if isinstance(event, DutyOpened) else ""


@pytest.fixture
def clerk() -> Clerk:
    found = Clerk()
    (opened,) = found.look(CALL)
    assert isinstance(opened, DutyOpened)
    assert (opened.duty.due, opened.duty.article) == (DUE, "Điều 22.2")
    return found


def test_a_duty_is_opened_once(clerk: Clerk) -> None:
    assert clerk.look(CALL + timedelta(days=1)) == []


def test_an_act_of_the_last_second_is_in_time(clerk: Clerk) -> None:
    clerk.happened(COMMUNE, SET_UP, DUE)
    (met,) = clerk.look(DUE + timedelta(days=1))
    assert isinstance(met, DutyMet)
    assert met.done_at == DUE


def test_nothing_done_by_the_due_instant_is_missed_and_the_miss_stays(clerk: Clerk) -> None:
    assert clerk.look(DUE) == []
    (missed,) = clerk.look(DUE + timedelta(seconds=1))
    assert isinstance(missed, DutyMissed)
    assert clerk.look(DUE + timedelta(days=9)) == []
    assert clerk.state.duties[KEY].status == "missed"


@pytest.mark.covers("story:56")
def test_an_act_a_second_late_is_missed_first_and_then_cured_late(clerk: Clerk) -> None:
    clerk.happened(COMMUNE, SET_UP, DUE + timedelta(seconds=1))
    missed, cured = clerk.look(DUE + timedelta(days=1))
    assert isinstance(missed, DutyMissed)
    assert isinstance(cured, DutyCured)
    assert cured.late


@pytest.mark.covers("story:51")
def test_a_paper_of_the_last_day_entered_afterwards_cures_without_being_late(clerk: Clerk) -> None:
    clerk.look(DUE + timedelta(seconds=1))
    clerk.happened(COMMUNE, SET_UP, DUE)
    (cured,) = clerk.look(DUE + timedelta(days=2))
    assert isinstance(cured, DutyCured)
    assert not cured.late


def test_a_decision_moves_the_date_with_old_new_and_reason(clerk: Clerk) -> None:
    later = end_of_day(DUE.date() + timedelta(days=3))
    moved = DeadlineMoved(
        deadline="ubbc_c_set_up",
        level="commune",
        unit="BK-NS-01",
        old=DUE,
        due=later,
        decision="QD-9",
        reason="lũ quét",
    )
    clerk.happened(ELECTION, moved, CALL)
    (event,) = clerk.look(CALL + timedelta(days=2))
    assert isinstance(event, DutyMoved)
    assert (event.old, event.new, event.decision, event.why) == (DUE, later, "QD-9", "lũ quét")
    assert clerk.look(DUE + timedelta(days=1)) == []


def _duty(clerk: Clerk) -> Duty:
    return clerk.state.duties[KEY].duty


@pytest.mark.covers("story:22")
def test_the_ladder_is_three_days_before_on_the_day_the_day_after_and_upward(clerk: Clerk) -> None:
    day = DUE.date()
    assert ladder.instants(_duty(clerk)) == [
        ("before", at(day - timedelta(days=3), 8)),
        ("on_day", at(day, 8)),
        ("overdue", at(day + timedelta(days=1), 8)),
        ("escalated", at(day + timedelta(days=2), 8)),
    ]


def test_no_reminder_comes_before_a_duty_opens_nor_after_its_hour(clerk: Clerk) -> None:
    seven = at(DUE.date(), 7)
    duty = _duty(clerk).model_copy(update={"opens": at(DUE.date(), 5), "due": seven})
    assert [rung for rung, _ in ladder.instants(duty)] == ["overdue", "escalated"]


def test_after_an_outage_only_the_highest_rung_is_sent(clerk: Clerk) -> None:
    duty = _duty(clerk)
    assert ladder.owed(duty, at(DUE.date() + timedelta(days=1), 9), frozenset()) == "overdue"
    assert ladder.owed(duty, at(DUE.date() + timedelta(days=1), 9), frozenset({"overdue"})) is None


def _notices(clerk: Clerk, moment: datetime) -> Sequence[object]:
    found = notices("bk-2021", "BK-NS-01", "commune", "BK-NS", clerk.state.duties.values(), moment)
    return [(it.rung, it.to_body, it.to_unit) for it in found if KEY in it.duties]


def test_a_duty_done_in_time_gets_no_further_mail(clerk: Clerk) -> None:
    eve = at(DUE.date() - timedelta(days=3), 8)
    assert _notices(clerk, eve) == [("before", "people_committee", "BK-NS-01")]
    clerk.happened(COMMUNE, SET_UP, eve - timedelta(hours=1))
    clerk.look(eve)
    assert _notices(clerk, eve) == []


def test_when_nobody_acts_the_body_above_is_told(clerk: Clerk) -> None:
    clerk.look(DUE + timedelta(seconds=1))
    moment = at(DUE.date() + timedelta(days=2), 8)
    assert _notices(clerk, moment) == [("escalated", "people_committee", "BK-NS")]


@pytest.mark.covers("story:5")
def test_a_reminder_sent_is_not_owed_again(clerk: Clerk) -> None:
    eve = at(DUE.date() - timedelta(days=3), 8)
    found = notices("bk-2021", "BK-NS-01", "commune", "BK-NS", clerk.state.duties.values(), eve)
    (notice,) = [it for it in found if KEY in it.duties]
    again = notices("bk-2021", "BK-NS-01", "commune", "BK-NS", clerk.state.duties.values(), eve)
    assert notice.message_id in {it.message_id for it in again}
    clerk.own.append(ReminderSent(**notice.model_dump(), addressees=1))
    assert _notices(clerk, eve) == []


@pytest.mark.parametrize(
    ("body", "level", "parent", "told"),
    [
        ("team", "commune", "BK-NS", ("committee", "U")),
        ("board", "province", "VN", ("committee", "U")),
        ("committee", "commune", "BK-NS", ("committee", "BK-NS")),
        ("committee", "province", "VN", ("nec", "VN")),
        ("people_committee", "province", "VN", ("government", "VN")),
        ("front", "province", "VN", ("front", "VN")),
        ("nec", "nation", "", ("standing_committee", "U")),
    ],
)
def test_who_stands_above_whom(body: str, level: str, parent: str, told: tuple[str, str]) -> None:
    assert above(body, "U", level, parent) == told

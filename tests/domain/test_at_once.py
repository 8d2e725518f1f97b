"""What has to be done «ngay»: open from the event that calls for it, never missed, met once it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from domain import agenda
from domain.agenda import ladder
from domain.agenda.events import (
    DutyMissed,
    DutyMooted,
    PromptDutyMet,
    PromptDutyOpened,
)
from domain.clerk.unit import notices
from domain.constituencies.events import ConstituenciesPublished, ContestPlan
from domain.consultation.events import ConsultationHeld, ConsultationMinutesSent
from domain.contest.events import AdditionalBallotDecided, ResultAnnulled
from domain.event import Event
from domain.procedure import fold
from domain.zone import at
from tests.domain.test_agenda import Clerk as Agenda

FRIDAY = datetime.fromisoformat("2021-02-05T15:00:00+07:00")
UNIT = "unit/bk-2021/BK-NS-01"
KEY = "consult1_minutes_send:commune:"
HELD = ConsultationHeld(ballot="commune", round=1, invited=30, present=25, agreed=())
SENT = ConsultationMinutesSent(ballot="commune", round=1, recipients=(), deadline="consult1_minutes_send")


class Clerk(Agenda):
    """The agenda of one commune; what it records about things to be done at once."""

    def seen(self, moment: datetime) -> list[Event]:
        before = len(self.own)
        self.look(moment)
        return [
            event
            for event in self.own[before:]
            if isinstance(event, PromptDutyOpened | PromptDutyMet | DutyMooted)
        ]


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.mark.covers("p10")
def test_minutes_of_a_consultation_are_owed_from_the_moment_it_was_held(clerk: Clerk) -> None:
    """Article 50.4: «ngay»."""
    clerk.happened(UNIT, HELD, FRIDAY)
    (opened,) = clerk.seen(FRIDAY)
    assert isinstance(opened, PromptDutyOpened)
    duty = opened.duty
    assert (duty.key, duty.body, duty.opens, duty.due) == (KEY, "front", FRIDAY, FRIDAY)
    assert clerk.seen(FRIDAY + timedelta(hours=1)) == []


def test_no_time_makes_it_missed_and_it_is_met_when_it_is_done(clerk: Clerk) -> None:
    clerk.happened(UNIT, HELD, FRIDAY)
    clerk.seen(FRIDAY)
    assert clerk.seen(FRIDAY + timedelta(days=200)) == []
    assert not [event for event in clerk.own if isinstance(event, DutyMissed) and event.key == KEY]
    assert clerk.state.duties[KEY].status == "open"
    clerk.happened(UNIT, SENT, FRIDAY + timedelta(days=201))
    (met,) = clerk.seen(FRIDAY + timedelta(days=201))
    assert isinstance(met, PromptDutyMet)
    assert met.done_at == FRIDAY + timedelta(days=201)
    assert clerk.state.duties[KEY].status == "met"


def test_the_minutes_of_another_round_do_not_meet_it(clerk: Clerk) -> None:
    clerk.happened(UNIT, HELD, FRIDAY)
    clerk.seen(FRIDAY)
    clerk.happened(UNIT, SENT.model_copy(update={"round": 2}), FRIDAY + timedelta(days=1))
    assert clerk.seen(FRIDAY + timedelta(days=1)) == []


def test_one_reminder_leaves_in_the_morning_of_the_next_working_day(clerk: Clerk) -> None:
    clerk.happened(UNIT, HELD, FRIDAY)
    clerk.seen(FRIDAY)
    monday = at(date(2021, 2, 8), 8)
    assert ladder.prompted(clerk.state.duties[KEY].duty) == monday

    def owed(moment: datetime) -> list[str]:
        found = notices("bk-2021", "BK-NS-01", "commune", "BK-NS", clerk.state.duties.values(), moment)
        return [notice.rung for notice in found if KEY in notice.duties]

    assert owed(monday - timedelta(seconds=1)) == []
    assert owed(monday) == ["at_once"]


def test_folding_the_agenda_again_gives_the_same_state(clerk: Clerk) -> None:
    clerk.happened(UNIT, HELD, FRIDAY)
    clerk.seen(FRIDAY)
    clerk.happened(UNIT, SENT, FRIDAY)
    clerk.seen(FRIDAY)
    assert fold(agenda.PROCEDURE, clerk.own) == clerk.state


@pytest.mark.covers("p42", "p44")
def test_an_additional_ballot_owed_before_the_annulment_is_no_duty_any_more(clerk: Clerk) -> None:
    """Article 81: what seats could be added to does not stand."""
    decided = AdditionalBallotDecided(
        day=date(2021, 5, 30), seats=1, candidates=("c-001",), decision="QĐ 31/QĐ-UBBC"
    )
    annulled = ResultAnnulled(areas=(), why="serious_breach", proposed_by="", decision="730")
    night = at(date(2021, 5, 25), 20)
    contest = "C-BK-NS-01-1"
    plan = ContestPlan(code=contest, seats=3, unit="BK-NS-01")
    clerk.happened(UNIT, ConstituenciesPublished(ballot="commune", contests=(plan,)), FRIDAY)
    key = f"bau_them_day:commune:{contest}"
    clerk.happened(f"contest/bk-2021/{contest}", decided, night)
    clerk.seen(night)
    assert clerk.state.duties[key].status == "open"
    clerk.happened(f"contest/bk-2021/{contest}", annulled, night + timedelta(days=1))
    (moot,) = clerk.seen(night + timedelta(days=1))
    assert isinstance(moot, DutyMooted)
    assert "Điều 81" in moot.why
    assert clerk.state.duties[key].status == "moot"
    assert clerk.seen(night + timedelta(days=20)) == []

"""A small election in hand-made events: enough of everything that a page can show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from domain.agenda.duty import Duty
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
from domain.call.events import ElectionCalled
from domain.constituencies.events import AreaPlan, ConstituenciesPublished, ContestPlan, PollingAreasFixed
from domain.contest.events import (
    AdditionalBallotDecided,
    ConstituencyMinutesMade,
    Listed,
    OfficialListPublished,
    ResultDetermined,
)
from domain.minutes import Figures
from domain.outcome import Next
from domain.polling.events import PollingClosed, PollingOpened, TurnoutReported
from domain.terms import Ballot, Finding, Poll, Reason
from domain.voterlist.events import VoterListPosted
from domain.zone import at, end_of_day
from tests.console.record import Recorder

LOG: Final = "bk-2021"
DAY: Final = date(2021, 5, 23)
CALLED: Final = at(date(2020, 11, 17), 8)
UNITS: Final[tuple[tuple[str, str, str, str, tuple[Ballot, ...]], ...]] = (
    ("VN", "Cả nước", "nation", "", ("na",)),
    ("BK", "Tỉnh Bắc Kạn", "province", "VN", ("na", "province")),
    ("BK-NS", "Huyện Ngân Sơn", "district", "BK", ("district",)),
    ("BK-NS-01", "Xã Khuổi Mòn", "commune", "BK-NS", ("commune",)),
)
FIRST: Final = {"c-001": 620, "c-002": 400, "c-003": 310}
SECOND: Final = {"c-002": 480, "c-003": 350}
ASSEMBLY: Final = {"na-001": 931, "na-002": 800, "na-003": 715, "na-004": 301}


def duty(deadline: str, body: str, title: str, due: datetime, level: str = "all", subject: str = "") -> Duty:
    """A duty of a unit, or of something the unit looks after."""
    return Duty(
        key=f"{deadline}:{level}:{subject}",
        deadline=deadline,
        level=level,
        body=body,
        kind="contest" if subject else "unit",
        subject=subject,
        article="Điều 22.2",
        title=title,
        opens=None,
        due=due,
        fulfilled_by="CommitteeEstablished",
    )


COMMITTEE: Final = duty(
    "ubbc_c_set_up", "people_committee", "Thành lập Ủy ban bầu cử xã", end_of_day(date(2021, 2, 7))
)
ROUND: Final = duty("consult1_hdnd", "front", "Hiệp thương lần thứ nhất", end_of_day(date(2021, 2, 17)))
ADJUST: Final = duty("hdnd_adjust", "council", "Điều chỉnh cơ cấu", end_of_day(date(2021, 2, 22)))
ROUND_TWO: Final = duty("consult2_hdnd", "front", "Hiệp thương lần thứ hai", end_of_day(date(2021, 3, 19)))
PUBLISH: Final = duty(
    "hdnd_results_publish", "committee", "Công bố kết quả bầu cử", end_of_day(date(2021, 6, 2))
)
SESSION: Final = duty("hdnd_first_session", "council", "Kỳ họp thứ nhất", end_of_day(date(2021, 7, 7)))
DUTIES: Final = (COMMITTEE, ROUND, ADJUST, ROUND_TWO, PUBLISH, SESSION)
NOW: Final = at(date(2021, 6, 1), 10)
"""Where the course ends: one duty soon due, one far off."""


async def play(record: Recorder) -> None:
    """From the call to the days after the additional ballot."""
    await call(record)
    await agenda(record)
    await assembly(record)
    await commune(record)
    await reminders(record)


async def call(record: Recorder) -> None:
    """The call and the units."""
    called = ElectionCalled(
        name="Bầu cử <thử> tỉnh Bắc Kạn",
        day=DAY,
        form="general",
        levels=("na", "province", "district", "commune"),
        law="A",
    )
    await record.write("election", called, CALLED, "assembly")
    for code, name, level, parent, ballots in UNITS:
        enrolled = UnitEnrolled.model_validate(
            {"name": name, "level": level, "parent": parent, "path": (), "ballots": ballots}
        )
        await record.write(f"unit/{code}", enrolled, CALLED, "assembly")


async def agenda(record: Recorder) -> None:
    """One duty met, one cured late, one recorded late, one missed for good, one soon due, one far off."""
    home = "agenda/BK-NS-01"
    for each in DUTIES:
        await record.write(home, DutyOpened(duty=each), CALLED, unit="BK-NS-01")
    done = COMMITTEE.due - timedelta(days=3)
    await record.write(home, _met(COMMITTEE, done), done, unit="BK-NS-01")
    for each in (ROUND, ADJUST, ROUND_TWO):
        missed = DutyMissed(key=each.key, deadline_article=each.article, due=each.due)
        await record.write(home, missed, each.due + timedelta(seconds=1), unit="BK-NS-01")
    for each, late in ((ROUND, True), (ADJUST, False)):
        done = each.due + timedelta(days=2 if late else -2)
        cured = DutyCured(key=each.key, deadline_article=each.article, done_at=done, late=late, by_event="x")
        await record.write(home, cured, each.due + timedelta(days=2), unit="BK-NS-01")
    moved = DutyMoved(
        key=SESSION.key,
        deadline_article=SESSION.article,
        old=SESSION.due,
        new=SESSION.due + timedelta(days=7),
        decision="NQ 9",
        why="mưa lũ",
    )
    await record.write(home, moved, at(date(2021, 5, 31), 9), unit="BK-NS-01")


async def assembly(record: Recorder) -> None:
    """A constituency of the Assembly that elects all its deputies."""
    plan = ContestPlan(code="NA-BK-1", seats=3, unit="BK")
    await record.write(
        "unit/VN", ConstituenciesPublished(ballot="na", contests=(plan,)), at(date(2021, 3, 4), 9), "nec"
    )
    await _list(record, "NA-BK-1", list(ASSEMBLY), "nec", "VN")
    reason = Reason(article="Điều 78.3", text="Ba người được quá nửa số phiếu hợp lệ.")
    await _minutes(record, "NA-BK-1", "BK", "first", ASSEMBLY, 1000, at(date(2021, 5, 25), 14))
    percent = {"na-001": "93.10", "na-002": "80.00", "na-003": "71.50", "na-004": "30.10"}
    found = ResultDetermined(
        poll="first",
        outcome="complete",
        seats=3,
        elected=("na-001", "na-002", "na-003"),
        percent=percent,
        reasons=(reason,),
        next=Next(step="publish", decided_by="nec"),
    )
    await record.write("contest/NA-BK-1", found, at(date(2021, 5, 25), 14), "board", "BK")


async def commune(record: Recorder) -> None:
    """A commune's constituency: one of three elected, an additional ballot, still short. One polling area."""
    code, unit = "C-BK-NS-01-1", "BK-NS-01"
    plan = ContestPlan(code=code, seats=3, unit=unit)
    published = ConstituenciesPublished(ballot="commune", contests=(plan,))
    await record.write(f"unit/{unit}", published, at(date(2021, 3, 3), 9), "committee", unit)
    areas = PollingAreasFixed(areas=(AreaPlan(code="BK-NS-01-A1", contests={"commune": code}),))
    await record.write(f"unit/{unit}", areas, at(date(2021, 4, 2), 9), "people_committee", unit)
    await _list(record, code, list(FIRST), "committee", unit)
    area = "area/BK-NS-01-A1"
    posted = VoterListPosted(voters={"commune": 1010})
    await record.write(area, posted, at(date(2021, 4, 12), 9), "people_committee", unit)
    await record.write(area, PollingOpened(poll="first"), at(DAY, 7), "team", unit)
    turnout = TurnoutReported(poll="first", slot="17", voted=1003)
    await record.write(area, turnout, at(DAY, 17), "team", unit)
    await record.write(area, PollingClosed(poll="first"), at(DAY, 19), "team", unit)
    await _minutes(record, code, unit, "first", FIRST, 1000, at(date(2021, 5, 25), 14))
    short = ResultDetermined(
        poll="first",
        outcome="additional",
        seats=3,
        elected=("c-001",),
        percent={"c-001": "62.00", "c-002": "40.00", "c-003": "31.00"},
        reasons=(Reason(article="Điều 79.2", text="Trúng cử 1 trên 3, chưa đủ hai phần ba."),),
        next=Next(step="additional", decided_by="committee"),
    )
    await record.write(f"contest/{code}", short, at(date(2021, 5, 25), 14), "board", unit)
    further = AdditionalBallotDecided(
        day=date(2021, 5, 30), seats=2, candidates=("c-002", "c-003"), decision="QĐ 31/QĐ-UBBC"
    )
    await record.write(f"contest/{code}", further, at(date(2021, 5, 26), 9), "committee", unit)
    await _minutes(record, code, unit, "additional", SECOND, 1000, at(date(2021, 5, 31), 9))
    closed = ResultDetermined(
        poll="additional",
        outcome="closed_short",
        seats=2,
        elected=(),
        percent={"c-002": "48.00", "c-003": "35.00"},
        reasons=(Reason(article="Điều 79.3", text="Không tổ chức bầu cử thêm lần thứ hai."),),
        next=Next(step="close", decided_by=""),
    )
    await record.write(f"contest/{code}", closed, at(date(2021, 5, 31), 9), "board", unit)


async def reminders(record: Recorder) -> None:
    """One reminder sent, one that could not be."""
    about = {"to_body": "council", "duties": (ROUND_TWO.key,)}
    sent = ReminderSent.model_validate(
        {**about, "rung": "overdue", "to_unit": "BK-NS-01", "message_id": "m1@baucu", "addressees": 2}
    )
    failed = ReminderFailed.model_validate(
        {**about, "rung": "escalated", "to_unit": "BK-NS", "message_id": "m2@baucu", "error": "hộp thư đầy"}
    )
    await record.write("agenda/BK-NS-01", sent, at(date(2021, 3, 20), 8), unit="BK-NS-01")
    await record.write("agenda/BK-NS-01", failed, NOW, unit="BK-NS-01")


def _met(each: Duty, done: datetime) -> DutyMet:
    return DutyMet(key=each.key, deadline_article=each.article, done_at=done, by_event="x")


async def publish(record: Recorder) -> None:
    """The next thing that happens after the course: the duty soon due is met."""
    done = NOW + timedelta(hours=4)
    await record.write("agenda/BK-NS-01", _met(PUBLISH, done), done, unit="BK-NS-01")


async def _list(record: Recorder, contest: str, codes: list[str], body: str, unit: str) -> None:
    listed = tuple(
        Listed(candidacy=code, order=place, seniority=place) for place, code in enumerate(codes, start=1)
    )
    published = OfficialListPublished(candidates=listed, decision="NQ 559")
    await record.write(f"contest/{contest}", published, at(date(2021, 4, 27), 9), body, unit)


async def _minutes(
    record: Recorder, contest: str, unit: str, poll: Poll, votes: dict[str, int], valid: int, when: datetime
) -> None:
    figures = Figures(
        registered=valid + 12,
        voted=valid + 5,
        issued=valid + 5,
        collected=valid + 5,
        valid=valid,
        invalid=5,
        votes=votes,
    )
    odd = Finding(code="M-01", sentence="Phiếu thu vào nhiều hơn phát ra.", remedy="Giữ số như trên giấy.")
    made = ConstituencyMinutesMade(poll=poll, figures=figures, teams=(), findings=(odd,))
    await record.write(f"contest/{contest}", made, when, "board", unit)

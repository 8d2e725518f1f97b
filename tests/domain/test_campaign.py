"""The campaign of a constituency: its time, its meetings, equal chances, what goes to the committee."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.call.commands import CallElection, FixCalendar, MoveDeadline
from domain.campaign import PROCEDURE
from domain.campaign.commands import (
    CancelMeeting,
    HoldMeeting,
    NotifyMeeting,
    PlanMeeting,
    ReportBreach,
    ReportMeetings,
    SettleBreach,
    UseMedia,
)
from domain.campaign.events import CampaignBreachFound, MediaUsed, MeetingHeld
from domain.campaign.ground import CANCELLED, MEASURES, MEDIA, rule
from domain.command import Act, Command
from domain.contest.commands import StrikeOffCandidate
from domain.contest.events import AreasAssigned, ConstituencyFixed, Listed, OfficialListPublished
from domain.law.rules import meetings
from domain.procedure import fold
from tests.domain.ballot import COMMITTEE, COUNCIL, NA, PEOPLE, UNIT, C, eve, fixed, published
from tests.domain.province import ELECTION
from tests.domain.scenario import Scenario, act, given

ALL = PEOPLE[COUNCIL]
FRONT = act("front", UNIT, "2021-04-28")
NEW = "contest/bn-2026"


def front(at: str) -> Act:
    return act("front", UNIT, at)


def plan(meeting: str = "m1", at: str = "2021-05-10T19:00:00", **fields: Any) -> PlanMeeting:
    return PlanMeeting.model_validate({"meeting": meeting, "at": f"{at}+07:00", **fields})


def planned(*codes: str) -> Scenario:
    story = published()
    for code in codes or ("m1",):
        story = story.after(C, plan(code), FRONT)
    return story


def hold(meeting: str = "m1", present: tuple[str, ...] = ALL) -> HoldMeeting:
    return HoldMeeting(meeting=meeting, voters=120, present=present)


def held(*codes: str, present: tuple[str, ...] = ALL) -> Scenario:
    story = planned(*codes)
    for code in codes:
        story = story.after(C, hold(code, present), front("2021-05-10T19:00:00"))
    return story


def of_2026(ballot: str = "na") -> Scenario:
    """A constituency of 15/3/2026, version B, with its list of two."""
    election = "election/bn-2026"
    call = CallElection(name="Bắc Ninh 2026", day=date(2026, 3, 15), levels=("na", "province", "commune"))
    fix = ConstituencyFixed.model_validate({"ballot": ballot, "seats": 1, "unit": "BN", "publisher": "VN"})
    areas = AreasAssigned(unit="BN-01", areas=("BN-01-A1",))
    people = tuple(Listed(candidacy=code, order=n, seniority=n) for n, code in ((1, "a"), (2, "b")))
    story = given().after(election, call, act("assembly", "VN", "2025-06-25"))
    story = story.after(election, FixCalendar(), act("clerk", "VN", "2025-06-25"))
    return story.and_given(
        f"{NEW}/X-1", fix, areas, OfficialListPublished(candidates=people, decision="1/NQ")
    )


# The time of the campaign


@pytest.mark.covers("p29")
@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("2021-04-26T23:59:59", "before_list"),
        ("2021-04-27T00:00:00", ""),
        ("2021-05-22T07:00:00", ""),
        ("2021-05-22T07:00:01", "after_end"),
    ],
)
def test_article_64_from_the_day_of_the_list_to_24_hours_before_the_opening(at: str, found: str) -> None:
    events = planned().when(C, hold(), front(at)).events
    assert isinstance(events[0], MeetingHeld)
    assert [one.code for one in events[0].findings] == (["F.601"] if found else [])
    breaches = [event for event in events if isinstance(event, CampaignBreachFound)]
    assert [(one.what, one.act, one.ruled, one.to_unit) for one in breaches] == (
        [(found, "m1", "Điều 64", UNIT)] if found else []
    )


@pytest.mark.covers("p29")
def test_article_64_the_end_counts_from_the_earliest_opening_of_the_constituency() -> None:
    early = MoveDeadline.model_validate(
        {
            "deadline": "polling_open",
            "level": "all",
            "unit": UNIT,
            "due": "2021-05-20T05:00:00+07:00",
            "decision": "9/NQ-HĐBCQG",
            "reason": "bỏ phiếu sớm",
        }
    )
    story = planned().after(ELECTION, early, act("nec", "VN", "2021-05-05"))
    assert len(story.when(C, hold(), front("2021-05-19T05:00:00")).events) == 1
    assert len(story.when(C, hold(), front("2021-05-19T05:00:01")).events) == 2


@pytest.mark.covers("p29")
def test_article_64_campaign_in_the_media_outside_its_time_goes_to_the_committee_too() -> None:
    use = UseMedia(item="tv-1", candidacy="c1", medium="television")
    by = act("candidate", UNIT, "2021-05-22T20:00:00")
    used, breach = published().when(C, use, by).events
    assert isinstance(used, MediaUsed)
    assert isinstance(breach, CampaignBreachFound)
    assert (breach.what, breach.candidacy, breach.ground) == ("after_end", "c1", "Điều 62.1; Điều 64")
    assert len(published().when(C, use, act("candidate", UNIT, "2021-05-12")).events) == 1
    story = published().after(C, use, by)
    story.when(C, use, by).then_refused("already_done", "tv-1")


def test_before_the_list_is_out_whoever_campaigns_is_before_his_time() -> None:
    use = UseMedia(item="r-1", candidacy="somebody", medium="radio")
    events = fixed().when(C, use, act("candidate", UNIT, "2021-04-20")).events
    assert [getattr(one, "what", "") for one in events] == ["", "before_list"]


def test_a_meeting_may_be_planned_before_the_list_is_out() -> None:
    fixed().when(C, plan(), front("2021-04-20")).then_found()
    published().when(C, plan(at="2021-05-22T19:00:00"), FRONT).then_found("F.601")


# Meetings


@pytest.mark.covers("p29", "story:34")
def test_article_66_a_meeting_is_planned_told_held_and_reported() -> None:
    story = planned()
    for to in ("candidates", "voters"):
        tell = NotifyMeeting.model_validate({"meeting": "m1", "to": to})
        story.when(C, tell, FRONT).then_found()
        story = story.after(C, tell, FRONT)
        story.when(C, tell, FRONT).then_refused("already_done")
    story = story.after(C, hold(), front("2021-05-10T19:00:00"))
    made = story.when(C, ReportMeetings(report="1", meetings=("m1",)), front("2021-05-12")).one()
    assert made.tally == dict.fromkeys(ALL, 1)
    assert made.addressees == ("committee@commune", "front@district")
    assert made.findings == ()


def test_article_66_the_commune_front_of_2026_reports_to_committee_and_provincial_front() -> None:
    at = act("front", "BN", "2026-03-01T19:00:00")
    stream = f"{NEW}/X-1"
    for ballot, wanted in (
        ("na", ("committee@province", "front@nation")),
        ("commune", ("committee@commune", "front@province")),
    ):
        story = of_2026(ballot=ballot).after(stream, plan(at="2026-03-01T19:00:00"), at)
        story = story.after(stream, hold(present=("a", "b")), at)
        made = story.when(stream, ReportMeetings(report="1", meetings=("m1",)), at).one()
        assert made.addressees == wanted


def test_what_is_held_told_or_cancelled_was_planned_and_is_not_over() -> None:
    tell = NotifyMeeting(meeting="m1", to="voters")
    cancel = CancelMeeting(meeting="m1", why="weather")
    for command in (hold(), tell, cancel):
        published().when(C, command, FRONT).then_refused("no_meeting", "m1")
        planned().after(C, cancel, FRONT).when(C, command, FRONT).then_refused("no_meeting")
        held("m1").when(C, command, FRONT).then_refused("already_done")
    planned().when(C, plan(), FRONT).then_refused("already_done")


def test_a_meeting_of_a_commune_is_in_one_that_votes_here() -> None:
    published().when(C, plan(commune=UNIT), FRONT).one()
    published().when(C, plan(commune="BK-NS-09"), FRONT).then_refused("wrong_unit", UNIT)


def test_only_who_stands_takes_part_and_each_once() -> None:
    planned().when(C, hold(present=("c1", "c1")), FRONT).then_refused("candidate_twice")
    planned().when(C, hold(present=("n1",)), FRONT).then_refused("not_listed", "n1")
    struck = StrikeOffCandidate(candidacy="c1", why="strike_died", decision="1/NQ", consent="2/CV-MT")
    story = planned().after(C, struck, COMMITTEE)
    story.when(C, hold(), front("2021-05-10T19:00:00")).then_refused("not_listed", "c1")
    story.when(C, hold(present=ALL[1:]), front("2021-05-10T19:00:00")).then_found()


@pytest.mark.parametrize("meetings", [("m1", "m1"), ("m2",), ("m3",)])
def test_article_66_3_only_meetings_that_were_held_are_reported_and_once(meetings: tuple[str, ...]) -> None:
    story = held("m1").after(C, plan("m2"), FRONT)
    outcome = story.when(C, ReportMeetings(report="1", meetings=meetings), FRONT)
    outcome.then_refused("already_done" if meetings == ("m1", "m1") else "no_meeting")
    story = story.after(C, ReportMeetings(report="1", meetings=("m1",)), FRONT)
    story.when(C, ReportMeetings(report="2", meetings=("m1",)), FRONT).then_refused("already_done")


@pytest.mark.covers("p29")
def test_article_66_3_meetings_left_out_of_the_report_are_noted() -> None:
    story = held("m1", "m2")
    outcome = story.when(C, ReportMeetings(report="1", meetings=("m1",)), front("2021-05-12"))
    outcome.then_found("F.607")


# Equal chances and guidance


@pytest.mark.covers("p29")
def test_article_63_who_was_not_there_and_who_has_fewer_meetings_is_noted() -> None:
    absent = planned().when(C, hold(present=ALL[:7]), front("2021-05-10T19:00:00"))
    absent.then_found("F.602")
    assert "c8" in absent.one().findings[0].sentence
    story = held("m1", present=ALL[:7])
    assert fold(PROCEDURE, story.events(C)).tally() == {**dict.fromkeys(ALL[:7], 1), "c8": 0}
    story.when(C, ReportMeetings(report="1", meetings=("m1",)), front("2021-05-12")).then_found("F.603")


def test_the_number_of_meetings_is_guidance_and_noted_when_the_campaign_is_over() -> None:
    assert [bound.number if (bound := meetings("na", year)) else None for year in (2016, 2021, 2026)] == [
        None,
        10,
        12,
    ]
    stream, at = f"{NEW}/X-1", act("front", "BN", "2026-03-01T19:00:00")
    story = of_2026().after(stream, plan(at="2026-03-01T19:00:00"), at)
    story = story.after(stream, hold(present=("a", "b")), at)
    report = ReportMeetings(report="1", meetings=("m1",))
    story.when(stream, report, act("front", "BN", "2026-03-10")).then_found()
    late = story.when(stream, report, act("front", "BN", "2026-03-16"))
    late.then_found("F.604")
    assert "12" in late.one().findings[0].sentence
    held("m1").when(C, ReportMeetings(report="1", meetings=("m1",)), front("2021-05-24")).then_found()


@pytest.mark.parametrize(("day", "found"), [("2026-02-22", []), ("2026-02-23", ["F.606"])])
def test_seven_days_notice_to_candidates_is_guidance_of_2026(day: str, found: list[str]) -> None:
    stream, by = f"{NEW}/X-1", act("front", "BN", day)
    story = of_2026().after(stream, plan(at="2026-03-01T19:00:00"), by)
    story.when(stream, NotifyMeeting(meeting="m1", to="candidates"), by).then_found(*found)
    story.when(stream, NotifyMeeting(meeting="m1", to="voters"), by).then_found()
    planned().when(C, NotifyMeeting(meeting="m1", to="candidates"), front("2021-05-10")).then_found()


@pytest.mark.covers("p29")
@pytest.mark.parametrize("form", ["online", "mixed"])
def test_article_66_online_meetings_came_with_version_b(form: str) -> None:
    stream, at = f"{NEW}/X-1", act("front", "BN", "2026-02-25")
    of_2026().when(stream, plan(at="2026-03-01T19:00:00", form=form), at).then_found()
    published().when(C, plan(form=form), FRONT).then_found("F.605")


# Breaches


@pytest.mark.covers("p29")
@pytest.mark.parametrize(
    ("what", "article"),
    [
        ("ban_propaganda", "Điều 68"),
        ("ban_media", "Điều 68"),
        ("ban_money", "Điều 68"),
        ("ban_gifts", "Điều 68"),
        ("other_constituency", "Điều 63"),
        ("election_body", "Điều 63"),
        ("unequal", "Điều 63"),
    ],
)
def test_articles_63_and_68_a_breach_is_before_the_committee_with_its_article(
    what: str, article: str
) -> None:
    command = ReportBreach.model_validate({"breach": "b1", "what": what, "candidacy": "c1"})
    made = published().when(C, command, FRONT).one()
    assert (made.ruled, made.to_unit) == (article, UNIT)
    story = published().after(C, command, FRONT)
    story.when(C, command, FRONT).then_refused("already_done")


@pytest.mark.covers("p29")
def test_article_62_1_the_committee_deals_with_each_breach_once() -> None:
    story = planned().after(C, hold(), front("2021-05-22T20:00:00"))
    settle = SettleBreach(breach="m1", measure="reminded", decision="3/TB")
    by = act("committee", UNIT, "2021-05-23T06:00:00")
    story.when(C, settle, by).one()
    story.after(C, settle, by).when(C, settle, by).then_refused("already_done")
    published().when(C, settle, by).then_refused("no_breach", "m1")
    story.when(C, settle, act("committee", "BK", "2021-05-23")).then_refused("not_authorised")
    story.when(C, settle, front("2021-05-23")).then_refused("not_authorised")


def test_a_breach_of_somebody_who_does_not_stand_here_is_refused() -> None:
    command = ReportBreach(breach="b1", what="ban_gifts", candidacy="n1")
    published().when(C, command, FRONT).then_refused("not_listed")


def test_meetings_media_and_breaches_share_their_codes_so_that_no_breach_hides_another() -> None:
    use = UseMedia(item="m1", candidacy="c1", medium="press")
    report = ReportBreach(breach="m1", what="ban_gifts")
    for command in (use, report):
        planned().when(C, command, act("front", UNIT, "2021-05-10")).then_refused("already_done", "m1")
    story = published().after(C, report, FRONT)
    for later in (plan(), use):
        story.when(C, later, act("front", UNIT, "2021-05-10")).then_refused("already_done", "m1")


# Who


def test_article_66_fronts_of_the_constituency_and_its_communes_hold_meetings() -> None:
    province, commune = act("front", "BK", "2021-05-01"), act("front", UNIT, "2021-05-01")
    for by in (province, commune):
        published().when(NA, plan(commune=UNIT), by).one()
    published().when(NA, plan(), act("front", "BK-NS", "2021-05-01")).then_refused("not_authorised")
    published().when(NA, plan(), act("committee", "BK", "2021-05-01")).then_refused("not_authorised")


@pytest.mark.parametrize(
    "command",
    [
        plan(),
        hold(),
        UseMedia(item="1", candidacy="c1", medium="press"),
        ReportBreach(breach="1", what="unequal"),
    ],
)
def test_there_is_no_campaign_in_a_constituency_that_was_not_fixed(command: Command) -> None:
    eve().when("contest/bk-2021/C-9", command, FRONT).then_refused("unknown_contest_stream")


def test_every_code_has_its_words() -> None:
    for words in (CANCELLED, MEASURES, MEDIA):
        assert all(words.values())
    assert rule("ban_gifts", "B").article == "Điều 68"

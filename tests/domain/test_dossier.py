"""At the desk of the dossiers: receipt, checklist, the national system, the name, moving and allocating."""

from __future__ import annotations

from datetime import date

import pytest

from domain.bodies.commands import EnrolUnit
from domain.call.commands import CallElection, FixCalendar
from domain.candidacy.commands import (
    AllocateCandidacy,
    CheckDossier,
    FileDossier,
    FreezeName,
    LodgeProgramme,
    MoveDossier,
    Nominate,
    NotePortalEntry,
    TickChecklist,
    WithdrawCandidacy,
)
from domain.candidacy.events import (
    CandidacyAllocated,
    ChecklistTicked,
    DossierMoved,
    DossierReceived,
    NameFrozen,
    PortalEntryNoted,
    ProgrammeLodged,
)
from domain.candidacy.ground import Flaw
from domain.consultation.events import CentralNomineesSent
from domain.contest.events import ConstituencyFixed, Listed, OfficialListPublished
from domain.terms import Ballot, Level
from tests.domain.province import established
from tests.domain.scenario import Scenario, act, given

PERSON = "candidacy/bk-2021/c-001"
CONTEST = "contest/bk-2021/C-BK-NS-01-1"
COMMITTEE = act("committee", "BK-NS-01", "2021-03-10T15:42:00")
SELF = Nominate(ballot="commune", unit="BK-NS-01", origin="self")


def nominated() -> Scenario:
    return established().after(PERSON, SELF, act("candidate", "BK-NS-01", "2021-03-01"))


def filed() -> Scenario:
    return nominated().after(PERSON, FileDossier(sets=1, receipt="BN-41"), COMMITTEE)


def accepted() -> Scenario:
    return filed().after(PERSON, CheckDossier(valid=True), COMMITTEE)


def fixed(contest: str = CONTEST, ballot: Ballot = "commune", unit: str = "BK-NS-01") -> Scenario:
    return accepted().and_given(contest, ConstituencyFixed(ballot=ballot, seats=3, unit=unit, publisher=unit))


@pytest.mark.covers("p16", "story:37")
def test_a_dossier_gets_a_receipt_with_its_number() -> None:
    nominated().when(PERSON, FileDossier(sets=1, receipt="BN-41"), COMMITTEE).then(
        DossierReceived(attempt=1, sets=1, receipt="BN-41")
    )


@pytest.mark.covers("p16", "story:37")
@pytest.mark.parametrize(
    ("at", "codes"),
    [
        ("2021-03-14T17:00:00", []),
        ("2021-03-14T17:00:01", ["after_hours"]),
        ("2021-03-13T19:00:00", []),
    ],
)
def test_a_dossier_after_the_hour_of_the_guidance_is_noted_on_the_last_day(at: str, codes: list[str]) -> None:
    by = act("committee", "BK-NS-01", at)
    nominated().when(PERSON, FileDossier(sets=1), by).then_found(*codes)


@pytest.mark.covers("p17", "story:38")
def test_a_dossier_with_an_open_checklist_is_not_found_valid_and_is_returned_with_reasons() -> None:
    missing: tuple[Flaw, ...] = ("seal", "signatures")
    ticked = TickChecklist(missing=missing, photos=3)
    filed().when(PERSON, ticked, COMMITTEE).then(ChecklistTicked(attempt=1, missing=missing, photos=3))
    story = filed().after(PERSON, ticked, COMMITTEE)
    story.when(PERSON, CheckDossier(valid=True), COMMITTEE).then_refused("checklist_open", "seal")
    story = story.after(PERSON, CheckDossier(valid=False, reasons=missing), COMMITTEE)
    assert "Thiếu dấu giáp lai" in story.events(PERSON)[-1].reasons  # type: ignore[attr-defined]
    story = story.after(PERSON, FileDossier(sets=1, attempt=2), COMMITTEE)
    story.when(PERSON, CheckDossier(valid=True, attempt=2), COMMITTEE).then_found()


def test_a_checklist_is_ticked_once_for_each_dossier_that_is_there() -> None:
    nominated().when(PERSON, TickChecklist(photos=3), COMMITTEE).then_refused("too_early", "lần 1")
    story = filed().after(PERSON, TickChecklist(photos=3), COMMITTEE)
    story.when(PERSON, TickChecklist(photos=3), COMMITTEE).then_refused("already_done")
    twice = TickChecklist(missing=("seal", "seal"), photos=3)
    filed().when(PERSON, twice, COMMITTEE).then_refused("listed_twice", "seal")


@pytest.mark.covers("story:38")
@pytest.mark.parametrize(
    ("photos", "codes"),
    [(3, []), (2, ["wrong_number_of_photos"]), (4, ["wrong_number_of_photos"])],
)
def test_article_35_2_asks_for_three_photographs(photos: int, codes: list[str]) -> None:
    filed().when(PERSON, TickChecklist(photos=photos), COMMITTEE).then_found(*codes)


@pytest.mark.covers("story:38")
def test_two_photographs_of_2026_are_as_guidance_says_and_noted_as_open_point_13() -> None:
    story = province_2026()
    story.when(P26, TickChecklist(photos=2), OFFICE26).then_found("photos_by_guidance")
    story.when(P26, TickChecklist(photos=3), OFFICE26).then_found()
    story.when(P26, TickChecklist(photos=1), OFFICE26).then_found("wrong_number_of_photos")


@pytest.mark.covers("story:39", "story:40")
def test_the_code_in_the_national_system_is_kept_and_a_difference_is_noted() -> None:
    same = NotePortalEntry(dossier="HS-77", entry="same")
    filed().when(PERSON, same, COMMITTEE).then(PortalEntryNoted(dossier="HS-77", entry="same"))
    filed().when(PERSON, NotePortalEntry(dossier="HS-77", entry="differs"), COMMITTEE).then_found(
        "portal_differs"
    )
    filed().when(PERSON, NotePortalEntry(entry="missing"), COMMITTEE).then_found("portal_missing")
    filed().when(PERSON, NotePortalEntry(dossier="HS-77", entry="missing"), COMMITTEE).then_refused(
        "portal_code"
    )
    filed().when(PERSON, NotePortalEntry(entry="same"), COMMITTEE).then_refused("portal_code")
    story = filed().after(PERSON, same, COMMITTEE)
    again = NotePortalEntry(dossier="HS-78", entry="same")
    story.when(PERSON, again, COMMITTEE).then_refused("already_done")
    story.when(PERSON, again.model_copy(update={"occasion": 2}), COMMITTEE).then_found()


@pytest.mark.covers("story:39")
def test_the_legal_name_is_frozen_once_and_never_told() -> None:
    frozen = FreezeName(fingerprint="ab" * 32)
    nominated().when(PERSON, frozen, COMMITTEE).then_refused("too_early", "hồ sơ")
    filed().when(PERSON, frozen, COMMITTEE).then(NameFrozen(fingerprint="ab" * 32))
    filed().after(PERSON, frozen, COMMITTEE).when(PERSON, FreezeName(), COMMITTEE).then_refused(
        "already_done"
    )
    with pytest.raises(ValueError, match="fingerprint"):
        FreezeName(fingerprint="Nguyễn Văn A")


P26 = "candidacy/bn-2026/p-001"
OFFICE26 = act("committee", "BN", "2026-01-30")


def province_2026() -> Scenario:
    """Two provinces of 2026 under version B, and one dossier in the first."""
    election = "election/bn-2026"
    story = given().after(
        election,
        CallElection(name="Bắc Ninh 2026", day=date(2026, 3, 15), levels=("na", "province", "commune")),
        act("assembly", "VN", "2025-09-01"),
    )
    story = story.after(election, FixCalendar(), act("clerk", "VN", "2025-09-01"))
    units: tuple[tuple[str, Level, str, tuple[Ballot, ...]], ...] = (
        ("VN", "nation", "", ("na",)),
        ("BN", "province", "VN", ("na", "province")),
        ("LS", "province", "VN", ("na", "province")),
        ("BN-01", "commune", "BN", ("commune",)),
    )
    for code, level, parent, ballots in units:
        command = EnrolUnit(name=code, level=level, parent=parent, ballots=ballots)
        story = story.after(f"unit/bn-2026/{code}", command, act("clerk", "VN", "2025-10-01"))
    oneself = Nominate(ballot="province", unit="BN", origin="self")
    story = story.after(P26, oneself, act("candidate", "BN", "2026-01-20"))
    return story.after(P26, FileDossier(sets=1), OFFICE26)


@pytest.mark.covers("p17")
def test_a_dossier_follows_a_candidate_who_moves_after_the_last_day_by_article_36_4_of_version_b() -> None:
    story, command = province_2026(), MoveDossier(to_unit="LS", guidance="12/HD-HĐBCQG")
    late = act("committee", "BN", "2026-02-05")
    story.when(P26, command, late).then(DossierMoved(to_unit="LS", guidance="12/HD-HĐBCQG"))
    story.when(P26, command, OFFICE26).then_refused("too_early", "hết hạn")
    moved = story.after(P26, command, late)
    there = act("committee", "LS", "2026-02-06")
    moved.when(P26, CheckDossier(valid=True), there).then_found()
    moved.when(P26, CheckDossier(valid=True), late).then_refused("not_authorised", "LS")
    moved.when(P26, command, there).then_refused("already_done")
    commune = MoveDossier(to_unit="BN-01", guidance="12/HD-HĐBCQG")
    story.when(P26, commune, late).then_refused("wrong_level")


def test_version_a_knows_no_moving_of_dossiers() -> None:
    late = act("committee", "BK-NS-01", "2021-03-20")
    command = MoveDossier(to_unit="BK", guidance="12/HD")
    filed().when(PERSON, command, late).then_refused("no_moving", "36.4")


@pytest.mark.covers("p26")
def test_a_candidate_is_assigned_to_one_constituency_of_his_unit() -> None:
    command = AllocateCandidacy(contest="C-BK-NS-01-1")
    fixed().when(PERSON, command, COMMITTEE).then(CandidacyAllocated(contest="C-BK-NS-01-1", occasion=1))
    filed().when(PERSON, command, COMMITTEE).then_refused("not_accepted")
    accepted().when(PERSON, command, COMMITTEE).then_refused("unknown_contest_stream")
    fixed(unit="BK-NS-02").when(PERSON, command, COMMITTEE).then_refused("not_of_unit", "BK-NS-01")
    fixed(ballot="district").when(PERSON, command, COMMITTEE).then_refused("not_of_unit")
    story = fixed().after(PERSON, command, COMMITTEE)
    story.when(PERSON, command, COMMITTEE).then_refused("already_done")


@pytest.mark.covers("p26")
def test_nobody_moves_to_another_constituency_after_the_list_of_the_first_is_out() -> None:
    other = "contest/bk-2021/C-BK-NS-01-2"
    story = fixed().and_given(
        other, ConstituencyFixed(ballot="commune", seats=3, unit="BK-NS-01", publisher="BK-NS-01")
    )
    story = story.after(PERSON, AllocateCandidacy(contest="C-BK-NS-01-1"), COMMITTEE)
    again = AllocateCandidacy(contest="C-BK-NS-01-2", occasion=2)
    story.when(PERSON, again, COMMITTEE).then_found()
    listed = OfficialListPublished(
        candidates=(Listed(candidacy="c-001", order=1, seniority=1),), decision="1/NQ"
    )
    story.and_given(CONTEST, listed).when(PERSON, again, COMMITTEE).then_refused(
        "listed_elsewhere", "C-BK-NS-01-1"
    )


@pytest.mark.covers("p26")
def test_a_central_nominee_is_assigned_by_the_province_he_was_sent_to_by_article_57_3() -> None:
    person, contest = "candidacy/bk-2021/na-900", "contest/bk-2021/NA-BK-1"
    story = (
        established()
        .after(person, Nominate(ballot="na", unit="VN", origin="self"), act("candidate", "VN", "2021-03-01"))
        .after(person, FileDossier(sets=2), act("nec", "VN", "2021-03-10"))
        .after(person, CheckDossier(valid=True), act("nec", "VN", "2021-03-11"))
        .and_given(contest, ConstituencyFixed(ballot="na", seats=3, unit="BK", publisher="VN"))
    )
    command, by = AllocateCandidacy(contest="NA-BK-1"), act("committee", "BK", "2021-04-20")
    story.when(person, command, by).then_refused("not_authorised")
    story = story.and_given("unit/bk-2021/VN", CentralNomineesSent(province="BK", candidacies=("na-900",)))
    story.when(person, command, by).then_found()


@pytest.mark.covers("story:33")
def test_a_withdrawal_from_a_published_list_is_noted_as_open_point_1() -> None:
    story = fixed().after(PERSON, AllocateCandidacy(contest="C-BK-NS-01-1"), COMMITTEE)
    command, by = WithdrawCandidacy(ground="own_request"), act("candidate", "BK-NS-01", "2021-04-20")
    story.when(PERSON, command, by).then_found()
    listed = OfficialListPublished(
        candidates=(Listed(candidacy="c-001", order=1, seniority=1),), decision="1/NQ"
    )
    story.and_given(CONTEST, listed).when(PERSON, command, by).then_found("withdrawn_from_list")


@pytest.mark.covers("p29", "story:34")
def test_a_programme_of_action_is_handed_in_by_who_stands_and_may_be_replaced() -> None:
    by = act("front", "BK-NS-01", "2021-04-20")
    accepted().when(PERSON, LodgeProgramme(), by).then(ProgrammeLodged(edition=1))
    filed().when(PERSON, LodgeProgramme(), by).then_refused("not_accepted")
    story = accepted().after(PERSON, LodgeProgramme(), by)
    story.when(PERSON, LodgeProgramme(), by).then_refused("already_done")
    story.when(PERSON, LodgeProgramme(edition=2), by).then_found()

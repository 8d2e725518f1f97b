"""A person's data are destroyed: by decision as long as papers must be kept, afterwards without one."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from domain.candidacy import PROCEDURE
from domain.candidacy.commands import EraseSubject, WithdrawCandidacy
from domain.candidacy.events import SubjectErased
from domain.candidacy.ground import FLAWS, Flaw, flaw
from domain.contest.commands import StrikeOff
from domain.law.enumeration import entries
from domain.law.retention import retention, retentions
from domain.procedure import fold
from tests.domain.province import established
from tests.domain.scenario import act
from tests.domain.test_candidacy import COMMITTEE, PERSON, nominated

ARCHIVE = act("people_committee", "BK-NS-01", "2031-05-24")
LAST_DAY = act("people_committee", "BK-NS-01", "2031-05-23T23:59:59")
REQUEST = EraseSubject(ground="request")


def test_ballots_are_kept_five_years_and_documents_ten_from_election_day() -> None:
    assert {row.id: row.years for row in retentions()} == {"ballots": 5, "documents": 10}
    assert {row.confidence for row in retentions()} == {"guidance"}
    assert retention("ballots").until(date(2021, 5, 23)) == date(2026, 5, 23)
    assert retention("ballots").until(date(2024, 2, 29)) == date(2029, 3, 1)


def test_within_ten_years_an_erasure_needs_a_decision_and_is_noted_as_early() -> None:
    nominated().when(PERSON, REQUEST, LAST_DAY).then_refused("still_kept", "2031-05-23", "10 năm")
    decided = EraseSubject(ground="court", decision="12/2022/QĐST-DS")
    nominated().when(PERSON, decided, COMMITTEE).then_found("erased_early")


def test_after_ten_years_an_erasure_needs_no_decision() -> None:
    nominated().when(PERSON, REQUEST, ARCHIVE).then(
        SubjectErased(reason="Theo yêu cầu của người có dữ liệu", decision="", kept_until=date(2031, 5, 23))
    )


def test_what_was_erased_is_erased_once_and_the_candidacy_stands_as_it_stood() -> None:
    story = nominated().after(PERSON, REQUEST, ARCHIVE)
    state = fold(PROCEDURE, story.events(PERSON))
    assert state.erased
    assert state.stage == "nominated"
    story.when(PERSON, EraseSubject(ground="time_over"), ARCHIVE).then_refused("already_done")


def test_another_units_committee_may_not_erase() -> None:
    elsewhere = act("people_committee", "BK-NS-02", "2031-05-24")
    nominated().when(PERSON, REQUEST, elsewhere).then_refused("not_authorised", "BK-NS-01")
    nominated().when(PERSON, REQUEST, act("front", "BK-NS-01", "2031-05-24")).then_refused("not_authorised")


def test_somebody_who_was_never_nominated_can_be_erased_too() -> None:
    established().when(PERSON, REQUEST, ARCHIVE).then_found()


def test_every_ground_of_the_law_can_be_given_and_no_other() -> None:
    assert set(get_args(StrikeOff)) == {row.id for row in entries("strike_off", "B")}
    papers = {row.id for row in entries("paper", "B")}
    assert set(get_args(Flaw)) == papers | set(FLAWS)
    for law in ("A", "B"):
        assert all(flaw(code, law) for code in get_args(Flaw))


def test_a_withdrawal_takes_a_ground_from_the_list_and_no_words_of_its_own() -> None:
    with pytest.raises(ValueError, match="own_request"):
        WithdrawCandidacy.model_validate({"ground": "Vì lý do sức khỏe"})

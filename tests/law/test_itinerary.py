"""The table of steps: every step of the law is there, and names what the program has."""

from __future__ import annotations

import pytest

from domain.command import COMMANDS
from domain.event import EVENTS
from domain.law.book import book
from domain.law.itinerary import FILE, heading, load, of_deadline, of_event, of_row, step, steps
from domain.law.table import FOLDER, BrokenRules, UnreadRule
from domain.register import PROCEDURES

NO_STEP_OF_THE_LAW = {"keys", "agenda", "docket", "person"}
"""Procedures that serve the record, the reminders, the registers: no step of the law is theirs alone."""


def text() -> str:
    return (FOLDER / FILE).read_text(encoding="utf-8")


def test_the_steps_are_p01_to_p51_and_s01_to_s06_in_order() -> None:
    wanted = [*(f"p{n:02}" for n in range(1, 52)), *(f"s{n:02}" for n in range(1, 7))]
    assert [*steps()] == wanted


def test_every_command_and_event_a_step_names_exists() -> None:
    commands = {command.__name__ for procedure in PROCEDURES for command in procedure.commands}
    for each in steps().values():
        assert set(each.commands) <= commands & set(COMMANDS), each.id
        assert set(each.events) <= set(EVENTS), each.id
        assert bool(each.commands) == bool(each.events), each.id


def test_every_row_of_the_law_binds_a_step() -> None:
    assert [name for name, row in book().rows.items() if row.kind == "law" and not of_deadline(name)] == []


def test_every_step_has_a_term_in_some_version() -> None:
    assert [each.id for each in steps().values() if not (each.terms("A") or each.terms("B"))] == []


def test_every_procedure_of_the_law_has_its_steps() -> None:
    named = {command for each in steps().values() for command in each.commands}
    idle = {
        procedure.name
        for procedure in PROCEDURES
        if not named & {command.__name__ for command in procedure.commands}
    }
    assert idle <= NO_STEP_OF_THE_LAW


def test_the_district_binds_in_version_a_only() -> None:
    assert "ubbc_d_set_up" in step("p06").terms("A")
    assert "ubbc_d_set_up" not in step("p06").terms("B")


def test_a_step_is_found_by_what_it_leaves_on_record() -> None:
    assert [each.id for each in of_event("ConsultationHeld")] == ["p08", "p10", "p18", "p23", "s03"]


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(UnreadRule, match="p52"):
        step("p52")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('after = ["p01"]', 'after = ["p99"]', "p02, after: there is no step p99"),
        ('next = ["p02", "p03"]', 'next = ["p03"]', "p02, after: p01 does not name it"),
        ('"announce_election_day"', '"announce_day"', "p02.*announce_day"),
        ('phase = "opening"', 'phase = "beginning"', "p01, phase"),
        ('confidence = "seen"', "", "p01, confidence"),
    ],
)
def test_a_table_that_does_not_fit_together_is_not_read(old: str, new: str, words: str) -> None:
    assert old in text()
    with pytest.raises(BrokenRules, match=words):
        load(text().replace(old, new, 1))


def test_a_wait_is_headed_by_the_step_its_event_ends() -> None:
    assert heading("RerunDecided") == f"p43 {step('p43').title.vi}"
    assert heading("ConsultationHeld", ballot="na", round="1").startswith("p08 ")
    assert heading("ConsultationHeld", ballot="commune", round="1").startswith("p10 ")
    assert heading("OfficialListPublished", "supplementary").startswith("s05 ")
    assert heading("FirstSessionHeld", "supplementary").startswith("p50 ")
    assert heading("ReminderSent") == ""
    assert of_row("bau_them_day").startswith("p4")

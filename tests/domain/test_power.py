"""Who decides, where complaints go, who sits on a body (Articles 22 to 27, 33, 60, 61, 72, 79 to 81, 87)."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from domain.law.book import book
from domain.law.complaint import About, Route, route, routes
from domain.law.composition import SEATS, Composition, Form, Seat, barred, seats, unfilled
from domain.law.power import Matter, Power, name, power
from domain.law.rules import body_size
from domain.law.table import BrokenRules, UnreadRule, read, rows
from domain.outcome import _NEXT
from domain.terms import BODY_NAMES, Ballot, Level

DECIDES: list[tuple[Matter, Ballot, str, str]] = [
    ("strike_off", "na", "A", "nec@nation"),
    ("strike_off", "district", "A", "committee@district"),
    ("missing_candidate", "na", "B", "nec@nation"),
    ("missing_candidate", "commune", "B", "committee@commune"),
    ("polling_day", "commune", "B", "nec@nation"),
    ("additional", "na", "A", "nec@nation"),
    ("additional", "province", "A", "committee@province"),
    ("rerun", "na", "B", "nec@nation"),
    ("rerun", "commune", "B", "committee@commune"),
    ("annulment", "commune", "B", "nec@nation"),
    ("status", "na", "A", "nec@nation"),
    ("status", "commune", "A", "committee@commune"),
    ("move_step", "na", "B", "nec@nation"),
    ("online_conference", "commune", "B", "committee@province"),
    ("dossier_central", "na", "A", "nec@nation"),
    ("dossier_local", "na", "A", "committee@province"),
    ("dossier_local", "commune", "B", "committee@commune"),
    ("doubtful_ballot", "na", "A", "team@commune"),
    ("establish_nec", "na", "A", "assembly@nation"),
    ("establish_committee", "na", "A", "people_committee@province"),
    ("establish_board", "commune", "B", "people_committee@commune"),
    ("establish_team", "province", "B", "people_committee@commune"),
    ("replace_member", "district", "A", "people_committee@district"),
]


@pytest.mark.parametrize(("matter", "ballot", "law", "who"), DECIDES)
def test_every_matter_has_its_decider(matter: Matter, ballot: Ballot, law: str, who: str) -> None:
    assert power(matter, ballot, law).decides == who


def test_article_98_3_no_step_is_moved_under_the_old_law() -> None:
    with pytest.raises(UnreadRule, match="move_step"):
        power("move_step", "na", "A")


def test_article_81_a_committee_below_the_province_cannot_propose_an_annulment() -> None:
    for law in ("A", "B"):
        found = power("annulment", "commune", law)
        for body, level in (
            ("nec", "nation"),
            ("standing_committee", "nation"),
            ("government", "nation"),
            ("front", "nation"),
            ("committee", "province"),
        ):
            assert found.may_propose(body, level)
        for body, level in (("committee", "district"), ("committee", "commune"), ("front", "province")):
            assert not found.may_propose(body, level)


def test_article_80_3_a_rerun_of_a_council_needs_the_consent_of_the_national_council() -> None:
    assert power("rerun", "commune", "A").consents == ("nec@nation",)
    assert power("rerun", "na", "A").consents == ()


def test_article_60_2_a_committee_strikes_off_with_the_agreement_of_the_front_of_its_level() -> None:
    found = power("strike_off", "commune", "B")
    assert found.consents == ("front@commune",)
    assert (
        found.sentence() == "Ủy ban bầu cử cấp xã quyết định, sau khi thống nhất với Mặt trận Tổ quốc cấp xã"
    )


def test_articles_22_24_a_body_is_set_up_after_agreement_with_the_council_and_the_front() -> None:
    for matter in ("establish_committee", "establish_board", "replace_member"):
        assert power(matter, "commune", "B").consents == ("council@commune", "front@commune")


def test_article_72_the_committee_of_the_level_asks_for_another_day() -> None:
    assert power("polling_day", "na", "B").proposes == ("committee@province",)
    assert power("polling_day", "commune", "B").proposes == ("committee@commune",)


def test_the_outcome_names_the_same_deciders_as_the_rows() -> None:
    assert power("additional", "na", "A").decides.startswith(_NEXT["ask_nec_additional"]["na"][1])
    assert power("additional", "commune", "A").decides.startswith(_NEXT["additional"]["council"][1])
    for body, ballot in (("na", "na"), ("council", "commune")):
        assert power("rerun", ballot, "A").decides.startswith(_NEXT["rerun"][body][1])  # type: ignore[arg-type]


def test_no_two_rows_decide_the_same_matter() -> None:
    seen = [
        (row.matter, ballot, law)
        for row in rows("powers.toml", Power)
        for ballot in row.ballots
        for law in row.laws
    ]
    assert len(seen) == len(set(seen))


ABSENT: dict[Matter, set[tuple[Ballot, str]]] = {
    "move_step": {("na", "A"), ("province", "A"), ("district", "A"), ("commune", "A")},
    "online_conference": {("na", "A"), ("province", "A"), ("district", "A"), ("commune", "A")},
    "dossier_central": {
        (ballot, law) for ballot in ("province", "district", "commune") for law in ("A", "B")
    },
    "establish_nec": {(ballot, law) for ballot in ("province", "district", "commune") for law in ("A", "B")},
    "dissolved": {("na", "A"), ("na", "B")},
}
"""Matters that do not arise for a ballot under a version of the law."""


@pytest.mark.parametrize("matter", get_args(Matter))
def test_every_matter_is_decided_for_every_ballot_of_every_version_or_does_not_arise(matter: Matter) -> None:
    missing = set()
    for version in book().versions.values():
        for ballot in version.ballots:
            try:
                power(matter, ballot, version.id)
            except UnreadRule:
                missing.add((ballot, version.id))
    assert missing == {pair for pair in ABSENT.get(matter, set()) if pair != ("district", "B")}


def test_every_subject_has_a_route_for_every_ballot_of_every_version() -> None:
    for version in book().versions.values():
        for ballot, about in product(version.ballots, get_args(About)):
            assert version.id in route(about, ballot, version.id).laws


def test_every_body_of_a_row_has_a_name() -> None:
    for row in rows("powers.toml", Power):
        for body in (row.decides, *row.proposes, *row.consents):
            assert name(body).startswith(tuple(BODY_NAMES.values()))


ROUTES: list[tuple[About, Ballot, tuple[str, ...], str, str]] = [
    ("candidate", "na", ("board@province", "committee@province", "nec@nation"), "nec@nation", "nec@nation"),
    ("candidate", "commune", ("board@commune",), "committee@commune", "committee@commune"),
    ("team", "commune", ("team@commune",), "board@commune", ""),
    ("counting", "na", ("team@commune",), "board@province", ""),
    ("campaign", "province", ("committee@province",), "", ""),
    ("result", "na", ("nec@nation",), "", "nec@nation"),
    ("result", "commune", ("committee@commune",), "", "committee@commune"),
]


@pytest.mark.parametrize("law", ["A", "B"])
@pytest.mark.parametrize(("about", "ballot", "first", "then", "final"), ROUTES)
def test_a_complaint_goes_where_the_law_sends_it(
    about: About, ballot: Ballot, first: tuple[str, ...], then: str, final: str, law: str
) -> None:
    found = route(about, ballot, law)
    assert (found.first, found.then, found.final) == (first, then, final)


def test_article_33_a_court_has_the_last_word_on_the_voter_list_and_which_one_is_open_since_2025() -> None:
    assert route("voter_list", "na", "A").final == "court@district"
    since = route("voter_list", "na", "B")
    assert (since.final, since.confidence, since.open_points) == ("court@region", "unconfirmed", ("O-14",))


def test_article_61_3_an_anonymous_denunciation_is_not_considered() -> None:
    found = route("anonymous", "na", "B")
    assert not found.considered
    assert "không được xem xét" in found.sentence()


def test_no_term_is_set_for_complaints_about_candidates_teams_and_counting() -> None:
    for about in ("candidate", "team", "counting", "campaign"):
        found = route(about, "commune", "A")
        assert found.settle == ""
        assert "không nêu thời hạn" in found.sentence()
    assert route("result", "commune", "A").settle == "result_complaint_resolve_hdnd"


def test_the_deadlines_a_route_names_are_rows_of_that_version() -> None:
    for law in ("A", "B"):
        for row in routes(law):
            for deadline in filter(None, (row.lodge, row.settle)):
                assert law in book().rows[deadline].law


def test_a_route_that_begins_nowhere_and_a_subject_that_is_not_there() -> None:
    text = '[x]\nabout = "team"\narticle = "Điều 1"\nvi = "x"\nen = "x"\nlaws = ["A"]\nthen = "board@own"\n'
    with pytest.raises(BrokenRules, match="nobody receives"):
        list(read("complaints.toml", text + 'sources = ["S1"]\nconfidence = "seen"', Route))
    with pytest.raises(UnreadRule, match="team"):
        route("team", "na", "C")


SITS: list[tuple[str, Level, Ballot | None, Form, str, str]] = [
    ("committee", "province", None, "", "", "secretary delegation"),
    ("committee", "commune", None, "", "", "secretary"),
    ("board", "province", "na", "", "", "secretary"),
    ("board", "commune", "commune", "", "", "secretary"),
    ("team", "commune", None, "", "", ""),
    ("nec", "nation", None, "", "", ""),
    ("team", "commune", None, "armed_forces", "", ""),
    ("board", "province", "na", "supplementary", "", ""),
]


@pytest.mark.parametrize(("body", "level", "ballot", "form", "only_a", "only_b"), SITS)
def test_articles_22_24_the_new_law_adds_a_secretary_and_to_the_province_the_delegation(
    body: str, level: Level, ballot: Ballot | None, form: Form, only_a: str, only_b: str
) -> None:
    a, b = (set(seats(body, level, ballot, law, form)) for law in ("A", "B"))
    assert (a - b, b - a) == (set(only_a.split()), set(only_b.split()))


def test_a_seat_left_empty_is_named_in_words() -> None:
    full: tuple[Seat, ...] = seats("committee", "province", None, "B")
    assert unfilled(full, "committee", "province", None, "B") == ()
    (found,) = unfilled([seat for seat in full if seat != "delegation"], "committee", "province", None, "B")
    assert "Đoàn đại biểu Quốc hội" in found.sentence
    assert (found.article, found.code) == ("Điều 22.1", "seat_left_empty")
    assert unfilled(["secretary", *full], "committee", "province", None, "B") == ()


def test_a_district_has_no_committee_under_the_new_law() -> None:
    with pytest.raises(UnreadRule, match="district"):
        seats("committee", "district", None, "B")


def test_every_body_with_a_composition_has_a_size_in_the_same_versions_and_every_seat_a_name() -> None:
    for row in rows("composition.toml", Composition):
        for law, wanted in row.law.items():
            assert set(wanted) <= set(SEATS)
            for level in row.levels:
                if level == "nation" or level in book().versions[law].ballots:
                    ballot = level if level in row.ballots else "na"
                    variant = "" if row.form == "shared" else row.form
                    assert body_size(row.body, level, ballot, law, variant).law == law


def test_article_27_a_candidate_may_not_sit_on_the_board_or_team_where_he_stands() -> None:
    (reason,) = barred("board", ["X-1"], ["X-1"])
    assert (reason.article, "X-1" in reason.text) == ("Điều 27", True)
    assert len(barred("team", ["NA-1", "X-1"], ["X-1"])) == 1
    assert barred("board", ["X-1"], ["X-2"]) == ()


def test_o_26_a_member_of_a_committee_may_stand() -> None:
    assert barred("committee", ["X-1"], ["X-1"]) == ()

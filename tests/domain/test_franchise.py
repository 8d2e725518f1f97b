"""Who votes for what, and how many vote in one area (Articles 11, 29, 30, 31 and 34)."""

from __future__ import annotations

import pytest

from domain.area import Kind, odd_size
from domain.law.book import book
from domain.law.franchise import Voter, ballots, voter, voters, why
from domain.law.table import BrokenRules, UnreadRule, read

MATRIX = {
    "resident": "npdc",
    "temporary": "npd",
    "soldier": "npd",
    "soldier_at_home": "npdc",
    "returned_permanent": "npdc",
    "returned_temporary": "npd",
    "detained": "np",
    "released_permanent": "npdc",
    "released_temporary": "npd",
    "moved_permanent": "npdc",
    "moved_temporary": "npd",
    "elsewhere": "np",
}


def test_articles_29_30_34_every_kind_of_voter_receives_the_ballots_of_the_matrix() -> None:
    assert [row.id for row in voters()] == list(MATRIX)
    for status, letters in MATRIX.items():
        assert "".join(ballot[0] for ballot in ballots(status, "A")) == letters
        assert "".join(ballot[0] for ballot in ballots(status, "B")) == letters.replace("d", "")


def test_article_34_with_a_certificate_nobody_votes_for_district_or_commune_even_under_the_old_law() -> None:
    assert ballots("elsewhere", "A") == ("na", "province")
    reason = why("elsewhere", "district", "A")
    assert (reason.article, "không bầu" in reason.text) == ("Điều 34", True)


def test_article_31_2_the_soldier_at_home_votes_for_the_commune_and_the_row_says_that_it_is_inferred() -> (
    None
):
    assert voter("soldier_at_home").confidence == "inferred"
    assert "được bầu" in why("soldier_at_home", "commune", "B").text


def test_a_voter_or_a_version_that_is_not_there_is_not_guessed() -> None:
    with pytest.raises(UnreadRule, match="resident"):
        ballots("tourist", "A")
    with pytest.raises(UnreadRule, match="phiên bản C"):
        ballots("resident", "C")


def test_nobody_receives_a_ballot_the_version_does_not_have() -> None:
    for version in book().versions.values():
        for row in voters():
            assert set(ballots(row.id, version.id)) <= set(version.ballots)


def test_a_ballot_named_twice_does_not_load() -> None:
    text = '[x]\narticle = "Điều 29"\nvi = "x"\nen = "x"\nlaw.A = ["na", "na"]\nsources = ["S1"]\n'
    with pytest.raises(BrokenRules, match="twice"):
        list(read("franchise.toml", text + 'confidence = "seen"', Voter))


@pytest.mark.parametrize(
    ("voters_", "kind", "odd"),
    [
        (299, "ordinary", True),
        (300, "ordinary", False),
        (4000, "ordinary", False),
        (4001, "ordinary", True),
        (1, "sparse", False),
        (4001, "sparse", True),
        (49, "hospital", True),
        (50, "hospital", False),
        (1, "armed_forces", False),
        (1, "detention", False),
    ],
)
def test_article_11_an_area_has_300_to_4000_voters_with_its_exceptions(
    voters_: int, kind: Kind, odd: bool
) -> None:
    for law in ("A", "B"):
        found = odd_size(voters_, kind, law)
        assert bool(found) is odd
        assert all(str(voters_) in finding.sentence and finding.article == "Điều 11" for finding in found)


def test_a_negative_number_of_voters_is_no_number() -> None:
    with pytest.raises(ValueError, match="-1"):
        odd_size(-1, "sparse", "A")


def test_article_11_the_sentence_says_which_bound_holds() -> None:
    (ordinary,), (sparse,) = (odd_size(4001, kind, "A") for kind in ("ordinary", "sparse"))
    assert "luật định từ 300 đến 4000 cử tri" in ordinary.sentence
    assert "luật định không quá 4000 cử tri" in sparse.sentence
    assert odd_size(0, "detention", "A") == ()

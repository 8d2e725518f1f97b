"""One person in several places: what two candidacies together may not do (R07, Articles 36.3 and 57.5)."""

from __future__ import annotations

import pytest

from domain.candidacy.commands import Nominate, ProposeNominee, ReplaceNominee, WithdrawCandidacy
from domain.candidacy.events import CandidateNominated
from domain.command import Act
from domain.person.commands import TakePlace
from domain.person.events import PlaceTaken
from domain.terms import Ballot
from tests.domain.province import COMMUNE, estimated, first_round
from tests.domain.scenario import Scenario, act

ANH = "person/bk-2021/n-17"
HOMES: dict[Ballot, str] = {"na": "BK", "province": "BK", "district": "BK-NS", "commune": "BK-NS-01"}


def take(ballot: Ballot, candidacy: str = "") -> TakePlace:
    return TakePlace(candidacy=candidacy or f"{ballot}-1", ballot=ballot, unit=HOMES[ballot])


def office(ballot: Ballot, day: str = "2021-03-01") -> Act:
    return act("committee", HOMES[ballot], day)


def standing(*ballots: Ballot) -> Scenario:
    story = estimated().after(COMMUNE, first_round(), act("front", "BK-NS-01", "2021-02-15"))
    for ballot in ballots:
        story = story.after(ANH, take(ballot), office(ballot))
    return story


def nominated(*ballots: Ballot) -> Scenario:
    """The same, and every one of these candidacies has begun."""
    story = standing(*ballots)
    for ballot in ballots:
        command = Nominate(ballot=ballot, unit=HOMES[ballot], origin="self", person="n-17")
        story = story.after(
            f"candidacy/bk-2021/{ballot}-1", command, act("candidate", HOMES[ballot], "2021-03-02")
        )
    return story


@pytest.mark.covers("p16", "p17")
@pytest.mark.parametrize(
    ("held", "more"),
    [
        ((), "na"),
        (("na",), "commune"),
        (("province",), "commune"),
        (("commune",), "na"),
    ],
)
def test_two_councils_or_the_assembly_and_one_council_are_allowed_by_article_36_3(
    held: tuple[Ballot, ...], more: Ballot
) -> None:
    standing(*held).when(ANH, take(more), office(more)).then(
        PlaceTaken(candidacy=f"{more}-1", ballot=more, unit=HOMES[more])
    )


@pytest.mark.covers("p16", "p17")
@pytest.mark.parametrize(
    ("held", "more"),
    [
        (("province", "district"), "commune"),
        (("na", "province"), "district"),
        (("province", "commune"), "na"),
    ],
)
def test_a_third_council_or_a_second_one_beside_the_assembly_is_refused_by_article_36_3(
    held: tuple[Ballot, ...], more: Ballot
) -> None:
    standing(*held).when(ANH, take(more), office(more)).then_refused("too_many_places", "Điều 36.3", held[0])


def test_a_second_candidacy_for_the_assembly_is_refused_by_article_57_5() -> None:
    again = TakePlace(candidacy="na-2", ballot="na", unit="VN")
    standing("na").when(ANH, again, act("nec", "VN", "2021-03-01")).then_refused(
        "stands_already", "Điều 57.5"
    )


def test_two_communes_are_one_level_and_refused_by_article_36_3() -> None:
    again = take("commune", "commune-2")
    standing("commune").when(ANH, again, office("commune")).then_refused("stands_already", "Điều 36.3")


def test_the_same_candidacy_takes_its_place_once() -> None:
    standing("commune").when(ANH, take("commune"), office("commune")).then_refused("already_done")


@pytest.mark.covers("story:33")
def test_who_withdrew_in_one_place_may_stand_in_another() -> None:
    story = nominated("province", "district")
    story.when(ANH, take("commune"), office("commune")).then_refused("too_many_places")
    story = story.after(
        "candidacy/bk-2021/district-1",
        WithdrawCandidacy(ground="own_request"),
        act("candidate", "BK-NS", "2021-03-05"),
    )
    story.when(ANH, take("commune"), office("commune")).then_found()


def test_a_nomination_with_a_person_needs_the_place_on_the_persons_stream() -> None:
    command = Nominate(ballot="commune", unit="BK-NS-01", origin="self", person="n-17")
    by = act("candidate", "BK-NS-01", "2021-03-02")
    where = "candidacy/bk-2021/commune-1"
    standing().when(where, command, by).then_refused("place_not_taken", "n-17")
    standing("commune").when("candidacy/bk-2021/commune-9", command, by).then_refused("place_not_taken")
    standing("commune").when(where, command, by).then(
        CandidateNominated(ballot="commune", unit="BK-NS-01", origin="self", person="n-17")
    )


def test_only_a_body_of_the_unit_where_somebody_stands_takes_the_place() -> None:
    standing().when(ANH, take("commune"), office("province")).then_refused("not_authorised")
    standing().when(ANH, take("commune"), act("team", "BK-NS-01", "2021-03-01")).then_refused(
        "not_authorised"
    )


def test_a_unit_that_does_not_organise_the_ballot_has_no_place_to_give() -> None:
    command = TakePlace(candidacy="x-1", ballot="na", unit="BK-NS-01")
    standing().when(ANH, command, office("commune")).then_refused("wrong_level")


def test_a_nominee_who_was_replaced_leaves_the_place() -> None:
    story = standing("commune")
    where = "candidacy/bk-2021/commune-1"
    by = act("nominator", "BK-NS-01", "2021-02-20")
    story = story.after(where, ProposeNominee(ballot="commune", unit="BK-NS-01"), by)
    story.when(ANH, take("commune", "commune-2"), office("commune")).then_refused("stands_already")
    story = story.after(where, ReplaceNominee(successor="c-9", ground="own_request"), by)
    story.when(ANH, take("commune", "commune-2"), office("commune")).then_found()

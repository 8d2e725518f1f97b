"""The chains and collisions that follow from the order of steps, found for any day and version."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

import domain.law.book
from domain.collision import Link, Verdict, collisions, links
from domain.decision import Adopted, Decision, Polling, Repoll
from domain.due import Election
from domain.law.book import LawError, load
from domain.law.deadline import Ballot
from domain.zone import at, end_of_day
from tests.law.test_calendar import ALL, TWO_COUNCILS, Y2016, Y2021, Y2026, moved

A_LATER = Election(day=date(2024, 6, 9), levels=ALL)
B_LATER = Election(day=date(2031, 3, 16), levels=TWO_COUNCILS)
BY_ELECTION = Election(kind="supplementary", day=date(2027, 3, 14), levels=("commune",))

Found = tuple[Verdict, int | None]


def found(election: Election, name: str, level: Ballot | None = None) -> Found | None:
    """Verdict and slack of a need; nothing where it is not reported."""
    told = {
        (link.verdict, link.days)
        for link in collisions(election)
        if link.id == name and level in (None, link.level)
    }
    assert len(told) <= 1, told
    return told.pop() if told else None


def link(election: Election, name: str, level: str) -> Link:
    return next(each for each in links(election) if (each.id, each.level) == (name, level))


@pytest.mark.parametrize("election", [Y2021, A_LATER, Y2026, B_LATER])
def test_1_articles_32_and_33_the_voter_list_leaves_no_day_to_spare(election: Election) -> None:
    assert found(election, "voter_list_chain") == ("no_slack", 0)
    assert found(election, "voter_list_court") == ("no_slack", 0)

    chain = link(election, "voter_list_chain", "all")
    assert (chain.first_article, chain.then_article.split(";")[0]) == ("Điều 32", "Điều 33")
    assert (chain.first_day, chain.then_day) == (
        election.day - timedelta(days=40),
        election.day - timedelta(days=5),
    )


def test_1_in_2016_the_court_had_no_terms_that_were_read() -> None:
    assert found(Y2016, "voter_list_chain") is None
    assert found(Y2016, "voter_list_court") is None


def test_1_a_late_posting_breaks_the_chain() -> None:
    late = {"V": Y2026.day - timedelta(days=37)}

    broken = [each for each in collisions(Y2026, anchors=late) if each.id == "voter_list_chain"]

    assert [(each.verdict, each.days) for each in broken] == [("collision", -3)]
    assert "thiếu 3 ngày" in broken[0].says.vi
    assert "3 days short" in broken[0].says.en


def test_2_articles_59_and_61_2_six_days_to_complain_in_version_b_and_ten_in_version_a() -> None:
    for election in (Y2026, B_LATER):
        assert found(election, "complaint_about_candidates") == ("short_window", -4)
    for election in (Y2016, Y2021, A_LATER):
        assert found(election, "complaint_about_candidates") is None
        assert link(election, "complaint_about_candidates", "na").days == 0

    window = link(Y2026, "complaint_about_candidates", "na")
    assert (window.first_article, window.then_article) == ("Điều 59", "Điều 61.2")
    assert "có 6 ngày, cần 10" in window.says.vi


@pytest.mark.parametrize("election", [Y2016, Y2021, Y2026, B_LATER])
def test_3_articles_57_4_and_23_ballots_are_due_on_the_day_of_the_list_they_are_printed_from(
    election: Election,
) -> None:
    assert found(election, "list_before_ballots") == ("no_slack", 0)
    assert link(election, "list_before_ballots", "na").then_article == "Điều 23.1.g"


def test_4_article_59_two_days_before_posting_cannot_be_had_in_version_b() -> None:
    assert found(Y2026, "missing_candidate_before_posting") == ("collision", -1)
    assert found(Y2021, "missing_candidate_before_posting") is None
    assert link(Y2021, "missing_candidate_before_posting", "commune").days == 3
    assert link(Y2026, "missing_candidate_before_posting", "commune").guidance


def test_4_guidance_of_one_election_says_nothing_of_another() -> None:
    assert "missing_candidate_before_posting" not in {each.id for each in links(B_LATER)}


def test_5_articles_36_44_and_47_dossiers_to_the_third_round_run_in_steps_of_two_days_in_version_b() -> None:
    for election in (Y2026, B_LATER):
        assert found(election, "dossiers_before_round2") == ("tight", 2)
        assert found(election, "round2_before_adjustment") == ("tight", 2)
    for election in (Y2016, Y2021):
        assert found(election, "dossiers_before_round2") is None
        assert found(election, "round2_before_adjustment") is None


def test_6_articles_79_3_and_86_2_in_version_a_a_further_vote_may_come_after_the_results() -> None:
    for election in (Y2016, Y2021):
        assert found(election, "further_vote_before_council_result") == ("collision", -5)
        assert found(election, "further_vote_before_province") == ("collision", -8)
    assert found(Y2026, "further_vote_before_council_result") is None


def test_6_articles_79_3_and_83_3_in_version_b_it_falls_on_the_last_day_of_the_provincial_minutes() -> None:
    for election in (Y2026, B_LATER):
        assert found(election, "further_vote_before_province") == ("no_slack", 0)


def test_6_articles_77_and_79_3_version_b_leaves_one_sunday_and_it_is_the_last_day() -> None:
    for election in (Y2026, B_LATER):
        assert found(election, "further_vote_on_sunday") == ("one_sunday", 0)
    for election in (Y2016, Y2021):
        assert found(election, "further_vote_on_sunday") is None

    sunday = link(Y2026, "further_vote_on_sunday", "na")
    assert "chủ nhật đầu tiên là Chủ nhật 22/3/2026" in sunday.says.vi
    assert "O-6" in sunday.why.vi


def test_7_articles_81_2_86_and_87_in_version_b_no_re_run_can_follow_publication_or_complaint() -> None:
    for election in (Y2026, B_LATER):
        assert found(election, "annulment_after_publication") == ("collision", -3)
        assert found(election, "annulment_after_complaint") == ("collision", -13)


def test_7_in_version_a_a_council_may_still_be_annulled_after_publication_but_not_after_complaints() -> None:
    assert found(Y2021, "annulment_after_publication", "commune") is None
    assert found(Y2021, "annulment_after_publication", "na") == ("collision", -5)
    assert found(Y2021, "annulment_after_complaint", "commune") == ("collision", -20)
    assert found(Y2021, "annulment_after_complaint", "na") == ("collision", -40)


@pytest.mark.parametrize(
    ("election", "level", "days"),
    [(Y2021, "na", 5), (Y2021, "district", 10), (Y2026, "na", 40), (Y2026, "commune", 25)],
)
def test_8_articles_86_87_and_88_the_end_of_the_result_chain_fits_before_the_first_session(
    election: Election, level: str, days: int
) -> None:
    chain = link(election, "complaints_before_session", level)

    assert (chain.verdict, chain.days) == ("fits", days)
    assert "Điều 87.1" in chain.article
    assert "Điều 87.2" in chain.article


@pytest.mark.parametrize("election", [Y2016, Y2021, Y2026, B_LATER])
def test_9_articles_64_29_and_30_hang_on_an_hour_that_each_team_sets(election: Election) -> None:
    hanging = {each.then_article for each in collisions(election) if each.verdict == "unsure"}

    assert {"Điều 64", "Điều 29.4", "Điều 30.2", "Điều 30.3", "Điều 30.4", "Điều 30.5"} <= hanging
    assert all(each.first_article == "Điều 71.1" for each in links(election) if each.verdict == "unsure")


def test_9_a_recorded_opening_settles_the_hour() -> None:
    assert not [each for each in links(Y2026, anchors={"P": at(Y2026.day, 7)}) if each.verdict == "unsure"]


@pytest.mark.parametrize(("law", "posting", "boards", "teams"), [("A", -10, -15, -5), ("B", -6, -7, -3)])
def test_10_articles_92_3_59_23_and_24_a_supplementary_list_comes_too_late_for_the_ordinary_terms(
    law: str, posting: int, boards: int, teams: int
) -> None:
    told = {each.id: (each.verdict, each.days) for each in collisions(BY_ELECTION, law)}

    assert told["list_before_posting"] == ("collision", posting)
    assert told["list_before_ballots"] == ("collision", boards)
    assert told["list_before_teams_supplied"] == ("collision", teams)


def test_10_articles_92_3_and_61_2_complaints_stop_on_the_day_of_the_supplementary_list() -> None:
    window = link(BY_ELECTION, "complaint_about_candidates", "commune")

    assert (window.verdict, window.days, window.first_day == window.then_day) == ("short_window", -10, True)
    assert (window.first_article, window.then_article) == ("Điều 92.3", "Điều 61.2")


def test_10_articles_91_and_33_thirty_days_to_complain_do_not_fit_into_fifteen() -> None:
    assert found(BY_ELECTION, "voter_list_right") == ("short_window", -15)
    assert found(BY_ELECTION, "voter_list_chain") == ("collision", -25)
    assert found(Y2026, "voter_list_right") is None


def test_10_constituencies_polling_areas_and_campaign_have_no_rule_of_their_own() -> None:
    silent = {each.id for each in links(BY_ELECTION) if each.verdict == "no_rule"}

    assert silent == {"constituencies_before_boards", "areas_before_teams", "campaign"}
    assert not [each for each in links(Y2026) if each.verdict == "no_rule"]


def test_early_polling_can_come_before_the_ballots_of_its_own_area() -> None:
    early = Polling(day=Y2026.day - timedelta(days=17), units=("29.007.01",), source="a", reason="b")

    told = {each.id: each for each in collisions(Y2026, decisions=[early], unit="29.007.01")}

    assert (told["ballots_before_polling"].verdict, told["ballots_before_polling"].days) == ("collision", -4)
    assert told["posting_before_polling"].verdict == "collision"


def test_a_re_poll_that_was_held_is_measured_by_its_own_day() -> None:
    again = Repoll(day=date(2021, 5, 30), level="commune", source="a", reason="b")

    told = {
        (each.id, each.level): each.verdict
        for each in links(Y2021, decisions=[again])
        if each.id == "further_vote_before_council_result"
    }

    assert told["further_vote_before_council_result", "commune"] == "fits"
    assert told["further_vote_before_council_result", "district"] == "collision"


def test_o5_adopted_takes_the_collision_away() -> None:
    record: list[Decision] = [
        Repoll(day=date(2021, 6, 6), level="commune", source="a", reason="b"),
        Adopted(open_point="O-5", source="a", reason="b"),
    ]

    told = {each.id: each.verdict for each in links(Y2021, decisions=record) if each.level == "commune"}

    assert told["further_vote_before_council_result"] == "fits"


def test_article_98_3_a_moved_step_is_measured_by_its_new_day() -> None:
    sooner = moved("hdnd_official_list", end_of_day(date(2026, 2, 20)))

    told = {(each.id, each.level): each.days for each in links(Y2026, decisions=[sooner])}

    assert told["list_before_ballots", "commune"] == 6
    assert told["list_before_ballots", "na"] == 0


@pytest.mark.parametrize("election", [Y2016, Y2021, Y2026, BY_ELECTION])
def test_every_link_names_both_articles_and_says_so_in_two_languages(election: Election) -> None:
    for each in links(election):
        assert each.first_article
        assert each.then_article
        for sentence in (each.says.vi, each.says.en):
            assert each.first_article in sentence
            assert each.then_article in sentence
            assert sentence.endswith(".")


def test_what_needs_attention_is_what_does_not_simply_fit() -> None:
    every, told = links(Y2026), collisions(Y2026)

    assert set(told) == {each for each in every if each.verdict != "fits"}
    assert len(every) == len(set(every)) > len(told) > 0


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "order",
            'then = "adjust1"',
            'then = "adjust7"',
            r"order\.toml, round1_before_adjustment: .*'adjust7'",
        ),
        ("order", 'window_of = "voter_list_complaint"', 'window_of = "x"', r"order\.toml, voter_list_right"),
        ("order", 'article = "Điều 47"\n', "", r"order\.toml, round2_before_adjustment: article"),
        ("steps", '"sup_to"]', '"sup_team"]', r"steps\.toml, teams: names 'sup_team'"),
    ],
)
def test_an_order_that_names_what_is_not_there_does_not_load(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    folder = Path(shutil.copytree(Path(domain.law.book.__file__).parent, tmp_path / "law"))
    path = folder / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LawError, match=said):
        load(folder)

"""The published calendars of 2021 and 2026 against the computed ones, item by item.

The verdicts are approved in data/official.approved.txt. To approve a change, replace that file by the
received text the failing test prints.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from domain.calendar import calendar
from domain.due import Due, Election
from domain.law.book import book
from domain.zone import local

DATA = Path(__file__).parent / "data"

# The official word for a step, and the rows it speaks of.
STEPS: Mapping[str, tuple[str, ...]] = {
    "announce_election_day": ("announce_election_day",),
    "structure_estimate_na": ("na_structure_estimate",),
    "committees_established": ("ubbc_p_set_up", "ubbc_d_set_up", "ubbc_c_set_up"),
    "committee_province_established": ("ubbc_p_set_up",),
    "committee_commune_established": ("ubbc_c_set_up",),
    "consultation_1": ("consult1_central", "consult1_province_na", "consult1_hdnd"),
    "structure_adjust_1_na": ("na_adjust_1",),
    "structure_adjust_1_hdnd": ("hdnd_adjust",),
    "constituencies_published": ("na_constituencies_publish", "hdnd_constituencies_publish"),
    "constituencies_published_na": ("na_constituencies_publish",),
    "constituencies_published_hdnd": ("hdnd_constituencies_publish",),
    "boards_established": ("ban_na_set_up", "ban_hdnd_p_set_up", "ban_hdnd_d_set_up", "ban_hdnd_c_set_up"),
    "boards_established_na": ("ban_na_set_up",),
    "boards_established_hdnd": ("ban_hdnd_p_set_up", "ban_hdnd_c_set_up"),
    "dossier_close": ("dossier_submit",),
    "consultation_2": ("consult2_central", "consult2_province_na", "consult2_hdnd"),
    "teams_established": ("to_bau_cu_set_up",),
    "voter_list_posted": ("voter_list_post",),
    "voter_list_complaint_resolve_cutoff": ("voter_list_complaint_resolve",),
    "structure_adjust_2_na": ("na_adjust_2",),
    "verification_reply_end": ("verify_voter_matters_na", "verify_voter_matters_hdnd"),
    "consultation_3": ("consult3_central", "consult3_province_na", "consult3_hdnd"),
    "list_sent": ("send_round3_central", "send_round3_province_na", "send_round3_hdnd"),
    "consultation_minutes_sent_na": ("send_round3_central", "send_round3_province_na"),
    "consultation_minutes_sent_hdnd": ("send_round3_hdnd",),
    "official_list_published_na": ("na_official_list",),
    "official_list_published_hdnd": ("hdnd_official_list",),
    "official_list_published_province_na": ("na_list_publish_province",),
    "official_list_posted": ("na_list_publish_province", "lists_post_polling_area"),
    "official_list_posted_hdnd": ("lists_post_polling_area",),
    "ballots_to_boards_na": ("documents_to_ban_na",),
    "ballots_to_boards_hdnd": ("documents_to_ban_hdnd",),
    "ballots_to_teams": ("documents_to_to",),
    "candidate_complaints_stop": ("candidate_complaints_stop",),
    "campaign_end": ("campaign_end",),
    "team_minutes": ("to_minutes_send",),
    "early_team_minutes": ("to_minutes_send",),
    "board_minutes_na": ("ban_minutes_na",),
    "board_minutes_hdnd_province": ("ban_minutes_hdnd",),
    "board_minutes_hdnd_commune": ("ban_minutes_hdnd",),
    "committee_minutes_na": ("province_minutes_na",),
    "extra_election_last_day": ("bau_them_day",),
    "rerun_last_day": ("bau_lai_day_low_turnout", "bau_lai_day_annulled"),
    "results_published_na": ("na_results_publish",),
    "results_published_hdnd": ("hdnd_results_publish",),
    "results_published_hdnd_province": ("hdnd_results_publish",),
    "results_published_hdnd_commune": ("hdnd_results_publish",),
    "first_session_hdnd": ("hdnd_first_session",),
}

# Where the publication and the count part, and why. Anything else that does not match fails the test.
CONFLICTS: Mapping[tuple[str, str], str] = {
    ("2021-05-23", "official_list_published_hdnd"): (
        "O-11: printed as 25 days before, but 23/5 less 25 days is 28/4; the answer book is one day off"
    ),
    ("2026-03-15", "mountain_island_commune_list"): (
        "no step of the law on elections: a list of communes that the Council itself set a day for"
    ),
    ("2026-03-15", "voter_list_complaint_resolve_cutoff"): (
        "a newspaper's fixed day; the law counts five days from each complaint, and 10/3 is only the last "
        "of them when the list is posted on its last day (E-40 + 30 + 5)"
    ),
}


def legal_deadlines(year: int) -> Iterator[tuple[Election, dict[str, Any]]]:
    published = yaml.safe_load((DATA / f"calendar-{year}.yaml").read_text(encoding="utf-8"))
    day = date.fromisoformat(published["day"])
    levels = ("na", "province", "district", "commune") if year == 2021 else ("na", "province", "commune")
    election = Election.model_validate({"day": day, "levels": levels})
    for item in published["items"]:
        if item["kind"] == "legal_deadline":
            yield election, item


def computed_day(due: Due) -> date | None:
    """The day to compare: the last one, or the first one of a term that has no end."""
    instant: datetime | None = due.due or due.opens
    return local(instant).date() if instant else None


def verdict(election: Election, item: Mapping[str, Any]) -> tuple[str, str]:
    step, published = str(item["step"]), date.fromisoformat(item["date"])
    rows = STEPS.get(step, ())
    dues = [due for due in calendar(election) if due.id in rows]
    days = {computed_day(due) for due in dues}
    found = ", ".join(sorted({str(day) for day in days})) or "no row"
    if days == {published}:
        return "matched", f"{', '.join(rows)}"
    reason = CONFLICTS.get((str(election.day), step))
    assert reason, f"{election.day} {step}: published {published}, computed {found}; explain it in CONFLICTS"
    return "conflict", f"computed {found}; {reason}"


def test_every_published_legal_deadline_is_matched_or_its_conflict_is_explained() -> None:
    lines: list[str] = []
    counts: Counter[str] = Counter()
    for year in (2021, 2026):
        for election, item in legal_deadlines(year):
            result, why = verdict(election, item)
            counts[result] += 1
            lines.append(f"{year} {item['step']} {item['date']} {result}: {why}")
    of_law = sum(row.kind == "law" for row in book().rows.values())
    lines.append(
        f"{of_law} rows of law, {len(book().rows) - of_law} of guidance; "
        f"{counts['matched']} official dates matched, {counts['conflict']} in conflict"
    )
    conflicts = [line for line in lines if " conflict: " in line]
    print("\n".join([*conflicts, lines[-1]]))  # noqa: T201 - belongs in the report of a run

    received = "\n".join(lines) + "\n"
    approved = (DATA / "official.approved.txt").read_text(encoding="utf-8")
    assert received == approved, received


def test_every_explained_conflict_is_still_one() -> None:
    published = {(str(e.day), item["step"]) for year in (2021, 2026) for e, item in legal_deadlines(year)}

    assert set(CONFLICTS) <= published


def test_dossiers_close_at_five_in_the_afternoon_by_guidance_in_both_elections() -> None:
    for year, row in ((2021, "g21_dossiers"), (2026, "g26_dossiers")):
        for election, item in legal_deadlines(year):
            if item["step"] == "dossier_close":
                hours = {due.due for due in calendar(election) if due.id == row}
                assert hours == {datetime.fromisoformat(f"{item['date']}T{item['hour']}:00+07:00")}


def test_the_campaign_of_2026_ends_at_the_published_hour() -> None:
    for election, item in legal_deadlines(2026):
        if item["step"] == "campaign_end":
            hours = {due.due for due in calendar(election) if due.id == "campaign_end"}
            assert hours == {datetime.fromisoformat(f"{item['date']}T{item['hour']}:00+07:00")}

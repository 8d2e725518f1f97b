"""The time sweep: on every Sunday from 2015 to 2036 each legal step has one rule in force, never none or two.

What steps there are is taken from the naive table, so that a row lost from the rule files is missed here.
A day before 1 September 2015 has no version and is refused by design; so is a district ballot in version B.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from domain.calendar import calendar, reckon
from domain.due import CalendarError, Due, Election
from domain.law.book import book
from domain.law.deadline import BALLOTS, Ballot, ElectionKind
from domain.reckoner import Reckoner
from tests.law import naive

FIRST, LAST = date(2015, 9, 6), date(2036, 12, 28)
SUNDAYS = [FIRST + timedelta(weeks=week) for week in range((LAST - FIRST).days // 7 + 1)]
KINDS: tuple[ElectionKind, ...] = ("general", "supplementary")
LETTERS: dict[Ballot, str] = {"na": "N", "province": "P", "district": "D", "commune": "C"}


def number(day: date) -> int:
    return naive.julian(day.year, day.month, day.day)


def steps(kind: ElectionKind, law: str, day: date, level: Ballot) -> dict[str, str]:
    """The legal steps of this ballot, each with its term as the law notes it."""
    table = naive.rows(kind, law, number(day))
    return {name: noted for name, (held, noted) in table.items() if LETTERS[level] in held}


def owner(due: Due) -> str:
    return f"{due.owed_by}@{due.at or ''}"


def elections(law: str, day: date) -> Iterator[Election]:
    """Every election there can be: a general one with all its ballots, a supplementary one for each."""
    ballots = book().versions[law].ballots
    yield Election(day=day, levels=ballots)
    for level in ballots:
        yield Election(kind="supplementary", day=day, levels=(level,))


def faults_of_rules(reckoner: Reckoner, law: str) -> Iterator[str]:
    """What is wrong with the rules of this election, each reckoned for each ballot but not put in words."""
    election = reckoner.election
    rules = [row for row in reckoner.read.rows_for(law, election.kind, election.day) if row.kind == "law"]
    for level in election.levels:
        wanted = steps(election.kind, law, election.day, level)
        held = Counter(row.id for row in rules if level in row.ballots)
        yield from (f"{election} {level}: no rule for {name}" for name in wanted.keys() - held.keys())
        yield from (f"{election} {level}: {name} is no step" for name in held.keys() - wanted.keys())
        yield from (f"{election} {level}: two rules for {name}" for name, count in held.items() if count > 1)
        for row in rules:
            if level in row.ballots:
                term = reckoner.term(row, "all" if row.joint else level)
                if wanted.get(row.id, "?") != "?" and not (term.opens or term.latest or row.law[law].due):
                    yield f"{election} {level}: {row.id} has a term and no instant"


def faults(election: Election, law: str) -> Iterator[str]:
    """What is wrong in this election for any of its ballots."""
    dues = calendar(election, law)
    for level in election.levels:
        wanted = steps(election.kind, law, election.day, level)
        for fault in faults_of_ballot([due for due in dues if level in due.ballots], wanted):
            yield f"{election.kind} {level} {election.day} {law}: {fault}"


def faults_of_ballot(dues: list[Due], wanted: dict[str, str]) -> list[str]:
    """Steps without a rule, rules without a step, and steps that two rules claim."""
    law = [due for due in dues if due.kind == "law"]
    found = {due.id for due in law}
    wrong = [f"no rule for {name}" for name in wanted.keys() - found]
    wrong += [f"{name} is no step of this election" for name in found - wanted.keys()]
    twice = Counter((due.id, owner(due)) for due in law)
    wrong += [f"two rules for {name} of {who}" for (name, who), count in twice.items() if count > 1]
    # Two rows would be two rules if one act of one body in one case met both.
    acts = Counter(
        (due.fulfilled_by, due.qualifier, owner(due), due.only_if) for due in law if due.fulfilled_by
    )
    wrong += [f"two rules are met by {act}" for act, count in acts.items() if count > 1]
    wrong += [
        f"{due.id} has a term and no instant"
        for due in law
        if wanted.get(due.id, "?") != "?" and not (due.opens or due.due or due.planned or due.waits_for)
    ]
    return wrong


def test_every_day_has_one_version_of_the_law() -> None:
    for ordinal in range(date(2015, 9, 1).toordinal(), LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        in_force = [version.id for version in book().versions.values() if version.holds_on(day)]
        assert in_force == [naive.version(number(day))], day


def test_before_the_first_version_there_is_no_calendar_and_the_sentence_says_so() -> None:
    with pytest.raises(CalendarError, match="Không bản luật nào có hiệu lực"):
        calendar(Election(day=date(2015, 8, 30), levels=("na",)))


def test_on_every_sunday_each_row_is_in_force_in_its_version_once() -> None:
    checked = 0
    for day in SUNDAYS:
        law = naive.version(number(day))
        wanted = {name for kind in KINDS for name in naive.rows(kind, law, number(day))}
        for row in book().rows.values():
            in_force = [
                version
                for version, terms in row.law.items()
                if terms.since <= day and (terms.until is None or day <= terms.until)
            ]
            if row.kind == "law":
                assert in_force == ([law] if row.id in wanted else []), f"{row.id} on {day}"
                checked += 1
    print(f"{checked} rows on {len(SUNDAYS)} Sundays")  # noqa: T201


@pytest.mark.slow
def test_on_every_sunday_each_step_of_every_ballot_has_exactly_one_rule() -> None:
    swept = 0
    for day in SUNDAYS:
        law = naive.version(number(day))
        for election in elections(law, day):
            assert not list(faults_of_rules(reckon(election), law))
            swept += 1
    print(f"{swept} elections on {len(SUNDAYS)} Sundays")  # noqa: T201
    assert len(SUNDAYS) == 1113


@pytest.mark.parametrize("law", ["A", "B"])
def test_a_supposed_version_has_its_rules_on_any_day(law: str) -> None:
    for day in SUNDAYS[::52]:
        for election in elections(law, day):
            assert not list(faults(election, law))


def test_a_ballot_that_a_version_does_not_have_is_refused_on_every_sunday_of_it() -> None:
    for day in SUNDAYS:
        for level in BALLOTS:
            if level not in book().versions[naive.version(number(day))].ballots:
                with pytest.raises(CalendarError, match=f"không có phiếu bầu {level}"):
                    calendar(Election(day=day, levels=(level,)))

"""The outcome against the naive one of `naive_outcome.py`, on random constituencies where ties are common."""

import random
from datetime import date, timedelta

import pytest

from domain.outcome import Answer, Question, Standing, outcome
from domain.terms import Ballot
from tests.domain import naive_outcome as naive

SEED = 20210523
QUICK, ENOUGH = 3_000, 100_000
COUNCILS: tuple[Ballot, ...] = ("province", "district", "commune")
FIRST_DAYS = {"A": date(2021, 5, 23), "B": date(2026, 3, 15)}


def random_poll(rng: random.Random) -> naive.Poll:
    """Figures that could stand in minutes; small, so that halves, two thirds and ties come up often."""
    assembly = rng.random() < 0.4
    seats = rng.randint(1, 3 if assembly else 5)
    registered = rng.randint(1, rng.choice((6, 40, 4_000_000)))
    voted = min(registered, rng.choice((registered // 2, registered // 2 + 1, rng.randint(0, registered))))
    valid = max(0, voted - rng.choice((0, 0, 1, rng.randint(0, voted))))
    half = valid // 2
    people = []
    left = valid * seats
    for n in range(rng.randint(1, 8)):
        votes = rng.choice((half, half + 1, half + 1, half + 2, valid, rng.randint(0, valid)))
        votes = min(votes, valid, left)
        left -= votes
        people.append(naive.Person(f"k{n}", votes, born=rng.randint(1, 4)))
    rng.shuffle(people)
    unknown = rng.random()
    return naive.Poll(
        assembly=assembly,
        seats=seats,
        kind=rng.choice(("first", "first", "additional", "rerun", "annulled")),
        registered=None if unknown < 0.1 else registered,
        voted=None if 0.05 < unknown < 0.15 else voted,
        valid=valid,
        people=people,
    )


def asked(rng: random.Random, poll: naive.Poll, law: str) -> Question:
    """The same poll in the words of the program; ages as birth dates, or as an order of age."""
    as_dates = rng.random() < 0.5
    return Question(
        body="na" if poll.assembly else "council",
        level="na" if poll.assembly else rng.choice([c for c in COUNCILS if law == "A" or c != "district"]),
        seats=poll.seats,
        ballot="rerun" if poll.kind == "annulled" else poll.kind,
        cause="annulled" if poll.kind == "annulled" else "low_turnout",
        registered=poll.registered,
        voted=poll.voted,
        valid=poll.valid,
        candidates=tuple(
            Standing(
                id=one.name,
                votes=one.votes,
                born=date(1970, 1, 1) + timedelta(days=one.born) if as_dates else None,
                seniority=None if as_dates else one.born,
            )
            for one in poll.people
        ),
        law=law,
        first_day=FIRST_DAYS[law],
    )


def disagreement(poll: naive.Poll, answer: Answer, law: str) -> str:
    """What differs between the two answers; empty where nothing does."""
    found = naive.outcome(poll)
    who = {one.name: one for one in poll.people}
    order = [(-who[name].votes, who[name].born) for name in answer.elected]
    compared = {
        "outcome": (answer.outcome, found.outcome),
        "elected": (frozenset(answer.elected), found.elected),
        "order": (order, sorted(order)),
        "choice": (frozenset(answer.open), found.choice),
        "next": (f"{answer.next.step} {answer.next.decided_by}", found.step),
        "latest": (answer.next.latest, naive.latest(found.outcome, law, FIRST_DAYS[law])),
        "percent": (
            answer.percent,
            {one.name: naive.percent(one.votes, poll.valid) for one in poll.people},
        ),
    }
    return "; ".join(f"{what}: program {a}, naive {b}" for what, (a, b) in compared.items() if a != b)


@pytest.mark.parametrize(
    ("seed", "polls"), [(SEED + 1, QUICK), pytest.param(SEED, ENOUGH, marks=pytest.mark.slow)]
)
def test_two_ways_of_electing_agree_on_a_hundred_thousand_random_constituencies(
    seed: int, polls: int
) -> None:
    rng = random.Random(seed)
    outcomes: dict[str, int] = {}
    for _ in range(polls):
        poll, law = random_poll(rng), rng.choice("AB")
        answer = outcome(asked(rng, poll, law))
        wrong = disagreement(poll, answer, law)
        assert not wrong, f"{wrong}\n{poll} law {law}"
        outcomes[answer.outcome] = outcomes.get(answer.outcome, 0) + 1
    print(f"{sum(outcomes.values())} random constituencies, no disagreement: {outcomes}")  # noqa: T201
    assert min(outcomes[name] for name in naive.FOLLOWS) > polls // 100

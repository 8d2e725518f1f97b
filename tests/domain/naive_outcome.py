"""A second answer to "who is elected?", by trying every possible set of the elected against Art. 78 to 81.

It shares nothing with `domain.outcome`: fractions instead of cross products, subsets instead of sorting, and
percentages rounded on written decimals. Where the law leaves more than one set of the elected, the answer is
an open point, those in every set are elected, and the choice lies among the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations

HALF = Fraction(1, 2)
TWO_THIRDS = Fraction(2, 3)

# Steps p40 to p47: what follows, for the Assembly and for a council, and who decides it.
FOLLOWS: Mapping[str, tuple[str, str]] = {
    "complete": ("p45 committee", "p47 committee"),
    "closed_short": ("p45 committee", "p47 committee"),
    "ask_nec_additional": ("p41 nec", ""),
    "additional": ("", "p42 committee"),
    "rerun": ("p43 nec", "p43 committee"),
    "open_point": ("p40 nec", "p40 nec"),
}
# Art. 79.3, 80.4: days from the first election day to the last day of a further vote.
LAST_DAY = {"A": 15, "B": 7}
FURTHER_VOTE = ("additional", "ask_nec_additional", "rerun")


@dataclass(frozen=True)
class Person:
    name: str
    votes: int
    born: int
    """A number that is smaller for the elder."""


@dataclass(frozen=True)
class Poll:
    """One constituency. A `kind` of "rerun" was held for low turnout, "annulled" after an annulment."""

    assembly: bool
    seats: int
    kind: str
    registered: int | None
    voted: int | None
    valid: int
    people: Sequence[Person]


@dataclass(frozen=True)
class Finding:
    outcome: str
    elected: frozenset[str]
    choice: frozenset[str]
    step: str


def beats(one: Person, other: Person) -> bool:
    """Art. 78.3, 78.4: more votes, or as many and born earlier."""
    return one.votes > other.votes or (one.votes == other.votes and one.born < other.born)


def possible_winners(poll: Poll) -> list[frozenset[str]]:
    """Every set of the elected that nobody left out could contest; more than one: the law does not decide."""
    over = [one for one in poll.people if poll.valid and Fraction(one.votes, poll.valid) > HALF]
    return [
        frozenset(one.name for one in chosen)
        for chosen in combinations(over, min(poll.seats, len(over)))
        if not any(beats(left, kept) for left in over if left not in chosen for kept in chosen)
    ]


def half_voted(poll: Poll) -> bool:
    """Art. 78.1; figures that are not known are not held against the ballot."""
    if poll.registered is None or poll.voted is None:
        return True
    return poll.registered > 0 and Fraction(poll.voted, poll.registered) > HALF


def outcome(poll: Poll) -> Finding:
    if poll.kind == "first" and not half_voted(poll):
        return finding(poll, "rerun", [frozenset()])
    sets = possible_winners(poll)
    if poll.kind in ("additional", "annulled") and not half_voted(poll):
        # O-3: whether the turnout rule holds here is open; if it does, nobody is elected.
        return finding(poll, "open_point", [*sets, frozenset()])
    if len(sets) > 1:
        return finding(poll, "open_point", sets)
    elected = len(sets[0])
    if elected == poll.seats:
        name = "complete"
    elif poll.kind != "first":
        name = "closed_short"
    elif poll.assembly:
        name = "ask_nec_additional"
    else:
        name = "additional" if Fraction(elected, poll.seats) < TWO_THIRDS else "closed_short"
    return finding(poll, name, sets)


def finding(poll: Poll, name: str, sets: list[frozenset[str]]) -> Finding:
    certain = frozenset.intersection(*sets)
    choice = frozenset.union(*sets) - certain
    return Finding(name, certain, choice, FOLLOWS[name][0 if poll.assembly else 1])


def latest(name: str, law: str, first_day: date) -> date | None:
    """The last day of the further vote that an outcome leads to."""
    return date.fromordinal(first_day.toordinal() + LAST_DAY[law]) if name in FURTHER_VOTE else None


def percent(votes: int, valid: int) -> str:
    """Two decimals, half up, as the bulletins print it; of no ballots, nothing."""
    with localcontext() as context:
        context.prec = 60
        share = Decimal(100 * votes) / Decimal(valid) if valid else Decimal(0)
        return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP))

"""A second answer to "who is elected?", by trying every possible set of the elected against Art. 78 to 80.

It shares nothing with `domain.outcome`: fractions instead of cross products, subsets instead of sorting, and
the rounding of percentages done on written decimals.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from typing import Any

HALF = Fraction(1, 2)
TWO_THIRDS = Fraction(2, 3)


def beats(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Art. 78.3, 78.4: more votes, or as many and born earlier."""
    return bool(one["votes"] > other["votes"]) or bool(
        one["votes"] == other["votes"] and one["born"] < other["born"]
    )


def possible_winners(
    candidates: Sequence[Mapping[str, Any]], seats: int, valid: int
) -> list[tuple[Mapping[str, Any], ...]]:
    """Every set of the elected that nobody left out could contest; more than one: the law does not decide."""
    over = [c for c in candidates if valid and Fraction(c["votes"], valid) > HALF]
    size = min(seats, len(over))
    return [
        chosen
        for chosen in combinations(over, size)
        if not any(beats(left, kept) for left in over if left not in chosen for kept in chosen)
    ]


def percent(votes: int, valid: int) -> str:
    """Two decimals, half up, as the bulletins print it."""
    with localcontext() as context:
        context.prec = 60
        return str((Decimal(100 * votes) / Decimal(valid)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def outcome(question: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome, the sets that could be elected, and who decides the next step, if there is one.

    `registered` or `voted` of None: the turnout cannot be told and is not held against the ballot.
    """
    registered, voted = question["registered"], question["voted"]
    low = (
        question["ballot"] == "first"
        and registered is not None
        and voted is not None
        and not (registered and Fraction(voted, registered) > HALF)
    )
    assembly = question["body"] == "na"
    if low:
        return {"outcome": "rerun", "sets": [], "decided_by": "nec" if assembly else "committee"}
    sets = possible_winners(question["candidates"], question["seats"], question["valid"])
    if len(sets) > 1:
        return {"outcome": "open_point", "sets": sets, "decided_by": None}
    missing = question["seats"] - len(sets[0])
    if missing == 0:
        name, decider = "complete", None
    elif question["ballot"] != "first":
        name, decider = "closed_short", None
    elif assembly:
        name, decider = "ask_nec_additional", "nec"
    elif Fraction(len(sets[0]), question["seats"]) < TWO_THIRDS:
        name, decider = "additional", "committee"
    else:
        name, decider = "closed_short", None
    return {"outcome": name, "sets": sets, "decided_by": decider}


def latest(day: int, letter: str) -> int:
    """Art. 79.3, 80.4, 81.2: the last day of an additional ballot or a re-run, from the first ballot's."""
    return day + {"A": 15, "B": 7}[letter]

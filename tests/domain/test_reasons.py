"""What is said of each outcome, and why, in the approved words.

The text is approved in data/reasons.approved.txt. To approve a change, look at the difference and replace
that file by the received text, which the failing test leaves beside it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.outcome import Question, Standing, latest_day, outcome

DATA = Path(__file__).parent / "data"

COUNCIL: Mapping[str, Any] = {
    "body": "council",
    "level": "commune",
    "registered": 1000,
    "voted": 900,
    "valid": 800,
}
ASSEMBLY: Mapping[str, Any] = {**COUNCIL, "body": "na", "level": "na"}

# Votes by candidate, the eldest first; seats; what differs from a first ballot of 1000 voters, 800 valid.
CASES: tuple[tuple[str, Mapping[str, Any], list[int], int, Mapping[str, Any]], ...] = (
    ("complete", COUNCIL, [700, 600, 500, 100], 3, {}),
    ("more over half than seats", COUNCIL, [700, 600, 500], 2, {}),
    ("nobody knows the turnout", COUNCIL, [700], 1, {"registered": None}),
    ("a council, half voted", COUNCIL, [400], 1, {"voted": 500, "valid": 500}),
    ("the Assembly, half voted", ASSEMBLY, [400], 1, {"voted": 500, "valid": 500}),
    ("a council two of three", COUNCIL, [700, 600, 100], 3, {}),
    ("a council one of three", COUNCIL, [700, 300, 100], 3, {}),
    ("the Assembly two of three", ASSEMBLY, [700, 600, 100], 3, {}),
    ("additional, short", COUNCIL, [300, 200], 1, {"ballot": "additional"}),
    ("additional, too many over half", COUNCIL, [600, 500], 1, {"ballot": "additional"}),
    ("additional, half voted", COUNCIL, [450], 1, {"ballot": "additional", "voted": 500, "valid": 500}),
    ("re-run, short", ASSEMBLY, [700, 300], 2, {"ballot": "rerun"}),
    ("re-run, half voted again", COUNCIL, [450], 1, {"ballot": "rerun", "voted": 500, "valid": 500}),
    (
        "re-run after annulment, half voted",
        COUNCIL,
        [450],
        1,
        {"ballot": "rerun", "cause": "annulled", "voted": 500, "valid": 500},
    ),
    ("a tie at the last seat", COUNCIL, [700, 500, 500, 500], 2, {}),
)


def printed(title: str, question: Question) -> Iterator[str]:
    answer = outcome(question)
    yield f"{title}: {answer.outcome}, {' '.join(answer.elected) or 'nobody'}"
    if answer.open:
        yield f"  open between {' '.join(answer.open)}"
    yield f"  next {answer.next.step} {answer.next.decided_by} {answer.next.latest}"
    yield from (f"  - {reason.article}: {reason.text}" for reason in answer.reasons)


def questions() -> Iterator[tuple[str, Question]]:
    for title, base, votes, seats, figures in CASES:
        standing = tuple(
            Standing(id=f"k{n}", votes=each, seniority=n) for n, each in enumerate(votes, start=1)
        )
        yield title, Question(**{**base, "seats": seats, "candidates": standing, **figures})
    born = (date(1970, 1, 1), date(1980, 1, 1), date(1980, 1, 1))
    twins = tuple(Standing(id=f"k{n}", votes=500, born=day) for n, day in enumerate(born, start=1))
    unknown = tuple(Standing(id=f"k{n}", votes=500) for n in (1, 2))
    dated = {"law": "B", "first_day": date(2026, 3, 15)}
    yield "a tie of two born on one day", Question(**COUNCIL, seats=2, candidates=twins, **dated)
    yield "a tie of unknown ages", Question(**COUNCIL, seats=1, candidates=unknown, **dated)
    yield "a council two of four, with a day", Question(**COUNCIL, seats=4, candidates=unknown, **dated)


def test_every_outcome_says_why_in_the_approved_words() -> None:
    received = "\n".join(line for title, each in questions() for line in printed(title, each)) + "\n"
    approved = (DATA / "reasons.approved.txt").read_text(encoding="utf-8")
    if received != approved:
        (DATA / "reasons.received.txt").write_text(received, encoding="utf-8")
    assert received == approved, "compare data/reasons.received.txt with the approved"


def test_a_row_without_a_day_limits_no_further_vote() -> None:
    with pytest.raises(ValueError, match="nec_end has no due day in law A"):
        latest_day("nec_end", "A", date(2021, 5, 23))

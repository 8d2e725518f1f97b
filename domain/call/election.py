"""The election a decision belongs to, as every other procedure looks it up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from domain.call.events import ElectionForm
from domain.call.evolve import State, evolve
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Ballot

LAST_DAY_OF_DOSSIERS: Final[dict[ElectionForm, str]] = {
    "general": "dossier_submit",
    "supplementary": "sup_dossiers",
}
"""The deadline after which no dossier is received, by form of election."""


def election(given: Given) -> State:
    """State of the election; refuses when nobody has called it, or when it is closed."""
    own = given.stream.beside("election")
    state = State()
    for event in given.events.get(str(own), ()):
        state = evolve(state, event)
    if state.day is None:
        raise refuse("unknown_election", election=given.stream.election)
    if state.closed:
        raise refuse("election_closed", election=given.stream.election, stream=given.stream)
    return state


def day(given: Given) -> date:
    """Election day; refuses as `election` does."""
    found = election(given).day
    if found is None:
        raise refuse("unknown_election", election=given.stream.election)
    return found


def dossiers_due(given: Given, ballot: Ballot, unit: str) -> datetime | None:
    """The instant until which a unit receives dossiers; nothing while no calendar is fixed."""
    found = election(given)
    return found.due(LAST_DAY_OF_DOSSIERS[found.form], ballot, unit)

"""Standing in several places: two levels of councils, one beside the Assembly, one list of the Assembly.

Two candidacies are two streams, and each would allow what both together do not. So each place is first taken
here, on one stream: of two commands given at the same time the second sees the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.bodies.unit import again, organiser
from domain.call.election import election
from domain.candidacy.evolve import candidacy
from domain.command import Command
from domain.eligibility import Stand, places
from domain.event import Event
from domain.person.commands import TakePlace
from domain.person.events import PlaceTaken
from domain.person.evolve import State
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream


def reads(state: State, command: Command, stream: Stream) -> Iterator[Stream]:
    """The unit, and the other candidacies of this person, which may have been given up."""
    if isinstance(command, TakePlace):
        yield stream.beside("unit", command.unit)
        for code in state.places:
            yield stream.beside("candidacy", code)


def units(state: State, command: Command, given: Given) -> frozenset[str]:
    """The unit where the person is to stand."""
    return frozenset({command.unit if isinstance(command, TakePlace) else given.act.unit})


def decide(state: State, command: Command, given: Given) -> list[Event]:
    match command:
        case TakePlace():
            return [_take(state, command, given)]
        case _:
            raise refuse("unknown_command", command=type(command).__name__)


def _take(state: State, command: TakePlace, given: Given) -> PlaceTaken:
    organiser(given, command.ballot, command.unit)
    if command.candidacy in state.places:
        raise again(given.stream, f"nơi ứng cử «{command.candidacy}»")
    held = [(code, place) for code, place in state.places.items() if not _given_up(code, given)]
    for code, place in held:
        if place.ballot == command.ballot:
            raise refuse(
                "stands_already",
                stream=given.stream,
                candidacy=code,
                unit=place.unit,
                article="Điều 57.5" if place.ballot == "na" else "Điều 36.3",
            )
    stands = [Stand(ballot=place.ballot) for _, place in held]
    objections = places([*stands, Stand(ballot=command.ballot)], election(given).law)
    if objections:
        raise refuse(
            "too_many_places",
            stream=given.stream,
            reason=objections[0].text,
            article=objections[0].article,
            held=", ".join(code for code, _ in held),
        )
    return PlaceTaken(candidacy=command.candidacy, ballot=command.ballot, unit=command.unit)


def _given_up(code: str, given: Given) -> bool:
    """Withdrawn, or replaced before it was nominated; a returned dossier may still come again."""
    return candidacy(given, given.stream.beside("candidacy", code)).gone

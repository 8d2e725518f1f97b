"""Folding: from a kept state where the events go on from it, and from the beginning where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from domain import bodies
from domain.bodies.events import CommitteeEstablished
from domain.event import Event
from domain.procedure import Procedure, fold, reads_nothing

Sizes = tuple[int, ...]


def _event(size: int) -> CommitteeEstablished:
    return CommitteeEstablished(level="commune", size=size, decision=f"QD-{size}")


def _procedure(folded: list[int]) -> Procedure[Sizes]:
    """The sizes it has seen, in order; `folded` tells how often an event was looked at."""

    def evolve(state: Sizes, event: Event) -> Sizes:
        assert isinstance(event, CommitteeEstablished)
        folded.append(event.size)
        return (*state, event.size)

    return Procedure(
        name="sizes",
        kind="unit",
        initial=tuple,
        commands=(),
        reads=reads_nothing,
        units=lambda state, command, given: frozenset(),
        decide=lambda state, command, given: (),
        evolve=evolve,
    )


def test_events_folded_before_are_not_folded_again() -> None:
    folded: list[int] = []
    procedure, first, second = _procedure(folded), _event(9), _event(11)
    assert fold(procedure, [first]) == (9,)
    assert fold(procedure, [first, second]) == (9, 11)
    assert fold(procedure, (first, second)) == (9, 11)
    assert folded == [9, 11]


def test_another_history_with_the_same_end_is_folded_from_its_own_beginning() -> None:
    procedure, middle = _procedure([]), _event(11)
    first, other = _event(9), _event(10)
    assert fold(procedure, [first, middle]) == (9, 11)
    assert fold(procedure, [other, middle]) == (10, 11)
    assert fold(procedure, [first, other, middle]) == (9, 10, 11)


def test_what_was_known_earlier_is_not_what_is_known_now() -> None:
    procedure = _procedure([])
    events: Sequence[Event] = [_event(9), _event(11), _event(13)]
    assert fold(procedure, events) == (9, 11, 13)
    assert fold(procedure, events[:1]) == (9,)
    assert fold(procedure, events) == (9, 11, 13)


def test_the_same_events_mean_something_else_to_another_procedure() -> None:
    events = [_event(9)]
    assert fold(_procedure([]), events) == (9,)
    assert fold(bodies.PROCEDURE, events).committee


def test_without_events_the_state_is_the_initial_one() -> None:
    assert fold(_procedure([]), []) == ()

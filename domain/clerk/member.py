"""Members of boards and teams who stand in the constituency they serve, found by their codes (Article 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain import call, candidacy, contest, membership
from domain.clerk.desk import Order, View
from domain.membership.body import contests
from domain.membership.commands import ClearMember, FindMemberStanding
from domain.membership.events import Kind, MembersAppointed
from domain.membership.evolve import Roster, State
from domain.stream import Stream


class Seated(NamedTuple):
    """A board or team with members, and the constituencies it serves."""

    body: Kind
    place: str
    roster: Roster
    serves: tuple[str, ...]


def reads(view: View) -> Iterator[Stream]:
    """The candidacies on the lists of constituencies whose boards or teams have members on record."""
    for seated in _seated(view):
        for code in seated.serves:
            stream = view.stream("contest", code)
            yield stream
            for one in view.state(contest.PROCEDURE, stream).listed:
                yield view.stream("candidacy", one.candidacy)


def orders(view: View) -> Iterator[Order]:
    """Whoever sits and stands in one place is noted once, and whoever was struck off the list since.

    A withdrawal wakes no desk of a unit: it counts once the committee has said what becomes of the list.
    """
    if view.state(call.PROCEDURE, view.home).closed:
        return
    home = view.stream("unit", view.code)
    for body, place, roster, serves in _seated(view):
        done: set[str] = set()
        for code, candidate, person, stands, struck in _standing(view, serves):
            found = roster.standing.get(person)
            seat = {"body": body, "place": place, "member": person, "candidacy": candidate}
            if not roster.sits(person) or person in done:
                continue
            if stands and found is None:
                done.add(person)
                yield Order(home, FindMemberStanding.model_validate({**seat, "contest": code}), view.code)
            elif struck and found is not None and found.candidacy == candidate:
                done.add(person)
                yield Order(home, ClearMember.model_validate(seat), view.code)


def _standing(view: View, served: Iterable[str]) -> Iterator[tuple[str, str, str, bool, bool]]:
    """Everybody ever listed there whose person is known: constituency, candidacy, person, whether he still
    stands, whether he was struck off."""
    for code in served:
        here = view.state(contest.PROCEDURE, view.stream("contest", code))
        for one in here.listed:
            it = view.state(candidacy.PROCEDURE, view.stream("candidacy", one.candidacy))
            struck = one.candidacy in here.struck
            if it.person:
                yield code, one.candidacy, it.person, not struck and not it.gone, struck


def _seated(view: View) -> Iterator[Seated]:
    home = view.stream("unit", view.code)
    if not any(row.type == MembersAppointed.__name__ for row in view.rows(home)):
        return  # most units name nobody on record: nothing is folded for them
    state: State = view.state(membership.PROCEDURE, home)
    for key, roster in sorted(state.rosters.items()):
        body, _, place = key.partition(":")
        for kind in ("board", "team"):
            if kind == body:
                yield Seated(kind, place, roster, contests(state, kind, place))

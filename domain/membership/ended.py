"""A body that has done its work acts no more, but for what the law leaves to it (Articles 20, 23.2, 28)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.bodies.events import UnitEnrolled
from domain.command import Command
from domain.contest.commands import EndBoard
from domain.contest.events import BoardEnded
from domain.contest.evolve import contest
from domain.event import Event
from domain.membership.events import CommitteeEnded
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, BODY_NAMES

LEFT: Final = frozenset({"EndCommittee", "HandOverRecords", "ReopenSummary"})
"""What a committee does after its end: hands over its files, opens again what was annulled."""
ASSEMBLY: Final = frozenset(
    {
        "PublishProvinceList",
        "MakeProvinceMinutes",
        "MakeNationalSummary",
        "PublishNationalResult",
        "SendCentralNominees",
    }
)
"""Commands that concern the Assembly's election without saying so."""


def check(command: Command, given: Given) -> None:
    """Refuse an act of a body after it has ended for the ballot concerned.

    What concerns no ballot is refused once it has ended for all. A later edition of a summary is left to it:
    it follows a re-run that the Council has ordered. The end of the body that acts is what counts, also on
    the stream of another unit.
    """
    body, name = given.act.body, type(command).__name__
    if body in ("board", "team"):
        _of_contest(command, given)
    if given.stream.kind != "unit" or body not in ("nec", "committee") or name in LEFT:
        return
    history = given.events.get(str(given.stream.beside("unit", given.act.unit)), ())
    ended = _ends(history)
    if not ended or getattr(command, "edition", 1) > 1:
        return
    ballot = "na" if name in ASSEMBLY else getattr(command, "ballot", "")
    if ballot in ended if ballot else finished(history):
        last = ended[ballot] if ballot else [*ended.values()][-1]
        who = f"{BODY_NAMES[body]} {given.act.unit} về bầu {BALLOT_NAMES[last.ballot]}"
        raise refuse("body_ended", stream=given.stream, body=who, article=last.ground, command=name)


def finished(history: Sequence[Event]) -> bool:
    """Whether a unit's committee, or the Council, has ended for every ballot its unit organises."""
    own = {one for event in history if isinstance(event, UnitEnrolled) for one in event.ballots}
    ended = _ends(history)
    return bool(ended) and own <= set(ended)


def _ends(history: Sequence[Event]) -> dict[str, CommitteeEnded]:
    """The ends on a unit's stream, by ballot."""
    return {event.ballot: event for event in history if isinstance(event, CommitteeEnded)}


def _of_contest(command: Command, given: Given) -> None:
    """A board and its teams have ended with the publication; a further vote ordered later calls them back."""
    code = getattr(command, "contest", "") or getattr(command, "place", "")
    stream = given.stream if given.stream.kind == "contest" else given.stream.beside("contest", code)
    if not any(isinstance(event, BoardEnded) for event in given.events.get(str(stream), ())):
        return
    over = contest(given, stream)
    if over.ended and over.ballot is not None and not isinstance(command, EndBoard):
        who = f"{BODY_NAMES[given.act.body]} về bầu {BALLOT_NAMES[over.ballot]} ở {stream.code}"
        article = "Điều 28.1" if over.ballot == "na" else "Điều 28.3"
        raise refuse(
            "body_ended", stream=given.stream, body=who, article=article, command=type(command).__name__
        )

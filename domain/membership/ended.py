"""A body that has done its work acts no more, but for what the law leaves it (Articles 20, 28, 61.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from domain.bodies.events import UnitEnrolled
from domain.command import Command
from domain.contest.events import BoardEnded
from domain.contest.evolve import State as Contest
from domain.contest.evolve import contest
from domain.event import Event
from domain.membership.events import CommitteeEnded
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import BALLOT_NAMES, BODY_NAMES

LEFT: Final = frozenset(
    {"EndCommittee", "EndBoard", "HandOverRecords", "ReopenSummary", "TransferCase", "NoteConsequence"}
)
"""What is left to a body after its end: noting the end itself, handing over files and unresolved cases,
opening again what was annulled, and noting what others did about a case that it had decided."""
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


def check(state: Any, command: Command, given: Given) -> None:
    """Refuse an act of a body after it has ended for the ballot concerned, whatever the stream it is about.

    The ballot and the constituency are those that the command names, or else those of its stream. A vote
    ordered later in the constituency calls its bodies back. The end of the body that acts is what counts,
    also on the stream of another unit; `reads` names the streams on which it stands (`bodies.unit.homes`).
    """
    name = type(command).__name__
    if name in LEFT:
        return
    where = _constituency(state, command, given)
    match given.act.body:
        case "board" | "team":
            ended = _of_contest(where, given)
        case "nec" | "committee":
            ended = _of_unit(state, command, where, given)
        case _:
            return
    if ended:
        who, article = ended
        body = f"{BODY_NAMES[given.act.body]} {who}"
        raise refuse("body_ended", stream=given.stream, body=body, article=article, command=name)


def finished(history: Sequence[Event]) -> bool:
    """Whether a unit's committee, or the Council, has ended for every ballot its unit organises."""
    own = {one for event in history if isinstance(event, UnitEnrolled) for one in event.ballots}
    ended = _ends(history)
    return bool(ended) and own <= set(ended)


def _ends(history: Sequence[Event]) -> dict[str, CommitteeEnded]:
    """The ends on a unit's stream, by ballot."""
    return {event.ballot: event for event in history if isinstance(event, CommitteeEnded)}


def _constituency(state: Any, command: Command, given: Given) -> Stream:
    """The stream of the constituency concerned; one without events where there is none."""
    if given.stream.kind == "contest":
        return given.stream
    named = (getattr(it, name, "") for it in (command, state) for name in ("contest", "place"))
    return given.stream.beside("contest", next((code for code in named if code), ""))


def _of_contest(where: Stream, given: Given) -> tuple[str, str] | None:
    """For a board and its teams, that they have ended with the publication of their constituency's result."""
    if not any(isinstance(event, BoardEnded) for event in given.events.get(str(where), ())):
        return None
    here = contest(given, where)
    if not here.ended or here.ballot is None:
        return None
    article = "Điều 28.1" if here.ballot == "na" else "Điều 28.3"
    return f"về bầu {BALLOT_NAMES[here.ballot]} ở {where.code}", article


def _of_unit(state: Any, command: Command, where: Stream, given: Given) -> tuple[str, str] | None:
    """For a committee and the Council, that they have ended for the ballot concerned, or for all.

    A later edition of a summary follows a further vote as well, and names no constituency.
    """
    history = given.events.get(str(given.stream.beside("unit", given.act.unit)), ())
    ended = _ends(history)
    if not ended or (given.stream.kind == "unit" and getattr(command, "edition", 1) > 1):
        return None
    here = contest(given, where)
    ballot = _ballot(state, command, here)
    if (here.ballot and not here.settled) or not (ballot in ended or finished(history)):
        return None
    last = ended.get(ballot) or [*ended.values()][-1]
    return f"{given.act.unit} về bầu {BALLOT_NAMES[last.ballot]}", last.ground


def _ballot(state: Any, command: Command, here: Contest) -> str:
    """The ballot concerned; empty for what concerns none."""
    if type(command).__name__ in ASSEMBLY:
        return "na"
    return str(getattr(command, "ballot", "") or getattr(state, "ballot", "") or here.ballot or "")

"""The end of a board, and of the teams for its ballot, once the result is published (Articles 28.1, 28.3)."""

from __future__ import annotations

from domain.bodies.unit import again
from domain.contest.commands import EndBoard
from domain.contest.events import BoardEnded
from domain.contest.evolve import State
from domain.event import Event
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.summary.events import CouncilResultPublished, NationalResultPublished
from domain.terms import NATION


def publisher(state: State, stream: Stream) -> Stream:
    """The stream of the unit whose body publishes the result of this constituency."""
    return stream.beside("unit", NATION if state.ballot == "na" else state.unit)


def end(state: State, command: EndBoard, given: Given) -> list[Event]:
    """Once, and once more after a re-run that was ordered later; also when the election is closed."""
    ballot = state.known(given)
    what = f"kết thúc nhiệm vụ của Ban bầu cử lần {command.occasion}"
    if state.ended or command.occasion <= state.ends:
        raise again(given.stream, what)
    if command.occasion != state.ends + 1:
        raise refuse(
            "wrong_number",
            stream=given.stream,
            what="lần kết thúc nhiệm vụ",
            wanted=state.ends + 1,
            number=command.occasion,
        )
    if not state.board or not state.settled:
        before = "Ban bầu cử" if not state.board else state.awaiting
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    published = any(
        isinstance(event, NationalResultPublished)
        if ballot == "na"
        else isinstance(event, CouncilResultPublished) and event.ballot == ballot
        for event in given.events.get(str(publisher(state, given.stream)), ())
    )
    if not published:
        raise refuse("too_early", stream=given.stream, what=what, before="công bố kết quả bầu cử")
    return [BoardEnded(ballot=ballot, occasion=command.occasion)]

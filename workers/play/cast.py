"""The cast of an example: everything its people do, in order of the legal clock."""

from __future__ import annotations

from collections.abc import Iterable

from domain.call.commands import MoveDeadline
from domain.stream import Stream
from domain.zone import local
from workers.play.after import After
from workers.play.ballot import Voting
from workers.play.bodies import Bodies
from workers.play.campaign import Campaign
from workers.play.consultation import Consultation
from workers.play.diary import Diary, latest
from workers.play.example import Example, by
from workers.play.lists import Lists
from workers.play.nomination import Nomination
from workers.play.order import Scene
from workers.play.result import Result
from workers.play.seats import Seats
from workers.play.supply import Supply
from workers.play.voters import Voters


def script(example: Example) -> tuple[Scene, ...]:
    """All scenes after the opening, each later than the one before.

    What the engine's clerk does by itself (the calendar, opening constituencies and further votes, closing)
    is not in it. Within a scene no order rests on another, so that their sequence does not matter.
    """
    diary = Diary(example)
    if example.script.usual:
        _before(example, diary)
        _moves(example, diary)
        _from_the_day_on(example, diary)
    return _with_acts(diary.scenes(), example)


def _before(example: Example, diary: Diary) -> None:
    """Everything up to the eve of the ballot, phase by phase: each rests on when the one before was done."""
    bodies = Bodies(example, diary)
    bodies.play()
    Nomination(example, diary).play()
    consultation = Consultation(example, diary)
    consultation.play()
    lists = Lists(example, diary, consultation.qualified)
    lists.play()
    Voters(example, diary, latest(bodies.published.values()), lists.published).play()
    Supply(example, diary, lists.published).play()
    Campaign(example, diary).play()


def _from_the_day_on(example: Example, diary: Diary) -> None:
    voting = Voting(example, diary)
    voting.play()
    result = Result(example, diary, voting)
    result.play()
    After(example, diary, result.settled, result.repolls).play()
    Seats(example, diary).play()


def _with_acts(usual: Iterable[Scene], example: Example) -> tuple[Scene, ...]:
    """The acts that the script has in so many words; each takes the place of a usual one of the same step.

    At one instant they come after what is usual, in the order in which the script has them.
    """
    acts = [deed.order(example.log) for deed in example.script.acts]
    instead = {(order.stream, order.command.step) for order in acts if not order.refused}
    for left in example.script.without:
        kind, _, code = left.stream.partition("/")
        instead.add((str(Stream(kind, example.log, code)), left.step))
    scenes = {
        scene.legal_at: [each for each in scene.orders if (each.stream, each.command.step) not in instead]
        for scene in usual
    }
    for order in acts:
        scenes.setdefault(order.act.legal_at, []).append(order)
    return tuple(Scene(moment, tuple(scenes[moment])) for moment in sorted(scenes) if scenes[moment])


def _moves(example: Example, diary: Diary) -> None:
    """Decisions that move a date, as the script has them."""
    for move in example.script.moved:
        command = MoveDeadline(
            deadline=move.deadline,
            level=move.ballot,
            unit=move.unit,
            due=move.due,
            decision=move.decision,
            reason=move.reason,
        )
        decided = local(move.decided)
        diary.add(by("committee", move.unit, decided, Stream("election", example.log), command, move.reason))

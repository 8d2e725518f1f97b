"""Ten thousand random commands to each procedure: refused or accepted, they never break what must hold.

A procedure that joins the register is tried with the others. A failure names the seed, the episode and the
command; the same seed draws the same again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from random import Random
from typing import Any, Final

import pytest

from domain.command import Act, Command
from domain.procedure import Procedure
from domain.refusal import Refusal
from domain.register import PROCEDURES, procedure_of
from domain.stream import Stream
from tests.domain.machine.invariant import broken
from tests.domain.machine.maker import Maker
from tests.domain.machine.story import SETTING, Order, story, worlds
from tests.domain.machine.world import World

COMMANDS: Final = 10_000
"""Commands to each procedure."""
EPISODE: Final = 100
"""Commands in a row before another world is taken."""
SEED: Final = 20210523


@dataclass
class Course:
    """What came of the commands to one procedure."""

    asked: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


@cache
def told(election: str, procedure: str) -> tuple[Order, ...]:
    """What the story asks of one procedure."""
    return tuple(each for each in story(election) if procedure_of(each.command).name == procedure)


class Machine:
    """Gives random commands to one procedure, and between them goes on with the story."""

    def __init__(self, procedure: Procedure[Any], seed: int = SEED) -> None:
        self.procedure = procedure
        self.chance = Random(f"{seed} {procedure.name}")
        self.maker = Maker(self.chance)
        self.course = Course()

    def run(self, commands: int) -> Course:
        while self.course.asked < commands:
            self._episode(min(EPISODE, commands - self.course.asked))
        return self.course

    def _episode(self, length: int) -> None:
        at_home = [each for each in SETTING if told(each, self.procedure.name)]
        election = self.chance.choice(at_home if at_home and self.chance.random() < 0.9 else [*SETTING])
        seen, orders = worlds(election), list(story(election))
        own = [n for n, order in enumerate(orders) if order in told(election, self.procedure.name)]
        near = self.chance.choice(own) if own and self.chance.random() < 0.7 else len(orders)
        begin = (
            self.chance.randrange(near - min(near, 5), near + 1) if own else self.chance.randrange(len(seen))
        )
        world, left = seen[begin].copy(), orders[begin:]
        now = orders[max(0, begin - 1)].act.legal_at
        target = self.course.asked + length
        while self.course.asked < target:
            if left and self.chance.random() < 0.15:
                order = left.pop(0)
                now = order.act.legal_at
                self._story(world, order)
            else:
                self._random(world, now)
        assert world.refold() == [], "folding the events again gives another state"

    def _story(self, world: World, order: Order) -> None:
        """The next step of the story, now and then with another number in it."""
        stream = world.stream(order.kind, order.code)
        command = self.maker.bent(order.command) if self.chance.random() < 0.1 else order.command
        self._give(world, stream, command, order.act)

    def _random(self, world: World, now: datetime) -> None:
        drawn = self.maker.order(self.procedure, told(world.election, self.procedure.name), world, now)
        if drawn is None:
            return
        stream, command, act = drawn
        self.course.asked += 1
        refusal = self._give(world, stream, command, act)
        if refusal is None:
            self.course.accepted[type(command).__name__] += 1
        else:
            self.course.refused[refusal.code] += 1

    def _give(self, world: World, stream: Stream, command: Command, act: Act) -> Refusal | None:
        before = len(world.events.get(str(stream), ()))
        try:
            made = world.give(stream, command, act)
        except Refusal as refusal:
            assert len(world.events.get(str(stream), ())) == before, self._said(stream, command, act)
            return refusal
        except Exception as error:
            raise AssertionError(
                f"neither recorded nor refused: {self._said(stream, command, act)}"
            ) from error
        assert list(broken(world, made)) == [], self._said(stream, command, act)
        return None

    def _said(self, stream: Stream, command: Command, act: Act) -> str:
        return f"{self.course.asked}: {stream} {command!r} by {act!r}"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
def test_no_random_command_breaks_what_must_hold(procedure: Procedure[Any]) -> None:
    course = Machine(procedure).run(COMMANDS)

    assert course.asked == COMMANDS
    # A machine that is always refused has shown nothing; one that is never refused has asked nothing odd.
    assert course.accepted.total() >= 20, course.refused
    assert course.refused.total() >= 20, course.accepted


@pytest.mark.parametrize("election", ["old", "new"])
def test_the_story_the_machine_starts_from_is_lawful_to_its_end(election: str) -> None:
    world = worlds(election)[0].copy()
    for order in story(election):
        made = world.give(world.stream(order.kind, order.code), order.command, order.act)
        assert list(broken(world, made)) == []
    assert world.refold() == []
    assert [row.type for name in world.of("unit") for row in world.rows[name]].count("FirstSessionHeld") == 2


def test_the_story_of_a_supplementary_election_comes_to_its_deputies() -> None:
    assert [row.type for row in worlds("more")[-1].rows["election/more"]][-1] == "MandateBegun"


def test_the_same_seed_draws_the_same_commands() -> None:
    procedure = PROCEDURES[0]

    assert Machine(procedure).run(300) == Machine(procedure).run(300)
    assert Machine(procedure).run(300) != Machine(procedure, seed=1).run(300)

"""The keys that sign a log's checkpoints, and what happened to the log itself: a restore that lost events."""

from typing import Final

from domain.keys.commands import DeclareRestore, IntroduceKey, LoseKey, RetireKey, RotateKey
from domain.keys.decide import decide, reads, units
from domain.keys.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="keys",
    kind="keys",
    initial=State,
    commands=(IntroduceKey, RotateKey, LoseKey, RetireKey, DeclareRestore),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

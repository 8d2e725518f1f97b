"""The call: election day, the version of the law, every date, and what moved it."""

from typing import Final

from domain.call.commands import CallElection, CloseElection, FixCalendar, MoveDeadline
from domain.call.decide import decide, reads, units
from domain.call.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="call",
    kind="election",
    initial=State,
    commands=(CallElection, FixCalendar, MoveDeadline, CloseElection),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

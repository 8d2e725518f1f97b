"""A polling day of its own: areas that vote earlier or later by decision (Article 72)."""

from typing import Final

from domain.pollingday.commands import AskPollingDay, DecidePollingDay
from domain.pollingday.decide import decide, reads, units
from domain.pollingday.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="pollingday",
    kind="election",
    initial=State,
    commands=(AskPollingDay, DecidePollingDay),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

"""Ballots and papers on their way: people's committee, election committee, board, teams (Articles 23, 24)."""

from typing import Final

from domain.procedure import Procedure
from domain.supply.commands import DeliverBallots, SupplyBoard, SupplyTeams, TakeBoardSupply, TakeDelivery
from domain.supply.decide import decide, reads, units
from domain.supply.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="supply",
    kind="contest",
    initial=State,
    commands=(DeliverBallots, TakeDelivery, SupplyBoard, TakeBoardSupply, SupplyTeams),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

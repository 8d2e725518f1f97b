"""The agenda of one unit: its duties, who met them, who was reminded."""

from typing import Final

from domain.agenda.commands import Attend, RecordReminder
from domain.agenda.decide import decide, reads, units
from domain.agenda.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="agenda",
    kind="agenda",
    initial=State,
    commands=(Attend, RecordReminder),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

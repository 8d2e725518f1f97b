"""Reports of turnout on the day of the vote: when teams report is set by a letter, not by the law."""

from typing import Final

from domain.procedure import Procedure
from domain.reporting.commands import SetReportSchedule
from domain.reporting.decide import decide, reads, units
from domain.reporting.evolve import State, evolve

PROCEDURE: Final = Procedure(
    name="reporting",
    kind="election",
    initial=State,
    commands=(SetReportSchedule,),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

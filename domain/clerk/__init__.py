"""The clerk who never sleeps, as pure functions: what follows from the record at a legal moment."""

from typing import Final

from domain.clerk import case, consultation, contest, election, polling, repoll, unit
from domain.clerk.desk import Desk, Kind

DESKS: Final[dict[Kind, Desk]] = {
    desk.kind: desk
    for desk in (
        election.DESK,
        unit.DESK,
        consultation.DESK,
        contest.DESK,
        polling.DESK,
        repoll.DESK,
        case.DESK,
    )
}

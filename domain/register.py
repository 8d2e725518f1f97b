"""All procedures, in one place; whoever executes a command finds its decider here."""

from __future__ import annotations

from typing import Any, Final

from domain import (
    agenda,
    bodies,
    call,
    campaign,
    candidacy,
    cases,
    constituencies,
    consultation,
    contest,
    docket,
    keys,
    membership,
    office,
    person,
    polling,
    pollingday,
    reporting,
    structure,
    suit,
    summary,
    supplementary,
    supply,
    voterlist,
)
from domain.command import Command
from domain.procedure import Procedure
from domain.refusal import refuse

PROCEDURES: Final[tuple[Procedure[Any], ...]] = (
    call.PROCEDURE,
    supplementary.PROCEDURE,
    pollingday.PROCEDURE,
    reporting.PROCEDURE,
    bodies.PROCEDURE,
    membership.PROCEDURE,
    structure.PROCEDURE,
    constituencies.PROCEDURE,
    consultation.PROCEDURE,
    person.PROCEDURE,
    candidacy.PROCEDURE,
    contest.PROCEDURE,
    campaign.PROCEDURE,
    supply.PROCEDURE,
    voterlist.PROCEDURE,
    polling.PROCEDURE,
    summary.PROCEDURE,
    cases.PROCEDURE,
    suit.PROCEDURE,
    docket.PROCEDURE,
    office.PROCEDURE,
    agenda.PROCEDURE,
    keys.PROCEDURE,
)

_BY_COMMAND: Final[dict[type[Command], Procedure[Any]]] = {
    command: procedure for procedure in PROCEDURES for command in procedure.commands
}


def procedure_of(command: Command) -> Procedure[Any]:
    """The procedure that decides this command."""
    try:
        return _BY_COMMAND[type(command)]
    except KeyError:
        raise refuse("unknown_command", command=type(command).__name__) from None

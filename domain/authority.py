"""Who may do what: every command is authorised by body *and* by unit."""

from __future__ import annotations

from typing import Any

from domain.command import Command
from domain.membership import ended, resting
from domain.procedure import Given, Procedure
from domain.refusal import refuse


def authorise(procedure: Procedure[Any], state: Any, command: Command, given: Given) -> None:
    """Refuse unless the acting body may give this command here, for this unit, and has not ended."""
    act = given.act
    units = procedure.units(state, command, given)
    if act.body in command.by and act.unit in units:
        ended.check(state, command, given)
        resting.check(command, given)
        return
    wanted = f"{'/'.join(sorted(command.by))} của {'/'.join(sorted(units)) or '(không đơn vị nào)'}"
    raise refuse(
        "not_authorised",
        body=act.body,
        unit=act.unit,
        command=type(command).__name__,
        stream=given.stream,
        wanted=wanted,
    )

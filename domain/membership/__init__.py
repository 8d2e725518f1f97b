"""The members of a unit's committee, boards and teams, their meetings, and the end of the bodies."""

from typing import Final

from domain.membership.commands import (
    AppointMembers,
    ClearMember,
    DecideInBody,
    EndCommittee,
    FindMemberStanding,
    LeaveBody,
    ReplaceMember,
    SendMemberList,
    SetUpSubcommittee,
    StrikeOffMember,
)
from domain.membership.decide import decide, reads, units
from domain.membership.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="membership",
    kind="unit",
    initial=State,
    commands=(
        AppointMembers,
        FindMemberStanding,
        LeaveBody,
        StrikeOffMember,
        ClearMember,
        ReplaceMember,
        SendMemberList,
        DecideInBody,
        SetUpSubcommittee,
        EndCommittee,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

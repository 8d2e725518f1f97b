"""The campaign of one constituency: meetings with voters, media, breaches."""

from typing import Final

from domain.campaign.commands import (
    CancelMeeting,
    HoldMeeting,
    NotifyMeeting,
    PlanMeeting,
    ReportBreach,
    ReportMeetings,
    SettleBreach,
    UseMedia,
)
from domain.campaign.decide import decide, reads, units
from domain.campaign.evolve import State, evolve
from domain.procedure import Procedure

PROCEDURE: Final = Procedure(
    name="campaign",
    kind="contest",
    initial=State,
    commands=(
        PlanMeeting,
        NotifyMeeting,
        HoldMeeting,
        CancelMeeting,
        ReportMeetings,
        UseMedia,
        ReportBreach,
        SettleBreach,
    ),
    reads=reads,
    units=units,
    decide=decide,
    evolve=evolve,
)

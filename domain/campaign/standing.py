"""What every act of the campaign asks: does he stand here, is it in time, whose matter is it."""

from __future__ import annotations

from datetime import datetime

from domain.call.election import election
from domain.campaign.events import CampaignBreachFound
from domain.campaign.evolve import State
from domain.campaign.ground import Breach, rule
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local


def stands(state: State, code: str, given: Given) -> None:
    """On the list and not struck off; before there is a list nobody can be compared with it."""
    if state.standing and code not in state.standing:
        raise refuse("not_listed", stream=given.stream, candidacy=code)


def outside(broken: Breach | None, moment: datetime, given: Given) -> tuple[Finding, ...]:
    if broken is None:
        return ()
    rules = rule(broken, election(given).law)
    return noted(
        "F.601",
        f"{rules.vi}: {local(moment):%H:%M:%S %d/%m/%Y}",
        "kiểm tra giờ trên giấy tờ; Ủy ban bầu cử xem xét, xử lý",
        rules.article,
    )


def breaches(
    state: State, broken: Breach | None, act: str, candidacy: str, given: Given
) -> list[CampaignBreachFound]:
    """An act outside the time of the campaign, put before the committee with the act's own code."""
    if broken is None:
        return []
    ruled = rule(broken, election(given).law).article
    return [
        CampaignBreachFound(
            breach=act, what=broken, ruled=ruled, candidacy=candidacy, act=act, to_unit=state.unit
        )
    ]

"""A body that has done its work acts no more, but for what the law leaves to it (Articles 20, 23.2, 28)."""

from __future__ import annotations

from typing import Final

from domain.bodies.events import UnitEnrolled
from domain.command import Command
from domain.membership.events import CommitteeEnded
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import BALLOT_NAMES, BODY_NAMES

LEFT: Final = frozenset({"EndCommittee", "HandOverRecords", "ReopenSummary"})
"""What a committee does after its end: hands over its files, opens again what was annulled."""
ASSEMBLY: Final = frozenset(
    {
        "PublishProvinceList",
        "MakeProvinceMinutes",
        "MakeNationalSummary",
        "PublishNationalResult",
        "SendCentralNominees",
    }
)
"""Commands that concern the Assembly's election without saying so."""


def check(command: Command, given: Given) -> None:
    """Refuse an act of a committee on its unit after it has ended for the ballot concerned.

    What concerns no ballot is refused once it has ended for all. A later edition of a summary is left to it:
    it follows a re-run that the Council has ordered.
    """
    body, name = given.act.body, type(command).__name__
    if given.stream.kind != "unit" or body not in ("nec", "committee") or name in LEFT:
        return
    history = given.events.get(str(given.stream), ())
    ended: dict[str, CommitteeEnded] = {
        event.ballot: event for event in history if isinstance(event, CommitteeEnded)
    }
    if not ended or getattr(command, "edition", 1) > 1:
        return
    ballot = "na" if name in ASSEMBLY else getattr(command, "ballot", "")
    own = {one for event in history if isinstance(event, UnitEnrolled) for one in event.ballots}
    over = ballot in ended if ballot else own <= set(ended)
    if over:
        last = ended[ballot] if ballot else [*ended.values()][-1]
        who = f"{BODY_NAMES[body]} {given.stream.code} về bầu {BALLOT_NAMES[last.ballot]}"
        raise refuse("body_ended", stream=given.stream, body=who, article=last.ground, command=name)

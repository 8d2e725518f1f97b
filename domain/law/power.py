"""Who decides a matter, on whose proposal and with whose consent: `powers.toml`, one row a matter.

A body is written `role@level`; `@own` is the level of the ballot itself, for the Assembly the province.
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from domain.law.table import Row, UnreadRule, Version, rows
from domain.terms import BALLOT_NAMES, BODY_NAMES, Ballot

Matter = Literal[
    "constituencies",
    "dossier_central",
    "dossier_local",
    "official_list",
    "strike_off",
    "missing_candidate",
    "polling_day",
    "doubtful_ballot",
    "additional",
    "rerun",
    "annulment",
    "result",
    "result_complaint",
    "status",
    "move_step",
    "online_conference",
    "supplementary",
    "dissolved",
    "establish_nec",
    "establish_committee",
    "establish_board",
    "establish_team",
    "replace_member",
]

UNITS: Final = {
    "nation": "trung ương",
    "province": "cấp tỉnh",
    "district": "cấp huyện",
    "commune": "cấp xã",
    "region": "khu vực",
    "own": "cùng cấp",
}
ALONE: Final = frozenset({"assembly", "standing_committee", "government", "nec", "commander"})
"""Bodies whose name needs no level."""


class Power(Row):
    """One matter: `decides` may differ by ballot (one row each)."""

    matter: Matter
    ballots: tuple[Ballot, ...] = Field(min_length=1)
    laws: tuple[Version, ...] = Field(min_length=1)
    proposes: tuple[str, ...] = ()
    """Who may propose; empty where nobody needs to. The decider may always act of itself."""
    decides: str = Field(pattern=r"^[a-z_]+@(nation|province|district|commune|own)$")
    consents: tuple[str, ...] = ()
    """Whose agreement is needed first."""
    note: str = ""

    def may_propose(self, body: str, level: str) -> bool:
        """Whether the body of a unit at this level is on the list, or decides itself."""
        return f"{body}@{level}" in (*self.proposes, self.decides)

    def sentence(self) -> str:
        """Who decides, in one sentence."""
        words = f"{name(self.decides)} quyết định"
        if self.proposes:
            words += f", theo đề nghị của {', '.join(map(name, self.proposes))}"
        if self.consents:
            words += f", sau khi thống nhất với {', '.join(map(name, self.consents))}"
        return f"{words}; {self.note}" if self.note else words


def power(matter: Matter, ballot: Ballot, law: str) -> Power:
    """Who decides this matter for this ballot. Raises UnreadRule where that version has no such matter."""
    for row in rows("powers.toml", Power):
        if row.matter == matter and ballot in row.ballots and law in row.laws:
            return row.model_copy(
                update={
                    "decides": own(row.decides, ballot),
                    "proposes": tuple(own(each, ballot) for each in row.proposes),
                    "consents": tuple(own(each, ballot) for each in row.consents),
                }
            )
    raise UnreadRule(
        f"Luật phiên bản {law} không nói ai quyết định «{matter}» cho bầu {BALLOT_NAMES[ballot]}."
    )


def own(body: str, ballot: Ballot) -> str:
    """The body with its level, where it was written `@own`."""
    return body.replace("@own", "@province" if ballot == "na" else f"@{ballot}")


def name(body: str) -> str:
    """A body of the form `role@level` in Vietnamese."""
    role, _, level = body.partition("@")
    return BODY_NAMES[role] if role in ALONE else f"{BODY_NAMES[role]} {UNITS[level]}"

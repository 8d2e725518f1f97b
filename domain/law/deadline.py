"""One deadline of the law as a row, and the small notation in which its days are written.

A point in time is written the way a lawyer would note it:

    E-70            70 days before election day          before E      earlier than election day
    K+5             5 days after publication             after V       later than the posting
    P-24h           24 hours before polling opens        E 07:00       seven o'clock on election day
    consult2        the act itself                       2026-02-01 17:00   a fixed instant (guidance only)
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Ballot = Literal["na", "province", "district", "commune"]
UnitLevel = Literal["nation", "province", "district", "commune"]
ElectionKind = Literal["general", "supplementary"]
Form = Literal["deadline", "window", "instant", "now", "event", "no_day"]
Confidence = Literal["seen", "inferred", "guidance", "press", "unconfirmed", "memory"]
Body = Literal[
    "assembly", "standing_committee", "government", "nec", "front", "council", "people_committee",
    "committee", "board", "team", "nominator", "candidate", "voter", "court", "commander",
]  # fmt: skip

BALLOTS: tuple[Ballot, ...] = ("na", "province", "district", "commune")
COUNCILS: tuple[Ballot, ...] = ("province", "district", "commune")

_POINT = re.compile(
    r"(?:(?P<order>before|after) )?"
    r"(?:(?P<day>\d{4}-\d\d-\d\d)|(?P<anchor>[A-Za-z]\w*))"
    r"(?:(?P<offset>[+-]\d+)(?P<hours>h)?)?"
    r"(?: (?P<clock>\d\d:\d\d))?"
)
_PARTY = re.compile(r"(?P<body>[a-z_]+)(?:@(?P<at>[a-z]+))?")


class Row(BaseModel):
    """Base of everything read from the rule files: immutable, and no field the reader does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Row):
    """A text for people, Vietnamese first."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Point(Row):
    """A moment relative to an anchor, or a fixed day. `inclusive` is false for "before" and "after"."""

    anchor: str = ""
    day: date | None = None
    offset: int = 0
    unit: Literal["day", "hour"] = "day"
    clock: time | None = None
    inclusive: bool = True

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _POINT.fullmatch(value)
        if match is None:
            raise ValueError(f"{value!r} is not a point in time; write it like E-70, K+5, P-24h or before E")
        return {
            "anchor": match["anchor"] or "",
            "day": match["day"],
            "offset": int(match["offset"] or 0),
            "unit": "hour" if match["hours"] else "day",
            "clock": match["clock"],
            "inclusive": match["order"] is None,
        }


class Party(Row):
    """A body at a level of unit, written body@unit.

    `level` is the unit whose bodies run the ballot: the council's own, and for the Assembly the province.
    `above` is the unit over that one, among the units the version of the law knows.
    """

    body: Body
    at: Literal["nation", "province", "district", "commune", "level", "above", ""] = ""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _PARTY.fullmatch(value)
        if match is None:
            raise ValueError(f"{value!r} is not a body; write it like people_committee@province or voter")
        return {"body": match["body"], "at": match["at"] or ""}


class Span(Row):
    """A term between two points, either of which may be missing."""

    opens: Point | None = None
    due: Point | None = None


class Alternative(Span):
    """Another reading of a row: the open point it belongs to and where it puts the term.

    Without `due` this reading knows no term. `elections` are those in which the question arises; `why`
    replaces the words of the open point.
    """

    open_point: str
    elections: tuple[ElectionKind, ...] = ("general", "supplementary")
    why: Words | None = None


class Terms(Span):
    """What one version of the law says in a row, and from when until when it said so (both days included)."""

    article: str = Field(min_length=1)
    statute: str = Field(min_length=1)
    form: Form
    readings: tuple[Alternative, ...] = ()
    owed_to: Mapping[Ballot, tuple[Party, ...]] = {}
    since: date
    until: date | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The term itself, and where its other readings put it."""
        return (self, *self.readings)

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: Any) -> Any:
        if isinstance(value, dict) and "owed_to" in value:
            return {**value, "owed_to": _shares(value["owed_to"], BALLOTS)}
        return value

    @model_validator(mode="after")
    def _form_fits(self) -> "Terms":
        if self.form == "deadline" and self.due is None:
            raise ValueError("form deadline needs a due point")
        if self.form == "window" and self.opens is None:
            raise ValueError("form window needs a point at which it opens")
        if self.until is not None and self.until < self.since:
            raise ValueError(f"the interval ends on {self.until}, before it begins on {self.since}")
        return self


class Deadline(Row):
    """A duty, right or event of the law with its term, in every version that has it.

    `joint` marks one act that serves all ballots at once (a polling area is opened once, not three times);
    `referred_by` is the row of the supplementary election that brings this one in, counted from its own day;
    `only_if` names the case in which the duty arises at all; `only_on` ties guidance to its election days;
    `qualifier` tells apart events of one type (the round of a consultation); `opened_by` is the event that
    calls for an act to be done at once.
    """

    id: str = Field(pattern=r"^[a-z]\w*$")
    subject: str
    kind: Literal["law", "guidance"] = "law"
    duty: Words
    elections: tuple[ElectionKind, ...] = ("general",)
    referred_by: str = ""
    ballots: tuple[Ballot, ...] = Field(min_length=1)
    joint: bool = False
    owed_by: Mapping[Ballot, tuple[Party, ...]]
    per: Literal["unit", "contest", "area", "candidacy", "case", "conference"]
    only_if: str = ""
    only_on: tuple[date, ...] = ()
    law: Mapping[str, Terms] = Field(min_length=1)
    kept_by: Party | None = None
    """Whose agenda carries it where the acts of many are recorded together; else that of who owes it."""
    fulfilled_by: str = ""
    opened_by: str = ""
    qualifier: str = ""
    on_miss: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    confidence: Confidence
    open_points: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _widen(cls, value: Any) -> Any:
        """Accept the short forms of the files: "all", "council", one body for every ballot."""
        if not isinstance(value, dict):
            return value
        row = dict(value)
        ballots = row["ballots"] = _ballots(row.get("ballots", ()))
        if row.get("referred_by"):
            row.setdefault("elections", ("general", "supplementary"))
        if "owed_by" in row:
            row["owed_by"] = _shares(row["owed_by"], ballots)
        return row

    @model_validator(mode="after")
    def _at_once_after_an_event(self) -> "Deadline":
        if self.opened_by and (
            not self.fulfilled_by or any(each.form != "now" for each in self.law.values())
        ):
            raise ValueError("opened_by is for rows of form now that name what fulfils them")
        return self

    @model_validator(mode="after")
    def _every_ballot_is_owed(self) -> "Deadline":
        missing = [ballot for ballot in self.ballots if not self.owed_by.get(ballot)]
        if missing:
            raise ValueError(f"nobody owes it for {', '.join(missing)}; name a body in owed_by")
        return self


def _ballots(value: Any) -> tuple[Any, ...]:
    if value == "all":
        return BALLOTS
    if value == "council":
        return COUNCILS
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _shares(value: Any, ballots: tuple[Any, ...]) -> dict[Any, Any]:
    """Bodies by ballot, from one body, a list, or a table by "all", "council" or a ballot."""
    table = value if isinstance(value, dict) else {"all": value}
    shares: dict[Any, Any] = {}
    for share, bodies in table.items():
        for ballot in _ballots(share):
            if ballot in ballots or share not in ("all", "council"):
                shares[ballot] = bodies if isinstance(bodies, list | tuple) else (bodies,)
    return shares

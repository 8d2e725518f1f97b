"""The way of a case through the bodies, and the terms on it: the rows of the law, read for one case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from domain import call
from domain.calendar import calendar
from domain.call.evolve import State as Call
from domain.cases.ground import Matter
from domain.due import Due, Election
from domain.law.complaint import Route, route
from domain.law.power import name
from domain.procedure import Given
from domain.summary.events import CouncilResultPublished, NationalResultPublished
from domain.terms import NATION, Ballot
from domain.voterlist.events import VoterListPosted
from domain.zone import local

STOP: Final = "candidate_complaints_stop"
CLEAR: Final = "candidate_strike_off_clear_case"
TRANSFER: Final = "unresolved_complaints_transfer"
ANYWHERE: Final = frozenset({"court@region", "commander"})
"""Whoever has no unit of the election: a regional court, the commander of an armed-forces unit."""


def way(about: Matter, ballot: Ballot, law: str) -> Route | None:
    """The route of the law; none for a matter that the law does not name."""
    return None if about == "other" else route(about, ballot, law)


def is_post(post: str, body: str, level: str) -> bool:
    """Whether a body of a unit at this level is the one the route means."""
    role, _, at = post.partition("@")
    return body == role and (at == level or post in ANYWHERE or role in ANYWHERE)


def among(posts: tuple[str, ...], body: str, level: str) -> bool:
    return any(is_post(post, body, level) for post in posts if post)


def sentence(found: Route | None) -> str:
    """The way in words; that there is none, too."""
    return found.sentence() if found else "luật không nêu đường giải quyết riêng; nơi nhận xử lý"


def posts(found: Route) -> str:
    """The bodies to which such a case may be handed, in words."""
    return ", ".join(dict.fromkeys(name(post) for post in (*found.first, found.then) if post))


def called(given: Given) -> Call:
    """The election as it stands, closed or not: files are handed over after its end."""
    return given.state(call.PROCEDURE, given.stream.beside("election"))


def stop(given: Given, ballot: Ballot) -> datetime | None:
    """The instant from which complaints about candidates are no longer examined (Article 61.2)."""
    moved = called(given).due(STOP, ballot)
    row = _row(given, STOP, ballot, {})
    return moved or (row.opens if row else None)


def clear_until(given: Given, ballot: Ballot) -> datetime | None:
    """The last instant at which a clear case still leads to striking off: before election day."""
    row = _row(given, CLEAR, ballot, {})
    return called(given).due(CLEAR, ballot) or (row.due if row else None)


def transfer_from(given: Given, ballot: Ballot) -> datetime | None:
    """The first instant at which unresolved files are handed over: after election day."""
    row = _row(given, TRANSFER, ballot, {})
    return row.opens if row else None


def answer_due(given: Given, found: Route | None, ballot: Ballot, body: str, level: str) -> datetime | None:
    """Until when who received it now has to answer; nothing where the law sets no term (R44)."""
    if found is None or not found.settle or not among(found.first, body, level):
        return None
    row = _row(given, found.settle, ballot, {"R": local(given.act.legal_at).date()})
    return row.due if row else None


def lodged_until(given: Given, found: Route | None, ballot: Ballot, unit: str, area: str) -> datetime | None:
    """The last instant for lodging it; nothing while what the term counts from is not on record."""
    if found is None or not found.lodge:
        return None
    anchors: dict[str, date | datetime] = {}
    for event, at, _ in given.history(given.stream.beside("unit", NATION if ballot == "na" else unit)):
        match event:
            case NationalResultPublished() if ballot == "na":
                anchors["K"] = local(at).date()
            case CouncilResultPublished(ballot=own) if own == ballot:
                anchors["K"] = local(at).date()
    if area:
        for event, at, _ in given.history(given.stream.beside("area", area)):
            if isinstance(event, VoterListPosted):
                anchors.setdefault("V", at)
    row = _row(given, found.lodge, ballot, anchors)
    return row.due if row else None


def _row(given: Given, deadline: str, ballot: Ballot, anchors: Mapping[str, date | datetime]) -> Due | None:
    state = called(given)
    if state.day is None:
        return None
    asked = Election(kind=state.form, day=state.day, levels=state.levels)
    rows = calendar(asked, state.law, anchors=anchors)
    return next((row for row in rows if row.id == deadline and row.level in (ballot, "all")), None)

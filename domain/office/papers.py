"""Which form each recorded paper was written on: as somebody read it off the paper, or as was in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from domain.contest.events import ConstituencyFixed
from domain.event import Recorded
from domain.fact import Fact
from domain.office.events import DocumentIssued, PaperFormNamed
from domain.stream import parse

REGISTER: Final = (DocumentIssued.__name__, PaperFormNamed.__name__, ConstituencyFixed.__name__)
"""Which forms there are, what was named, and the ballot of each constituency."""
PAPERS: Final = (
    "CommitteeEstablished",
    "BoardEstablished",
    "TeamEstablished",
    "DossierReceived",
    "VoterConferencesHeld",
    "ConsultationHeld",
    "OfficialListPublished",
    "VoterListPosted",
    "ElsewhereCertified",
    "UnusedBallotsSealed",
    "CountingMinutesRecorded",
    "CountingMinutesCorrected",
    "ConstituencyMinutesMade",
    "ProvinceMinutesMade",
    "CouncilSummaryMade",
    "NationalSummaryMade",
)
"""Acts written on a form of the National Election Council or the Standing Committee; a form that names others
adds them."""

How = Literal["named", "in_force", "several", "unknown"]


class PaperLine(Fact):
    """A paper and its form: issuer, resolution, day and number tell a form, its number alone never does.

    `named` is what the paper itself bears; `in_force` is inferred, from the one form for such papers that was
    out when the paper was made; `several` and `unknown` say that the record does not tell.
    """

    event: str
    """Log and position, as `baucu audit explain` takes them."""
    stream: str
    type: str
    at: datetime
    how: How
    form: str = ""
    version: int = 0
    issuer: str = ""
    number: str = ""
    annex: str = ""
    day: date | None = None
    kept_by: str = ""
    findings: tuple[str, ...] = ()


class _Form(NamedTuple):
    kept_by: str
    event: DocumentIssued
    since: datetime


def types(register: Iterable[Recorded]) -> tuple[str, ...]:
    """Event types that are papers: those above, and those that a form names."""
    added = [paper for row in register if isinstance(row.event, DocumentIssued) for paper in row.event.papers]
    return tuple(dict.fromkeys((*PAPERS, *added)))


def papers(register: Sequence[Recorded], rows: Iterable[Recorded]) -> list[PaperLine]:
    """Every paper among `rows`, in their order; `register` is what is on record of the types `REGISTER`."""
    forms = [
        _Form(parse(row.stream).code, row.event, row.legal_at)
        for row in register
        if isinstance(row.event, DocumentIssued) and row.event.kind == "form"
    ]
    named = {row.event.event: row.event for row in register if isinstance(row.event, PaperFormNamed)}
    ballots = {
        parse(row.stream).code: str(row.event.ballot)
        for row in register
        if isinstance(row.event, ConstituencyFixed)
    }
    return [_line(row, forms, named.get(str(row.event_id)), ballots) for row in rows]


def _line(
    row: Recorded, forms: Sequence[_Form], named: PaperFormNamed | None, ballots: dict[str, str]
) -> PaperLine:
    paper = PaperLine(
        event=f"{row.log}#{row.position}", stream=row.stream, type=row.type, at=row.legal_at, how="unknown"
    )
    if named is not None:
        wanted = (named.kept_by, named.form, named.version)
        (form,) = (each for each in forms if (each.kept_by, each.event.code, each.event.version) == wanted)
        return _with(paper, form, "named", tuple(finding.sentence for finding in named.findings))
    ballot = getattr(row.event, "ballot", None) or ballots.get(parse(row.stream).code, "")
    found: dict[tuple[str, str], _Form] = {}
    for form in forms:
        serves = row.type in form.event.papers and (
            not form.event.ballots or not ballot or ballot in form.event.ballots
        )
        key = (form.kept_by, form.event.code)
        if form.since <= row.legal_at:
            found.pop(key, None)
            if serves:
                found[key] = form
    if len(found) > 1:
        return paper.model_copy(update={"how": "several"})
    return _with(paper, next(iter(found.values())), "in_force") if found else paper


def _with(paper: PaperLine, form: _Form, how: How, findings: tuple[str, ...] = ()) -> PaperLine:
    return paper.model_copy(
        update={
            "how": how,
            "form": form.event.code,
            "version": form.event.version,
            "issuer": form.event.issuer,
            "number": form.event.number,
            "annex": form.event.annex,
            "day": form.event.day,
            "kept_by": form.kept_by,
            "findings": findings,
        }
    )

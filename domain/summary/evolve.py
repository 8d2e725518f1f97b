"""The state of a unit's summaries."""

from __future__ import annotations

from pydantic import Field

from domain.constituencies.events import ConstituenciesPublished
from domain.event import Event
from domain.fact import Fact
from domain.summary.events import (
    CertificatesIssued,
    ContestResult,
    CouncilResultPublished,
    CouncilSummaryMade,
    FirstSessionHeld,
    FurtherResult,
    NationalResultPublished,
    NationalSummaryMade,
    PapersDestroyed,
    ProvinceListPublished,
    ProvinceMinutesMade,
    RecordsArchived,
    RecordsHandedOver,
    StatusConfirmed,
    SummaryIssued,
    SummaryReopened,
    SummarySigned,
)
from domain.terms import Ballot


class State(Fact):
    """What the unit has summed up, published, confirmed; by ballot, `na` for the Assembly."""

    list_published: bool = False
    province: tuple[ContestResult, ...] = ()
    """The provincial minutes of the Assembly election; empty until they are made."""
    further: tuple[FurtherResult, ...] = ()
    """Their sections for re-runs and additional ballots."""
    summed: dict[Ballot, tuple[ContestResult, ...]] = Field(default_factory=dict)
    elected: dict[Ballot, tuple[str, ...]] = Field(default_factory=dict)
    """As published."""
    confirmed: frozenset[Ballot] = frozenset()
    met: frozenset[Ballot] = frozenset()
    assembly: tuple[str, ...] = ()
    """The Assembly's constituencies, where they were published here: a national summary looks at each."""
    editions: dict[Ballot, int] = Field(default_factory=dict)
    """The edition a summary that was opened again has, or is to have; not here: the first."""
    signatures: frozenset[str] = frozenset()
    """Signatures under minutes, as ballot:edition:office:number."""
    issued: frozenset[str] = frozenset()
    """Minutes that were sent, as ballot:edition."""
    entitled: dict[Ballot, tuple[str, ...]] = Field(default_factory=dict)
    """Those whose status is confirmed."""
    certified: frozenset[str] = frozenset()
    """Editions whose confirmed have their certificates, as ballot:edition."""
    handed_over: frozenset[Ballot] = frozenset()
    archived: dict[Ballot, RecordsArchived] = Field(default_factory=dict)
    destroyed: frozenset[str] = frozenset()

    def edition(self, ballot: Ballot) -> int:
        """The edition of a summary that stands, or the one that is to come."""
        return self.editions.get(ballot, 1)

    def results(self, ballot: Ballot) -> tuple[ContestResult, ...]:
        """What the unit's minutes of this ballot say; in a province the Assembly's provincial minutes."""
        return self.summed.get(ballot, self.province if ballot == "na" else ())


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case ConstituenciesPublished(ballot="na"):
            return _with(state, assembly=tuple(plan.code for plan in event.contests))
        case ProvinceListPublished():
            return state.model_copy(update={"list_published": True})
        case ProvinceMinutesMade():
            return _with(state, province=event.results, further=event.further)
        case NationalSummaryMade():
            return state.model_copy(update={"summed": {**state.summed, "na": event.results}})
        case CouncilSummaryMade():
            return state.model_copy(update={"summed": {**state.summed, event.ballot: event.results}})
        case NationalResultPublished():
            return state.model_copy(update={"elected": {**state.elected, "na": event.elected}})
        case CouncilResultPublished():
            return state.model_copy(update={"elected": {**state.elected, event.ballot: event.elected}})
        case StatusConfirmed():
            return _with(
                state,
                confirmed=state.confirmed | {event.ballot},
                entitled={**state.entitled, event.ballot: event.confirmed},
            )
        case FirstSessionHeld():
            return state.model_copy(update={"met": state.met | {event.ballot}})
        case SummaryReopened():
            return _reopen(state, event)
        case SummarySigned():
            name = f"{event.ballot}:{event.edition}:{event.office}:{event.number}"
            return _with(state, signatures=state.signatures | {name})
        case SummaryIssued():
            return _with(state, issued=state.issued | {f"{event.ballot}:{event.edition}"})
        case CertificatesIssued():
            name = f"{event.ballot}:{state.edition(event.ballot)}"
            return _with(state, certified=state.certified | {name})
        case RecordsHandedOver():
            return _with(state, handed_over=state.handed_over | {event.ballot})
        case RecordsArchived():
            return _with(state, archived={**state.archived, event.ballot: event})
        case PapersDestroyed():
            return _with(state, destroyed=state.destroyed | {f"{event.ballot}:{event.papers}"})
        case _:
            return state


def _with(state: State, **fields: object) -> State:
    return state.model_copy(update=fields)


def _reopen(state: State, event: SummaryReopened) -> State:
    """As before the summary, but for the number of the edition; what was published stays in the record."""
    ballot = event.ballot
    return _with(
        state,
        province=() if ballot == "na" else state.province,
        summed={name: held for name, held in state.summed.items() if name != ballot},
        elected={name: held for name, held in state.elected.items() if name != ballot},
        entitled={name: held for name, held in state.entitled.items() if name != ballot},
        confirmed=state.confirmed - {ballot},
        editions={**state.editions, ballot: event.edition},
    )

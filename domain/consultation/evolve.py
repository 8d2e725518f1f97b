"""The state of a unit's consultations, one for each ballot."""

from __future__ import annotations

from pydantic import Field

from domain.consultation.events import (
    Addressee,
    CentralNomineesSent,
    Conference,
    ConferenceMinutesSent,
    ConsultationHeld,
    ConsultationMinutesReceived,
    ConsultationMinutesSent,
    ConsultationVoteTaken,
    DossiersClosed,
    DossiersHandedOver,
    DossiersTakenOver,
    MatterAnswered,
    MatterRaised,
    MonitoringNoted,
    OnlineConferencesAllowed,
    PreliminaryListSplit,
    QualifiedListSent,
    ResidenceConferencesPlanned,
    StructureAgreed,
    Village,
    VillageConferenceHeld,
    VillageProposed,
    VoterConferencesHeld,
    VoterMattersVerified,
)
from domain.event import Event
from domain.fact import Code, Fact
from domain.procedure import Given
from domain.stream import Stream
from domain.terms import NATION, Ballot


class Talks(Fact):
    """One consultation: what has been done, and the list of each round held."""

    closed: bool = False
    rounds: dict[int, tuple[Code, ...]] = Field(default_factory=dict)
    sittings: int = 0
    conferences: tuple[Conference, ...] = ()
    """The last conference for each candidate and place."""
    verified: bool = False
    sent: bool = False
    handovers: int = 0
    handed: dict[str, tuple[Code, ...]] = Field(default_factory=dict)
    """Whose dossiers went where, by body and unit such as `front@BK`."""
    open: dict[int, DossiersHandedOver] = Field(default_factory=dict)
    """Hand-overs that were not confirmed yet."""
    items: dict[int, int] = Field(default_factory=dict)
    """Votes taken in each round."""
    minutes: dict[int, tuple[Addressee, ...]] = Field(default_factory=dict)
    """To whom the minutes of each round went."""
    confirmed: dict[int, tuple[Addressee, ...]] = Field(default_factory=dict)
    split: bool = False
    plan: int = 0
    structures: frozenset[int] = frozenset()
    """Rounds that agreed on structure and numbers."""
    reported: frozenset[int] = frozenset()
    """Gatherings of voter conferences whose minutes went to the Front."""
    matters: dict[int, bool] = Field(default_factory=dict)
    """Matters raised by number, and whether each was answered."""
    villages: dict[Code, Village] = Field(default_factory=dict)


class State(Fact):
    """The consultations of one unit by ballot."""

    by_ballot: dict[Ballot, Talks] = Field(default_factory=dict)
    online: bool = False
    """Whether voters may be asked otherwise than in a meeting."""
    central: dict[Code, Code] = Field(default_factory=dict)
    """Province to which each central nominee was sent."""
    monitored: int = 0

    def talks(self, ballot: Ballot) -> Talks:
        """The consultation about one ballot, untouched as long as nothing was recorded."""
        return self.by_ballot.get(ballot, Talks())


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the unit's stream."""
    match event:
        case DossiersClosed():
            return _with(state, event.ballot, closed=True)
        case ConsultationHeld():
            held = state.talks(event.ballot).rounds
            return _with(state, event.ballot, rounds={**held, event.round: event.agreed})
        case VoterConferencesHeld():
            return _with(
                state,
                event.ballot,
                sittings=event.sitting,
                conferences=_latest(state.talks(event.ballot).conferences, event.conferences),
            )
        case VoterMattersVerified():
            return _with(state, event.ballot, verified=True)
        case QualifiedListSent():
            return _with(state, event.ballot, sent=True)
        case OnlineConferencesAllowed():
            return state.model_copy(update={"online": True})
        case CentralNomineesSent():
            central = dict.fromkeys(event.candidacies, event.province)
            return state.model_copy(update={"central": {**state.central, **central}})
        case MonitoringNoted():
            return state.model_copy(update={"monitored": event.number})
        case _:
            return _papers(state, event)


def _papers(state: State, event: Event) -> State:
    """What goes with the conferences: hand-over, votes, minutes, villages, matters."""
    match event:
        case DossiersHandedOver():
            held = state.talks(event.ballot).handed
            where = f"{event.to_body}@{event.to_unit}"
            handed = {**held, where: (*held.get(where, ()), *event.candidacies)}
            open_ = {**state.talks(event.ballot).open, event.number: event}
            return _with(state, event.ballot, handovers=event.number, handed=handed, open=open_)
        case DossiersTakenOver():
            left = {n: one for n, one in state.talks(event.ballot).open.items() if n != event.number}
            return _with(state, event.ballot, open=left)
        case ConsultationVoteTaken():
            items = {**state.talks(event.ballot).items, event.round: event.item}
            return _with(state, event.ballot, items=items)
        case StructureAgreed():
            structures = state.talks(event.ballot).structures | {event.round}
            return _with(state, event.ballot, structures=structures)
        case ConsultationMinutesSent():
            sent = {**state.talks(event.ballot).minutes, event.round: event.recipients}
            return _with(state, event.ballot, minutes=sent)
        case ConsultationMinutesReceived():
            known = state.talks(event.ballot).confirmed
            now = {**known, event.round: (*known.get(event.round, ()), event.recipient)}
            return _with(state, event.ballot, confirmed=now)
        case PreliminaryListSplit():
            return _with(state, event.ballot, split=True)
        case ResidenceConferencesPlanned():
            return _with(state, event.ballot, plan=event.edition)
        case ConferenceMinutesSent():
            reported = state.talks(event.ballot).reported | {event.sitting}
            return _with(state, event.ballot, reported=reported)
        case VillageProposed():
            return _village(state, event.village, Village(proposed=event.proposed))
        case VillageConferenceHeld():
            before = state.talks("commune").villages.get(event.village, Village())
            told = {"nominated": event.nominated, "step": event.step, "sittings": event.sitting}
            village = before.model_copy(update=told)
            return _village(state, event.village, village)
        case MatterRaised():
            matters = {**state.talks(event.ballot).matters, event.matter: False}
            return _with(state, event.ballot, matters=matters)
        case MatterAnswered():
            matters = {**state.talks(event.ballot).matters, event.matter: True}
            return _with(state, event.ballot, matters=matters)
        case _:
            return state


def talks(given: Given, stream: Stream, ballot: Ballot) -> Talks:
    """A unit's consultation about one ballot, for another procedure that has named the unit in `reads`."""
    return _unit(given, stream).talks(ballot)


def sent_to(given: Given, candidacy: str) -> str:
    """The province to which a central nominee was sent; empty as long as he was not."""
    return _unit(given, given.stream.beside("unit", NATION)).central.get(candidacy, "")


def _unit(given: Given, stream: Stream) -> State:
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state


def _village(state: State, code: Code, village: Village) -> State:
    return _with(state, "commune", villages={**state.talks("commune").villages, code: village})


def _with(state: State, ballot: Ballot, **changes: object) -> State:
    talks = state.talks(ballot).model_copy(update=changes)
    return state.model_copy(update={"by_ballot": {**state.by_ballot, ballot: talks}})


def _latest(known: tuple[Conference, ...], new: tuple[Conference, ...]) -> tuple[Conference, ...]:
    merged = {(each.candidacy, each.place): each for each in (*known, *new)}
    return tuple(merged.values())

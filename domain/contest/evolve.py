"""The state of one constituency."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    AdditionalBallotHeld,
    AnnulmentProposed,
    AreasAssigned,
    AreasWithdrawn,
    BallotProofed,
    BoardEnded,
    BoardEstablished,
    CandidateStruckOff,
    ConstituencyFixed,
    ConstituencyMinutesIssued,
    ConstituencyMinutesSigned,
    Further,
    Listed,
    MissingCandidateSettled,
    OfficialListPublished,
    OpenPointSettled,
    RepollPrepared,
    RepollProposed,
    RerunConsented,
    RerunDecided,
    RerunHeld,
    ResultAnnulled,
    ResultDetermined,
)
from domain.event import Event
from domain.fact import Fact
from domain.outcome import RerunCause
from domain.procedure import Given
from domain.refusal import refuse
from domain.stream import Stream
from domain.terms import Ballot, Poll

Pending = Literal[
    "", "first", "additional", "rerun", "decide_additional", "ask_nec", "decide_rerun", "open_point"
]
"""A poll whose minutes are to come, a decision somebody owes, or nothing: the result is final."""

WORDS: Final[dict[Pending, str]] = {
    "": "",
    "first": "biên bản xác định kết quả",
    "additional": "bầu cử thêm",
    "rerun": "bầu cử lại",
    "decide_additional": "quyết định bầu cử thêm",
    "ask_nec": "quyết định của Hội đồng bầu cử quốc gia về bầu cử thêm",
    "decide_rerun": "quyết định bầu cử lại",
    "open_point": "quyết định về điểm luật chưa rõ",
}


VOTE: Final[dict[Pending, Further]] = {
    "decide_additional": "additional",
    "ask_nec": "additional",
    "additional": "additional",
    "decide_rerun": "rerun",
    "rerun": "rerun",
}
"""The further vote that each state of waiting leads to."""


class State(Fact):
    """The constituency; `ballot` is nothing until it was fixed."""

    ballot: Ballot | None = None
    seats: int = 0
    unit: str = ""
    areas: tuple[str, ...] = ()
    board: bool = False
    listed: tuple[Listed, ...] = ()
    struck: frozenset[str] = frozenset()
    results: dict[Poll, ResultDetermined] = Field(default_factory=dict)
    days: dict[Poll, date] = Field(default_factory=dict)
    """Days of the further votes that were decided."""
    remaining: tuple[str, ...] = ()
    """Who stands in the additional ballot."""
    cause: RerunCause | None = None
    declined: bool = False
    held: frozenset[str] = frozenset()
    chosen: dict[Poll, tuple[str, ...]] = Field(default_factory=dict)
    """Who was elected by a decision on an open point."""
    annulled: bool = False
    annulled_areas: tuple[str, ...] = ()
    """The areas whose result was annulled; empty while the whole constituency's was, or none."""
    annulled_again: bool = False
    """Whether the result of the re-run was annulled in its turn, which the law does not foresee (O-30)."""
    lapsed: frozenset[str] = frozenset()
    """Further votes that by a decision on an open point are not held any more."""
    rerun_days: dict[str, date] = Field(default_factory=dict)
    """Days of the areas that vote again by themselves."""
    proposals: frozenset[str] = frozenset()
    """Who proposed an annulment, and which further votes a committee asked for."""
    consented: str = ""
    """Number of the Council's consent to a re-run."""
    prepared: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What was made ready for a further vote."""
    signatures: frozenset[str] = frozenset()
    """Signatures under minutes, as poll:office:number."""
    issued: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()
    """Who is missing from the list and for whom it was said what follows."""
    proofs: int = 0
    ended: bool = False
    """Whether the board has done its work; a further vote that is ordered later calls it back."""
    ends: int = 0

    @property
    def standing(self) -> tuple[Listed, ...]:
        """The list without those struck off."""
        return tuple(one for one in self.listed if one.candidacy not in self.struck)

    def candidates(self, poll: Poll) -> tuple[str, ...]:
        """Who stands in this poll: in an additional ballot those left over, else all not struck off."""
        standing = tuple(one.candidacy for one in self.standing)
        return tuple(code for code in standing if poll != "additional" or code in self.remaining)

    def on_ballot(self, poll: Poll) -> set[str]:
        """Whose names a ballot of this poll may carry; one struck off late may still be printed on it."""
        return set(self.remaining) if poll == "additional" else {one.candidacy for one in self.listed}

    def seats_of(self, poll: Poll) -> int:
        """Seats to be filled in this poll."""
        first = self.results.get("first")
        return self.seats - len(first.elected) if poll == "additional" and first else self.seats

    @property
    def elected(self) -> tuple[str, ...]:
        """All who are elected, in the order in which they were; a re-run replaces the first ballot."""
        return tuple(
            code for result in self._valid() for code in (*result.elected, *self.chosen.get(result.poll, ()))
        )

    @property
    def pending(self) -> Pending:
        """What is still outstanding; empty when the result is settled."""
        found = self._outstanding()
        return "" if VOTE.get(found) in self.lapsed else found

    def _outstanding(self) -> Pending:
        if self.annulled_again:
            return "" if "rerun" in self.lapsed else "open_point"
        if self.annulled and "rerun" not in self.results:
            return "rerun" if self.rerun_fixed else "decide_rerun"
        if not self.results:
            return "first"
        if "rerun" in self.days and "rerun" not in self.results:
            return "rerun"
        if "rerun" not in self.days and "additional" in self.days and "additional" not in self.results:
            return "additional"
        last = self._valid()[-1]
        match last.outcome:
            case "additional":
                return "decide_additional"
            case "ask_nec_additional" if not self.declined:
                return "ask_nec"
            case "rerun":
                return "decide_rerun"
            case "open_point" if last.poll not in self.chosen:
                return "open_point"
        return ""

    @property
    def awaiting(self) -> str:
        """What is still outstanding, in words; empty when the result is settled."""
        pending = self.pending
        day = self.days.get(pending) if pending in ("additional", "rerun") else None
        return f"{WORDS[pending]} ngày {day:%d/%m/%Y}" if day else WORDS[pending]

    @property
    def settled(self) -> bool:
        """Whether the result is final: no further vote and no decision is outstanding."""
        return not self.pending

    def known(self, given: Given) -> Ballot:
        """The ballot of the constituency; refuses when it was not fixed."""
        if self.ballot is None:
            raise refuse("unknown_contest_stream", stream=given.stream)
        return self.ballot

    @property
    def rerun_fixed(self) -> bool:
        """Whether everybody who has to vote again has a day for it."""
        if self.annulled_areas:
            return all(code in self.rerun_days for code in self.annulled_areas)
        return "rerun" in self.days

    def areas_of(self, poll: Poll) -> tuple[str, ...]:
        """The areas that vote in this poll: in a re-run those whose result was annulled, or all."""
        return self.annulled_areas if poll == "rerun" and self.annulled_areas else self.areas

    def day_of(self, poll: Poll, area: str) -> date | None:
        """The day of a further vote in one area; nothing where none was fixed, or it does not vote again."""
        if poll == "rerun" and self.annulled_areas:
            return self.rerun_days.get(area)
        if poll == "additional" and self.annulled and poll not in self.results:
            return None
        return self.days.get(poll)

    def valid(self) -> tuple[ResultDetermined, ...]:
        """The results that stand, first to last; none while what was voted is annulled."""
        return tuple(self._valid())

    def _valid(self) -> list[ResultDetermined]:
        if self.annulled_again or (self.annulled and "rerun" not in self.results):
            return []
        polls: tuple[Poll, ...] = ("rerun",) if "rerun" in self.results else ("first", "additional")
        return [self.results[poll] for poll in polls if poll in self.results]


def evolve(state: State, event: Event) -> State:
    """The state after one more event of the constituency's stream."""
    match event:
        case ConstituencyFixed():
            return State(ballot=event.ballot, seats=event.seats, unit=event.unit)
        case AreasAssigned():
            # In the order of their codes: which commune was noted first says nothing.
            return state.model_copy(update={"areas": tuple(sorted({*state.areas, *event.areas}))})
        case AreasWithdrawn():
            left = tuple(code for code in state.areas if code not in event.areas)
            return state.model_copy(update={"areas": left})
        case BoardEstablished():
            return state.model_copy(update={"board": True})
        case OfficialListPublished():
            return state.model_copy(update={"listed": event.candidates})
        case CandidateStruckOff():
            return state.model_copy(update={"struck": state.struck | {event.candidacy}})
        case MissingCandidateSettled():
            gone = frozenset(event.missing)
            listed = state.listed
            for new in event.added:
                listed = _inserted(listed, new)
            told = {"seats": event.seats, "listed": listed, "gaps": state.gaps | gone}
            return state.model_copy(update={**told, "struck": state.struck | gone})
        case BallotProofed():
            return state.model_copy(update={"proofs": event.edition})
        case ResultDetermined():
            return state.model_copy(update={"results": {**state.results, event.poll: event}})
        case AdditionalBallotDecided():
            told = {"days": {**state.days, "additional": event.day}, "ended": False}
            return state.model_copy(update={**told, "remaining": event.candidates})
        case AdditionalBallotDeclined():
            return state.model_copy(update={"declined": True})
        case RerunDecided():
            return _rerun(state, event)
        case AdditionalBallotHeld():
            return state.model_copy(update={"held": state.held | {"additional"}})
        case RerunHeld():
            return state.model_copy(update={"held": state.held | {"rerun"}})
        case OpenPointSettled() if event.poll not in state.results or state.annulled_again:
            return state.model_copy(update={"lapsed": state.lapsed | {event.poll}})
        case OpenPointSettled():
            return state.model_copy(update={"chosen": {**state.chosen, event.poll: event.elected}})
        case AnnulmentProposed():
            return state.model_copy(update={"proposals": state.proposals | {event.proposed_by}})
        case ResultAnnulled():
            return _annul(state, event)
        case RepollProposed():
            return state.model_copy(update={"proposals": state.proposals | {event.poll}})
        case RerunConsented():
            return state.model_copy(update={"consented": event.decision})
        case RepollPrepared():
            done = {*state.prepared.get(event.poll, ()), *event.done}
            prepared = {**state.prepared, event.poll: tuple(sorted(done))}
            return state.model_copy(update={"prepared": prepared})
        case ConstituencyMinutesSigned():
            name = f"{event.poll}:{event.office}:{event.number}"
            return state.model_copy(update={"signatures": state.signatures | {name}})
        case ConstituencyMinutesIssued():
            return state.model_copy(update={"issued": state.issued | {event.poll}})
        case BoardEnded():
            return state.model_copy(update={"ended": True, "ends": event.occasion})
        case _:
            return state


def _rerun(state: State, event: RerunDecided) -> State:
    others = state.rerun_days.values() if event.areas else ()
    days = {**state.days, "rerun": max((event.day, *others))}
    by_area = {**state.rerun_days, **dict.fromkeys(event.areas, event.day)}
    annulled = state.annulled or event.cause == "annulled"
    return state.model_copy(
        update={
            "days": days,
            "rerun_days": by_area,
            "cause": event.cause,
            "annulled": annulled,
            "ended": False,
        }
    )


def _annul(state: State, event: ResultAnnulled) -> State:
    """One area more, or everything: then no day stands that was fixed for single areas."""
    if "rerun" in state.results:
        return state.model_copy(update={"annulled_again": True})
    told = {"annulled": True, "cause": "annulled", "ended": False}
    if event.areas:
        areas = tuple(sorted({*state.annulled_areas, *event.areas}))
        return state.model_copy(update={**told, "annulled_areas": areas})
    days = {poll: day for poll, day in state.days.items() if poll != "rerun"}
    return state.model_copy(update={**told, "annulled_areas": (), "rerun_days": {}, "days": days})


def _inserted(listed: tuple[Listed, ...], new: Listed) -> tuple[Listed, ...]:
    """The list with one more, in its place by the alphabet; who comes after moves down."""
    moved = (
        one.model_copy(update={"order": one.order + 1}) if one.order >= new.order else one for one in listed
    )
    return tuple(sorted((*moved, new), key=lambda one: one.order))


def contest(given: Given, stream: Stream) -> State:
    """The state of a constituency another procedure has named in its `reads`."""
    state = State()
    for event in given.events.get(str(stream), ()):
        state = evolve(state, event)
    return state

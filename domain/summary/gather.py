"""What a summary is made of: the settled results of its constituencies, and whether they still hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.contest.events import ConstituencyMinutesMade
from domain.contest.evolve import State as Contest
from domain.contest.evolve import contest
from domain.event import Event
from domain.minutes import Figures
from domain.procedure import Given
from domain.refusal import refuse
from domain.summary.events import ContestResult, FurtherResult
from domain.terms import Poll


def settled(named: Sequence[str], wanted: set[str], given: Given) -> tuple[ContestResult, ...]:
    """The results of these constituencies; refuses while one is missing or a further vote is outstanding."""
    if set(named) != wanted or len(named) != len(wanted):
        raise refuse("not_all_contests", stream=given.stream, wanted=", ".join(sorted(wanted)) or "(chưa có)")
    found = []
    for code in named:
        state = _contest(code, given)
        if not state.settled:
            raise refuse("not_settled", stream=given.stream, contest=code, awaiting=state.awaiting)
        result = ContestResult(
            contest=code, seats=state.seats, elected=state.elected, figures=_figures(code, state, given)
        )
        found.append(result)
    elected_once(found, given)
    return tuple(found)


def elected_once(results: Iterable[ContestResult], given: Given) -> None:
    """Refuse where one candidacy is elected in two constituencies."""
    seen: dict[str, str] = {}
    for result in results:
        for code in result.elected:
            if code in seen:
                raise refuse(
                    "elected_twice",
                    stream=given.stream,
                    candidacy=code,
                    contests=f"{seen[code]}, {result.contest}",
                )
            seen[code] = result.contest


def further(named: Sequence[str], given: Given) -> tuple[FurtherResult, ...]:
    """The sections of a summary for re-runs and additional ballots that count."""
    found = []
    for code in named:
        state = _contest(code, given)
        for result in state.valid():
            if result.poll != "first":
                section = FurtherResult(
                    contest=code,
                    poll=result.poll,
                    day=state.days[result.poll],
                    seats=result.seats,
                    elected=(*result.elected, *state.chosen.get(result.poll, ())),
                )
                found.append(section)
    return tuple(found)


def unchanged(results: Iterable[ContestResult], given: Given) -> None:
    """Refuse where a constituency is not settled any more, or has elected others since."""
    for result in results:
        if overtaken(result, _contest(result.contest, given)):
            raise refuse("summary_overtaken", stream=given.stream, contest=result.contest)


def overtaken(result: ContestResult, state: Contest) -> bool:
    """Whether what was summed up no longer is what the constituency says."""
    return not state.settled or state.elected != result.elected


def _figures(code: str, state: Contest, given: Given) -> Figures | None:
    """The sums of the ballot that fills all the seats: the re-run's where there was one, else the first's.

    None where what was voted is annulled for good.
    """
    if state.annulled and not state.valid():
        return None
    poll: Poll = "rerun" if "rerun" in state.results else "first"
    events: Sequence[Event] = given.events.get(str(given.stream.beside("contest", code)), ())
    made = [event for event in events if isinstance(event, ConstituencyMinutesMade) and event.poll == poll]
    return made[-1].figures if made else None


def _contest(code: str, given: Given) -> Contest:
    return contest(given, given.stream.beside("contest", code))

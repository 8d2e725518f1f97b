"""The further vote: additional ballot, re-run, and what only a decision can settle (Articles 79 to 81)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from domain.bodies.unit import again, decider, must_be
from domain.call.election import day as election_day
from domain.call.election import election
from domain.contest import lapse
from domain.contest.commands import (
    ConsentToRerun,
    DecideAdditionalBallot,
    DecideRerun,
    DeclineAdditionalBallot,
    OpenRepoll,
    PrepareRepoll,
    ProposeRepoll,
    SettleOpenPoint,
)
from domain.contest.events import (
    AdditionalBallotDecided,
    AdditionalBallotDeclined,
    AdditionalBallotHeld,
    Further,
    OpenPointSettled,
    Preparation,
    RepollPrepared,
    RepollProposed,
    RerunConsented,
    RerunDecided,
    RerunHeld,
)
from domain.contest.evolve import State
from domain.event import Event
from domain.law.book import book
from domain.law.power import power
from domain.minutes import noted
from domain.procedure import Given
from domain.refusal import refuse
from domain.terms import Finding
from domain.zone import local

SUNDAY: Final = 6
NAMES: Final[dict[Further, str]] = {"additional": "bầu cử thêm", "rerun": "bầu cử lại"}
PREPARATIONS: Final[dict[Preparation, str]] = {
    "voter_list": "danh sách cử tri",
    "cards": "thẻ cử tri",
    "ballots": "phiếu bầu",
    "boxes": "hòm phiếu",
    "notices": "thông báo",
}


def decide_additional(state: State, command: DecideAdditionalBallot, given: Given) -> list[Event]:
    """Only where the first ballot elected too few, and only once."""
    must_be(given, command, decider(given, "additional", state.known(given)))
    if "additional" in state.days:
        raise refuse("second_additional", stream=given.stream)
    first = state.results.get("first")
    if first is None:
        raise refuse("too_early", stream=given.stream, what="bầu cử thêm", before="kết quả lần đầu")
    if state.declined:
        raise again(given.stream, "quyết định không bầu cử thêm")
    if "rerun" in state.days:
        text = "đã quyết định bầu cử lại, Điều 79 chỉ nói cuộc bầu cử đầu tiên"
        raise refuse("no_additional", stream=given.stream, article="Điều 79 (O-4)", reason=text)
    if first.outcome not in ("additional", "ask_nec_additional"):
        reason = first.reasons[-1]
        raise refuse("no_additional", stream=given.stream, article=reason.article, reason=reason.text)
    _in_window(command.day, "bau_them_day", state, given)
    left = tuple(one.candidacy for one in state.standing if one.candidacy not in first.elected)
    if not left:
        raise refuse("nobody_left", stream=given.stream)
    return [
        AdditionalBallotDecided(
            day=command.day,
            seats=state.seats - len(first.elected),
            candidates=left,
            decision=command.decision,
            findings=_not_sunday(command.day),
        )
    ]


def decline(state: State, command: DeclineAdditionalBallot, given: Given) -> list[Event]:
    """Only the Assembly's seats may stay open by decision (Article 79.1)."""
    first = state.results.get("first")
    if state.declined:
        raise again(given.stream, "quyết định không bầu cử thêm")
    if first is None or first.outcome != "ask_nec_additional" or state.days:
        raise refuse("nothing_to_decline", stream=given.stream)
    return [AdditionalBallotDeclined(decision=command.decision, why=command.why)]


def decide_rerun(state: State, command: DecideRerun, given: Given) -> list[Event]:
    """After low turnout, or after the National Election Council annulled the result; once."""
    annulled = command.cause == "annulled"
    ballot = state.known(given)
    must_be(given, command, decider(given, "annulment" if annulled else "rerun", ballot))
    first = state.results.get("first")
    if "rerun" in state.days and (state.rerun_fixed or not annulled):
        raise again(given.stream, "quyết định bầu cử lại")
    if not state.annulled if annulled else (first is None or first.outcome != "rerun"):
        raise refuse("no_rerun", stream=given.stream)
    if not annulled and power("rerun", ballot, election(given).law).consents and not state.consented:
        raise refuse("no_consent", stream=given.stream)
    _in_window(command.day, "bau_lai_day_annulled" if annulled else "bau_lai_day_low_turnout", state, given)
    return [
        RerunDecided(
            day=command.day,
            cause=command.cause,
            decision=command.decision,
            consent=state.consented or command.consent,
            findings=_not_sunday(command.day),
            areas=tuple(code for code in state.annulled_areas if code not in state.rerun_days),
            candidates=state.candidates("rerun"),
        )
    ]


def propose(state: State, command: ProposeRepoll, given: Given) -> list[Event]:
    """Where the Council has to decide or to agree, and has not yet."""
    wanted = {"additional": ("ask_nec",), "rerun": ("decide_rerun",)}[command.poll]
    if state.annulled or state.pending not in wanted:
        what = f"đề nghị {NAMES[command.poll]}"
        before = "kết quả đòi Hội đồng bầu cử quốc gia quyết định hoặc đồng ý"
        raise refuse("too_early", stream=given.stream, what=what, before=before)
    if command.poll in state.proposals:
        raise again(given.stream, f"đề nghị {NAMES[command.poll]}")
    return [RepollProposed(poll=command.poll, decision=command.decision)]


def consent(state: State, command: ConsentToRerun, given: Given) -> list[Event]:
    """To a committee that reported a low turnout; for the Assembly the Council decides itself."""
    if not power("rerun", state.known(given), election(given).law).consents:
        raise refuse("no_rerun", stream=given.stream)
    if "rerun" not in state.proposals:
        raise refuse("too_early", stream=given.stream, what="việc đồng ý", before="báo cáo của Ủy ban bầu cử")
    if state.consented:
        raise again(given.stream, "việc đồng ý bầu cử lại")
    return [RerunConsented(decision=command.decision)]


def prepare(state: State, command: PrepareRepoll, given: Given) -> list[Event]:
    """What is ready anew, once a day is fixed; each thing once (Article 82)."""
    if command.poll not in state.days:
        raise refuse("too_early", stream=given.stream, what="chuẩn bị", before=f"ngày {NAMES[command.poll]}")
    there = [one for one in command.done if one in state.prepared.get(command.poll, ())]
    if there or len(set(command.done)) < len(command.done):
        raise again(given.stream, f"chuẩn bị {', '.join(PREPARATIONS[one] for one in command.done)}")
    ready = {*command.done, *state.prepared.get(command.poll, ())}
    return [RepollPrepared(poll=command.poll, done=command.done, findings=_unprepared(ready, command.poll))]


def hold(state: State, command: OpenRepoll, given: Given) -> list[Event]:
    """The clerk may come late: a vote whose minutes are made was held all the same."""
    if command.poll not in state.days:
        raise refuse("too_early", stream=given.stream, what="bỏ phiếu tiếp", before="quyết định")
    if command.poll in state.held:
        raise again(given.stream, "bỏ phiếu tiếp")
    day = local(given.act.legal_at).date()
    return [AdditionalBallotHeld(day=day) if command.poll == "additional" else RerunHeld(day=day)]


def _unprepared(there: Collection[str], poll: Further) -> tuple[Finding, ...]:
    missing = [words for one, words in PREPARATIONS.items() if one not in there]
    return noted(
        "F.403",
        f"còn phải chuẩn bị {', '.join(missing)} cho {NAMES[poll]}" if missing else "",
        "làm xong thì ghi bằng PrepareRepoll; danh sách cử tri là danh sách của cuộc bầu cử đầu tiên",
        "Điều 82",
    )


def settle(state: State, command: SettleOpenPoint, given: Given) -> list[Event]:
    """Choose among those an open point concerns: as many as there are seats.

    In a further vote it may also be nobody: whether the vote counts at all is then what is open. A vote that
    has lost its last lawful day (O-29), or whose result was annulled in its turn (O-30), elects nobody.
    """
    wanted = 2 if state.annulled_again and command.poll in state.chosen else 1
    if command.occasion != wanted:
        what = "quyết định về điểm mở"
        raise refuse("wrong_number", stream=given.stream, what=what, wanted=wanted, number=command.occasion)
    gone = lapse.lost(state, election(given), given.stream.code, local(given.act.legal_at).date())
    if command.poll == gone or (state.annulled_again and not state.settled and command.poll == "rerun"):
        if command.elected:
            raise refuse("not_open", stream=given.stream, among="(không ai)", number="0")
        return [_settled(command)]
    result = state.results.get(command.poll)
    if result is None or result.outcome != "open_point" or state.pending != "open_point":
        raise refuse("no_open_point", stream=given.stream, awaiting=state.awaiting or "không còn việc gì")
    chosen = command.elected
    free = min(result.seats - len(result.elected), len(result.open))
    numbers = {free} if command.poll == "first" else {0, free}
    if len(set(chosen)) < len(chosen) or not set(chosen) <= set(result.open) or len(chosen) not in numbers:
        raise refuse(
            "not_open",
            stream=given.stream,
            among=", ".join(result.open) or "(không ai)",
            number=" hoặc ".join(map(str, sorted(numbers))),
        )
    return [_settled(command)]


def _settled(command: SettleOpenPoint) -> OpenPointSettled:
    return OpenPointSettled(**command.model_dump(exclude={"occasion"}))


def last_day(deadline: str, state: State, given: Given) -> date:
    """Last day of a further vote: as a recorded decision moved it, else as the law counts it."""
    state.known(given)
    return lapse.last_day(deadline, state, election(given), given.stream.code)


def _in_window(day: date, deadline: str, state: State, given: Given) -> None:
    first, latest = election_day(given), last_day(deadline, state, given)
    if day > latest and local(given.act.legal_at).date() > latest:
        law = election(given).law
        raise refuse(
            "no_lawful_day",
            stream=given.stream,
            latest=f"{latest:%d/%m/%Y}",
            article=book().rows[deadline].law[law].article,
            way=f"cần quyết định của Hội đồng bầu cử quốc gia theo Điều 98.3 (MoveDeadline {deadline})"
            if lapse.may_move(law)
            else f"luật bản {law} không cho ai dời ngày này; Hội đồng bầu cử quốc gia quyết định điểm mở "
            f"{lapse.POINT} rồi ghi bằng SettleOpenPoint",
        )
    if not first < day <= latest or day < local(given.act.legal_at).date():
        raise refuse(
            "outside_window",
            stream=given.stream,
            day=f"{day:%d/%m/%Y}",
            first=f"{first:%d/%m/%Y}",
            latest=f"{latest:%d/%m/%Y}",
        )


def _not_sunday(day: date) -> tuple[Finding, ...]:
    return noted(
        "F.401",
        f"ngày {day:%d/%m/%Y} không phải chủ nhật; luật không nói ngày bỏ phiếu tiếp phải là chủ nhật"
        if day.weekday() != SUNDAY
        else "",
        "người có thẩm quyền xác nhận (điểm mở O-6)",
        "Điều 5 (O-6)",
    )

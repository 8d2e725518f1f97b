"""Who is elected in one constituency, and what the law says follows (Articles 78 to 81).

Pure and exact: whole numbers at every threshold, each conclusion with its article and the figures behind it.
Where the law is silent the answer is `open_point`: it names only those elected under every reading, says what
the readings are, and leaves the choice to those who have the power to make it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from domain.fact import Code, Fact
from domain.law.book import book
from domain.law.result import enough, majority, newest, turnout
from domain.law.rules import seat_limit
from domain.terms import BALLOT_NAMES, Ballot, Poll, Reason

Body = Literal["na", "council"]
Result = Literal["complete", "closed_short", "additional", "ask_nec_additional", "rerun", "open_point"]
RerunCause = Literal["low_turnout", "annulled"]
"""Why a re-run is held: too few voted (Article 80), or the result was annulled (Article 81)."""


def _version(law: str) -> str:
    if law and law not in book().versions:
        raise ValueError(f"không có bản luật «{law}»; các bản là {', '.join(book().versions)}")
    return law


Law = Annotated[str, AfterValidator(_version), Field(json_schema_extra={"enum": ["", *book().versions]})]


class Standing(Fact):
    """A candidate on the ballot. Age decides a tie: give `born` or, where dates stay outside, `seniority`
    (1 is the oldest, equal numbers are equal birth dates)."""

    id: Code
    votes: int = Field(ge=0, strict=True)
    name: str = ""
    born: date | None = None
    seniority: int | None = Field(default=None, ge=1)


class Question(Fact):
    """The figures of one constituency for one poll. `registered` and `voted` may be unknown (null)."""

    body: Body
    level: Ballot
    seats: int = Field(ge=1)
    """Seats to be filled in this poll: in an additional ballot those the first one left open (inferred)."""
    ballot: Poll = "first"
    registered: int | None = Field(default=None, ge=0)
    voted: int | None = Field(default=None, ge=0)
    valid: int = Field(ge=0)
    candidates: tuple[Standing, ...] = Field(min_length=1)
    cause: RerunCause = "low_turnout"
    """Of a re-run alone: only the one held for low turnout stands however few vote (Article 80.4)."""
    law: Law = ""
    first_day: date | None = None
    """First election day: with the law it gives the last day of a further vote."""

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        if (self.body == "na") != (self.level == "na"):
            raise ValueError(f"body {self.body} và level {self.level} không đi với nhau; sửa một trong hai")
        law = self.version
        if law and self.level not in book().versions[law].ballots:
            raise ValueError(
                f"level {self.level}: luật bản {law} không có bầu {BALLOT_NAMES[self.level]}; sửa một "
                "trong hai"
            )
        most = seat_limit(self.level, self.rules)
        if self.seats > most.number:
            raise ValueError(
                f"seats {self.seats} vượt quá {most.number} ({most.article}); kiểm tra số đại biểu"
            )
        seen: set[str] = set()
        for one in self.candidates:
            if one.id in seen:
                raise ValueError(f"candidates: {one.id} có hai lần; bỏ bớt một lần")
            seen.add(one.id)
            if one.votes > self.valid:
                raise ValueError(
                    f"candidates, {one.id}: {one.votes} phiếu, nhiều hơn {self.valid} phiếu hợp lệ; "
                    "xem lại biên bản"
                )
        return self

    @property
    def version(self) -> str:
        """The version of the law: as asked for, else the one in force on the first election day; empty when
        neither is known: then there is no last day of a further vote."""
        if self.law or self.first_day is None:
            return self.law
        found = book().version_on(self.first_day)
        return found.id if found else ""

    @property
    def rules(self) -> str:
        """The version whose shares decide: the newest, where neither version nor day is known."""
        return self.version or newest()


class Inquiry(Question):
    """Figures that come from outside as JSON: exact types, and refused where they contradict one another.

    A `Question` of the record is asked with whatever the minutes say, odd or not; somebody who types figures
    wants to know that they cannot all be true.
    """

    model_config = ConfigDict(strict=True)

    @model_validator(mode="after")
    def _nothing_contradicts(self) -> Self:
        if self.first_day is not None and not self.version:
            raise ValueError(
                f"first_day {self.first_day:%d/%m/%Y} không nằm trong thời gian hiệu lực của bản luật nào; "
                "kiểm tra ngày"
            )
        if self.voted is not None and self.registered is not None and self.voted > self.registered:
            raise ValueError(
                f"voted {self.voted} nhiều hơn registered {self.registered} cử tri; xem lại biên bản"
            )
        if self.voted is not None and self.valid > self.voted:
            raise ValueError(
                f"valid {self.valid} phiếu hợp lệ, nhiều hơn voted {self.voted} người đi bỏ phiếu; xem lại "
                "biên bản"
            )
        if self.voted is None and self.registered is not None and self.valid > self.registered:
            raise ValueError(
                f"valid {self.valid} phiếu hợp lệ, nhiều hơn registered {self.registered} cử tri; xem lại "
                "biên bản"
            )
        total = sum(one.votes for one in self.candidates)
        if total > self.valid * self.seats:
            raise ValueError(
                f"candidates: tổng {total} lượt bầu, nhiều hơn {self.valid} phiếu hợp lệ nhân {self.seats} "
                "đại biểu; xem lại biên bản"
            )
        return self


class Next(Fact):
    """The step of the procedure that follows, who decides it, and until when at the latest."""

    step: str
    decided_by: str
    latest: date | None = None


class Answer(Fact):
    """What the law says of these figures."""

    outcome: Result
    elected: tuple[Code, ...] = ()
    """In order of votes, the elder first where they are equal."""
    percent: dict[str, str] = Field(default_factory=dict)
    """Votes of each candidate as a share of valid ballots, two decimals, half up."""
    reasons: tuple[Reason, ...]
    next: Next
    open: tuple[Code, ...] = Field(default=(), exclude=True)
    """Those among whom an open point leaves the choice; not part of the printed answer."""


def outcome(question: Question) -> Answer:
    """Apply Articles 78 to 80 to one constituency."""
    turnout, recognised = _turnout(question)
    if recognised is False:
        return _answer(question, "rerun", (), (turnout,))
    over = _over_half(question)
    winners = _elect(question, over)
    shares = [_majority(question, over), *([winners.tie] if winners.tie else [])]
    if recognised is None:
        among = (*winners.certain, *winners.tied)
        return _answer(question, "open_point", (), (*shares, turnout), among)
    if winners.tied:
        return _answer(question, "open_point", winners.certain, (turnout, *shares), winners.tied)
    result, reason = _follows(question, len(winners.certain))
    return _answer(question, result, winners.certain, (turnout, *shares, reason))


def percentage(votes: int, valid: int) -> str:
    """A share in per cent with two decimals, half up, by whole numbers only; no ballots give 0.00."""
    hundredths = (votes * 20_000 + valid) // (2 * valid) if valid else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _turnout(question: Question) -> tuple[Reason, bool | None]:
    """Whether enough voters took part for the ballot to count; None where the law does not say."""
    registered, voted = question.registered, question.voted
    if registered is None or voted is None:
        unknown = "chưa biết số cử tri hoặc số người đi bỏ phiếu: không xét được điều kiện quá nửa cử tri"
        if question.ballot == "rerun" and question.cause == "low_turnout":
            text = f"{unknown}; kết quả bầu cử lại được công nhận dù bao nhiêu người đi bỏ phiếu"
            return Reason(article="Điều 80.4", text=text), True
        text = f"{unknown}; kết luận chỉ đúng nếu đã quá một nửa"
        return Reason(article="Điều 78.1", text=text), True
    figures = f"{voted} trên {registered} cử tri đi bỏ phiếu"
    wanted = turnout(registered, question.rules)
    half = wanted.words
    if voted >= wanted.number:
        return Reason(article=wanted.article, text=f"{figures}, quá {half}"), True
    if question.ballot == "first":
        who = (
            "Hội đồng bầu cử quốc gia xem xét, quyết định"
            if question.body == "na"
            else "Ủy ban bầu cử ấn định ngày sau khi Hội đồng bầu cử quốc gia đồng ý (Điều 80.3)"
        )
        return Reason(article="Điều 80.1", text=f"{figures}, chưa quá {half}: phải bầu cử lại, {who}"), False
    if question.ballot == "rerun" and question.cause == "low_turnout":
        text = f"{figures}, lại chưa quá {half}: kết quả bầu cử lại vẫn được công nhận"
        return Reason(article="Điều 80.4", text=text), True
    poll = "bầu cử thêm" if question.ballot == "additional" else "bầu cử lại do hủy kết quả"
    return Reason(
        article="Điều 78.1, 80.4 (O-3)",
        text=f"{figures}, chưa quá {half}; luật không nói điều kiện này có áp dụng cho {poll}: nếu có thì "
        "chưa ai trúng cử, nếu không thì kết quả theo số phiếu",
    ), None


def _over_half(question: Question) -> list[Standing]:
    wanted = majority(question.valid, question.rules).number
    return [one for one in question.candidates if one.votes >= wanted]


def _majority(question: Question, over: list[Standing]) -> Reason:
    wanted = majority(question.valid, question.rules)
    article = "Điều 79.3" if question.ballot == "additional" else wanted.article
    text = (
        f"{len(over)} người được quá {wanted.words} của {question.valid} phiếu hợp lệ, "
        f"bầu {question.seats} đại biểu"
    )
    if len(over) > question.seats:
        return Reason(article=f"{article}, 78.3", text=f"{text}: người nhiều phiếu hơn trúng cử")
    return Reason(article=article, text=text)


class _Winners(NamedTuple):
    """Those elected for certain, those between whom nothing decides, and what was said of a tie."""

    certain: tuple[Code, ...]
    tied: tuple[Code, ...] = ()
    tie: Reason | None = None


def _elect(question: Question, over: list[Standing]) -> _Winners:
    """Most votes first, the elder first among equals; a tie counts only where the last seat hangs on it."""
    ranked = _ranked(over)
    if len(ranked) <= question.seats or ranked[question.seats].votes < ranked[question.seats - 1].votes:
        return _Winners(_ids(ranked[: question.seats]))
    last = ranked[question.seats].votes
    above = [one for one in ranked if one.votes > last]
    tied = [one for one in ranked if one.votes == last]
    free = question.seats - len(above)
    said = f"{', '.join(_ids(tied))} cùng {last} phiếu ở ghế cuối"
    age = _ages(tied)
    if not age:
        text = f"{said}; chưa biết tuổi của họ để xét"
        return _Winners(_ids(above), _ids(tied), Reason(article="Điều 78.4", text=text))
    oldest_out = age[tied[free].id]
    if age[tied[free - 1].id] < oldest_out:
        reason = Reason(article="Điều 78.4", text=f"{said}: người nhiều tuổi hơn trúng cử")
        return _Winners(_ids([*above, *tied[:free]]), (), reason)
    same = [one for one in tied if age[one.id] == oldest_out]
    text = f"{said}; {', '.join(_ids(same))} cùng ngày sinh, luật không nói ai trúng cử"
    certain = [*above, *(one for one in tied if age[one.id] < oldest_out)]
    return _Winners(_ids(certain), _ids(same), Reason(article="Điều 78.4 (O-2)", text=text))


def _ranked(people: Sequence[Standing]) -> list[Standing]:
    """Most votes first; among equals the elder first, as far as their ages can be compared."""
    ranked: list[Standing] = []
    for _, equals in groupby(sorted(people, key=lambda one: -one.votes), key=lambda one: one.votes):
        tied = list(equals)
        age = _ages(tied)
        ranked += sorted(tied, key=lambda one: age[one.id]) if age else tied
    return ranked


def _ids(people: Sequence[Standing]) -> tuple[Code, ...]:
    return tuple(one.id for one in people)


def _ages(people: Sequence[Standing]) -> dict[Code, int]:
    """A number for each that is smaller for the elder; empty where they cannot all be compared."""
    born = {one.id: one.born.toordinal() for one in people if one.born is not None}
    seniority = {one.id: one.seniority for one in people if one.seniority is not None}
    return next((known for known in (born, seniority) if len(known) == len(people)), {})


def _follows(question: Question, elected: int) -> tuple[Result, Reason]:
    seats = question.seats
    tally = f"trúng cử {elected} trên {seats} đại biểu"
    if elected == seats:
        return "complete", Reason(article="Điều 78.3", text=f"{tally}: đủ")
    if question.ballot == "additional":
        return "closed_short", Reason(
            article="Điều 79.3", text=f"{tally}: vẫn thiếu, không tổ chức bầu cử thêm lần thứ hai"
        )
    if question.ballot == "rerun":
        return "closed_short", Reason(
            article="Điều 79.1, 79.2 (O-4)",
            text=f"{tally}: luật chỉ nói bầu cử thêm trong cuộc bầu cử đầu tiên",
        )
    wanted = enough(question.level, seats, question.rules)
    if question.body == "na" and elected < wanted.number:
        return "ask_nec_additional", Reason(
            article=wanted.article,
            text=f"{tally}: báo cáo ngay để Hội đồng bầu cử quốc gia xem xét bầu cử thêm",
        )
    if elected < wanted.number:
        return "additional", Reason(
            article=wanted.article, text=f"{tally}: chưa đủ {wanted.words}, phải bầu cử thêm"
        )
    return "closed_short", Reason(
        article=wanted.article,
        text=f"{tally}: đã đủ {wanted.words} nên không bầu cử thêm, ghế còn lại để trống",
    )


_NEXT: Final[dict[Result, dict[str, tuple[str, str]]]] = {
    "complete": {"na": ("p45", "committee"), "council": ("p47", "committee")},
    "closed_short": {"na": ("p45", "committee"), "council": ("p47", "committee")},
    "additional": {"council": ("p42", "committee")},
    "ask_nec_additional": {"na": ("p41", "nec")},
    "rerun": {"na": ("p43", "nec"), "council": ("p43", "committee")},
    "open_point": {"na": ("p40", "nec"), "council": ("p40", "nec")},
}
LAST_DAY: Final[dict[Result, str]] = {
    "additional": "bau_them_day",
    "ask_nec_additional": "bau_them_day",
    "rerun": "bau_lai_day_low_turnout",
}
"""The row of the law that limits the day of the further vote an outcome leads to."""


def latest_day(deadline: str, law: str, first_day: date) -> date:
    """The last day a further vote may be held on, counted from the first election day."""
    due = book().rows[deadline].law[law].due
    if due is None:
        raise ValueError(f"{deadline} has no due day in law {law}")
    return first_day + timedelta(days=due.offset)


def _answer(
    question: Question,
    result: Result,
    elected: tuple[Code, ...],
    reasons: tuple[Reason, ...],
    among: tuple[Code, ...] = (),
) -> Answer:
    step, decided_by = _NEXT[result][question.body]
    deadline = LAST_DAY.get(result)
    latest = None
    if deadline and question.version and question.first_day:
        latest = latest_day(deadline, question.version, question.first_day)
    return Answer(
        outcome=result,
        elected=elected,
        percent={one.id: percentage(one.votes, question.valid) for one in question.candidates},
        reasons=reasons,
        next=Next(step=step, decided_by=decided_by, latest=latest),
        open=among,
    )

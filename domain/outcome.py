"""Who is elected in one constituency, and what the law says follows (Articles 78 to 81).

Pure and exact: whole numbers at every threshold, each conclusion with its article and the figures it rests on.
Where the law is silent the answer says so and leaves the choice to those who have the power to make it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from domain.fact import Code, Fact
from domain.law.book import book
from domain.terms import Ballot, Poll, Reason

Body = Literal["na", "council"]
Result = Literal["complete", "closed_short", "additional", "ask_nec_additional", "rerun", "open_point"]

LIMIT: Final[dict[str, int]] = {"na": 3, "council": 5}
"""Most seats of one constituency (Article 10.4)."""


class Standing(Fact):
    """A candidate on the ballot. Age decides a tie: give `born` or, where dates stay outside, `seniority`
    (1 is the oldest, equal numbers are equal birth dates)."""

    id: Code
    votes: int = Field(ge=0)
    name: str = ""
    born: date | None = None
    seniority: int | None = Field(default=None, ge=1)

    @property
    def age(self) -> int | None:
        """Smaller is older; None when nothing is known."""
        return self.seniority if self.seniority is not None else self.born.toordinal() if self.born else None


class Question(Fact):
    """The figures of one constituency for one poll. `registered` and `voted` may be unknown (null)."""

    body: Body
    level: Ballot
    seats: int = Field(ge=1)
    """Seats to be filled in this poll."""
    ballot: Poll = "first"
    registered: int | None = Field(default=None, ge=0)
    voted: int | None = Field(default=None, ge=0)
    valid: int = Field(ge=0)
    candidates: tuple[Standing, ...] = Field(min_length=1)
    law: str = ""
    first_day: date | None = None
    """First election day: with the law it gives the last day of a further vote."""

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        if (self.body == "na") != (self.level == "na"):
            raise ValueError(f"body {self.body} và level {self.level} không đi với nhau; sửa một trong hai")
        if self.seats > LIMIT[self.body]:
            raise ValueError(
                f"seats {self.seats} vượt quá {LIMIT[self.body]} (Điều 10.4); kiểm tra số đại biểu"
            )
        seen: set[str] = set()
        for one in self.candidates:
            if one.id in seen:
                raise ValueError(f"candidates: {one.id} có hai lần; bỏ bớt một lần")
            seen.add(one.id)
            if one.votes > self.valid:
                raise ValueError(
                    f"candidates, {one.id}: {one.votes} phiếu, nhiều hơn {self.valid} phiếu hợp lệ; xem lại biên bản"
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


def outcome(question: Question) -> Answer:
    """Apply Articles 78 to 80 to one constituency."""
    turnout, recognised = _turnout(question)
    if not recognised:
        return _answer(question, "rerun", (), (turnout,))
    over = _over_half(question)
    elected, tie = _elect(question, over)
    reasons = [turnout, _majority(question, over), *([tie] if tie else [])]
    if tie is not None and len(elected) < min(question.seats, len(over)):
        return _answer(question, "open_point", elected, tuple(reasons))
    result, reason = _follows(question, len(elected))
    return _answer(question, result, elected, (*reasons, reason))


def percentage(votes: int, valid: int) -> str:
    """A share in per cent with two decimals, half up, by whole numbers only; no ballots give 0.00."""
    hundredths = (votes * 20_000 + valid) // (2 * valid) if valid else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _turnout(question: Question) -> tuple[Reason, bool]:
    registered, voted = question.registered, question.voted
    if question.ballot == "rerun":
        return Reason(
            article="Điều 80.4",
            text="bầu cử lại: kết quả được công nhận dù có quá một nửa cử tri đi bỏ phiếu hay không",
        ), True
    if question.ballot == "additional":
        return Reason(
            article="Điều 78.1, 79.3 (O-3)",
            text="luật không nói bầu cử thêm có cần quá một nửa cử tri đi bỏ phiếu; không xét, để người có thẩm "
            "quyền xem xét" + _figures(registered, voted),
        ), True
    if registered is None or voted is None:
        return Reason(
            article="Điều 78.1",
            text="chưa biết số cử tri hoặc số người đi bỏ phiếu: không xét được điều kiện này",
        ), True
    enough = 2 * voted > registered
    return Reason(
        article="Điều 78.1" if enough else "Điều 80.1",
        text=f"{voted} trên {registered} cử tri đi bỏ phiếu, {'quá' if enough else 'chưa quá'} một nửa",
    ), enough


def _figures(registered: int | None, voted: int | None) -> str:
    return "" if registered is None or voted is None else f" ({voted} trên {registered} cử tri)"


def _over_half(question: Question) -> list[Standing]:
    return [one for one in question.candidates if 2 * one.votes > question.valid]


def _majority(question: Question, over: list[Standing]) -> Reason:
    return Reason(
        article="Điều 78.2" if question.ballot != "additional" else "Điều 79.3",
        text=f"{len(over)} người được quá một nửa của {question.valid} phiếu hợp lệ, bầu {question.seats} đại biểu",
    )


def _elect(question: Question, over: list[Standing]) -> tuple[tuple[Code, ...], Reason | None]:
    """The elected in order; a reason when a tie at the last seat was, or could not be, decided by age."""
    ranked = sorted(over, key=lambda one: (-one.votes, one.age if one.age is not None else 0, one.id))
    if len(ranked) <= question.seats:
        return tuple(one.id for one in ranked), None
    last = ranked[question.seats - 1].votes
    if ranked[question.seats].votes < last:
        return tuple(one.id for one in ranked[: question.seats]), None
    above = [one for one in ranked if one.votes > last]
    tied = [one for one in ranked if one.votes == last]
    names = ", ".join(one.id for one in tied)
    seats = question.seats - len(above)
    if any(one.age is None for one in tied):
        return tuple(one.id for one in above), Reason(
            article="Điều 78.4", text=f"{names} cùng {last} phiếu ở ghế cuối; chưa biết tuổi để xét"
        )
    tied.sort(key=lambda one: (one.age or 0, one.id))
    if tied[seats - 1].age == tied[seats].age:
        certain = [one for one in tied if (one.age or 0) < (tied[seats].age or 0)]
        return tuple(one.id for one in (*above, *certain)), Reason(
            article="Điều 78.4 (O-2)",
            text=f"{names} cùng {last} phiếu ở ghế cuối và cùng ngày sinh; luật không nói ai trúng cử",
        )
    return tuple(one.id for one in (*above, *tied[:seats])), Reason(
        article="Điều 78.4", text=f"{names} cùng {last} phiếu ở ghế cuối: người nhiều tuổi hơn trúng cử"
    )


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
    if question.body == "na":
        return "ask_nec_additional", Reason(
            article="Điều 79.1", text=f"{tally}: báo cáo ngay để Hội đồng bầu cử quốc gia xem xét bầu cử thêm"
        )
    if 3 * elected < 2 * seats:
        return "additional", Reason(
            article="Điều 79.2", text=f"{tally}: chưa đủ hai phần ba, phải bầu cử thêm"
        )
    return "closed_short", Reason(
        article="Điều 79.2", text=f"{tally}: đã đủ hai phần ba nên không bầu cử thêm, ghế còn lại để trống"
    )


_NEXT: Final[dict[Result, dict[str, tuple[str, str]]]] = {
    "complete": {"na": ("p45", "committee"), "council": ("p47", "committee")},
    "closed_short": {"na": ("p45", "committee"), "council": ("p47", "committee")},
    "additional": {"council": ("p42", "committee")},
    "ask_nec_additional": {"na": ("p41", "nec")},
    "rerun": {"na": ("p43", "nec"), "council": ("p43", "committee")},
    "open_point": {"na": ("p40", "nec"), "council": ("p40", "committee")},
}
_LATEST: Final[dict[Result, str]] = {
    "additional": "bau_them_day",
    "ask_nec_additional": "bau_them_day",
    "rerun": "bau_lai_day_low_turnout",
}


def latest_day(deadline: str, law: str, first_day: date) -> date:
    """The last day a further vote may be held on, counted from the first election day."""
    due = book().rows[deadline].law[law].due
    if due is None:
        raise ValueError(f"{deadline} has no due day in law {law}")
    return first_day + timedelta(days=due.offset)


def _answer(
    question: Question, result: Result, elected: tuple[Code, ...], reasons: tuple[Reason, ...]
) -> Answer:
    step, decided_by = _NEXT[result][question.body]
    deadline = _LATEST.get(result)
    latest = None
    if deadline and question.law and question.first_day:
        latest = latest_day(deadline, question.law, question.first_day)
    return Answer(
        outcome=result,
        elected=elected,
        percent={one.id: percentage(one.votes, question.valid) for one in question.candidates},
        reasons=reasons,
        next=Next(step=step, decided_by=decided_by, latest=latest),
    )

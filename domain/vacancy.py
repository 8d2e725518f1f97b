"""Deputies missing in the term: may a supplementary election be held (Articles 89; law on local government)?

The conditions are necessary and no more: the law sets no duty to call one and no time for it. For a council
two laws count from different bases (O-15): both are reckoned, and where they disagree nobody decides here.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.fact import Fact
from domain.law.power import power
from domain.law.rules import enough, term_left, vacant
from domain.terms import Ballot, Reason

Basis = Literal["election", "local_government"]


class Body(Fact):
    """The Assembly or a council on the day of decision."""

    ballot: Ballot
    elected: int = Field(ge=1)
    """Deputies elected at the beginning of the term."""
    serving: int = Field(ge=0)
    """Deputies in office now."""
    statutory: int | None = Field(default=None, ge=1)
    """Deputies the law on local government gives a council; nothing where it is not known."""
    term_end: date
    new_unit: bool = False
    """Whether the unit comes from a merger, a division or a change of boundaries."""

    @model_validator(mode="after")
    def _figures_agree(self) -> Self:
        if self.new_unit and self.ballot == "na":
            raise ValueError("new_unit chỉ dùng cho Hội đồng nhân dân; bỏ trường này")
        if not self.new_unit and self.serving > self.elected:
            raise ValueError(
                f"serving {self.serving} nhiều hơn {self.elected} đại biểu được bầu đầu nhiệm kỳ; kiểm tra"
            )
        return self


class Condition(Fact):
    """One condition with its figures; `met` is nothing where a figure is not known."""

    basis: Basis
    """Which law counts so: that on elections or that on local government."""
    met: bool | None
    """Whether it is met; null where a figure is not known."""
    reason: Reason


class Answer(Fact):
    """`lawful` is nothing where the two laws disagree, or a figure is not known."""

    lawful: bool | None
    conditions: tuple[Condition, ...]
    decided_by: str
    reasons: tuple[Reason, ...]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def supplementary(body: Body, day: date, law: str) -> Answer:
    """Whether a supplementary election may be decided on this day, on each basis, with the figures."""
    decider = power("supplementary", body.ballot, law)
    left = _left(body, day, law)
    found = [left, *_short(body, law)]
    reasons = [Reason(article=decider.article, text=decider.sentence())]
    short = {one.met for one in found[1:]}
    lawful: bool | None
    if left.met is False or short == {False}:
        lawful = False
    elif short == {True}:
        lawful = True
    else:
        lawful = None
        reasons.append(_disagree(body))
    text = "đây là điều kiện cần; luật không buộc phải bầu cử bổ sung và không ấn định thời hạn"
    reasons.append(Reason(article="Điều 89", text=text))
    return Answer(lawful=lawful, conditions=tuple(found), decided_by=decider.decides, reasons=tuple(reasons))


def _left(body: Body, day: date, law: str) -> Condition:
    needed = term_left(body.ballot, law)
    least = months_after(day, needed.number)
    met = body.term_end > least
    left = f"còn {'hơn' if met else 'không quá'} {needed.number} tháng (tính đến {least:%d/%m/%Y})"
    text = f"nhiệm kỳ kết thúc {body.term_end:%d/%m/%Y}: {left}"
    return Condition(basis="election", met=met, reason=Reason(article=needed.article, text=text))


def _short(body: Body, law: str) -> list[Condition]:
    """Whether so many are missing, on the basis of each law that has a say."""
    first = _enough("election", body, law) if body.new_unit else _gone(body, law)
    return [first] if body.ballot == "na" else [first, _enough("local_government", body, law)]


def _gone(body: Body, law: str) -> Condition:
    gone, needed = body.elected - body.serving, vacant(body.ballot, body.elected, law)
    text = f"khuyết {gone} trên {body.elected} đại biểu được bầu đầu nhiệm kỳ, cần ít nhất {needed.number}"
    met = gone >= needed.number
    return Condition(basis="election", met=met, reason=Reason(article=needed.article, text=text))


def _enough(basis: Basis, body: Body, law: str) -> Condition:
    needed = enough(body.statutory or 0, law, new_unit=basis == "election")
    if body.statutory is None:
        text = "chưa biết số đại biểu theo luật: không xét được điều kiện dưới hai phần ba"
        return Condition(basis=basis, met=None, reason=Reason(article=needed.article, text=text))
    text = f"còn {body.serving} trên {body.statutory} đại biểu theo luật, chỉ thiếu khi dưới {needed.number}"
    met = body.serving < needed.number
    return Condition(basis=basis, met=met, reason=Reason(article=needed.article, text=text))


def _disagree(body: Body) -> Reason:
    if body.statutory is None:
        return Reason(article="Điều 89.2", text="chưa đủ số liệu để xét theo cả hai luật")
    text = "hai luật tính trên hai cơ sở khác nhau và cho kết quả khác nhau; người có thẩm quyền quyết định"
    return Reason(article="Điều 89.2 (O-15)", text=text)

"""A candidate of the published list who cannot go on: what may be done (Articles 57.6 and 58.3).

For a council the guidance of 2021 and 2026 leaves three ways as long as the list has not been posted. What it
says for the time after the posting was not read (O-1): then no way is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from domain.fact import Code, Fact
from domain.law.power import power
from domain.law.rules import reserve, surplus
from domain.terms import Ballot, Reason

Cause = Literal["died", "struck_off", "withdrew", "ill"]
Way = Literal["keep", "add", "reduce"]

GUIDANCE: Final = "Điều 58.3; Nghị quyết 160/NQ-HĐBCQG, Nghị quyết 115/NQ-HĐBCQG"


class Reserve(Fact):
    """Somebody of the third round's list who is not on the official one, and the confidence he has."""

    id: Code
    confident: int = Field(ge=0)
    present: int = Field(ge=0)


class Case(Fact):
    """A list that has lost somebody."""

    ballot: Ballot
    seats: int = Field(ge=1)
    left: int = Field(ge=0)
    """Candidates who still stand."""
    cause: Cause
    posted: bool
    """Whether the list has been posted already (Article 59)."""
    days: int = 0
    """Whole days left before the posting."""
    reserve: tuple[Reserve, ...] = ()


class Option(Fact):
    """One way the deciding bodies may take; `seats` and `added` are what it changes."""

    way: Way
    seats: int
    added: tuple[Code, ...] = ()
    """Who would be added; more than one where they have equal confidence, and the bodies choose."""
    reason: Reason


class Remedy(Fact):
    """Who decides, what they may choose from, and why a way is closed."""

    decided_by: str
    options: tuple[Option, ...]
    reasons: tuple[Reason, ...]


def remedy(case: Case, law: str, year: int) -> Remedy:
    """The ways out for a list that has lost somebody, under the guidance for that year's election.

    Raises UnreadRule for seats no constituency may have.
    """
    decider = power("missing_candidate", case.ballot, law)
    who = Reason(article=decider.article, text=decider.sentence())
    if case.ballot == "na":
        return Remedy(decided_by="nec", options=(), reasons=(who,))
    unclear = tuple(_unclear(case))
    if case.posted:
        text = "danh sách đã niêm yết: hướng dẫn cho trường hợp này chưa đọc được, hệ thống không tự suy đoán"
        after = Reason(article="Điều 58.3 (O-1)", text=text)
        return Remedy(decided_by="nec", options=(), reasons=(after, *unclear))
    if reserve(0, year) is None:
        text = f"hướng dẫn về khuyết người ứng cử năm {year} chưa đọc được; hệ thống không tự suy đoán"
        return Remedy(
            decided_by="nec", options=(), reasons=(Reason(article="Điều 58.3", text=text), *unclear)
        )
    options, closed = [], []
    for found in (_keep(case, law), _add(case, year), _reduce(case, law)):
        if isinstance(found, Option):
            options.append(found)
        else:
            closed.append(found)
    return Remedy(decided_by="committee", options=tuple(options), reasons=(who, *closed, *unclear))


def _unclear(case: Case) -> Iterator[Reason]:
    if case.cause in ("withdrew", "ill"):
        text = "chưa rõ việc xin rút, ốm nặng có được coi là khuyết người ứng cử hay không"
        yield Reason(article="Điều 58.3 (O-1)", text=text)


def _keep(case: Case, law: str) -> Option | Reason:
    wanted = surplus(case.ballot, case.seats, law)
    least = case.seats + wanted.number
    text = f"còn {case.left} người cho {case.seats} đại biểu, cần ít nhất {least}"
    if case.left < least:
        return Reason(article=wanted.article, text=f"không giữ nguyên được: {text}")
    reason = Reason(article=GUIDANCE, text=f"giữ nguyên danh sách: {text}")
    return Option(way="keep", seats=case.seats, reason=reason)


def _add(case: Case, year: int) -> Option | Reason:
    trusted = [one for one in case.reserve if _trusted(one, year)]
    if not trusted:
        text = "không bổ sung được: danh sách hiệp thương lần thứ ba không còn ai được quá 50% tín nhiệm"
        return Reason(article=GUIDANCE, text=text)
    needed = reserve(0, year)
    if needed is None or case.days < needed[0].number:
        text = f"không bổ sung được: còn {case.days} ngày trước khi niêm yết, quá muộn"
        return Reason(article=GUIDANCE, text=text)
    best = max(one.confident for one in trusted)
    added = tuple(one.id for one in trusted if one.confident == best)
    text = f"bổ sung {' hoặc '.join(added)}, người có nhiều phiếu tín nhiệm nhất ({best})"
    return Option(way="add", seats=case.seats, added=added, reason=Reason(article=GUIDANCE, text=text))


def _trusted(one: Reserve, year: int) -> bool:
    needed = reserve(one.present, year)
    return needed is not None and one.confident >= needed[1].number


def _reduce(case: Case, law: str) -> Option | Reason:
    for seats in range(case.seats - 1, 0, -1):
        least = seats + surplus(case.ballot, seats, law).number
        if case.left >= least:
            text = f"giảm còn {seats} đại biểu: {case.left} người, cần ít nhất {least}"
            return Option(way="reduce", seats=seats, reason=Reason(article=GUIDANCE, text=text))
    text = f"không giảm số đại biểu được: {case.left} người không đủ số dư cho đại biểu nào"
    return Reason(article=GUIDANCE, text=text)

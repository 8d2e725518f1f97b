"""May this person vote, or stand, and where: age, standing in two places, residence (Articles 2, 36, 37, 57).

Each function answers with the objections it finds, each with its article; no objection, no hindrance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from domain.fact import Code, Fact
from domain.law.enumeration import entry
from domain.law.rules import Right, age, assembly_lists, councils
from domain.terms import BALLOT_NAMES, Ballot, Finding, Reason


def years(born: date, day: date) -> int:
    """Full years of age on a day. Who was born on 29 February completes a year on 1 March in common years
    (inferred). Raises ValueError for a birth after the day."""
    if born > day:
        raise ValueError(f"born {born:%d/%m/%Y} ở sau ngày {day:%d/%m/%Y}; kiểm tra ngày sinh")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def of_age(born: date, right: Right, day: date, law: str) -> tuple[Reason, ...]:
    """Old enough to vote or stand: in full years on the announced election day (Article 2, O-16)."""
    least = age(right, law)
    what = "bầu cử" if right == "vote" else "ứng cử"
    full = years(born, day)
    if full < least.number:
        text = f"đủ {full} tuổi vào ngày bầu cử {day:%d/%m/%Y}, {what} cần đủ {least.number} tuổi"
        return (Reason(article=least.article, text=text),)
    return ()


def other_reading(born: date, right: Right, announced: date, law: str) -> tuple[Finding, ...]:
    """Where the day on which election day was announced would decide otherwise than election day (O-16)."""
    least = age(right, law)
    if born <= announced and years(born, announced) >= least.number:
        return ()
    return (
        Finding(
            code="age_by_other_reading",
            sentence=f"Chưa đủ {least.number} tuổi vào ngày công bố {announced:%d/%m/%Y}; tuổi được tính đến "
            "chính ngày bầu cử.",
            remedy="Không loại vì lý do này; nếu cách hiểu khác được quyết định thì ghi quyết định đó.",
            article=f"{least.article} (O-16)",
        ),
    )


class Stand(Fact):
    """One place where somebody stands, or wants to: a ballot, and the constituency once it is known."""

    ballot: Ballot
    contest: Code | None = None


def places(stands: Sequence[Stand], law: str) -> tuple[Reason, ...]:
    """Standing in more places than the law allows (Articles 36.3, 57.5).

    Two levels of councils at most in one term, one beside the Assembly; one list of the Assembly.
    """
    objections = []
    levels = {one.ballot for one in stands if one.ballot != "na"}
    assembly = any(one.ballot == "na" for one in stands)
    most = councils(assembly, law)
    if len(levels) > most.number:
        names = ", ".join(BALLOT_NAMES[ballot] for ballot in BALLOT_NAMES if ballot in levels)
        beside = "đã ứng cử đại biểu Quốc hội thì " if assembly else ""
        text = f"ứng cử {names}; {beside}chỉ được ở tối đa {most.number} cấp Hội đồng nhân dân"
        objections.append(Reason(article=most.article, text=text))
    lists = sorted({one.contest for one in stands if one.ballot == "na" and one.contest})
    once = assembly_lists(law)
    if len(lists) > once.number:
        text = f"có tên ở {', '.join(lists)}; chỉ được ở một đơn vị bầu cử đại biểu Quốc hội"
        objections.append(Reason(article=once.article, text=text))
    return tuple(objections)


class Person(Fact):
    """What is known of somebody who wants to stand; the grounds are ids of `cannot_stand`."""

    born: date
    stands: tuple[Stand, ...] = Field(min_length=1)
    lives_or_works_there: bool = True
    """In the unit whose council it is: lives there, or works there regularly."""
    grounds: tuple[str, ...] = ()


def objections(person: Person, day: date, law: str) -> tuple[Reason, ...]:
    """Everything that keeps this person from standing, in the order of the articles.

    Raises UnreadRule for a ground the version of the law does not have.
    """
    found = [*of_age(person.born, "stand", day, law)]
    council = any(one.ballot != "na" for one in person.stands)
    if council and not person.lives_or_works_there:
        text = "không cư trú, không công tác thường xuyên ở địa phương"
        found.append(Reason(article="Điều 36.2", text=text))
    found += places(person.stands, law)
    for code in person.grounds:
        ground = entry("cannot_stand", code, law)
        found.append(Reason(article=ground.article, text=ground.vi))
    return tuple(found)

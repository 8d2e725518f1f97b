"""One ballot paper: is it valid, and who says so where that is in doubt (Articles 73 and 74)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from domain.fact import Fact
from domain.law.enumeration import entry
from domain.law.rules import seat_limit
from domain.meeting import Vote, carried
from domain.terms import BALLOT_NAMES, Ballot, Reason


class Paper(Fact):
    """A ballot paper as it lies on the table."""

    printed: int = Field(ge=1)
    """Names printed on it."""
    kept: int = Field(ge=0)
    """Names not crossed out."""
    on_form: bool = True
    """Whether it is the form the team handed out."""
    stamped: bool = True
    written: bool = False
    """Whether a name was added, or anything else was written on it."""


class Judgement(Fact):
    """Whether a ballot counts, and every ground on which it does not."""

    valid: bool
    reasons: tuple[Reason, ...]


def judge(paper: Paper, ballot: Ballot, seats: int, law: str) -> Judgement:
    """Apply Article 74.1. A ballot that keeps fewer names than there are seats is valid.

    Raises ValueError for more names kept than printed, and for seats no constituency may have.
    """
    most = seat_limit(ballot, law)
    if not 1 <= seats <= most.number:
        raise ValueError(
            f"seats {seats}: bầu {BALLOT_NAMES[ballot]} từ 1 đến {most.number} đại biểu ({most.article}); "
            "kiểm tra số đại biểu"
        )
    if paper.kept > paper.printed:
        raise ValueError(f"kept {paper.kept} nhiều hơn {paper.printed} tên in trên phiếu; đếm lại")
    grounds = tuple(_grounds(paper, seats, law))
    if grounds:
        return Judgement(valid=False, reasons=grounds)
    text = f"để {paper.kept} tên cho {seats} đại biểu, đúng mẫu, có dấu, không viết thêm: hợp lệ"
    return Judgement(valid=True, reasons=(Reason(article="Điều 74.1", text=text),))


def _grounds(paper: Paper, seats: int, law: str) -> Iterator[Reason]:
    for applies, code in (
        (not paper.on_form, "invalid_form"),
        (not paper.stamped, "invalid_stamp"),
        (paper.kept > seats, "invalid_excess"),
        (paper.kept == 0, "invalid_empty"),
        (paper.written, "invalid_written"),
    ):
        if applies:
            ground = entry("invalid_ballot", code, law)
            yield Reason(article=ground.article, text=ground.vi)


class Ruling(Fact):
    """What the team decided about a ballot in doubt; `valid` is nothing where it has not decided."""

    valid: bool | None
    reasons: tuple[Reason, ...]


def rule(members: int, present: int, valid: int, invalid: int, law: str) -> Ruling:
    """The team decides on a ballot in doubt, by more than half of all its members (Article 74.2).

    That the majority is of all members follows from Article 26.1 (inferred). Raises ValueError for more
    votes than members present.
    """
    for against, votes in ((False, valid), (True, invalid)):
        decision = carried(
            Vote(members=members, present=present, agree=votes, oppose=valid + invalid - votes), law
        )
        if decision.carried:
            text = f"{votes} trên {members} thành viên Tổ bầu cử kết luận phiếu "
            text += "không hợp lệ" if against else "hợp lệ"
            return Ruling(
                valid=not against, reasons=(Reason(article="Điều 74.2", text=text), *decision.reasons)
            )
    text = "chưa kết luận nào được quá nửa tổng số thành viên; Tổ trưởng đưa ra toàn Tổ xem xét tiếp"
    return Ruling(valid=None, reasons=(Reason(article="Điều 74.2; Điều 26.1", text=text),))

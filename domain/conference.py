"""Conferences of voters: may one sit, who is trusted, whom a village nominates (Articles 45, 52, 54).

The numbers differ by the year of the election. Where a year was not read the answer says so: nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from domain.fact import Code, Fact
from domain.law.rules import Bound, Gathering, Place, confidence, counters, nomination, quorum
from domain.terms import Finding, Reason

Standing = Literal["trusted", "distrusted", "unread"]
Step = Literal["done", "second_vote", "conference_decides", "unread"]


class Sitting(Fact):
    """Whether a conference may sit; `quorate` is nothing where the rule of the year was not read."""

    quorate: bool | None
    reason: Reason


class Confidence(Fact):
    """What the voters' confidence means for one candidate."""

    standing: Standing
    reason: Reason


class Nomination(Fact):
    """Whom a village conference has nominated so far, and what comes next."""

    step: Step
    nominated: tuple[Code, ...]
    """In order of votes."""
    tied: tuple[Code, ...] = ()
    """Those between whom a second vote, or the conference, has to decide."""
    places: int = 0
    """Places still to be given among them."""
    reasons: tuple[Reason, ...]


def sitting(kind: Gathering, voters: int, present: int, year: int) -> Sitting:
    """Enough voters present (R14, R15); a village conference needs what one at home needs (R16).

    Raises ValueError for more present than summoned.
    """
    if present > voters:
        raise ValueError(f"present {present} nhiều hơn {voters} cử tri được triệu tập; xem lại biên bản")
    place: Place = "workplace" if kind == "workplace" else "residence"
    needed = quorum(place, voters, year)
    if needed is None:
        return Sitting(quorate=None, reason=_unread(f"số cử tri phải có mặt năm {year}"))
    text = f"{present} trên {voters} cử tri có mặt, cần ít nhất {needed.number}"
    return Sitting(quorate=present >= needed.number, reason=Reason(article=needed.article, text=text))


def trust(place: Place, present: int, confident: int, year: int, special: bool = False) -> Confidence:
    """Whether a candidate has the confidence of those present (R14, R15).

    In 2026 one who lacks it at work is replaced by somebody else; one who lacks it at home does not go to the
    third round, unless as a special case reported to the conference. Raises ValueError for more votes than
    people present.
    """
    if confident > present:
        raise ValueError(f"confident {confident} nhiều hơn {present} người có mặt; xem lại biên bản")
    needed = confidence(place, present, year)
    if needed is None:
        return Confidence(standing="unread", reason=_unread(f"mức tín nhiệm cử tri năm {year}"))
    text = f"{confident} trên {present} cử tri có mặt tín nhiệm, cần ít nhất {needed.number}"
    if confident >= needed.number:
        return Confidence(standing="trusted", reason=Reason(article=needed.article, text=text))
    if special and needed.note and place == "residence":
        text += "; là trường hợp đặc biệt, báo cáo hội nghị hiệp thương lần thứ ba"
    else:
        text += f"; {needed.otherwise}"
    return Confidence(standing="distrusted", reason=Reason(article=needed.article, text=text))


def nominate(
    votes: Mapping[Code, int],
    present: int,
    places: int,
    year: int,
    second: Mapping[Code, int] | None = None,
) -> Nomination:
    """Whom the village nominates for the commune's council (R16).

    Over half of those present; of more than enough, most votes first. In 2021 and 2026 a tie at the last
    place is voted on again, where the higher number wins without being over half; a second tie is for the
    conference to decide. Of 2016 only the first sentence was read. Raises ValueError for more votes than
    people present, for no place, and for a second vote on others than those tied.
    """
    if places < 1:
        raise ValueError(f"places {places}: cần ít nhất một người được phân bổ; kiểm tra")
    _within(votes, present)
    needed = nomination(present, year)
    if needed is None:
        reason = _unread(f"giới thiệu người ở thôn, tổ dân phố năm {year}")
        return Nomination(step="unread", nominated=(), reasons=(reason,))
    over = {code: number for code, number in votes.items() if number >= needed.number}
    reasons = [_over(over, needed, present)]
    if needed.note and len(over) > places:
        reasons.append(_unread(f"trường hợp nhiều người đạt hơn số được phân bổ năm {year}"))
        return Nomination(
            step="unread", nominated=(), tied=tuple(over), places=places, reasons=tuple(reasons)
        )
    chosen, tied, free = _cut(over, places)
    if not tied:
        return Nomination(step="done", nominated=chosen, reasons=tuple(reasons))
    reasons.append(Reason(article=needed.article, text=f"{', '.join(tied)} bằng phiếu: biểu quyết lần hai"))
    if second is None:
        return Nomination(
            step="second_vote", nominated=chosen, tied=tied, places=free, reasons=tuple(reasons)
        )
    if set(second) != set(tied):
        raise ValueError(f"second: chỉ biểu quyết lại {', '.join(tied)}; sửa danh sách")
    _within(second, present)
    more, still, left = _cut(second, free)
    if still:
        text = f"{', '.join(still)} vẫn bằng phiếu: hội nghị quyết định có biểu quyết tiếp hay không"
        reasons.append(Reason(article=needed.article, text=text))
    return Nomination(
        step="conference_decides" if still else "done",
        nominated=(*chosen, *more),
        tied=still,
        places=left,
        reasons=tuple(reasons),
    )


def team(kind: Gathering, size: int, year: int) -> tuple[Finding, ...]:
    """What is odd about the size of the team that counts at a conference (R17)."""
    span = counters(kind, year)
    if span is None:
        return (
            Finding(
                code="counters_not_read",
                sentence=f"Chưa đọc được quy định về Tổ kiểm phiếu của hội nghị năm {year}.",
                remedy="Đối chiếu với văn bản của năm bầu cử rồi bổ sung vào bảng quy định.",
            ),
        )
    if span.holds(size):
        return ()
    return (
        Finding(
            code="counters_out_of_range",
            sentence=f"Tổ kiểm phiếu có {size} người; quy định từ {span.least} đến {span.most}.",
            remedy="Bầu thêm hoặc bớt người kiểm phiếu trước khi kiểm phiếu.",
            article=span.article,
        ),
    )


def _within(votes: Mapping[Code, int], present: int) -> None:
    for code, number in votes.items():
        if not 0 <= number <= present:
            raise ValueError(f"«{code}»: {number} phiếu, có mặt {present} người; xem lại biên bản")


def _over(over: Iterable[Code], needed: Bound, present: int) -> Reason:
    text = f"cần ít nhất {needed.number} trên {present} người có mặt; đạt: {', '.join(over) or 'không ai'}"
    return Reason(article=needed.article, text=text)


def _cut(votes: Mapping[Code, int], places: int) -> tuple[tuple[Code, ...], tuple[Code, ...], int]:
    """Those certain of a place, those tied at the last one, and how many places are among them."""
    ranked = sorted(votes, key=lambda code: -votes[code])
    if len(ranked) <= places or votes[ranked[places]] < votes[ranked[places - 1]]:
        return tuple(ranked[:places]), (), 0
    last = votes[ranked[places]]
    above = tuple(code for code in ranked if votes[code] > last)
    return above, tuple(code for code in ranked if votes[code] == last), places - len(above)


def _unread(what: str) -> Reason:
    return Reason(article="O-10", text=f"chưa đọc được quy định về {what}; hệ thống không tự suy đoán")

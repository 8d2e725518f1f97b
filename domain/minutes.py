"""The arithmetic of counting minutes (Articles 73 to 76) as coded findings.

A finding never stops a record: a team that received more ballots than it issued must be able to write that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from pydantic import Field

from domain.fact import Code, Fact
from domain.terms import Finding

RECOUNT: Final = "kiểm lại phiếu và sổ; nếu số liệu đúng như vậy thì giữ nguyên và báo cáo Ban bầu cử"
WITNESSES: Final = 2
"""Voters who watch the box being opened (Article 73)."""
BOX: Final = (
    "kiểm tra lại; vẫn nhiều hơn thì niêm phong và báo cáo ngay Ban bầu cử, vượt quá thẩm quyền của Ban thì "
    "Ban báo cáo Ủy ban bầu cử"
)
"""The check of the box as the circular of 2016 has it; those of 2021 and 2026 were not read (O-7)."""


class Figures(Fact):
    """The figures of one ballot kind in one polling area, as the form has them (Article 76.2)."""

    registered: int = Field(ge=0)
    voted: int = Field(ge=0)
    issued: int = Field(ge=0)
    collected: int = Field(ge=0)
    valid: int = Field(ge=0)
    invalid: int = Field(ge=0)
    votes: dict[Code, int]

    def overdrawn(self) -> Code | None:
        """A candidate with more votes than there are valid ballots, which no ballot box can give."""
        return next(
            (code for code, votes in sorted(self.votes.items()) if not 0 <= votes <= self.valid), None
        )

    def plus(self, other: Figures) -> Figures:
        """The sum of two areas."""
        codes = sorted({*self.votes, *other.votes})
        return Figures(
            registered=self.registered + other.registered,
            voted=self.voted + other.voted,
            issued=self.issued + other.issued,
            collected=self.collected + other.collected,
            valid=self.valid + other.valid,
            invalid=self.invalid + other.invalid,
            votes={code: self.votes.get(code, 0) + other.votes.get(code, 0) for code in codes},
        )


NOTHING: Final = Figures(registered=0, voted=0, issued=0, collected=0, valid=0, invalid=0, votes={})


def findings(figures: Figures, seats: int) -> Iterator[Finding]:
    """What does not fit together in the figures of an area or of a constituency."""
    if figures.voted > figures.registered:
        yield _finding(
            "F.201",
            f"{figures.voted} người đi bỏ phiếu, nhiều hơn {figures.registered} cử tri trong danh sách",
        )
    if figures.collected > figures.issued:
        yield _finding(
            "F.202", f"thu vào {figures.collected} phiếu, nhiều hơn {figures.issued} phiếu phát ra"
        )
    if figures.collected > figures.voted:
        yield _finding(
            "F.203",
            f"thu vào {figures.collected} phiếu, nhiều hơn {figures.voted} cử tri đã bỏ phiếu",
            BOX,
            "Điều 76.2; Thông tư 02/2016/TT-BNV, Điều 11.5 (O-7)",
        )
    if figures.valid + figures.invalid != figures.collected:
        yield _finding(
            "F.204",
            f"{figures.valid} phiếu hợp lệ và {figures.invalid} phiếu không hợp lệ không bằng "
            f"{figures.collected} phiếu thu vào",
        )
    if figures.voted > figures.issued:
        yield _finding(
            "F.206", f"{figures.voted} người đi bỏ phiếu, nhiều hơn {figures.issued} phiếu phát ra"
        )
    total = sum(figures.votes.values())
    if total > figures.valid * seats:
        yield _finding(
            "F.205", f"tổng {total} lượt bầu, nhiều hơn {figures.valid} phiếu hợp lệ nhân {seats} đại biểu"
        )
    if total < figures.valid:
        yield _finding(
            "F.207",
            f"tổng {total} lượt bầu, ít hơn {figures.valid} phiếu hợp lệ; phiếu hợp lệ bầu ít nhất một người",
        )
    for code, votes in sorted(figures.votes.items()):
        if votes > figures.valid:
            yield _finding("F.209", f"«{code}» có {votes} phiếu, nhiều hơn {figures.valid} phiếu hợp lệ")


def inventory(received: int, issued: int, spoiled: int, unused: int) -> tuple[Finding, ...]:
    """What is odd about the ballots a team was given, counted before the box is opened (Article 73)."""
    parts = issued + spoiled + unused
    return noted(
        "F.101",
        f"nhận {received} phiếu, không bằng phát ra {issued}, hỏng {spoiled} và không dùng {unused}"
        if received != parts
        else "",
        "kiểm kê lại; nếu đúng như vậy thì giữ nguyên và báo cáo Ban bầu cử",
        "Điều 73",
    )


def witnessed(witnesses: Collection[Code], candidates: Collection[Code]) -> tuple[Finding, ...]:
    """What is odd about those who watch the box being opened: two voters who do not stand (Article 73)."""
    fit = set(witnesses) - set(candidates)
    standing = ", ".join(sorted(set(witnesses) & set(candidates)))
    return noted(
        "F.103",
        f"chỉ có {len(fit)} cử tri không phải người ứng cử chứng kiến việc mở hòm phiếu"
        + (f"; {standing} là người ứng cử" if standing else "")
        if len(fit) < WITNESSES
        else "",
        "mời đủ hai cử tri không phải người ứng cử trước khi mở hòm phiếu",
        "Điều 73",
    )


def total(areas: Mapping[Code, Figures], again: Mapping[Code, Figures] | None = None) -> Figures:
    """The sum of a constituency's areas; minutes made again in an area replace those it made before.

    Only one area votes again where its result alone was annulled (Article 81). That the new minutes take the
    place of the old in the sum is inferred. Raises KeyError for an area that made none before.
    """
    replaced = dict(areas)
    for code, figures in (again or {}).items():
        if code not in areas:
            raise KeyError(f"khu vực «{code}» không có biên bản trước để thay")
        replaced[code] = figures
    whole = NOTHING
    for figures in replaced.values():
        whole = whole.plus(figures)
    return whole


def _finding(code: str, sentence: str, remedy: str = RECOUNT, article: str = "Điều 76.2") -> Finding:
    return Finding(code=code, sentence=sentence, remedy=remedy, article=article)


def noted(code: str, sentence: str, remedy: str, article: str) -> tuple[Finding, ...]:
    """One finding about an act, or none where there is no sentence to say."""
    if not sentence:
        return ()
    return (Finding(code=code, sentence=sentence, remedy=remedy, article=article),)

"""Who must sit on a body, and who may not (Articles 12, 22, 24, 25, 27, 90): `composition.toml`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from domain.law.table import Row, UnreadRule, Version, rows
from domain.terms import BODY_NAMES, Ballot, Finding, Level, Reason

Seat = Literal[
    "chair",
    "deputy",
    "secretary",
    "standing_committee",
    "government",
    "front",
    "council",
    "people_committee",
    "delegation",
    "agency",
    "organisation",
    "voter",
    "commander",
    "soldier",
]
Form = Literal["", "armed_forces", "shared", "supplementary"]

SEATS: Final[dict[Seat, str]] = {
    "chair": "người đứng đầu",
    "deputy": "cấp phó",
    "secretary": "thư ký",
    "standing_committee": "đại diện Ủy ban thường vụ Quốc hội",
    "government": "đại diện Chính phủ",
    "front": "đại diện Mặt trận Tổ quốc",
    "council": "đại diện Thường trực Hội đồng nhân dân",
    "people_committee": "đại diện Ủy ban nhân dân",
    "delegation": "đại diện Đoàn đại biểu Quốc hội",
    "agency": "đại diện cơ quan nhà nước",
    "organisation": "đại diện tổ chức chính trị, tổ chức chính trị - xã hội, tổ chức xã hội",
    "voter": "đại diện cử tri",
    "commander": "chỉ huy đơn vị",
    "soldier": "quân nhân",
}


class Composition(Row):
    """The seats a body must fill; the law leaves room for others beside them."""

    body: str
    levels: tuple[Level, ...]
    ballots: tuple[Ballot, ...] = ()
    form: Form = ""
    law: dict[Version, tuple[Seat, ...]]


def seats(body: str, level: Level, ballot: Ballot | None, law: str, form: Form = "") -> tuple[Seat, ...]:
    """The seats a body set up at a level must fill; `ballot` matters for boards only.

    Raises UnreadRule where that version of the law has no such body.
    """
    return _find(body, level, ballot, law, form)[1]


def unfilled(
    seated: Collection[Seat], body: str, level: Level, ballot: Ballot | None, law: str, form: Form = ""
) -> tuple[Finding, ...]:
    """What is odd about a body on which a seat is left empty; it is recorded, never refused."""
    row, wanted = _find(body, level, ballot, law, form)
    missing = [SEATS[seat] for seat in wanted if seat not in seated]
    if not missing:
        return ()
    return (
        Finding(
            code="seat_left_empty",
            sentence=f"{BODY_NAMES[body]} thiếu {', '.join(missing)}.",
            remedy="Kiểm tra lại quyết định thành lập; nếu đúng như giấy thì bổ sung thành viên.",
            article=row.article,
        ),
    )


def barred(body: str, serves: Collection[str], stands: Collection[str]) -> tuple[Reason, ...]:
    """Why a candidate may not sit on a body that serves these constituencies (Article 27).

    Only boards and teams are named there; a member of a committee may stand (O-26).
    """
    same = sorted(set(serves) & set(stands))
    if body not in ("board", "team") or not same:
        return ()
    text = f"người ứng cử ở {', '.join(same)} không được là thành viên {BODY_NAMES[body]} ở đó"
    return (Reason(article="Điều 27", text=text),)


def _find(
    body: str, level: Level, ballot: Ballot | None, law: str, form: Form
) -> tuple[Composition, tuple[Seat, ...]]:
    for row in rows("composition.toml", Composition):
        fits = (row.body, row.form) == (body, form) and level in row.levels
        if fits and (not row.ballots or ballot in row.ballots):
            for version, wanted in row.law.items():
                if version == law:
                    return row, wanted
    raise UnreadRule(f"Luật phiên bản {law} không có quy định thành phần của {body} ở cấp {level}.")

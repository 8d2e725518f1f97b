"""`baucu calendar`: every date of an election with its reasons; what collides; what would shift."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from console import almanac
from console.commands import branch
from console.document import parse, text
from console.outline import answer
from console.problem import OK, complain
from console.terminal import page
from domain.calendar import calendar, reckon
from domain.decision import Decision, decisions
from domain.due import Due, Election
from domain.law.book import Version, book
from domain.law.deadline import Ballot, Body, ElectionKind
from domain.zone import ZONE

NEAR: Final = 3
"""Rows named when one was mistyped."""

YEARS: Final = range(1946, 2201)
"""Of what years a calendar is asked; before and after, nobody votes by this law."""

app = branch(
    name="calendar",
    usage="baucu calendar --day NGÀY [--level CẤP] [--body VAI] [--format DẠNG]\n"
    "           baucu calendar why MÃ --day NGÀY\n"
    "           baucu calendar check --day NGÀY\n"
    "           baucu calendar what-if --day NGÀY --instead NGÀY\n",
)

Day = Annotated[str, Parameter(help="Ngày bầu cử, một chủ nhật: 2026-03-15.")]
Kind = Annotated[
    ElectionKind, Parameter(help="general: bầu cử chung; supplementary: bầu cử bổ sung.", show_choices=False)
]
Level = Annotated[
    Ballot | None,
    Parameter(help="Chỉ một loại phiếu: na, province, district, commune.", show_choices=False),
]
Role = Annotated[
    Body | None,
    Parameter(
        help="Chỉ việc của một vai: assembly, standing_committee, government, nec, front, council, "
        "people_committee, committee, board, team, nominator, candidate, voter, court, commander.",
        show_choices=False,
    ),
]
Decided = Annotated[
    str | None,
    Parameter(
        allow_leading_hyphen=True,
        help="Tệp JSON gồm các quyết định làm đổi ngày; «-» là dữ liệu chuyển vào.",
    ),
]
Anchors = Annotated[
    tuple[str, ...],
    Parameter(
        name="--anchor",
        negative="",
        help="Một việc làm vào lúc khác: TÊN=NGÀY; TÊN là mốc (V, L, K, ...) hay mã dòng luật.",
    ),
]
Unit = Annotated[str | None, Parameter(help="Mã đơn vị mà quyết định riêng của nó được tính đến.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Trả về JSON.")]


@dataclass(frozen=True)
class Asked:
    """What a calendar is asked of, read from the words of the command."""

    election: Election
    version: Version
    decisions: tuple[Decision, ...]
    unit: str | None

    def dues(self, body: str | None = None) -> tuple[Due, ...]:
        """The rows, of one role or of all."""
        rows = calendar(self.election, None, self.decisions, unit=self.unit)
        return tuple(row for row in rows if body in (None, row.owed_by))


@app.default
def run(
    *,
    day: Day,
    kind: Kind = "general",
    level: Level = None,
    body: Role = None,
    format_: Annotated[
        Literal["table", "json", "csv", "ics"],
        Parameter(
            name="--format",
            help="table: bảng; json; csv: bảng tính; ics: lịch điện thoại, máy tính.",
            show_choices=False,
        ),
    ] = "table",
    decisions: Decided = None,
    unit: Unit = None,
) -> int:
    """Lịch của một ngày bầu cử: ai phải làm gì, hạn nào, theo điều nào.

    Bản luật do ngày bầu cử quyết định. Quyết định đã ghi (ngày công bố khác
    ngày tính, dời bước, bỏ phiếu sớm hoặc lùi) làm đổi ngày; cả hai ngày được
    giữ. Hướng dẫn được đánh dấu, không lẫn với luật. Giờ Việt Nam.

    Ví dụ:

    baucu calendar --day 2026-03-15

    baucu calendar --day 2026-03-15 --level commune --body committee

    baucu calendar --day 2021-05-23 --decisions quyet-dinh.json --format json

    baucu calendar --day 2026-03-15 --body committee --format ics > lich.ics

    baucu calendar --day 2026-09-13 --kind supplementary --level province

    với quyet-dinh.json:

    [{"kind": "published", "deadline": "na_official_list", "due": "2021-04-27",
      "source": "Công văn 64/VPHĐBCQG-TT", "reason": "ngày đã công bố"}]

    kind của quyết định: published, moved, polling, repoll, reading.
    """
    asked = _asked(_date(day, "--day"), kind, level, decisions, unit)
    dues = asked.dues(body)
    match format_:
        case "json":
            answer([almanac.row(one) for one in dues])
        case "csv":
            sys.stdout.write(almanac.sheet(dues))
        case "ics":
            from console.ical import planned

            sys.stdout.buffer.write(planned(asked.election, asked.version, asked.decisions, asked.unit, body))
        case "table":
            almanac.table(page(), asked.election, asked.version, dues)
    return OK


@app.command(usage="baucu calendar why MÃ --day NGÀY [--kind LOẠI] [--level CẤP] [--json]\n")
def why(
    id: Annotated[str, Parameter(help="Mã của dòng luật, như lịch in ra.")],
    /,
    *,
    day: Day,
    kind: Kind = "general",
    level: Level = None,
    decisions: Decided = None,
    unit: Unit = None,
    json: Json = False,
) -> int:
    """Vì sao có hạn ấy: từng bước tính, điều luật, các cách hiểu, điểm còn mở.

    Ví dụ:

    baucu calendar why voter_list_post --day 2026-03-15

    baucu calendar why na_official_list --day 2021-05-23 --json
    """
    from console import grounds

    asked = _asked(_date(day, "--day"), kind, level, decisions, unit)
    dues = asked.dues()
    found = [one for one in dues if one.id == id]
    if not found:
        known = sorted({one.id for one in dues})
        near = get_close_matches(id, known, NEAR, 0) or known[:NEAR]
        raise complain("unknown_row", id=id, day=day, near=", ".join(near))
    if json:
        answer([almanac.row(one) for one in found])
    else:
        grounds.explain(page(), asked.election, asked.version, found)
    return OK


@app.command(usage="baucu calendar check --day NGÀY [--kind LOẠI] [--level CẤP] [--json]\n")
def check(
    *,
    day: Day,
    kind: Kind = "general",
    level: Level = None,
    decisions: Decided = None,
    anchor: Anchors = (),
    unit: Unit = None,
    json: Json = False,
) -> int:
    """Chỗ các hạn vướng nhau: va nhau, không dự phòng, ngắn hơn quyền.

    Mỗi chỗ nêu hai điều luật và số ngày còn hoặc thiếu. Chương trình tự tìm
    cho bất kỳ ngày nào, bản luật nào, không liệt kê sẵn.

    Ví dụ:

    baucu calendar check --day 2026-03-15

    baucu calendar check --day 2026-09-13 --kind supplementary --level province
    """
    from console import slack
    from domain.collision import collisions

    asked = _asked(_date(day, "--day"), kind, level, decisions, unit)
    links = collisions(asked.election, None, asked.decisions, _anchors(anchor), unit=unit)
    if json:
        answer(links)
    else:
        slack.check(page(), asked.election, asked.version, links)
    return OK


@app.command(
    name="what-if",
    usage="baucu calendar what-if --day NGÀY [--instead NGÀY] [--law A|B]\n"
    "           [--anchor TÊN=LÚC] [--decisions TỆP] [--json]\n",
)
def suppose(
    *,
    day: Day,
    instead: Annotated[str | None, Parameter(help="Ngày khác, cũng là một chủ nhật.")] = None,
    law: Annotated[
        Literal["A", "B"] | None,
        Parameter(help="Giả định bản luật khác; chỉ để thử.", show_choices=False),
    ] = None,
    anchor: Anchors = (),
    decisions: Decided = None,
    on: Annotated[str | None, Parameter(help="Nhìn từ ngày này: nêu các hạn đã qua.")] = None,
    kind: Kind = "general",
    level: Level = None,
    unit: Unit = None,
    json: Json = False,
) -> int:
    """Thử: ngày khác, bản luật khác, một việc làm muộn; hạn nào dời, vướng gì.

    Không ghi gì. So lịch của --day với lịch khi thay một hay nhiều điều.

    Ví dụ:

    baucu calendar what-if --day 2026-03-15 --instead 2026-03-22

    baucu calendar what-if --day 2021-05-23 --law B

    baucu calendar what-if --day 2026-03-15 --anchor V=2026-02-06
    """
    from console import slack
    from domain.whatif import Plan, what_if

    asked = _asked(_date(day, "--day"), kind, level, None, unit)
    if not (instead or law or anchor or decisions):
        raise complain("nothing_else")
    other_day = _date(instead, "--instead") if instead else asked.election.day
    other = _asked(other_day, kind, level, decisions, unit, law)
    before = Plan(election=asked.election, law=asked.version.id, unit=unit)
    after = Plan(
        election=other.election,
        law=other.version.id,
        decisions=other.decisions,
        anchors=_anchors(anchor),
        unit=unit,
    )
    found = what_if(before, after, _date(on, "--on") if on else None)
    if json:
        answer(found)
    else:
        slack.difference(page(), before, after, found)
    return OK


def _asked(
    day: date,
    kind: ElectionKind,
    level: Ballot | None,
    file: str | None,
    unit: str | None,
    law: str | None = None,
) -> Asked:
    """The election that the words mean; `law` is only ever a supposition."""
    version = book().versions[law] if law else book().version_on(day)
    given = decisions(parse(text(file), file)) if file else ()
    if kind == "supplementary" and not level and version:
        raise complain("one_ballot", known=", ".join(version.ballots))
    election = Election(kind=kind, day=day, levels=_levels(level, version))
    # Refuses what has no calendar: no Sunday, no law in force, a ballot that the law does not know.
    return Asked(election, reckon(election, law, given, unit=unit).version, given, unit)


def _levels(level: Ballot | None, version: Version | None) -> tuple[Ballot, ...]:
    """The ballot asked for, else all that this version of the law knows."""
    if level:
        return (level,)
    return version.ballots if version else ("na",)


def _date(written: str, option: str) -> date:
    try:
        found = date.fromisoformat(written) if len(written) == len("2026-03-15") else None
    except ValueError:
        found = None
    if found is None:
        raise complain("bad_day", option=option, text=written)
    # Counting from a day at the edge of what a date can be leaves it.
    if not YEARS[0] <= found.year <= YEARS[-1]:
        raise complain("far_day", option=option, text=written, first=YEARS[0], last=YEARS[-1])
    return found


def _anchors(written: Sequence[str]) -> Mapping[str, datetime | date]:
    """NAME=MOMENT, each a day or an instant; one without offset is Vietnam's."""
    found: dict[str, datetime | date] = {}
    for each in written:
        name, _, moment = each.partition("=")
        try:
            if len(moment) == len("2026-03-15"):
                when: datetime | date = date.fromisoformat(moment)
            else:
                told = datetime.fromisoformat(moment)
                when = told if told.tzinfo else told.replace(tzinfo=ZONE)
        except ValueError:
            raise complain("bad_anchor", text=each) from None
        if not name:
            raise complain("bad_anchor", text=each)
        found[name] = when
    return found

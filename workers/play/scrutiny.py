"""What must hold between the tables of an example before anything is started."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from domain.law.book import book
from domain.terms import NATION
from domain.zone import at, local
from workers.play.plot import plot
from workers.play.table import Problem, Row, twice

if TYPE_CHECKING:
    from workers.play.example import Example
    from workers.play.sheet import MinutesRow

LEVELS = ("province", "district", "commune")
SUNDAY = 6
HOUR = 8
"""An election is called at this hour of the day on which it is announced."""
AGE = 21
LAST_YEAR = 2200
"""Nobody announces an election that far away; the calendar of the years 9999 has no days after it."""


def scrutinise(example: Example) -> tuple[list[Problem], list[Problem]]:
    """Errors, and warnings about figures that may be true on paper."""
    errors = list(chain.from_iterable(check(example) for check in CHECKS))
    warnings = [*_arithmetic(example), *_official(example)]
    return errors, warnings


def _call(example: Example) -> Iterable[Problem]:
    call = example.call
    if call.day.weekday() != SUNDAY:
        yield Problem(
            "election.yaml",
            None,
            "day",
            f"{call.day:%d/%m/%Y} không phải chủ nhật; chọn một ngày chủ nhật (Điều 5).",
        )
    version = book().version_on(call.day)
    if version is None:
        yield Problem(
            "election.yaml",
            None,
            "day",
            f"không có luật nào trong chương trình áp dụng ngày {call.day:%d/%m/%Y}.",
        )
    else:
        for level in set(call.levels) - set(version.ballots):
            yield Problem(
                "election.yaml", None, "levels", f"luật {version.id} không có bầu cử cấp {level}; bỏ đi."
            )
    if call.announced >= call.day:
        yield Problem("election.yaml", None, "announced", "phải trước ngày bầu cử; sửa lại.")
    if call.day.year > LAST_YEAR:
        yield Problem("election.yaml", None, "day", f"chỉ tính được lịch đến năm {LAST_YEAR}; sửa lại.")
    if call.rehearsal.starts > at(call.announced, HOUR):
        words = f"phải không sau {HOUR} giờ ngày công bố {call.announced:%d/%m/%Y}; sửa lại."
        yield Problem("election.yaml", None, "rehearsal.starts", words)
    if local(call.rehearsal.ends).date() <= call.day:
        yield Problem("election.yaml", None, "rehearsal.ends", "phải sau ngày bầu cử; sửa lại.")
    if (call.form == "supplementary") != (call.vacancy is not None):
        words = "bầu cử bổ sung (supplementary) phải có vacancy, bầu cử chung thì không; sửa một trong hai."
        yield Problem("election.yaml", None, "form", words)


def _units(example: Example) -> Iterable[Problem]:
    yield from twice("units.csv", example.units, ("code",), "đơn vị")
    known = {unit.code: unit for unit in example.units}
    version = book().version_on(example.call.day)
    tiers = ("nation", *(level for level in LEVELS if version is None or level in version.ballots))
    if NATION not in known:
        words = f"thiếu đơn vị {NATION} (cấp nation); thêm vào."
        yield Problem("units.csv", None, "", words)
    for unit in example.units:
        if (unit.level == "nation") != (unit.code == NATION):
            words = f"cấp nation chỉ có một đơn vị, mã {NATION}; sửa lại."
            yield Problem("units.csv", unit.line, "level", words)
        above = tiers[tiers.index(unit.level) - 1] if unit.level in tiers[1:] else ""
        parent = known.get(unit.parent)
        if above and parent is None:
            yield _unknown("units.csv", unit, "parent", unit.parent, "đơn vị")
        elif parent is not None and parent.level != above:
            yield Problem(
                "units.csv",
                unit.line,
                "parent",
                f"{unit.code} phải thuộc một đơn vị cấp trên trực tiếp; {parent.code} không phải.",
            )


def _contests(example: Example) -> Iterable[Problem]:
    yield from twice("contests.csv", example.contests, ("code",), "đơn vị bầu cử")
    listed = Counter(each.contest for each in example.candidates)
    for contest in example.contests:
        if contest.unit not in example.unit:
            yield _unknown("contests.csv", contest, "unit", contest.unit, "đơn vị")
        if contest.candidates != listed[contest.code]:
            yield Problem(
                "contests.csv",
                contest.line,
                "candidates",
                f"ghi {contest.candidates} người ứng cử nhưng candidates.csv có {listed[contest.code]}; "
                "sửa một trong hai.",
            )


def _candidates(example: Example) -> Iterable[Problem]:
    rows = example.candidates
    yield from twice("candidates.csv", rows, ("code",), "mã người ứng cử")
    yield from twice("candidates.csv", rows, ("ballot", "name", "born"), "người ứng cử")
    for each in rows:
        if each.unit not in example.unit:
            yield _unknown("candidates.csv", each, "unit", each.unit, "đơn vị")
        if _age(each.born, example.call.day) < AGE:
            words = (
                f"{each.code} sinh ngày {each.born:%d/%m/%Y}, chưa đủ {AGE} tuổi vào ngày bầu cử (Điều 2)."
            )
            yield Problem("candidates.csv", each.line, "born", words)
        contest = example.contest.get(each.contest)
        if each.contest and contest is None:
            yield _unknown("candidates.csv", each, "contest", each.contest, "đơn vị bầu cử")
        if contest is not None and contest.ballot != each.ballot:
            yield Problem(
                "candidates.csv",
                each.line,
                "ballot",
                f"{each.code} ứng cử ở {each.contest}, là đơn vị bầu cử {contest.ballot}; sửa lại.",
            )
        if bool(each.contest) != (each.fate == "listed"):
            yield Problem(
                "candidates.csv",
                each.line,
                "fate",
                "chỉ người có trong danh sách chính thức (listed) mới có đơn vị bầu cử; sửa lại.",
            )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _areas(example: Example) -> Iterable[Problem]:
    yield from twice("areas.csv", example.areas, ("code",), "khu vực bỏ phiếu")
    for area in example.areas:
        if area.unit not in example.unit:
            yield _unknown("areas.csv", area, "unit", area.unit, "đơn vị")
        for ballot, code in area.contests.items():
            contest = example.contest.get(code)
            if contest is None:
                yield _unknown("areas.csv", area, ballot, code, "đơn vị bầu cử")
            elif contest.ballot != ballot:
                yield Problem(
                    "areas.csv", area.line, ballot, f"{code} là đơn vị bầu cử {contest.ballot}; sửa lại."
                )
    for contest in example.contests:
        if not example.areas_of[contest.code]:
            yield Problem(
                "contests.csv",
                contest.line,
                "code",
                f"{contest.code} không có khu vực bỏ phiếu nào; thêm vào.",
            )


def _minutes(example: Example) -> Iterable[Problem]:
    yield from twice("minutes.csv", example.minutes, ("area", "poll", "contest"), "biên bản")
    areas = {area.code: area for area in example.areas}
    recorded = {(row.area, row.poll, row.ballot): row for row in example.minutes}
    for row in example.minutes:
        if row.area not in areas:
            yield _unknown("minutes.csv", row, "area", row.area, "khu vực bỏ phiếu")
        elif areas[row.area].contests.get(row.ballot) != row.contest:
            yield Problem(
                "minutes.csv", row.line, "contest", f"{row.area} không bỏ phiếu ở {row.contest}; sửa lại."
            )
        if not example.ballots_cast.get((row.area, row.poll, row.ballot)):
            yield Problem("minutes.csv", row.line, "valid", "không có dòng nào trong votes.csv; thêm vào.")
    for area in example.areas:
        for ballot in area.contests:
            if (area.code, "first", ballot) not in recorded:
                yield Problem(
                    "areas.csv", area.line, ballot, f"{area.code} thiếu biên bản {ballot} trong minutes.csv."
                )


def _votes(example: Example) -> Iterable[Problem]:
    yield from twice("votes.csv", example.votes, ("area", "poll", "candidate"), "số phiếu")
    minutes = {(row.area, row.poll, row.ballot): row for row in example.minutes}
    people = {each.code: each for each in example.candidates}
    for row in example.votes:
        count = minutes.get((row.area, row.poll, row.ballot))
        who = people.get(row.candidate)
        if count is None:
            yield Problem(
                "votes.csv",
                row.line,
                "area",
                f"{row.area} không có biên bản {row.ballot}/{row.poll}; sửa lại.",
            )
        elif row.votes > count.valid:
            yield Problem(
                "votes.csv",
                row.line,
                "votes",
                f"{row.candidate} được {row.votes} phiếu, quá {count.valid} phiếu hợp lệ; kiểm tra lại.",
            )
        if who is None:
            yield _unknown("votes.csv", row, "candidate", row.candidate, "người ứng cử")
        elif count is not None and who.contest != count.contest:
            yield Problem(
                "votes.csv",
                row.line,
                "candidate",
                f"{row.candidate} không có trong danh sách của {count.contest}; sửa lại.",
            )


def _contacts(example: Example) -> Iterable[Problem]:
    yield from twice("contacts.csv", example.contacts, ("body", "unit", "address"), "địa chỉ")
    for row in example.contacts:
        if row.unit not in example.unit:
            yield _unknown("contacts.csv", row, "unit", row.unit, "đơn vị")
        if row.address.count("@") != 1:
            yield Problem("contacts.csv", row.line, "address", f"«{row.address}» không phải địa chỉ thư.")


CHECKS: Sequence[Callable[[Example], Iterable[Problem]]] = (
    _call,
    _units,
    _contests,
    _candidates,
    _areas,
    _minutes,
    _votes,
    _contacts,
    plot,
)


def _arithmetic(example: Example) -> Iterable[Problem]:
    """Minutes that do not add up: a team may have had to write exactly that."""
    for row in example.minutes:
        votes = sum(example.ballots_cast.get((row.area, row.poll, row.ballot), {}).values())
        seats = example.contest[row.contest].seats if row.contest in example.contest else 0
        for column, odd, words in _oddities(row, votes, seats):
            if odd:
                yield Problem("minutes.csv", row.line, column, f"{row.area}: {words}; kiểm tra biên bản gốc.")


def _oddities(row: MinutesRow, votes: int, seats: int) -> Iterable[tuple[str, bool, str]]:
    yield (
        "collected",
        row.valid + row.invalid != row.collected,
        f"hợp lệ {row.valid} + không hợp lệ {row.invalid} khác số thu vào {row.collected}",
    )
    yield (
        "collected",
        row.collected > row.issued,
        f"thu vào {row.collected} nhiều hơn phát ra {row.issued}",
    )
    yield "voted", row.voted > row.registered, f"đi bầu {row.voted} nhiều hơn danh sách {row.registered}"
    if row.poll == "first":
        yield (
            "valid",
            votes > row.valid * seats,
            f"tổng {votes} phiếu bầu nhiều hơn {row.valid} phiếu hợp lệ × {seats} người được bầu",
        )


def _official(example: Example) -> Iterable[Problem]:
    """Totals over the areas beside the published ones."""
    if example.official is None:
        return
    totals: dict[str, int] = defaultdict(int)
    for row in example.votes:
        if row.poll == "first":
            totals[row.candidate] += row.votes
    for contest in example.official.contests:
        valid = sum(r.valid for r in example.minutes if r.contest == contest.code and r.poll == "first")
        if not contest.valid.least <= valid <= contest.valid.most:
            yield Problem(
                "official.yaml",
                None,
                contest.code,
                f"cộng {valid} phiếu hợp lệ, ngoài {contest.valid.least}–{contest.valid.most} đã công bố.",
            )
        for each in contest.candidates:
            if totals[each.code] != each.votes:
                yield Problem(
                    "official.yaml",
                    None,
                    contest.code,
                    f"{each.code} cộng được {totals[each.code]} phiếu, công bố {each.votes}; đối chiếu lại.",
                )


def _unknown(file: str, row: Row, column: str, code: str, what: str) -> Problem:
    return Problem(file, row.line, column, f"không có {what} «{code}»; sửa mã hoặc thêm {what} đó.")

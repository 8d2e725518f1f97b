"""From an election day to every instant the law names, each with the steps that led to it.

The calendar is a function of the law, of the day, of what has happened (anchors) and of the decisions on
record that moved a date. It asks no clock, and nothing in it depends on when it is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple, get_args

from domain.decision import Adopted, Decision, Moved, Polling, Published, Repoll
from domain.due import CalendarError, Due, Election
from domain.entry import entries
from domain.fact import Fact
from domain.law.book import Book, Version, book
from domain.law.count import Anchored, say_day
from domain.law.deadline import Ballot, Deadline
from domain.law.dependence import READING, of_row
from domain.reckoner import Reckoner

_SUNDAY = 6
_POWER_TO_MOVE = "nec_time_override"
"""The row by which the National Election Council may move a step; a version without it gives no power."""


class Place(Fact):
    """A unit, constituency or polling area whose calendar is asked for, with what was recorded there."""

    code: str
    anchors: Mapping[str, Anchored] = {}
    parts: tuple[str, ...] = ()


def calendar(
    election: Election,
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
    *,
    unit: str | None = None,
    parts: Sequence[str] = (),
) -> tuple[Due, ...]:
    """Every duty of the election, in the order of the law, as it binds this unit (None: the country).

    `law` supposes a version other than the one in force on the day. `anchors` are recorded acts by the name
    of their anchor or of the row they fulfil ("V", "consult2", "na_first_session"); where ballots differ,
    with the ballot behind a colon ("L:province"). `parts` are the polling areas inside the unit. Raises
    CalendarError.
    """
    reckoner = reckon(election, law, decisions, anchors, unit=unit, parts=parts)
    return tuple(due for row in _rows(reckoner) for due in entries(reckoner, row))


def calendars(
    election: Election,
    places: Iterable[Place],
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
) -> dict[str, tuple[Due, ...]]:
    """The calendar of each place, by its code: what `calendar` gives for it, reckoned together.

    What the law gives every place alike is reckoned once; a place's own anchors and decisions touch only the
    rows that hang on them. `anchors` are those of all places.
    """
    decided, shared = tuple(decisions), dict(anchors or {})
    country = reckon(election, law, decided, shared)
    common = {row.id: tuple(entries(country, row)) for row in _rows(country)}
    everywhere, here = _by_place(decided)
    hanging: dict[frozenset[str], list[tuple[Deadline, frozenset[str]]]] = {}
    known: dict[tuple[str, tuple[_Key, ...]], tuple[Due, ...]] = {}
    found: dict[str, tuple[Due, ...]] = {}
    for place in places:
        _check_anchors(country.read, place.anchors)
        own = [(code, each) for code in (place.code, *place.parts) for each in here.get(code, ())]
        causes = list(_causes(place, own))
        changed = frozenset[str]().union(*(cause.names for cause in causes))
        if changed not in hanging:
            named = ((row, of_row(country.version.id, row.id)) for row in _rows(country))
            hanging[changed] = [(row, names) for row, names in named if not changed.isdisjoint(names)]
        binding = sorted([*everywhere, *(each for _, each in own)], key=_position)
        local = country.beside(
            [decision for _, decision in binding],
            {**shared, **place.anchors},
            place.code,
            place.parts,
            changed,
        )
        rows = dict(common)
        for row, names in hanging[changed]:
            # Places with the same causes have the same term: nothing in a row says which place it is.
            key = row.id, tuple(cause.key for cause in causes if not cause.names.isdisjoint(names))
            if key not in known:
                known[key] = tuple(entries(local, row))
            rows[row.id] = known[key]
        found[place.code] = tuple(chain.from_iterable(rows.values()))
    return found


def reckon(
    election: Election,
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
    *,
    unit: str | None = None,
    parts: Sequence[str] = (),
) -> Reckoner:
    """What `calendar` reads its rows from, checked: terms and anchors one by one. Raises CalendarError."""
    read = book()
    version = _version(read, election, law)
    known, decided = dict(anchors or {}), tuple(decisions)
    _check_anchors(read, known)
    reckoner = Reckoner(read, version, election, decided, known, unit, parts)
    rows = {row.id: row for row in _rows(reckoner)}
    for decision in decided:
        _check_decision(reckoner, rows, decision)
    return reckoner


def _rows(reckoner: Reckoner) -> Iterator[Deadline]:
    election = reckoner.election
    return reckoner.read.rows_for(reckoner.version.id, election.kind, election.day)


def _version(read: Book, election: Election, law: str | None) -> Version:
    day = election.day
    if day.weekday() != _SUNDAY:
        raise CalendarError(
            f"{say_day(day)} không phải chủ nhật (Điều 5, Điều 89.4); chọn một ngày chủ nhật."
        )
    if law is not None and law not in read.versions:
        raise CalendarError(f"Không có bản luật {law}; các bản hiện có: {', '.join(read.versions)}.")
    version = read.version_on(day) if law is None else read.versions[law]
    if version is None:
        first = min(version.since for version in read.versions.values())
        raise CalendarError(
            f"Không bản luật nào có hiệu lực ngày {say_day(day)}; chọn ngày từ {say_day(first)} trở đi."
        )
    for level in election.levels:
        if level not in version.ballots:
            raise CalendarError(
                f"Bản luật {version.id} không có phiếu bầu {level}; chọn trong: {', '.join(version.ballots)}."
            )
    if len(set(election.levels)) < len(election.levels):
        raise CalendarError(f"Phiếu bầu bị nêu hai lần ({', '.join(election.levels)}); nêu mỗi loại một lần.")
    if election.kind == "supplementary" and len(election.levels) > 1:
        raise CalendarError(
            f"Bầu cử bổ sung chỉ cho một loại phiếu (Điều 89.3), ở đây nêu {', '.join(election.levels)}; "
            "mỗi loại là một cuộc bầu cử riêng."
        )
    return version


def _check_anchors(read: Book, anchors: Mapping[str, Anchored]) -> None:
    for name, value in anchors.items():
        anchor, _, level = name.partition(":")
        if anchor not in read.anchors and anchor not in read.rows:
            raise CalendarError(
                f"Không có mốc {name}; dùng tên trong anchors.toml hoặc mã của một dòng luật."
            )
        if anchor in ("E", "S"):
            raise CalendarError(f"Mốc {name} chính là ngày bầu cử; hãy đổi ngày của cuộc bầu cử.")
        if level and level not in get_args(Ballot):
            raise CalendarError(f"Mốc {name} nêu sai phiếu bầu; dùng {', '.join(get_args(Ballot))}.")
        if isinstance(value, datetime) and value.tzinfo is None:
            raise CalendarError(f"Mốc {name} không có múi giờ; ghi {value.isoformat()}+07:00.")


def _check_decision(reckoner: Reckoner, rows: Mapping[str, Deadline], decision: Decision) -> None:
    """A decision that changes nothing, or that nobody had the power to take, is refused."""
    match decision:
        case Moved() | Published():
            row = rows.get(decision.deadline)
            if row is None:
                raise CalendarError(
                    f"Quyết định {decision.source} nêu {decision.deadline}, cuộc bầu cử này không có; "
                    f"dùng mã của một dòng trong bản luật {reckoner.version.id}."
                )
            _check_level(reckoner, row, decision)
            if isinstance(decision, Moved):
                _check_power(reckoner, row, decision)
        case Polling():
            _check_day(reckoner, decision)
        case Repoll():
            _check_ballot(reckoner, decision)
            _check_day(reckoner, decision)
        case Adopted():
            _check_ballot(reckoner, decision)
            _check_reading(reckoner, rows, decision)


def _check_day(reckoner: Reckoner, decision: Polling | Repoll) -> None:
    day, election_day = decision.day, reckoner.election.day
    early = isinstance(decision, Repoll) and day < election_day
    if early or day == election_day:
        raise CalendarError(
            f"Quyết định {decision.source} ấn định {say_day(day)}: {'trước' if early else 'chính là'} "
            f"ngày bầu cử {say_day(election_day)}; ghi ngày khác."
        )


def _check_ballot(reckoner: Reckoner, decision: Repoll | Adopted) -> None:
    levels = reckoner.election.levels
    if decision.level is not None and decision.level not in levels:
        raise CalendarError(
            f"Quyết định {decision.source} về phiếu bầu {decision.level}, cuộc bầu cử này không có; "
            f"chọn trong: {', '.join(levels)}."
        )


def _check_level(reckoner: Reckoner, row: Deadline, decision: Moved | Published) -> None:
    ballots = [ballot for ballot in row.ballots if ballot in reckoner.election.levels]
    if decision.level is not None and row.joint:
        raise CalendarError(
            f"Quyết định {decision.source} chỉ chuyển {row.id} cho phiếu bầu {decision.level}, nhưng "
            "một việc này dùng chung cho mọi phiếu bầu; bỏ trống phiếu bầu."
        )
    if decision.level is not None and decision.level not in ballots:
        raise CalendarError(
            f"Quyết định {decision.source} chuyển {row.id} cho phiếu bầu {decision.level}, không ai "
            f"có nghĩa vụ đó; chọn trong: {', '.join(ballots)}."
        )


def _check_power(reckoner: Reckoner, row: Deadline, decision: Moved) -> None:
    power, version = reckoner.read.deadline(_POWER_TO_MOVE), reckoner.version
    article = next(iter(power.law.values())).article
    if version.id not in power.law:
        raise CalendarError(
            f"Quyết định {decision.source} chuyển {row.id}, nhưng bản luật {version.id} chưa có {article} "
            "cho phép điều chỉnh thời gian; nếu ngày đã công bố khác luật thì ghi kind là published."
        )
    statute = row.law[version.id].statute
    if statute != power.law[version.id].statute:
        text = reckoner.read.statutes[statute].vi
        raise CalendarError(
            f"Quyết định {decision.source} chuyển {row.id}, nhưng thời hạn đó thuộc {text}, ngoài phạm vi "
            f"{article}; nếu ngày đã công bố khác thì ghi kind là published."
        )


def _check_reading(reckoner: Reckoner, rows: Mapping[str, Deadline], decision: Adopted) -> None:
    known = {
        name.removeprefix(READING)
        for row in rows.values()
        if decision.deadline in (None, row.id)
        for name in of_row(reckoner.version.id, row.id)
        if name.startswith(READING)
    }
    if decision.open_point not in known:
        where = f"dòng {decision.deadline}" if decision.deadline else "cuộc bầu cử này"
        raise CalendarError(
            f"Quyết định {decision.source} chọn cách đọc {decision.open_point}, nhưng {where} không có "
            f"cách đọc thứ hai nào như vậy; có: {', '.join(sorted(known)) or 'không điểm nào'}."
        )


def _touches(decision: Decision) -> frozenset[str]:
    """The names through which a decision reaches the rows it can change."""
    match decision:
        case Moved() | Published():
            return frozenset([decision.deadline])
        case Polling():
            return frozenset(["polling_day", "last_polling_day", "P1"])
        case Repoll():
            return frozenset(["last_polling_day", "repoll_day", "further_vote"])
        case Adopted():
            return frozenset([READING + decision.open_point])


_Placed = tuple[int, Decision]
"""A decision with its position in the record."""
_Key = tuple[str, Anchored] | tuple[bool, int]


class _Cause(NamedTuple):
    """What sets rows of a place apart: the names through which it reaches them, and what it is."""

    names: frozenset[str]
    key: _Key


def _causes(place: Place, own: Iterable[tuple[str, _Placed]]) -> Iterator[_Cause]:
    for name, value in place.anchors.items():
        yield _Cause(frozenset([name.partition(":")[0]]), (name, value))
    for code, (number, decision) in own:
        # Early polling means one thing for the place itself and another for the unit around it.
        yield _Cause(_touches(decision), (code == place.code, number))


def _position(placed: _Placed) -> int:
    return placed[0]


def _by_place(decisions: Sequence[Decision]) -> tuple[list[_Placed], dict[str, list[_Placed]]]:
    """Decisions for every place, and those for each place alone, with their position in the record."""
    everywhere: list[_Placed] = []
    here: dict[str, list[_Placed]] = {}
    for placed in enumerate(decisions):
        decision = placed[1]
        units = decision.units if isinstance(decision, Polling) else (decision.unit,)
        for unit in units:
            if unit is None:
                everywhere.append(placed)
            else:
                here.setdefault(unit, []).append(placed)
    return everywhere, here

"""From an election day to every instant the law names, each with the steps that led to it.

The calendar is a function of the law, of the day, of what has happened (anchors) and of the decisions on
record that moved a date. It asks no clock, and nothing in it depends on when it is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import get_args

from domain.due import CalendarError, Decision, Due, Election, Level
from domain.law.book import Book, Version, book
from domain.law.count import Anchored, Mark, Moment, fixed, from_mark, say, say_day, say_instant
from domain.law.deadline import (
    Ballot,
    Deadline,
    Party,
    Point,
    Terms,
    UnitLevel,
)
from domain.zone import at, local

_SUNDAY = 6
_LAST_SECOND = time(23, 59, 59)
_UNITS: tuple[UnitLevel, ...] = ("nation", "province", "district", "commune")
_NATIONAL = frozenset({"assembly", "standing_committee", "government", "nec", "front"})


def calendar(
    election: Election,
    law: str | None = None,
    decisions: Iterable[Decision] = (),
    anchors: Mapping[str, Anchored] | None = None,
    *,
    unit: str | None = None,
) -> tuple[Due, ...]:
    """Every duty of the election, in the order of the law, as it binds this unit (None: the country).

    `law` supposes a version other than the one in force on the day. `anchors` are recorded acts by the name
    of their anchor or of the row they fulfil ("V", "consult2", "na_first_session"); where ballots differ,
    with the ballot behind a colon ("L:province"). Raises CalendarError.
    """
    read = book()
    version = _version(read, election, law)
    known = dict(anchors or {})
    _check_anchors(read, known)
    reckoner = _Reckoner(read, version, election, tuple(decisions), known, unit)
    reckoner.check_decisions()
    return tuple(reckoner.all())


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


class _Reckoner:
    """The one computation of a calendar; the last day of a row that others count from is reckoned once."""

    def __init__(
        self,
        read: Book,
        version: Version,
        election: Election,
        decisions: tuple[Decision, ...],
        anchors: Mapping[str, Anchored],
        unit: str | None,
    ) -> None:
        self.read, self.version, self.election = read, version, election
        self.decisions, self.anchors, self.unit = decisions, anchors, unit
        self.rows = {row.id: row for row in read.rows_for(version.id, election.kind, election.day)}
        self.last_days: dict[tuple[str, Level], Anchored | None] = {}

    def check_decisions(self) -> None:
        """A decision that moves nothing is a mistake of the one who recorded it, so it is refused."""
        for decision in self.decisions:
            row = self.rows.get(decision.deadline)
            if row is None:
                raise CalendarError(
                    f"Quyết định {decision.source} chuyển {decision.deadline}, cuộc bầu cử này không có; "
                    f"dùng mã của một dòng trong bản luật {self.version.id}."
                )
            if decision.level is not None and row.joint:
                raise CalendarError(
                    f"Quyết định {decision.source} chỉ chuyển {row.id} cho phiếu bầu {decision.level}, nhưng "
                    "một việc này dùng chung cho mọi phiếu bầu; bỏ trống phiếu bầu."
                )
            if decision.level is not None and decision.level not in self.ballots(row):
                raise CalendarError(
                    f"Quyết định {decision.source} chuyển {row.id} cho phiếu bầu {decision.level}, không ai "
                    f"có nghĩa vụ đó; chọn trong: {', '.join(self.ballots(row))}."
                )

    def all(self) -> Iterator[Due]:
        for row in self.rows.values():
            ballots = self.ballots(row)
            if row.joint and ballots:
                yield from self.dues(row, "all", ballots)
            elif not row.joint:
                for ballot in ballots:
                    yield from self.dues(row, ballot, (ballot,))

    def ballots(self, row: Deadline) -> tuple[Ballot, ...]:
        return tuple(ballot for ballot in row.ballots if ballot in self.election.levels)

    def dues(self, row: Deadline, level: Level, ballots: tuple[Ballot, ...]) -> Iterator[Due]:
        """The row for this ballot (or for all at once), one for each body that owes it."""
        terms = row.law[self.version.id]
        opens = self.moment(terms.opens, level, opening=True) if terms.opens else None
        ends = self.moment(terms.due, level, opening=False) if terms.due else None
        computed = ends.instant if ends and ends.recorded else None
        moved = self.decided(row.id, level)
        due = local(moved[-1].due) if moved else computed
        if moved:
            hour_given = local(moved[-1].due).time() != _LAST_SECOND
        else:
            hour_given = bool(due and ends and ends.hour_given)
        waits_for = "" if due else self.awaited(terms, level)
        # Both ends of a window often hang on one anchor; it is said once.
        steps = tuple(dict.fromkeys(self.reasoning(row, terms, opens, ends, computed, moved, waits_for)))
        owners = dict.fromkeys(
            (party.body, self.unit_level(party, ballot))
            for ballot in ballots
            for party in row.owed_by[ballot]
        )
        for body, unit_level in owners:
            yield Due(
                id=row.id,
                article=terms.article,
                law=self.version.id,
                level=level,
                ballots=ballots,
                owed_by=body,
                at=unit_level,
                owed_to=tuple(self.recipients(terms, ballots, f"{body}@{unit_level}")),
                per=row.per,
                duty=row.duty,
                kind=row.kind,
                form=terms.form,
                opens=opens.instant if opens and opens.recorded else None,
                due=due,
                hour_given=hour_given,
                computed=computed,
                planned=ends.instant if ends and due is None else None,
                waits_for=waits_for,
                confidence="inferred" if self.by_reference(row) else row.confidence,
                fulfilled_by=row.fulfilled_by,
                qualifier=row.qualifier,
                only_if=row.only_if,
                on_miss=row.on_miss,
                open_points=row.open_points,
                steps=steps,
            )

    def recipients(self, terms: Terms, ballots: tuple[Ballot, ...], owner: str) -> Iterable[str]:
        """Who gets the act, as body@unit or body; never its author, never a body its unit does not have."""
        named: dict[str, None] = {}
        for ballot in ballots:
            for party in terms.owed_to.get(ballot, ()):
                level = self.unit_level(party, ballot)
                if level != "nation" or party.body in _NATIONAL:
                    named[f"{party.body}@{level}" if level else party.body] = None
        named.pop(owner, None)
        return named

    def unit_level(self, party: Party, ballot: Ballot) -> UnitLevel | None:
        own: UnitLevel = "province" if ballot == "na" else ballot
        if party.at == "level":
            return own
        if party.at == "above":
            units = [unit for unit in _UNITS if unit == "nation" or unit in self.version.ballots]
            return units[units.index(own) - 1]
        return party.at or None

    def decided(self, row: str, level: Level) -> list[Decision]:
        """The decisions on this row for this ballot and unit, in the order in which they were recorded."""
        return [
            decision
            for decision in self.decisions
            if decision.deadline == row
            and decision.level in (None, level)
            and decision.unit in (None, self.unit)
        ]

    def moment(self, point: Point, level: Level, *, opening: bool) -> Moment | None:
        """The point in time, or None when nothing is known of its anchor, not even a last day."""
        if point.day is not None:
            return fixed(point, point.day, opening=opening)
        mark = self.mark(point.anchor, level)
        if mark is None:
            return None
        anchor = self.read.anchors.get(point.anchor)
        whole_days = anchor is not None and anchor.grain == "day"
        moment = from_mark(point, mark, whole_days=whole_days, opening=opening)
        if moment is None:
            raise CalendarError(f"Mốc {point.anchor} chỉ có ngày nhưng hạn tính bằng giờ; hãy ghi cả giờ.")
        return moment

    def mark(self, name: str, level: Level) -> Mark | None:
        """Where an anchor stands: recorded, else as another, else at its usual hour, else on its last day."""
        anchor = self.read.anchors.get(name)
        label = f"Mốc {name} ({self.called(name)})"
        if name in ("E", "S"):
            return Mark(self.election.day, f"{label}: {say_day(self.election.day)}.")
        for key in (f"{name}:{level}", name):
            if key in self.anchors:
                return Mark(self.anchors[key], f"{label}: đã ghi nhận {say(self.anchors[key])}.")
        if anchor and anchor.same_as:
            same = self.mark(anchor.same_as, level)
            return same._replace(says=f"{label}: {say(same.value)}.") if same else None
        if anchor and anchor.clock:
            usual = at(self.election.day, anchor.clock.hour, anchor.clock.minute)
            return Mark(
                usual,
                f"{label}: chưa ghi nhận, lấy giờ thường lệ {say_instant(usual)}; "
                "nơi khác giờ thì tính lại khi ghi nhận.",
            )
        last = self.last_day(anchor.by_law if anchor else (name,), level)
        says = f"{label}: chưa ghi nhận, muộn nhất theo luật là {say(last)}." if last else ""
        return Mark(last, says, recorded=False) if last else None

    def last_day(self, names: tuple[str, ...], level: Level) -> Anchored | None:
        """The last lawful day of whichever of these rows covers the ballot, decisions included."""
        for name in names:
            row = self.rows.get(name)
            if row is None or not (row.joint or level in row.ballots):
                continue
            if (name, level) not in self.last_days:
                due = row.law[self.version.id].due
                ends = self.moment(due, level, opening=False) if due else None
                moved = self.decided(name, "all" if row.joint else level)
                last = local(moved[-1].due) if moved else ends.instant if ends else None
                by_day = last is not None and last.time() == _LAST_SECOND
                self.last_days[name, level] = last.date() if last is not None and by_day else last
            return self.last_days[name, level]
        return None

    def awaited(self, terms: Terms, level: Level) -> str:
        """The anchor on which the term hangs and which is not recorded yet."""
        for point in (terms.due, terms.opens):
            if point and point.anchor:
                mark = self.mark(point.anchor, level)
                if mark is None or not mark.recorded:
                    return point.anchor
        return ""

    def by_reference(self, row: Deadline) -> bool:
        """Binds a supplementary election only because Điều 93 and 94 refer to it."""
        return self.election.kind == "supplementary" and "general" in row.elections

    def called(self, anchor: str) -> str:
        if anchor in self.read.anchors:
            return self.read.anchors[anchor].vi
        return f"việc theo {self.read.rows[anchor].law[self.version.id].article}"

    def reasoning(
        self,
        row: Deadline,
        terms: Terms,
        opens: Moment | None,
        ends: Moment | None,
        computed: datetime | None,
        moved: list[Decision],
        waits_for: str,
    ) -> Iterator[str]:
        day, version = say_day(self.election.day), self.version
        held = "có hiệu lực vào" if version.holds_on(self.election.day) else "giả định áp dụng cho"
        yield f"Bản {version.id}, {version.citation}, {held} ngày bầu cử {day}."
        yield f"Căn cứ: {terms.article}{'' if row.kind == 'law' else ' (hướng dẫn, không phải luật)'}."
        if self.by_reference(row):
            yield "Bầu cử bổ sung: áp dụng theo Điều 93, 94, tính từ ngày bầu cử bổ sung."
        yield from opens.says if opens else ()
        yield from ends.says if ends else ()
        if waits_for:
            yield f"Chờ ghi nhận mốc {waits_for} ({self.called(waits_for)})."
        if terms.form == "now":
            yield "Luật nói làm ngay, không cho số ngày."
        elif terms.form == "no_day":
            yield "Luật không ấn định ngày."
        elif terms.form == "event":
            yield "Gắn với một sự kiện, không phải một ngày."
        before = computed
        for decision in moved:
            old = say_instant(before) if before else "chưa có hạn"
            new = say_instant(decision.due)
            yield f"Quyết định ({decision.source}) chuyển hạn: {old} → {new}. Lý do: {decision.reason}."
            before = decision.due
        for name in row.open_points:
            yield f"Điểm còn mở {name}: {self.read.open_points[name]}"

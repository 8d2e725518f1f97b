"""The one computation of a calendar: where anchors stand, and when a row is due under each reading."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from domain.decision import Adopted, Decision, Moved, Polling, Published, Repoll
from domain.due import CalendarError, Election, Level
from domain.frame import Frame, frame
from domain.law.book import Anchor, Book, Version
from domain.law.count import Anchored, Mark, Moment, fixed, from_mark, say, say_day, say_instant
from domain.law.deadline import Alternative, Ballot, Deadline, Point, Terms
from domain.law.dependence import of_anchor, of_row
from domain.zone import at, local

LAST_SECOND = time(23, 59, 59)


class Other(NamedTuple):
    """Another reading of a row, reckoned; `anchor` is where its end counts from."""

    alternative: Alternative
    opens: Moment | None
    ends: Moment | None
    anchor: Mark | None


class Term(NamedTuple):
    """The term of a row for one ballot, under the reading that is adopted, and what decisions made of it.

    `computed` is what the law gives when nobody decides anything. `latest` is the last instant that is known:
    `due`, or the planned one while an act is awaited.
    """

    opens: Moment | None
    ends: Moment | None
    computed: datetime | None
    latest: datetime | None
    due: datetime | None
    adopted: Adopted | None
    moved: tuple[Moved | Published, ...]
    others: tuple[Other, ...]


class Reckoner:
    """Reckons the rows of one election for one unit (None: the country), each once.

    `parts` are the polling areas inside the unit, whose early polling brings the earliest opening forward.
    """

    def __init__(
        self,
        read: Book,
        version: Version,
        election: Election,
        decisions: Sequence[Decision] = (),
        anchors: Mapping[str, Anchored] | None = None,
        unit: str | None = None,
        parts: Sequence[str] = (),
    ) -> None:
        self.read, self.version, self.election = read, version, election
        self.anchors, self.unit, self.parts = anchors or {}, unit, parts
        self._adopted: list[Adopted] = []
        self._dated: dict[str, list[Moved | Published]] = {}
        self._decided: dict[str, Mark] = {}
        self._marks: dict[tuple[str, Level], Mark | None] = {}
        self._terms: dict[tuple[str, Level], Term] = {}
        self._frames: dict[tuple[str, Level], Frame] = {}
        self._country: Reckoner | None = None
        self._changed: frozenset[str] = frozenset()
        for decision in decisions:
            self._take(decision)
        self._take_polling(decisions)

    def beside(
        self,
        decisions: Sequence[Decision],
        anchors: Mapping[str, Anchored],
        unit: str,
        parts: Sequence[str],
        changed: frozenset[str],
    ) -> "Reckoner":
        """A reckoner for one place that takes from this one whatever does not hang on what is `changed`."""
        local = Reckoner(self.read, self.version, self.election, decisions, anchors, unit, parts)
        local._country, local._changed, local._frames = self, changed, self._frames
        return local

    def _take(self, decision: Decision) -> None:
        match decision:
            case Repoll() if self._binds(decision.unit):
                for name in ("last_polling_day", "repoll_day", "further_vote"):
                    self._later(name, decision.level, decision)
            case Adopted() if self._binds(decision.unit):
                self._adopted.append(decision)
            case Moved() | Published() if self._binds(decision.unit):
                self._dated.setdefault(decision.deadline, []).append(decision)

    def _take_polling(self, decisions: Sequence[Decision]) -> None:
        """Election day stays; polling itself moves, and with a later day what counts from the last one.

        Of several decisions on one place the last recorded holds.
        """
        polling: dict[str | None, Polling] = {
            code: each for each in decisions if isinstance(each, Polling) for code in each.units
        }
        day = self.election.day
        if self.unit in polling:
            own = polling[self.unit]
            day = own.day
            self._decide("polling_day", day, own)
            if day > self.election.day:
                self._later("last_polling_day", None, own)
        parts = [polling[part] for part in self.parts if part in polling]
        first = min(parts, key=lambda each: each.day, default=None)
        if first is not None and first.day < day:
            clock = self.read.anchors["P"].clock or time.min
            self._decide("P1", at(first.day, clock.hour, clock.minute), first, usual=True)

    def _later(self, name: str, level: Ballot | None, decision: Polling | Repoll) -> None:
        """The later of several days holds; a day for all ballots holds for each."""
        key = f"{name}:{level}" if level else name
        known = [self._decided[each].day for each in (key, name) if each in self._decided]
        if all(day < decision.day for day in known):
            if level is None:
                self._forget_earlier(name, decision.day)
            self._decide(key, decision.day, decision)

    def _forget_earlier(self, name: str, day: date) -> None:
        """An earlier day of one ballot gives way to a later one for all."""
        for key in [key for key in self._decided if key.startswith(f"{name}:")]:
            if self._decided[key].day < day:
                del self._decided[key]

    def _decide(self, key: str, value: Anchored, by: Polling | Repoll, *, usual: bool = False) -> None:
        says = f"{self._label(key.partition(':')[0])}: {say(value)}, quyết định ({by.source}): {by.reason}."
        self._decided[key] = Mark(value, says, usual=usual)

    def _binds(self, unit: str | None) -> bool:
        return unit is None or unit == self.unit

    def frame(self, row: Deadline, level: Level) -> Frame:
        """What the row says for this ballot whatever happens; the same for every place."""
        found = self._frames.get((row.id, level))
        if found is None:
            found = frame(self.read, self.version, self.election, row, level)
            self._frames[row.id, level] = found
        return found

    def term(self, row: Deadline, level: Level) -> Term:
        """The term of the row for this ballot; also of a row that this kind of election does not have."""
        found = self._terms.get((row.id, level))
        if found is None:
            alike = self._country is not None and self._changed.isdisjoint(of_row(self.version.id, row.id))
            found = self._country.term(row, level) if alike and self._country else self._reckon(row, level)
            self._terms[row.id, level] = found
        return found

    def _reckon(self, row: Deadline, level: Level) -> Term:
        terms = row.law[self.version.id]
        opens = self.moment(terms.opens, level, opening=True) if terms.opens else None
        ends = self.moment(terms.due, level, opening=False) if terms.due else None
        computed = ends.instant if ends and ends.recorded else None
        others = tuple(self._others(terms, self.frame(row, level).alternatives, level, opens, ends))
        adopted, chosen = self._choice(row, level, others) if self._adopted else (None, None)
        if chosen is not None:
            opens, ends = chosen.opens, chosen.ends
        moved = tuple(each for each in self._dated.get(row.id, ()) if each.level in (None, level))
        latest = local(moved[-1].due) if moved else ends.instant if ends else None
        due = latest if moved or (ends and ends.recorded) else None
        return Term(opens, ends, computed, latest, due, adopted, moved, others)

    def _choice(
        self, row: Deadline, level: Level, others: Sequence[Other]
    ) -> tuple[Adopted | None, Other | None]:
        """The last decision on how to read this row, with the reading it chose."""
        for choice in reversed(self._adopted):
            if choice.deadline in (None, row.id) and choice.level in (None, level):
                for other in others:
                    if other.alternative.open_point == choice.open_point:
                        return choice, other
        return None, None

    def _others(
        self,
        terms: Terms,
        alternatives: Sequence[Alternative],
        level: Level,
        opens: Moment | None,
        ends: Moment | None,
    ) -> Iterator[Other]:
        """The other readings, where they put the term elsewhere in this election or leave none."""
        for each in alternatives:
            if each.due is None and each.opens is None:
                yield Other(each, None, None, None)
                continue
            start = self.moment(each.opens, level, opening=True) if each.opens else opens
            end = self.moment(each.due, level, opening=False) if each.due else None
            if (_instant(start), _instant(end)) != (_instant(opens), _instant(ends)):
                yield Other(each, start, end, self.mark(each.due.anchor, level) if each.due else None)
        hangs = terms.due.anchor if terms.due else ""
        if terms.due and hangs and (mark := self.mark(hangs, level)) and mark.usual:
            yield from self._earliest(terms.due, mark, opens)

    def _earliest(self, point: Point, mark: Mark, opens: Moment | None) -> Iterator[Other]:
        """The reading of an hour that is only planned: as early as the law allows it."""
        anchor = self.read.anchors[point.anchor]
        while anchor.earliest is None and anchor.same_as:
            anchor = self.read.anchors[anchor.same_as]
        if anchor.earliest is not None:
            early = at(mark.day, anchor.earliest.hour, anchor.earliest.minute)
            sooner = Mark(early, f"{self._label(point.anchor)}: sớm nhất {say_instant(early)}.", usual=True)
            end = from_mark(point, sooner, whole_days=False, opening=False)
            yield Other(Alternative(open_point=anchor.open_point), opens, end, sooner)

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
        """Where an anchor or the act of a row stands, None when not even a last day is known."""
        key = name, level
        if key not in self._marks:
            alike = self._country is not None and self._changed.isdisjoint(of_anchor(self.version.id, name))
            self._marks[key] = self._country.mark(*key) if alike and self._country else self._mark(*key)
        return self._marks[key]

    def _mark(self, name: str, level: Level) -> Mark | None:
        """Recorded, else decided, else as another, else at its usual hour, else on its last day."""
        label = self._label(name)
        if name in ("E", "S"):
            return Mark(self.election.day, f"{label}: {say_day(self.election.day)}.")
        for key in (f"{name}:{level}", name):
            if key in self.anchors:
                return Mark(self.anchors[key], f"{label}: đã ghi nhận {say(self.anchors[key])}.")
        for key in (f"{name}:{level}", name):
            if key in self._decided:
                return self._decided[key]
        anchor = self.read.anchors.get(name)
        if anchor and anchor.same_as:
            same = self.mark(anchor.same_as, level)
            return same._replace(says=f"{label}: {_rest(same.says)}") if same else None
        if anchor and anchor.clock:
            return self._usual(anchor, level, label)
        last = self._last_day(anchor.by_law if anchor else (name,), level)
        says = f"{label}: chưa ghi nhận, muộn nhất theo luật là {say(last)}." if last else ""
        return Mark(last, says, recorded=False) if last else None

    def _usual(self, anchor: Anchor, level: Level, label: str) -> Mark | None:
        day = self.mark(anchor.on, level)
        if day is None or anchor.clock is None:
            return None
        usual = at(day.day, anchor.clock.hour, anchor.clock.minute)
        says = (
            f"{label}: chưa ghi nhận, lấy giờ thường lệ {say_instant(usual)}; "
            "nơi khác giờ thì tính lại khi ghi nhận."
        )
        return Mark(usual, says, usual=True)

    def _last_day(self, names: Sequence[str], level: Level) -> Anchored | None:
        """The last lawful day of whichever of these rows covers the ballot, decisions included."""
        row = self.covering(names, level)
        last = self.term(row, "all" if row.joint else level).latest if row else None
        if last is None:
            return None
        return last.date() if last.time() == LAST_SECOND else last

    def covering(self, names: Sequence[str], level: Level, *, any_kind: bool = False) -> Deadline | None:
        """The first of these rows that binds this election for the ballot.

        With `any_kind`, failing that, the row of an election of the other kind, to be read with this day.
        """
        held = [
            row
            for name in names
            if (row := self.read.rows.get(name))
            and self.read.in_force(row, self.version.id, self.election.day)
            and (row.joint or level in row.ballots)
        ]
        own = (row for row in held if self.election.kind in row.elections)
        return next(own, held[0] if any_kind and held else None)

    def called(self, anchor: str) -> str:
        if anchor in self.read.anchors:
            return self.read.anchors[anchor].vi
        return f"việc theo {self.read.rows[anchor].law[self.version.id].article}"

    def _label(self, name: str) -> str:
        return f"Mốc {name} ({self.called(name)})"


def _rest(says: str) -> str:
    """What is said of an anchor after its name."""
    return says.partition("): ")[2]


def _instant(moment: Moment | None) -> tuple[datetime, bool] | None:
    return (moment.instant, moment.recorded) if moment else None

"""The state of one polling area: its votes, its ballots, its minutes."""

from __future__ import annotations

from pydantic import Field

from domain.fact import Fact
from domain.minutes import Figures
from domain.terms import Ballot, Poll


def session(poll: Poll, contest: str) -> str:
    """What tells the votes at one area apart: the first ballot is one, a further vote its contest's own."""
    return poll if poll == "first" else f"{poll}:{contest}"


class Counted(Fact):
    """Counting minutes as they stand, and how often they were written."""

    ballot: Ballot
    figures: Figures
    edition: int = 1


class Stop(Fact):
    """The last interruption of a vote; `number` is 0 while there was none."""

    number: int = 0
    open: bool = False
    reported: bool = False


class Check(Fact):
    """How often ballots were held against voters, and what came of it last."""

    check: int = 0
    voted: int = 0
    collected: int = 0
    reported: bool = False

    @property
    def surplus(self) -> bool:
        """Whether there were more ballots than voters."""
        return self.collected > self.voted


class Sorted(Fact):
    """Valid ballots by how many names they leave, and the invalid ones."""

    names: tuple[int, ...]
    invalid: int


class Entry(Fact):
    """Figures entered once; `second` where somebody else entered others."""

    figures: Figures
    second: Figures | None = None


class State(Fact):
    """The area; `unit` is empty until its team is set up."""

    unit: str = ""
    members: int = 0
    """Members of the team."""
    contests: dict[Ballot, str] = Field(default_factory=dict)
    voters: dict[Ballot, int] = Field(default_factory=dict)
    """The voter list as it stands, with what was added and struck off since its posting."""
    posted: frozenset[str] = frozenset()
    """Constituencies whose official list hangs in the area."""
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    sent: frozenset[str] = frozenset()
    turnout: dict[str, int] = Field(default_factory=dict)
    issued: dict[str, int] = Field(default_factory=dict)
    """Ballots handed out, by the inventory of the unused ones."""
    minutes: dict[str, Counted] = Field(default_factory=dict)
    """By poll and contest, such as `first:NA-BK-1`."""
    supplies: dict[str, int] = Field(default_factory=dict)
    """Ballots the team counted on receipt, by poll, contest and batch."""
    checked: frozenset[str] = frozenset()
    stops: dict[str, Stop] = Field(default_factory=dict)
    emptied: frozenset[str] = frozenset()
    """Votes whose boxes were opened."""
    checks: dict[str, Check] = Field(default_factory=dict)
    lots: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Doubtful ballots that were decided, by poll and contest."""
    sorted: dict[str, Sorted] = Field(default_factory=dict)
    entries: dict[str, Entry] = Field(default_factory=dict)
    """Figures that were entered and are no minutes yet, by poll and contest."""
    heard: frozenset[str] = frozenset()
    """Votes whose complaints were noted."""
    packets: dict[str, int] = Field(default_factory=dict)
    """Sealed packets handed to the people's committee."""
    kept: frozenset[str] = frozenset()
    receipts: frozenset[str] = frozenset()
    """Who has confirmed which minutes."""

    def kinds(self, contest: str) -> tuple[str, ...]:
        """The constituencies of a vote: all of the area's, or the one that is named."""
        return tuple(code for code in self.contests.values() if contest in ("", code))

    def took(self, poll: Poll, contest: str) -> int | None:
        """Ballots of one kind the team has received for a vote; nothing where no receipt is on record."""
        lots = [n for name, n in self.supplies.items() if name.startswith(f"{poll}:{contest}:")]
        return sum(lots) if lots else None

    def registered(self, contest: str) -> int:
        """Voters on the list as it stands for a constituency; the most of any ballot where none is named."""
        ballots = [ballot for ballot, code in self.contests.items() if contest in ("", code)]
        return max((self.voters.get(ballot, 0) for ballot in ballots), default=0)

    def counted(self, poll: Poll, contest: str) -> Counted | None:
        """The minutes of one kind of ballot as they stand; nothing while there are none."""
        return self.minutes.get(f"{poll}:{contest}")

    def began(self, poll: Poll, contest: str = "") -> bool:
        """Whether this vote has begun, closed or not."""
        return session(poll, contest) in self.opened

    def interrupted(self, poll: Poll, contest: str = "") -> bool:
        """Whether this vote has stopped and may still go on: not once it was closed all the same."""
        name = session(poll, contest)
        return name not in self.closed and self.stops.get(name, Stop()).open

    def has_sent(self, poll: Poll, contest: str) -> bool:
        """Whether the minutes of this vote have gone to the board."""
        return session(poll, contest) in self.sent

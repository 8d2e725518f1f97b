"""What may be asked at one polling area."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.fact import Code, Fact
from domain.polling.ground import Interruption, Invalidity, Settlement
from domain.terms import Ballot, Poll

Count = Annotated[int, Field(ge=0)]


class _Area(Fact):
    """What the commands at an area share; no command of its own."""

    kind: ClassVar[str] = "area"
    by: ClassVar[frozenset[str]] = frozenset({"team"})


class Vote(_Area):
    """What the commands of one poll share; `contest` only for an additional ballot or a re-run."""

    poll: Poll
    contest: Code | Literal[""] = ""

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.contest}"


class EstablishTeam(_Area, Command):
    """Set up the polling team of an area (Article 25.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    unit: Code
    size: int = Field(gt=0)
    decision: str


class PostCandidateLists(_Area, Command):
    """Post the official lists of these constituencies (Article 59)."""

    contests: tuple[Code, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{','.join(sorted(self.contests))}"


class OpenPolling(Vote, Command):
    """Open the polling room (Article 71.1)."""


class ReportTurnout(Vote, Command):
    """Report how many have voted by a slot, such as 11h."""

    slot: Code
    voted: Count

    @property
    def step(self) -> str:
        return f"{super().step}:{self.slot}"


class ClosePolling(Vote, Command):
    """Close the polling room (Article 71.1)."""


class SealUnusedBallots(Vote, Command):
    """Count, minute and seal the unused ballots, before the box is opened (Article 73)."""

    received: Count
    issued: Count
    spoiled: Count = 0
    unused: Count


class Kind(_Area):
    """What the commands about one kind of ballot of one vote share."""

    poll: Poll
    ballot: Ballot
    contest: Code

    @property
    def key(self) -> str:
        """What its count goes by."""
        return f"{self.poll}:{self.contest}"

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.key}"


class Paper(Kind):
    """The figures of one kind of ballot, as the form has them."""

    registered: Count
    voted: Count
    issued: Count
    collected: Count
    valid: Count
    invalid: Count
    votes: dict[Code, Count]


class EnterCount(Paper, Command):
    """Enter the figures of the count for the first time (Article 76)."""


class ConfirmCount(Paper, Command):
    """Enter them again, by somebody else and from the paper: where both agree, the minutes follow."""


class SettleCount(Paper, Command):
    """Settle a difference between the two entries by decision of the team."""

    agreed: int = Field(gt=0)
    """Members of the team who agreed."""
    why: Settlement


class RecordCountingMinutes(Paper, Command):
    """Take over counting minutes that were signed on paper (Article 76)."""


class CorrectCountingMinutes(RecordCountingMinutes):
    """Replace counting minutes by a new version; the old one stays on record."""

    edition: int = Field(ge=2)
    why: str = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"{super().step}:{self.edition}"


class TakeSupply(_Area, Command):
    """Write down how many ballots the team counted when its board handed them over (Article 24.3.d)."""

    poll: Poll = "first"
    contest: Code
    batch: Code
    ballots: Count

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.contest}:{self.batch}"


class CheckBox(Vote, Command):
    """Check the boxes before the voters, before polling opens (Article 71.2)."""

    boxes: int = Field(gt=0)
    voters: int = Field(ge=0)
    """Voters who watched."""


class InterruptPolling(Vote, Command):
    """Stop the vote: seal boxes and papers at once (Article 71.3)."""

    number: int = Field(gt=0)
    cause: Interruption
    boxes: int = Field(ge=0)
    """Boxes sealed."""
    papers: bool = True
    """Whether the papers were sealed with them."""

    @property
    def step(self) -> str:
        return f"{super().step}:{self.number}"


class ReportInterruption(Vote, Command):
    """Report an interruption to the board (Article 71.3)."""

    number: int = Field(gt=0)

    @property
    def step(self) -> str:
        return f"{super().step}:{self.number}"


class ResumePolling(Vote, Command):
    """Go on with the vote after an interruption, in the same room or another (Article 71.3)."""

    number: int = Field(gt=0)
    seals: Literal["whole", "broken"] = "whole"
    room: Literal["same", "other"] = "same"

    @property
    def step(self) -> str:
        return f"{super().step}:{self.number}"


class OpenBox(Vote, Command):
    """Open the boxes before two voters who do not stand, once the unused ballots are sealed (Article 73)."""

    witnesses: tuple[Code, ...]


class CheckCollected(Kind, Command):
    """Hold the ballots in the box against the voters who voted; again where there are more."""

    check: int = Field(gt=0)
    voted: Count
    collected: Count

    @property
    def step(self) -> str:
        return f"{super().step}:{self.check}"


class ReportSurplus(Kind, Command):
    """Seal ballots that are more than the voters after a second check, and tell the board at once."""


class JudgeDoubtful(Kind, Command):
    """Decide with the whole team which doubtful ballots are valid (Article 74.2)."""

    lot: Code
    agreed: int = Field(gt=0)
    """Members of the team who agreed."""
    valid: Count
    invalid: dict[Invalidity, Count]

    @property
    def step(self) -> str:
        return f"{super().step}:{self.lot}"


class SortBallots(Kind, Command):
    """Count the valid ballots by how many names they leave: one, two, three and so on."""

    names: tuple[Count, ...] = Field(min_length=1)
    """Ballots with one name, with two, …"""
    invalid: Count


class NoteComplaints(Vote, Command):
    """Write down the complaints of the count: settled on the spot, or passed to the board (Article 75)."""

    settled: Count
    cases: tuple[Code, ...] = ()
    """Cases passed on to the board, by their number in the register."""


class HandOverBallots(Vote, Command):
    """Hand the minutes and all ballots to the people's committee (Article 25.2.h)."""

    packets: int = Field(gt=0)


class TakeBallots(Vote, Command):
    """Write down what the people's committee received for keeping (Article 25.2.h)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    packets: Count


class ConfirmMinutes(Kind, Command):
    """Confirm that the minutes of one kind of ballot were received (Article 76.3)."""

    by: ClassVar[frozenset[str]] = frozenset({"board", "people_committee", "front"})
    to: Literal["board", "people_committee", "front"]
    copies: Count

    @property
    def step(self) -> str:
        return f"{super().step}:{self.to}"


class SendCountingMinutes(Vote, Command):
    """Send the minutes of all kinds of ballot of a poll (Article 76.3)."""

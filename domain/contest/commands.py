"""What may be asked of one constituency."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from domain.command import Command
from domain.contest.events import Breach, Further, Listed, Office, Preparation, Proposer
from domain.fact import Code, Fact
from domain.missing import Way
from domain.outcome import RerunCause
from domain.terms import CLERK, Ballot, Poll

StrikeOff = Literal[
    "strike_charged", "strike_caught", "strike_capacity", "strike_died", "strike_breach", "strike_complaint"
]
"""The law's own grounds, rows of `enumerations.toml`: nothing more about the person is recorded."""


class _Contest(Fact):
    """What the commands of a constituency share; no command of its own."""

    kind: ClassVar[str] = "contest"
    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee"})


class FixConstituency(_Contest, Command):
    """Open the record of a constituency that was published (Article 10)."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    ballot: Ballot
    seats: int = Field(gt=0)
    unit: Code
    publisher: Code


class AssignAreas(_Contest, Command):
    """Note the polling areas of a commune that belong to it (Article 11)."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    unit: Code
    areas: tuple[Code, ...] = Field(min_length=1)
    occasion: int = Field(default=1, ge=1)
    """1, and one more each time the province has changed the commune's areas."""

    @property
    def step(self) -> str:
        return f"AssignAreas:{self.unit}" + (f":{self.occasion}" if self.occasion > 1 else "")


class WithdrawAreas(_Contest, Command):
    """Note the polling areas of a commune that no longer are (Article 11.4)."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK})
    unit: Code
    areas: tuple[Code, ...] = Field(min_length=1)
    occasion: int = Field(ge=2)

    @property
    def step(self) -> str:
        return f"WithdrawAreas:{self.unit}:{self.occasion}"


class EstablishBoard(_Contest, Command):
    """Set up the constituency board (Article 24)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    size: int = Field(gt=0)
    decision: str


class PublishOfficialList(_Contest, Command):
    """Publish the official list (Articles 57, 58): by the Council for the Assembly, else by the committee."""

    candidates: tuple[Listed, ...] = Field(min_length=1)
    decision: str
    surplus_decision: str = ""
    """Names the decision by which the list may stand without its lawful surplus."""


class StrikeOffCandidate(_Contest, Command):
    """Strike a candidate off, until the opening (Article 60)."""

    candidacy: Code
    why: StrikeOff
    decision: str
    consent: str = ""
    """Number of the document by which the Front agrees (councils, Article 60.2)."""

    @property
    def step(self) -> str:
        return f"StrikeOffCandidate:{self.candidacy}"


class SettleMissingCandidate(_Contest, Command):
    """Say what becomes of a published list that has lost somebody (Articles 57.6, 58.3)."""

    way: Way
    occasion: int = Field(default=1, ge=1)
    added: Listed | None = None
    seats: int | None = Field(default=None, gt=0)
    """The seats left, where they are reduced."""
    decision: str = Field(min_length=1, max_length=64)
    consent: str = ""

    @property
    def step(self) -> str:
        return f"SettleMissingCandidate:{self.occasion}"


class ProofBallot(_Contest, Command):
    """Hold the ballot's text against the list, as another person than the one who made the list."""

    by: ClassVar[frozenset[str]] = frozenset({"nec", "committee", "board"})
    edition: int = Field(default=1, ge=1)
    names: tuple[Code, ...] = Field(min_length=1)
    namesakes: tuple[tuple[Code, ...], ...] = ()
    """Groups of candidates whose names are the same, in the order of the proof."""

    @property
    def step(self) -> str:
        return f"ProofBallot:{self.edition}"


class MakeConstituencyMinutes(_Contest, Command):
    """Add up the teams' minutes and determine the result (Articles 77 to 80)."""

    by: ClassVar[frozenset[str]] = frozenset({"board"})
    poll: Poll

    @property
    def step(self) -> str:
        return f"MakeConstituencyMinutes:{self.poll}"


class DecideAdditionalBallot(_Contest, Command):
    """Fix the day of an additional ballot (Article 79)."""

    day: date
    decision: str


class DeclineAdditionalBallot(_Contest, Command):
    """Decide to leave an Assembly seat unfilled (Article 79.1)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    decision: str
    why: str = Field(min_length=1)


class DecideRerun(_Contest, Command):
    """Fix the day of a re-run (Articles 80, 81).

    For a council after low turnout the Council's consent must be on record; `consent` may repeat its number.
    """

    day: date
    cause: RerunCause
    decision: str
    consent: str = ""

    @property
    def step(self) -> str:
        """Areas annulled one after the other may get their days one after the other."""
        return f"DecideRerun:{self.decision}" if self.cause == "annulled" else "DecideRerun"


class OpenRepoll(_Contest, Command):
    """Note that a further vote is being held: its first area has opened."""

    by: ClassVar[frozenset[str]] = frozenset({CLERK, "board"})
    poll: Further

    @property
    def step(self) -> str:
        return f"OpenRepoll:{self.poll}"


class SettleOpenPoint(_Contest, Command):
    """Record who, among those an open point of the law concerns, is elected."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    poll: Poll
    elected: tuple[Code, ...]
    decision: str = Field(min_length=1)
    why: str = Field(min_length=1)
    occasion: int = Field(default=1, ge=1, le=2)
    """2 where a re-run that was settled once was annulled since (O-30)."""

    @property
    def step(self) -> str:
        return f"SettleOpenPoint:{self.poll}" + (f":{self.occasion}" if self.occasion > 1 else "")


class ProposeAnnulment(_Contest, Command):
    """Ask the National Election Council to annul a result; no areas: of the whole constituency."""

    by: ClassVar[frozenset[str]] = frozenset({"standing_committee", "government", "front", "committee"})
    unit: Code
    """Whose body proposes: the nation, or the province the constituency lies in."""
    areas: tuple[Code, ...] = ()
    why: Breach = "serious_breach"
    decision: str = Field(min_length=1, max_length=64)

    @property
    def step(self) -> str:
        return f"ProposeAnnulment:{self.decision}"


class AnnulResult(_Contest, Command):
    """Annul a result, in some areas or in the whole constituency (Article 81).

    The same decision may fix the day of the re-run; without `day` DecideRerun does.
    """

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    areas: tuple[Code, ...] = ()
    why: Breach = "serious_breach"
    proposed_by: Proposer = ""
    decision: str = Field(min_length=1, max_length=64)
    day: date | None = None

    @property
    def step(self) -> str:
        return f"AnnulResult:{self.decision}"


class ProposeRepoll(_Contest, Command):
    """Report a shortage or a low turnout and ask for the Council's decision, or its consent."""

    by: ClassVar[frozenset[str]] = frozenset({"committee"})
    poll: Further
    decision: str = Field(min_length=1, max_length=64)

    @property
    def step(self) -> str:
        return f"ProposeRepoll:{self.poll}"


class ConsentToRerun(_Contest, Command):
    """Agree that a council's constituency votes again after low turnout (Article 80.3)."""

    by: ClassVar[frozenset[str]] = frozenset({"nec"})
    decision: str = Field(min_length=1, max_length=64)


class PrepareRepoll(_Contest, Command):
    """Note what has been made ready anew for a further vote."""

    by: ClassVar[frozenset[str]] = frozenset({"board", "people_committee", "committee"})
    poll: Further
    done: tuple[Preparation, ...] = Field(min_length=1)

    @property
    def step(self) -> str:
        return f"PrepareRepoll:{self.poll}:{','.join(sorted(set(self.done)))}"


class SignConstituencyMinutes(_Contest, Command):
    """Note the signature of the chair, or of one deputy, under the minutes."""

    by: ClassVar[frozenset[str]] = frozenset({"board"})
    poll: Poll
    office: Office
    number: int = Field(default=1, ge=1, le=9)
    """Which of the deputies."""

    @property
    def step(self) -> str:
        return f"SignConstituencyMinutes:{self.poll}:{self.office}:{self.number}"


class IssueConstituencyMinutes(_Contest, Command):
    """Send the signed minutes to those the law names (Articles 77.3, 77.4)."""

    by: ClassVar[frozenset[str]] = frozenset({"board"})
    poll: Poll
    deputies: int = Field(ge=1, le=9)
    """How many deputies the board has, by the decision that set it up."""

    @property
    def step(self) -> str:
        return f"IssueConstituencyMinutes:{self.poll}"


class EndBoard(_Contest, Command):
    """Note that the board, and the teams for this ballot, have done their work (Articles 28.1, 28.3)."""

    by: ClassVar[frozenset[str]] = frozenset({"board", "committee"})
    occasion: int = Field(default=1, ge=1)
    """2 after a re-run that was ordered when the board had ended."""

    @property
    def step(self) -> str:
        return f"EndBoard:{self.occasion}"

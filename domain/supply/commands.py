"""What may be asked about the ballots and papers of one constituency, on their way to its teams."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from domain.command import Command
from domain.fact import Code, Fact
from domain.terms import Poll

Count = Annotated[int, Field(ge=0)]


class _Batch(Fact):
    """What all of them share: which vote, and which lot of papers; no command of its own."""

    kind: ClassVar[str] = "contest"
    poll: Poll = "first"
    batch: Code

    @property
    def step(self) -> str:
        return f"{type(self).__name__}:{self.poll}:{self.batch}"


class DeliverBallots(_Batch, Command):
    """Hand ballots and papers of a constituency to the election committee (Articles 23.1.g, 23.2.h)."""

    by: ClassVar[frozenset[str]] = frozenset({"people_committee"})
    ballots: Count


class TakeDelivery(_Batch, Command):
    """Write down how many ballots the committee counted on receipt."""

    by: ClassVar[frozenset[str]] = frozenset({"committee"})
    ballots: Count


class SupplyBoard(_Batch, Command):
    """Pass ballots and papers to the constituency's board (Articles 23.1.g, 23.2.h)."""

    by: ClassVar[frozenset[str]] = frozenset({"committee"})
    ballots: Count


class TakeBoardSupply(_Batch, Command):
    """Write down how many ballots the board counted on receipt."""

    by: ClassVar[frozenset[str]] = frozenset({"board"})
    ballots: Count


class SupplyTeams(_Batch, Command):
    """Pass ballots and papers on to polling teams, so many to each area (Article 24.3.d)."""

    by: ClassVar[frozenset[str]] = frozenset({"board"})
    areas: dict[Code, Count] = Field(min_length=1)

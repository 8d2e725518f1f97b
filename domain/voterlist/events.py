"""What happens to the voter list of one polling area."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.event import Event
from domain.fact import Code, Fact
from domain.terms import Ballot, Finding
from domain.voterlist.ground import Addition, Means, Purpose, Removal


class VoterListPosted(Event):
    """The voter list was posted, with the number of voters for each ballot as it stood."""

    title: ClassVar[str] = "Niêm yết danh sách cử tri"
    article: ClassVar[str] = "Điều 32"
    voters: dict[Ballot, int]
    findings: tuple[Finding, ...] = ()


class Change(Fact):
    """What an addition and a strike-off share; told apart by the number in the commune's register."""

    article: ClassVar[str]
    ruled: str
    """The article of the ground; empty where none was read for it."""
    entry: Code
    """Number of the change in the commune's register."""
    status: str
    """Kind of voter, which tells the ballots (rows of franchise.toml)."""
    number: int
    """How many voters it concerns."""
    subject: str = ""
    """Opaque code of the one voter it concerns, if any is kept."""
    case: str = ""
    """The case whose decision or judgment is carried out."""
    change: dict[Ballot, int]
    """By how much the voters of each ballot changed."""
    voters: dict[Ballot, int]
    """Voters of each ballot after the change."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return self.ruled or self.article


class VotersAdded(Change, Event):
    """Voters were added to the posted list, for the ballots their kind of voter receives."""

    title: ClassVar[str] = "Bổ sung cử tri vào danh sách"
    article: ClassVar[str] = "Điều 29; Điều 30; Điều 31; Điều 33; Điều 34"
    why: Addition
    """The ground, a code of `domain/voterlist/ground.py`."""


class VotersStruckOff(Change, Event):
    """Voters were struck off the posted list; who has lost the right gives the card back."""

    title: ClassVar[str] = "Xóa tên cử tri trong danh sách"
    article: ClassVar[str] = "Điều 29.2; Điều 30; Điều 33"
    why: Removal
    """The ground, a code of `domain/voterlist/ground.py`."""
    cards_taken: int
    """Voter cards that were taken back."""
    void: dict[Ballot, int] = Field(default_factory=dict)
    """Certificates to vote elsewhere that are void with them, for each ballot."""


class ElsewhereCertified(Event):
    """Voters got a certificate to vote in another place; the list here notes it beside their names.

    They stay on this list: whether they still count in its total is an open point (O-9), so both numbers are
    kept.
    """

    title: ClassVar[str] = "Cấp giấy chứng nhận bỏ phiếu ở nơi khác"
    article: ClassVar[str] = "Điều 34; Điều 31.2"
    entry: Code
    """Number of the change in the commune's register."""
    purpose: Purpose
    """To vote elsewhere, or a soldier's to vote where he lives."""
    number: int
    """How many voters it concerns."""
    subject: str = ""
    """Opaque code of the one voter it concerns, if any is kept."""
    away: dict[Ballot, int]
    """Voters of each ballot who hold a certificate, after this."""
    findings: tuple[Finding, ...] = ()

    @property
    def ground(self) -> str:
        return "Điều 31.2" if self.purpose == "home" else "Điều 34"


class VotersNotified(Event):
    """The team told the voters day, place and hours of polling; it does so again and again before the day."""

    title: ClassVar[str] = "Thông báo ngày, nơi, giờ bỏ phiếu"
    article: ClassVar[str] = "Điều 70; Điều 25.2.d"
    notice: Code
    """What tells the occasions apart, such as the day."""
    means: Means
    """How they were told."""
    findings: tuple[Finding, ...] = ()


class VoterCardsHandedOut(Event):
    """The team handed voter cards to their holders."""

    title: ClassVar[str] = "Phát thẻ cử tri"
    article: ClassVar[str] = "Điều 25.2.c"
    batch: Code
    """What tells the occasions apart."""
    number: int
    """Cards handed out this time."""
    total: int
    """Cards handed out so far."""
    findings: tuple[Finding, ...] = ()

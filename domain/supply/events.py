"""What happens to the ballots of one constituency before they are cast."""

from __future__ import annotations

from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.terms import Finding, Poll


class BallotsDelivered(Event):
    """The people's committee handed the ballots and papers of the constituency to the election committee."""

    title: ClassVar[str] = "Giao tài liệu, phiếu bầu cho Ủy ban bầu cử"
    article: ClassVar[str] = "Điều 23.1.g; Điều 23.2.h"
    poll: Poll
    batch: Code
    """Which lot."""
    ballots: int
    """Ballots in it."""


class DeliveryTaken(Event):
    """The election committee received them and counted for itself."""

    title: ClassVar[str] = "Ủy ban bầu cử nhận tài liệu, phiếu bầu"
    article: ClassVar[str] = "Điều 23.1.g; Điều 23.2.h"
    poll: Poll
    batch: Code
    """Which lot."""
    handed: int
    """Ballots the other side wrote down."""
    ballots: int
    """Ballots that were counted on receipt."""
    findings: tuple[Finding, ...] = ()


class BoardSupplied(Event):
    """The election committee passed ballots and papers to the constituency's board."""

    title: ClassVar[str] = "Giao tài liệu, phiếu bầu cho Ban bầu cử"
    article: ClassVar[str] = "Điều 23.1.g; Điều 23.2.h"
    poll: Poll
    batch: Code
    """Which lot."""
    ballots: int
    """Ballots in it."""
    findings: tuple[Finding, ...] = ()


class BoardSupplyTaken(Event):
    """The board received them and counted for itself."""

    title: ClassVar[str] = "Ban bầu cử nhận tài liệu, phiếu bầu"
    article: ClassVar[str] = "Điều 23.1.g; Điều 23.2.h"
    poll: Poll
    batch: Code
    """Which lot."""
    handed: int
    """Ballots the other side wrote down."""
    ballots: int
    """Ballots that were counted on receipt."""
    findings: tuple[Finding, ...] = ()


class TeamsSupplied(Event):
    """The board passed ballots and papers on to polling teams."""

    title: ClassVar[str] = "Giao tài liệu, phiếu bầu cho Tổ bầu cử"
    article: ClassVar[str] = "Điều 24.3.d"
    poll: Poll
    batch: Code
    """Which lot."""
    areas: dict[Code, int]
    """Ballots to each polling area."""
    findings: tuple[Finding, ...] = ()


class SupplyCompleted(Event):
    """Every polling team of the constituency has been passed ballots and papers."""

    title: ClassVar[str] = "Mọi Tổ bầu cử đã được giao tài liệu, phiếu bầu"
    article: ClassVar[str] = "Điều 24.3.d"
    poll: Poll
    teams: int
    ballots: int

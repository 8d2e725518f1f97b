"""What happens to a request for another polling day; the day that was set is an event of the call."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.event import Event
from domain.fact import Code
from domain.pollingday.ground import Ground
from domain.terms import Finding


class PollingDayAsked(Event):
    """A committee put it to the National Election Council that areas vote earlier or later."""

    title: ClassVar[str] = "Đề nghị bỏ phiếu sớm hoặc hoãn ngày bỏ phiếu"
    article: ClassVar[str] = "Điều 72"
    request: Code
    """Number of the request."""
    unit: Code
    """Whose committee asked."""
    commune: Code
    """Commune that fixed the areas."""
    areas: tuple[Code, ...]
    day: date
    why: Ground
    findings: tuple[Finding, ...] = ()


class PollingDayRefused(Event):
    """The National Election Council did not agree: the areas vote on the day that was fixed."""

    title: ClassVar[str] = "Không đồng ý ngày bỏ phiếu riêng"
    article: ClassVar[str] = "Điều 72"
    request: Code
    """Number of the request."""
    decision: str

"""What the clerk records about the duties of one unit."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.agenda.duty import Duty, Rung
from domain.event import Event
from domain.fact import LegalTime


class DutyEvent(Event):
    """Something happened to a duty; `key` names it, `deadline_article` is where it stands in the law."""

    title: ClassVar[str] = "Nhiệm vụ"
    key: str
    deadline_article: str

    @property
    def ground(self) -> str:
        return self.deadline_article


class Opening(Event):
    """A body owes something from now on."""

    title: ClassVar[str] = "Mở nhiệm vụ"
    duty: Duty

    @property
    def ground(self) -> str:
        return self.duty.article

    @property
    def occurrence(self) -> str:
        return f"opened:{self.duty.key}"


class DutyOpened(Opening):
    """A body owes something from now on; article, opening and due instant are fixed here."""


class PromptDutyOpened(Opening):
    """A body has to act at once because of what has just happened: due from this moment, with no last day."""

    title: ClassVar[str] = "Mở việc phải làm ngay"


class PromptDutyMet(DutyEvent):
    """What had to be done at once is on record; the law gives no measure by which it could be late."""

    title: ClassVar[str] = "Đã làm việc phải làm ngay"
    done_at: LegalTime
    by_event: str

    @property
    def occurrence(self) -> str:
        return f"met:{self.key}"


class DutyMooted(DutyEvent):
    """A duty that stood open has lost its object: nothing is owed any more, and nothing was missed."""

    title: ClassVar[str] = "Nhiệm vụ không còn đối tượng"
    why: str

    @property
    def occurrence(self) -> str:
        return f"moot:{self.key}"


class DutyMoved(DutyEvent):
    """A recorded decision gave the duty another due instant; old, new and the reason stay visible."""

    schema_version: ClassVar[int] = 2
    title: ClassVar[str] = "Dời hạn"
    old: LegalTime
    new: LegalTime
    decision: str
    why: str
    opens: LegalTime | None = Field(default=None, json_schema_extra={"since": 2})
    """First moment from now on; null where that has not moved."""

    @property
    def occurrence(self) -> str:
        # By its decision too: a term may be moved there, back, and there once more.
        place = f"moved:{self.key}:{self.new.isoformat()}"
        return f"{place}:{self.decision}" if self.decision else place


class DutyMet(DutyEvent):
    """The act was done on or before its due instant."""

    title: ClassVar[str] = "Hoàn thành đúng hạn"
    done_at: LegalTime
    by_event: str

    @property
    def occurrence(self) -> str:
        return f"met:{self.key}"


class DutyMissed(DutyEvent):
    """The due instant passed and no act was on record. It stays on the record, whatever follows."""

    title: ClassVar[str] = "Quá hạn chưa thực hiện"
    due: LegalTime

    @property
    def occurrence(self) -> str:
        return f"missed:{self.key}"


class DutyCured(DutyEvent):
    """A missed duty was made good: late, or in time on paper and only recorded after the due instant."""

    title: ClassVar[str] = "Đã khắc phục"
    done_at: LegalTime
    late: bool
    by_event: str

    @property
    def occurrence(self) -> str:
        return f"cured:{self.key}"


class ReminderSent(Event):
    """The mail server took a reminder for a body; `message_id` is the same however often it was tried."""

    title: ClassVar[str] = "Đã gửi nhắc việc"
    rung: Rung
    to_body: str
    to_unit: str
    duties: tuple[str, ...]
    message_id: str
    addressees: int
    """How many mailboxes it went to; the addresses themselves stay outside the record."""

    @property
    def occurrence(self) -> str:
        return f"sent:{self.message_id}"


class ReminderFailed(Event):
    """A reminder could not be sent; the reason is kept and the next rung is climbed all the same."""

    title: ClassVar[str] = "Gửi nhắc việc không thành"
    rung: Rung
    to_body: str
    to_unit: str
    duties: tuple[str, ...]
    message_id: str
    error: str

    @property
    def occurrence(self) -> str:
        return f"failed:{self.message_id}"

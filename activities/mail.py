"""A reminder as a letter, and the SMTP conversation that hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

import aiosmtplib

from domain.agenda.duty import Duty
from domain.agenda.plan import PLAN
from domain.clerk.desk import Notice
from domain.terms import BODY_NAMES
from domain.zone import local

SUBJECTS: Final = {
    "before": "Sắp đến hạn",
    "on_day": "Đến hạn hôm nay",
    "overdue": "Đã quá hạn",
    "escalated": "Cấp dưới quá hạn, đề nghị đôn đốc",
    "at_once": "Việc phải làm ngay, chưa thấy ghi nhận",
}


@dataclass(frozen=True)
class Server:
    """The mail server to hand letters to."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    start_tls: bool = False
    use_tls: bool = False


def compose(
    notice: Notice,
    duties: Sequence[Duty],
    names: dict[str, str],
    to: Sequence[str],
    sender: str,
    seal: str = "",
) -> EmailMessage:
    """The letter of one notice; the same notice gives the same Message-ID, however often it is sent.

    `names` maps unit codes to the names people know; `seal` is the short form of the newest checkpoint, which
    thus lies in hundreds of mailboxes that nobody can empty.
    """
    body_name = (
        f"{BODY_NAMES.get(notice.to_body, notice.to_body)} {names.get(notice.to_unit, notice.to_unit)}"
    )
    earliest = min(duty.due for duty in duties)
    # A letter is about the law or about plans, never about both.
    plan = duties[0].kind == PLAN
    asked = " theo kế hoạch" if plan else ""
    since = "từ" if notice.rung == "at_once" else "hạn"
    message = EmailMessage()
    message["Subject"] = (
        f"[Bầu cử] {SUBJECTS[notice.rung]}: {len(duties)} việc{asked}, {since} {local(earliest):%d/%m/%Y}"
    )
    message["From"] = sender
    message["To"] = ", ".join(to)
    message["Message-ID"] = f"<{notice.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Baucu-Earliest-Due"] = format_datetime(earliest)
    ground = " (theo kế hoạch, không phải hạn của luật)" if plan else ""
    lines = [f"Kính gửi: {body_name}", "", f"{SUBJECTS[notice.rung]}{ground}:", ""]
    for duty in sorted(duties, key=lambda one: (one.due, one.key)):
        subject = f" [{duty.subject}]" if duty.subject else ""
        lines.append(f"- {duty.title}{subject}")
        term = "Phải làm ngay, kể từ" if notice.rung == "at_once" else "Hạn:"
        lines.append(f"  {term} {local(duty.due):%H:%M ngày %d/%m/%Y}. Căn cứ: {duty.article}.")
    lines += ["", "Việc nào đã làm xong, đề nghị ghi nhận để hệ thống ngừng nhắc.", ""]
    if seal:
        lines += [f"Dấu sổ: {seal}", ""]
    message.set_content("\n".join(lines))
    return message


async def send(server: Server, message: EmailMessage) -> None:
    """Hand a letter over; returns when the server has taken it, raises aiosmtplib.SMTPException otherwise."""
    await aiosmtplib.send(
        message,
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        start_tls=server.start_tls,
        use_tls=server.use_tls,
        timeout=10,
    )

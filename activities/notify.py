"""Reminding a body by mail, and recording what became of it."""

from __future__ import annotations

from typing import Final

import aiosmtplib
import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.contract import NOTIFY, NotifyRequest
from activities.heartbeat import beating
from activities.mail import Server, compose, send
from domain import agenda
from domain.agenda.commands import RecordReminder
from domain.agenda.evolve import State
from domain.bodies.events import UnitEnrolled
from domain.clerk.desk import Notice
from domain.clerk.route import Target
from domain.command import Act
from domain.procedure import fold
from domain.stream import Stream
from domain.terms import CLERK
from ledger.execute import Ledger
from ledger.person import Keyring, Persons, Purpose
from ledger.progress import Progress
from ledger.proof.checkpoint import parse, short
from ledger.seal import newest

TRIES: Final = 5
"""Attempts at a letter before its failure is recorded and the next rung has to do."""

_log = structlog.get_logger(__name__)


class NotifyActivity:
    """Sends the reminders of one look."""

    def __init__(self, ledger: Ledger, server: Server, keyring: Keyring) -> None:
        self._ledger = ledger
        self._keyring = keyring
        self._server = server

    @activity.defn(name=NOTIFY)
    async def notify(self, request: NotifyRequest) -> int:
        """Send what has not been sent, record each as sent or failed, and return how many went out.

        A letter is recorded after the server has taken it. Dying in between sends it again under the same
        Message-ID, by which every mail system recognises a repetition; the record holds it once.
        """
        async with beating():
            return await self._notify(request)

    async def _notify(self, request: NotifyRequest) -> int:
        stream = Stream("agenda", request.election, request.code)
        sent = 0
        for notice in request.notices:
            history = (await self._ledger.history([str(stream)]))[str(stream)]
            if any(getattr(row.event, "message_id", "") == notice.message_id for row in history):
                continue
            state = fold(agenda.PROCEDURE, [row.event for row in history])
            sent += await self._deliver(request, stream, notice, state)
        progress = Progress(self._ledger.store.pool, request.election)
        await progress.seen(Target("unit", request.code), request.seen, request.next_at)
        return sent

    async def _deliver(self, request: NotifyRequest, stream: Stream, notice: Notice, state: State) -> bool:
        persons = Persons(self._ledger.store.pool, request.election, self._keyring)
        addresses = await persons.addresses(notice.to_body, notice.to_unit, Purpose.REMINDER, CLERK)
        error = ""
        if not addresses:
            error = "chưa có địa chỉ của cơ quan này"
        else:
            duties = [state.duties[key].duty for key in notice.duties]
            names = await self._names(request.election, notice.to_unit)
            seal = await self._seal(request.election)
            message = compose(notice, duties, names, addresses, self._server.sender, seal)
            try:
                await send(self._server, message)
            except (aiosmtplib.SMTPException, OSError) as problem:
                if activity.info().attempt < TRIES:
                    raise ApplicationError(f"máy chủ thư: {type(problem).__name__}", type="Mail") from None
                error = type(problem).__name__
                _log.warning("reminder failed", message_id=notice.message_id, error=error)
        await self._ledger.execute(
            stream,
            RecordReminder(
                rung=notice.rung,
                to_body=notice.to_body,
                to_unit=notice.to_unit,
                duties=notice.duties,
                message_id=notice.message_id,
                outcome="failed" if error else "sent",
                addressees=len(addresses),
                error=error,
            ),
            Act(actor=CLERK, body=CLERK, unit=request.code, legal_at=request.moment),
        )
        return not error

    async def _seal(self, election: str) -> str:
        note = await newest(self._ledger.store.pool, election)
        return str(short(parse(note))) if note else ""

    async def _names(self, election: str, unit: str) -> dict[str, str]:
        stream = str(Stream("unit", election, unit))
        history = (await self._ledger.history([stream]))[stream]
        enrolled = [row.event.name for row in history if isinstance(row.event, UnitEnrolled)]
        return {unit: enrolled[0]} if enrolled else {}

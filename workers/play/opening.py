"""Opening an example's election: the clock, the call, the people beside the record, the units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from domain.clock import Clock
from domain.refusal import Refusal
from ledger.execute import Ledger
from ledger.person import Contact, Keyring, Persons, Subject
from ledger.progress import Progress
from workers.play.example import Example, opening
from workers.play.order import Order

DAY: Final = 24 * 60 * 60


def rehearsal_clock(example: Example, days_per_second: float = 0) -> Clock:
    """A clock that starts now at the legal time in the example's file; at least as fast as a real one."""
    return Clock(
        real_epoch=datetime.now(UTC),
        legal_epoch=example.call.rehearsal.starts,
        scale=max(1, round(days_per_second * DAY)),
        mode="rehearsal",
    )


async def open_election(
    ledger: Ledger,
    example: Example,
    clock: Clock | None = None,
    horizon: datetime | None = None,
    *,
    keyring: Keyring,
) -> int:
    """Call the election and enrol its units; returns how many of these acts were new.

    Again with the same data it records nothing, and the clock runs on as it was started. `horizon` is the
    legal time to which a script lets the clock run. Raises the Refusal of whatever differs from the record.
    """
    if clock is not None:
        # Before the first event: whoever hears of one first would start the clock at today's date.
        await Progress(ledger.store.pool, example.log).start_clock(clock, horizon)
    call, *units = opening(example)
    new = await _give(ledger, [call])
    # After the call, so that another election under the same code changes nobody's name; before the units,
    # whose first reminders may be due at once.
    persons = Persons(ledger.store.pool, example.log, keyring)
    await persons.put_subjects(Subject(it.code, it.name, it.born) for it in example.candidates)
    await persons.put_contacts(Contact(it.body, it.unit, it.address) for it in example.contacts)
    for _, level in groupby(units, key=lambda order: example.unit[order.stream.rpartition("/")[2]].level):
        new += await _give(ledger, list(level))
    return new


async def _give(ledger: Ledger, orders: Sequence[Order]) -> int:
    """Record orders of which none rests on another, all at once."""
    new = 0
    for outcome in await ledger.execute_many([(it.stream, it.command, it.act) for it in orders]):
        if isinstance(outcome, Refusal):
            raise outcome
        new += not outcome.already
    return new

"""Starting every clerk again from the ledger, when Temporal has lost them."""

from __future__ import annotations

from temporalio.client import Client

from activities.signal import Messenger
from domain.clerk.route import Target
from domain.refusal import refuse
from ledger.connection import open_pool
from ledger.delivery import mark
from ledger.store import Store
from workers.plugin import plugin
from workers.relay import Relay
from workers.stack import Addresses, StackError


async def recover(addresses: Addresses, election: str | None = None) -> dict[str, int]:
    """Tell every workflow of one election, or of all, the newest event that concerns it; returns how many.

    Who is not there is started. A new workflow has seen nothing, so any position is news to it: it looks at
    once, at the legal time of the newest thing on record in its view, and goes on from there through every
    instant that has come since. What it finds recorded it does not record again, and a reminder on record
    is not sent again. `clerk.progress` is neither needed nor reset: the numbers in it only grow, and the
    look writes the next instant anew. Who still runs knows that position and ignores it, who had ended looks
    once more and ends: it does no harm to recover what was not lost, or twice.

    Raises Refusal for an unknown election, StackError when Temporal cannot be reached.
    """
    pool = await open_pool(addresses.app_dsn.get_secret_value(), "baucu-recover", size=4)
    try:
        store = Store(pool)
        if election is not None and not await store.head(election):
            raise refuse("unknown_election", election=election)
        logs = await store.logs() if election is None else [election]
        relay = Relay(store, Messenger(await reach(addresses)), await store.mode())
        return {log: await _recover(store, relay, log) for log in logs}
    finally:
        await pool.close()


async def _recover(store: Store, relay: Relay, log: str) -> int:
    """All pages first, then one signal each: a workflow told of every page would look as often."""
    newest: dict[Target, int] = {}
    position = 0
    while events := await store.tail(log, position):
        newest |= await relay.concerned(events)
        position = events[-1].position
    await relay.tell(log, newest)
    await mark(store.pool, log, position)
    return len(newest)


async def reach(addresses: Addresses) -> Client:
    """A client of Temporal; StackError with one sentence when nobody answers."""
    where = addresses.temporal_address
    try:
        return await Client.connect(where, namespace=addresses.namespace, plugins=[plugin()])
    except RuntimeError as error:
        raise StackError(
            f"Không kết nối được Temporal tại {where}; kiểm tra máy chủ và TEMPORAL_ADDRESS rồi chạy lại."
        ) from error

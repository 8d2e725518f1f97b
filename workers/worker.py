"""The worker: workflows and activities in one process."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from temporalio.client import Client
from temporalio.worker import Worker

from activities.announce import AnnounceActivity
from activities.attend import AttendActivity
from activities.contract import TASK_QUEUE
from activities.mail import Server
from activities.notify import NotifyActivity
from activities.signal import Messenger
from ledger.execute import Ledger
from ledger.person.installation import install
from workers.plugin import plugin
from workers.settings import Settings
from workers.stack import Addresses

# Activities mostly wait: for the database, for a mail server, in a rehearsal for the clock.
ACTIVITIES: Final = 400
WORKFLOW_TASKS: Final = 50
CACHED: Final = 4_000

_log = structlog.get_logger(__name__)


def mail_server(settings: Settings) -> Server:
    """Where reminders are handed over, from the settings."""
    return Server(
        host=settings.smtp_host or "127.0.0.1",
        port=settings.smtp_port,
        sender=settings.mail_from,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        start_tls=settings.smtp_tls == "starttls",
        use_tls=settings.smtp_tls == "tls",
    )


async def run(addresses: Addresses, settings: Settings, stop: asyncio.Event) -> None:
    """Work until told to stop; what is under way is finished or taken up again by the next worker."""
    keyring = await install(addresses.app_dsn.get_secret_value(), settings.keyring(addresses.mode))
    client = await Client.connect(
        addresses.temporal_address, namespace=addresses.namespace, plugins=[plugin()]
    )
    async with Ledger.open(addresses.app_dsn.get_secret_value(), feed=addresses.feed) as ledger:
        worker = Worker(
            client,
            task_queue=TASK_QUEUE,
            activities=[
                AttendActivity(ledger).attend,
                NotifyActivity(ledger, mail_server(settings), keyring).notify,
                AnnounceActivity(ledger, Messenger(client)).announce,
            ],
            max_cached_workflows=CACHED,
            max_concurrent_activities=ACTIVITIES,
            max_concurrent_workflow_tasks=WORKFLOW_TASKS,
            graceful_shutdown_timeout=timedelta(seconds=2),
        )
        async with worker:
            _log.info("worker ready", namespace=addresses.namespace)
            await stop.wait()

"""The job worker: posts letters and goes the rounds, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import psycopg
from django.conf import settings
from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from takt.conduct.discover import discover

_DATABASE_GONE = (ConnectorException, psycopg.Error, OSError)
_PAUSE_SECONDS = 1.0
_FAREWELL_SECONDS = 10.0  # less than the grace that `takt run` gives
_LOG = logging.getLogger(__name__)


def run(*, queues: Iterable[str] | None = None, concurrency: int = 4, until_done: bool = False) -> None:
    """Work until SIGINT or SIGTERM (`until_done`: until the queues are empty); jobs begun are finished first.

    A database that goes away (restarted, failed over) is waited for, and the work goes on. The worker has a
    connector of its own, and the tasks keep Django's: a job that an act defers while it runs in the worker is
    queued in the act's own transaction, as everywhere.
    """
    discover()
    options: WorkerOptions = {
        "concurrency": concurrency,
        "wait": not until_done,
        "delete_jobs": "successful",
        "install_signal_handlers": until_done,
        "update_heartbeat_interval": settings.TAKT_HEARTBEAT_SECONDS,
        "stalled_worker_timeout": 3.0 * settings.TAKT_HEARTBEAT_SECONDS,
    }
    if queues is not None:
        options["queues"] = queues
    asyncio.run(_shift(options) if until_done else _work(options))


async def _work(options: WorkerOptions) -> None:
    """One shift after the other; each lasts until we are asked to stop or the database goes away."""
    async with _asked_to_stop() as asked:
        while not asked.is_set():
            shift = asyncio.create_task(_shift(options))
            waiting = asyncio.create_task(asked.wait())
            await asyncio.wait((shift, waiting), return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if asked.is_set():
                await _end(shift)
            try:
                await shift
            except asyncio.CancelledError:
                return
            except _DATABASE_GONE as error:
                _LOG.warning("the database went away: %s", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), _PAUSE_SECONDS)


async def _shift(options: WorkerOptions) -> None:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"jobs are deferred by {type(connector).__name__}, expected DjangoConnector")
    working = app.with_connector(connector.get_worker_connector())
    async with working.open_async():
        await working.run_worker_async(**options)


async def _end(shift: asyncio.Task[None]) -> None:
    """The jobs that were begun are finished; but when the database went away before us, nothing is waited for long."""
    for _ in range(2):
        shift.cancel()
        await asyncio.wait((shift,), timeout=_FAREWELL_SECONDS)


@asynccontextmanager
async def _asked_to_stop() -> AsyncIterator[asyncio.Event]:
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    try:
        yield asked
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

"""The job worker: posts letters and goes the rounds, until it is told to stop."""

import asyncio
from collections.abc import Iterable

from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from takt.conduct.discover import discover


def run(*, queues: Iterable[str] | None = None, concurrency: int = 4, until_done: bool = False) -> None:
    """Work until SIGINT or SIGTERM (`until_done`: until the queues are empty); jobs begun are finished first.

    The worker has a connector of its own, and the tasks keep Django's: a job that an act defers while it
    runs in the worker is queued in the act's own transaction, as everywhere.
    """
    discover()
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"jobs are deferred by {type(connector).__name__}, expected DjangoConnector")
    asyncio.run(_work(connector, queues, concurrency, until_done))


async def _work(
    connector: DjangoConnector, queues: Iterable[str] | None, concurrency: int, until_done: bool
) -> None:
    working = app.with_connector(connector.get_worker_connector())
    async with working.open_async():
        options: WorkerOptions = {} if queues is None else {"queues": queues}
        await working.run_worker_async(
            **options, concurrency=concurrency, wait=not until_done, delete_jobs="successful"
        )

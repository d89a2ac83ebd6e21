"""Work done by several hands (threads, each with its own connection to the database)."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from django.db import connection
from django.utils import translation

T = TypeVar("T")


def each(one: Callable[[T], None], tasks: Sequence[T], hands: int) -> Iterator[None]:
    """Do `one` for every task, in their order; yields as they are done.

    With several hands, an error or an interrupt ends the work: what was begun is finished, the rest is left.
    """
    if hands == 1:
        yield from map(one, tasks)
        return
    waiting: SimpleQueue[T] = SimpleQueue()
    done: SimpleQueue[Exception | None] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    stop = Event()
    language = translation.get_language()
    with ThreadPoolExecutor(hands, thread_name_prefix="hand") as pool:
        for _ in range(hands):
            pool.submit(_work, one, waiting, done, stop, language)
        try:
            for _ in tasks:
                error = done.get()
                if error is not None:
                    raise error
                yield
        finally:
            stop.set()


def _work(
    one: Callable[[T], None],
    waiting: "SimpleQueue[T]",
    done: "SimpleQueue[Exception | None]",
    stop: Event,
    language: str | None,
) -> None:
    with translation.override(language), closing(connection):
        while not stop.is_set():
            try:
                task = waiting.get_nowait()
            except Empty:
                return
            try:
                one(task)
            except Exception as error:  # noqa: BLE001  # handed to who asked for the work, who raises it
                done.put(error)
            else:
                done.put(None)

"""Races: many threads at once against committed rows, in a copy of the test database that is thrown away."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from takt.conduct.refusals import Refused


@pytest.fixture
def apart(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of the test's own. The journal refuses to be emptied, so the copy goes as a whole."""
    settings = connections.settings["default"]
    name = settings["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        _administer(f'create database "{name}_apart" template "{name}"')
        settings["NAME"] = f"{name}_apart"
        try:
            yield
        finally:
            connection.close()
            settings["NAME"] = name
            _administer(f'drop database "{name}_apart" with (force)')


def _administer(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def at_once(deed: Callable[[int], object], threads: int = 32) -> Counter[str]:
    """The same deed in many threads at one moment, each with its number: how often each outcome came."""
    gate = Barrier(threads)

    def one(number: int) -> str:
        try:
            gate.wait(timeout=60)
            deed(number)
        except Refused as refused:
            return refused.codes[0]
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return Counter(pool.map(one, range(threads)))

"""An installation of the journeys' own: a durable database, tables, people with tokens, and Takt's programs on it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from takt.ground import postgres
from takt.ground.home import TaktHome
from takt.ground.postgres import DatabaseUrls

OTHERS_DATABASE = ("TAKT_DATABASE_URL", "TAKT_OWNER_DATABASE_URL")


@dataclass(frozen=True)
class Installation:
    """A home whose database is up, with a factory founded in it."""

    home: TaktHome
    urls: DatabaseUrls
    tokens: dict[str, str]
    logins: dict[str, str]
    items: list[str]
    customer: str
    carrier: str
    environment: dict[str, str] = field(repr=False)

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows, read on a connection of their own."""
        with psycopg.connect(self.urls.application) as connection:
            return connection.execute(sql, values).fetchall()

    def number(self, sql: str, *values: Any) -> int:
        """The one number that the query gives."""
        return int(self.query(sql, *values)[0][0])

    def takt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command line, in English."""
        return subprocess.run(
            takt_command(*words), env=self.environment, capture_output=True, text=True, check=False
        )


def takt_command(*words: str) -> list[str]:
    """`takt ...` by this interpreter."""
    return [sys.executable, "-m", "takt.web.command_line", *words]


def environment_of(home: TaktHome, **more: str) -> dict[str, str]:
    """The environment of a program that works in this home, whatever database the tests use otherwise."""
    ours = {name: value for name, value in os.environ.items() if name not in OTHERS_DATABASE}
    root = Path(__file__).parents[2]
    named = {
        "TAKT_HOME": str(home.path),
        "DJANGO_SETTINGS_MODULE": "takt.web.settings",
        "TAKT_LANGUAGE": "en",
    }
    return ours | named | {"PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"} | more


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """Start the durable database, migrate, found the factory; the database stops afterwards."""
    home = TaktHome(folder / "home").prepare()
    environment = environment_of(home)
    with pytest.MonkeyPatch.context() as patch:
        for name in OTHERS_DATABASE:
            patch.delenv(name, raising=False)
        running = postgres.running(home)
        urls = running.__enter__()
    try:
        migrate = [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"]
        subprocess.run(migrate, check=True, env=environment | {"TAKT_AS_OWNER": "1"})
        founding = [sys.executable, "-m", "tests.journeys.founding"]
        answer = subprocess.run(founding, check=True, env=environment, stdout=subprocess.PIPE, text=True)
        yield Installation(home, urls, environment=environment, **json.loads(answer.stdout))
    finally:
        running.__exit__(None, None, None)

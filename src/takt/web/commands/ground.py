"""What a command stands on: the database, up for as long as the command runs, with its tables."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from takt.ground.postgres import database_urls, running
from takt.ground.roles import grant_application_rights


@contextmanager
def database_up(*, prepared: bool) -> Iterator[None]:
    """The database is up inside the block. `prepared`: an empty embedded one gets its tables first."""
    with running(settings.HOME) as urls:
        if prepared and urls.is_embedded:
            migrate()
        try:
            yield
        finally:
            if not connection.in_atomic_block:  # tests run commands inside their transaction
                connection.close()


def _up_to_date() -> bool:
    loader = MigrationLoader(connection)
    return all(leaf in loader.applied_migrations for leaf in loader.graph.leaf_nodes())


def migrate() -> int:
    """Bring the tables up to date, as their owner, in a process of its own. Returns that process's exit code."""
    if _up_to_date():
        return 0
    command = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "1"]
    code = subprocess.run(
        command, env={**os.environ, "TAKT_AS_OWNER": "1"}, check=False, stdout=sys.stderr
    ).returncode
    if code == 0:
        urls = database_urls(settings.HOME)
        grant_application_rights(urls.owner, urls.application)
    return code

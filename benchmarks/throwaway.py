"""A throw-away installation on a real, durable PostgreSQL, for one benchmark."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takt.ground import postgres
from takt.ground.home import TaktHome
from takt.ground.postgres import DatabaseUrls


@contextmanager
def installation() -> Iterator[DatabaseUrls]:
    """Start, migrate, set up Django; everything is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="takt-benchmark-")
    home = TaktHome(Path(folder) / "home").prepare()
    os.environ["TAKT_HOME"] = str(home.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "takt.web.settings"
    os.environ.pop("TAKT_DATABASE_URL", None)
    try:
        with postgres.running(home) as urls:
            migrate()
            import django  # the environment must be set first

            django.setup()
            yield urls
            from django.db import connections

            connections.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def migrate() -> None:
    """Make the tables, as their owner."""
    command = [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"]
    subprocess.run(command, check=True, env={**os.environ, "TAKT_AS_OWNER": "1"})

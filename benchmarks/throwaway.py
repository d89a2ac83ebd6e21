"""A throw-away installation on a real, durable PostgreSQL, for one benchmark."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.one_line_factory import Standards
from takt.ground import postgres
from takt.ground.home import TaktHome
from takt.ground.postgres import DatabaseUrls


@contextmanager
def installation(keep: Path | None = None) -> Iterator[DatabaseUrls]:
    """Start, migrate, set up Django; everything is gone afterwards, unless a folder to keep it in is given."""
    folder = str(keep) if keep else tempfile.mkdtemp(prefix="takt-benchmark-")
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
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def furnished(keep: Path | None, furnish: Callable[[], Standards]) -> Standards:
    """The standards and whatever else `furnish` makes; of an installation that was kept, as they were made then."""
    made = keep / "standards.json" if keep else None
    if made is not None and made.exists():
        return Standards(**json.loads(made.read_text(encoding="utf-8")))
    standards = furnish()
    if made is not None:
        made.write_text(json.dumps(asdict(standards)), encoding="utf-8")
    return standards


def migrate() -> None:
    """Make the tables, as their owner."""
    command = [sys.executable, "-m", "django", "migrate", "-v0", "--skip-checks"]
    subprocess.run(command, check=True, env={**os.environ, "TAKT_AS_OWNER": "1"})

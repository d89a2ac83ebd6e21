"""Settings for tests: one throw-away home and one real PostgreSQL for the whole run.

The first process starts the server and keeps it until it ends; parallel workers inherit its address.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from takt.ground import postgres
from takt.ground.home import TaktHome

if "TAKT_TEST_HOME" not in os.environ:
    folder = tempfile.mkdtemp(prefix="takt-test-")
    os.environ["TAKT_TEST_HOME"] = os.environ["TAKT_HOME"] = str(Path(folder) / "home")
    home = TaktHome(Path(folder) / "home").prepare()
    if "TAKT_TEST_DATABASE_URL" not in os.environ:
        os.environ["TAKT_TEST_DATABASE_URL"] = postgres.ensure_running(home, durable=False).owner

    def _clear() -> None:
        postgres.stop(home)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(_clear)

os.environ["TAKT_HOME"] = os.environ["TAKT_TEST_HOME"]
os.environ["TAKT_DATABASE_URL"] = os.environ["TAKT_TEST_DATABASE_URL"]

from takt.web.settings import *  # noqa: F403  # the environment must be set first

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # Django's test runner would swap it for a mock
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # sign-in is tested apart with Argon2
TAKT_SECOND_FACTOR = "off"  # asked for in tests/web/security, where it is the matter
TAKT_OIDC_SERVER = ""

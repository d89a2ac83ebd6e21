"""The database server that Takt uses: the embedded one in the home, or a real one that is named.

``TAKT_DATABASE_URL`` names a real server as the application; ``TAKT_OWNER_DATABASE_URL`` the same one as
the owner of the tables, for migrations (default: the same). Without them, ``running`` or
``ensure_running`` starts the embedded server when nobody has, and the last one to use it stops it, also
when that one is killed.
"""

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

from takt.ground.cluster import Cluster, ClusterError
from takt.ground.home import TaktHome, find_home
from takt.ground.keeper import DURABLE, FLEETING, READY, launch
from takt.ground.locks import Lock
from takt.ground.roles import APPLICATION, DATABASE, OWNER

_STOP_LIMIT_SECONDS = 75.0
_held_until_our_end: dict[TaktHome, Lock] = {}


@dataclass(frozen=True)
class DatabaseUrls:
    """The same database twice: as the application (rows only), and as the owner of the tables."""

    application: str
    owner: str
    is_embedded: bool


@dataclass(frozen=True)
class ServerStatus:
    """What the embedded server is doing: ``absent``, ``starting``, ``ready``, ``stopping``, ``stopped``."""

    state: str
    keeper_pid: int | None
    durable: bool

    @property
    def is_running(self) -> bool:
        """It takes connections."""
        return self.state == "ready"


def database_urls(home: TaktHome | None = None, environment: Mapping[str, str] | None = None) -> DatabaseUrls:
    """Where the database is, or will be once ``ensure_running`` has started it. Starts nothing."""
    names = os.environ if environment is None else environment
    if application := names.get("TAKT_DATABASE_URL", "").strip():
        owner = names.get("TAKT_OWNER_DATABASE_URL", "").strip() or application
        return DatabaseUrls(application, owner, is_embedded=False)
    host = quote(str(Cluster(home or find_home(names)).socket), safe="")
    urls = [f"postgresql://{role}@/{DATABASE}?host={host}" for role in (APPLICATION, OWNER)]
    return DatabaseUrls(urls[0], urls[1], is_embedded=True)


def as_django_database(url: str) -> dict[str, Any]:
    """A libpq URL or connection string as one entry of Django's DATABASES.

    Errors: ``psycopg.ProgrammingError`` for a string that libpq does not understand.
    """
    facts: dict[str, Any] = dict(conninfo_to_dict(url))
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    entry |= {ours: str(facts.pop(libpq, "")) for ours, libpq in names.items()}
    return entry | {"OPTIONS": facts}


def ensure_running(home: TaktHome | None = None, *, durable: bool = True) -> DatabaseUrls:
    """The database is up when this returns, and stays up until this process ends. May be called again.

    ``durable=False`` (tests only) runs without fsync. Errors: ``HomeError``, ``AccountError``,
    ``ClusterError``.
    """
    urls = database_urls(home)
    if urls.is_embedded:
        home = home or find_home()
        if home not in _held_until_our_end:
            _held_until_our_end[home] = _use(home, durable=durable)
    return urls


@contextlib.contextmanager
def running(home: TaktHome | None = None, *, durable: bool = True) -> Iterator[DatabaseUrls]:
    """The database is up inside the block; after it, it is down again if nobody else uses it."""
    urls = database_urls(home)
    if not urls.is_embedded:
        yield urls
        return
    home = home or find_home()
    users = _use(home, durable=durable)
    try:
        yield urls
    finally:
        _leave(home, users)


def status(home: TaktHome | None = None) -> ServerStatus:
    """What the embedded server of the home is doing now."""
    path = (home or find_home()).database / "keeper.lock"
    if not path.exists():
        return ServerStatus("absent", None, durable=True)
    with Lock(path) as note:
        is_free = note.try_share()
        words = note.read().split()
    if is_free:
        return ServerStatus("stopped", None, durable=True)
    if len(words) != 3:
        return ServerStatus("starting", None, durable=True)
    return ServerStatus(words[1], int(words[0]), durable=words[2] == DURABLE)


def stop(home: TaktHome | None = None) -> bool:
    """Stop the embedded server of the home, whoever uses it; True when there was one to stop."""
    home = home or find_home()
    keeper = status(home).keeper_pid
    if keeper is None:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(keeper, signal.SIGTERM)
    return _wait_for_end(keeper)


def _use(home: TaktHome, *, durable: bool) -> Lock:
    """Count ourselves among the users of the home's server, and start it when it is not up."""
    home.prepare()
    with _lock(home, "start.lock") as starting:
        starting.hold()
        users = _user_of_running_server(home, durable=durable)
        if users is not None:
            return users
        with _lock(home, "keeper.lock") as note:
            note.hold()  # waits for a keeper that is stopping, or whose starter died: it stops for lack of users
            users = _lock(home, "users.lock")
            users.share()
            keeping = launch(note, home, DURABLE if durable else FLEETING)
        try:
            _wait_until_ready(home, keeping)
        except BaseException:
            users.close()
            raise
    return users


def _user_of_running_server(home: TaktHome, *, durable: bool) -> Lock | None:
    users = _lock(home, "users.lock")
    users.share()  # waits while a keeper that found nobody left is stopping the server
    found = status(home)
    if found.is_running and (found.durable or not durable):
        return users
    users.close()
    if found.is_running:
        raise ClusterError(f"the server of {home.path} runs without fsync, for tests; stop it first")
    return None


def _wait_until_ready(home: TaktHome, keeping: subprocess.Popen[str]) -> None:
    if keeping.stdout is None:
        raise ClusterError("the keeper of the database has no standard output")
    with keeping.stdout as answers:
        answer = answers.readline().strip()
        if answer != READY:
            raise ClusterError(f"the database of {home.path} did not start: {answer}{answers.read()}")
    _keepers_started.append(keeping)


_keepers_started: list[subprocess.Popen[str]] = []  # kept, so that their end is noticed and no zombie stays


def _leave(home: TaktHome, users: Lock) -> None:
    keeper = status(home).keeper_pid
    was_last = users.try_hold()
    users.close()
    if was_last and keeper is not None:
        _wait_for_end(keeper)
    _keepers_started[:] = [each for each in _keepers_started if each.poll() is None]


def _wait_for_end(pid: int) -> bool:
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        waiting = select.poll()
        waiting.register(process, select.POLLIN)
        return bool(waiting.poll(_STOP_LIMIT_SECONDS * 1000))
    finally:
        os.close(process)


def _lock(home: TaktHome, name: str) -> Lock:
    lock = Lock(home.database / name)
    home.give_to_owner(lock.path)
    return lock

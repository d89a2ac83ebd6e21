"""The keeper: the process that runs the database server for as long as anybody uses the home.

Users hold the lock ``users.lock`` together; the kernel takes it from them when they die, however they die.
The keeper waits to hold it alone: then nobody is left, and it stops the server. If the keeper itself is
killed, the kernel tells the server to shut down (PR_SET_PDEATHSIG). So nothing stays behind, and nobody
counts.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from takt.ground.cluster import SUPERUSER, Cluster, ClusterError, server_environment
from takt.ground.home import TaktHome
from takt.ground.locks import Lock
from takt.ground.roles import create_roles_and_database

DURABLE, FLEETING = "durable", "fleeting"
READY = "ready"
_START_LIMIT_SECONDS = 60.0
_STOP_LIMIT_SECONDS = 60.0
_READINESS_STEP_SECONDS = 0.02
_RESTART_PAUSE_SECONDS = 1.0
_PR_SET_CHILD_SUBREAPER = 36


class Keeper:
    """Runs one server; ``run`` returns when it has been stopped."""

    def __init__(self, cluster: Cluster, note: Lock, mode: str) -> None:
        self._cluster = cluster
        self._note = note
        self._mode = mode
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Start the server, say ``ready`` on standard output, keep it until the last user has gone."""
        self._say("starting")
        end_leftover_server(self._cluster)
        self._cluster.prepare(durable=self._mode == DURABLE)
        server: subprocess.Popen[bytes] | None = self._start()
        create_roles_and_database(superuser_url(self._cluster))
        self._say("ready")
        _answer(READY)
        threading.Thread(target=self._stop_after_last_user, daemon=True).start()
        while server is not None:
            server.wait()
            server = self._restart()
        _wait_for_adopted_children()
        self._say("stopped")

    def stop(self) -> None:
        """Shut the server down fast: running transactions are rolled back, everything committed is kept."""
        with self._guard:
            self._stopping.set()
            self._say("stopping")
            if self._server is not None and self._server.poll() is None:
                self._server.send_signal(signal.SIGINT)

    def _start(self) -> subprocess.Popen[bytes]:
        command = self._cluster.start_command()
        start_log = self._cluster.log / "start.log"
        with start_log.open("wb") as output:
            self._cluster.account().own(start_log)
            self._server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=server_environment(),
            )
        deadline = time.monotonic() + _START_LIMIT_SECONDS
        while not self._cluster.is_ready(self._server.pid):
            # Waits for the server's end, which would be the only event; readiness is a line in a file.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._server.wait(_READINESS_STEP_SECONDS)
                raise ClusterError(f"PostgreSQL did not start: {self._cluster.last_words()}")
            if time.monotonic() > deadline:
                self._server.send_signal(signal.SIGQUIT)
                raise ClusterError(
                    f"PostgreSQL is not ready after {_START_LIMIT_SECONDS} s: {self._cluster.last_words()}"
                )
        return self._server

    def _restart(self) -> subprocess.Popen[bytes] | None:
        """The server ended: as we asked (None), or by itself, killed for example; then start it again."""
        if self._stopping.wait(_RESTART_PAUSE_SECONDS):
            return None
        with self._guard:
            return None if self._stopping.is_set() else self._start()

    def _stop_after_last_user(self) -> None:
        users = Lock(self._cluster.home.database / "users.lock")
        # Held until we end: who comes now waits until the server is down, and then starts a new one.
        users.hold()
        self.stop()
        server = self._server
        if server is not None:
            try:
                server.wait(_STOP_LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)  # recovered from the log at the next start
        threading.Event().wait()  # hold on to the lock

    def _say(self, state: str) -> None:
        self._note.write(f"{os.getpid()} {state} {self._mode}\n")


def _adopt_orphans() -> None:
    """What the server's own children leave behind becomes ours (PR_SET_CHILD_SUBREAPER, prctl(2))."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER) failed")


def _wait_for_adopted_children() -> None:
    """The server's log writer outlives it for a moment; when we end, everything has ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _answer(line: str) -> None:
    """Tell the starter; it may have died meanwhile, and then we stop at once anyway."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def superuser_url(cluster: Cluster) -> str:
    """Where the keeper prepares the server, as its superuser."""
    return f"dbname={SUPERUSER} user={SUPERUSER} host='{_quoted(cluster.socket)}'"


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")


def end_leftover_server(cluster: Cluster) -> None:
    """A keeper was killed, and its server is shutting down still: wait for it. Remove a stale pid file.

    Only the keeper that holds the home's lock may call this. Errors: ``ClusterError`` when the old server
    does not end.
    """
    lines = cluster.pid_file_lines()
    if not lines:
        return
    pid = int(lines[0])
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return  # PostgreSQL removes the stale pid file by itself
    try:
        if os.fsencode(cluster.data) not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            (cluster.data / "postmaster.pid").unlink()  # the number belongs to another program by now
            return
        signal.pidfd_send_signal(process, signal.SIGINT)
        waiting = select.poll()
        waiting.register(process, select.POLLIN)
        if not waiting.poll(_STOP_LIMIT_SECONDS * 1000):
            raise ClusterError(f"an older server (process {pid}) on {cluster.data} does not end")
    finally:
        os.close(process)


def launch(note: Lock, home: TaktHome, mode: str) -> subprocess.Popen[str]:
    """Start a keeper, which says ``ready`` on its standard output, or why not.

    ``note`` is the home's ``keeper.lock``, held by us. The keeper takes it over, so that even if we die in this very
    moment there is no second keeper.
    """
    note.write("")
    command = [sys.executable, "-I", "-m", "takt.ground.keeper", str(home.path), mode, str(note.descriptor)]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
        start_new_session=True,
        pass_fds=[note.descriptor],
    )


def main(arguments: list[str]) -> int:
    """``python -m takt.ground.keeper HOME durable|fleeting DESCRIPTOR``: started by ``launch`` only."""
    home, mode = TaktHome(Path(arguments[0])), arguments[1]
    note = Lock(home.database / "keeper.lock", int(arguments[2]))
    keeper = Keeper(Cluster(home), note, mode)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=keeper.stop).start())
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        _adopt_orphans()
        keeper.run()
    except Exception as error:  # noqa: BLE001  # the reason goes to the starter, whatever it is
        _answer(f"{type(error).__name__}: {error}")
        keeper.stop()
        return 1
    note.close()  # before the users' lock, which ends with us: who gets that one must find this one free
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`takt run`, `takt serve`, `takt events`, `takt worker`, `takt migrate`: Takt as programs."""

import argparse
import os
import socket
import sys

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from takt.ground.supervise import Program, supervise
from takt.web.commands.demonstrating import people_to_try, tell
from takt.web.commands.ground import migrate
from takt.web.commands.printing import Commands, say
from takt.web.ports import events_port, host, port
from takt.web.usage import UsageError

GRACE_SECONDS = 15.0


def add(commands: Commands) -> None:
    """Declare the commands."""
    for name, words, run in (
        (
            "run",
            _(
                "everything: database, tables, pages, live events, worker; the first time with people to try it"
            ),
            run_all,
        ),
        ("serve", _("pages and API only"), run_server),
        ("events", _("what happens, told to open pages, only"), run_events),
        ("worker", _("letters and scheduled work only"), run_worker),
        ("migrate", _("bring the tables up to date"), run_migrate),
    ):
        command = commands.add_parser(name, help=words)
        command.set_defaults(run=run, needs_tables=False)


def server() -> Program:
    """The web server. Its threads wait for the database most of the time, so there are more than processors."""
    workers = os.environ.get("TAKT_WEB_WORKERS", str(min(4, os.cpu_count() or 1)))
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host(), "--port", str(port()), "--workers", workers,
        "--blocking-threads", os.environ.get("TAKT_WEB_THREADS", "2"), "--no-ws", "--no-access-log", "--workers-kill-timeout", "5", "takt.web.wsgi:application",
    ]  # fmt: skip
    return Program("web", command)


def events() -> Program:
    """What happens, told to the pages that are open (server-sent events)."""
    return Program("events", [sys.executable, "-m", "takt.web.events"])


def worker() -> Program:
    """The job worker."""
    return Program("worker", [sys.executable, "-m", "takt.web.worker"])


def run_all(given: argparse.Namespace) -> int:
    """Run everything until somebody asks to stop."""
    _refuse_taken_port("TAKT_PORT", port())
    _refuse_taken_port("TAKT_EVENTS_PORT", events_port())
    if (code := migrate()) != 0:
        return code
    people = people_to_try()
    connection.close()
    say(_("Takt: %(address)s (stop with Ctrl+C)") % {"address": f"http://{host()}:{port()}"})
    tell(people)
    sys.stdout.flush()
    return supervise([server(), events(), worker()], grace_seconds=GRACE_SECONDS).code


def _refuse_taken_port(name: str, number: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), number))
        except OSError as error:
            words = {"address": f"{host()}:{number}", "error": error.strerror or error, "name": name}
            raise UsageError(_("%(address)s: %(error)s; set %(name)s to a free port") % words) from error


def run_server(given: argparse.Namespace) -> int:
    """Run the web server only."""
    _refuse_taken_port("TAKT_PORT", port())
    return supervise([server()], grace_seconds=GRACE_SECONDS).code


def run_events(given: argparse.Namespace) -> int:
    """Run the server of live pages only."""
    _refuse_taken_port("TAKT_EVENTS_PORT", events_port())
    return supervise([events()], grace_seconds=GRACE_SECONDS).code


def run_worker(given: argparse.Namespace) -> int:
    """Run the worker only."""
    return supervise([worker()], grace_seconds=GRACE_SECONDS).code


def run_migrate(given: argparse.Namespace) -> int:
    """Bring the tables up to date."""
    say(f"{settings.HOME.path}")
    return migrate()

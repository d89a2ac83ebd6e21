"""II.1 under kill -9: a real worker is killed while it talks to a real mail server; no letter is lost or sent twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from tests.conduct.post_office import MailServer, greet, mail_server
from tests.races import apart

from takt.conduct import rounds
from takt.conduct.models import Letter, LetterState
from takt.conduct.tasks import post_letter
from takt.departments.people import the_founder

__all__ = ("apart",)
ROOT = Path(__file__).parents[2]
WORKER = """
import sys
import django
django.setup()
import tests.conduct.post_office  # its kind of letter
from takt.conduct.worker import run
run(queues=["letters"], until_done=sys.argv[1] == "until-done")
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that is there."""
    with mail_server() as running:
        yield running


def start_worker(until_done: bool = False) -> subprocess.Popen[bytes]:
    """A worker as a process of its own, on the database of this test."""
    address, mark, options = os.environ["TAKT_TEST_DATABASE_URL"].partition("?")
    here = f"{address.rpartition('/')[0]}/{connection.settings_dict['NAME']}{mark}{options}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "TAKT_TEST_DATABASE_URL": here,
        "TAKT_SMTP_HOST": settings.EMAIL_HOST,
        "TAKT_SMTP_PORT": str(settings.EMAIL_PORT),
    }
    command = [sys.executable, "-c", WORKER, "until-done" if until_done else "on"]
    return subprocess.Popen(command, env=environment, cwd=ROOT)


def work_until_done() -> None:
    assert start_worker(until_done=True).wait(timeout=60) == 0


def kill_worker_while(server: MailServer, command: str) -> None:
    """Start a worker and kill it while the server has not answered the command."""
    server.hold_at = command
    worker = start_worker()
    try:
        assert server.reached.wait(timeout=60)
    finally:
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(timeout=60) == -signal.SIGKILL
        server.hold_at = ""


def test_a_worker_posts_what_waits(apart: None, server: MailServer) -> None:
    letters = [greet(by=the_founder(), address="buyer@customer.test") for _ in range(5)]
    work_until_done()
    assert sorted(m["Message-ID"] for m in server.taken) == sorted(f"<{one.pk}@localhost>" for one in letters)
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


def test_killed_while_the_text_was_handed_over(apart: None, server: MailServer) -> None:
    letter = greet(by=the_founder(), address="buyer@customer.test")
    kill_worker_while(server, "DATA")
    assert rounds.retry_stalled_jobs(seconds_since_heartbeat=0) == 1
    work_until_done()
    letter.refresh_from_db()
    assert letter.state == LetterState.DOUBTFUL
    assert len(server.taken) == 1


def test_killed_before_the_text_was_handed_over(apart: None, server: MailServer) -> None:
    letter = greet(by=the_founder(), address="buyer@customer.test")
    kill_worker_while(server, "RCPT")
    assert rounds.retry_stalled_jobs(seconds_since_heartbeat=0) == 1
    work_until_done()
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert len(server.taken) == 1


def test_jobs_that_tasks_defer_stay_in_the_acts_own_transaction() -> None:
    assert isinstance(app.connector, DjangoConnector)
    working = app.with_connector(app.connector.get_worker_connector())
    assert working.tasks["conduct.post_letter"] is post_letter
    assert isinstance(post_letter.blueprint.job_manager.connector, DjangoConnector)  # type: ignore[attr-defined]  # an App

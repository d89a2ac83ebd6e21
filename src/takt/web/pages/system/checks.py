"""What must be right for Takt to do its work, each looked at now: a green or red mark, and words."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from urllib.error import URLError
from urllib.request import urlopen

import django
from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.db.models.functions import Now
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from takt.conduct.models import Letter, LetterState, Seal, Verification, VerificationState
from takt.conduct.rounds import BEATS_UNTIL_DEAD
from takt.web.pages.health import missing
from takt.web.pages.shown import words
from takt.web.ports import events_port, host

LEAST_FREE_SHARE = 0.1
LEAST_FREE_BYTES = 2 * 1024**3
LONGEST_WAIT = timedelta(minutes=10)
LONGEST_UNSEALED = timedelta(hours=3)
ANSWER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `tone`: good, warn or bad; `todo` says what to do when it is not good."""

    name: str
    tone: str
    finding: str
    todo: str = ""
    address: str = ""


def checks() -> Iterator[Check]:
    """All of them, one after the other; about ten queries."""
    yield _tables()
    yield _workers()
    yield _events()
    yield _disk()
    yield _letters_waiting()
    yield _letters_to_look_at()
    yield _failed_jobs()
    yield _sealed()
    yield _verified()


def _check(name: str, finding: str, problem: str = "", *, tone: str = "bad", address: str = "") -> Check:
    return Check(name, tone if problem else "good", finding, problem, address)


def _tables() -> Check:
    lacking = missing()
    return _check(
        _("Database and files"),
        ", ".join(lacking) if lacking else _("The database answers, its tables are up to date."),
        _("Run: %(commands)s") % {"commands": "takt migrate, make setup"} if lacking else "",
    )


def _workers() -> Check:
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    silence = timedelta(seconds=BEATS_UNTIL_DEAD * settings.TAKT_HEARTBEAT_SECONDS)
    lives = last is not None and timezone.now() - last <= silence
    finding = (
        _("Last heartbeat: %(time)s") % {"time": words(last)} if last else _("No worker has ever been seen.")
    )
    return _check(
        _("Worker"),
        finding,
        ""
        if lives
        else _("Start it: %(command)s. Until then no letter leaves the house.") % {"command": "takt worker"},
    )


def _events() -> Check:
    name = _("Live pages")
    if os.environ.get("TAKT_EVENTS_URL"):
        return _check(
            name, _("The events are served elsewhere: %(url)s") % {"url": os.environ["TAKT_EVENTS_URL"]}
        )
    try:
        with urlopen(f"http://{host()}:{events_port()}/healthz", timeout=ANSWER_SECONDS):  # our own
            return _check(name, _("The events server answers on port %(port)s.") % {"port": events_port()})
    except (URLError, OSError):
        finding = _("The events server does not answer on port %(port)s.") % {"port": events_port()}
        return _check(
            name,
            finding,
            _("Start it: %(command)s. Until then pages look every ten seconds.") % {"command": "takt events"},
            tone="warn",
        )


def _disk() -> Check:
    usage = shutil.disk_usage(settings.HOME.path)
    few = usage.free < LEAST_FREE_BYTES or usage.free < usage.total * LEAST_FREE_SHARE
    facts = {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    return _check(
        _("Disk"),
        _("%(free)s of %(total)s are free.") % facts,
        _("Make room before it is full.") if few else "",
    )


def _letters_waiting() -> Check:
    waiting = Letter.objects.filter(state=LetterState.WAITING)
    late = waiting.filter(written_at__lt=Now() - LONGEST_WAIT).count()
    return _check(
        _("Letters waiting"),
        _("%(count)s letters wait to be posted, %(late)s of them for more than %(minutes)s minutes.")
        % {"count": waiting.count(), "late": late, "minutes": int(LONGEST_WAIT.total_seconds() // 60)},
        _("Look at the mail server's settings, and at the attempts of these letters.") if late else "",
        tone="warn",
        address=reverse("system-letters") + "?view=waiting",
    )


def _letters_to_look_at() -> Check:
    count = Letter.objects.filter(state__in=(LetterState.DEAD, LetterState.DOUBTFUL)).count()
    return _check(
        _("Letters that need a look"),
        _("%(count)s letters could not be delivered or may not have been.") % {"count": count},
        _("Send them again, or settle them.") if count else "",
        tone="warn",
        address=reverse("system-letters") + "?view=look",
    )


def _failed_jobs() -> Check:
    count = ProcrastinateJob.objects.filter(status="failed").count()
    finding = _("%(count)s jobs have failed for good.") % {"count": count}
    todo = _("Open the jobs and see what each was about.") if count else ""
    return _check(_("Jobs"), finding, todo, tone="warn", address=reverse("system-jobs"))


def _sealed() -> Check:
    last = Seal.objects.order_by("-number").first()
    old = last is None or timezone.now() - last.at > LONGEST_UNSEALED
    facts = {"number": last.number, "time": words(last.at)} if last is not None else {}
    finding = (
        _("Seal %(number)s of %(time)s") % facts if last is not None else _("The journal was never sealed.")
    )
    todo = (
        _("The worker seals the journal every hour: look whether it runs, or run: %(command)s")
        % {"command": "takt seal"}
        if old
        else ""
    )
    return _check(_("Last seal"), finding, todo, tone="warn", address=reverse("system-verify"))


def _verified() -> Check:
    ended = (VerificationState.RIGHT, VerificationState.WRONG)
    last = Verification.objects.filter(state__in=ended).order_by("-asked_at").first()
    name, address = _("Verification"), reverse("system-verify")
    if last is None:
        return _check(
            name, _("The journal was not verified yet."), _("Verify it now."), tone="warn", address=address
        )
    finding = f"{last.number}, {words(last.ended_at)}: {VerificationState(last.state).label}"
    todo = _("Somebody or something altered the journal: see which row, and compare with a backup.")
    return _check(name, finding, todo if last.state == VerificationState.WRONG else "", address=address)


def versions() -> list[tuple[str, str]]:
    """What is installed, for a report of a fault."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (server,) = cursor.fetchone()
    return [
        ("Takt", version("takt")),
        ("Python", sys.version.split()[0]),
        ("Django", django.get_version()),
        ("PostgreSQL", server.split()[0]),
        ("procrastinate", version("procrastinate")),
        ("granian", version("granian")),
    ]

"""Work in the background: what waits, what is being done, what failed and why that is no loss, and when the rounds come."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from croniter import croniter  # type: ignore[import-untyped]  # it has none
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
)

from takt.conduct import tasks
from takt.conduct.models import Letter, Verification
from takt.departments.models import Person
from takt.web.pages.system.access import looking_after

MOST = 100
TITLES = {
    tasks.post_letter.name: gettext_lazy("Post a letter"),
    tasks.verify_journal.name: gettext_lazy("Verify the journal"),
    tasks.retry_stalled_jobs.name: gettext_lazy("Take up the jobs of dead workers"),
    tasks.sweep_letters.name: gettext_lazy("Find letters without a job"),
    tasks.forget_old_keys.name: gettext_lazy("Forget old idempotency keys"),
    tasks.seal_journal.name: gettext_lazy("Seal the journal"),
}
_STATES = {
    "todo": (gettext_lazy("waiting"), "azure"),
    "doing": (gettext_lazy("being done"), "orange"),
    "failed": (gettext_lazy("failed"), "red"),
    "aborted": (gettext_lazy("stopped"), "secondary"),
    "cancelled": (gettext_lazy("stopped"), "secondary"),
    "succeeded": (gettext_lazy("done"), "green"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A job in words. `letter` and `verification` lead to what it works on; `next_step` says what a person can do."""

    title: str
    label: str
    tone: str
    attempts: int
    due: datetime | None
    last: datetime | None
    letter: Letter | None
    verification: Verification | None
    next_step: str


@dataclass(frozen=True, slots=True)
class Round:
    """A job of the clock: when it was queued last, and when it comes next."""

    title: str
    last: datetime | None
    next: datetime


@looking_after(gettext_lazy("Jobs"))
def jobs(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page."""
    counts = ProcrastinateJob.objects.aggregate(
        todo=Count("id", filter=Q(status="todo")),
        doing=Count("id", filter=Q(status="doing")),
        failed=Count("id", filter=Q(status="failed")),
    )
    context = {"jobs": _jobs(), "counts": counts, "rounds": _rounds(), "most": MOST}
    return render(request, "system/jobs.html", context)


def title_of(task: str) -> str:
    """What a task is called; its own name when it is another program's."""
    return str(TITLES.get(task, task))


def _jobs() -> list[Job]:
    """Failed ones first, then what is being done, then what waits."""
    rows = list(ProcrastinateJob.objects.exclude(status="succeeded").order_by("-id")[:MOST])
    rows.sort(
        key=lambda row: (
            ("failed", "doing", "todo").index(row.status) if row.status in ("failed", "doing", "todo") else 3
        )
    )
    last = dict(
        ProcrastinateEvent.objects.filter(job_id__in=[r.id for r in rows]).values("job_id").annotate(at=Max("at"))
        .values_list("job_id", "at")
    )  # fmt: skip
    letters = Letter.objects.in_bulk(_ids(rows, "letter_id"))
    verifications = Verification.objects.in_bulk(_ids(rows, "verification_id"))
    by_letter = {str(pk): row for pk, row in letters.items()}
    by_verification = {str(pk): row for pk, row in verifications.items()}
    return [
        _job(
            row,
            last.get(row.id),
            by_letter.get(str(row.args.get("letter_id"))),
            by_verification.get(str(row.args.get("verification_id"))),
        )
        for row in rows
    ]


def _ids(rows: list[ProcrastinateJob], name: str) -> list[Any]:
    return [row.args[name] for row in rows if row.args.get(name)]


def _job(
    row: ProcrastinateJob, last: datetime | None, letter: Letter | None, verification: Verification | None
) -> Job:
    label, tone = _STATES[row.status]
    return Job(
        title_of(row.task_name), str(label), tone, row.attempts, row.scheduled_at, last, letter, verification,
        _next_step(row, letter, verification),
    )  # fmt: skip


def _next_step(row: ProcrastinateJob, letter: Letter | None, verification: Verification | None) -> str:
    if row.status == "todo" and row.attempts:
        return _("It is tried again by itself.")
    if row.status != "failed":
        return ""
    if letter is not None:
        return _("Open the letter: it can be sent again there.")
    if verification is not None:
        return _("Stop the verification and ask for a new one.")
    return _("Nothing to do: the clock does it again at its next time. The log of the worker says why.")


def _rounds() -> list[Round]:
    now = timezone.now()
    last = dict(
        ProcrastinatePeriodicDefer.objects.values("task_name")
        .annotate(at=Max("defer_timestamp"))
        .values_list("task_name", "at")
    )
    found = []
    for periodic in app.periodic_registry.periodic_tasks.values():
        name = periodic.task.name
        stamp = last.get(name)
        found.append(
            Round(
                title_of(name),
                datetime.fromtimestamp(stamp, UTC) if stamp else None,
                croniter(periodic.cron, timezone.localtime(now)).get_next(datetime),
            )
        )
    return sorted(found, key=lambda each: each.next)

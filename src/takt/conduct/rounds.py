"""The rounds of the clock over letters, jobs, keys and the journal. Each may be done at any time, any number of times."""

import logging
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from takt.conduct.actions.seal import seal
from takt.conduct.actors import THE_CLOCK, own_actor
from takt.conduct.models import IdempotencyKey
from takt.conduct.seals import the_ledger
from takt.conduct.tasks import post_letter

ROUNDS = "rounds"
KEYS_LIVE_DAYS = 30
BEATS_UNTIL_DEAD = 3
"""A worker silent for so many heartbeats is dead."""
BEATS_WITHOUT_JOB = 6
"""A letter's job is written with it, and gone once it is posted: the sweep is for what nobody foresaw."""

_LOG = logging.getLogger(__name__)
_WITHOUT_JOB = """
select l.id from conduct_letter l
where l.state = 'waiting' and l.channel = 'email' and l.written_at < now() - make_interval(secs => %s)
  and not exists (
    select from procrastinate_jobs j
    where j.task_name = 'conduct.post_letter' and j.status in ('todo', 'doing') and j.args ->> 'letter_id' = l.id::text)
order by l.written_at
"""


def retry_stalled_jobs(seconds_since_heartbeat: float | None = None) -> int:
    """Queue the jobs of dead workers again; says how many there were."""
    silence = BEATS_UNTIL_DEAD * settings.TAKT_HEARTBEAT_SECONDS
    find = async_to_sync(app.job_manager.get_stalled_jobs)
    stalled = list(
        find(seconds_since_heartbeat=silence if seconds_since_heartbeat is None else seconds_since_heartbeat)
    )
    for job in stalled:
        if job.id is not None:
            _take_up(job.id, is_round=job.queue == ROUNDS)
    return len(stalled)


def _take_up(job_id: int, *, is_round: bool) -> None:
    """A round is not done again: the clock queues the next one, and two of a kind may not wait."""
    try:
        if is_round:
            async_to_sync(app.job_manager.finish_job_by_id_async)(job_id, Status.FAILED, delete_job=True)
        else:
            app.job_manager.retry_job_by_id(job_id=job_id, retry_at=timezone.now())
    except ConnectorException as error:  # another worker was quicker, or the next round finds it again
        _LOG.warning("job %s of a dead worker was not taken up now: %s", job_id, error)


def sweep_letters() -> int:
    """Give every waiting letter that has no live job a new one; says how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_JOB, (BEATS_WITHOUT_JOB * settings.TAKT_HEARTBEAT_SECONDS,))
        lost = [row[0] for row in cursor.fetchall()]
    for letter_id in lost:
        post_letter.defer(letter_id=str(letter_id))
    return len(lost)


def forget_old_keys() -> int:
    """Forget idempotency keys that are thirty days old; says how many."""
    old = IdempotencyKey.objects.filter(made_at__lt=timezone.now() - timedelta(days=KEYS_LIVE_DAYS))
    return old.delete()[0]


def seal_journal() -> int:
    """Seal the journal; says the seal's number."""
    return seal(the_ledger(), by=own_actor(THE_CLOCK))

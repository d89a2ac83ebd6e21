"""R9: what a killed worker left undone is taken up by the next one, without anybody's help."""

import pytest
from django.db import connection

from takt.conduct import rounds

JOB = """
insert into procrastinate_jobs (queue_name, task_name, queueing_lock, args, status, attempts)
values (%s, %s, %s, '{}', %s::procrastinate_job_status, 1)
"""
ROUND = ("rounds", "conduct.retry_stalled_jobs", "conduct.retry_stalled_jobs")
LETTER = ("letters", "conduct.post_letter", None)


@pytest.fixture
def worker_died(db: None) -> None:
    """It was going its round and posting a letter; the clock has queued the next round meanwhile."""
    with connection.cursor() as cursor:
        for job in ((*ROUND, "doing"), (*LETTER, "doing"), (*ROUND, "todo")):
            cursor.execute(JOB, job)


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select task_name, status::text from procrastinate_jobs order by id")
        return [(name, status) for name, status in cursor.fetchall()]


def test_a_dead_workers_letter_is_taken_up_although_its_round_cannot_be(worker_died: None) -> None:
    rounds.retry_stalled_jobs()
    assert jobs() == [("conduct.post_letter", "todo"), ("conduct.retry_stalled_jobs", "todo")]

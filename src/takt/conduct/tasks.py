"""Work that goes on after an act commits, and the rounds of the clock, by the job worker (procrastinate)."""

from uuid import UUID

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

POSTING_RETRIES = RetryStrategy(max_attempts=8, exponential_wait=3)
"""Waits of 3, 9, 27 ... seconds: about two hours and a half in all, then the letter is dead and a person decides."""


def _every(beats: int) -> str:
    """The schedule of a round that is done every so many heartbeats; a cron line whose sixth field is seconds."""
    seconds = beats * settings.TAKT_HEARTBEAT_SECONDS
    return f"* * * * * */{seconds}" if seconds < 60 else f"*/{seconds // 60} * * * *"


@app.task(name="conduct.post_letter", queue="letters", retry=POSTING_RETRIES, pass_context=False)
def post_letter(letter_id: str) -> None:
    """Post one letter, once."""
    from takt.conduct.post import post  # noqa: PLC0415  # rendering needs every folder's kinds of letter

    post(UUID(letter_id))


@app.task(name="conduct.verify_journal", queue="verification", pass_context=False)
def verify_journal(verification_id: str) -> None:
    """Recompute the whole journal because somebody asked."""
    from takt.conduct.verifying import carry_out  # noqa: PLC0415

    carry_out(UUID(verification_id))


@app.periodic(cron=_every(beats=3))
@app.task(name="conduct.retry_stalled_jobs", queue="rounds", queueing_lock="conduct.retry_stalled_jobs")
def retry_stalled_jobs(timestamp: int) -> None:
    """Jobs whose worker was killed are done again by another worker."""
    from takt.conduct.rounds import retry_stalled_jobs as retry  # noqa: PLC0415  # models are ready only then

    retry()


@app.periodic(cron=_every(beats=12))
@app.task(name="conduct.sweep_letters", queue="rounds", queueing_lock="conduct.sweep_letters")
def sweep_letters(timestamp: int) -> None:
    """A letter that waits without a job gets one: no letter is lost."""
    from takt.conduct.rounds import sweep_letters as sweep  # noqa: PLC0415

    sweep()


@app.periodic(cron="20 3 * * *")
@app.task(name="conduct.forget_old_keys", queue="rounds", queueing_lock="conduct.forget_old_keys")
def forget_old_keys(timestamp: int) -> None:
    """Idempotency keys older than thirty days are forgotten."""
    from takt.conduct.rounds import forget_old_keys as forget  # noqa: PLC0415

    forget()


@app.periodic(cron="0 * * * *")
@app.task(name="conduct.seal_journal", queue="rounds", queueing_lock="conduct.seal_journal")
def seal_journal(timestamp: int) -> None:
    """The journal is sealed every hour."""
    from takt.conduct.rounds import seal_journal as seal  # noqa: PLC0415

    seal()

"""Work that goes on after an act commits, by the job worker (procrastinate)."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

POSTING_RETRIES = RetryStrategy(max_attempts=8, exponential_wait=3)
"""Waits of 3, 9, 27 ... seconds: about two hours and a half in all, then the letter is dead and a person decides."""


@app.task(name="conduct.post_letter", queue="letters", retry=POSTING_RETRIES, pass_context=False)
def post_letter(letter_id: str) -> None:
    """Post one letter, once."""
    from takt.conduct.post import post  # noqa: PLC0415  # rendering needs every folder's kinds of letter

    post(UUID(letter_id))

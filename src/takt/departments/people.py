"""Takt's own named actors: a machine or the clock acts as itself, on record."""

from uuid import UUID

from takt.departments.models import Person

THE_CLOCK = UUID("00000000-0000-7000-8000-000000000001")
"""Scheduled work: seals, reminders, follow-ups."""
THE_POSTMAN = UUID("00000000-0000-7000-8000-000000000002")
"""Posts letters."""
THE_FOUNDER = UUID("00000000-0000-7000-8000-000000000003")
"""Sets up an installation: the first administrator, the import of master data. Acts from the command line only."""
THE_GUEST = UUID("00000000-0000-7000-8000-000000000004")
"""A customer who answers by a signed link, without signing in."""


def the_guest() -> Person:
    """The actor of a feedback link."""
    return Person.objects.get(pk=THE_GUEST)


def the_clock() -> Person:
    """The actor of scheduled work."""
    return Person.objects.get(pk=THE_CLOCK)


def the_postman() -> Person:
    """The actor that posts letters."""
    return Person.objects.get(pk=THE_POSTMAN)


def the_founder() -> Person:
    """The actor that sets up an installation."""
    return Person.objects.get(pk=THE_FOUNDER)

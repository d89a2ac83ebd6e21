"""Takt's own named actors, and how a person's row comes to be and is blanked."""

import os
from datetime import datetime
from uuid import UUID

from takt.conduct.actors import THE_CLOCK, THE_FOUNDER, THE_GUEST, THE_POSTMAN, ActorKind
from takt.departments.models import Language, Person
from takt.exchange.chinese import initials, pinyin

__all__ = (
    "THE_CLOCK",
    "THE_FOUNDER",
    "THE_GUEST",
    "THE_POSTMAN",
    "blank",
    "new_person",
    "search_keys",
    "the_clock",
    "the_founder",
    "the_guest",
    "the_postman",
)


def the_clock() -> Person:
    """The actor of scheduled work."""
    return Person.objects.get(pk=THE_CLOCK)


def the_postman() -> Person:
    """The actor that posts letters."""
    return Person.objects.get(pk=THE_POSTMAN)


def the_founder() -> Person:
    """The actor that sets up an installation."""
    return Person.objects.get(pk=THE_FOUNDER)


def the_guest() -> Person:
    """The actor of a feedback link."""
    return Person.objects.get(pk=THE_GUEST)


def search_keys(login: str, name: str) -> str:
    """What people type to find somebody: login, name, pinyin and initials, in lower case."""
    return f"{login} {name} {pinyin(name)} {initials(name)}".lower()[:600]


def new_person(
    *,
    login: str,
    name: str,
    email: str = "",
    joined_at: datetime,
    kind: ActorKind = ActorKind.EMPLOYEE,
    language: str = Language.ZH,
    company: UUID | None = None,
) -> Person:
    """A person, not yet saved: with a salt for the journal, search keys, and no password, so that nobody can sign in yet."""
    person = Person(
        login=login,
        name=name,
        email=email,
        kind=kind,
        language=language,
        company=company,
        salt=os.urandom(16),
        search=search_keys(login, name),
        joined_at=joined_at,
    )
    person.set_unusable_password()
    return person


def blank(person: Person) -> None:
    """Take away everything personal, and the salt: what the journal says of the person proves nothing about them any more."""
    person.login = f"erased-{person.pk}"
    person.name = "—"
    person.email = ""
    person.search = ""
    person.salt = b""
    person.set_unusable_password()

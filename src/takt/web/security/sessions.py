"""The browsers in which somebody is signed in: listed, seen at most once a minute, ended one by one or all others."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from takt.departments.models import Person
from takt.web.security import demonstration, factors
from takt.web.security.models import OpenSession
from takt.web.security.requirement import must_have_one

CONFIRMED_AT = "takt.confirmed_at"
SEEN_AT = "takt.seen_at"
MUST_SET_UP = "takt.must_set_up"
DEMONSTRATION = "takt.demonstration"
SECONDS_UNSEEN = 60


def opened(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Django's signal after a sign-in: the browser is listed, and just confirmed who sits there."""
    if request is None or not hasattr(request, "session") or not isinstance(user, Person):
        return
    if request.session.session_key is None:
        request.session.save()
    now = timezone.now()
    request.session[CONFIRMED_AT] = now.timestamp()
    OpenSession.objects.filter(
        seen_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    ).delete()  # over anyway, and an address is not kept for longer than it is of use
    _look_anew(request, user)


def closed(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Django's signal before a sign-out."""
    if request is not None and hasattr(request, "session") and request.session.session_key:
        OpenSession.objects.filter(key=request.session.session_key).delete()


def seen(request: HttpRequest, person: Person) -> None:
    """The person asked for something; once a minute this is written down, and what they must set up is asked anew."""
    if timezone.now().timestamp() - float(request.session.get(SEEN_AT, 0)) >= SECONDS_UNSEEN:
        _look_anew(request, person)


def _look_anew(request: HttpRequest, person: Person) -> None:
    now = timezone.now()
    request.session[SEEN_AT] = now.timestamp()
    facts = {"person": person, "address": address_of(request), "agent": agent_of(request), "seen_at": now}
    OpenSession.objects.update_or_create(key=request.session.session_key, defaults=facts)
    ask_for_factor(request, person)


def ask_for_factor(request: HttpRequest, person: Person) -> None:
    """Keep with the session whether a second factor must be set up before anything else."""
    lacks = must_have_one(person) and not factors.has_any(person)
    request.session[MUST_SET_UP] = lacks and demonstration.has(person.login) is None


def address_of(request: HttpRequest) -> str | None:
    """The caller's address, as the server tells it."""
    return request.META.get("REMOTE_ADDR") or None


def agent_of(request: HttpRequest) -> str:
    """What the browser says of itself."""
    return str(request.META.get("HTTP_USER_AGENT", "")).replace("\x00", "")[:300]


def open_sessions(person: Person) -> QuerySet[OpenSession]:
    """The person's sessions that are still open, the one seen last first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return OpenSession.objects.filter(person=person, key__in=alive).order_by("-seen_at")


def end(person: Person, which: UUID, *, but: str | None) -> bool:
    """End one session of the person; False when it is none of theirs, or is the one with the key `but`."""
    found = OpenSession.objects.filter(person=person, pk=which).exclude(key=but or "").first()
    if found is not None:
        _end([found])
    return found is not None


def end_others(request: HttpRequest, person: Person) -> int:
    """End every session of the person but this one. How many."""
    others = list(OpenSession.objects.filter(person=person).exclude(key=request.session.session_key))
    _end(others)
    return len(others)


def _end(rows: list[OpenSession]) -> None:
    with transaction.atomic():
        Session.objects.filter(session_key__in=[row.key for row in rows]).delete()
        OpenSession.objects.filter(pk__in=[row.pk for row in rows]).delete()


def take_everything_away(sender: Any, person: Person, **kwargs: Any) -> None:
    """The administration reset the person's second factor, or the person left: factors and sessions end with that act."""
    factors.remove_all(person)
    _end(list(OpenSession.objects.filter(person=person)))


def outlive_new_password(request: HttpRequest, person: Person) -> None:
    """The password changed: this session goes on under a new key, all others end."""
    end_others(request, person)
    before = request.session.session_key
    fresh = Person.objects.get(pk=person.pk)
    update_session_auth_hash(request, fresh)
    OpenSession.objects.filter(key=cast("str", before)).update(key=request.session.session_key)


def confirmed_now(request: HttpRequest) -> None:
    """Whoever sits there has just shown who they are."""
    request.session[CONFIRMED_AT] = timezone.now().timestamp()

"""How somebody gets in: first factor, then the second where they have one, then the session. The one place that calls `login`."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from takt.departments.models import Person
from takt.web.security import factors, sessions

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING = "takt.waiting"
WAITING_SECONDS = 600


def safe(request: HttpRequest, goal: str) -> str:
    """Where to go next: an address of this site, else the start page."""
    ours = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    return goal if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def first_factor_held(request: HttpRequest, person: Person, goal: str) -> HttpResponse:
    """Password or identity provider said who it is: on to the second factor, or in."""
    if not factors.has_any(person):
        return let_in(request, person, goal)
    request.session.cycle_key()
    at = timezone.now().timestamp()
    request.session[WAITING] = {
        "person": str(person.pk),
        "goal": goal,
        "at": at,
        "hash": person.get_session_auth_hash(),
    }
    return HttpResponseRedirect(resolve_url("second-factor"))


def waiting(request: HttpRequest) -> tuple[Person, str] | None:
    """Who showed the first factor here within ten minutes, and where they want to go; None when nobody did."""
    kept: Any = request.session.get(WAITING)
    if not isinstance(kept, dict) or timezone.now().timestamp() - float(kept["at"]) > WAITING_SECONDS:
        return None
    person = Person.objects.active().filter(pk=kept["person"]).first()
    if person is None or person.get_session_auth_hash() != kept["hash"]:
        return None
    return person, str(kept["goal"])


def let_in(request: HttpRequest, person: Person, goal: str, *, demonstration: bool = False) -> HttpResponse:
    """Open the session, under a new key. `demonstration`: they came by one click, without a password."""
    request.session.pop(WAITING, None)
    login(request, person, backend=BACKEND)
    request.session[sessions.DEMONSTRATION] = demonstration
    return HttpResponseRedirect(safe(request, goal))

"""How Takt looks in this browser: light or dark, row height, side menu. Kept in cookies, so the first paint is right."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE_AGE_SECONDS = 365 * 24 * 3600
CHOICES = {"theme": ("auto", "light", "dark"), "density": ("calm", "dense"), "sidebar": ("open", "hidden")}
"""What can be chosen; the first of each is the default."""


@dataclass(frozen=True, slots=True)
class Look:
    """What this browser's reader has chosen."""

    theme: str
    density: str
    sidebar: str


def look_of(request: HttpRequest) -> Look:
    """The look that the browser's cookies ask for; the defaults for anything unknown."""
    chosen = {name: request.COOKIES.get(f"takt_{name}", "") for name in CHOICES}
    return Look(**{n: v if v in CHOICES[n] else CHOICES[n][0] for n, v in chosen.items()})


@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen, and go back to where it was."""
    response = HttpResponseRedirect(next_of(request))
    for name, choices in CHOICES.items():
        value = request.POST.get(name, "")
        if value in choices:
            response.set_cookie(
                f"takt_{name}",
                value,
                max_age=COOKIE_AGE_SECONDS,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


def next_of(request: HttpRequest) -> str:
    """Where the form wants to go afterwards: on this host only, else to the start."""
    goal = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure()):
        return goal
    return resolve_url(settings.LOGIN_REDIRECT_URL)

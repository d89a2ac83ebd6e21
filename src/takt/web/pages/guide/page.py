"""The guide begins and ends. A signed cookie keeps since when, because changing roles ends the session each time."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from takt.conduct import clock
from takt.web.demo import secret
from takt.web.pages.guide.card import COOKIE, HIDDEN
from takt.web.security import arrival

A_WEEK_SECONDS = 7 * 24 * 3600


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """From now on every page says what to do next. Only in a demonstration."""
    return _kept(request, clock.now().isoformat())


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """No card any more, nor an invitation to begin."""
    return _kept(request, HIDDEN)


def _kept(request: HttpRequest, value: str) -> HttpResponse:
    if secret.kept() is None:
        raise Http404
    response = HttpResponseRedirect(arrival.safe(request, request.POST.get("next", "")))
    response.set_signed_cookie(
        COOKIE,
        value,
        max_age=A_WEEK_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response

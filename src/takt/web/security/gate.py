"""Around every request of a signed-in browser: seen, and led to the set-up of the second factor before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from takt.departments.models import Person
from takt.web.rest.problems import is_api, problem
from takt.web.security import sessions
from takt.web.security.confirming import recently_confirmed, signed_operations

# What somebody who must set up a second factor may open; static files and health checks have no session.
OPEN = frozenset({
    "second-factor-set-up", "app-set-up", "passkey-options", "passkey-add", "recovery-codes", "confirm-options",
    "sign-out", "sign-in", "set-language", "alive", "ready",
})  # fmt: skip


class Gate:
    """The session's browser is noted once a minute; who lacks a required second factor gets nowhere else.

    Programs with a token have no session and are not concerned."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """None lets the request through."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return None
        if not isinstance(request.user, Person):
            return None
        sessions.seen(request, request.user)
        name = request.resolver_match.url_name if request.resolver_match is not None else None
        if request.session.get(sessions.MUST_SET_UP) and name not in OPEN:
            return _to_set_up(request)
        if is_api(request) and name in signed_operations() and not recently_confirmed(request):
            detail = _(
                "Confirm on a page that it is you, or sign in anew: this act is signed with your name."
            )
            return problem(request, 403, code="not_confirmed", detail=detail)
        return None


def _to_set_up(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        detail = _("Set up a second factor on the pages first.")
        return problem(request, 403, code="second_factor_missing", detail=detail)
    goal = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{reverse('second-factor-set-up')}?{urlencode({'next': goal})}")

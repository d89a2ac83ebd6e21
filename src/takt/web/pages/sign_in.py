"""Sign in, sign out, and the choice of a language."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takt.conduct.requests import perform
from takt.departments.actions.choose_language import choose_language
from takt.departments.models import Person

COOKIE_AGE_SECONDS = 365 * 24 * 3600


class SignInForm(AuthenticationForm):
    """Login and password; logins are lower case."""

    error_messages = {
        "invalid_login": _("Login or password is not right. Both matter, and the password's capitals do."),
        "inactive": _("This person no longer works here."),
    }

    def clean_username(self) -> str:
        """Logins are kept in lower case."""
        return str(self.cleaned_data["username"]).strip().lower()


class SignIn(LoginView):
    """The page that lets people in."""

    template_name = "sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


def locked_out(
    request: HttpRequest, credentials: dict[str, Any] | None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Too many wrong passwords: wait, or ask the administration."""
    minutes = int(float(str(settings.AXES_COOLOFF_TIME)) * 60)
    return render(
        request, "locked_out.html", {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}, status=429
    )


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of this browser, and of the person who is signed in."""
    language = request.POST.get("language", "")
    goal = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure()):
        goal = resolve_url(settings.LOGIN_REDIRECT_URL)
    response = HttpResponseRedirect(goal)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=COOKIE_AGE_SECONDS,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        if isinstance(request.user, Person) and request.user.language != language:
            perform(choose_language, str(request.user.pk), request.user, {"language": language}, via="page")
    return response

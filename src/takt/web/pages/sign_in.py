"""Sign in, sign out, and the choice of a language."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takt.conduct.actors import ActorKind, Department
from takt.conduct.requests import perform
from takt.departments.actions.choose_language import choose_language
from takt.departments.models import Person
from takt.web.security import arrival, attempts, demonstration, passkeys
from takt.web.security.outside import provider_name

if TYPE_CHECKING:
    from takt.web.demo.setting_up import SignIn as DemoSignIn

COOKIE_AGE_SECONDS = 365 * 24 * 3600


class SignInForm(AuthenticationForm):
    """Login and password; logins are lower case. An unknown login and a wrong password get the same words."""

    error_messages = {
        "invalid_login": _("Login or password is not right. Both matter, and the password's capitals do."),
        "inactive": _("Login or password is not right. Both matter, and the password's capitals do."),
    }

    def clean_username(self) -> str:
        """Logins are kept in lower case."""
        return str(self.cleaned_data["username"]).strip().lower()


class SignIn(LoginView):
    """The page that lets people in."""

    template_name = "sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right: on to the second factor, or in."""
        person = form.get_user()
        if not isinstance(person, Person):
            raise TypeError(f"signed in as {person!r}, expected a person")
        return arrival.first_factor_held(self.request, person, self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other ways in, as far as they exist here."""
        return super().get_context_data(**kwargs) | {
            "provider": provider_name(),
            "passkeys_possible": passkeys.possible_here(self.request),
            "demonstration": people_to_try(),
        }


def people_to_try() -> "list[tuple[str, list[DemoSignIn]]]":
    """The demonstration's people by department; [] everywhere else."""
    order = [*Department.values, ActorKind.CUSTOMER.value]
    people = sorted(demonstration.people(), key=lambda one: (order.index(one.department), not one.head))
    return [
        (str(Department(d).label), list(found)) for d, found in groupby(people, lambda one: one.department)
    ]


def locked_out(
    request: HttpRequest, credentials: dict[str, Any] | None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Too many wrong passwords or codes: wait, or ask the administration."""
    minutes = attempts.minutes_left(str((credentials or {}).get("username") or ""))
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    response = render(request, "locked_out.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def keep_language(response: HttpResponse, language: str) -> None:
    """The browser keeps the language, whoever signs in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of this browser, and of the person who is signed in."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(arrival.safe(request, request.POST.get("next", "")))
    if language in dict(settings.LANGUAGES):
        keep_language(response, language)
        if isinstance(request.user, Person) and request.user.language != language:
            perform(choose_language, str(request.user.pk), request.user, {"language": language}, via="page")
    return response

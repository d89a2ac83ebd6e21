"""Beyond the password: the second factor, a passkey alone, and the demonstration's one click."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from takt.conduct.narrowing import is_printable
from takt.departments.models import Person
from takt.web.pages.sign_in import keep_language, locked_out
from takt.web.security import arrival, attempts, demonstration, factors, passkeys
from takt.web.security.models import Passkey


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """After the password: a code of the app or on paper, or a passkey. Five wrong ones lock the login."""
    found = arrival.waiting(request)
    if found is None:
        return HttpResponseRedirect(reverse("sign-in"))
    person, goal = found
    if attempts.is_locked(request, person.login):
        return locked_out(request, {"username": person.login})
    if request.method == "GET":
        return _asked(request, person, "", 200)
    if _holds(request, person):
        return arrival.let_in(request, person, goal)
    if attempts.count_wrong(request, person.login):
        return locked_out(request, {"username": person.login})
    return _asked(
        request,
        person,
        _("This is not right, or was used already. Wait for the next code and try again."),
        422,
    )


def _holds(request: HttpRequest, person: Person) -> bool:
    if answer := request.POST.get("passkey", ""):
        return passkeys.shown(request, "second", answer, person) == person
    return factors.takes(person, request.POST.get("code", "")[:100])


def _asked(request: HttpRequest, person: Person, error: str, status: int) -> HttpResponse:
    with_passkey = passkeys.possible_here(request) and Passkey.objects.filter(person=person).exists()
    context = {"error": error, "with_app": factors.has_app(person), "with_passkey": with_passkey}
    return render(request, "security/second.html", context, status=status)


@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey: that of the person who waits for the second step, else anybody's."""
    found = arrival.waiting(request)
    if request.POST.get("purpose") == "second" and found is not None:
        return JsonResponse(passkeys.ask(request, "second", found[0]))
    return JsonResponse(passkeys.ask(request, "sign-in"))


@require_POST
def by_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey alone lets in: the device is one factor, and what it asked of its owner the other."""
    person = passkeys.shown(request, "sign-in", request.POST.get("passkey", ""))
    if person is None or attempts.is_locked(request, person.login):
        address = reverse("sign-in")
        return HttpResponseRedirect(f"{address}?passkey=no")
    return arrival.let_in(request, person, request.POST.get("next", ""))


@require_POST
def try_as(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the demonstration, without a password. Elsewhere this address does not exist."""
    login = request.POST.get("login", "")
    person = demonstration.has(login) if is_printable(login) else None
    if person is None:
        raise Http404
    response = arrival.let_in(request, person, request.POST.get("next", ""), demonstration=True)
    keep_language(
        response, get_language() or settings.LANGUAGE_CODE
    )  # whoever tries it goes on in their language
    return response

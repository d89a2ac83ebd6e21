"""Second factors: an authenticator app, codes on paper, passkeys."""

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takt.departments.models import Person
from takt.web.pages.access import for_everybody
from takt.web.pages.security.asking import confirmed
from takt.web.security import arrival, codes, factors, passkeys, sessions
from takt.web.security.ciphering import deciphered, enciphered
from takt.web.security.models import Passkey
from takt.web.security.requirement import must_have_one

NEW_APP = "takt.new_app"
GOAL = "takt.goal"


@require_safe
@for_everybody
def choose(request: HttpRequest, reader: Person) -> HttpResponse:
    """Which second factor to set up; whoever must have one comes here first."""
    if "next" in request.GET:
        request.session[GOAL] = arrival.safe(request, request.GET["next"])
    context = {
        "required": must_have_one(reader),
        "passkeys_possible": passkeys.possible_here(request),
        "has_one": factors.has_any(reader),
    }
    return render(request, "security/choose.html", context)


@require_http_methods(["GET", "POST"])
@for_everybody
@confirmed
def set_up_app(request: HttpRequest, reader: Person) -> HttpResponse:
    """Scan the QR code, type the first code; then the app is kept and the codes on paper are shown."""
    kept = request.session.get(NEW_APP, "")
    secret = deciphered(kept) if kept else None
    if secret is None:
        secret = codes.new_secret()
        request.session[NEW_APP] = enciphered(secret)
    if request.method == "GET" or "code" not in request.POST:
        return _scan(request, reader, secret, "", 200)
    if not factors.set_up_app(reader, secret, request.POST["code"]):
        wrong = _("This is not the code that the app shows now. Is the phone's clock set automatically?")
        return _scan(request, reader, secret, wrong, 422)
    del request.session[NEW_APP]
    return _kept(request, reader, _("The app is set up."))


def _scan(request: HttpRequest, reader: Person, secret: str, error: str, status: int) -> HttpResponse:
    address = codes.address(secret, reader.login, str(settings.TAKT_COMPANY["name"]))
    picture = segno.make(address, error="l", micro=False).svg_data_uri(
        scale=4, light="#ffffff", dark="#000000", border=4
    )
    grouped = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    context = {"picture": picture, "secret": grouped, "error": error}
    return render(request, "security/app.html", context, status=status)


def _kept(request: HttpRequest, reader: Person, done: str) -> HttpResponse:
    """A factor is there now: codes on paper the first time, then where the person wanted to go."""
    sessions.ask_for_factor(request, reader)
    messages.success(request, done)
    if factors.codes_left(reader) == 0:
        return _printed(request, reader)
    return HttpResponseRedirect(request.session.pop(GOAL, None) or reverse("security"))


def _printed(request: HttpRequest, reader: Person) -> HttpResponse:
    context: dict[str, Any] = {"codes": factors.print_codes(reader)}
    context["goal"] = request.session.pop(GOAL, None) or reverse("security")
    return render(request, "security/codes.html", context)


@require_POST
@for_everybody
@confirmed
def recovery_codes(request: HttpRequest, reader: Person) -> HttpResponse:
    """New codes on paper; the old ones end."""
    if not factors.has_any(reader):
        raise Http404
    return _printed(request, reader)


@require_POST
@for_everybody
@confirmed
def remove_app(request: HttpRequest, reader: Person) -> HttpResponse:
    """The app's codes open nothing any more."""
    factors.remove_app(reader)
    sessions.ask_for_factor(request, reader)
    messages.success(request, _("The app is removed."))
    return HttpResponseRedirect(reverse("security"))


@require_http_methods(["GET", "POST"])
@for_everybody
@confirmed
def add_passkey(request: HttpRequest, reader: Person) -> HttpResponse:
    """Give the passkey a name, and let the device make it."""
    if request.method == "GET" or "passkey" not in request.POST:
        return _named(request, "", 200)
    if not passkeys.add(request, reader, request.POST.get("name", ""), request.POST["passkey"]):
        return _named(request, _("The device's answer was not accepted. Nothing was kept; try again."), 422)
    return _kept(request, reader, _("The passkey is set up."))


def _named(request: HttpRequest, error: str, status: int) -> HttpResponse:
    context = {
        "error": error,
        "name": request.POST.get("name", "")[:60],
        "passkeys_possible": passkeys.possible_here(request),
    }
    return render(request, "security/passkey.html", context, status=status)


@require_POST
@for_everybody
@confirmed
def passkey_options(request: HttpRequest, reader: Person) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(passkeys.ask_for_new(request, reader))


@require_POST
@for_everybody
def name_passkey(request: HttpRequest, reader: Person, which: UUID) -> HttpResponse:
    """Another name for a passkey."""
    name = request.POST.get("name", "").replace("\x00", "").strip()[:60]
    if name and not Passkey.objects.filter(person=reader, pk=which).update(name=name):
        raise Http404
    return HttpResponseRedirect(reverse("security") + "#passkeys")


@require_POST
@for_everybody
@confirmed
def remove_passkey(request: HttpRequest, reader: Person, which: UUID) -> HttpResponse:
    """The passkey opens nothing any more."""
    if not passkeys.remove(reader, which):
        raise Http404
    sessions.ask_for_factor(request, reader)
    messages.success(request, _("The passkey is removed."))
    return HttpResponseRedirect(reverse("security"))

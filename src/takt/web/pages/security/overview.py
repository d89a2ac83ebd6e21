"""My security: how I get in, where I am signed in, what acts in my name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.departments.actions.change_own_password import change_own_password
from takt.departments.models import ApiToken, Person
from takt.web.pages.access import for_everybody
from takt.web.security import attempts, confirming, factors, passkeys, sessions
from takt.web.security.agents import device
from takt.web.security.models import App, LinkedLogin, Passkey
from takt.web.security.requirement import must_have_one


@require_safe
@for_everybody
def overview(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page."""
    return shown(request, reader)


def shown(request: HttpRequest, reader: Person, status: int = 200, **more: Any) -> HttpResponse:
    """My security as it stands; `more` carries what an act on it has to say."""
    app = App.objects.filter(person=reader).first()
    now = timezone.now()
    context = {
        "app": app,
        "required": must_have_one(reader),
        "keys": list(Passkey.objects.filter(person=reader)),
        "passkeys_possible": passkeys.possible_here(request),
        "codes_left": factors.codes_left(reader),
        "linked": list(LinkedLogin.objects.filter(person=reader)),
        "sessions": [
            {"row": s, "device": device(s.agent), "here": s.key == request.session.session_key}
            for s in sessions.open_sessions(reader)[:50]
        ],
        "tokens": list(
            ApiToken.objects.filter(person=reader, revoked_at=None, expires_at__gt=now).order_by("-made_at")
        ),
        "token_days": (30, 90, 180, 365),
        "has_password": reader.has_usable_password(),
    }
    return render(request, "security/overview.html", context | more, status=status)


@require_POST
@for_everybody
def change_password(request: HttpRequest, reader: Person) -> HttpResponse:
    """A new password, knowing the old one: this browser stays signed in, all others do not."""
    if attempts.is_locked(request, reader.login):
        return shown(request, reader, 422, password_errors=[confirming.locked(reader.login)])
    if request.POST.get("password") != request.POST.get("again"):
        return shown(
            request, reader, 422, password_errors=[_("The new password was typed in two different ways.")]
        )
    if not attempts.password_is_right(request, reader, request.POST.get("old", "")[:1000]):
        return shown(request, reader, 422, password_errors=[_("The old password is not right.")])
    given = {name: request.POST.get(name, "")[:1000] for name in ("old", "password")}
    try:
        perform(change_own_password, str(reader.pk), reader, given, via="page")
    except Refused as no:
        return shown(request, reader, 422, password_errors=[str(r) for r in no.refusals])
    sessions.outlive_new_password(request, reader)
    sessions.confirmed_now(request)
    messages.success(request, _("Your password is changed; all your other sessions are ended."))
    return HttpResponseRedirect(reverse("security"))


@require_POST
@for_everybody
def confirm_options(request: HttpRequest, reader: Person) -> HttpResponse:
    """What the browser needs to confirm by a passkey of the reader."""
    return JsonResponse(passkeys.ask(request, "confirm", reader))

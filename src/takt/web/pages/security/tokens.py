"""The reader's API tokens, through the door: made and shown once, revoked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.departments.actions.issue_token import issue_token
from takt.departments.actions.revoke_token import revoke_token
from takt.departments.models import Person
from takt.web.pages.access import for_everybody
from takt.web.pages.security.asking import confirmed
from takt.web.pages.security.overview import shown


@require_POST
@for_everybody
@confirmed
def issue(request: HttpRequest, reader: Person) -> HttpResponse:
    """Make a token; it is on this one answer and nowhere else."""
    days = request.POST.get("days", "")
    ends = timezone.now() + timedelta(days=int(days) if days.isdecimal() and len(days) < 5 else 0)
    given = {"name": request.POST.get("name", ""), "expires_at": ends.isoformat()}
    try:
        outcome = perform(issue_token, str(reader.pk), reader, given, via="page")
    except Refused as no:
        errors = [str(r) for r in no.refusals]
        return shown(request, reader, 422, token_errors=errors, token_name=given["name"])
    return shown(request, reader, token=outcome.answer)


@require_POST
@for_everybody
def revoke(request: HttpRequest, reader: Person, which: str) -> HttpResponse:
    """The token opens nothing any more."""
    perform(revoke_token, str(reader.pk), reader, {"token": which}, via="page")
    messages.success(request, _("The token is revoked."))
    return HttpResponseRedirect(reverse("security") + "#tokens")

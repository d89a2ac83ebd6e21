"""The reader's sessions: end one, or all others."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from takt.departments.models import Person
from takt.web.pages.access import for_everybody
from takt.web.security import sessions


@require_POST
@for_everybody
def end(request: HttpRequest, reader: Person, which: UUID) -> HttpResponse:
    """End one of the reader's sessions; its next request is that of nobody."""
    if not sessions.end(reader, which, but=request.session.session_key):
        raise Http404
    messages.success(request, _("The session is ended."))
    return HttpResponseRedirect(reverse("security") + "#sessions")


@require_POST
@for_everybody
def end_others(request: HttpRequest, reader: Person) -> HttpResponse:
    """End all sessions of the reader but this one."""
    count = sessions.end_others(request, reader)
    words = ngettext("%(count)d other session is ended.", "%(count)d other sessions are ended.", count)
    messages.success(request, words % {"count": count})
    return HttpResponseRedirect(reverse("security") + "#sessions")

"""Save the list as it is looked at under a name, and forget it again: the reader's own rows only."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takt.conduct.narrowing import printable
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.web.models import SavedView
from takt.web.pages.access import signed_in

MOST_VIEWS = 30
_NAME_CHARACTERS, _QUERY_CHARACTERS = 40, 1000  # as the columns hold
_OWN = frozenset({"q", "view", "turned"})


@require_POST
@signed_in
def save_view(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """Keep what the list shows now; the name replaces an earlier view of that name. Refused: InvalidInput."""
    if name not in RESOURCES:
        raise Http404
    title = printable(request.POST.get("name", ""), "name").strip()
    if not 1 <= len(title) <= _NAME_CHARACTERS:
        expectation = _("1 to %(limit)s characters") % {"limit": _NAME_CHARACTERS}
        raise refuse(InvalidInput(given=title[:60], where="name", expectation=expectation))
    query = _query(name, printable(request.POST.get("query", ""), "query"))
    with transaction.atomic():
        own = SavedView.objects.select_for_update().filter(person=reader, list=name)
        if own.exclude(name=title).count() >= MOST_VIEWS:
            expectation = _("at most %(limit)s views of a list; remove one first") % {"limit": MOST_VIEWS}
            raise refuse(InvalidInput(given=title, where="name", expectation=expectation))
        SavedView.objects.update_or_create(person=reader, list=name, name=title, defaults={"query": query})
    messages.success(request, _("View saved: %(name)s") % {"name": title})
    return HttpResponseRedirect(f"{address_of_list(name)}?{query}")


@require_POST
@signed_in
def remove_view(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """Forget a view of the reader's own."""
    own = SavedView.objects.filter(person=reader, pk=reference).first() if _is_id(reference) else None
    if own is None:
        raise Http404
    own.delete()
    messages.success(request, _("View removed: %(name)s") % {"name": own.name})
    return HttpResponseRedirect(address_of_list(own.list))


def address_of_list(name: str) -> str:
    """Where a list stands."""
    return reverse("order-list") if name == "orders" else reverse("list", args=[name])


def _query(name: str, given: str) -> str:
    """Only what the list knows; never a place in it."""
    known = {*_OWN, *RESOURCES[name].filters}
    query = urlencode([(n, v) for n, v in parse_qsl(given.lstrip("?")) if n in known])
    if len(query) > _QUERY_CHARACTERS:
        raise refuse(InvalidInput(given=query[:60], where="query", expectation=_("fewer filters")))
    return query


def _is_id(reference: str) -> bool:
    return len(reference) == 36 and reference.replace("-", "").isalnum()

"""Which pages need a signed-in person, and how their refusals are shown."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.actors import ActorKind
from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.web.pages import errors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ForAPerson = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]
IN_THE_PORTAL = {
    "order": "portal-order",
    "order-list": "portal-orders",
    "system-letters": "portal-letters",
    "system-letter": "portal-letters",
}
"""Pages of the company that customers have a page of their own for."""


def signed_in(view: ForAPerson[P]) -> View[P]:
    """The page is for people of the company: the view gets the person; refusals become a page.

    A customer's contact is led to the portal; what they send to an address of the company is refused with 403.
    """

    def page(request: HttpRequest, reader: Person, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if reader.kind == ActorKind.CUSTOMER:
            return _to_the_portal(request)
        return view(request, reader, *args, **kwargs)

    return for_everybody(update_wrapper(page, view))


def for_everybody(view: ForAPerson[P]) -> View[P]:
    """The same for a page that customers' contacts have too: their own security, their files, the portal."""

    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        try:
            response = view(request, request.user, *args, **kwargs)
        except Refused as no:
            return errors.refused(request, no)
        response.setdefault("Cache-Control", "no-store")
        return response

    return update_wrapper(page, view)  # type: ignore[return-value]  # the wrapper takes no person


def _to_the_portal(request: HttpRequest) -> HttpResponse:
    """A page leads to its counterpart; whatever else is asked for is refused."""
    if request.method not in ("GET", "HEAD") or request.headers.get("Sec-Fetch-Dest") == "empty":
        return errors.page(request, 403, [_("This is for people of the company. Yours is the portal.")])
    here = request.resolver_match
    name = IN_THE_PORTAL.get(here.url_name or "", "portal") if here else "portal"
    return redirect(name, *here.args, **here.kwargs) if here and name == "portal-order" else redirect(name)

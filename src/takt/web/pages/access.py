"""Which pages need a signed-in person, and how their refusals are shown."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.web.pages.errors import refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse]) -> View[P]:
    """The page is for signed-in people: the view gets the person; refusals become a page."""

    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        try:
            response = view(request, request.user, *args, **kwargs)
        except Refused as no:
            return refused(request, no)
        response.setdefault("Cache-Control", "no-store")
        return response

    return update_wrapper(page, view)  # type: ignore[return-value]  # the wrapper takes no person

"""Pages of My security that change how somebody gets in: first they confirm who they are."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from takt.departments.models import Person
from takt.web.security.confirming import FIELDS, confirm, recently_confirmed, ways_to_confirm

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]
SHOW = "then_show"


def confirmed(view: View[P]) -> View[P]:
    """The view runs once the person confirmed themselves; what was sent before is kept and sent again."""

    def page(request: HttpRequest, reader: Person, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if recently_confirmed(request):
            return view(request, reader, *args, **kwargs)
        wrong: list[str] = []
        if any(name in request.POST for name in FIELDS):
            wrong = confirm(request, request.POST)
            if not wrong:
                shown = HttpResponseRedirect(request.get_full_path())
                return shown if SHOW in request.POST else view(request, reader, *args, **kwargs)
        return _ask(request, wrong)

    return update_wrapper(page, view)  # type: ignore[return-value]  # the same arguments


def _ask(request: HttpRequest, wrong: list[str]) -> HttpResponse:
    hidden = [(n, v) for n, v in request.POST.items() if n not in (*FIELDS, "csrfmiddlewaretoken")]
    if request.method == "GET":
        hidden = [(SHOW, "1")]
    context = {"hidden": hidden, "confirm": ways_to_confirm(request), "confirm_errors": wrong}
    return render(request, "security/confirm.html", context, status=422 if wrong else 200)

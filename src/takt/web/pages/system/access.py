"""Who looks after Takt: administration and management. Others are refused by name."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from takt.conduct.actors import ActorKind, Department
from takt.conduct.proofs import LOOK_AFTER
from takt.conduct.refusals import NotYourDepartment, Sentence, refuse
from takt.departments.models import Person
from takt.web.pages.access import View, signed_in

P = ParamSpec("P")


def may_look_after(reader: Person) -> bool:
    """Whether somebody sees the pages of the system."""
    return reader.kind == ActorKind.EMPLOYEE and bool(
        LOOK_AFTER & {Department(d) for d in reader.departments}
    )


def looking_after(
    title: Sentence,
) -> Callable[[Callable[Concatenate[HttpRequest, Person, P], HttpResponse]], View[P]]:
    """The page called `title` is for those who look after Takt. Refused: NotYourDepartment."""

    def decorate(view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse]) -> View[P]:
        def page(request: HttpRequest, reader: Person, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may_look_after(reader):
                needs = ", ".join(str(d.label) for d in Department if d in LOOK_AFTER)
                yours = ", ".join(str(Department(d).label) for d in reader.departments) or "–"
                raise refuse(NotYourDepartment(action=str(title), needs=needs, yours=yours))
            return view(request, reader, *args, **kwargs)

        update_wrapper(page, view)
        return signed_in(page)

    return decorate

"""What every page shows around its content: the lists that the reader may see, and the languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from takt.conduct import reading
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the page's frame."""
    reader = getattr(request, "user", None)
    if not isinstance(reader, Person):
        return {"company": settings.TAKT_COMPANY["name"], "reader": None, "lists": []}
    lists = [
        (r.name, r.model._meta.verbose_name)
        for r in RESOURCES.values()
        if r.name != "orders" and reading.may_read(r, reader)
    ]
    return {"company": settings.TAKT_COMPANY["name"], "reader": reader, "lists": sorted(lists)}

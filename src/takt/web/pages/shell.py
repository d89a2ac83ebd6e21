"""What every page shows around its content: the lists that the reader may see, and the languages."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

from takt.conduct import reading
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.web.pages.names import list_title

_PARTS = (
    "orders", "approval", "planning", "production", "quality", "delivery", "stock", "factory", "departments", "conduct",
)  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the page's frame."""
    reader = getattr(request, "user", None)
    if not isinstance(reader, Person):
        return {"company": settings.TAKT_COMPANY["name"], "reader": None, "lists": []}
    return {"company": settings.TAKT_COMPANY["name"], "reader": reader, "lists": _lists(reader)}


def _lists(reader: Person) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lists that somebody may read, by the part of the procedure to which they belong."""
    groups: dict[str, list[tuple[str, str]]] = {str(apps.get_app_config(p).verbose_name): [] for p in _PARTS}
    for resource in RESOURCES.values():
        if resource.name != "orders" and reading.may_read(resource, reader):
            part = str(resource.model._meta.app_config.verbose_name)
            groups.setdefault(part, []).append((resource.name, list_title(resource)))
    return [(part, lists) for part, lists in groups.items() if lists]

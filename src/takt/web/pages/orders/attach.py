"""Files of an order: dropped or chosen, and taken off again (III.1.2)."""

from typing import Any

from django.conf import settings

from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.reads import attachments_of
from takt.web.pages.acting.steps import step
from takt.web.pages.shown import words


@step("orders.attach")
def attach(order: Order, reader: Person) -> dict[str, Any]:
    """The files that are there already, and how large one may be."""
    return {
        "order": order,
        "files": list(attachments_of(order)),
        "limit_bytes": settings.TAKT_UPLOAD_LIMIT_BYTES,
    }


def _files(order: Order, reader: Person) -> list[tuple[str, str]]:
    return [(str(a.pk), f"{a.document.name} · {words(a.document.made_at)}") for a in attachments_of(order)]


@step("orders.detach", choices={"attachment": _files})
def detach(order: Order, reader: Person) -> dict[str, Any]:
    """The order's own files only are offered."""
    return {"order": order}

"""Rows whose page shows more than their columns: what else it shows, and its template `lists/<list>.html`."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from takt.departments.models import Person
from takt.web.pages.acting.steps import import_pages

Facts = Callable[..., dict[str, Any]]
_FACTS: dict[str, Facts] = {}


def own_page(name: str) -> Callable[[Facts], Facts]:
    """Declare what the page of a list's row shows: `@own_page("shipments")`, called with the row and the reader,
    and as a third, if it takes that, with the departments for which the reader may act now."""

    def declare(facts: Facts) -> Facts:
        if name in _FACTS:
            raise TypeError(f"{name}: declared twice")
        _FACTS[name] = facts
        return facts

    return declare


def own_facts(name: str, row: Any, reader: Person, departments: set[str]) -> dict[str, Any]:
    """What the row's page shows beside its columns; nothing for a list without a page of its own."""
    import_pages()
    facts = _FACTS.get(name)
    if facts is None:
        return {}
    more = (departments,) if len(inspect.signature(facts).parameters) > 2 else ()
    return facts(row, reader, *more)


@cache
def own_template(name: str) -> str:
    """The template of a row's page."""
    own = f"lists/{name}.html"
    try:
        get_template(own)
    except TemplateDoesNotExist:
        return "row.html"
    return own

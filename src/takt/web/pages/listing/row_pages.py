"""Rows that deserve more than their columns: evidence to look at, on a page of their own.

    @row_page("items")
    def items(item: Item, reader: Person) -> dict[str, Any]: ...

stands in a module of a folder beside this one that is called like a clause's folder (pages/factory/items.py). The
page's template is `lists/<name>.html`, extends "row.html" and fills `{% block evidence %}` (below the facts) or
`{% block facts %}`; a row page without one has "row.html". What the context says of "more" replaces the detail in words.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from takt.conduct.resources import RESOURCES
from takt.web.pages.acting.steps import declared

Evidence = Callable[[Any, Any], dict[str, Any]]
_PAGES: dict[str, Evidence] = {}


def row_page(name: str) -> Callable[[Evidence], Evidence]:
    """Declare what the page of a resource's row shows beside its columns."""

    def declare(evidence: Evidence) -> Evidence:
        if name not in RESOURCES or name in _PAGES:
            raise TypeError(f"{name}: not a list, or declared twice")
        _PAGES[name] = evidence
        return evidence

    return declare


def evidence_of(name: str, row: Any, reader: Any) -> dict[str, Any] | None:
    """What a row's page shows; None when nothing is declared for this kind of row."""
    declared()
    page = _PAGES.get(name)
    return page(row, reader) if page is not None else None


@cache
def template_of(name: str) -> str:
    """The row's template: of its own list's name when there is one."""
    own = f"lists/{name}.html"
    try:
        get_template(own)
    except TemplateDoesNotExist:
        return "row.html"
    return own

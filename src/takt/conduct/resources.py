"""What may be read, declared once per list: REST, pages, exports and the permission matrix follow from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from takt.conduct.actors import INTERNAL, Department
from takt.conduct.refusals import Sentence

RESOURCES: dict[str, "Resource"] = {}
MONEY_READERS = frozenset({Department.SALES, Department.FINANCE, Department.MANAGEMENT, Department.CUSTOMER})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: a path of attributes (`customer.name`), its heading, and who may see it."""

    path: str
    heading: Sentence
    money: bool = False  # seen by MONEY_READERS only

    @property
    def name(self) -> str:
        """The name in JSON and CSV: customer_name for customer.name."""
        return self.path.replace(".", "_")


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of row that can be listed, searched, filtered, exported and looked at.

    `readers` are the departments that may read it; with Department.CUSTOMER among them `company` is the
    lookup that leads to the customer's id (contacts see their own company's rows only).
    `newest` is the keyset order: a field (with its direction) that an index serves, ties broken by id.
    `search` are lookups for the search box; `filters` are lookups allowed as query parameters.
    `detail` adds to the columns what one row shows: called with the row and the reader.
    """

    name: str
    model: type[models.Model]
    clause: str
    columns: tuple[Column, ...]
    readers: frozenset[Department] = frozenset(INTERNAL)
    company: str = ""
    newest: str = "-id"
    search: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()  # select_related
    detail: Callable[[Any, Any], dict[str, Any]] | None = None
    narrow: Callable[[Any], Any] | None = field(default=None)


def readable(resource: Resource) -> Resource:
    """Register a resource."""
    if resource.name in RESOURCES and RESOURCES[resource.name].model is not resource.model:
        raise TypeError(f"two resources are called {resource.name}")
    RESOURCES[resource.name] = resource
    return resource


def columns(**headings: Sentence) -> tuple[Column, ...]:
    """`columns(number=_("number"), customer__name=_("customer"))`; two underscores mean a dot."""
    return tuple(Column(path.replace("__", "."), heading) for path, heading in headings.items())


def money(**headings: Sentence) -> tuple[Column, ...]:
    """Columns that only those see who may see money."""
    return tuple(Column(path.replace("__", "."), heading, money=True) for path, heading in headings.items())


def visible(resource: Resource, departments: Iterable[str]) -> list[Column]:
    """The columns that somebody of these departments may see."""
    may_see_money = bool(MONEY_READERS & {Department(d) for d in departments})
    return [c for c in resource.columns if may_see_money or not c.money]

"""One search box: orders, customers, items, shipments, lots, plans, suppliers; by number, name, drawing, pinyin, initials."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from takt.conduct import reading
from takt.conduct.actors import Actor
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.conduct.searching import look_up

SEARCHED = ("orders", "customers", "items", "shipments", "plans", "lots", "suppliers")
"""The lists in which is searched, in the order in which their hits are shown. Items know their drawing's number."""
HITS_PER_LIST = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: in which list, what programs know it by, its number as people read it, and what it is called."""

    resource: str
    id: str
    reference: str
    title: str
    number: str


def search(words: str, reader: Actor, *, limit: int = HITS_PER_LIST) -> list[Hit]:
    """The newest hits of each list that the reader may see, at most `limit` of each; a query for each list where something
    may be found, and one before them.

    Refused: InvalidInput for what cannot be searched for.
    """
    discover()
    if not words.strip():
        return []
    lists = [r for name in SEARCHED if (r := RESOURCES.get(name)) is not None and reading.may_read(r, reader)]
    known = look_up(lists, words)
    hits: list[Hit] = []
    for resource in lists:
        found = reading.page(resource, reader, search=words, limit=limit, known=known).rows
        hits += [_hit(resource.name, row) for row in found]
    return hits


def _hit(resource: str, row: Any) -> Hit:
    reference = reading.reference_of(row)  # of a lot its id: lots of two items may have the same number
    return Hit(resource, str(row.pk), reference, _title(row), str(getattr(row, "number", "") or reference))


def _title(row: Any) -> str:
    """What stands beside the number: whose order, which article, which drawing."""
    about = next((a for name in ("customer", "item") if (a := getattr(row, name, None)) is not None), row)
    order = getattr(row, "order", None)
    parts = (getattr(order, "number", ""), _name(about), getattr(about, "drawing_number", ""))
    return " · ".join(part for part in parts if part) or reading.reference_of(row)


def _name(row: Any) -> str:
    english = "" if (get_language() or "").startswith("zh") else getattr(row, "name_en", "")
    return str(english or getattr(row, "name", ""))

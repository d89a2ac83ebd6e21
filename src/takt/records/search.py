"""One search box over orders, customers and items: by number, name, the customer's number, pinyin and initials."""

from dataclasses import dataclass

from takt.conduct import reading
from takt.conduct.actors import Actor
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES

SEARCHED = ("orders", "customers", "items")
HITS_PER_LIST = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: in which list, its number, and what it is called."""

    resource: str
    id: str
    reference: str
    title: str


def search(words: str, reader: Actor) -> list[Hit]:
    """The newest hits of each list that the reader may see. Refused: InvalidInput for what cannot be searched for."""
    discover()
    hits: list[Hit] = []
    for name in SEARCHED:
        resource = RESOURCES.get(name)
        if resource is None or not words.strip() or not reading.may_read(resource, reader):
            continue
        for row in reading.page(resource, reader, search=words, limit=HITS_PER_LIST).rows:
            reference = reading.reference_of(row)
            title = str(getattr(row, "customer", None) or getattr(row, "name", "") or reference)
            hits.append(Hit(name, str(row.pk), reference, title))
    return hits

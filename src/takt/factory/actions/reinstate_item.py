"""III.4.1: a retired item comes back."""

from takt.conduct.action import action
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Item


@action("III.4.1", by=KEEPERS)
def reinstate_item(item: Item, *, by: Person) -> None:
    """Take a retired item back into use."""
    item.retired_at = None

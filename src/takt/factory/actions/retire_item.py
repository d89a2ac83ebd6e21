"""III.4.1: an item goes out of use."""

from takt.conduct.action import action
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import BillLine, Item
from takt.factory.refusals import ItemInUse, ItemIsRetired
from takt.factory.states import VersionState


@action("III.4.1", by=KEEPERS)
def retire_item(item: Item, *, by: Person) -> None:
    """Take an item out of use; what is on record stays. Refused while a released bill needs it."""
    if item.retired_at is not None:
        raise refuse(ItemIsRetired(item=item.number))
    lines = BillLine.objects.filter(
        component=item, bill__state=VersionState.RELEASED, bill__item__retired_at__isnull=True
    )
    users = sorted(set(lines.values_list("bill__item__number", flat=True)[:20]))
    if users:
        raise refuse(ItemInUse(item=item.number, used_in=", ".join(users)))
    item.retired_at = now()

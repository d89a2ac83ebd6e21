"""III.4.1: a new version of a bill of material."""

from datetime import date

from django.db.models import Max

from takt.conduct.action import action
from takt.conduct.door import lock
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.factory import rules
from takt.factory.inputs import BillLineInput
from takt.factory.keepers import KEEPERS
from takt.factory.models import Bill, BillLine, Item, Sourcing
from takt.factory.references import by_reference
from takt.factory.refusals import ItemIsRetired


@action("III.4.1", by=KEEPERS)
def draft_bill(*, by: Person, item: Item, lines: list[BillLineInput], valid_from: date | None = None) -> Bill:
    """Draft a version of an item's bill of material; it counts once it is released."""
    item = lock(item)  # versions of one item are numbered one after the other
    refuse_if(rules.bill_faults(item.number, item.sourcing == Sourcing.MAKE, lines))
    components = by_reference(Item, (line.component for line in lines), "component")
    retired = [c for c in (item, *components.values()) if c.retired_at is not None]
    refuse_if(ItemIsRetired(item=c.number) for c in retired)
    last = Bill.objects.filter(item=item).aggregate(last=Max("number"))["last"] or 0
    bill = Bill.objects.create(item=item, number=last + 1, valid_from=valid_from)
    BillLine.objects.bulk_create(
        BillLine(
            bill=bill,
            position=line.position,
            component=components[line.component],
            quantity_per=line.quantity_per,
            scrap_share=line.scrap_share,
        )
        for line in lines
    )
    return bill

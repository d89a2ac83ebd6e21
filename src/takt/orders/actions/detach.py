"""III.1.2: a file no longer belongs to the order; the row and the bytes stay as evidence."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse
from takt.departments.models import Person
from takt.orders import refusals
from takt.orders.models import Attachment, Order


@action("III.1.2", by=Department.SALES)
def detach(order: Order, *, by: Person, attachment: Attachment) -> None:
    """Take a file off the order."""
    held = Attachment.objects.filter(pk=attachment.pk, order=order, removed_at=None).first()
    if held is None:
        raise refuse(refusals.NotOfThisOrder(attachment=str(attachment.pk), order=order.number))
    held.removed_at = now()
    held.save()

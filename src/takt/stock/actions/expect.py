"""III.3.2: bought goods are on their way."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Called, Quantity, Short
from takt.departments.models import Person
from takt.factory.models import Item, Supplier
from takt.stock import rules
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import ExpectedReceipt


@action("III.3.2", by=WAREHOUSE)
def expect(
    *,
    by: Person,
    item: Item,
    quantity: Quantity,
    due: Annotated[date, Called(_("expected on"))],
    supplier: Supplier | None = None,
    number: Short = "",
) -> ExpectedReceipt:
    """Expect goods on a date; orders may reserve them from now on. Without a number Takt gives one."""
    refuse_if(rules.reasons_against_quantity(item, quantity))
    return ExpectedReceipt.objects.create(
        number=number[:60] or numbers.take("ER"), item=item, supplier=supplier, quantity=quantity, due=due
    )

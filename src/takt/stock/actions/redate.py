"""III.3.2: expected goods come on another date."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from takt.conduct.action import action
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Called
from takt.departments.models import Person
from takt.stock.keepers import WAREHOUSE
from takt.stock.models import ExpectedReceipt
from takt.stock.refusals import ReceiptIsClosed


@action("III.3.2", by=WAREHOUSE)
def redate(expected: ExpectedReceipt, *, by: Person, due: Annotated[date, Called(_("expected on"))]) -> None:
    """Expect goods on another date."""
    if expected.closed_at is not None:
        raise refuse(ReceiptIsClosed(receipt=expected.number))
    expected.due = due

"""III.4.1: a bill of material goes out of force."""

from takt.conduct.action import action
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Bill
from takt.factory.states import BillMove


@action("III.4.1", by=KEEPERS, moves=BillMove.WITHDRAW)
def withdraw_bill(bill: Bill, *, by: Person) -> None:
    """Take a bill out of force, or give up its draft; orders that were planned by it keep it."""

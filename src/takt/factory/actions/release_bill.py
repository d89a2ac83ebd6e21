"""III.4.1: a bill of material comes into force."""

from takt.conduct.action import action
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.factory.actions.withdraw_bill import withdraw_bill
from takt.factory.keepers import KEEPERS
from takt.factory.models import Bill, BillLine
from takt.factory.refusals import ItemIsRetired
from takt.factory.states import BillMove, VersionState
from takt.factory.where_used import refuse_a_cycle


@action("III.4.1", by=KEEPERS, moves=BillMove.RELEASE)
def release_bill(bill: Bill, *, by: Person) -> None:
    """Put a drafted bill into force; it replaces the one in force. A bill that leads back to itself is refused."""
    components = list(
        BillLine.objects.filter(bill=bill).values_list(
            "component_id", "component__number", "component__retired_at"
        )
    )
    refuse_if(ItemIsRetired(item=number) for _, number, retired_at in components if retired_at)
    refuse_a_cycle(bill.item_id, [component for component, _, _ in components])
    in_force = Bill.objects.filter(item=bill.item_id, state=VersionState.RELEASED).first()
    if in_force is not None:
        withdraw_bill(in_force, by=by)

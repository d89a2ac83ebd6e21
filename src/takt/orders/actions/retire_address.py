"""III.1.2: an address is no longer used; orders that name it keep it."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.orders import rules
from takt.orders.models import Address, Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION))
def retire_address(customer: Customer, *, by: Person, address: Address) -> None:
    """Sales retires an address of the customer."""
    held = Address.objects.get(pk=address.pk)
    refuse_if(rules.reasons_against_parties(customer, None, held, None))
    held.retired_at = now()
    held.save()

"""III.1.2: nobody orders for this customer any more."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.departments.models import Person
from takt.orders import refusals, rules
from takt.orders.models import Customer, Order
from takt.orders.reads import OVER


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION))
def retire_customer(customer: Customer, *, by: Person) -> None:
    """Sales retires a customer who has no open orders."""
    refuse_if(rules.reasons_against_parties(customer, None, None, None))
    count = Order.objects.filter(customer=customer).exclude(state__in=OVER).count()
    if count:
        raise refuse(refusals.StillOrders(customer=customer.number, count=count))
    customer.retired_at = now()

"""III.2.1: finance says up to which amount a customer may owe."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Amount
from takt.departments.models import Person
from takt.orders import rules
from takt.orders.models import Customer


@action("III.2.1", by=(Department.FINANCE, Department.SYSTEM))
def grant_credit(customer: Customer, *, by: Person, credit_limit: Amount | None = None) -> None:
    """Finance sets the customer's credit limit in their currency; without an amount there is none."""
    refuse_if(rules.reasons_against_parties(customer, None, None, None))
    customer.credit_limit = credit_limit

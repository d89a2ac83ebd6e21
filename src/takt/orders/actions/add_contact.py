"""III.1.2: a person of the customer whom we talk to."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import EMail, Name, Short
from takt.departments.models import Language, Person
from takt.orders import refusals, rules
from takt.orders.customers import new_contact
from takt.orders.models import Contact, Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION, Department.SYSTEM))
def add_contact(
    customer: Customer,
    *,
    by: Person,
    name: Name,
    email: EMail | None = None,
    phone: Short = "",
    language: Language = Language.ZH,
) -> Contact:
    """Sales adds a contact of the customer, reachable by e-mail or phone."""
    refuse_if(rules.reasons_against_parties(customer, None, None, None))
    if not email and not phone:
        raise refuse(refusals.NotAddressable(email=""))
    contact = new_contact(customer, name, email or "", phone[:60], language)
    contact.save()
    return contact

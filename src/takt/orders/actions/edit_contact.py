"""III.1.2: a contact's name, address, phone or language changes."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import EMail, Name, Short
from takt.departments.models import Language, Person
from takt.orders import rules
from takt.orders.models import Contact, Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION))
def edit_contact(
    customer: Customer,
    *,
    by: Person,
    contact: Contact,
    name: Name | None = None,
    email: EMail | None = None,
    phone: Short | None = None,
    language: Language | None = None,
) -> None:
    """Sales corrects a contact's data."""
    held = Contact.objects.get(pk=contact.pk)
    refuse_if(rules.reasons_against_parties(customer, held, None, None))
    for field, value in {"name": name, "email": email, "phone": phone, "language": language}.items():
        if value is not None:
            setattr(held, field, value)
    held.save()

"""III.1.2: a contact no longer speaks for the customer, and no longer signs in."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.orders import rules
from takt.orders.actions.end_access import end_access
from takt.orders.models import Contact, Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION))
def retire_contact(customer: Customer, *, by: Person, contact: Contact) -> None:
    """Sales retires a contact; their access to the portal ends."""
    held = Contact.objects.select_related("person").get(pk=contact.pk)
    refuse_if(rules.reasons_against_parties(customer, held, None, None))
    held.retired_at = now()
    held.save()
    if held.person is not None and held.person.retired_at is None:
        end_access(held.person, by=by)

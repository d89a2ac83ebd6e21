"""III.1.2: the personal data of a retired contact is erased; the journal stays whole."""

from django.db.models import Q

from takt.conduct.action import action
from takt.conduct.actions.blank_letter import blank_letter
from takt.conduct.actors import Department
from takt.conduct.models import Letter
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason
from takt.departments.actions.erase import erase
from takt.departments.models import Person
from takt.orders import refusals
from takt.orders.customers import blank
from takt.orders.models import Contact, Customer, PhoneCall


@action("III.1.2", by=Department.ADMINISTRATION)
def erase_contact(customer: Customer, *, by: Person, contact: Contact, reason: Reason) -> None:
    """Erase a retired contact's name, addresses, calls and the letters written to them, for good."""
    held = Contact.objects.select_related("person").get(pk=contact.pk)
    if held.customer_id != customer.pk or held.retired_at is None:
        raise refuse(refusals.NotRetiredContact(contact=str(contact.pk), customer=customer.number))
    theirs = Q(letter_company=customer.pk, recipient_name=held.name) & (Q(address=held.email) | Q(address=""))
    for letter in Letter.objects.filter(theirs, recipient_id=None).order_by("id"):
        blank_letter(letter, by=by)
    for call in PhoneCall.objects.filter(order__contact=held, caller=held.name):
        call.caller, call.salt = "—", b""
        call.save()
    if held.person is not None:
        erase(held.person, by=by, reason=reason)
    blank(held)
    held.save()

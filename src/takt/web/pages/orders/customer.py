"""The acts on a customer's page: contacts and addresses to choose from are that customer's own (III.1.1, III.1.2)."""

from collections.abc import Mapping
from typing import Any

from takt.conduct.requests import look_up
from takt.departments.models import Person
from takt.orders.models import Contact, Customer
from takt.web.pages.acting.steps import step
from takt.web.pages.orders.desk import address_choices, addresses_of, contact_choices, contacts_of
from takt.web.pages.orders.typed import customer_of

MOST_OFFERED = 500


def _contacts(customer: Customer, reader: Person) -> list[tuple[str, str]]:
    return contact_choices(contacts_of(customer))


def _retired_contacts(customer: Customer, reader: Person) -> list[tuple[str, str]]:
    gone = Contact.objects.filter(customer=customer, retired_at__isnull=False).exclude(salt=b"")
    return contact_choices(list(gone.order_by("name")))


def _addresses(customer: Customer, reader: Person) -> list[tuple[str, str]]:
    return address_choices(addresses_of(customer))


def _as_it_is(customer: Customer, reader: Person, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the contact that the address names is called now."""
    contact = look_up(Contact, str(asked.get("contact") or ""))
    if not isinstance(contact, Contact) or contact.customer_id != customer.pk:
        return {}
    return {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "language": contact.language,
    }


@step("orders.edit_contact", initial=_as_it_is, choices={"contact": _contacts})
def edit_contact(customer: Customer, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("orders.retire_contact", choices={"contact": _contacts})
def retire_contact(customer: Customer, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("orders.erase_contact", choices={"contact": _retired_contacts})
def erase_contact(customer: Customer, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("orders.retire_address", choices={"address": _addresses})
def retire_address(customer: Customer, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


def _without_access(row: None, reader: Person, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Contacts in use who cannot sign in yet; of one customer, when the address names it."""
    waiting = Contact.objects.filter(retired_at=None, person=None).select_related("customer").order_by("name")
    customer = customer_of(values)
    if customer is not None:
        waiting = waiting.filter(customer=customer)
    return [(str(c.pk), f"{c.name} · {c.customer.name}") for c in waiting[:MOST_OFFERED]]


@step("orders.give_portal_access", choices={"contact": _without_access})
def give_portal_access(row: None, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}

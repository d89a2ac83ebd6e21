"""What customers and their contacts are found by, and how a contact's data is blanked."""

import os

from takt.exchange.chinese import initials, pinyin
from takt.orders.models import Contact, Customer


def search_keys(customer: Customer) -> str:
    """Number, names, pinyin and initials, in lower case."""
    name = customer.name
    return f"{customer.number} {name} {customer.name_en} {pinyin(name)} {initials(name)}".lower()[:800]


def new_contact(customer: Customer, name: str, email: str, phone: str, language: str) -> Contact:
    """A contact, not saved, with the salt that keeps the journal free of personal data."""
    return Contact(
        customer=customer, name=name, email=email, phone=phone, language=language, salt=os.urandom(16)
    )


def blank(contact: Contact) -> None:
    """Take away everything personal and the salt: what the journal says proves nothing any more."""
    contact.name, contact.email, contact.phone, contact.salt = "—", "", "", b""

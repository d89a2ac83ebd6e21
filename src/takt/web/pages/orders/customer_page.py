"""The page of a customer: contacts, addresses, credit and exposure by right, orders, what they said of us (III.1.2)."""

from decimal import Decimal
from typing import Any

from takt.conduct import reading
from takt.conduct.resources import RESOURCES
from takt.delivery.models import Feedback
from takt.departments.models import Person
from takt.orders.models import Contact, Customer, Order
from takt.orders.reads import open_gross_amount
from takt.records.dossier import sees_money
from takt.web.pages.acting.possible import act_url, departments_now
from takt.web.pages.listing.own_pages import own_page

MOST = 15


@own_page("customers")
def customer_page(customer: Customer, reader: Person) -> dict[str, Any]:
    """Whom to call, where to send, what they owe and order, and what they said."""
    serving = departments_now(reader)
    writes = bool(serving & {"sales", "administration"})
    sees_contacts = reading.may_read(RESOURCES["contacts"], reader)
    orders = Order.objects.visible_to(reader).filter(customer=customer).order_by("-entered_at", "-id")
    return {
        "writes": writes,
        "sees_contacts": sees_contacts,
        "contacts": _contacts(customer) if sees_contacts else [],
        "addresses": customer.addresses.order_by("retired_at", "code"),
        "credit": _credit(customer) if sees_money(reader) else None,
        "orders": orders[:MOST],
        "money": sees_money(reader),
        "feedback": _feedback(customer),
        "enter_order": act_url("orders.enter", customer=customer.number) if "sales" in serving else "",
        "give_access": act_url("orders.give_portal_access", customer=customer.number) if writes else "",
    }


def _contacts(customer: Customer) -> list[Contact]:
    found = customer.contacts.select_related("person").order_by("retired_at", "name")
    return [c for c in found if c.salt]


def _credit(customer: Customer) -> dict[str, Any]:
    """The limit, what the living orders add up to, and what is left; no limit, nothing left to say."""
    used, limit = open_gross_amount(customer.pk), customer.credit_limit
    left = limit - used if limit is not None else None
    share = min(round(100 * used / limit), 100) if limit else None
    return {
        "limit": limit,
        "used": used,
        "left": left,
        "share": share,
        "is_over": left is not None and left < Decimal(0),
    }


def _feedback(customer: Customer) -> list[Feedback]:
    given = Feedback.objects.filter(order__customer=customer).select_related("order")
    return list(given.order_by("-given_at")[:5])

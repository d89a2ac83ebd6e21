"""The review before an order is confirmed (III.1.3 初步审核): what a person looks at and answers for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ_BACK = "read_back"
CHECKLIST: dict[str, Promise] = {
    "customer": _("The customer is known and their credit was looked at"),
    "items": _("Items and revisions are right"),
    "quantities": _("Quantities and units are right"),
    "prices": _("Prices and taxes are right"),
    "dates": _("The dates are realistic"),
    "address": _("Address and contact are right"),
    READ_BACK: _("The order by phone was read back to the caller"),
}
"""Code -> sentence. `read_back` is asked of orders by phone only."""


def asked_of(origin: str) -> list[str]:
    """The codes that must be answered for an order of this origin."""
    return [code for code in CHECKLIST if code != READ_BACK or origin == "phone"]

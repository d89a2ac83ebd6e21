"""How delivery says no (III.6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class CustomerNotTold(Refusal):
    """The goods may not leave before the customer has been told carrier and arrival (III.6.2)."""

    code, clause, field = "customer_not_told", "III.6.2", "notice"
    sentence = _(
        "%(shipment)s: the shipping notice is %(notice)s. The customer is told carrier and arrival before the goods leave."
    )
    expects = _("a shipping notice that has been sent")
    shipment: str
    notice: str


@dataclass(frozen=True)
class UnknownLine(Refusal):
    """The packing list names a position that the order does not have."""

    code, clause, status, field = "unknown_order_line", "III.6.1", 422, "lines"
    sentence = _("The order has no position %(position)s.")
    expects = _("a position of the order")
    position: int


@dataclass(frozen=True)
class PackedTwice(Refusal):
    """The packing list names a position twice."""

    code, clause, status, field = "position_named_twice", "III.6.1", 422, "lines"
    sentence = _("Position %(position)s stands twice on the packing list.")
    expects = _("each position once")
    position: int


@dataclass(frozen=True)
class MoreThanOrdered(Refusal):
    """More would be packed than ordered."""

    code, clause, status, field = "more_than_ordered", "III.6.1", 422, "lines"
    sentence = _(
        "Position %(position)s: %(packing)s cannot be packed; of %(ordered)s ordered, %(packed)s are packed already."
    )
    expects = _("at most what is still to be packed")
    packing: Decimal
    position: int
    ordered: Decimal
    packed: Decimal


@dataclass(frozen=True)
class NotInStock(Refusal):
    """What is to be packed has not been produced, or is held by quality."""

    code, clause, field = "not_ready_to_pack", "III.6.1", "lines"
    sentence = _("Item %(item)s: %(packing)s cannot be packed; only %(ready)s are ready for this order.")
    expects = _("at most what is produced and not held")
    packing: Decimal
    item: str
    ready: Decimal


@dataclass(frozen=True)
class NothingToPack(Refusal):
    """The packing list is empty, or everything is packed."""

    code, clause, status, field = "nothing_to_pack", "III.6.1", 422, "lines"
    sentence = _("There is nothing left to pack on order %(order)s.")
    expects = _("at least one position with a quantity")
    order: str


@dataclass(frozen=True)
class ContentsDiffer(Refusal):
    """The packages together hold more or less of a position than the shipment."""

    code, clause, status, field = "contents_differ", "III.6.1", 422, "packages"
    sentence = _("Position %(position)s: %(shipped)s in the shipment, but %(marked)s in its packages.")
    expects = _("the contents of all packages together, or none of them")
    position: int
    shipped: Decimal
    marked: Decimal


@dataclass(frozen=True)
class ArrivalInThePast(Refusal):
    """The expected arrival lies before today."""

    code, clause, status, field = "arrival_in_the_past", "III.6.2", 422, "expected_arrival"
    sentence = _("The expected arrival %(given)s lies in the past.")
    expects = _("today (%(today)s) or later")
    given: date
    today: date


@dataclass(frozen=True)
class ReceivedBeforeShipped(Refusal):
    """A receipt is dated before the shipment left, or in the future."""

    code, clause, status, field = "received_before_shipped", "III.6.3", 422, "received_on"
    sentence = _(
        "The receipt cannot be dated %(given)s: the goods left on %(shipped)s and today is %(today)s."
    )
    expects = _("a date from %(shipped)s to %(today)s")
    given: date
    shipped: date
    today: date


@dataclass(frozen=True)
class LinkNotValid(Refusal):
    """A feedback link is unknown, used or expired."""

    code, clause, status, field = "feedback_link_not_valid", "III.6.3", 403, "link"
    sentence = _("This link has been used or has expired. Please ask your contact in sales for a new one.")
    expects = _("an unused link that has not expired")


@dataclass(frozen=True)
class FeedbackStillDue(Refusal):
    """The order cannot be closed before the customer was asked (III.6.3)."""

    code, clause, field = "feedback_still_due", "III.6.3", "state"
    sentence = _(
        "The customer has not been asked yet: do the follow-up due on %(due)s first, or record the feedback."
    )
    expects = _("the customer's feedback, or a follow-up done")
    due: date


@dataclass(frozen=True)
class CarrierRetired(Refusal):
    """The carrier is no longer used."""

    code, clause, status, field = "carrier_retired", "III.6.2", 422, "carrier"
    sentence = _("The carrier %(carrier)s is no longer used.")
    expects = _("a carrier in use")
    carrier: str


@dataclass(frozen=True)
class AlreadyDone(Refusal):
    """A follow-up is done once."""

    code, clause, field = "follow_up_already_done", "III.6.3", "follow_up"
    sentence = _("This follow-up was done at %(at)s.")
    expects = _("a follow-up that is still due")
    at: str

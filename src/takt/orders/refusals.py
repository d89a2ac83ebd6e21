"""How III.1 says no."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class DateOutOfRange(Refusal):
    """A date before what is possible, or further away than anybody plans."""

    code, clause, status = "date_out_of_range", "III.1.2", 422
    sentence = _("%(where)s: %(asked)s lies before %(earliest)s or after %(latest)s.")
    expects = _("a date from %(earliest)s to %(latest)s")
    asked: date
    earliest: date
    latest: date
    where: str


@dataclass(frozen=True)
class CustomerRetired(Refusal):
    """Nobody orders for a retired customer."""

    code, clause, status, field = "customer_retired", "III.1.2", 409, "customer"
    sentence = _("Customer %(customer)s is retired.")
    expects = _("an active customer")
    customer: str


@dataclass(frozen=True)
class WrongCurrency(Refusal):
    """An order is in its customer's currency."""

    code, clause, status, field = "wrong_currency", "III.1.2", 422, "currency"
    sentence = _("Customer %(customer)s orders in %(needed)s, not in %(currency)s.")
    expects = "%(needed)s"
    currency: str
    needed: str
    customer: str


@dataclass(frozen=True)
class NotOfThisCustomer(Refusal):
    """Contact or address belongs to somebody else or is retired."""

    code, clause, status = "not_of_this_customer", "III.1.2", 422
    sentence = _("%(where)s: %(given)s is not one of customer %(customer)s's, or is retired.")
    expects = _("one of customer %(customer)s's own")
    given: str
    where: str
    customer: str


@dataclass(frozen=True)
class CallUnknown(Refusal):
    """An order by phone without the facts of the call."""

    code, clause, status = "call_unknown", "III.1.1", 422
    sentence = _("%(where)s: an order by phone names who called and when, and not in the future.")
    expects = _("who called, and when")
    given: str
    where: str


@dataclass(frozen=True)
class SourceUnknown(Refusal):
    """An order from a file without the file's name."""

    code, clause, status, field = "source_unknown", "III.1.1", 422, "source"
    sentence = _("An order from a file names its source; an order by phone or portal has none (“%(given)s”).")
    expects = _("the name of the file")
    given: str


@dataclass(frozen=True)
class DuplicateOrder(Refusal):
    """The customer's order number was used before: the same order entered twice."""

    code, clause, status, field = "duplicate_order", "III.1.2", 409, "customer_order_number"
    sentence = _("Customer %(customer)s's order number “%(given)s” is already in order %(first)s.")
    expects = _("a number that this customer has not used, or a change of order %(first)s")
    given: str
    customer: str
    first: str


@dataclass(frozen=True)
class ChecklistOpen(Refusal):
    """Not everything was reviewed."""

    code, clause, status, field = "checklist_open", "III.1.3", 422, "checklist"
    sentence = _("Not yet reviewed: %(open)s.")
    expects = _("every item of the checklist")
    open: str


@dataclass(frozen=True)
class ChecklistUnknown(Refusal):
    """An answer to what nobody asked."""

    code, clause, status, field = "checklist_unknown", "III.1.3", 422, "checklist"
    sentence = _("The checklist has no item “%(unknown)s”. It has: %(known)s.")
    expects = "%(known)s"
    unknown: str
    known: str


@dataclass(frozen=True)
class NotReadBack(Refusal):
    """What was heard on the phone was not read back."""

    code, clause, status, field = "not_read_back", "III.1.1", 409, "read_back"
    sentence = _("The order came by phone and was not read back to the caller yet.")
    expects = _("the order read back to the caller")


@dataclass(frozen=True)
class NothingChanged(Refusal):
    """A revision that revises nothing."""

    code, clause, status, field = "nothing_changed", "III.1.2", 422, "order"
    sentence = _("Nothing of order %(order)s would change.")
    expects = _("at least one other value")
    order: str


@dataclass(frozen=True)
class OnlyWhilePlaced(Refusal):
    """The customer may take back what sales has not taken over; afterwards sales does it."""

    code, clause, status, field = "only_while_placed", "III.1.2", 409, "order"
    sentence = _("Sales already works on order %(order)s; ask sales to withdraw it.")
    expects = _("an order that sales has not taken over")
    order: str


@dataclass(frozen=True)
class FileTooLarge(Refusal):
    """The file is larger than this installation accepts."""

    code, clause, status, field = "file_too_large", "III.1.2", 422, "content"
    sentence = _("The file has %(size)s bytes; at most %(limit)s are accepted.")
    expects = _("1 to %(limit)s bytes")
    size: int
    limit: int


@dataclass(frozen=True)
class FileNotAccepted(Refusal):
    """A program, or a name that is none."""

    code, clause, status, field = "file_not_accepted", "III.1.2", 422, "name"
    sentence = _("A file called “%(name)s” is not accepted.")
    expects = _("a document, drawing, table, picture or archive with a plain name")
    name: str


@dataclass(frozen=True)
class ContactHasAccess(Refusal):
    """The contact can already sign in, or is retired."""

    code, clause, status, field = "contact_has_access", "III.1.1", 409, "contact"
    sentence = _("The contact already has access to the portal, or is retired.")
    expects = _("an active contact without access")
    contact: str


@dataclass(frozen=True)
class NoContact(Refusal):
    """Somebody signs in for a company whose contact they no longer are."""

    code, clause, status, field = "no_contact", "III.1.1", 403, "by"
    sentence = _("%(login)s is not a contact of a customer (any more).")
    expects = _("an active contact of a customer")
    login: str


@dataclass(frozen=True)
class NotAddressable(Refusal):
    """A contact without an e-mail address and phone cannot be reached."""

    code, clause, status, field = "not_addressable", "III.1.1", 422, "email"
    sentence = _("A contact needs an e-mail address or a phone number (“%(email)s”).")
    expects = _("an e-mail address or a phone number")
    email: str


@dataclass(frozen=True)
class StillOrders(Refusal):
    """A customer with living orders is not retired."""

    code, clause, status, field = "still_orders", "III.1.2", 409, "customer"
    sentence = _("Customer %(customer)s still has %(count)s open orders.")
    expects = _("a customer without open orders")
    customer: str
    count: int


@dataclass(frozen=True)
class NotOfThisOrder(Refusal):
    """The file belongs to another order, or was removed before."""

    code, clause, status, field = "not_of_this_order", "III.1.2", 404, "attachment"
    sentence = _("Order %(order)s has no such file (%(attachment)s).")
    expects = _("a file of order %(order)s")
    attachment: str
    order: str


@dataclass(frozen=True)
class NotRetiredContact(Refusal):
    """Only who no longer speaks for the customer is erased."""

    code, clause, status, field = "not_retired_contact", "III.1.2", 409, "contact"
    sentence = _("%(contact)s is not a retired contact of customer %(customer)s.")
    expects = _("a retired contact of customer %(customer)s")
    contact: str
    customer: str

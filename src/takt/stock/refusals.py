"""How the stock says no (III.3.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class _Quantities(Refusal):
    """A refusal whose quantities are shown without needless zeros."""

    clause: ClassVar[str] = "III.3.2"


@dataclass(frozen=True)
class NotInStock(_Quantities):
    """There is less than what is needed, and nothing more is expected."""

    code, field = "not_in_stock", "quantity"
    sentence = _("%(item)s: %(missing)s %(unit)s are missing.")
    expects = _("goods received or expected")
    missing: Decimal
    item: str
    unit: str


@dataclass(frozen=True)
class NotThereYet(_Quantities):
    """What a job needs is still on its way."""

    code, field = "not_there_yet", "quantity"
    sentence = _("%(item)s: %(quantity)s %(unit)s are still on their way (%(receipt)s, due %(due)s).")
    expects = _("goods received before they are issued")
    quantity: Decimal
    item: str
    unit: str
    receipt: str
    due: date


@dataclass(frozen=True)
class LotIsHeld(Refusal):
    """A quality hold keeps the lot from being used."""

    code, clause, field = "lot_is_held", "III.4.3", "lot"
    sentence = _("Lot %(lot)s of %(item)s is held by quality.")
    expects = _("a lot that is not held")
    lot: str
    item: str


@dataclass(frozen=True)
class LotIsNotHeld(Refusal):
    """There is no hold to end."""

    code, clause, field = "lot_is_not_held", "III.4.3", "lot"
    sentence = _("Lot %(lot)s of %(item)s is not held.")
    expects = _("a lot that is held")
    lot: str
    item: str


@dataclass(frozen=True)
class LotBelongsToAnother(Refusal):
    """A lot made for one order does not take in the output of another."""

    code, clause, field = "lot_belongs_to_another", "III.3.2", "number"
    sentence = _("Lot %(lot)s of %(item)s was made for another order.")
    expects = _("a lot number of its own")
    lot: str
    item: str


@dataclass(frozen=True)
class BelowReserved(_Quantities):
    """The lot would hold less than what is promised from it."""

    code, field = "below_reserved", "quantity"
    sentence = _("Lot %(lot)s: %(reserved)s are reserved, so it cannot go down to %(quantity)s.")
    expects = _("%(reserved)s or more, or the reservations released first")
    quantity: Decimal
    lot: str
    reserved: Decimal


@dataclass(frozen=True)
class NothingToCount(_Quantities):
    """The count agrees with the books."""

    code, field = "nothing_to_count", "quantity"
    sentence = _("Lot %(lot)s: the books say %(quantity)s already; there is no difference to book.")
    expects = _("a quantity that differs from the books")
    quantity: Decimal
    lot: str


@dataclass(frozen=True)
class MoreThanExpected(_Quantities):
    """More came than was expected."""

    code, field = "more_than_expected", "quantity"
    sentence = _(
        "%(receipt)s: %(open)s are still expected, not %(quantity)s. Receive the rest as a lot of its own."
    )
    expects = _("%(open)s or less")
    quantity: Decimal
    receipt: str
    open: Decimal


@dataclass(frozen=True)
class ReceiptIsClosed(Refusal):
    """The expected receipt is complete or was closed."""

    code, clause, field = "receipt_is_closed", "III.3.2", "expected"
    sentence = _("%(receipt)s is closed: nothing more is expected on it.")
    expects = _("an expected receipt that is open")
    receipt: str


@dataclass(frozen=True)
class AlreadyCountered(Refusal):
    """A movement is countered once."""

    code, clause, field = "already_countered", "IV", "movement"
    sentence = _("This movement of lot %(lot)s was countered already.")
    expects = _("a movement that nobody countered")
    lot: str


@dataclass(frozen=True)
class NotCounterable(Refusal):
    """A movement that another record stands on is not countered in the warehouse."""

    code, clause, field = "not_counterable", "IV", "movement"
    sentence = _("A movement of the kind “%(kind)s” stands on another record: %(instead)s.")
    expects = _("a receipt or a count difference")
    kind: str
    instead: str


@dataclass(frozen=True)
class ReceiptIsFixed(Refusal):
    """Item, supplier and quantity of an expected receipt stay: orders may have reserved from it."""

    code, clause, status, field = "receipt_is_fixed", "III.3.2", 409, "number"
    sentence = _(
        "%(receipt)s is expected already with another item, supplier or quantity; close it and expect anew."
    )
    expects = _("the same item, supplier and quantity, or another number")
    receipt: str

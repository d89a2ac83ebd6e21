"""How the standards of production say no (III.4.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class BillCycle(Refusal):
    """A bill of material leads back to its own item."""

    code, clause, status, field = "bill_cycle", "III.4.1", 422, "lines"
    sentence = _("The bill of material leads back to itself: %(path)s.")
    expects = _("a bill in which no item contains itself, at any depth")
    path: str


@dataclass(frozen=True)
class ItemInUse(Refusal):
    """A released bill still needs the item."""

    code, clause, status, field = "item_in_use", "III.4.1", 409, "item"
    sentence = _("%(item)s is a component of %(used_in)s, so it cannot be retired.")
    expects = _("an item that no released bill needs")
    item: str
    used_in: str


@dataclass(frozen=True)
class ItemIsRetired(Refusal):
    """A retired item enters nothing new."""

    code, clause, status, field = "item_is_retired", "III.4.1", 409, "item"
    sentence = _("%(item)s is retired.")
    expects = _("an item in use")
    item: str


@dataclass(frozen=True)
class NotMadeHere(Refusal):
    """A bought item has neither bill nor route."""

    code, clause, status, field = "not_made_here", "III.4.1", 422, "item"
    sentence = _("%(item)s is bought, so it has neither bill nor route.")
    expects = _("an item that is made here")
    item: str


@dataclass(frozen=True)
class UnitInUse(Refusal):
    """A unit that items use does not lose decimals: quantities on record would no longer fit."""

    code, clause, status, field = "unit_in_use", "III.4.1", 409, "decimals"
    sentence = _(
        "Items are counted in %(unit)s with %(decimals)s decimals; fewer would cut quantities on record."
    )
    expects = _("%(decimals)s or more")
    unit: str
    decimals: int


@dataclass(frozen=True)
class UnitIsFixed(Refusal):
    """The unit of an item never changes: every quantity on record is in it."""

    code, clause, status, field = "unit_is_fixed", "III.4.1", 409, "unit"
    sentence = _("%(item)s is counted in %(unit)s; add another item instead of changing its unit.")
    expects = "%(unit)s"
    unit: str
    item: str


@dataclass(frozen=True)
class TooManyDecimals(Refusal):
    """A quantity is finer than its unit."""

    code, clause, status = "too_many_decimals", "III.4.1", 422
    sentence = _("%(where)s: %(quantity)s %(unit)s has too many decimals for %(item)s.")
    expects = _("at most %(decimals)s decimals")
    quantity: str
    where: str
    item: str
    unit: str
    decimals: int


@dataclass(frozen=True)
class Twice(Refusal):
    """Two lines share what must be unique."""

    code, clause, status = "twice", "III.4.1", 422
    sentence = _("%(where)s: %(given)s stands there twice.")
    expects = _("each once")
    given: str
    where: str


@dataclass(frozen=True)
class Nothing(Refusal):
    """A bill without lines, a route without operations."""

    code, clause, status = "nothing_given", "III.4.1", 422
    sentence = _("%(where)s: nothing is given.")
    expects = _("at least one line")
    where: str


@dataclass(frozen=True)
class HalfASpan(Refusal):
    """An exception has both times or neither."""

    code, clause, status, field = "half_a_span", "III.4.1", 422, "exceptions"
    sentence = _("%(date)s: give both a start and an end, or neither (closed).")
    expects = _("both times, or none")
    date: str


@dataclass(frozen=True)
class ImportFault(Refusal):
    """Something in an imported file that cannot be taken; nothing of the file was taken."""

    code, clause, status = "import_fault", "IV", 422
    sentence = "%(reason)s"
    expects = _("a row that can be taken as it stands; nothing of the file was taken")
    given: str
    row: int
    column: str
    reason: str

    @property
    def about(self) -> str:
        """The column."""
        return self.column

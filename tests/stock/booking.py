"""For tests only: the stock's plain functions run inside an act, as production and delivery will run them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.departments.models import Person
from takt.departments.people import the_founder
from takt.factory.models import Item, Unit
from takt.stock import bookings
from takt.stock.actions.receive import receive
from takt.stock.models import Lot


@action("III.3.2", by=Department.SYSTEM)
def act(unit: Unit, *, by: Person, what: str, given: dict[str, Any]) -> Any:
    """Run one of the plain functions."""
    return getattr(bookings, what)(**given)


@action("III.3.2", by=Department.SYSTEM)
def alone(*, by: Person, what: str, given: dict[str, Any]) -> None:
    """The same without a subject, so that many can do it at once."""
    getattr(bookings, what)(**given)


@action("III.3.2", by=Department.SYSTEM)
def keep_all(*, by: Person, case: UUID, job: UUID, needs: Sequence[tuple[UUID, Decimal]]) -> None:
    """Reserve everything or refuse."""
    refuse_if(bookings.missing_goods(bookings.reserve(case, job, needs)))


def booked(what: str, **given: Any) -> Any:
    """Do it, with the unit PCS as the subject."""
    return act(Unit.objects.get(code="PCS"), by=the_founder(), what=what, given=given)


def lot(item: Item, number: str, quantity: Any) -> Lot:
    """A lot received by the founder."""
    return receive(by=the_founder(), item=item, lot=number, quantity=Decimal(str(quantity))).lot


def levels(item: Item) -> dict[str, tuple[Decimal, Decimal]]:
    """On hand and reserved of each lot."""
    return {row.number: (row.on_hand, row.reserved) for row in Lot.objects.filter(item=item)}

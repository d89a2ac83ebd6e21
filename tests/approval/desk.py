"""What a review needs on the desk: a plant with costs, a customer, and a confirmed order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.open_door import open_door
from tests.orders.shop import LATER, Shop, confirmed, open_shop
from tests.people import LONG_AGO, People, make_people
from tests.planning.plant import Plant, build_plant, well_stocked

from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.sales import sales
from takt.factory.models import CostRate, Item
from takt.orders.actions.confirm import confirm
from takt.orders.checklist import asked_of
from takt.orders.lines import NewLine
from takt.orders.models import Order

PUMPS = [NewLine("PUMP", Decimal(2), Decimal(500)), NewLine("OIL", Decimal(10), Decimal(20))]


@dataclass(frozen=True)
class Desk:
    """A plant whose PUMP costs, a shop whose customer orders it, and everybody."""

    plant: Plant
    shop: Shop
    people: People

    def order(self, **more: Any) -> Order:
        """A confirmed order of two pumps and oil, entered by Li, confirmed by Zhang."""
        return confirmed(self.shop, self.people, lines=more.pop("lines", PUMPS), **more)

    def confirmed_again(self, order: Order, promised: date = LATER) -> None:
        """After a revision."""
        confirm(order, by=self.people.sales2, promised_date=promised, checklist=asked_of(order.origin))

    def reviewed(self, order: Order) -> Order:
        """Sales, finance and production have approved."""
        sales(order, by=self.people.head_of_sales)
        budget(order, by=self.people.finance)
        feasibility(order, by=self.people.production)
        return order


def lay_out() -> Desk:
    """Everything saved."""
    people = make_people()
    plant, shop = well_stocked(build_plant(people)), open_shop()
    costs = {"OIL": "12.30", "M1": "5", "M2": "1.25"}
    with open_door():
        items = list(Item.objects.filter(number__in=costs))
        for item in items:
            item.standard_cost = Decimal(costs[item.number])
        Item.objects.bulk_update(items, ["standard_cost"])
        CostRate.objects.bulk_create(
            CostRate(
                work_center=center, valid_from=LONG_AGO.date(), labour_per_hour=Decimal(60),
                machine_per_hour=Decimal(30), overhead_share=Decimal("0.2"),
            )
            for center in (plant.turning, plant.assembly)
        )  # fmt: skip
    return Desk(plant, shop, people)


@pytest.fixture
def desk(db: None) -> Desk:
    """The desk of a reviewer."""
    return lay_out()

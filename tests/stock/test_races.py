"""III.3.2: many hands reach for one lot at once; sums stay right, and who comes too late is told so by name."""

from decimal import Decimal

from django.db.models import Sum
from tests.factory.plant import build_plant
from tests.races import apart, at_once
from tests.stock.booking import alone, keep_all, levels, lot

from takt.conduct.ids import uuid7
from takt.departments.people import the_founder
from takt.factory.models import Item
from takt.stock.models import Lot, Movement, Reservation

__all__ = ["apart"]
THREADS = 32


def test_thirty_two_threads_on_one_lot_never_promise_more_than_there_is(apart: None) -> None:
    plant = build_plant()
    lot(plant.bar, "B-1", 20)
    founder = the_founder()

    def deed(n: int) -> None:
        keep_all(by=founder, case=uuid7(), job=uuid7(), needs=[(plant.bar.id, Decimal(1))])

    outcome = at_once(deed, THREADS)
    assert outcome == {"done": 20, "not_in_stock": 12}
    assert levels(plant.bar) == {"B-1": (Decimal(20), Decimal(20))}
    assert Reservation.objects.aggregate(kept=Sum("quantity"))["kept"] == 20


def test_jobs_that_need_the_same_items_in_any_order_neither_lose_goods_nor_each_other(apart: None) -> None:
    plant = build_plant()
    for item in (plant.bar, plant.oil, plant.rotor):
        for n in range(4):
            lot(item, f"L-{n}", 10)
    founder = the_founder()
    items = [plant.bar.id, plant.oil.id, plant.rotor.id]
    jobs = [uuid7() for _ in range(THREADS)]

    def deed(n: int) -> None:
        turned = items[n % 3 :] + items[: n % 3]
        keep_all(by=founder, case=jobs[n], job=jobs[n], needs=[(i, Decimal(2)) for i in turned])
        alone(by=founder, what="issue_for_job", given={"job": jobs[n], "by": founder})

    outcome = at_once(deed, THREADS)
    assert outcome == {"done": 20, "not_in_stock": 12}
    for item in Item.objects.filter(id__in=items):
        assert not any(any(level) for level in levels(item).values())
    moved = Movement.objects.aggregate(moved=Sum("quantity"))["moved"]
    assert moved == Lot.objects.aggregate(left=Sum("on_hand"))["left"] == 0

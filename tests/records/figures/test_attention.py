"""What needs the management first: blocked orders, decisions that wait, orders that stand still, discontented customers."""

import pytest
from tests.open_door import open_door
from tests.records.figures.history import Told, asked, june, lived
from tests.rows import build

from takt.delivery.models import Feedback
from takt.production.models import ProductionException
from takt.records.figures.attention import needs_me_first
from takt.records.figures.courses import bring_up_to_date

pytestmark = pytest.mark.django_db
NOW = june(20, 8)


def matters() -> dict[str, tuple[int, str, float | None]]:
    bring_up_to_date()
    return {m.what: (m.count, m.order, m.hours) for m in needs_me_first(asked(1, 20, NOW), None)}


def test_a_quiet_morning_needs_nobody() -> None:
    lived({"orders.enter": june(19)}, Told("entered"))
    assert matters() == {}


def test_orders_that_await_the_final_approval_are_counted_and_the_longest_is_named() -> None:
    def awaiting(day: int) -> str:
        acts = {
            "orders.enter": june(1),
            "orders.confirm": june(2),
            "approval.sales": june(3),
            "approval.budget": june(4),
            "approval.feasibility": june(day),
        }
        return lived(acts, Told("confirmed")).number

    awaiting(19)
    longest = awaiting(18)
    assert matters() == {"decisions": (2, longest, 48.0)}


def test_an_order_that_stands_at_one_desk_for_more_than_three_days_is_told() -> None:
    order = lived({"orders.enter": june(16, 7)}, Told("entered"))
    lived({"orders.enter": june(17, 9)}, Told("entered"))  # 71 hours
    assert matters() == {"waiting": (1, order.number, 97.0)}


def test_a_blocking_exception_and_a_low_score_of_this_week_are_told() -> None:
    blocked = lived({"orders.enter": june(19)}, Told("entered"))
    with open_door():
        build(ProductionException, order=blocked, blocking=True, raised_at=june(19))
        build(Feedback, order=blocked, score=2, given_at=june(15))
        build(
            Feedback, order=lived({"orders.enter": june(1)}, Told("closed")), score=1, given_at=june(12)
        )  # last week
    found = matters()
    assert (found["exceptions"][0], found["scores"][:2]) == (1, (1, blocked.number))

"""The standards learn their times from what was booked."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from takt.web.adventureworks.routes import (
    MICRO,
    lot_of_the_median_piece,
    minutes_of,
    routes,
    stations,
    theil_sen,
)
from takt.web.adventureworks.tables import Location, Product, Routing, WorkOrder

MONDAY, TUESDAY = date(2011, 6, 6), date(2011, 6, 7)


def product(number: int, *, made: bool = True, subcategory: int | None = None) -> Product:
    return Product(
        product_id=number, name=f"P{number}", product_number=f"PN-{number}", make_flag=made, finished_goods_flag=True,
        safety_stock_level=1, standard_cost=Decimal(1), list_price=Decimal(2), weight_unit_measure_code="", weight=None,
        days_to_manufacture=1, product_subcategory_id=subcategory,
    )  # fmt: skip


def booked(order: int, made: int, sequence: int, place: int, hours: str, day: date = MONDAY) -> Routing:
    return Routing(order, made, sequence, place, day, Decimal(hours))


@given(
    st.integers(1, 500),
    st.integers(1, 60),
    st.lists(st.integers(1, 400), min_size=3, max_size=12, unique=True),
)
def test_a_line_through_honest_bookings_is_found_again(setup: int, run: int, sizes: list[int]) -> None:
    points = [(size, Decimal(setup + run * size)) for size in sizes]
    rest, slope = theil_sen(points)
    assert abs(rest - setup) < MICRO
    assert abs(slope - run) < MICRO


def test_one_absurd_booking_does_not_bend_the_line() -> None:
    points = [(size, Decimal(30 + 2 * size)) for size in (1, 4, 8, 12, 20, 40, 80)] + [(10, Decimal(9000))]
    setup, run = minutes_of(points, lot=10)
    assert abs(setup - 30) < 1
    assert abs(run - 2) < Decimal("0.1")


def test_the_same_hours_whatever_the_quantity_are_spread_over_the_lot_of_the_median_piece() -> None:
    sizes = [1, 1, 1, 1, 60, 60]
    assert lot_of_the_median_piece(sizes) == 60
    assert minutes_of([(s, Decimal(180)) for s in sizes], lot=60) == (Decimal(0), Decimal(3))


def test_a_product_that_was_never_routed_is_made_like_its_kin_and_a_part_where_most_ways_begin() -> None:
    products = {
        1: product(1, subcategory=7),
        2: product(2, subcategory=7),
        3: product(3),
        4: product(4, made=False),
    }
    orders = {n: WorkOrder(n, made, 10, 10, MONDAY) for n, made in ((1, 1), (2, 1), (3, 2), (4, 3))}
    routings = [
        booked(1, 1, 1, 10, "2"),
        booked(1, 1, 6, 50, "1"),
        booked(2, 1, 1, 10, "2"),
        booked(2, 1, 6, 50, "1"),
    ]
    found = routes(products, orders, routings)
    assert [s.location_id for s in found[2]] == [10, 50]
    assert [s.location_id for s in found[3]] == [10]
    assert 4 not in found
    assert [(s.sequence, s.run_minutes) for s in found[1]] == [(10, Decimal(12)), (20, Decimal(6))]


def test_a_work_centre_has_as_many_stations_as_its_fullest_week_needed() -> None:
    routings = [
        booked(n, 1, 1, 10, "50", day) for n, day in ((1, MONDAY), (2, TUESDAY), (3, date(2011, 6, 13)))
    ]
    assert stations(routings, {10: Location(10, "Forming", Decimal(20), Decimal(96))}) == {10: 2}

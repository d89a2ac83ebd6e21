"""What an order needs, level by level (III.3.1)."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takt.engine.bill import Bill, Component
from takt.engine.errors import BillError, CyclicBillError
from takt.engine.explode import Requirement, gross_requirements, net_requirements, order_tree

D = Decimal
PUMP = Bill(
    [
        Component("pump", "body", D(1)),
        Component("pump", "screw", D(8)),
        Component("body", "screw", D(4)),
        Component("body", "steel", D("2.5"), scrap_fraction=D("0.2")),
    ]
)


def test_a_screw_used_on_two_levels_is_summed_once_on_its_lowest() -> None:
    assert PUMP.low_level_codes == {"pump": 0, "body": 1, "screw": 2, "steel": 2}
    assert gross_requirements(PUMP, {"pump": D(10)}) == {
        "pump": D(10), "body": D(10), "screw": D(120), "steel": D("31.25"),
    }  # fmt: skip


def test_stock_of_an_assembly_spares_its_components_too() -> None:
    needed = net_requirements(
        PUMP, {"pump": D(10)}, on_hand={"body": D(4), "screw": D(4)}, receipts={"body": D(2)}
    )
    assert needed["body"] == Requirement(gross=D(10), covered=D(6), net=D(4))
    assert needed["screw"] == Requirement(gross=D(96), covered=D(4), net=D(92))
    assert needed["steel"].net == D("12.5")


def test_an_item_fully_in_stock_needs_nothing_below_it() -> None:
    assert set(net_requirements(PUMP, {"pump": D(1)}, on_hand={"pump": D(5)})) == {"pump"}


def test_a_bought_item_without_a_bill_is_its_own_requirement() -> None:
    assert gross_requirements(PUMP, {"paint": D("0.5")}) == {"paint": D("0.5")}


def test_the_tree_of_an_order_knows_what_each_part_is_for() -> None:
    tree = order_tree(PUMP, "pump", D(2))
    assert [(node.item, node.quantity, node.parent, node.level, node.line) for node in tree] == [
        ("pump", D(2), -1, 0, -1),
        ("body", D(2), 0, 1, 0),
        ("screw", D(16), 0, 1, 1),
        ("screw", D(8), 1, 2, 2),
        ("steel", D("6.25"), 1, 2, 3),
    ]


def test_a_bill_that_contains_itself_is_refused_with_its_path() -> None:
    lines = [
        Component("a", "b", D(1)),
        Component("b", "c", D(1)),
        Component("c", "b", D(1)),
        Component("c", "d", D(1)),
    ]
    with pytest.raises(CyclicBillError, match=r"b > c > b|c > b > c"):
        Bill(lines)


@pytest.mark.parametrize(
    ("per", "scrap", "field"),
    [
        (D(0), D(0), "quantity_per"),
        (D(-1), D(0), "quantity_per"),
        (D("NaN"), D(0), "quantity_per"),
        (D("0.0000001"), D(0), "quantity_per"),
        (D("1." + "0" * 40 + "1"), D(0), "quantity_per"),
        (D(1), D(1), "scrap_fraction"),
        (D(1), D("-0.1"), "scrap_fraction"),
    ],
)
def test_a_wrong_line_is_refused_naming_item_and_parent(per: Decimal, scrap: Decimal, field: str) -> None:
    with pytest.raises(BillError) as refusal:
        Bill([Component("pump", "screw", per, scrap)])
    assert (refusal.value.facts["item"], refusal.value.facts["field"]) == ("screw", f"{field} in pump")


def test_an_order_of_nothing_is_refused() -> None:
    with pytest.raises(BillError, match="more than 0"):
        order_tree(PUMP, "pump", D(0))


def test_a_tree_beyond_measure_is_refused() -> None:
    doubling = Bill([Component(level, level + 1, D(1)) for level in range(30) for _ in range(2)])
    with pytest.raises(BillError, match="at most 1000"):
        order_tree(doubling, 0, D(1), limit=1000)


def test_a_loss_is_rounded_up_never_down() -> None:
    bill = Bill([Component("a", "b", D(1), scrap_fraction=D("0.3"))])
    assert gross_requirements(bill, {"a": D(1)})["b"] == D("1.428572")


def test_a_deep_bill_needs_no_recursion() -> None:
    bill = Bill([Component(level, level + 1, D(1)) for level in range(5000)])
    assert bill.low_level_codes[5000] == 5000
    assert gross_requirements(bill, {0: D(3)})[5000] == D(3)


lines = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(1, 5)).map(
        lambda line: Component(line[0], line[0] + line[1], Decimal(line[2]))
    ),
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(lines, st.integers(0, 3), st.integers(1, 9))
def test_the_tree_and_the_sum_agree(components: list[Component[int]], item: int, quantity: int) -> None:
    bill = Bill(components)
    summed: dict[int, Decimal] = defaultdict(Decimal)
    for node in order_tree(bill, item, Decimal(quantity)):
        summed[node.item] += node.quantity
    assert dict(summed) == gross_requirements(bill, {item: Decimal(quantity)})
    assert all(bill.low_level_codes[line.parent] < bill.low_level_codes[line.item] for line in components)

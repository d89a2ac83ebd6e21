"""Bills of material as one index (III.4.1): levels, losses, circles, numbers too large."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from takt.engine.errors import BillError, CyclicBillError
from takt.engine.requirements.bills import Bills
from takt.engine.requirements.lines import Line
from takt.engine.requirements.pegged import Demands, pegged
from takt.engine.requirements.quantities import LARGEST, from_units, ratio, ratios, to_units
from takt.engine.requirements.summed import summed

D = Decimal
PUMP = Bills.of(
    {"steel": 2, "screw": 0, "body": 0, "pump": 0, "paint": 1},
    [
        Line("pump", "body", D(1)),
        Line("pump", "screw", D(8)),
        Line("body", "screw", D(4)),
        Line("body", "steel", D("2.5"), D("0.2")),
    ],
)


def gross(bills: Bills[str], item: str, units: int) -> dict[str, Decimal]:
    demand = np.zeros(len(bills), np.int64)
    demand[bills.number(item)] = units
    found = summed(bills, demand).tolist()
    return {
        name: from_units(found[i], int(bills.decimals[i])) for i, name in enumerate(bills.names) if found[i]
    }


def test_a_screw_used_on_two_levels_is_summed_once_on_its_lowest() -> None:
    codes = dict(zip(PUMP.names, PUMP.low_level_codes().tolist(), strict=True))
    assert codes == {"pump": 0, "paint": 0, "body": 1, "screw": 2, "steel": 2}
    expected = {"pump": D(10), "body": D(10), "screw": D(120), "steel": D("31.25")}
    assert gross(PUMP, "pump", 10) == expected


def test_an_item_without_a_bill_is_its_own_requirement() -> None:
    assert gross(PUMP, "paint", 5) == {"paint": D("0.5")}


def test_a_loss_is_rounded_up_to_what_the_unit_can_count() -> None:
    bills = Bills.of({"a": 0, "b": 0, "c": 3}, [Line("a", n, D(1), D("0.3")) for n in "bc"])
    assert gross(bills, "a", 1) == {"a": D(1), "b": D(2), "c": D("1.429")}
    assert gross(bills, "a", 7) == {"a": D(7), "b": D(10), "c": D(10)}


def test_two_lines_for_one_component_are_added_before_they_are_rounded() -> None:
    bills = Bills.of({"a": 0, "b": 0}, [Line("a", "b", D("0.5")), Line("a", "b", D("0.25"))])
    assert gross(bills, "a", 2) == {"a": D(2), "b": D(2)}
    assert bills.components(0) == [(1, Fraction(3, 4))]


def test_a_bill_that_contains_itself_is_refused_with_its_path() -> None:
    lines = [Line(top, down, D(1)) for top, down in ("ab", "bc", "cb", "cd")]
    with pytest.raises(CyclicBillError, match=r": (b > c > b|c > b > c)\."):
        Bills.of(dict.fromkeys("abcd", 0), lines)


def test_a_new_bill_that_closes_a_circle_is_refused_and_changes_nothing() -> None:
    bills = Bills.of(dict.fromkeys("abc", 0), [Line("a", "b", D(1)), Line("b", "c", D(2))])
    with pytest.raises(CyclicBillError, match=r"c > a > b > c|a > b > c > a|b > c > a > b"):
        bills.replace(2, [(0, Fraction(1))])
    assert bills.components(2) == []
    assert gross(bills, "a", 1) == {"a": D(1), "b": D(1), "c": D(2)}
    assert bills.low_level_codes().tolist() == [0, 1, 2]


def test_an_item_in_its_own_bill_is_refused() -> None:
    with pytest.raises(CyclicBillError, match="a > a"):
        Bills.of({"a": 0}, [Line("a", "a", D(1))])


def test_bills_replaced_a_thousand_times_keep_their_room() -> None:
    bills = Bills.of(dict.fromkeys("abc", 0), [Line("a", "b", D(1)), Line("b", "c", D(2))])
    for version in range(1, 1000):
        bills.replace(0, [(1, Fraction(version)), (2, Fraction(1))])
    assert gross(bills, "a", 1) == {"a": D(1), "b": D(999), "c": D(1999)}
    assert len(bills.store.component) < 500


@pytest.mark.parametrize(
    ("per", "scrap", "field"),
    [
        (D(0), D(0), "quantity_per"),
        (D(-1), D(0), "quantity_per"),
        (D("NaN"), D(0), "quantity_per"),
        (D("0.0000001"), D(0), "quantity_per"),
        (D("1." + "0" * 40 + "1"), D(0), "quantity_per"),
        (D(1), D(1), "scrap_share"),
        (D(1), D("-0.1"), "scrap_share"),
    ],
)
def test_a_wrong_line_is_refused_naming_item_and_parent(per: Decimal, scrap: Decimal, field: str) -> None:
    with pytest.raises(BillError) as refusal:
        Bills.of({"pump": 0, "screw": 0}, [Line("pump", "screw", per, scrap)])
    assert (refusal.value.facts["item"], refusal.value.facts["field"]) == ("screw", f"{field} in pump")


def test_a_line_of_an_unknown_item_is_refused() -> None:
    with pytest.raises(BillError, match="nut"):
        Bills.of({"pump": 0}, [Line("pump", "nut", D(1))])


def test_a_sum_beyond_64_bits_is_refused_by_name() -> None:
    twice = Bills.of(
        dict.fromkeys("abcd", 0), [Line("a", "c", D(1)), Line("b", "c", D(1)), Line("c", "d", D(9))]
    )
    nearly = np.array([LARGEST // 2, LARGEST // 2, 0, 0], np.int64)
    with pytest.raises(BillError, match="Item c"):
        summed(twice, nearly)
    with pytest.raises(BillError, match="Item b"):
        summed(twice, np.array([LARGEST, 1, 0, 0], np.int64))
    with pytest.raises(BillError, match="Item c"):
        pegged(twice, Demands(np.array([0, 1]), np.array([2]), nearly[:1]))
    many = Bills.of(dict.fromkeys(range(70), 0), [Line(i, i + 1, D(2)) for i in range(69)])
    with pytest.raises(BillError, match="Item 62"):
        summed(many, np.eye(1, 70, dtype=np.int64)[0])


def test_a_negative_demand_is_refused() -> None:
    with pytest.raises(BillError, match="demand is -1"):
        gross(PUMP, "pump", -1)
    with pytest.raises(BillError, match="demand is -1"):
        pegged(PUMP, Demands(np.array([0, 1]), np.array([3]), np.array([-1])))


def test_more_rows_than_allowed_are_refused() -> None:
    demands = Demands(np.arange(4), np.full(3, 3), np.ones(3, np.int64))
    assert len(pegged(PUMP, demands, limit=12)) == 12
    with pytest.raises(BillError, match="at most 11 rows"):
        pegged(PUMP, demands, limit=11)


def test_orders_grow_beyond_the_first_room() -> None:
    chain = Bills.of(dict.fromkeys(range(5000), 0), [Line(i, i + 1, D(1)) for i in range(4999)])
    assert chain.low_level_codes()[4999] == 4999
    pegs = pegged(chain, Demands(np.array([0, 1, 2]), np.array([0, 4000]), np.array([3, 2])))
    assert len(pegs) == 6000
    orders, units = pegs.serves(4500)
    assert (orders.tolist(), units.tolist()) == ([0, 1], [3, 2])


def test_ratios_of_many_lines_are_those_of_each() -> None:
    rows = [(2_500_000, 0, 3, 0), (1, 50_000, 0, 6), (10**12 + 7, 999_999, 2, 2), (750_000, 300_000, 1, 3)]
    numerators, denominators = ratios(*np.array(rows, np.int64).T)
    for (per, scrap, own, parent), above, below in zip(rows, numerators, denominators, strict=True):
        assert Fraction(int(above), int(below)) == ratio(
            Fraction(per, 10**6), Fraction(scrap, 10**6), own, parent
        )
        assert np.gcd(above, below) == 1


def test_a_ratio_beyond_64_bits_is_refused_by_name() -> None:
    huge, one = np.array([10**18], np.int64), np.ones(1, np.int64)
    above, below = ratios(huge, one - 1, one * 6, one * 0)
    assert above.tolist() == [10**18]
    above, below = ratios(huge, one * 999_999, one * 6, one * 0)
    with pytest.raises(BillError, match="quantity_per in a"):
        Bills("ab", np.zeros(2, np.int64), one * 0, one, above, below)


@pytest.mark.parametrize("value", ["-1", "0.001", "NaN", "Infinity", "1e20"])
def test_a_quantity_that_cannot_be_counted_is_refused(value: str) -> None:
    with pytest.raises(BillError, match="at most 2 decimals"):
        to_units(D(value), 2, "wire", "stock")

"""III.1.1: orders come as a file; each is entered once, whole or not at all."""

from datetime import date
from typing import Any

from tests.orders.shop import SOON, Shop, entered
from tests.people import People

from takt.conduct.discover import discover
from takt.conduct.imports import IMPORTS, export
from takt.factory.importing import ImportResult, run_import
from takt.orders.actions.withdraw import withdraw
from takt.orders.models import Address, Customer, Order, Origin

discover()
HEAD = "customer,customer_order_number,requested_date,item,quantity,price,note,ship_to\n"


def file_of(*lines: str) -> bytes:
    return (HEAD + "".join(f"{line}\n" for line in lines)).encode()


def two_orders(soon: date = SOON) -> bytes:
    return file_of(
        f"C-FARWIN,PO-1,{soon},PUMP-1,2,,红色,MAIN",
        f"C-FARWIN,PO-1,{soon},OIL-1,1.5,30,,",
        f"C-FARWIN,PO-2,{soon},FL-100,10,,,",
    )


def imported(data: bytes, people: People, **more: Any) -> ImportResult:
    return run_import("orders", data, "orders.csv", people.sales, **more)


def test_rows_of_one_number_are_one_order(shop: Shop, people: People) -> None:
    result = imported(two_orders(), people)
    assert (result.faults, result.new) == ((), 3)
    first, second = Order.objects.order_by("customer_order_number")
    assert [str(line.amount) for line in first.lines.all()] == ["2401.00", "45.00"]
    assert (first.origin, first.ship_to, second.ship_to) == (Origin.FILE, shop.address, None)


def test_the_same_file_again_changes_nothing(shop: Shop, people: People) -> None:
    imported(two_orders(), people)
    again = imported(two_orders(), people)
    assert (again.new, again.unchanged, Order.objects.count()) == (0, 3, 2)
    withdraw(Order.objects.get(customer_order_number="PO-2"), by=people.sales, reason="No longer wanted")
    assert imported(two_orders(), people).new == 1


def test_a_rehearsal_leaves_nothing(shop: Shop, people: People) -> None:
    assert imported(two_orders(), people, dry_run=True).new == 3
    assert not Order.objects.exists()


def test_one_wrong_row_and_nothing_is_taken(shop: Shop, people: People) -> None:
    wrong = file_of(
        f"C-FARWIN,PO-1,{SOON},PUMP-1,2,,,",
        f"C-FARWIN,PO-2,{SOON},NOTHING,1,,,",
        f"NOBODY,PO-3,{SOON},PUMP-1,1,,,",
    )
    faults = imported(wrong, people).faults
    assert [(f.row, f.column) for f in faults] == [(3, "lines.0.item"), (4, "customer")]
    assert not Order.objects.exists()


def test_what_goes_out_comes_back_unchanged(shop: Shop, people: People) -> None:
    entered(shop, people.sales, customer_order_number="PO-1")
    for name, by in (("orders", people.sales), ("customers", people.sales), ("addresses", people.sales)):
        out = export(IMPORTS[name], "zh-hans")
        result = run_import(name, out, f"{name}.xlsx", by)
        assert (result.faults, result.new, result.changed) == ((), 0, 0), name
        assert result.unchanged > 0


def test_customers_and_addresses_come_as_files(people: People) -> None:
    data = "number,name,tax_rate,language\nC-1,杭州重工,0.13,en\n".encode()
    assert run_import("customers", data, "c.csv", people.sales).new == 1
    renamed = data.replace("杭州".encode(), "苏州".encode())
    assert run_import("customers", renamed, "c.csv", people.sales).changed == 1
    assert Customer.objects.get().name == "苏州重工"
    places = "customer,code,lines,country\nC-1,MAIN,园区 1 号,CN\n".encode()
    assert run_import("addresses", places, "a.csv", people.sales).new == 1
    assert Address.objects.get().lines == "园区 1 号"

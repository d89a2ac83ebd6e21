"""Orders from a customer's file: its columns are matched once, each order is entered whole or not at all, never twice."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.orders.shop import SOON, Shop, entered
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.exchange.tables import write_xlsx
from takt.orders.imports.orders import SHEET
from takt.orders.models import Order, Origin

ADDRESS = "/orders-import"
TITLES = "PO No.,Part No,Qty,交货日期,Remark,Buyer"


def file_of(*rows: str, titles: str = TITLES, name: str = "farwin.csv") -> SimpleUploadedFile:
    """A customer's file with their own titles."""
    return SimpleUploadedFile(name, "\n".join([titles, *rows]).encode())


def sent(client: Client, file: SimpleUploadedFile) -> dict[str, str]:
    """The form of the second page as it is guessed: what a person would send on."""
    page = client.post(ADDRESS, {"file": file}).content.decode()
    note = re.search(r'name="note" value="([^"]+)"', page)
    assert note is not None, text_of(page)
    given = {"note": note[1], "step": "try", "all.customer": "C-FARWIN"}
    for index, options in re.findall(r'<select[^>]+name="column\.(\d+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="(\w+)" selected', options)
        given[f"column.{index}"] = chosen[1] if chosen else ""
    return given


def three_orders() -> SimpleUploadedFile:
    """PO-1 is right, a row of PO-2 names no item, PO-3 has a quantity that is none."""
    return file_of(
        f"PO-1,PUMP-1,2,{SOON},urgent,Li", f"PO-1,FL-100,5,{SOON},,Li",
        f"PO-2,NOTHING,1,{SOON},,Li", f"PO-3,PUMP-1,many,{SOON},,Wu", f"PO-3,FL-100,1,{SOON},,Wu",
    )  # fmt: skip


def test_columns_are_guessed_by_the_titles_that_customers_use(shop: Shop, people: People, desk: Desk) -> None:
    given = sent(desk(people.sales), three_orders())
    assert [given[f"column.{n}"] for n in range(6)] == [
        "customer_order_number", "item", "quantity", "requested_date", "note", "",
    ]  # fmt: skip


def test_a_dry_run_says_what_each_row_would_become_and_keeps_nothing(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    said = text_of(client.post(ADDRESS, sent(client, three_orders())).content.decode())
    assert "PO-1 C-FARWIN 2, 3 can be entered" in said
    assert "Row 4, Item" in said
    assert "there is no item “NOTHING”" in said
    assert "Row 5, Quantity" in said
    assert "“many” is not valid; expected: a number" in said
    assert "Enter 1 order" in said
    assert not Order.objects.exists()


def test_an_order_is_entered_whole_or_not_at_all_and_the_others_with_it(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    answer = client.post(ADDRESS, sent(client, three_orders()) | {"step": "enter"})
    order = Order.objects.get()
    assert answer.status_code == 200
    assert (order.customer_order_number, order.origin, order.lines.count()) == ("PO-1", Origin.FILE, 2)
    assert order.versions.get().reason == "farwin.csv"
    assert order.number in text_of(answer.content.decode())


def test_the_same_file_again_enters_nothing_twice_and_points_to_the_first(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    first = entered(shop, people.sales, customer_order_number="PO-1")
    given = sent(client, three_orders())
    for _again in range(2):
        said = text_of(client.post(ADDRESS, given | {"step": "enter"}).content.decode())
        assert f"already on record {first.number}" in said
    assert Order.objects.count() == 1


def test_how_a_file_was_read_is_remembered_for_the_next_one_with_its_titles(
    shop: Shop, people: People, desk: Desk
) -> None:
    client = desk(people.sales)
    client.post(ADDRESS, sent(client, three_orders()) | {"column.4": "", "column.5": "note"})
    again = sent(client, file_of(f"PO-9,PUMP-1,1,{SOON},x,Li"))
    assert (again["column.4"], again["column.5"]) == ("", "note")
    assert sent(desk(people.sales2), three_orders())["column.4"] == "note"


def test_what_stands_in_no_column_is_said_once_or_refused(shop: Shop, people: People, desk: Desk) -> None:
    client = desk(people.sales)
    given = sent(client, three_orders())
    answer = client.post(ADDRESS, given | {"all.customer": "", "column.5": "item"})
    said = text_of(answer.content.decode())
    assert answer.status_code == 422
    assert "“Customer” stands in no column" in said
    assert "“Item” is chosen for two columns" in said
    soon = client.post(ADDRESS, given | {"column.3": "", "all.requested_date": "soon"})
    assert "“soon” is no date" in text_of(soon.content.decode())
    told = client.post(ADDRESS, given | {"column.3": "", "all.requested_date": SOON.isoformat()})
    assert "can be entered" in text_of(told.content.decode())


def test_our_own_workbook_is_read_without_matching(shop: Shop, people: People, desk: Desk) -> None:
    row: dict[str, Any] = {
        "customer": "C-FARWIN", "customer_order_number": "PO-7", "requested_date": SOON, "item": "PUMP-1", "quantity": 3,
        "ship_to": "MAIN",
    }  # fmt: skip
    client = desk(people.sales)
    file = SimpleUploadedFile("ours.xlsx", write_xlsx([(SHEET, [row])], "zh-hans"))
    client.post(ADDRESS, sent(client, file) | {"step": "enter", "all.customer": ""})
    assert Order.objects.get().ship_to == shop.address
    row |= {"customer_order_number": "PO-8", "ship_to": "NOWHERE"}
    file = SimpleUploadedFile("ours.xlsx", write_xlsx([(SHEET, [row])], "zh-hans"))
    said = text_of(client.post(ADDRESS, sent(client, file) | {"all.customer": ""}).content.decode())
    assert "has no address “NOWHERE”" in said


def test_what_is_no_table_or_somebody_elses_is_refused(shop: Shop, people: People, desk: Desk) -> None:
    client = desk(people.sales)
    for file in (SimpleUploadedFile("a.xlsx", b"no workbook"), file_of(), SimpleUploadedFile("e.csv", b"")):
        assert client.post(ADDRESS, {"file": file}).status_code == 422
    given = sent(client, three_orders())
    assert desk(people.sales2).post(ADDRESS, given).status_code == 422
    assert client.post(ADDRESS, given | {"note": "forged"}).status_code == 422
    assert desk(people.production).get(ADDRESS).status_code == 403
    assert desk(shop.buyer).get(ADDRESS)["Location"] == "/portal"
    assert not Order.objects.exists()


def test_master_data_is_rehearsed_then_taken_in_whole(shop: Shop, people: People, desk: Desk) -> None:
    client, address = desk(people.sales), reverse("import", args=["customers"])
    assert client.get(reverse("import-template", args=["customers"])).content.startswith(b"PK")
    file = SimpleUploadedFile("c.csv", b"Customer,Name\nC-NEW,New company\nC-FARWIN,Farwin\n")
    page = client.post(address, {"file": file}).content.decode()
    assert "What it would do" in page
    assert not type(shop.farwin).objects.filter(number="C-NEW").exists()
    note = re.search(r'name="note" value="([^"]+)"', page)
    assert note is not None
    said = text_of(client.post(address, {"note": note[1], "take": "1"}).content.decode())
    assert "Taken in: 1 new, 1 changed, 0 unchanged" in said
    assert type(shop.farwin).objects.filter(number="C-NEW").exists()


def test_a_wrong_row_of_master_data_is_named_and_nothing_is_taken(
    shop: Shop, people: People, desk: Desk
) -> None:
    client, address = desk(people.sales), reverse("import", args=["customers"])
    file = SimpleUploadedFile("c.csv", b"Customer,Name,Tax rate\nC-NEW,New company,1300%\nC-2,,0.1\n")
    answer = client.post(address, {"file": file})
    said = text_of(answer.content.decode())
    assert answer.status_code == 422
    assert "Nothing was taken in" in said
    assert "is empty; expected" in said


def test_everybody_is_offered_the_kinds_that_they_may_bring_in(
    shop: Shop, people: People, desk: Desk
) -> None:
    page = desk(people.sales).get(reverse("imports")).content.decode()
    assert reverse("import", args=["customers"]) in page
    assert reverse("import", args=["routes"]) not in page
    assert desk(people.sales).get(reverse("import", args=["routes"])).status_code == 404
    assert desk(people.quality).get(reverse("imports")).status_code == 404

"""客户下单: a contact finds items, fills the basket, looks it over and orders (III.1.1)."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.open_door import open_door
from tests.orders.shop import LATER, SOON, Shop, confirmed
from tests.people import People
from tests.rows import build
from tests.web.orders.conftest import Desk, text_of

from takt.exchange.tables import write_xlsx
from takt.factory.models import Item
from takt.orders.models import Attachment, Contact, Order
from takt.web.pages.portal.lines_file import SHEET, lines_pasted


def basket(shop: Shop, **more: str) -> dict[str, str]:
    """The form of a basket of two pumps."""
    return {
        "rows": "2", "lines.0.item": "PUMP-1", "lines.0.quantity": "2", "lines.0.note": "blue",
        "requested_date": SOON.isoformat(), "customer_order_number": "PO-7", "ship_to": str(shop.address.pk),
        "notes": "Gate 4", **more,
    }  # fmt: skip


def test_the_catalogue_shows_what_is_sold_at_list_prices(shop: Shop, desk: Desk) -> None:
    said = text_of(desk(shop.buyer).get("/portal/catalogue").content.decode())
    assert "PUMP-1" in said
    assert "1,200.5" in said
    assert "BOLT-8" not in said


def test_the_catalogue_is_searched_and_says_when_nothing_is_found(shop: Shop, desk: Desk) -> None:
    with open_door():
        build(Item, number="VALVE-1", unit=shop.pump.unit, sellable=True, search="valve-1 famen fm")
    client = desk(shop.buyer)
    found = text_of(client.get("/portal/catalogue?q=fm").content.decode())
    assert "VALVE-1" in found
    assert "FL-100" not in found
    assert "Nothing found" in text_of(client.get("/portal/catalogue?q=zzz").content.decode())


def test_who_pays_in_another_currency_is_told_that_the_price_is_on_request(shop: Shop, desk: Desk) -> None:
    with open_door():
        build(Contact, customer=shop.other, person=shop.other_buyer)
    said = text_of(desk(shop.other_buyer).get("/portal/catalogue").content.decode())
    assert "Price on request" in said
    assert "1,200.5" not in said


def test_an_order_is_put_together_looked_over_and_placed(shop: Shop, desk: Desk) -> None:
    client = desk(shop.buyer)
    client.post("/portal/catalogue/add", {"item": "PUMP-1", "quantity": "2", "next": "/portal/catalogue"})
    drawing = SimpleUploadedFile("drawing.pdf", b"%PDF-1.7")
    review = client.post("/portal/basket", basket(shop, step="look") | {"files": drawing})
    said = text_of(review.content.decode())
    assert review.status_code == 200
    assert "Is this right?" in said
    assert "2,401.00" in said
    assert "2,713.13 CNY" in said
    assert "drawing.pdf" in said
    assert not Order.objects.exists()
    placed = client.post("/portal/basket", {"step": "place", "key": "k-1"})
    order = Order.objects.get()
    assert (placed.status_code, placed["Location"]) == (303, f"/portal/orders/{order.number}")
    assert (order.state, order.origin, order.customer_order_number) == ("placed", "portal", "PO-7")
    assert (order.ship_to_id, order.notes, order.net_amount) == (
        shop.address.pk,
        "Gate 4",
        Decimal("2401.00"),
    )
    assert Attachment.objects.get().document.name == "drawing.pdf"
    assert "What you order" not in client.get("/portal/basket").content.decode()
    assert client.session.get("portal-basket") is None


def test_what_is_wrong_is_said_at_its_line_and_field_and_nothing_is_lost(shop: Shop, desk: Desk) -> None:
    client = desk(shop.buyer)
    wrong = basket(shop, step="look", requested_date="2020-01-01") | {
        "lines.0.quantity": "1.5", "lines.1.item": "BOLT-8", "lines.1.quantity": "4",
    }  # fmt: skip
    answer = client.post("/portal/basket", wrong)
    page, said = answer.content.decode(), text_of(answer.content.decode())
    assert answer.status_code == 422
    assert 'id="l0-errors"' in page
    assert 'id="l1-errors"' in page
    assert 'id="requested_date-errors"' in page
    assert "BOLT-8 is not for sale" in said
    assert 'value="PO-7"' in page
    assert "Gate 4</textarea>" in page


def test_a_number_of_theirs_that_stands_in_another_order_is_refused(
    shop: Shop, people: People, desk: Desk
) -> None:
    confirmed(shop, people, customer_order_number="PO-7")
    answer = desk(shop.buyer).post("/portal/basket", basket(shop, step="look"))
    assert answer.status_code == 422
    assert 'id="customer_order_number-errors"' in answer.content.decode()


def test_placed_twice_by_a_double_click_is_one_order(shop: Shop, desk: Desk) -> None:
    client = desk(shop.buyer)
    for _ in range(2):
        client.post("/portal/basket", basket(shop, step="place", key="once"))
    assert Order.objects.count() == 1


def test_an_earlier_order_is_repeated_at_todays_prices(shop: Shop, people: People, desk: Desk) -> None:
    order = confirmed(shop, people)
    client = desk(shop.buyer)
    assert client.post(f"/portal/orders/{order.number}/again")["Location"] == "/portal/basket"
    page = client.get("/portal/basket").content.decode()
    assert all(number in page for number in ("PUMP-1", "FL-100", "OIL-1"))
    assert 'value="1.5"' in page
    assert 'value="桶装"' in page


def test_lines_come_from_a_workbook_whole_or_not_at_all(shop: Shop, desk: Desk) -> None:
    client = desk(shop.buyer)
    rows = [
        {"item": "PUMP-1", "quantity": Decimal(3), "requested_date": LATER, "note": "red"},
        {"item": "FL-100", "quantity": Decimal(5), "requested_date": None, "note": None},
    ]
    content = write_xlsx([(SHEET, rows)], "zh-hans")
    sent = {"rows": "0", "step": "lines", "sheet": SimpleUploadedFile("我们的单子.xlsx", content)}
    assert client.post("/portal/basket", sent).status_code == 303
    assert [line["quantity"] for line in client.session["portal-basket"]["lines"]] == ["3", "5"]
    bad = SimpleUploadedFile("b.csv", "料号,数量\nPUMP-1,3\nFL-100,many\n".encode())
    refused = client.post("/portal/basket", {"rows": "0", "step": "lines", "sheet": bad})
    assert refused.status_code == 422
    assert "many" in refused.content.decode()


def test_rows_are_pasted_with_titles_or_without() -> None:
    plain = lines_pasted("PUMP-1\t2\tblue\nFL-100\t10\t")
    titled = lines_pasted("Part No\tQty\nPUMP-1\t2")
    parted = lines_pasted("PUMP-1 2\nFL-100 10")
    assert [(line["item"], line["quantity"], line["note"]) for line in plain.lines] == [
        ("PUMP-1", "2", "blue"), ("FL-100", "10", ""),
    ]  # fmt: skip
    assert titled.lines[0]["item"] == "PUMP-1"
    assert parted.lines[1]["quantity"] == "10"
    assert "titles" in lines_pasted("hello\nworld").wrong[0] or lines_pasted("hello\nworld").wrong


def test_nobody_orders_without_signing_in(stranger: Client, shop: Shop) -> None:
    answer = stranger.post("/portal/basket", basket(shop, step="place"))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in")

"""III.3.2, IV: the warehouse books beside what there is; a lot shows its movements; a wrong booking is undone."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from tests.factory.plant import Plant
from tests.people import People
from tests.web.orders.conftest import Desk, text_of

from takt.stock.actions.expect import expect
from takt.stock.actions.receive import receive
from takt.stock.models import ExpectedReceipt, Lot, Movement
from takt.web.pages.acting.possible import act_url

D = Decimal


def test_goods_are_received_and_their_lot_is_shown(plant: Plant, people: People, desk: Desk) -> None:
    client = desk(people.logistics)
    sent = {"item": plant.bar.number, "lot": "B-1", "quantity": "5", "location": "A-01"}
    answer = client.post(act_url("stock.receive"), sent)
    lot = Lot.objects.get(number="B-1")
    assert answer["Location"] == reverse("row", args=["lots", str(lot.pk)])
    page = text_of(client.get(answer["Location"]).content.decode())
    assert "B-1" in page
    assert "A-01" in page
    assert "+5" in page


def test_a_wrong_receipt_is_undone_from_the_lots_page(plant: Plant, people: People, desk: Desk) -> None:
    receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5))
    client, lot, wrong = desk(people.logistics), Lot.objects.get(), Movement.objects.get()
    address = act_url("stock.counter", movement=wrong.pk)
    page = client.get(reverse("row", args=["lots", str(lot.pk)])).content.decode()
    assert address in page
    assert f'value="{wrong.pk}" selected' in client.get(address).content.decode()
    client.post(act_url("stock.counter"), {"movement": str(wrong.pk), "reason": "wrong bar"})
    assert Lot.objects.get().on_hand == 0
    page = text_of(client.get(reverse("row", args=["lots", str(lot.pk)])).content.decode())
    assert "undone" in page
    assert "wrong bar" in page


def test_an_items_stock_says_what_is_free_now_and_by_which_day(
    plant: Plant, people: People, desk: Desk
) -> None:
    due = timezone.localdate() + timedelta(days=9)
    receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5))
    expect(by=people.logistics, item=plant.bar, quantity=D(7), due=due)
    page = desk(people.logistics).get(reverse("stock-of-items"), {"item": plant.bar.number}).content.decode()
    said = text_of(page)
    assert due.isoformat() in said
    assert "Free by then" in said
    assert ">12<" in page


def test_expected_goods_are_received_beside_what_is_there(plant: Plant, people: People, desk: Desk) -> None:
    due = timezone.localdate() + timedelta(days=9)
    found = expect(by=people.logistics, item=plant.bar, quantity=D(7), due=due)
    client = desk(people.logistics)
    assert plant.bar.number in client.get(act_url("stock.receive_expected", found)).content.decode()
    client.post(act_url("stock.receive_expected", found), {"lot": "B-9", "quantity": "7"})
    assert ExpectedReceipt.objects.get().closed_at is not None
    assert Lot.objects.get().on_hand == 7


def test_quality_holds_a_lot_and_production_cannot(plant: Plant, people: People, desk: Desk) -> None:
    receive(by=people.logistics, item=plant.bar, lot="B-1", quantity=D(5))
    sent = {"item": plant.bar.number, "lot": "B-1", "reason": "rust"}
    assert desk(people.production).post(act_url("stock.hold"), sent).status_code == 403
    desk(people.quality).post(act_url("stock.hold"), sent)
    lot = Lot.objects.get()
    page = text_of(desk(people.quality).get(reverse("row", args=["lots", str(lot.pk)])).content.decode())
    assert lot.held
    assert "on hold" in page
    assert "End the hold" in page

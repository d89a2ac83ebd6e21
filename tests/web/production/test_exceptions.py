"""III.4.2: what is wrong on the floor, what it stops, and how a report is taken back."""

from decimal import Decimal

from django.urls import reverse
from tests.planning.plant import Plant
from tests.production.floor import on_the_floor, operations
from tests.web.orders.conftest import Desk, text_of

from takt.planning.models import Operation
from takt.production.actions.report import report
from takt.production.actions.start import start
from takt.production.models import Booking, BookingKind, ProductionException
from takt.web.pages.acting.possible import act_url


def test_an_exception_is_raised_with_an_operation_of_its_order_and_its_page_says_what_it_stops(
    full_plant: Plant, desk: Desk
) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "10"))
    first, client = operations(order)[0], desk(full_plant.people.quality)
    address = act_url("production.raise_exception", order=order.number)
    assert first.number in client.get(address).content.decode()
    sent = {
        "order": order.number,
        "operation": first.number,
        "kind": "quality",
        "text": "burrs",
        "blocking": "on",
    }
    answer = client.post(act_url("production.raise_exception"), sent)
    found = ProductionException.objects.get()
    assert answer["Location"] == reverse("row", args=["exceptions", found.number])
    page = text_of(client.get(answer["Location"]).content.decode())
    assert "stops work" in page
    assert order.number in page
    assert "burrs" in page


def test_open_exceptions_are_listed_until_they_are_resolved(full_plant: Plant, desk: Desk) -> None:
    order, client = on_the_floor(full_plant, (full_plant.gearbox, "10")), desk(full_plant.people.production)
    client.post(
        act_url("production.raise_exception"),
        {"order": order.number, "kind": "material", "text": "late bars"},
    )
    found = ProductionException.objects.get()
    assert "late bars" in text_of(client.get(reverse("open-exceptions")).content.decode())
    client.post(act_url("production.resolve_exception", found), {"resolution": "came by van"})
    assert "Nothing is wrong on the floor" in text_of(client.get(reverse("open-exceptions")).content.decode())
    page = text_of(client.get(reverse("row", args=["exceptions", found.number])).content.decode())
    assert "came by van" in page
    assert "resolved" in page


def test_a_wrong_report_is_chosen_and_taken_back_and_the_page_still_shows_both(
    full_plant: Plant, desk: Desk
) -> None:
    zhao = full_plant.people.production
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    start(first, by=zhao)
    report(first, by=zhao, good=Decimal(7))
    client, wrong = desk(zhao), Booking.objects.get(kind=BookingKind.REPORT)
    address = act_url("production.counter", first)
    assert str(wrong.pk) in client.get(address).content.decode()
    client.post(address, {"booking": str(wrong.pk), "reason": "counted twice"})
    assert Operation.objects.get(pk=first.pk).good_quantity == 0
    page = text_of(client.get(reverse("row", args=["operations", first.number])).content.decode())
    assert "taken back" in page
    assert "counted twice" in page
    assert str(wrong.pk) not in client.get(address).content.decode()


def test_a_jobs_page_shows_its_operations_parts_and_materials(full_plant: Plant, desk: Desk) -> None:
    first = operations(on_the_floor(full_plant, (full_plant.gearbox, "10")))[0]
    client = desk(full_plant.people.production)
    page = text_of(client.get(reverse("row", args=["jobs", first.job.number])).content.decode())
    assert first.name in page
    assert "M1" in page
    assert "Materials" in page

"""III.6.1: the packing page takes packages with what is in each: rows inside rows, with scripts or without."""

import pytest
from tests.delivery.conftest import produce
from tests.people import People, people
from tests.web.orders.conftest import Desk, desk, text_of

from takt.delivery.models import Shipment
from takt.orders.models import Order
from takt.web.pages.acting.possible import act_url

__all__ = ["desk", "people"]

TWO_CRATES = {
    "lines.0.position": "10",
    "lines.0.quantity": "4",
    "packages.0.gross_weight_kg": "8.5",
    "packages.0.kind": "wooden case",
    "packages.0.content.0.position": "10",
    "packages.0.content.0.quantity": "3",
    "packages.2.gross_weight_kg": "4",
    "packages.2.kind": "carton",
    "packages.2.content.5.position": "10",
    "packages.2.content.5.quantity": "1",
}


@pytest.fixture
def order(people: People) -> Order:
    """4 gears and 6 shafts, produced."""
    return produce(people)


def test_packages_are_sent_with_their_contents_and_shown(order: Order, people: People, desk: Desk) -> None:
    client = desk(people.logistics)
    answer = client.post(act_url("delivery.pack", order), TWO_CRATES)
    assert answer.status_code == 303
    first, second = Shipment.objects.get().packages.order_by("number")
    assert first.content == [{"position": 10, "quantity": "3"}]
    assert second.content == [{"position": 10, "quantity": "1"}]
    item = order.lines.get(position=10).item
    assert f"10 · {item.number}: 3 {item.unit.code}" in text_of(
        client.get(answer["Location"]).content.decode()
    )


def test_contents_that_do_not_add_up_are_refused_at_the_packages_and_kept(
    order: Order, people: People, desk: Desk
) -> None:
    sent = TWO_CRATES | {"packages.2.content.5.quantity": "7"}
    answer = desk(people.logistics).post(act_url("delivery.pack", order), sent)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert "10" in form.fields["packages"].errors[0]
    assert [[f.value for f in row[2].rows[0]] for row in form.fields["packages"].rows] == [
        ["10", "3"],
        ["10", "7"],
    ]


def test_what_is_wrong_in_a_package_is_said_at_its_own_field(
    order: Order, people: People, desk: Desk
) -> None:
    sent = TWO_CRATES | {"packages.2.content.5.quantity": "much"}
    form = desk(people.logistics).post(act_url("delivery.pack", order), sent).context["form"]
    quantity = form.fields["packages"].rows[1][2].rows[0][1]
    assert quantity.path == "packages.1.content.0.quantity"
    assert quantity.errors


def test_without_scripts_a_button_offers_one_row_more(order: Order, people: People, desk: Desk) -> None:
    client, address = desk(people.logistics), act_url("delivery.pack", order)
    form = client.post(address, TWO_CRATES | {"look": "packages"}).context["form"]
    assert len(form.fields["packages"].rows) == 3
    form = client.post(address, TWO_CRATES | {"look": "packages.1.content"}).context["form"]
    assert [len(row[2].rows) for row in form.fields["packages"].rows] == [1, 2]
    assert not Shipment.objects.exists()


def test_the_template_of_a_row_numbers_its_inner_rows_by_themselves(
    order: Order, people: People, desk: Desk
) -> None:
    page = desk(people.logistics).get(act_url("delivery.pack", order)).content.decode()
    assert 'name="packages.__n__.content.__m__.position"' in page
    assert 'name="packages.0.content.__m__.position"' in page

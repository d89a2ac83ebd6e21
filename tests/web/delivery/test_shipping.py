"""III.6: packing what is ready, the notice before the goods leave, the receipt; each beside what it looks at."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.delivery.conftest import contact_of, found_carrier, produce
from tests.people import People, people
from tests.web.orders.conftest import Desk, desk, text_of

from takt.delivery.actions.pack import NewPackage, pack
from takt.delivery.documents import packing_facts, packing_slip
from takt.delivery.models import Carrier, Notice, Shipment
from takt.orders.models import Order
from takt.web.pages.acting.possible import act_url

__all__ = ["desk", "people"]


@pytest.fixture
def order(people: People) -> Order:
    """4 gears and 6 shafts, produced."""
    return produce(people)


@pytest.fixture
def packed(order: Order, people: People) -> Shipment:
    """All of it in one package."""
    return pack(order, by=people.logistics, packages=[NewPackage(gross_weight_kg=Decimal("12.5"))])


@pytest.fixture
def carrier(people: People) -> Carrier:
    """顺丰."""
    return found_carrier()


def soon() -> str:
    """In three days."""
    return (timezone.localdate() + timedelta(days=3)).isoformat()


def test_the_packing_list_begins_with_all_that_is_ready(order: Order, people: People, desk: Desk) -> None:
    page = desk(people.logistics).get(act_url("delivery.pack", order)).content.decode()
    assert 'name="lines.0.quantity"' in page
    assert 'value="4"' in page
    assert 'value="6"' in page
    assert 'name="packages.0.content.0.quantity"' in page


def test_a_part_is_packed_and_the_new_shipment_is_shown(order: Order, people: People, desk: Desk) -> None:
    client = desk(people.logistics)
    sent = {
        "lines.0.position": "10",
        "lines.0.quantity": "3",
        "packages.0.gross_weight_kg": "8.5",
        "packages.0.kind": "carton",
    }
    answer = client.post(act_url("delivery.pack", order), sent)
    found = Shipment.objects.get()
    assert answer["Location"] == reverse("row", args=["shipments", found.number])
    assert "8.5 kg" in text_of(client.get(answer["Location"]).content.decode())
    page = text_of(client.get(act_url("delivery.pack", order)).content.decode())
    assert found.number in page
    assert "1" in page


def test_more_than_is_ready_is_refused_and_kept(order: Order, people: People, desk: Desk) -> None:
    sent = {"lines.0.position": "10", "lines.0.quantity": "5", "packages.0.gross_weight_kg": "8.5"}
    answer = desk(people.logistics).post(act_url("delivery.pack", order), sent)
    assert answer.status_code == 422
    assert 'value="5"' in answer.content.decode()
    assert not Shipment.objects.exists()


def test_shipping_is_off_with_its_reason_until_the_customer_was_told(
    packed: Shipment, people: People, carrier: Carrier, desk: Desk
) -> None:
    client, address = desk(people.logistics), reverse("row", args=["shipments", packed.number])
    page = client.get(act_url("delivery.ship", packed)).content.decode()
    assert "disabled" in page
    assert "The customer does not know yet" in text_of(page)
    client.post(
        act_url("delivery.notify", packed),
        {"carrier": "SF", "expected_arrival": soon(), "tracking_number": "SF-77"},
    )
    assert Notice.objects.get().carrier == carrier
    assert act_url("delivery.ship", packed) in client.get(address).content.decode()
    assert client.post(act_url("delivery.ship", packed), {}).status_code == 303
    client.post(
        act_url("delivery.receive", packed),
        {"received_on": timezone.localdate().isoformat(), "signed_by": "王师傅"},
    )
    said = text_of(client.get(address).content.decode())
    assert "王师傅" in said
    assert "SF-77" in said
    assert "received" in said


def test_the_notice_is_seen_with_what_is_typed_before_it_is_sent(
    packed: Shipment, people: People, carrier: Carrier, desk: Desk
) -> None:
    sent = {"carrier": "SF", "expected_arrival": soon(), "tracking_number": "SF-77", "look": "1"}
    page = text_of(desk(people.logistics).post(act_url("delivery.notify", packed), sent).content.decode())
    assert "顺丰" in page
    assert soon() in page
    assert packed.number in page
    assert not Notice.objects.exists()


def test_nothing_is_left_to_pack_and_the_button_says_so(packed: Shipment, people: People, desk: Desk) -> None:
    page = desk(people.logistics).get(act_url("delivery.pack", packed.order)).content.decode()
    assert "There is nothing left to pack" in text_of(page)
    assert "disabled" in page


def test_the_packing_slip_names_what_is_in_it_and_no_price(
    packed: Shipment, people: People, desk: Desk
) -> None:
    answer = desk(people.logistics).get(reverse("packing-slip", args=[packed.number]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    facts = packing_facts(packed, "en")
    assert [(line["position"], line["quantity"]) for line in facts["lines"]] == [(10, "4"), (20, "6")]
    assert (facts["packages"][0]["weight"], facts["packages"][0]["kind"]) == ("12.5", "Carton")
    assert "4 " in facts["packages"][0]["contents"]
    assert set(facts["lines"][0]) == {"position", "item", "name", "quantity", "unit"}


def test_the_slip_speaks_the_language_that_is_asked_for_and_no_other(
    packed: Shipment, people: People, desk: Desk
) -> None:
    client, address = desk(people.logistics), reverse("packing-slip", args=[packed.number])
    assert packing_slip(packed, "zh-hans")[0] == f"装箱单-{packed.number}.pdf"
    english = client.get(f"{address}?language=en")
    assert f"packing-slip-{packed.number}.pdf" in english["Content-Disposition"]
    assert english.content == packing_slip(packed, "en")[1]
    assert client.get(f"{address}?language=fr").status_code == 422


def test_the_code_on_the_slip_leads_everybody_to_their_own_page(
    packed: Shipment, people: People, desk: Desk
) -> None:
    address = reverse("shipment", args=[packed.number])
    assert packing_facts(packed, "en")["verify_url"].endswith(address)
    assert desk(people.logistics).get(address)["Location"] == reverse(
        "row", args=["shipments", packed.number]
    )
    own = desk(contact_of(packed.order.customer)).get(address)
    assert own["Location"] == reverse("portal-order", args=[packed.order.number])
    assert desk(contact_of(produce(people).customer)).get(address).status_code in (403, 404)


def test_another_customers_shipment_is_unknown_to_a_contact(
    packed: Shipment, people: People, desk: Desk
) -> None:
    own = desk(contact_of(packed.order.customer))
    assert own.get(reverse("packing-slip", args=[packed.number])).status_code == 200
    other = desk(contact_of(produce(people).customer))
    assert other.get(reverse("packing-slip", args=[packed.number])).status_code in (403, 404)

"""客户反馈: sales calls after the receipt, asks three questions, writes the answer down, and closes the order (III.6.3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.delivery.conftest import found_carrier, produce
from tests.people import People, people
from tests.web.orders.conftest import Desk, desk, text_of

from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, pack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Feedback, FollowUp
from takt.orders.models import Order
from takt.web.pages.acting.possible import act_url

__all__ = ["desk", "people"]


@pytest.fixture
def received(people: People) -> Order:
    """An order that arrived at the customer's today."""
    order = produce(people)
    shipment = pack(order, by=people.logistics, packages=[NewPackage(gross_weight_kg=Decimal("12.5"))])
    arrival = timezone.localdate() + timedelta(days=3)
    notify(shipment, by=people.logistics, carrier=found_carrier(), expected_arrival=arrival)
    ship(shipment, by=people.logistics)
    receive(shipment, by=people.logistics, signed_by="王师傅")
    order.refresh_from_db()
    return order


def test_sales_sees_whom_to_call_what_arrived_and_that_the_link_was_not_used(
    received: Order, people: People, desk: Desk
) -> None:
    said = text_of(desk(people.sales).get(act_url("delivery.feedback", received)).content.decode())
    customer = received.customer
    assert "何工" in said
    assert (customer.name_en or customer.name) in said
    assert "SH-P1-" in said
    assert "顺丰" in said
    assert "王师傅" in said
    assert "not used, good until" in said
    assert "How satisfied are you with the quality?" in said


def test_the_answer_by_phone_is_written_down(received: Order, people: People, desk: Desk) -> None:
    sent = {"score": "4", "quality_score": "5", "comment": "Reached Mr He; fast this time"}
    answer = desk(people.sales).post(act_url("delivery.feedback", received), sent)
    assert (answer.status_code, answer["Location"]) == (303, reverse("order", args=[received.number]))
    word = Feedback.objects.get()
    assert (word.score, word.quality_score, word.delivery_score, word.channel) == (4, 5, None, "call")


def test_no_answer_to_the_main_question_is_refused_there_and_the_rest_is_kept(
    received: Order, people: People, desk: Desk
) -> None:
    sent = {"quality_score": "5", "comment": "Reached Mr He"}
    answer = desk(people.sales).post(act_url("delivery.feedback", received), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-score-errors"' in page
    assert 'name="quality_score" value="5" checked' in page
    assert "Reached Mr He</textarea>" in page


def test_a_call_in_vain_is_written_down_and_then_the_order_can_be_closed(
    received: Order, people: People, desk: Desk
) -> None:
    client, due = desk(people.sales), FollowUp.objects.get()
    said = text_of(client.get(act_url("delivery.close", received)).content.decode())
    assert "has not answered" in said
    assert "This cannot be done now" in said
    assert client.get(act_url("delivery.follow_up", due)).status_code == 200
    answer = client.post(act_url("delivery.follow_up", due), {"outcome": "no answer after three calls"})
    assert answer.status_code == 303
    said = text_of(client.get(act_url("delivery.close", received)).content.decode())
    assert "no answer after three calls" in said
    assert "This cannot be done now" not in said
    client.post(act_url("delivery.close", received), {})
    received.refresh_from_db()
    assert received.state == "closed"

"""III.6: packed, announced BEFORE it ships, shipped, received, and the customer's opinion asked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.conftest import expecting
from tests.delivery.conftest import contact_of
from tests.open_door import open_door
from tests.people import People
from tests.rows import build

from takt.conduct.models import JournalEntry, Letter, LetterState
from takt.conduct.refusals import InvalidInput, NotYourDepartment, NotYours, Stale, WrongState
from takt.conduct.requests import perform
from takt.delivery import links, refusals
from takt.delivery.actions.feedback import close, feedback, follow_up
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, PackedLine, pack, unpack
from takt.delivery.actions.receive import receive
from takt.delivery.actions.ship import ship
from takt.delivery.models import Carrier, Feedback, FeedbackLink, FollowUp, Shipment
from takt.departments.models import Person
from takt.departments.people import the_guest
from takt.orders.models import Contact, Customer, Order
from takt.stock.models import Lot, Movement

pytestmark = pytest.mark.django_db
CARTON = NewPackage(gross_weight_kg=Decimal("12.5"))


def in_days(days: int) -> date:
    """A date from today on, in the plant's zone."""
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def packed(produced: Order, people: People) -> Shipment:
    """All of the order in one carton."""
    return pack(produced, by=people.logistics, packages=[CARTON])


@pytest.fixture
def shipped(packed: Shipment, people: People, carrier: Carrier) -> Shipment:
    """All of the order on its way."""
    notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    ship(packed, by=people.logistics)
    return packed


def test_logistics_packs_all_that_is_still_to_be_packed(packed: Shipment) -> None:
    packed_now = packed.lines.order_by("order_line__position").values_list("order_line__position", "quantity")
    assert list(packed_now) == [(10, Decimal(4)), (20, Decimal(6))]
    assert packed.number.startswith("SH-P1-")
    assert [p.gross_weight_kg for p in packed.packages.all()] == [Decimal("12.5")]


def test_a_packing_list_that_cannot_be_is_refused_with_every_reason(produced: Order, people: People) -> None:
    wanted = [
        PackedLine(10, Decimal(5)),
        PackedLine(30, Decimal(1)),
        PackedLine(20, Decimal(1)),
        PackedLine(20, Decimal(1)),
    ]
    with expecting(refusals.MoreThanOrdered, refusals.UnknownLine, refusals.PackedTwice, refusals.NotInStock):
        pack(produced, by=people.logistics, lines=wanted, packages=[CARTON])
    assert not Shipment.objects.exists()


def test_what_is_packed_cannot_be_packed_again_until_it_is_unpacked(packed: Shipment, people: People) -> None:
    order = packed.order
    with expecting(refusals.NothingToPack):
        pack(order, by=people.logistics, packages=[CARTON])
    unpack(packed, by=people.logistics, reason="wrong carton")
    assert pack(order, by=people.logistics, packages=[CARTON]).lines.count() == 2


def test_goods_held_by_quality_are_not_packed(produced: Order, people: People) -> None:
    with open_door():
        lot = Lot.objects.get(number="L10")
        lot.held = True
        lot.save()
    with expecting(refusals.NotInStock) as found:
        pack(produced, by=people.logistics, packages=[CARTON])
    assert found[0].facts["ready"] == "0"


def test_nothing_ships_before_the_customer_was_told(packed: Shipment, people: People) -> None:
    with expecting(WrongState):
        ship(packed, by=people.logistics)
    assert Lot.objects.get(number="L10").on_hand == 4


def test_a_notice_by_e_mail_counts_only_when_it_was_sent(
    packed: Shipment, people: People, carrier: Carrier
) -> None:
    with open_door():
        contact = Contact.objects.get(customer=packed.order.customer)
        contact.email = "he@example.com"
        contact.save()
    notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    letter = Letter.objects.get(kind="delivery.shipping_notice")
    assert letter.state == LetterState.WAITING
    with expecting(refusals.CustomerNotTold):
        ship(packed, by=people.logistics)


def test_a_notice_by_phone_counts(packed: Shipment, people: People, carrier: Carrier) -> None:
    notify(packed, by=people.sales, carrier=carrier, expected_arrival=in_days(3), told_by_phone=True)
    ship(packed, by=people.logistics)
    assert packed.state == "shipped"


def test_an_arrival_in_the_past_is_refused(packed: Shipment, people: People, carrier: Carrier) -> None:
    with expecting(refusals.ArrivalInThePast):
        notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(-1))
    assert not Letter.objects.exists()


def test_shipping_takes_the_goods_out_of_stock_and_moves_the_order(shipped: Shipment) -> None:
    assert [lot.on_hand for lot in Lot.objects.all()] == [0, 0]
    assert sorted(Movement.objects.values_list("quantity", flat=True)) == [-6, -4]
    assert Order.objects.get(pk=shipped.order_id).state == "shipped"


def test_an_order_may_go_in_parts(produced: Order, people: People, carrier: Carrier) -> None:
    first = pack(produced, by=people.logistics, lines=[PackedLine(10, Decimal(4))], packages=[CARTON])
    notify(first, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    ship(first, by=people.logistics)
    assert Order.objects.get(pk=produced.pk).state == "partly_shipped"
    receive(first, by=people.logistics)
    produced.refresh_from_db()
    assert produced.state == "partly_shipped"
    second = pack(produced, by=people.logistics, packages=[CARTON])
    notify(second, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    ship(second, by=people.logistics)
    receive(second, by=people.logistics)
    assert Order.objects.get(pk=produced.pk).state == "received"


def test_a_contact_confirms_the_receipt_of_the_own_company_only(
    shipped: Shipment, contact_person: Person
) -> None:
    with open_door():
        stranger = contact_of(build(Customer))
    with expecting(NotYours):
        receive(shipped, by=stranger)
    receive(shipped, by=contact_person, signed_by="王师傅")
    assert shipped.state == "received"
    assert "王师傅" not in "".join(JournalEntry.objects.values_list("body", flat=True))


def test_after_receipt_sales_has_a_follow_up_and_the_customer_a_link(
    shipped: Shipment, people: People
) -> None:
    receive(shipped, by=people.logistics)
    assert FollowUp.objects.get().due == in_days(7)
    assert "/feedback/" in Letter.objects.get(kind="delivery.feedback_request").facts["link"]


def link_of(order: Order) -> str:
    """The token in the customer's letter."""
    return str(
        Letter.objects.get(kind="delivery.feedback_request", letter_case=order.pk).facts["link"]
    ).rsplit("/", 1)[1]


def test_a_feedback_link_works_once_and_for_its_order_only(shipped: Shipment, people: People) -> None:
    receive(shipped, by=people.logistics)
    order = Order.objects.get(pk=shipped.order_id)
    token = link_of(order)
    assert token not in "".join(FeedbackLink.objects.values_list("digest", flat=True))
    assert links.order_of(token + "x") is None
    with expecting(refusals.LinkNotValid):
        feedback(order, by=the_guest(), score=5, link=token[:-1] + ("A" if token[-1] != "A" else "B"))
    feedback(order, by=the_guest(), score=5, link=token)
    assert Feedback.objects.get().channel == "link"
    with expecting(WrongState):
        feedback(order, by=the_guest(), score=1, link=token)


def test_an_expired_link_is_refused(shipped: Shipment, people: People) -> None:
    receive(shipped, by=people.logistics)
    order = Order.objects.get(pk=shipped.order_id)
    with open_door():
        link = FeedbackLink.objects.get()
        link.expires_at = timezone.now() - timedelta(minutes=1)
        link.save()
    with expecting(refusals.LinkNotValid):
        feedback(order, by=the_guest(), score=5, link=link_of(order))


def test_an_order_is_not_closed_before_the_customer_was_asked(shipped: Shipment, people: People) -> None:
    receive(shipped, by=people.logistics)
    order = Order.objects.get(pk=shipped.order_id)
    with expecting(refusals.FeedbackStillDue):
        close(order, by=people.sales)
    follow_up(FollowUp.objects.get(), by=people.sales, outcome="no answer after three calls")
    with expecting(refusals.AlreadyDone):
        follow_up(FollowUp.objects.get(), by=people.sales, outcome="again")
    close(order, by=people.sales)
    assert order.state == "closed"


def test_feedback_by_sales_call_closes_the_order(shipped: Shipment, people: People) -> None:
    receive(shipped, by=people.logistics)
    order = Order.objects.get(pk=shipped.order_id)
    feedback(order, by=people.sales, score=4, quality_score=5, comment="很好 👍")
    close(order, by=people.sales)
    assert (order.state, Feedback.objects.get().channel) == ("closed", "call")


@pytest.mark.parametrize("score", [0, 6, "many", None, 2.5])
def test_a_score_outside_one_to_five_is_refused_by_name(
    shipped: Shipment, people: People, score: object
) -> None:
    receive(shipped, by=people.logistics)
    with expecting(InvalidInput) as found:
        perform(feedback, shipped.order.number, people.sales, {"score": score})
    assert found[0].about == "score"


def test_finance_does_not_ship(packed: Shipment, people: People) -> None:
    with expecting(NotYourDepartment):
        pack(packed.order, by=people.finance, packages=[CARTON])


def test_a_stale_look_at_a_shipment_is_refused(packed: Shipment, people: People, carrier: Carrier) -> None:
    seen = packed.version
    notify(packed, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    with expecting(Stale):
        ship.seen(version=seen)(packed, by=people.logistics)


def test_a_receipt_before_the_departure_is_refused(shipped: Shipment, people: People) -> None:
    with expecting(refusals.ReceivedBeforeShipped):
        receive(shipped, by=people.logistics, received_on=in_days(-1))
    with expecting(refusals.ReceivedBeforeShipped):
        receive(shipped, by=people.logistics, received_on=in_days(1))


def test_each_step_takes_few_statements(
    produced: Order, people: People, carrier: Carrier, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        shipment = pack(produced, by=people.logistics, packages=[CARTON])
    with django_assert_max_num_queries(6):
        notify(shipment, by=people.logistics, carrier=carrier, expected_arrival=in_days(3))
    with django_assert_max_num_queries(14):
        ship(shipment, by=people.logistics)
    with django_assert_max_num_queries(9):
        receive(shipment, by=people.logistics)
    produced.refresh_from_db()
    with django_assert_max_num_queries(5):
        feedback(produced, by=people.sales, score=5)

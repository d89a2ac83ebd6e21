"""III.1.3: sales reviews; when right, a confirmation letter goes to the customer."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.orders.shop import LATER, SOON, Shop, confirmed, entered
from tests.people import People

from takt.conduct.models import Channel, Letter
from takt.conduct.refusals import Stale, WrongState
from takt.orders import refusals as no
from takt.orders.actions.confirm import confirm
from takt.orders.actions.read_back import read_back
from takt.orders.actions.revise import revise
from takt.orders.checklist import CHECKLIST
from takt.orders.content import differences
from takt.orders.documents import confirmation_pdf
from takt.orders.lines import NewLine
from takt.orders.models import Order, OrderVersion, Origin
from takt.orders.reads import by_hash, changed_between, confirmation_in_force, waiting_for_confirmation
from takt.orders.states import OrderState

ALL = list(CHECKLIST)


def test_zhang_confirms_and_the_customer_gets_the_letter(
    shop: Shop, people: People, django_assert_max_num_queries: Any
) -> None:
    order = entered(shop, people.sales, customer_order_number="PO-1")
    assert list(waiting_for_confirmation()) == [order]
    with django_assert_max_num_queries(9):
        confirm(order, by=people.sales2, promised_date=LATER, checklist=ALL)
    confirmation = order.confirmations.get()
    assert order.state == OrderState.CONFIRMED
    assert confirmation.order_version.hash == order.content_hash
    assert order.promised_date == confirmation.promised_date == LATER
    letter = Letter.objects.get()
    assert (letter.recipient_name, letter.address, letter.channel) == (
        "王丽",
        "wang.li@farwin.test",
        Channel.EMAIL,
    )
    assert letter.facts["verify_url"].endswith(f"/check/{order.content_hash}")
    assert by_hash(order.content_hash).order == order  # type: ignore[union-attr]
    assert confirmation_in_force(order) == confirmation


def test_the_letter_encloses_a_pdf_that_is_the_same_each_time(shop: Shop, people: People) -> None:
    confirmed(shop, people)
    letter = Letter.objects.get()
    pdf = confirmation_pdf(letter)
    assert pdf.startswith(b"%PDF-")
    assert pdf == confirmation_pdf(letter)


def test_the_checklist_is_answered_item_by_item(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    for code in CHECKLIST:
        with refused(no.ChecklistOpen):
            confirm(order, by=people.sales2, promised_date=LATER, checklist=[c for c in ALL if c != code])
    with refused(no.ChecklistUnknown):
        confirm(order, by=people.sales2, promised_date=LATER, checklist=[*ALL, "weather"])
    assert Order.objects.get().state == OrderState.ENTERED


def test_an_order_from_a_file_is_not_read_back(shop: Shop, people: People) -> None:
    order = entered(
        shop, people.sales, origin=Origin.FILE, source="po.xlsx", caller="", called_at=None, read_back=False
    )
    confirm(order, by=people.sales2, promised_date=LATER, checklist=[c for c in ALL if c != "read_back"])
    assert order.state == OrderState.CONFIRMED


def test_an_order_by_phone_is_read_back_first(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales, read_back=False)
    with refused(no.NotReadBack):
        confirm(order, by=people.sales2, promised_date=LATER, checklist=ALL)
    read_back(order, by=people.sales, note="对过了")
    confirm(order, by=people.sales2, promised_date=LATER, checklist=ALL)
    assert order.state == OrderState.CONFIRMED


def test_a_promise_in_the_past_is_refused(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    with refused(no.DateOutOfRange):
        confirm(order, by=people.sales2, promised_date=SOON - timedelta(days=60), checklist=ALL)


def test_an_order_is_confirmed_once(shop: Shop, people: People, refused: Any) -> None:
    order = confirmed(shop, people)
    with refused(WrongState):
        confirm(order, by=people.sales2, promised_date=LATER, checklist=ALL)
    assert Letter.objects.count() == 1


def test_who_looked_at_an_older_version_decides_again(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    old = Order.objects.get(pk=order.pk)
    revise(order, by=people.sales, reason="Another date", requested_date=LATER)
    with refused(Stale):
        confirm(old, by=people.sales2, promised_date=LATER, checklist=ALL)


def test_the_same_promise_after_a_revision_and_back_is_the_same_content(shop: Shop, people: People) -> None:
    order = confirmed(shop, people)
    first = OrderVersion.objects.get(order=order, number=2)
    lines = [NewLine("PUMP-1", Decimal(3))]
    revise(order, by=people.sales, reason="Only three pumps", lines=lines)
    assert (order.state, confirmation_in_force(order)) == (OrderState.ENTERED, None)
    confirm(order, by=people.sales2, promised_date=LATER, checklist=ALL)
    assert order.content_version == 3
    fields = {d.field for d in changed_between(order, 2, 3)}
    assert {"lines.10.quantity", "lines.20.item", "net_amount"} <= fields
    assert differences(first.content, first.content) == []

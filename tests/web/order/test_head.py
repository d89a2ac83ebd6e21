"""The order page says where the order stands, who acts next and whether it will be in time."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from tests.delivery.conftest import found_carrier, produce
from tests.open_door import open_door
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People
from tests.planning.plant import Plant
from tests.production.floor import on_the_floor, operations
from tests.web.order.conftest import Page

from takt.approval.actions.sales import sales
from takt.approval.models import DecisionRight, Stage
from takt.conduct.actors import Department
from takt.delivery.actions.notify import notify
from takt.delivery.actions.pack import NewPackage, pack
from takt.delivery.actions.ship import ship
from takt.departments.models import Rank
from takt.orders.actions.withdraw import withdraw
from takt.planning.models import Plan
from takt.records.dossier import dossier
from takt.web.pages.order.head import dates


def next_card(page: str) -> str:
    """The card that names who acts next."""
    return page.partition('class="order-next')[2].partition("</section>")[0]


def test_the_next_card_names_department_step_people_and_has_the_button_for_who_may(
    page: Page, people: People, shop: Shop
) -> None:
    order = entered(shop, people.sales)
    card = next_card(page(people.sales2, order))
    assert f'href="/do/orders.confirm/{order.number}"' in card
    assert "btn-primary" in card
    assert people.sales2.name in card
    assert "waiting for" in card


def test_who_entered_the_order_sees_why_another_reviews_it(page: Page, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    card = next_card(page(people.sales, order))
    assert "disabled" in card
    assert "btn-primary" not in card
    assert f"{people.sales.name} already did" in card
    assert people.sales.name not in card.partition("next-acts")[0]


def test_other_departments_see_whom_they_wait_for_and_no_button(
    page: Page, people: People, shop: Shop
) -> None:
    card = next_card(page(people.logistics, entered(shop, people.sales)))
    assert "<strong>Sales</strong>" in card
    assert "orders.confirm" not in card


def test_in_review_nobody_is_named_who_has_spoken(page: Page, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    sales(order, by=people.head_of_sales)
    card = next_card(page(people.head_of_sales, order))
    assert "<strong>Finance</strong>" in card
    assert people.finance.name in card
    assert people.head_of_sales.name not in card


def test_a_large_order_names_only_heads(page: Page, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    with open_door():
        DecisionRight.objects.create(
            stage=Stage.SALES, from_amount=1, currency=order.currency, rank=Rank.HEAD
        )
    card = next_card(page(people.sales2, order))
    assert people.head_of_sales.name in card
    assert people.sales2.name not in card.partition("next-acts")[0]


def test_who_may_say_for_the_customer_that_it_arrived_has_the_button(page: Page, people: People) -> None:
    order = produce(people)
    shipment = pack(order, by=people.logistics, packages=[NewPackage(gross_weight_kg=Decimal(12))])
    arrival = timezone.localdate() + timedelta(days=3)
    notify(shipment, by=people.logistics, carrier=found_carrier(), expected_arrival=arrival)
    ship(shipment, by=people.logistics)
    for person in (people.logistics, people.sales, people.sales2):
        card = next_card(page(person, order))
        assert "<strong>Customer</strong>" in card
        assert f"/do/delivery.receive/{shipment.number}" in card
        assert person.name not in card
    assert "btn-primary" not in next_card(page(people.finance, order))


def test_a_finished_life_has_no_next_actor_and_says_why(page: Page, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    withdraw(order, by=people.sales, reason="The customer builds it themselves")
    text = page(people.sales, order)
    assert "Nothing follows" in text
    assert "The customer builds it themselves" in text


def test_a_proposed_plan_is_adopted_next_and_a_running_operation_finished(
    page: Page, full_plant: Plant
) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "2"))
    step = dossier(order.number, full_plant.people.production).next
    assert step is not None
    assert (step.department, step.action) == (Department.PRODUCTION, "production.start")
    assert step.about in {o.number for o in operations(order)}


def test_a_plan_that_ends_after_the_promise_is_late_in_words_and_days(full_plant: Plant) -> None:
    order = on_the_floor(full_plant, (full_plant.gearbox, "2"))
    plan = Plan.objects.get(order=order)
    day = timezone.localdate(plan.finishes_at)
    found = dossier(order.number, full_plant.people.production)
    found.order.promised_date = day - timedelta(days=2)
    late = dates(found, day - timedelta(days=5))
    assert (late.tone, "2" in late.words) == ("red", True)
    found.order.promised_date = day + timedelta(days=3)
    assert dates(found, day).tone == "green"
    assert dates(found, day + timedelta(days=9)).tone == "red"  # overdue whatever the plan said

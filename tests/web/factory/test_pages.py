"""The pages of standards: what an item is made of and used for, versions side by side, calendars by the day."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from tests.factory.plant import Plant, made_of
from tests.people import People

from takt.conduct.clock import today
from takt.factory.actions.draft_bill import draft_bill
from takt.factory.actions.set_exceptions import set_exceptions
from takt.factory.inputs import BillLineInput, ExceptionInput
from takt.factory.models import Bill

ENGLISH = {"Accept-Language": "en"}


def test_an_item_shows_its_tree_with_what_one_unit_needs_at_each_level(
    browser: Any, people: People, plant: Plant
) -> None:
    answer = browser(people.production).get("/lists/items/PUMP", headers=ENGLISH)
    told = [(p.level, p.number, p.for_one) for p in answer.context["tree"]]
    assert told == [(1, "ROTOR", Decimal(2)), (2, "BAR", Decimal(2)), (1, "OIL", Decimal("0.5"))]
    assert [o.name for o in answer.context["operations"]] == ["锯"]


def test_an_item_says_where_it_is_used_and_how_far_above(browser: Any, people: People, plant: Plant) -> None:
    answer = browser(people.production).get("/lists/items/BAR", headers=ENGLISH)
    assert [(u.number, u.levels) for u in answer.context["uses"]] == [("ROTOR", 1), ("PUMP", 2)]
    assert "/lists/items/PUMP" in answer.content.decode()


def test_prices_of_suppliers_are_for_those_who_see_money(browser: Any, people: People, plant: Plant) -> None:
    assert b"12.50" in browser(people.finance).get("/lists/items/BAR").content
    assert b"12.50" not in browser(people.production).get("/lists/items/BAR").content
    history = browser(people.production).get("/lists/suppliers/MILL").context["history"]
    assert "12.5" not in str(history)


def test_the_history_of_an_item_is_told_and_verified(browser: Any, people: People, plant: Plant) -> None:
    found = browser(people.production).get("/lists/items/PUMP", headers=ENGLISH).context["history"]
    assert found.is_genuine is True
    assert found.newer
    assert all(deed.who for deed in found.newer)


def test_cost_rates_stay_out_of_the_history_for_those_who_see_no_money(
    browser: Any, people: People, plant: Plant
) -> None:
    rate = plant.saw.rates.get()
    address = f"/lists/cost-rates/{rate.pk}"
    assert "90" in str(browser(people.finance).get(address).context["history"].newer)
    assert "Machine" not in str(browser(people.production).get(address).context["history"].newer)


def test_a_new_bill_begins_with_the_lines_in_force(browser: Any, people: People, plant: Plant) -> None:
    answer = browser(people.production).get("/do/factory.draft_bill?item=PUMP", headers=ENGLISH)
    rows = [[f.value for f in row][:3] for row in answer.context["form"].fields["lines"].rows]
    assert [row[1] for row in rows][:2] == ["ROTOR", "OIL"]


def test_a_draft_is_compared_with_the_version_in_force(browser: Any, people: People, plant: Plant) -> None:
    lines = [BillLineInput(10, "ROTOR", Decimal(3)), BillLineInput(30, "BAR", Decimal(1))]
    draft = draft_bill(by=people.production, item=plant.pump, lines=lines)
    answer = browser(people.production).get(f"/lists/bills/{draft.pk}", headers=ENGLISH)
    assert [(d.place, d.kind) for d in answer.context["differences"]] == [
        (10, "changed"),
        (20, "gone"),
        (30, "new"),
    ]
    assert answer.context["other"] == Bill.objects.get(item=plant.pump, state="released")
    assert answer.context["first"].name == "factory.release_bill"


def test_a_version_without_one_before_it_says_so(browser: Any, people: People, plant: Plant) -> None:
    made_of(plant.rotor, ("BAR", "1"))
    first = Bill.objects.get(item=plant.rotor, number=1)
    assert browser(people.production).get(f"/lists/bills/{first.pk}").context["other"] is None


def test_a_holiday_stands_in_the_month_and_its_day_leads_to_the_form(
    browser: Any, people: People, plant: Plant
) -> None:
    day = today() + timedelta(days=1)
    set_exceptions(plant.days, by=people.production, exceptions=[ExceptionInput(day, "盘点")])
    client: Client = browser(people.production)
    months = client.get("/lists/calendars/DAYS", headers=ENGLISH).context["months"]
    days = {d.date: d for m in months for w in m.weeks for d in w if d.inside}
    assert (days[day].kind, days[day].reason, days[day].hours) == ("closed", "盘点", [])
    form = client.get(days[day].address).context["form"]
    assert form.fields["exceptions"].rows[0][0].value == day.isoformat()


def test_an_item_page_asks_a_bounded_number_of_questions(
    browser: Any, people: People, plant: Plant, django_assert_max_num_queries: Any
) -> None:
    client = browser(people.production)
    with django_assert_max_num_queries(22):
        client.get("/lists/items/PUMP")

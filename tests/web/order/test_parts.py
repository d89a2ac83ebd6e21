"""Every part of the order page shows what the procedure asks to be kept, to whom it may be shown."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.approval.desk import PUMPS, Desk
from tests.orders.shop import LATER, Shop, confirmed, entered
from tests.people import People
from tests.planning.plant import Plant
from tests.production.floor import done, on_the_floor, operations
from tests.web.order.conftest import Page

from takt.approval.actions.budget import budget
from takt.approval.actions.final import final
from takt.approval.models import BudgetSheet, Verdict
from takt.conduct.refusals import Refused
from takt.orders.actions.attach import attach
from takt.orders.actions.confirm import confirm
from takt.orders.actions.revise import revise
from takt.planning.actions.propose import propose
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.start import start
from takt.production.models import ExceptionKind
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict
from takt.quality.rules import Measurement


def section(page: str, anchor: str) -> str:
    """A section of the page; "" when it is not there."""
    return page.partition(f'id="{anchor}">')[2].partition("</section>")[0]


def chart(page: str, kind: str) -> dict[str, Any]:
    """The data of a chart."""
    found = (json.loads(d) for d in re.findall(r'<script type="application/json">(.*?)</script>', page))
    return next(d for d in found if d["type"] == kind)


def test_finance_sees_each_cost_with_its_formula_and_each_bar_opens_its_rows(page: Page, desk: Desk) -> None:
    order = desk.order()
    assert "No budget yet" in section(page(desk.people.finance, order), "cost")
    desk.reviewed(order)
    text = page(desk.people.finance, order)
    sheet = BudgetSheet.objects.get(order=order).sheet
    for line in sheet["lines"]:
        for cost in line["costs"]:
            assert cost["formula"] in section(text, "cost")
    bars = [
        bar["opens"] for series in chart(text, "cost")["series"] for bar in series["data"] if bar["value"]
    ]
    assert all(f'id="{opens}"' in text for opens in bars)
    total = sum(b["value"] for s in chart(text, "cost")["series"] for b in s["data"])
    assert total == pytest.approx(float(order.net_amount))


def test_costs_are_for_finance_and_management_only(page: Page, desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    for person in (desk.people.sales, desk.people.production, desk.people.quality):
        assert 'id="cost"' not in page(person, order)
    assert 'id="cost"' in page(desk.people.management, order)


def test_production_sees_the_load_with_and_without_the_order(page: Page, desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    text = page(desk.people.production, order)
    cells = chart(text, "load")["cells"]
    assert all(cell["value"][2] >= cell["before"] for cell in cells)
    assert re.search(r">\+[1-9]\d*<", section(text, "feasibility"))
    assert all(f'id="{cell["opens"]}"' in text for cell in cells)
    assert "Can be ready in time" in section(text, "feasibility")
    assert 'id="feasibility"' not in page(desk.people.logistics, order)


def test_approvals_tell_what_was_seen_what_is_void_and_what_is_missing(page: Page, desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    revise(
        order, by=desk.people.sales, reason="Dearer", lines=[replace(PUMPS[0], price=Decimal(490)), PUMPS[1]]
    )
    desk.confirmed_again(order)
    part = section(page(desk.people.management, order), "approvals")
    assert part.count("is-void") == 2  # sales and budget looked at the price, feasibility did not
    assert "Line 10 · Price" in part
    assert part.count("is-missing") == 3
    with pytest.raises(Refused):
        final(order, by=desk.people.management)


def test_a_return_begins_a_second_round_and_keeps_its_reason(page: Page, desk: Desk) -> None:
    order = desk.order()
    budget(order, by=desk.people.finance, verdict=Verdict.RETURN, reason="The margin is too small")
    desk.confirmed_again(order)
    part = section(page(desk.people.finance, order), "approvals")
    assert part.index("Round 2") < part.index("Round 1") < part.index("The margin is too small")


def test_versions_differ_field_by_field_and_money_stays_hidden(page: Page, desk: Desk) -> None:
    order = desk.order()
    lines = [replace(PUMPS[0], price=Decimal(490), quantity=Decimal(3)), PUMPS[1]]
    revise(order, by=desk.people.sales, reason="One more pump", lines=lines)
    newest = order.content_version
    asked = f"?from={newest - 1}&to={newest}"
    seen = section(page(desk.people.finance, order, asked), "versions")
    assert "Line 10 · Quantity" in seen
    assert "<del>500.00</del>" in seen
    assert "One more pump" in seen
    hidden = section(page(desk.people.production, order, asked), "versions")
    assert "Line 10 · Quantity" in hidden
    assert "500.00" not in hidden
    assert "versions" in page(desk.people.finance, order, "?from=99&to=x")


def test_the_plan_is_drawn_and_told_as_rows(page: Page, desk: Desk) -> None:
    order = desk.reviewed(desk.order())
    final(order, by=desk.people.management)
    plan = propose(order, by=desk.people.production)
    part = section(page(desk.people.production, order), "plan")
    drawn = part.count('class="bar-planned')
    assert drawn == part.count('<td class="key">') > 0
    assert plan.number in part
    assert "proposed" in part
    assert not re.search(r"\sstyle=", part)


def test_progress_tells_good_scrap_who_works_and_what_went_wrong(page: Page, full_plant: Plant) -> None:
    order, people = on_the_floor(full_plant, (full_plant.gearbox, "2")), full_plant.people
    first, second = operations(order)[:2]
    done(first, full_plant, 2)
    start(second, by=people.production2)
    raise_exception(
        by=people.production2, order=order, operation=second, kind=ExceptionKind.MACHINE, text="Coolant leaks"
    )
    part = section(page(people.management, order), "progress")
    running = part.partition(second.number)[2]
    assert people.production2.name in running
    assert "Coolant leaks" in running
    assert "not resolved" in running
    assert "1 / 5 operations done" in part


def test_inspections_show_measured_values_against_their_limits(page: Page, full_plant: Plant) -> None:
    order, people = on_the_floor(full_plant, (full_plant.gearbox, "2")), full_plant.people
    point = next(o for o in operations(order) if o.inspection)
    for operation in operations(order):
        done(operation, full_plant, 2)
        if operation.pk == point.pk:
            break
    point.refresh_from_db()
    value = Measurement("bore", Decimal("30.2"), "mm", Decimal(30), Decimal("30.1"))
    inspect(
        point,
        by=people.head_of_quality,
        verdict=InspectionVerdict.CONCESSION,
        reason="Fits the shaft",
        measurements=[value],
    )
    part = section(page(people.sales, order), "quality")
    assert "outside its limits" in part
    assert "Fits the shaft" in part
    assert "accepted under concession" in part


def test_letters_are_read_by_who_may_see_money_only(page: Page, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    assert "letter-body" in section(page(people.sales, order), "letters")
    assert "letter-body" not in section(page(people.production, order), "letters")


def test_the_journal_narrows_to_refused_attempts(page: Page, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    with pytest.raises(Refused):
        confirm(order, by=people.sales2, promised_date=LATER, checklist=[])
    part = section(page(people.sales, order, "?show=refused"), "journal")
    assert part.count('class="deed ') == part.count("is-refused") == 1
    assert 'aria-current="true"' in part


def test_a_file_is_kept_with_the_order_and_given_back(page: Page, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    attach(order, by=people.sales, name="drawing.txt", content=b"a drawing")
    text = page(people.sales, order)
    address = re.search(rf'href="(/orders/{order.number}/files/[^"]+)"', text)
    assert address is not None
    client = Client()
    client.force_login(people.sales, backend="django.contrib.auth.backends.ModelBackend")
    assert b"a drawing" in b"".join(client.get(address[1]))
    client.force_login(shop.other_buyer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address[1]).status_code == 404


def test_sales_may_order_the_same_again(page: Page, people: People, shop: Shop) -> None:
    order = entered(shop, people.sales)
    assert f"/do/orders.enter?like={order.number}" in page(people.sales, order)
    assert "?like=" not in page(people.finance, order)


@pytest.mark.parametrize("part", ["live", "head", "progress", "timeline"])
def test_each_part_is_read_with_the_readers_own_rights(part: str, people: People, shop: Shop) -> None:
    order = confirmed(shop, people)
    client = Client()
    client.force_login(people.sales, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/orders/{order.number}/parts/{part}")
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    again = client.get(f"/orders/{order.number}/parts/{part}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/orders/{order.number}/parts/nothing").status_code == 404
    client.force_login(shop.other_buyer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/orders/{order.number}/parts/{part}")["Location"] == "/portal"


def test_the_whole_page_asks_at_most_twelve_questions(desk: Desk, django_assert_max_num_queries: Any) -> None:
    people, order = desk.people, desk.reviewed(desk.order())
    client = Client()
    client.force_login(people.management, backend="django.contrib.auth.backends.ModelBackend")
    for _step in range(2):
        with django_assert_max_num_queries(12):
            assert client.get(f"/orders/{order.number}").status_code == 200
        if order.state == "confirmed":
            final(order, by=people.management)
            propose(order, by=people.production)

"""III.2: a reviewer sees the numbers that the review will be kept with, and decides on the same page."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.approval.desk import PUMPS, Desk, desk
from tests.web.conftest import browser

from takt.approval.models import BudgetSheet, FeasibilityStudy, Review, Verdict
from takt.departments.models import Person
from takt.web.pages.acting.possible import act_url

__all__ = ["browser", "desk"]


def page(browser: Any, person: Person, address: str, **headers: str) -> str:
    """The page in English."""
    client = browser(person)
    client.cookies["django_language"] = "en"
    text: str = client.get(address, headers=headers).content.decode()
    return text


def test_finance_sees_the_sheet_that_will_be_kept(desk: Desk, browser: Any) -> None:
    order = desk.order()
    shown = page(browser, desk.people.finance, act_url("approval.budget", order))
    assert "1200.00 - 252.10 = 947.90" in shown
    answer = browser(desk.people.finance).post(
        act_url("approval.budget", order), {"verdict": "approve", "version": order.version}
    )
    assert answer.status_code == 303
    assert BudgetSheet.objects.get().sheet["margin"]["formula"] == "1200.00 - 252.10 = 947.90"


def test_a_yes_against_the_numbers_is_refused_at_the_reason(desk: Desk, browser: Any) -> None:
    order = desk.order(lines=[replace(PUMPS[0], price=Decimal(1))])
    client = browser(desk.people.finance)
    client.cookies["django_language"] = "en"
    assert "Approve only with a reason" in client.get(act_url("approval.budget", order)).content.decode()
    answer = client.post(act_url("approval.budget", order), {"verdict": "approve"})
    assert answer.status_code == 422
    assert 'id="f-reason-errors"' in answer.content.decode()
    assert not Review.objects.exists()


def test_what_keeps_the_budget_from_being_computed_is_said(desk: Desk, browser: Any) -> None:
    order = desk.order(customer=desk.shop.other, contact=None, ship_to=desk.shop.other_address)
    shown = page(browser, desk.people.finance, act_url("approval.budget", order))
    assert 'name="exchange_rate"' in shown
    assert 'class="callout is-bad"' in shown


def test_production_sees_the_study_that_will_be_kept(desk: Desk, browser: Any) -> None:
    order = desk.order()
    shown = page(browser, desk.people.production, act_url("approval.feasibility", order))
    assert "Feasibility study" in shown
    browser(desk.people.production).post(
        act_url("approval.feasibility", order), {"verdict": "approve", "reason": "We can"}
    )
    earliest = FeasibilityStudy.objects.get().earliest_date
    assert earliest is not None
    assert earliest.isoformat() in shown


@pytest.mark.parametrize("stage", ["sales", "budget", "feasibility", "final"])
def test_a_review_page_costs_few_queries(
    stage: str, desk: Desk, browser: Any, django_assert_max_num_queries: Any
) -> None:
    order = desk.order()
    people = {
        "sales": desk.people.sales2,
        "budget": desk.people.finance,
        "feasibility": desk.people.production,
        "final": desk.people.management,
    }
    client = browser(people[stage])
    with django_assert_max_num_queries(40):
        assert client.get(act_url(f"approval.{stage}", order)).status_code == 200


def test_a_refusal_without_a_reason_is_told_beside_the_list_too(desk: Desk, browser: Any) -> None:
    order = desk.order()
    answer = browser(desk.people.finance).post(
        act_url("approval.budget", order), {"verdict": Verdict.REFUSE.value}, headers={"X-Fragment": "1"}
    )
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    done = browser(desk.people.finance).post(
        act_url("approval.budget", order),
        {"verdict": Verdict.REFUSE.value, "reason": "too risky"},
        headers={"X-Fragment": "1"},
    )
    assert (done.status_code, bool(done["X-Location"])) == (204, True)

"""People, their delegations and customers on their pages, and the segregation matrix."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.orders.shop import Shop
from tests.people import People

from takt.departments.models import Delegation, SegregationRule
from takt.web.pages.departments.delegating import spans
from takt.web.pages.listing.history import history

ENGLISH = {"Accept-Language": "en"}


def offered(client: Client, address: str, name: str) -> list[str]:
    """What a field of a form offers."""
    return [c.value for c in client.get(address, headers=ENGLISH).context["form"].fields[name].choices]


def test_only_oneself_is_offered_a_token_and_only_others_a_duty(browser: Any, people: People) -> None:
    client = browser(people.admin)
    own = {a.name for a in client.get(f"/lists/people/{people.admin.login}").context["others"]}
    other = {a.name for a in client.get(f"/lists/people/{people.sales.login}").context["others"]}
    assert "departments.issue_token" in own
    assert "departments.appoint" not in own
    assert "departments.appoint" in other
    assert "departments.issue_token" not in other


def test_one_delegates_ones_own_departments_to_a_colleague(browser: Any, people: People) -> None:
    client = browser(people.sales)
    assert offered(client, "/do/departments.delegate", "department") == ["sales"]
    takers = offered(client, "/do/departments.delegate", "taker")
    assert people.sales2.login in takers
    assert people.sales.login not in takers


def test_administration_is_never_offered_for_delegation(browser: Any, people: People) -> None:
    assert offered(browser(people.admin), "/do/departments.delegate", "department") == []


def test_a_week_ends_with_its_sunday(db: None) -> None:
    wednesday = datetime(2026, 6, 3, 4, tzinfo=UTC)
    assert [end.date().isoformat() for __, end in spans(wednesday)] == [
        "2026-06-03",
        "2026-06-07",
        "2026-06-14",
    ]


def test_a_delegation_is_made_on_its_page_and_stands_with_both(browser: Any, people: People) -> None:
    client = browser(people.sales)
    until = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    given = {"taker": people.sales2.login, "department": "sales", "until": until, "reason": "出差"}
    assert client.post("/do/departments.delegate", given).status_code == 303
    made = Delegation.objects.get(giver=people.sales)
    for login in (people.sales.login, people.sales2.login):
        page = client.get(f"/lists/people/{login}", headers=ENGLISH)
        assert [d for d, __ in page.context["delegations"]] == [made]


def test_the_matrix_shows_who_excludes_whom_both_ways(browser: Any, people: People) -> None:
    grid = browser(people.sales).get("/segregation", headers=ENGLISH).context["grid"]
    excluded = {(d.name, m.other.name) for d, meetings in grid for m in meetings if m.reason}
    rules = set(SegregationRule.objects.filter(retired_at=None).values_list("first", "second"))
    assert excluded == rules | {(b, a) for a, b in rules}


def test_only_the_head_of_management_is_offered_to_change_the_matrix(browser: Any, people: People) -> None:
    assert browser(people.head).get("/segregation").context["separate"]
    for person in (people.management, people.admin):
        context = browser(person).get("/segregation").context
        assert not context["separate"]
        assert not any(rule.lift for rule in context["rules"])


def test_the_head_separates_two_steps_and_lifts_the_rule_again(browser: Any, people: People) -> None:
    client = browser(people.head)
    steps = {"first": "planning.adopt", "second": "orders.confirm"}
    assert set(steps.values()) <= set(offered(client, "/do/departments.separate", "first"))
    assert client.post("/do/departments.separate", {**steps, "reason": "两人"}).status_code == 303
    rule = SegregationRule.objects.get(first="orders.confirm", second="planning.adopt")
    lifted = client.post(
        f"/do/departments.unseparate/{rule.pk}", {"reason": "不再需要", "version": rule.version}
    )
    assert lifted.status_code == 303
    rule.refresh_from_db()
    assert rule.retired_at is not None


def test_a_customer_shows_credit_to_those_who_see_money(browser: Any, people: People, shop: Shop) -> None:
    address = "/lists/customers/C-FARWIN"
    assert browser(people.finance).get(address).context["credit"]["limit"] == 1_000_000
    assert browser(people.production).get(address).context["credit"] is None
    assert browser(people.production).get(address).context["contacts"] == []


def test_contacts_to_edit_are_the_customers_own(browser: Any, people: People, shop: Shop) -> None:
    client = browser(people.sales)
    assert offered(client, "/do/orders.edit_contact/C-FARWIN", "contact") == [str(shop.contact.pk)]
    assert offered(client, "/do/orders.edit_contact/C-OTHER", "contact") == []


def test_a_contact_of_the_customer_sees_no_history(browser: Any, people: People, shop: Shop) -> None:
    answer = browser(shop.buyer).get("/lists/customers/C-FARWIN")
    assert answer["Location"] == "/portal"
    assert history(shop.farwin, shop.buyer) is None

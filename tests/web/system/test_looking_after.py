"""Jobs, refused attempts and health, for those who look after Takt."""

import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.conduct.post_office import greet
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.actions.seal import seal
from takt.conduct.refusals import Refused
from takt.conduct.seals import the_ledger
from takt.departments.models import Person
from takt.departments.people import the_clock, the_founder
from takt.orders.actions.confirm import confirm
from takt.web.pages.system import checks
from takt.web.pages.system.attempts import in_words

Browser = Callable[[Person], Client]
Usage = namedtuple("Usage", "total used free")


def text(client: Client, address: str) -> str:
    """The page in English."""
    client.cookies["django_language"] = "en"
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def sql(statement: str, *values: Any) -> None:
    """What a worker would write."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_jobs_are_named_in_words_and_lead_to_their_letters(browser: Browser, people: People) -> None:
    letter = greet(by=the_founder(), address="buyer@customer.test")
    page = text(browser(people.admin), "/system/jobs")
    assert "Post a letter" in page
    assert f"/system/letters/{letter.pk}" in page
    assert "conduct.post_letter" not in page


def test_a_failed_job_says_what_to_do_next(browser: Browser, people: People) -> None:
    greet(by=the_founder(), address="buyer@customer.test")
    sql("update procrastinate_jobs set status = 'failed' where task_name = 'conduct.post_letter'")
    page = text(browser(people.admin), "/system/jobs")
    assert "it can be sent again there" in page


def test_the_rounds_tell_when_they_come_next(browser: Browser, people: People) -> None:
    page = text(browser(people.admin), "/system/jobs")
    assert "Seal the journal" in page
    assert "not done yet" in page
    assert "Nothing waits" in page


@pytest.fixture
def attempt(people: People, shop: Shop) -> Person:
    """Li tried to confirm the order that she entered herself, and somebody of production tried too."""
    order = entered(shop, people.sales)
    for reader in (people.sales, people.production):
        with pytest.raises(Refused):
            confirm(order, by=reader, promised_date=order.requested_date, checklist=[])
    return people.production


def test_a_refused_attempt_says_who_what_and_why(browser: Browser, people: People, attempt: Person) -> None:
    page = text(browser(people.admin), "/system/refused-attempts")
    assert attempt.name in page
    assert "III.1.3 Order confirmation" in page
    assert "Confirm is done by Sales; you act for Production." in page


def test_attempts_are_narrowed_by_person_code_and_clause(
    browser: Browser, people: People, attempt: Person
) -> None:
    client = browser(people.admin)
    assert "is done by Sales" not in text(client, f"/system/refused-attempts?actor_id={people.sales.pk}")
    assert "is done by Sales" in text(client, "/system/refused-attempts?codes__contains=not_your_department")
    assert "No refused attempt is of this kind." in text(client, "/system/refused-attempts?clause=V.1")
    assert client.get("/system/refused-attempts?actor_id=x").status_code == 422


def test_without_any_attempts_the_page_says_so(browser: Browser, people: People) -> None:
    assert "Nobody was refused yet" in text(browser(people.admin), "/system/refused-attempts")


def test_facts_that_were_not_kept_are_dots_and_unknown_codes_stay_codes() -> None:
    assert "…" in in_words("not_found", {"kind": "order"})
    assert in_words("from_another_time", {}) == "from_another_time"


def test_attempts_ask_at_most_twelve_questions(
    browser: Browser, people: People, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        order = confirmed(shop, people)
        with pytest.raises(Refused):
            confirm(order, by=people.sales2, promised_date=order.requested_date, checklist=[])
    client = browser(people.admin)
    client.get("/system/refused-attempts")
    with django_assert_max_num_queries(12):
        client.get("/system/refused-attempts")


def found() -> dict[str, str]:
    """Each check's name and mark."""
    return {check.name: check.tone for check in checks.checks()}


def test_a_worker_that_fell_silent_is_red(db: None) -> None:
    assert found()["Worker"] == "bad"
    sql("insert into procrastinate_workers (last_heartbeat) values (now())")
    assert found()["Worker"] == "good"
    sql("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    assert found()["Worker"] == "bad"


def test_a_full_disk_is_red(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 1024**3, 99 * 1024**3, 1024**3))
    assert found()["Disk"] == "bad"


def test_letters_and_seals_that_lag_want_a_look(db: None) -> None:
    letter = greet(by=the_founder(), address="buyer@customer.test")
    assert found()["Letters waiting"] == "good"
    sql(
        "update conduct_letter set written_at = %s where id = %s",
        timezone.now() - timedelta(hours=1),
        letter.pk,
    )
    assert found()["Letters waiting"] == "warn"
    assert found()["Last seal"] == "warn"
    seal(the_ledger(), by=the_clock())
    assert found()["Last seal"] == "good"


def test_health_says_in_words_what_does_not_work(browser: Browser, people: People, db: None) -> None:
    page = text(browser(people.management), "/system/health")
    assert "Something does not work." in page
    assert "Until then no letter leaves the house." in page
    assert "PostgreSQL" in page

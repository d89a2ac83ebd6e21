"""People sign in with login and password; wrong ones lock, retired ones stay outside, nobody is led elsewhere."""

from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.open_door import open_door
from tests.orders.shop import Shop
from tests.people import People

from takt.departments.models import Person


def with_password(person: Person, password: str) -> None:
    """The person gets a password."""
    person.set_password(password)
    with open_door() as passage:
        passage.subject = person
        with connection.cursor() as cursor:
            cursor.execute(
                "update departments_person set password = %s where id = %s", (person.password, person.pk)
            )


def test_people_sign_in_with_login_and_password(people: People, shop: Shop) -> None:
    with_password(people.sales, "a good long password")
    client = Client()
    answer = client.post("/sign-in", {"username": " LI ", "password": "a good long password"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/inbox"
    assert answer.context["reader"] == people.sales
    assert client.post("/sign-out").status_code == 302
    assert client.get("/orders").status_code == 302


def test_five_wrong_passwords_lock_the_sign_in(people: People) -> None:
    cache.clear()
    with_password(people.finance, "a good long password")
    client = Client()
    for _ in range(5):
        answer = client.post(
            "/sign-in", {"username": "wang", "password": "wrong"}, headers={"Accept-Language": "en"}
        )
    assert answer.status_code == 429
    assert "15 minutes" in answer.content.decode()
    again = client.post("/sign-in", {"username": "wang", "password": "a good long password"})
    assert again.status_code == 429


def test_a_retired_person_is_not_let_in(people: People) -> None:
    with_password(people.sales, "a good long password")
    with connection.cursor() as cursor:
        cursor.execute("update departments_person set retired_at = now() where id = %s", (people.sales.pk,))
    assert (
        Client().post("/sign-in", {"username": "li", "password": "a good long password"}).status_code == 200
    )


def test_without_sign_in_pages_lead_to_it_and_back(people: People) -> None:
    answer = Client().get("/orders?state=entered")
    assert answer["Location"] == "/sign-in?next=/orders%3Fstate%3Dentered"


def test_sign_in_never_leads_to_another_host(people: People) -> None:
    with_password(people.sales, "a good long password")
    answer = Client().post(
        "/sign-in", {"username": "li", "password": "a good long password", "next": "https://evil.test/"}
    )
    assert answer["Location"] == "/"

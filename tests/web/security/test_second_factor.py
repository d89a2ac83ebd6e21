"""VI.1: whoever decides signs in with two factors. The app's codes, codes on paper, and what does not open."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.people import People
from tests.web.conftest import token_of
from tests.web.security.conftest import GOOD, fresh_browser, give_password, typed

from takt.departments.models import Person
from takt.web.security import codes, factors
from takt.web.security.ciphering import deciphered
from takt.web.security.models import App, RecoveryCode

Arrived = Callable[[Person], Client]


def next_code(secret: str, steps: int = 0) -> str:
    return codes.code_of(secret, codes.step_at(time.time()) + steps)


def secret_of(person: Person) -> str:
    found = deciphered(App.objects.get(person=person).enciphered)
    assert found is not None
    return found


def with_app(client: Client) -> list[str]:
    """Set up an app as a person would: scan, type the first code. The codes on paper."""
    page = client.get("/security/app").content.decode()
    assert 'src="data:image/svg+xml' in page
    shown = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert shown is not None
    # The code of the step before is taken as well; the tests that follow may then use the one of now.
    answer = client.post("/security/app", {"code": next_code(shown[1].replace(" ", ""), -1)})
    assert answer.status_code == 200
    return re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", answer.content.decode())


def test_codes_are_those_of_rfc_6238() -> None:
    import base64

    secret = base64.b32encode(b"12345678901234567890").decode()
    known = {59: "94287082", 1111111109: "07081804", 1234567890: "89005924", 20000000000: "65353130"}
    assert {s: codes.code_of(secret, codes.step_at(s)) for s in known} == {s: c[2:] for s, c in known.items()}


def test_a_decider_is_led_to_set_up_a_second_factor_and_nowhere_else(
    people: People, arrived: Arrived
) -> None:
    client = arrived(people.finance)
    for address in ("/orders", "/security", "/search?q=x", "/lists/items"):
        answer = client.get(address)
        assert answer["Location"].startswith("/security/set-up?next="), address
    assert client.post("/security/tokens", {"name": "x", "days": "30"})["Location"].startswith(
        "/security/set-up"
    )
    assert client.get("/api/v1/orders").status_code == 403
    page = client.get("/security/set-up?next=/orders").content.decode()
    assert "Set up an app" in page
    papers = with_app(client)
    assert len(set(papers)) == 10
    assert client.get("/orders").status_code == 200


def test_a_program_with_a_token_is_not_asked(people: People) -> None:
    headers = {"Authorization": f"Bearer {token_of(people.finance)}"}
    assert Client().get("/api/v1/orders", headers=headers).status_code == 200


@pytest.mark.parametrize("role", ["finance", "management", "head_of_sales", "head_of_production", "admin"])
def test_deciders_are_who_decides(role: str, people: People, arrived: Arrived) -> None:
    assert arrived(getattr(people, role)).get("/orders").status_code == 302


@pytest.mark.parametrize("role", ["sales", "production", "quality", "logistics", "head_of_logistics"])
def test_whoever_decides_nothing_works_with_a_password(role: str, people: People, arrived: Arrived) -> None:
    assert arrived(getattr(people, role)).get("/orders").status_code == 200


def test_an_installation_may_ask_everybody_or_nobody(people: People, arrived: Arrived, settings: Any) -> None:
    settings.TAKT_SECOND_FACTOR = "everybody"
    assert arrived(people.quality).get("/orders").status_code == 302
    settings.TAKT_SECOND_FACTOR = "off"
    assert arrived(people.finance).get("/orders").status_code == 200


def test_with_an_app_the_password_alone_opens_nothing(people: People, arrived: Arrived) -> None:
    with_app(arrived(people.finance))
    client = fresh_browser()
    assert typed(client, "wang", next="/search?q=x")["Location"] == "/sign-in/second"
    assert client.get("/orders").status_code == 302
    wrong = client.post("/sign-in/second", {"code": "000000"})
    assert wrong.status_code == 422
    answer = client.post("/sign-in/second", {"code": next_code(secret_of(people.finance))})
    assert answer["Location"] == "/search?q=x"
    assert client.get("/orders").status_code == 200


def test_a_code_opens_once(people: People, arrived: Arrived) -> None:
    with_app(arrived(people.finance))
    code = next_code(secret_of(people.finance))
    assert factors.takes(people.finance, code)
    assert not factors.takes(people.finance, code)
    assert not factors.takes(people.finance, next_code(secret_of(people.finance), -1))


def test_a_paper_code_opens_once_when_the_phone_is_lost(people: People, arrived: Arrived) -> None:
    papers = with_app(arrived(people.finance))
    for status in (302, 422):
        client = fresh_browser()
        typed(client, "wang")
        assert client.post("/sign-in/second", {"code": papers[3].upper()}).status_code == status
    assert factors.codes_left(people.finance) == 9


def test_new_paper_codes_end_the_old_ones(people: People, arrived: Arrived) -> None:
    client = arrived(people.finance)
    old = with_app(client)
    page = client.post("/security/codes").content.decode()
    assert len(re.findall(r"<code>[a-z0-9]{5}-[a-z0-9]{5}</code>", page)) == 10
    assert not factors.takes(people.finance, old[0])


def test_five_wrong_codes_lock_the_login_and_the_right_password_does_not_unlock_it(
    people: People, arrived: Arrived
) -> None:
    with_app(arrived(people.finance))
    client = fresh_browser()
    for _ in range(4):
        typed(client, "wang")
        assert client.post("/sign-in/second", {"code": "111111"}).status_code == 422
    typed(client, "wang")
    locked = client.post("/sign-in/second", {"code": "111111"})
    assert locked.status_code == 429
    assert "Wait 15 minutes" in locked.content.decode()
    assert client.post("/sign-in/second", {"code": next_code(secret_of(people.finance))}).status_code == 429
    assert typed(fresh_browser(), "wang").status_code == 429


def test_the_second_step_opens_for_nobody_who_has_not_done_the_first(
    people: People, arrived: Arrived
) -> None:
    with_app(arrived(people.finance))
    code = next_code(secret_of(people.finance))
    assert fresh_browser().post("/sign-in/second", {"code": code})["Location"] == "/sign-in"
    assert factors.takes(people.finance, code), "the code was not used up by a stranger"


def test_a_new_password_ends_what_waits_for_its_second_step(people: People, arrived: Arrived) -> None:
    with_app(arrived(people.finance))
    client = fresh_browser()
    typed(client, "wang")
    give_password(people.finance, GOOD + "!")
    assert (
        client.post("/sign-in/second", {"code": next_code(secret_of(people.finance))})["Location"]
        == "/sign-in"
    )


def test_neither_secret_nor_paper_codes_can_be_read_from_the_database(
    people: People, arrived: Arrived
) -> None:
    papers = with_app(arrived(people.finance))
    app = App.objects.get(person=people.finance)
    assert secret_of(people.finance) not in app.enciphered
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(p in kept or p.replace("-", "") in kept for p in papers)


def test_the_app_is_removed_and_with_it_the_codes_on_paper(people: People, arrived: Arrived) -> None:
    client = arrived(people.finance)
    papers = with_app(client)
    assert client.post("/security/app/remove")["Location"] == "/security"
    assert client.get("/orders")["Location"].startswith("/security/set-up"), "finance must have one again"
    assert not factors.takes(people.finance, papers[0])


def test_a_wrong_first_code_keeps_nothing(people: People, arrived: Arrived) -> None:
    client = arrived(people.quality)
    client.get("/security/app")
    answer = client.post("/security/app", {"code": "12345"})
    assert answer.status_code == 422
    assert not factors.has_any(people.quality)


def test_a_lost_factor_is_reset_by_the_administration_and_sessions_end(
    people: People, arrived: Arrived
) -> None:
    from takt.departments.actions.reset_second_factor import reset_second_factor

    client = arrived(people.finance)
    papers = with_app(client)
    reset_second_factor(people.finance, by=people.admin, reason="phone lost on the train")
    assert client.get("/orders").status_code == 302
    assert not factors.takes(people.finance, papers[0])
    again = fresh_browser()
    typed(again, "wang")
    assert again.get("/orders")["Location"].startswith("/security/set-up")

"""Passkeys: set up, sign in with, confirm with; what a thief, another site or a copied device shows opens nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import People
from tests.web.security.conftest import START, fresh_browser, typed, with_passkey
from tests.web.security.software_device import Device

from takt.departments.models import Person
from takt.web.security.models import Passkey

Arrived = Callable[[Person], Client]


def options(client: Client, purpose: str = "sign-in") -> dict[str, object]:
    found: dict[str, object] = client.post("/sign-in/passkey/options", {"purpose": purpose}).json()
    return found


def test_a_passkey_signs_in_without_a_password(people: People, arrived: Arrived) -> None:
    device = with_passkey(arrived(people.finance))
    client = fresh_browser()
    asked = options(client)
    assert "allowCredentials" not in asked, "nobody is named before they are known"
    answer = client.post("/sign-in/passkey", {"passkey": device.show(asked), "next": "/search?q=x"})
    assert answer["Location"] == "/search?q=x"
    assert client.get("/orders").status_code == 200


def test_a_passkey_is_the_second_step_after_a_password(people: People, arrived: Arrived) -> None:
    device = with_passkey(arrived(people.quality))
    client = fresh_browser()
    assert typed(client, "qian")["Location"] == "/sign-in/second"
    asked = options(client, "second")
    assert device.knows(asked)
    assert client.post("/sign-in/second", {"passkey": device.show(asked)})["Location"] == START


@pytest.mark.parametrize(
    "wrong", ["origin", "unverified", "stranger", "copied", "replayed", "other challenge"]
)
def test_what_does_not_hold_opens_nothing(wrong: str, people: People, arrived: Arrived) -> None:
    device = with_passkey(arrived(people.quality))
    client = fresh_browser()
    asked = options(client)
    if wrong == "origin":
        device.origin = "https://evil.test"
    if wrong == "unverified":
        device.verified = False
    if wrong == "stranger":
        device = Device(id=device.id)
    if wrong == "copied":
        device.counter = 7
        client.post("/sign-in/passkey", {"passkey": device.show(asked)})
        client, device.counter = fresh_browser(), 3
        asked = options(client)
    answer = device.show(asked)
    if wrong == "replayed":
        assert client.post("/sign-in/passkey", {"passkey": answer})["Location"] == START
        client.post("/sign-out")
    if wrong == "other challenge":
        options(client)
    assert client.post("/sign-in/passkey", {"passkey": answer})["Location"] == "/sign-in?passkey=no"
    assert client.get("/orders").status_code == 302


def test_a_passkey_of_somebody_else_is_no_second_step(people: People, arrived: Arrived) -> None:
    with_passkey(arrived(people.quality))
    theirs = with_passkey(arrived(people.sales))
    client = fresh_browser()
    typed(client, "qian")
    assert (
        client.post("/sign-in/second", {"passkey": theirs.show(options(client, "second"))}).status_code == 422
    )


def test_a_passkey_of_the_departed_opens_nothing(people: People, arrived: Arrived) -> None:
    from takt.departments.actions.retire import retire

    device = with_passkey(arrived(people.quality))
    retire(people.quality, by=people.admin)
    client = fresh_browser()
    assert (
        client.post("/sign-in/passkey", {"passkey": device.show(options(client))})["Location"]
        == "/sign-in?passkey=no"
    )


def test_a_device_that_does_not_check_its_owner_is_not_kept(people: People, arrived: Arrived) -> None:
    client = arrived(people.quality)
    device = Device(verified=False)
    asked = client.post("/security/passkeys/options", {"purpose": "add"}).json()
    assert (
        client.post("/security/passkeys/add", {"name": "x", "passkey": device.make(asked)}).status_code == 422
    )
    assert not Passkey.objects.exists()


def test_passkeys_are_named_and_removed_by_their_owner_only(people: People, arrived: Arrived) -> None:
    client, stranger = arrived(people.quality), arrived(people.sales)
    with_passkey(client)
    key = Passkey.objects.get()
    assert stranger.post(f"/security/passkeys/{key.pk}/name", {"name": "mine"}).status_code == 404
    assert stranger.post(f"/security/passkeys/{key.pk}/remove").status_code == 404
    client.post(f"/security/passkeys/{key.pk}/name", {"name": "blue key"})
    assert "blue key" in client.get("/security").content.decode()
    client.post(f"/security/passkeys/{key.pk}/remove")
    assert not Passkey.objects.exists()


def test_a_passkey_is_not_offered_where_browsers_make_none(people: People, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]  # type: ignore[attr-defined]  # pytest-django's fixture
    assert "data-passkey" not in Client(SERVER_NAME="127.0.0.1").get("/sign-in").content.decode()
    assert "data-passkey" in Client(SERVER_NAME="localhost").get("/sign-in").content.decode()


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answer=st.one_of(
        st.text(max_size=60),
        st.recursive(
            st.none() | st.text(max_size=8) | st.integers(),
            lambda x: (
                st.lists(x, max_size=2)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "id",
                            "rawId",
                            "response",
                            "clientDataJSON",
                            "authenticatorData",
                            "signature",
                            "attestationObject",
                        ]
                    ),
                    x,
                    max_size=5,
                )
            ),
        ).map(__import__("json").dumps),
    )
)
def test_nonsense_is_refused_without_a_fault(answer: str) -> None:
    client = fresh_browser()
    options(client)
    assert (
        client.post("/sign-in/passkey", {"passkey": answer.replace("\x00", "")})["Location"]
        == "/sign-in?passkey=no"
    )

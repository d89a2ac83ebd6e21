"""My security: where I am signed in, what acts in my name, and how all of it ends."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.people import People
from tests.web.security.conftest import GOOD, fresh_browser, give_password, typed

from takt.departments.actions.retire import retire
from takt.departments.models import ApiToken, Person
from takt.departments.tokens import authenticate_token
from takt.web.security.agents import device
from takt.web.security.models import OpenSession
from takt.web.security.sessions import SEEN_AT

Arrived = Callable[[Person], Client]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def second_browser(login: str) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"Accept-Language": "en", "User-Agent": FIREFOX})
    assert typed(client, login).status_code == 302
    return client


def test_the_list_names_device_and_place_and_this_one(people: People, arrived: Arrived) -> None:
    client = arrived(people.quality)
    second_browser("qian")
    page = client.get("/security").content.decode()
    assert "Firefox · Linux" in page
    assert "127.0.0.1" in page
    assert page.count("this one") == 1


def test_one_other_session_is_ended_at_once(people: People, arrived: Arrived) -> None:
    here = arrived(people.quality)
    there = second_browser("qian")
    row = OpenSession.objects.exclude(key=here.session.session_key).get()
    assert there.get("/orders").status_code == 200
    here.post(f"/security/sessions/{row.pk}/end")
    assert there.get("/orders").status_code == 302
    assert here.get("/orders").status_code == 200


def test_all_others_are_ended(people: People, arrived: Arrived) -> None:
    here = arrived(people.quality)
    others = [second_browser("qian"), second_browser("qian")]
    here.post("/security/sessions/end-others")
    assert [c.get("/orders").status_code for c in (here, *others)] == [200, 302, 302]


def test_nobody_ends_the_sessions_of_others(people: People, arrived: Arrived) -> None:
    theirs, mine = arrived(people.sales), arrived(people.quality)
    row = OpenSession.objects.get(person=people.sales)
    assert mine.post(f"/security/sessions/{row.pk}/end").status_code == 404
    assert theirs.get("/orders").status_code == 200


def test_last_seen_is_written_at_most_once_a_minute(
    people: People, arrived: Arrived, django_assert_num_queries: Any
) -> None:
    client = arrived(people.quality)
    client.get("/orders")
    first = OpenSession.objects.get().seen_at
    client.get("/orders")
    assert OpenSession.objects.get().seen_at == first
    session = client.session
    session[SEEN_AT] -= 61
    session.save()
    client.get("/orders")
    assert OpenSession.objects.get().seen_at > first


def test_signing_out_takes_the_session_off_the_list(people: People, arrived: Arrived) -> None:
    arrived(people.quality).post("/sign-out")
    assert not OpenSession.objects.exists()


def test_the_departed_are_out_at_once(people: People, arrived: Arrived) -> None:
    client = arrived(people.quality)
    assert client.get("/orders").status_code == 200
    retire(people.quality, by=people.admin)
    assert client.get("/orders").status_code == 302
    assert client.get("/api/v1/orders").status_code == 401


def test_a_new_password_keeps_this_session_and_ends_the_others(people: People, arrived: Arrived) -> None:
    here, there = arrived(people.quality), second_browser("qian")
    given = {"old": GOOD, "password": GOOD + " new", "again": GOOD + " new"}
    assert here.post("/security/password", given)["Location"] == "/security"
    assert here.get("/security").content.decode().count("this one") == 1
    assert there.get("/orders").status_code == 302
    assert typed(fresh_browser(), "qian").status_code == 200
    assert typed(fresh_browser(), "qian", GOOD + " new").status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"old": "wrong", "password": GOOD + "1", "again": GOOD + "1"}, "The old password is not right."),
        ({"old": GOOD, "password": GOOD + "1", "again": GOOD + "2"}, "in two different ways"),
        ({"old": GOOD, "password": "short", "again": "short"}, "short"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why_and_is_not_repeated(
    given: dict[str, str], words: str, people: People, arrived: Arrived
) -> None:
    client = arrived(people.quality)
    answer = client.post("/security/password", given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert GOOD not in answer.content.decode()
    assert client.get("/orders").status_code == 200


def test_a_token_is_shown_once_and_revoked(people: People, arrived: Arrived) -> None:
    client = arrived(people.quality)
    answer = client.post("/security/tokens", {"name": "line 7", "days": "30"})
    found = re.search(r"takt_[\w-]{43}", answer.content.decode())
    assert found is not None
    assert answer["Cache-Control"] == "no-store"
    assert authenticate_token(found[0]) == people.quality
    page = client.get("/security").content.decode()
    assert "line 7" in page
    assert found[0] not in page
    client.post(f"/security/tokens/{ApiToken.objects.get().pk}/revoke")
    assert authenticate_token(found[0]) is None


@pytest.mark.parametrize("days", ["0", "4000", "x", ""])
def test_a_token_without_a_good_end_is_refused_with_its_name_kept(
    days: str, people: People, arrived: Arrived
) -> None:
    answer = arrived(people.quality).post("/security/tokens", {"name": "line 7", "days": days})
    assert answer.status_code == 422
    assert 'value="line 7"' in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_signing_in_changes_the_key_of_the_session(people: People) -> None:
    give_password(people.quality)
    client = fresh_browser()
    client.post("/sign-in/passkey/options", {"purpose": "sign-in"})
    before = client.cookies["sessionid"].value
    typed(client, "qian")
    assert client.cookies["sessionid"].value != before


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0",
            "WeChat · Android",
        ),
    ],
)
def test_a_device_has_a_name_that_its_owner_knows(agent: str, words: str) -> None:
    assert device(agent) == words


def test_the_page_asks_at_most_twelve_questions(
    people: People, arrived: Arrived, django_assert_max_num_queries: Any
) -> None:
    client = arrived(people.quality)
    for _ in range(3):
        second_browser("qian")
    client.get("/orders")
    with django_assert_max_num_queries(12):
        assert client.get("/security").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "address", ["/security", "/security/set-up", "/security/app", "/security/passkeys/add", "/sign-in"]
)
def test_pages_speak_both_languages_and_have_nothing_inline(
    address: str, language: str, people: People, arrived: Arrived
) -> None:
    client = fresh_browser() if address == "/sign-in" else arrived(people.quality)
    client.cookies["django_language"] = language
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'lang="{language}"' in page
    assert not re.search(r"<style|<script(?! src=\"/static/)|\sstyle=|\son\w+=\"|javascript:", page)

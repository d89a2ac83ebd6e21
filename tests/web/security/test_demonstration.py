"""The demonstration's one click: only where this home keeps the demonstration's password and it opens this database."""

import pytest
from tests.people import People
from tests.web.security.conftest import GOOD, START, fresh_browser, give_password

from takt.web.demo import secret
from takt.web.demo.setting_up import SignIn
from takt.web.security import demonstration
from takt.web.security.models import OpenSession

pytestmark = pytest.mark.xdist_group("demonstration")  # one home keeps one password


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, people: People) -> None:
    """Wang of finance is of the demonstration, and this home keeps the demonstration's password."""
    from takt.web.demo import setting_up

    give_password(people.finance)
    one = SignIn("wang", GOOD, "王芳", "finance", head=False)
    monkeypatch.setattr(secret, "kept", lambda: GOOD)
    monkeypatch.setattr(setting_up, "sign_ins", lambda: [one])


def test_without_the_kept_password_there_is_no_such_button_and_no_such_address(people: People) -> None:
    give_password(people.finance)
    page = fresh_browser().get("/sign-in").content.decode()
    assert "/sign-in/try" not in page
    assert fresh_browser().post("/sign-in/try", {"login": "wang"}).status_code == 404
    assert not OpenSession.objects.exists()


def test_a_kept_password_of_another_database_opens_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.people import hired, person

    from takt.web.demo.staff import STAFF

    somebody = person(STAFF[0].login, "sales")
    hired(somebody)
    give_password(somebody, "a password of this company")
    monkeypatch.setattr(secret, "kept", lambda: GOOD)
    assert demonstration.people() == []
    assert fresh_browser().post("/sign-in/try", {"login": somebody.login}).status_code == 404


def test_one_click_signs_in_without_a_second_factor(kept: None, people: People) -> None:
    client = fresh_browser()
    page = client.get("/sign-in").content.decode()
    assert "王芳" in page
    assert GOOD not in page
    assert client.post("/sign-in/try", {"login": "wang", "next": "https://evil.test/"})["Location"] == START
    assert client.get("/orders").status_code == 200


def test_nobody_else_is_signed_in_by_a_click(kept: None, people: People) -> None:
    for login in ("li", "the-founder", "", "wang\x00"):
        assert fresh_browser().post("/sign-in/try", {"login": login}).status_code == 404


def test_when_the_demonstration_ends_its_people_need_a_second_factor(
    kept: None, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from takt.web.security.sessions import SEEN_AT

    client = fresh_browser()
    client.post("/sign-in/try", {"login": "wang"})
    monkeypatch.setattr(secret, "kept", lambda: None)
    session = client.session
    session[SEEN_AT] -= 61
    session.save()
    assert client.get("/orders")["Location"].startswith("/security/set-up")

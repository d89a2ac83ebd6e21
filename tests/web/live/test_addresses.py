"""Who may listen from where: the page's own origin on our hosts, and those that are trusted by name."""

import pytest
from django.test import RequestFactory

from takt.web.live.addresses import events_address, is_ours, may_ask
from takt.web.middleware import policy
from takt.web.ports import events_port, port
from takt.web.usage import UsageError


@pytest.fixture(autouse=True)
def _ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_PORT", "8000")
    for name in ("TAKT_EVENTS_PORT", "TAKT_EVENTS_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_events_listen_on_the_port_after_that_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (port(), events_port()) == (8000, 8001)
    monkeypatch.setenv("TAKT_PORT", "65535")
    assert events_port() == 65534
    monkeypatch.setenv("TAKT_EVENTS_PORT", "9100")
    assert events_port() == 9100


@pytest.mark.parametrize("given", ["0", "65536", "x", "-1", "٣"])
def test_a_port_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("TAKT_EVENTS_PORT", given)
    with pytest.raises(UsageError, match="TAKT_EVENTS_PORT"):
        events_port()


def test_a_page_listens_on_its_own_host_and_its_policy_allows_just_that() -> None:
    request = RequestFactory().get("/orders", headers={"host": "127.0.0.1:8000"})
    assert events_address(request) == "http://127.0.0.1:8001/events"
    assert "connect-src 'self' http://127.0.0.1:8001;" in policy(request)


def test_behind_a_proxy_the_events_have_the_address_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_EVENTS_URL", "https://takt.example/")
    request = RequestFactory().get("/orders", headers={"host": "localhost"})
    assert events_address(request) == "https://takt.example/events"
    assert "connect-src 'self' https://takt.example;" in policy(request)


def test_a_foreign_host_gets_no_events_origin() -> None:
    request = RequestFactory().get("/orders", headers={"host": "evil.test"})
    assert "connect-src 'self';" in policy(request)
    assert not is_ours("evil.test:8001")
    assert is_ours("127.0.0.1:8001")


@pytest.mark.parametrize(
    ("asking", "may"),
    [
        ("http://127.0.0.1:8000", True),
        ("https://127.0.0.1:8000", True),
        ("http://127.0.0.1:8002", False),
        ("http://localhost:8009", False),
        ("http://evil.test", False),
        ("http://127.0.0.1.evil.test:8000", False),
        ("null", False),
    ],
)
def test_only_the_pages_origin_may_listen(asking: str, may: bool) -> None:
    assert may_ask(asking, "127.0.0.1:8001") is may


def test_trusted_origins_may_listen(settings: pytest.FixtureRequest) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://takt.example"]  # type: ignore[attr-defined]  # Django's settings
    assert may_ask("https://takt.example", "takt.example")

"""Signing in through the company's identity provider: a real exchange with a provider that runs in this process."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.people import People
from tests.web.security.conftest import START, fresh_browser
from tests.web.security.test_second_factor import with_app

from takt.departments.actions.retire import retire
from takt.web.security.environment import openid_connect
from takt.web.security.models import LinkedLogin


class Provider(BaseHTTPRequestHandler):
    """An OpenID Connect provider: discovery, token (which holds the caller to its PKCE challenge), userinfo."""

    claims: ClassVar[dict[str, Any]] = {}
    challenge: ClassVar[str] = ""

    def do_GET(self) -> None:
        """Discovery, and who the subject is."""
        host = f"http://{self.headers['Host']}"
        if self.path == "/.well-known/openid-configuration":
            ends = {
                "authorization_endpoint": "/authorize",
                "token_endpoint": "/token",
                "userinfo_endpoint": "/me",
                "jwks_uri": "/keys",
            }
            self._say({"issuer": host, **{name: host + path for name, path in ends.items()}})
        else:
            self._say(self.claims)

    def do_POST(self) -> None:
        """A code becomes a token for whoever holds the verifier of its challenge."""
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") == Provider.challenge and sent["code"] == [
            "good"
        ]:
            self._say({"access_token": "of this subject", "token_type": "Bearer"})
        else:
            self._say({"error": "invalid_grant"}, 400)

    def _say(self, found: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Provider]]:
    """The company has a provider, and Takt is told of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("TAKT_OIDC_CLIENT", "takt")
    settings.TAKT_OIDC_SERVER, settings.TAKT_OIDC_NAME = address, "Farwin ID"
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(address, "Farwin ID")
    yield Provider
    server.shutdown()
    server.server_close()
    thread.join()


def back(
    client: Client, provider: type[Provider], claims: dict[str, Any], code: str = "good", goal: str = ""
) -> Any:
    """The person goes to the provider, which sends them back with a code. The answer of our callback."""
    away = client.get(f"/sign-in/company/login/?next={goal}")
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.claims, provider.challenge = claims, asked["code_challenge"][0]
    return client.get("/sign-in/company/login/callback/", {"code": code, "state": asked["state"][0]})


def claims_of(email: str, *, verified: bool = True, subject: str = "s-1") -> dict[str, Any]:
    return {"sub": subject, "email": email, "email_verified": verified}


def test_without_a_provider_there_is_no_button(people: People) -> None:
    assert "/sign-in/company" not in fresh_browser().get("/sign-in").content.decode()
    assert fresh_browser().get("/sign-in/company/login/").status_code == 404


def test_the_subject_with_a_verified_address_is_let_in_and_linked(
    provider: type[Provider], people: People
) -> None:
    client = fresh_browser()
    assert "Sign in with Farwin ID" in client.get("/sign-in").content.decode()
    answer = back(client, provider, claims_of("QIAN@takt.test"), goal="/search%3Fq%3Dx")
    assert answer["Location"] == "/search?q=x"
    assert client.get("/orders").status_code == 200
    assert LinkedLogin.objects.get().person == people.quality
    # Linked for good: the address may change at the provider, the subject stays.
    again = fresh_browser()
    assert back(again, provider, claims_of("other@takt.test"))["Location"] == START
    assert again.get("/security").content.decode().count("The company's account") == 1


@pytest.mark.parametrize(
    "claims", [claims_of("qian@takt.test", verified=False), claims_of("stranger@takt.test"), {"sub": "s-1"}]
)
def test_nobody_is_signed_up(claims: dict[str, Any], provider: type[Provider], people: People) -> None:
    client = fresh_browser()
    answer = back(client, provider, claims)
    assert answer["Location"] == "/sign-in"
    assert "Nobody here has this account" in client.get("/sign-in").content.decode()
    assert client.get("/orders").status_code == 302
    assert not LinkedLogin.objects.exists()


def test_the_departed_are_not_let_in_by_the_provider(provider: type[Provider], people: People) -> None:
    back(fresh_browser(), provider, claims_of("qian@takt.test"))
    retire(people.quality, by=people.admin)
    client = fresh_browser()
    assert back(client, provider, claims_of("qian@takt.test"))["Location"] == "/sign-in"


def test_a_second_factor_is_asked_for_here_as_well(provider: type[Provider], people: People) -> None:
    client = fresh_browser()
    back(client, provider, claims_of("wang@takt.test"))
    assert client.get("/orders")["Location"].startswith("/security/set-up")
    with_app(client)
    assert back(fresh_browser(), provider, claims_of("wang@takt.test"))["Location"] == "/sign-in/second"


@pytest.mark.parametrize("sent", [{"code": "good", "state": "made-up"}, {"error": "access_denied"}, {}])
def test_what_does_not_hold_leads_back_with_words(
    sent: dict[str, str], provider: type[Provider], people: People
) -> None:
    client = fresh_browser()
    assert client.get("/sign-in/company/login/callback/", sent)["Location"] == "/sign-in"
    assert "was not completed" in client.get("/sign-in").content.decode()


def test_a_code_of_somebody_else_opens_nothing(provider: type[Provider], people: People) -> None:
    client = fresh_browser()
    assert back(client, provider, claims_of("qian@takt.test"), code="stolen")["Location"] == "/sign-in"
    assert client.get("/orders").status_code == 302


def test_the_provider_leads_to_no_other_site(provider: type[Provider], people: People) -> None:
    answer = back(fresh_browser(), provider, claims_of("qian@takt.test"), goal="https%3A%2F%2Fevil.test%2F")
    assert answer["Location"] == START

"""What the environment says about signing in, checked at the start: a typing mistake must not quietly weaken it."""

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def one_of(name: str, *choices: str) -> str:
    """One of the choices; the first when the environment says nothing."""
    given = os.environ.get(name, choices[0]).strip().lower()
    if given not in choices:
        raise ImproperlyConfigured(f"{name}={given}: expected one of {', '.join(choices)}")
    return given


def positive(name: str, otherwise: int) -> int:
    """A whole number of at least one."""
    given = os.environ.get(name, str(otherwise)).strip()
    if not given.isdecimal() or int(given) < 1:
        raise ImproperlyConfigured(f"{name}={given}: expected a whole number of at least 1")
    return int(given)


def openid_connect(server: str, name: str) -> dict[str, Any]:
    """The identity provider as allauth reads it, from TAKT_OIDC_SERVER, TAKT_OIDC_CLIENT and TAKT_OIDC_SECRET; {} without a server."""
    if not server:
        return {}
    client = os.environ.get("TAKT_OIDC_CLIENT", "")
    local = server.startswith(("http://localhost", "http://127.0.0.1"))
    if not client or not (local or server.startswith("https://")):
        raise ImproperlyConfigured("TAKT_OIDC_SERVER: expected an https address, and TAKT_OIDC_CLIENT")
    app = {
        "provider_id": "company",
        "name": name,
        "client_id": client,
        "secret": os.environ.get("TAKT_OIDC_SECRET", ""),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

"""Where a page listens, and which pages may: the origin of the page, no other (CORS with the session's cookie)."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from takt.web.ports import events_port, port

PATH = "/events"
_USUAL_PORTS = {"http": 80, "https": 443}


def events_origin(request: HttpRequest) -> str:
    """Where the events of this page come from: TAKT_EVENTS_URL behind a proxy, else the page's own host with the events'
    port. "" for a request whose Host is none of ours."""
    if named := os.environ.get("TAKT_EVENTS_URL", "").strip():
        return _origin_of(named)
    try:
        hostname = split_domain_port(request.get_host())[0]
    except DisallowedHost:
        return ""
    return origin("https" if request.is_secure() else "http", hostname, events_port())


def events_address(request: HttpRequest) -> str:
    """The address of the events, for the page's script."""
    named = os.environ.get("TAKT_EVENTS_URL", "").strip().rstrip("/")
    return f"{named or events_origin(request)}{PATH}"


def origin(scheme: str, hostname: str, number: int) -> str:
    """An origin as browsers spell it: the scheme's usual port is left out (RFC 6454, 6.1)."""
    return f"{scheme}://{hostname}" + ("" if _USUAL_PORTS.get(scheme) == number else f":{number}")


def is_ours(host: str) -> bool:
    """Whether a Host header names one of our hosts (TAKT_HOSTS)."""
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def may_ask(asking: str, host: str) -> bool:
    """Whether pages of the origin `asking` may listen when they reached us as `host`: the pages' own origin on the same
    host, and those that are trusted by name (TAKT_ORIGINS, TAKT_BASE_URL)."""
    hostname = split_domain_port(host)[0]
    beside = {origin(scheme, hostname, port()) for scheme in _USUAL_PORTS}
    return asking in beside | set(settings.CSRF_TRUSTED_ORIGINS) | {_origin_of(settings.TAKT_BASE_URL)}


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

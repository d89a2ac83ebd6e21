"""Where Takt's two servers listen: pages and API on one port, events for live pages on another."""

import os

from django.utils.translation import gettext as _

from takt.web.usage import UsageError

LARGEST_PORT = 65535


def host() -> str:
    """TAKT_HOST, else this machine only."""
    return os.environ.get("TAKT_HOST", "127.0.0.1")


def port() -> int:
    """TAKT_PORT, else 8000: pages and API. Raises UsageError."""
    return _port("TAKT_PORT", 8000)


def events_port() -> int:
    """TAKT_EVENTS_PORT, else the port after that of the pages. Raises UsageError."""
    beside = port()
    return _port("TAKT_EVENTS_PORT", beside + 1 if beside < LARGEST_PORT else beside - 1)


def _port(name: str, usual: int) -> int:
    given = os.environ.get(name) or str(usual)
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given) <= LARGEST_PORT:
        raise UsageError(
            _("%(name)s=%(given)s: expected a port from 1 to 65535") % {"name": name, "given": given}
        )
    return int(given)

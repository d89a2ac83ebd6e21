"""The one password of all people of the demonstration: from TAKT_DEMO_PASSWORD or made by chance, kept in the home."""

import os
import secrets
import tempfile
from pathlib import Path

from django.conf import settings

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 14


def path() -> Path:
    """Where it is kept, readable by the home's owner only."""
    return Path(settings.HOME.keys) / "demo-password"


def kept() -> str | None:
    """The password of a demonstration that was set up here before."""
    try:
        return path().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def keep_one() -> str:
    """The password for a new demonstration."""
    password = os.environ.get("TAKT_DEMO_PASSWORD", "").strip() or _by_chance()
    settings.HOME.prepare()
    descriptor, unfinished = tempfile.mkstemp(
        dir=path().parent, prefix=path().name
    )  # 0600 from the first moment
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(password + "\n")
    settings.HOME.give_to_owner(Path(unfinished))
    Path(unfinished).replace(path())
    return password


def _by_chance() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))

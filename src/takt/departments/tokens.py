"""API tokens: made of 256 random bits, shown once, kept as SHA-256 only."""

import hashlib
import secrets

from django.utils import timezone

from takt.conduct.actors import ActorKind
from takt.departments.models import ApiToken, Person

_PREFIX = "takt_"
_LONGEST = 200


def new_token() -> str:
    """A fresh token. Its prefix lets secret scanners find one that was left lying about."""
    return _PREFIX + secrets.token_urlsafe(32)


def digest(raw: str) -> str:
    """What is kept of a token: SHA-256 in hex (a plain hash suffices for 256 random bits)."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def authenticate_token(raw: str) -> Person | None:
    """The active person as whom the bearer of a token acts; None for an unknown, expired or revoked token."""
    if not raw.startswith(_PREFIX) or len(raw) > _LONGEST:
        return None
    token = (
        ApiToken.objects.select_related("person")
        .filter(
            digest=digest(raw),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            person__retired_at__isnull=True,
        )
        .exclude(person__kind=ActorKind.SYSTEM)
        .first()
    )
    return token.person if token is not None else None

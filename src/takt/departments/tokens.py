"""API tokens: made of 256 random bits, shown once, kept as SHA-256 only."""

import hashlib
import secrets

from django.utils import timezone

from takt.conduct.rows import columns, first
from takt.departments.models import Person

_PREFIX = "takt_"
_LONGEST = 200
_BEARER = f"""
select {columns(Person, "p")} from departments_apitoken t join departments_person p on p.id = t.person_id
where t.digest = %(digest)s and t.revoked_at is null and t.expires_at > %(at)s
  and p.retired_at is null and p.kind <> 'system'
"""  # noqa: S608  # columns of the model


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
    found = first(_BEARER, {"digest": digest(raw), "at": timezone.now()}, Person)
    return found[0] if found is not None else None

"""Keyset cursors: where a page ended, opaque and signed, so that a made-up one is refused."""

import base64
import binascii
import hashlib
import hmac
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from takt.conduct.canonical import canonical, plain
from takt.conduct.refusals import InvalidInput, refuse

_SIGNATURE_BYTES = 12


def cursor_after(row: models.Model, resource: str, field: str) -> str:
    """The cursor of the page that follows `row` in the order of `field`, ties broken by id."""
    body = canonical([plain(getattr(row, field)), str(row.pk)]).encode()
    return base64.urlsafe_b64encode(_signature(resource, field, body) + body).decode().rstrip("=")


def read_cursor(cursor: str, resource: str, field: "models.Field[Any, Any]") -> tuple[Any, UUID]:
    """The value and id that a cursor holds. Refused: InvalidInput when it is not one of ours for this list."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _not_ours(cursor) from None
    signature, body = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(resource, field.name, body)):
        raise _not_ours(cursor)
    value, pk = json.loads(body)
    return _typed(value, field), UUID(pk)


def _typed(value: Any, field: "models.Field[Any, Any]") -> Any:
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, models.DateField):
        return date.fromisoformat(value)
    return field.to_python(value)


def _signature(resource: str, field: str, body: bytes) -> bytes:
    message = f"{resource}\0{field}\0".encode() + body
    return hmac.digest(settings.SECRET_KEY.encode(), b"cursor\0" + message, hashlib.sha256)[:_SIGNATURE_BYTES]


def _not_ours(cursor: str) -> Exception:
    return refuse(
        InvalidInput(given=cursor[:60], where="cursor", expectation=_("the cursor of the page before"))
    )

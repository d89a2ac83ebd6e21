"""Canonical JSON: one spelling for one value, so that a hash proves the content.

Keys sorted, no spaces, UTF-8; decimals and times as text in one form; no floats.
"""

import dataclasses
import enum
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg.types.range import Range


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 10, 0.5, -3.25."""
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _time_text(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_ITSELF = frozenset({str, int, bool, type(None)})
# One line a type: how it is spelled.
_PLAIN: dict[type, Callable[[Any], Any]] = {
    type(None): lambda v: v,
    bool: lambda v: v,
    int: lambda v: v,
    str: lambda v: v,
    UUID: str,
    Decimal: decimal_text,
    float: lambda v: decimal_text(Decimal(repr(v))),
    datetime: _time_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: lambda v: decimal_text(Decimal(str(v.total_seconds()))),
    bytes: bytes.hex,
    memoryview: lambda v: bytes(v).hex(),
    dict: lambda v: {
        k if type(k) is str else str(plain(k)): x if type(x) in _ITSELF else plain(x) for k, x in v.items()
    },
    list: lambda v: [x if type(x) in _ITSELF else plain(x) for x in v],
    tuple: lambda v: [plain(x) for x in v],
    set: lambda v: sorted((plain(x) for x in v), key=str),
    frozenset: lambda v: sorted((plain(x) for x in v), key=str),
    Range: lambda v: [plain(v.lower), plain(v.upper)],
}


def plain(value: Any) -> Any:
    """Any value of a row or a refusal as plain JSON; times in UTC with microseconds; a row by its id."""
    spell = _PLAIN.get(type(value))
    if spell is not None:
        return spell(value)
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if hasattr(value, "pk"):
        return str(value.pk)
    kin = next((s for t, s in _PLAIN.items() if isinstance(value, t)), str)
    return kin(value)


def spelled(value: Any) -> str:
    """Canonical JSON text of a value that is plain already."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError:  # a number of more than 64 bits
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> str:
    """Canonical JSON text of any value."""
    return spelled(plain(value))


def content_hash(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON of a value."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()

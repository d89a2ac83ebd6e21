"""A row of any model, filled with the least that its columns and constraints ask for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from takt.conduct.models import Letter
from takt.delivery.models import Shipment
from takt.departments.models import Delegation, Person
from takt.orders.models import Order
from takt.planning.models import Operation, Plan, Relocation

NUMBER = count(1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)

VALUES: list[tuple[type[Any], Callable[[], Any]]] = [
    (models.UUIDField, uuid4),
    (models.JSONField, dict),
    (ArrayField, list),
    (models.BinaryField, bytes),
    (models.BooleanField, lambda: False),
    (models.DateTimeField, lambda: NOON),
    (models.DateField, lambda: date(2026, 6, 1)),
    (models.TimeField, lambda: time(8)),
    (models.DecimalField, lambda: Decimal(next(NUMBER) % 1000 + 1) / 1000),
    (models.IntegerField, lambda: next(NUMBER)),
    (models.CharField, lambda: f"X{next(NUMBER)}"),
    (models.TextField, lambda: f"text {next(NUMBER)}"),
]


def _value(field: "models.Field[Any, Any]") -> Any:
    if field.choices:
        return next(iter(field.flatchoices))[0]
    value = next(make for kind, make in VALUES if isinstance(field, kind))()
    return value[-field.max_length :] if isinstance(field, models.CharField) and field.max_length else value


def build(model: type[models.Model], **given: Any) -> Any:
    """Save one row (inside `open_door`); rows that it refers to are built too."""
    values = SPECIAL.get(model, dict)() | given
    for field in model._meta.concrete_fields:
        left_out = field.name not in values and field.attname not in values
        if left_out and not (field.null or field.has_default() or field.generated or field.primary_key):
            related = getattr(field, "related_model", None)
            values[field.name] = _value(field) if related is None else build(related)
    return model._default_manager.create(**values)


def _person() -> dict[str, Any]:
    return {"login": f"person{next(NUMBER)}", "departments": [], "joined_at": NOON}


def _order() -> dict[str, Any]:
    return {"currency": "CNY", "origin": "phone", "entered_by": build(Person)}


def _plan() -> dict[str, Any]:
    return {"order": build(Order, state="approved"), "finishes_at": NOON + timedelta(days=1)}


SPECIAL: dict[type[models.Model], Callable[[], dict[str, Any]]] = {
    Person: _person,
    Order: _order,
    Plan: _plan,
    Operation: lambda: {"planned_end": NOON + timedelta(hours=1)},
    Relocation: lambda: {"end": NOON + timedelta(hours=1)},
    Delegation: lambda: {"until": NOON + timedelta(days=1)},
    Letter: lambda: {"sent_at": NOON},
    Shipment: lambda: {"order": build(Order, state="produced")},
}

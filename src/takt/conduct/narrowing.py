"""Narrow a list as the reader asks: filters, each value checked before it meets the database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from takt.conduct.refusals import InvalidInput, Refusal, Refused, Unknown, refuse
from takt.conduct.requests import look_up
from takt.conduct.resources import Resource

MAX_TERMS = 6
MAX_SEARCH_CHARACTERS = 200
"""What a search may hold."""
TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_LARGEST = Decimal(10) ** 15


def filtered(resource: Resource, filters: Mapping[str, str]) -> Q:
    """The given filters, AND-ed. Refused: every unknown name and every value of the wrong shape."""
    condition = Q()
    wrong: list[Refusal] = []
    for name, value in filters.items():
        try:
            condition &= _filter(resource, name, printable(value, name))
        except Refused as refused:
            wrong.extend(refused.refusals)
    if wrong:
        raise Refused(wrong)
    return condition


def _filter(resource: Resource, name: str, value: str) -> Q:
    if name not in resource.filters:
        known = ", ".join((*resource.filters, "q", "cursor", "limit"))
        raise refuse(
            InvalidInput(
                given=value[:60], where=name[:60], expectation=_("one of: %(expected)s") % {"expected": known}
            )
        )
    field, lookup = field_of(resource.model, name)
    if lookup == "isnull":
        return Q((name, _truth(name, value)))
    if lookup == "in":
        return Q((name, [_typed(field, name, part) for part in value.split(",")]))
    if lookup == "contains" and isinstance(field, ArrayField) and not value.startswith("["):
        return Q((name, value.split(",")))
    return Q((name, _typed(field, name, value)))


def field_of(model: type[models.Model], path: str) -> tuple["models.Field[Any, Any]", str]:
    """The field at the end of a lookup's path, and the lookup ("" when it is plain equality)."""
    parts, found = path.split("__"), None
    for index, part in enumerate(parts):
        try:
            found = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            break
        if not found.is_relation or index == len(parts) - 1:
            return found, "__".join(parts[index + 1 :])  # type: ignore[return-value]  # fields of rows, not reverse ones
        model = found.related_model  # type: ignore[assignment]
    if found is None:
        raise FieldDoesNotExist(f"{model.__name__} has no field {path}")
    return found, "__".join(parts[parts.index(found.name) + 1 :])  # type: ignore[return-value]


def _typed(field: "models.Field[Any, Any]", name: str, value: str) -> Any:
    if field.is_relation and isinstance(field, models.ForeignKey):
        row = look_up(field.related_model, value)
        if row is None:
            kind = str(field.related_model._meta.verbose_name)
            raise refuse(Unknown(reference=value[:120], where=name, kind=kind))
        return row
    if isinstance(field, models.DateTimeField):
        return _moment(name, value)
    if isinstance(field, models.BooleanField):
        return _truth(name, value)
    if field.choices and value not in dict(field.flatchoices):
        raise _unfit(
            name,
            value,
            _("one of: %(expected)s") % {"expected": ", ".join(map(str, dict(field.flatchoices)))},
        )
    try:
        typed = field.to_python(value)
    except (ValidationError, ValueError, ArithmeticError):
        raise _unfit(name, value, _expected(field)) from None
    if isinstance(typed, (Decimal, int)) and not (
        Decimal(typed).is_finite() and abs(Decimal(typed)) < _LARGEST
    ):
        raise _unfit(name, value, _expected(field))
    return typed


def _expected(field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.DateField):
        return _("a date like 2026-11-30")
    if isinstance(field, models.UUIDField):
        return _("an id (UUID)")
    return _("a number")


def _moment(name: str, value: str) -> datetime:
    try:
        moment = parse_datetime(value) or datetime.fromisoformat(value)
        return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unfit(name, value, _("a time like 2026-11-30T08:00:00+08:00")) from None


def _truth(name: str, value: str) -> bool:
    if value.lower() not in TRUTH:
        raise _unfit(name, value, _("true or false"))
    return TRUTH[value.lower()]


def is_printable(text: str) -> bool:
    """Whether the database can hold the text: it has neither NUL bytes nor lone surrogates."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)


def printable(text: str, where: str) -> str:
    """The text, if the database can hold it. Refused: NUL bytes and lone surrogates."""
    if not is_printable(text):
        raise _unfit(
            where,
            text.replace("\x00", "?").encode("utf-8", "replace").decode(),
            _("text without control characters"),
        )
    return text


def _unfit(name: str, value: str, expectation: str) -> Refused:
    return refuse(InvalidInput(given=value[:60], where=name[:60], expectation=expectation))

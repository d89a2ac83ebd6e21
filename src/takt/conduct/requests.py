"""From outside to the door: a raw request (REST, command line, form, file) becomes a call of an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from pydantic import ValidationError

from takt.conduct import attempts
from takt.conduct.action import Action
from takt.conduct.actors import Actor
from takt.conduct.canonical import plain
from takt.conduct.guard import Subject
from takt.conduct.refusals import InvalidInput, NotYours, Refused, Unknown, refuse
from takt.conduct.rows import row_by
from takt.conduct.shapes import LIKE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: the subject as it stands now, and what the action answered."""

    action: str
    kind: str
    id: UUID | None
    reference: str
    version: int
    state: str
    answer: Any

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {str(k): plain(getattr(self, k)) for k in self.__slots__}


def look_up(kind: type[models.Model], reference: str) -> models.Model | None:
    """A row by id or by the number that people use; None when there is none."""
    try:
        return row_by(kind, "id", UUID(reference))
    except ValueError:
        name = reference_name(kind)
    if not name or any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in reference):
        return None
    return row_by(kind, name, reference)


def reference_name(kind: type[models.Model]) -> str:
    """The column by which people name one row of a kind; "" when only the id does."""
    name = getattr(kind, "reference_field", "number")
    try:
        field = kind._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return name if isinstance(field, models.CharField) and field.unique else ""


def bind(action: Action[Any, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments of an action from plain values. Refused: InvalidInput, Unknown, one for each fault."""
    try:
        shaped = action.arguments.model_validate(dict(raw))
    except ValidationError as error:
        raise Refused(_invalid(e, action.sensitive) for e in error.errors(include_url=False)) from error
    values = {name: getattr(shaped, name) for name in action.arguments.model_fields}
    missing: list[Unknown] = []
    for name, kind in action.references.items():
        if values[name] is None:
            continue
        row = look_up(kind, values[name])
        if row is None:
            missing.append(
                Unknown(reference=str(values[name])[:120], where=name, kind=str(kind._meta.verbose_name))
            )
        values[name] = row
    if missing:
        raise Refused(missing)
    return values


def _invalid(error: Any, sensitive: frozenset[str]) -> InvalidInput:
    where = ".".join(str(part) for part in error["loc"]) or "body"
    hidden = error["type"] == "missing" or (error["loc"] and error["loc"][0] in sensitive)
    given = None if hidden else error.get("input")
    return InvalidInput(given=_short(given), where=where, expectation=expectation(error))


def _short(given: Any) -> Any:
    value = plain(given)
    return (
        value
        if isinstance(value, (bool, int, type(None)))
        else str(value)[:200].encode("utf-8", "replace").decode()
    )


def expectation(error: Any) -> str:
    """What would have been accepted, in the reader's language."""
    context = {k: str(v) for k, v in (error.get("ctx") or {}).items()}
    if "expected" in context:  # pydantic's "'a', 'b' or 'c'", without its English word
        context["expected"] = context["expected"].replace("' or '", "', '")
    if told := LIKE.get(context.get("pattern", "")):
        return str(told)
    sentence = _EXPECTED.get(error["type"])
    if sentence is None:
        return context.get("error") or str(error["msg"])
    return _(sentence) % context


# pydantic's error types in our words (msgids; translated when shown)
_EXPECTED = {
    "missing": "a value (it is required)",
    "extra_forbidden": "no field of this name",
    "unexpected_keyword_argument": "no field of this name",
    "string_type": "text",
    "string_unicode": "text",
    "string_too_short": "at least %(min_length)s characters",
    "string_too_long": "at most %(max_length)s characters",
    "string_pattern_mismatch": "text of the form %(pattern)s",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "decimal_max_digits": "at most %(max_digits)s digits",
    "decimal_max_places": "at most %(decimal_places)s decimals",
    "decimal_whole_digits": "at most %(whole_digits)s digits before the point",
    "finite_number": "a finite number",
    "greater_than": "more than %(gt)s",
    "greater_than_equal": "%(ge)s or more",
    "less_than": "less than %(lt)s",
    "less_than_equal": "%(le)s or less",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date like 2026-11-30",
    "date_parsing": "a date like 2026-11-30",
    "date_from_datetime_parsing": "a date like 2026-11-30",
    "date_from_datetime_inexact": "a date without a time",
    "datetime_type": "a time like 2026-11-30T08:00:00+08:00",
    "datetime_parsing": "a time like 2026-11-30T08:00:00+08:00",
    "datetime_from_date_parsing": "a time like 2026-11-30T08:00:00+08:00",
    "time_type": "a time of day like 08:30",
    "time_parsing": "a time of day like 08:30",
    "timezone_aware": "a time with its zone, like 2026-11-30T08:00:00+08:00",
    "enum": "one of: %(expected)s",
    "literal_error": "one of: %(expected)s",
    "bytes_type": "the file in base64",
    "base64_decode": "the file in base64",
    "list_type": "a list",
    "too_short": "at least %(min_length)s entries",
    "too_long": "at most %(max_length)s entries",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dataclass_type": "an object",
    "uuid_parsing": "an id (UUID)",
    "uuid_type": "an id (UUID)",
}


def perform(
    action: Action[Any, Any],
    reference: str | None,
    by: Actor,
    raw: Mapping[str, Any],
    *,
    version: int | None = None,
    key: str = "",
    via: str = "",
) -> Outcome:
    """Do an action asked for from outside. What is wrong with the request is refused, and kept as evidence."""
    subject: Subject | None = None
    try:
        subject = _subject(action, reference)
        arguments = bind(action, raw)
    except Refused as refused:
        attempts.record(action, subject, by, {n[:60]: None for n in list(raw)[:50]}, refused, via)
        raise
    bound = action.seen(version=version, key=key, via=via)
    answer = bound(subject, by=by, **arguments) if subject is not None else bound(by=by, **arguments)
    shown = answer if isinstance(answer, Subject) and subject is None else subject
    return _outcome(action, shown, answer)


def _subject(action: Action[Any, Any], reference: str | None) -> Subject | None:
    if action.subject is None:
        return None
    row = look_up(action.subject, str(reference or ""))
    if not isinstance(row, Subject):
        raise refuse(NotYours(reference=str(reference)[:120], kind=str(action.subject._meta.verbose_name)))
    return row


def _outcome(action: Action[Any, Any], shown: Subject | None, answer: Any) -> Outcome:
    if shown is None:
        return Outcome(action.name, "", None, "", 0, "", plain(answer))
    return Outcome(
        action=action.name,
        kind=shown._meta.label_lower,
        id=shown.pk,
        reference=str(getattr(shown, shown.reference_field)),
        version=shown.version,
        state=getattr(shown, "state", ""),
        answer=_answer(answer),
    )


def _answer(answer: Any) -> Any:
    if isinstance(answer, models.Model):
        return {
            "kind": answer._meta.label_lower,
            "id": str(answer.pk),
            "reference": str(getattr(answer, getattr(answer, "reference_field", "pk"))),
        }
    return plain(answer)

"""What rows of many kinds are called, by id: one question for all of them."""

from collections.abc import Mapping
from functools import cache

from django.db import connection, models
from django.utils.translation import get_language

from takt.conduct.requests import reference_name
from takt.departments.models import Person
from takt.web.pages.spoken import one_tongue

Wanted = Mapping[type[models.Model], set[str]]


def called(wanted: Wanted) -> dict[str, str]:
    """By id the number that people use; else the name, in English for readers of English; "" for what has neither."""
    asked = [(model, sorted(ids)) for model, ids in wanted.items() if ids]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(_question(model) for model, __ in asked), [ids for __, ids in asked]
        )
        rows = cursor.fetchall()
    is_chinese = (get_language() or "").startswith("zh")
    return {
        pk: one_tongue(number or (name if is_chinese else english or name))
        for pk, number, name, english in rows
    }


@cache
def _question(model: type[models.Model]) -> str:
    """People are spoken of by their name, other rows by their number."""
    number = "" if model is Person else reference_name(model)
    number, name, english = (_column(model, each) for each in (number, "name", "name_en"))
    key = f'"{model._meta.pk.column}"'
    return f'select {key}::text, {number}, {name}, {english} from "{model._meta.db_table}" where {key} = any(%s::uuid[])'  # noqa: S608  # names from the model


def _column(model: type[models.Model], name: str) -> str:
    found = next((f for f in model._meta.concrete_fields if f.name == name), None)
    return f'"{found.column}"::text' if found is not None else "''"

"""The order form in templates: its lines with what is known of them, and fields that are searched by typing."""

from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from takt.conduct.canonical import decimal_text
from takt.exchange.tables.columns import Column
from takt.factory.models import Item
from takt.orders.imports.orders import SHEET
from takt.web.pages.acting.forms import Field, Form
from takt.web.pages.orders.desk import Desk, DeskLine
from takt.web.pages.orders.looked import item_words
from takt.web.pages.orders.typed import share

register = template.Library()


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row of the order form: its fields by name, and the line as far as it is known."""

    fields: dict[str, Field]
    known: DeskLine | None


@register.simple_tag
def line_rows(form: Form, desk: Desk) -> list[LineRow]:
    """The rows of the form; they are placed now."""
    lines = form.fields["lines"]
    lines.placed = True
    known = {line.number: line for line in desk.lines}
    return [LineRow(_by_name(row), known.get(n)) for n, row in enumerate(lines.rows)]


@register.simple_tag
def empty_line(form: Form) -> LineRow:
    """What a new row is made of."""
    return LineRow(_by_name(form.fields["lines"].template), None)


def _by_name(row: list[Field]) -> dict[str, Field]:
    for field in row:
        if field.shape.name == "discount_share":
            field.value = _as_percent(str(field.value))
    return {field.shape.name: field for field in row}


def _as_percent(typed: str) -> str:
    """A share as people say it; what is no share stays as it was typed."""
    found = share(typed)
    return typed if found is None else f"{decimal_text(found * 100)}%" if found else ""


@register.simple_tag
def searched(form: Form, name: str, resource: str) -> SafeString:
    """A field in which one types number, name or pinyin, however few rows there are; it is placed now."""
    found = form.fields[name]
    found.placed, found.choices, found.pick = True, None, resource
    return render_to_string("acting/field.html", {"field": found})


@register.simple_tag
def dropped_down(form: Form, name: str) -> SafeString:
    """A field whose choices stand in a list, however few they are; it is placed now."""
    found = form.fields[name]
    found.placed = True
    return render_to_string("orders/parts/dropdown.html", {"field": found})


@register.simple_tag
def item_search() -> str:
    """Where items that can be sold are searched."""
    return reverse("entry-items")


@register.filter
def item_words_of(item: Item | None) -> str:
    """What an item is called beside its number."""
    return item_words(item) if item else ""


@register.simple_tag
def rest_but(form: Form, *kept: str) -> SafeString:
    """All fields that are not placed yet but those that the page places later."""
    return SafeString("".join(_placed(f) for f in form.rest if f.shape.name not in kept))


def _placed(found: Field) -> str:
    found.placed = True
    return render_to_string("acting/field.html", {"field": found})


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a checklist."""

    value: str
    label: str
    is_checked: bool


@register.simple_tag
def points(form: Form, name: str) -> list[Point]:
    """The points of a checklist, to be placed one by one; they are placed now."""
    found = form.fields[name]
    found.placed = True
    return [Point(c.value, c.label, c.value in (found.value or [])) for c in found.choices or ()]


@register.simple_tag
def taken(form: Form, name: str) -> Field:
    """A field that the page shows in its own way; it is placed now."""
    found = form.fields[name]
    found.placed = True
    return found


@register.filter
def titled(column: Column) -> str:
    """What a column of our sheets is called in the reader's language."""
    return column.title(get_language() or "en")


@register.filter
def place_of(places: dict[str, str], index: int) -> str:
    """Which of our columns stands at an index of the file; "" for none."""
    return places.get(str(index), "")


@register.filter
def value_at(values: dict[str, str], name: str) -> str:
    """A value by its name; "" for none."""
    return values.get(name, "")


@register.filter
def column_title(name: str) -> str:
    """What a column of an order file is called in the reader's language; another word as it is."""
    column = next((c for c in SHEET.columns if c.name == name), None)
    return titled(column) if column is not None else name.replace("_", " ")

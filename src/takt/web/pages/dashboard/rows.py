"""The rows behind a figure or behind one point of its chart: exactly these, as a page and as a file."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from takt.conduct.exports import MEDIA_TYPES
from takt.conduct.refusals import InvalidInput, refuse
from takt.departments.models import Person
from takt.exchange.tables import Column, Kind, Sheet, write_csv, write_xlsx
from takt.records.dossier import sees_money
from takt.records.figures.answers import rows_behind
from takt.records.figures.figure import Field, Figure
from takt.web.pages.access import signed_in
from takt.web.pages.dashboard.charts import CUT_BY, GROUPED_BY
from takt.web.pages.dashboard.periods import asked_again, question_of
from takt.web.pages.dashboard.wording import cell_of, text_of
from takt.web.rest.lists import as_file, asked

ROWS = 100
_KINDS = {
    "time": Kind.DATETIME, "date": Kind.DATE, "money": Kind.MONEY, "count": Kind.INTEGER, "days": Kind.INTEGER,
    "minutes": Kind.INTEGER, "hours": Kind.QUANTITY, "quantity": Kind.QUANTITY,
}  # fmt: skip


@signed_in
def rows(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """A page of the rows."""
    given = asked(request)[0]
    question, page = question_of(given), _page(given.get("page", "1"))
    group, bucket = given.get("group", ""), given.get("bucket", "")
    figure, found = rows_behind(
        name, question, reader, group=group, bucket=bucket, first=(page - 1) * ROWS, limit=ROWS
    )
    fields = figure.shown_rows(sees_money=sees_money(reader))
    query = asked_again(question, group=group, bucket=bucket)
    address = reverse("dashboard-rows", args=[name])
    context = {
        "figure": figure,
        "question": question,
        "narrowed": _narrowed(figure, group, bucket),
        "all": f"{address}?{asked_again(question)}",
        "back": f"{reverse('dashboard')}?{asked_again(question)}#{name}",
        "headings": [cell_of({}, f) for f in fields],
        "rows": [
            (reverse("order", args=[r["order_number"]]), [cell_of(r, f) for f in fields])
            for r in found[:ROWS]
        ],
        "before": f"{address}?{query}&page={page - 1}" if page > 1 else "",
        "more": f"{address}?{query}&page={page + 1}" if len(found) > ROWS else "",
        "files": [
            (form, f"{reverse('dashboard-rows-file', args=[name, form])}?{query}") for form in MEDIA_TYPES
        ],
    }
    return render(request, "dashboard/rows.html", context)


@signed_in
def rows_file(request: HttpRequest, reader: Person, name: str, form: str) -> HttpResponse:
    """All of the rows as a file."""
    if form not in MEDIA_TYPES:
        raise Http404
    given = asked(request)[0]
    question, group, bucket = question_of(given), given.get("group", ""), given.get("bucket", "")
    figure, found = rows_behind(name, question, reader, group=group, bucket=bucket)
    fields = figure.shown_rows(sees_money=sees_money(reader))
    zh, en = _both(figure.title)
    sheet = Sheet(name, [_column(f) for f in fields], zh=zh, en=en)
    values = [{f.name: _value(row, f) for f in fields} for row in found]
    zone, language = timezone.get_current_timezone(), get_language() or "en"
    made = (
        write_csv(sheet, values, language, zone=zone)
        if form == "csv"
        else write_xlsx([(sheet, values)], language, zone=zone)
    )
    return as_file(made, f"{name}.{form}", MEDIA_TYPES[form])


def _page(given: str) -> int:
    if given.isdecimal() and given.isascii() and 0 < int(given[:9]) <= 10_000:
        return int(given)
    raise refuse(
        InvalidInput(
            given=given[:20],
            where="page",
            expectation=_("a whole number from %(least)s to %(most)s") % {"least": 1, "most": 10_000},
        )
    )


def _narrowed(figure: Figure, group: str, bucket: str) -> str:
    """Which part of the figure the rows stand behind."""
    said = []
    if group:
        unit = next((f.unit for f in figure.fields if f.name == GROUPED_BY.get(figure.name)), "text")
        said.append(
            _SIDES[group]() if group in _SIDES else text_of(group, unit if unit != "count" else "text")
        )
    if bucket and figure.name in CUT_BY:
        said.append(_("from %(day)s") % {"day": bucket})
    return " · ".join(said)


_SIDES = {
    "kept": lambda: _("by the promised date"),
    "late": lambda: _("after the promised date"),
    "wish_kept": lambda: _("by the requested date"),
    "wish_late": lambda: _("after the requested date"),
}


def _both(words: Any) -> tuple[str, str]:
    """In Chinese and in English."""
    with override("zh-hans"):
        chinese = capfirst(str(words))
    with override("en"):
        return chinese, capfirst(str(words))


def _column(field: Field) -> Column:
    zh, en = _both(field.heading)
    return Column(field.name, _KINDS.get(field.unit, Kind.TEXT), digits=18, max_length=4000, zh=zh, en=en)


def _value(row: dict[str, Any], field: Field) -> Any:
    value = row.get(field.name)
    if value in (None, ""):
        return None
    if field.unit == "time":
        return value.replace(microsecond=0) if isinstance(value, datetime) else value
    if field.unit in ("date", "count", "days", "minutes"):
        return value
    if field.unit in ("money", "hours", "quantity"):
        return Decimal(value)
    return cell_of(row, field).text

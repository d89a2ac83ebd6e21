"""The dashboard: what needs me first, cards, charts; figures that take long are read after the page is there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from takt.departments.models import Person
from takt.records.dossier import sees_money
from takt.records.figures.answers import figure_for, read, readable_figures
from takt.records.figures.attention import needs_me_first
from takt.records.figures.courses import bring_up_to_date
from takt.records.figures.figure import Figure, Reading
from takt.records.figures.question import Question
from takt.web.pages.access import signed_in
from takt.web.pages.dashboard.cards import Card, card_of
from takt.web.pages.dashboard.charts import address_behind, chart_of
from takt.web.pages.dashboard.matters import matters_of
from takt.web.pages.dashboard.periods import asked_again, presets, question_of
from takt.web.pages.dashboard.wording import cell_of
from takt.web.pages.shown import Cell
from takt.web.rest.lists import asked


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on the page. Without a reading it is read later, from `later`."""

    figure: Figure
    later: str
    rows: str
    card: Card | None = None
    sentence: str = ""
    chart: dict[str, Any] | None = None
    chart_id: str = ""
    table: list[tuple[str, list[Cell]]] | None = None


@signed_in
def dashboard(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page. Refused: NotYourDepartment for those who read no figures."""
    question = question_of(asked(request)[0])
    figures = readable_figures(reader)
    if not figures:
        figure_for("lead-time", reader)  # says whose the figures are
    bring_up_to_date()
    readings = {f.name: read(f.name, question, reader, is_fresh=True)[1] for f in figures if not f.takes_long}
    context = {
        "question": question,
        "presets": presets(question),
        "figures": [shown(f, question, readings.get(f.name), reader) for f in figures],
        "matters": matters_of(needs_me_first(question, readings.get("late")), figures, question),
        "query": asked_again(question),
    }
    return render(request, "dashboard/page.html", context)


@signed_in
def figure(request: HttpRequest, reader: Person, name: str) -> HttpResponse:
    """One figure: a page of its own, or the part of the dashboard that was left for later."""
    question = question_of(asked(request)[0])
    found, reading = read(name, question, reader)
    part = request.headers.get("X-Requested-With") == "dashboard"
    context = {
        "each": shown(found, question, reading, reader),
        "question": question,
        "query": asked_again(question),
    }
    response = render(request, "dashboard/part.html" if part else "dashboard/alone.html", context)
    response["Vary"] = "X-Requested-With"
    return response


def shown(figure: Figure, question: Question, reading: Reading | None, reader: Person) -> Shown:
    """A figure with its card, sentence, chart and table."""
    later = f"{reverse('dashboard-figure', args=[figure.name])}?{asked_again(question)}"
    rows = address_behind(figure, question)
    if reading is None:
        return Shown(figure, later, rows)
    fields = figure.shown_fields(sees_money=sees_money(reader))
    table = [
        (address_behind(figure, question, part), [cell_of(part, f, question.bucket) for f in fields])
        for part in reading.parts
    ]
    has_points = bool(reading.base and reading.parts)
    return Shown(
        figure,
        later,
        rows,
        card_of(figure, question, reading),
        figure.sentence(reading) if reading.base else "",
        chart_of(figure, question, reading) if has_points else None,
        f"data-{figure.name}",
        table if has_points else None,
    )

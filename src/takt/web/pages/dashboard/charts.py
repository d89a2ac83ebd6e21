"""What a chart draws, as plain data for static/takt/dashboard.js: names, series, and the address behind each point."""

from typing import Any

from django.urls import reverse

from takt.records.figures.figure import Figure, Reading
from takt.records.figures.question import Question
from takt.web.pages.dashboard.periods import asked_again
from takt.web.pages.dashboard.wording import cell_of, text_of

# For each figure: the shape of its chart, the part's key, and the columns drawn. "line" columns have their own axis.
SHAPES: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "on-time": ("lines", "bucket", ("share", "wish_share"), ()),
    "late": ("bars-across", "reason", ("orders",), ()),
    "in-progress": ("bars-across", "state", ("orders",), ()),
    "lead-time": ("bars-across", "stage", ("median_hours", "p90_hours"), ()),
    "waiting": ("bars-across", "desk", ("median_hours", "p90_hours"), ()),
    "load": ("heat", "week", ("share",), ()),
    "satisfaction": ("bars-across", "score", ("answers",), ()),
    "first-pass": ("lines", "bucket", ("first_pass", "scrap_share"), ()),
    "entered": ("bars", "bucket", ("orders",), ("amount",)),
}
GROUPED_BY = {
    "late": "reason",
    "in-progress": "state",
    "lead-time": "stage",
    "waiting": "desk",
    "satisfaction": "score",
    "load": "work_center",
}
CUT_BY = {"on-time": "bucket", "first-pass": "bucket", "entered": "bucket", "load": "week"}


def address_behind(figure: Figure, question: Question, part: dict[str, Any] | None = None) -> str:
    """The page of the rows behind a figure, or behind one of its parts."""
    more = {}
    if part is not None:
        group, cut = GROUPED_BY.get(figure.name), CUT_BY.get(figure.name)
        more = {"group": str(part[group]) if group else "", "bucket": part[cut].isoformat() if cut else ""}
    return f"{reverse('dashboard-rows', args=[figure.name])}?{asked_again(question, **more)}"


def chart_of(figure: Figure, question: Question, reading: Reading) -> dict[str, Any]:
    """The chart's data: `unit` of the values, `labels` of the points, `series`, `links`."""
    shape, key, names, lines = SHAPES[figure.name]
    if shape == "heat":
        return _heat(figure, question, reading)
    fields = {f.name: f for f in figure.fields}
    kept = [n for n in (*names, *lines) if n in fields and reading.parts and n in reading.parts[0]]
    return {
        "shape": shape,
        "unit": fields[names[0]].unit,
        "labels": [cell_of(p, fields[key], question.bucket).text for p in reading.parts],
        "links": [address_behind(figure, question, p) for p in reading.parts],
        "series": [
            {
                "name": cell_of({}, fields[n]).heading,
                "line": n in lines,
                "unit": fields[n].unit,
                "values": [None if p[n] is None else float(p[n]) for p in reading.parts],
                "texts": [text_of(p[n], fields[n].unit) for p in reading.parts],
            }
            for n in kept
        ],
    }


def _heat(figure: Figure, question: Question, reading: Reading) -> dict[str, Any]:
    fields = {f.name: f for f in figure.fields}
    weeks = list(dict.fromkeys(p["week"] for p in reading.parts))
    centers = list(dict.fromkeys(p["work_center"] for p in reading.parts))
    titles = {p["work_center"]: cell_of(p, fields["name"]).text for p in reading.parts}
    cells = [[weeks.index(p["week"]), centers.index(p["work_center"]), p["share"]] for p in reading.parts]
    return {
        "shape": "heat",
        "unit": "share",
        "labels": [text_of(w, "bucket") for w in weeks],
        "rows": [titles[c] for c in centers],
        "cells": cells,
        "texts": [f"{p['share'] or 0:.0%}" for p in reading.parts],
        "links": [address_behind(figure, question, p) for p in reading.parts],
    }

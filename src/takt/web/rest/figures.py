"""Figures over REST: which there are, and the answer of one for a period and a customer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from takt.records.dossier import sees_money
from takt.records.figures.answers import read, readable_figures, rows_behind
from takt.records.figures.figure import as_dict, described
from takt.records.figures.question import asked_by
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, answer, query, refused_answers
from takt.web.rest.lists import as_json, asked

MOST_ROWS = 1000
_TEXT = {"type": "string"}
_NUMBER = {"type": ["number", "null"]}
_DESCRIBED = dict.fromkeys(("name", "title", "definition", "source", "unit"), _TEXT)
_FIGURE = {"type": "object", "required": [*_DESCRIBED], "properties": _DESCRIBED}
_ANSWER = {
    "type": "object",
    "required": [*_DESCRIBED, "asked", "value", "before", "base", "sentence", "facts", "parts"],
    "properties": {
        **_DESCRIBED,
        "asked": {"type": "object"},
        "value": _NUMBER,
        "before": _NUMBER,
        "base": {"type": "integer"},
        "sentence": _TEXT,
        "facts": {"type": "object"},
        "parts": {"type": "array", "items": {"type": "object"}},
    },
}
_EXAMPLE = {
    "name": "on-time", "title": "On-time delivery", "definition": "Orders shipped in full by the promised date ÷ orders judged. …",
    "source": "APICS on-time delivery; III.1.3, III.6.1", "unit": "share",
    "asked": {"from": "2026-09-01", "to": "2026-11-30", "compared_from": "2026-06-02", "bucket": "week", "customer": None},
    "value": 0.92, "before": 0.88, "base": 50, "sentence": "Shipped in full by the promised date: 46 of 50 orders; not: 4.",
    "facts": {"judged": 50, "kept": 46, "late": 4, "wish_judged": 50, "wish_kept": 40, "wish_share": 0.8},
    "parts": [{"bucket": "2026-11-23", "judged": 5, "kept": 5, "share": 1.0, "wish_judged": 5, "wish_kept": 4, "wish_share": 0.8}],
}  # fmt: skip
_ASKED = [
    query("from", "The first day; 90 days before the last one without it.", type="string", format="date"),
    query("to", "The last day; today without it.", type="string", format="date"),
    query("customer", "Only orders of this customer: number or id.", type="string"),
]
_BEHIND = [
    query(
        "group",
        "Only the rows behind a part: the state, stage, desk, reason, score or work centre that it names.",
        type="string",
    ),
    query(
        "bucket",
        "Only the rows of a week or month: its first day, as the part names it.",
        type="string",
        format="date",
    ),
]


def add_figures(api: NinjaAPI) -> None:
    """Register the figures' operations."""
    example = {"figures": [{n: _EXAMPLE[n] for n in _DESCRIBED}]}
    all_of_them = {"type": "object", "properties": {"figures": {"type": "array", "items": _FIGURE}}}
    api.get(
        "/figures",
        operation_id="list_figures",
        summary=gettext_noop("The figures that you may read, with their definitions"),
        tags=["IV"],
        openapi_extra=_gives("The figures.", all_of_them, example, []),
    )(_list)
    api.get(
        "/figures/{reference}",
        operation_id="read_figure",
        summary=gettext_noop("One figure for a period, compared with the period before"),
        tags=["IV"],
        openapi_extra=_gives("The answer.", _ANSWER, _EXAMPLE, _ASKED),
    )(_read)
    rows = {
        "type": "object",
        "properties": {"rows": {"type": "array", "items": {"type": "object"}}, "more": {"type": "boolean"}},
    }
    api.get(
        "/figures/{reference}/rows",
        operation_id="read_figure_rows",
        summary=gettext_noop("The rows behind a figure, at most 1,000"),
        tags=["IV"],
        openapi_extra=_gives(
            "The rows.",
            rows,
            {"rows": [{"order_number": "SO-P1-2026-000012", "state": "shipped"}], "more": False},
            [*_ASKED, *_BEHIND],
        ),
    )(_rows)


def _gives(
    words: str, schema: dict[str, Any], example: Any, parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    good = answer(words, schema)
    good["content"]["application/json"]["example"] = example
    return {"parameters": parameters, "responses": {"200": good, **refused_answers(*READING)}}


def _list(request: HttpRequest) -> HttpResponse:
    return as_json({"figures": [described(f) for f in readable_figures(reader_of(request))]})


def _read(request: HttpRequest, reference: str) -> HttpResponse:
    reader = reader_of(request)
    question = asked_by(asked(request)[0])
    figure, reading = read(reference, question, reader)
    return as_json(as_dict(figure, question, reading))


def _rows(request: HttpRequest, reference: str) -> HttpResponse:
    reader, given = reader_of(request), asked(request)[0]
    question = asked_by(given)
    group, bucket = given.get("group", ""), given.get("bucket", "")
    figure, found = rows_behind(reference, question, reader, group=group, bucket=bucket, limit=MOST_ROWS)
    names = [f.name for f in figure.shown_rows(sees_money=sees_money(reader))]
    rows = [{n: row[n] for n in names} for row in found[:MOST_ROWS]]
    return as_json({"rows": rows, "more": len(found) > MOST_ROWS})

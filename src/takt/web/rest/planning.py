"""What planning looks at, for programs: the load of the floor by week, and what is short."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from takt.conduct import reading
from takt.conduct.actors import Actor
from takt.conduct.canonical import plain
from takt.conduct.clock import now
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.resources import RESOURCES
from takt.planning.shortages import Supply, shortages
from takt.planning.weeks import weekly_load
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, answer, query, refused_answers
from takt.web.rest.lists import as_json, asked

_TEXT, _WHOLE, _DAY = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "date"}
_AMOUNT = {"type": "string", "description": "A decimal."}
_WEEK = {
    "work_center": _TEXT, "name": _TEXT, "week": _DAY, "open_minutes": _WHOLE, "taken_minutes": _WHOLE,
    "share": {"type": ["number", "null"], "description": "Taken of open; null when it is shut."},
}  # fmt: skip
_SHORT = {
    "item": _TEXT, "item_name": _TEXT, "unit": _TEXT, "order": _TEXT, "customer": _TEXT, "job": _TEXT, "plan": _TEXT,
    "needed_at": {"type": "string", "format": "date-time"}, "quantity": _AMOUNT, "missing": _AMOUNT, "not_ordered": _AMOUNT,
    "due": {"type": ["string", "null"], "format": "date"}, "receipts": {"type": "array", "items": _TEXT},
    "supplier": _TEXT, "supplier_number": _TEXT, "could_come": _DAY,
    "supply": {"type": "string", "enum": list(Supply.values)},
}  # fmt: skip
_ITEM = query("item", "Only this item, by its number.", type="string", maxLength=120)


def add_planning(api: NinjaAPI) -> None:
    """Register both reads."""
    api.get(
        "/load",
        operation_id="read_load",
        summary=gettext_noop("Load of the work centres by week"),
        tags=["III.3.2"],
        openapi_extra=_gives("Each work centre's weeks from this one on.", "weeks", _WEEK),
    )(_load)
    api.get(
        "/shortages",
        operation_id="read_shortages",
        summary=gettext_noop("Material that is short"),
        tags=["III.3.2"],
        openapi_extra={
            "parameters": [_ITEM],
            **_gives("What is short, the soonest needed first.", "shortages", _SHORT),
        },
    )(_shortages)


def _gives(description: str, name: str, properties: dict[str, Any]) -> dict[str, Any]:
    rows = {
        "type": "array",
        "items": {"type": "object", "required": list(properties), "properties": properties},
    }
    schema = {"type": "object", "required": [name], "properties": {name: rows}}
    return {"responses": {"200": answer(description, schema), **refused_answers(*READING)}}


def _load(request: HttpRequest) -> HttpResponse:
    return as_json({"weeks": load_as_plain(reader_of(request))})


def _shortages(request: HttpRequest) -> HttpResponse:
    reader, given = reader_of(request), asked(request)[0]
    wrong = next((name for name in given if name != "item"), None)
    if wrong is not None:
        expectation = _("one of: %(expected)s") % {"expected": "item"}
        raise refuse(InvalidInput(given=given[wrong][:60], where=wrong[:60], expectation=expectation))
    return as_json({"shortages": shortages_as_plain(reader, given.get("item", ""))})


def load_as_plain(reader: Actor) -> list[dict[str, Any]]:
    """The load as plain values. Refused: NotYourDepartment for who may not read operations."""
    reading.readable_rows(RESOURCES["operations"], reader)
    return [
        {
            "work_center": week.center.code,
            "name": week.center.name,
            "week": week.begins.isoformat(),
            "open_minutes": week.open_minutes,
            "taken_minutes": week.taken_minutes,
            "share": None if week.share is None else round(week.share, 4),
        }
        for week in weekly_load(now())[1]
    ]


def shortages_as_plain(reader: Actor, item: str = "") -> list[dict[str, Any]]:
    """What is short as plain values. Refused: NotYourDepartment for who may not read expected receipts."""
    reading.readable_rows(RESOURCES["expected-receipts"], reader)
    rows = (asdict(short) for short in shortages(item))
    return [{name: plain(row[name]) for name in _SHORT} for row in rows]

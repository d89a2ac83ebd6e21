"""The scheduling board for its page and for programs: the schedule in force in columns, and what moves would mean (III.3.3)."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import NinjaAPI

from takt.conduct import clock, reading
from takt.conduct.refusals import InvalidInput, Sentence, refuse
from takt.conduct.requests import bind
from takt.conduct.resources import RESOURCES
from takt.planning.actions.reschedule import Wanted, reschedule
from takt.planning.board import LONGEST, board, window
from takt.planning.board_columns import COLUMNS
from takt.planning.rehearsing import as_plain, rehearse
from takt.planning.wishes import Told
from takt.web.rest.auth import reader_of
from takt.web.rest.bodies import json_object
from takt.web.rest.describing import ACTING, READING, answer, query, refused_answers
from takt.web.rest.lists import as_json, asked

_TEXT, _WHOLE, _TIME = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "date-time"}
_LIST: dict[str, Any] = {"type": "array", "items": {}}
_WINDOW = ("from", "to")
EARLIEST, LATEST = 2000, 2200
"""Years that are looked at."""
_A_TIME = gettext_lazy("a time like 2026-11-02T08:00:00+08:00")
_BOARD = {
    **dict.fromkeys(("now", "since", "until", "frozen_until"), _WHOLE), "is_cut": {"type": "boolean"},
    **dict.fromkeys(("work_centers", "machines", "calendars", "orders", "items", "names", "people", "reschedulings"), _LIST),
    "operations": {"type": "object", "required": list(COLUMNS), "properties": dict.fromkeys(COLUMNS, _LIST)},
}  # fmt: skip
_REHEARSED = "rehearsal"
"""Stands for the reason that nobody has given yet."""
_ORDER = {"order": _TEXT, "before": _TIME, "after": _TIME, "due": _TIME, "becomes_late": {"type": "boolean"}}
_MOVE = {"operation": _TEXT, "machine": _TEXT, "person": _TEXT, "start": _TIME, "end": _TIME}
_PREVIEW = {
    "refusals": {"type": "array", "items": {"type": "object"}},
    "moves": {"type": "array", "items": {"type": "object", "properties": _MOVE}},
    "orders": {"type": "array", "items": {"type": "object", "properties": _ORDER}},
}
_WISHED = {
    "type": "object", "required": ["operation", "start"], "properties": {n: _MOVE[n] for n in ("operation", "start", "machine", "person")},
}  # fmt: skip


def add_board(api: NinjaAPI) -> None:
    """Register the board and the rehearsal of moves."""
    api.get(
        "/board",
        operation_id="read_board",
        summary=gettext_noop("The scheduling board: the schedule in force, in columns"),
        tags=["III.3.3"],
        url_name="read_board",
        openapi_extra={
            "parameters": [query(name, _SAID[name], **_TIME) for name in _WINDOW],
            "responses": {
                "200": answer("Times are whole minutes since 2020-01-01T00:00Z.", _object(_BOARD)),
                **refused_answers(*READING),
            },
        },
    )(_board)
    api.post(
        "/board/preview",
        operation_id="preview_board",
        summary=gettext_noop("What would be said to moves, and what they would mean; nothing is written"),
        tags=["III.3.3"],
        url_name="preview_board",
        openapi_extra={
            "requestBody": {"required": True, "content": {"application/json": {"schema": _asked_for()}}},
            "responses": {"200": answer("Said.", _object(_PREVIEW)), **refused_answers(*ACTING)},
        },
    )(_preview)


_SAID = {
    "from": "Operations that end after this; a month ago when left out.",
    "to": "Operations that start before this; half a year on when left out.",
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _asked_for() -> dict[str, Any]:
    moves = {"type": "array", "items": _WISHED, "minItems": 1}
    return {**_object({"moves": moves}), "additionalProperties": False}


def _board(request: HttpRequest) -> HttpResponse:
    reading.readable_rows(RESOURCES["operations"], reader_of(request))
    given = asked(request)[0]
    wrong = next((name for name in given if name not in _WINDOW), None)
    if wrong is not None:
        raise _unfit(wrong, given[wrong], _("one of: %(expected)s") % {"expected": "from, to"})
    now = clock.now()
    since, until = window(now, *(_moment(name, given.get(name, "")) for name in _WINDOW))
    if not since < until <= since + LONGEST:
        most = _("a time after “from”, at most %(days)s days later") % {"days": LONGEST.days}
        raise _unfit("to", until.isoformat(), most)
    response = as_json(board(now, since, until))
    GZipMiddleware(lambda __: response).process_response(request, response)
    return response


def _moment(name: str, text: str) -> datetime | None:
    """A time; without a zone it is the plant's. Refused: InvalidInput."""
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise _unfit(name, text, _A_TIME)
    return _aware(name, found)


def _aware(name: str, moment: datetime) -> datetime:
    """The moment; without a zone it is the plant's. Refused: InvalidInput for years that nobody plans in."""
    if not EARLIEST <= moment.year <= LATEST:
        raise _unfit(name, moment.isoformat(), _A_TIME)
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)


def _unfit(name: str, given: str, expectation: Sentence) -> Exception:
    return refuse(InvalidInput(given=given[:60], where=name[:60], expectation=str(expectation)))


def _preview(request: HttpRequest) -> HttpResponse:
    """Refused: what the act `planning.reschedule` could not read; reasons against the moves are the answer."""
    reading.readable_rows(RESOURCES["operations"], reader_of(request))
    moves: list[Wanted] = bind(reschedule, {"reason": _REHEARSED, **json_object(request)})["moves"]
    told = [
        Told(one.operation, _aware(f"moves.{at}.start", one.start), None, one.machine, one.person)
        for at, one in enumerate(moves)
    ]
    return as_json(as_plain(rehearse(told, clock.now())))

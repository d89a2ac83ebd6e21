"""The inbox for programs: what waits for whoever asks, what they did, what they began, what they were told."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI

from takt.conduct.refusals import InvalidInput, refuse
from takt.records.waiting.due import DUE
from takt.records.waiting.tabs import TABS, Asked, read
from takt.web.rest.auth import reader_of
from takt.web.rest.describing import READING, answer, query, refused_answers
from takt.web.rest.lists import as_json, asked, limit_of

_NAMES = "tab, action, q, cursor, limit"
_TAB = query("tab", "Which part: what waits for me, what I did, what I began, what I was told.", type="string", enum=list(TABS), default="waiting")  # fmt: skip
_ACTION = query("action", "Only this step.", type="string", enum=list(DUE))
_WORDS = query("q", "Words that must all be found: number, customer, pinyin or its initials.", type="string", maxLength=200)  # fmt: skip
_CURSOR = query("cursor", "The field `next` of the page before.", type="string")
_LIMIT = query("limit", "Rows on a page.", type="integer", minimum=1, maximum=200, default=50)


def add_inbox(api: NinjaAPI) -> None:
    """Register the inbox."""
    page = answer("A page: what waits, the most urgent first; the others newest first.", {"$ref": "#/components/schemas/Inbox"})  # fmt: skip
    page["content"]["application/json"]["example"] = _EXAMPLE
    api.get(
        "/inbox",
        operation_id="read_inbox",
        summary=gettext_noop("What waits for me"),
        tags=["II.1"],
        openapi_extra={
            "parameters": [_TAB, _ACTION, _WORDS, _CURSOR, _LIMIT],
            "responses": {"200": page, **refused_answers(*READING)},
        },
    )(_inbox)


def _inbox(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    given, own = asked(request)
    wrong = next((name for name in given if name not in ("tab", "action")), None)
    if wrong is not None:
        raise refuse(
            InvalidInput(
                given=given[wrong][:60],
                where=wrong[:60],
                expectation=_("one of: %(expected)s") % {"expected": _NAMES},
            )
        )
    part = Asked(
        given.get("tab", "waiting"), given.get("action", ""), own.get("q", ""), own.get("cursor", ""), limit_of(own.get("limit"))
    )  # fmt: skip
    return as_json(read(reader, part).as_dict())


_EXAMPLE = {
    "tasks": [
        {
            "action": "approval.budget", "reference": "SO-P1-2026-000012", "id": "01987d3c-5f7a-7000-8000-000000000001", "about": "",
            "order": "SO-P1-2026-000012", "customer": "上海远航泵业", "since": "2026-11-23T01:12:00Z", "due": "2026-11-24T01:12:00Z",
            "is_overdue": False, "wanted_by": "2026-12-20", "started_by": "李娜", "for": "", "gross_amount": "3616.00", "currency": "CNY",
        }
    ],
    "waiting": 1, "overdue": 0, "is_more": False, "by_action": {"approval.budget": 1}, "next": None,
}  # fmt: skip

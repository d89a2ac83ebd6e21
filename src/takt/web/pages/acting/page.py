"""`/do/<action>/<reference>`: the page of an act. GET shows its form, POST passes the door and leads on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.action import ACTIONS, Action
from takt.conduct.authority import authority
from takt.conduct.door import rehearse
from takt.conduct.guard import Subject
from takt.conduct.ids import uuid7
from takt.conduct.narrowing import is_printable
from takt.conduct.reading import is_called, reference_of
from takt.conduct.refusals import NotYours, Refused, refuse
from takt.conduct.requests import Outcome, look_up, perform
from takt.conduct.resources import RESOURCES
from takt.conduct.wording import clause_title
from takt.departments.models import Person
from takt.orders.models import Order
from takt.web.pages.access import signed_in
from takt.web.pages.acting.forms import blame, form_of
from takt.web.pages.acting.given import given
from takt.web.pages.acting.shapes import shapes_of
from takt.web.pages.acting.steps import step_of, template_of, told
from takt.web.pages.names import deed_title
from takt.web.rest.describing import first_sentence
from takt.web.security.confirming import confirm, needs_confirmation, recently_confirmed, ways_to_confirm

FRAGMENT = "X-Fragment"
LOOK = (
    "look"  # a button of this name shows what follows from what was typed, or one row more; nothing is done
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An act asked for from a page."""

    action: Action[Any, Any]
    row: Subject | None
    reader: Person


@signed_in
def act(request: HttpRequest, reader: Person, name: str, reference: str | None = None) -> HttpResponse:
    """The page of an action. Refused: NotYourDepartment before anything is shown; NotYours for rows nobody should know of."""
    action = ACTIONS.get(name)
    if action is None or action.within or (action.subject is None) != (reference is None):
        raise Http404
    authority().grant(reader, action, {reader.id: (reader.kind, reader.departments, reader.company_id)})
    asked = Asked(action, _row(action, reference, reader), reader)
    return _do(request, asked) if request.method == "POST" else _show(request, asked)


def _row(action: Action[Any, Any], reference: str | None, reader: Person) -> Subject | None:
    if action.subject is None or reference is None:
        return None
    row = _looked_up(action.subject, reference, step_of(action).joins)
    company = getattr(row, "company_id", None)
    if not isinstance(row, Subject) or (reader.company_id is not None and company != reader.company_id):
        raise refuse(NotYours(reference=reference[:120], kind=str(action.subject._meta.verbose_name)))
    return row


def _looked_up(kind: type[Subject], reference: str, joins: tuple[str, ...]) -> models.Model | None:
    if not joins:
        return look_up(kind, reference)
    rows = kind._default_manager.select_related(*joins)
    return rows.filter(is_called(kind, reference)).first()


def _show(request: HttpRequest, asked: Asked) -> HttpResponse:
    step = step_of(asked.action)
    typed = {n: v for n, v in request.GET.items() if n != "next" and is_printable(str(v))}
    values = _held(asked) | dict(told(step.initial, asked.row, asked.reader, typed)) | typed
    return _page(request, asked, values)


def _held(asked: Asked) -> dict[str, Any]:
    """What the row says now, for the fields that are called like its own: what is left out of an edit stays."""
    if asked.row is None or asked.action.moves is not None:
        return {}
    names = {f.name for f in asked.row._meta.concrete_fields}
    shapes = (s for s in shapes_of(asked.action) if s.name in names and s.optional)
    return {s.name: getattr(asked.row, s.name) for s in shapes if getattr(asked.row, s.name) is not None}


def _do(request: HttpRequest, asked: Asked) -> HttpResponse:
    values: dict[str, Any] = {}
    try:
        values = given(request, shapes_of(asked.action), _held(asked))
        if LOOK in request.POST:
            return _page(request, asked, values, more=request.POST[LOOK])
        if _is_signed(request, asked) and (wrong := confirm(request, request.POST)):
            return _page(request, asked, values, wrong=wrong, status=422)
        outcome = perform(
            asked.action, str(asked.row.pk) if asked.row is not None else None, asked.reader, values,
            version=_version(request), key=_key(request), via="page",
        )  # fmt: skip
    except Refused as no:
        return _page(request, asked, values, refused=no, status=422)
    return _led_on(request, asked, outcome)


def _is_signed(request: HttpRequest, asked: Asked) -> bool:
    """Whether the act is signed, and the last time that somebody showed who they are is long ago."""
    return needs_confirmation(asked.action.name) and not recently_confirmed(request)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    return key if key.isascii() and key.isprintable() and len(key) <= 200 else ""


def _led_on(request: HttpRequest, asked: Asked, outcome: Outcome) -> HttpResponse:
    step_of(asked.action).after(asked.reader)
    is_numbered = outcome.reference and outcome.reference != str(outcome.id)
    said = _("%(step)s: %(reference)s, done.") if is_numbered else _("%(step)s: done.")
    words = {"step": deed_title(asked.action.name), "reference": outcome.reference}
    if "answer" in asked.action.sensitive and outcome.answer:
        return render(request, "acting/answer.html", {"title": words["step"], "answer": outcome.answer})
    messages.success(request, said % words)
    target = _next(request) or step_of(asked.action).then(asked.row, outcome) or _home_of(asked, outcome)
    if request.headers.get(FRAGMENT):
        return HttpResponse(status=204, headers={"X-Location": target})
    return HttpResponseRedirect(target, status=303)


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    return (
        target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else ""
    )


def _home_of(asked: Asked, outcome: Outcome) -> str:
    """The page of what was acted on: of the order when the row belongs to one."""
    if outcome.kind == Order._meta.label_lower:
        return reverse("order", args=[outcome.reference])
    row = asked.row
    if row is not None and (order := getattr(row, "order", None)) is not None:
        return reverse("order", args=[reference_of(order)])
    name = next((n for n, r in RESOURCES.items() if r.model._meta.label_lower == outcome.kind), "")
    return reverse("row", args=[name, str(outcome.id)]) if name and outcome.id else reverse("home")


def _page(
    request: HttpRequest,
    asked: Asked,
    values: Mapping[str, Any],
    *,
    refused: Refused | None = None,
    wrong: list[str] | None = None,
    status: int = 200,
    more: str = "",
) -> HttpResponse:
    step = step_of(asked.action)
    form = form_of(
        asked.action, asked.row, asked.reader, values, choices=step.choices, least_rows=step.rows, more=more
    )
    if refused is not None:
        blame(form, refused.refusals)
    hindrances = [] if refused is not None else _hindrances(asked)
    context = {
        "action": asked.action,
        "title": deed_title(asked.action.name),
        "sentence": _(first_sentence(asked.action)),
        "clause": clause_title(asked.action.clause.number),
        "row": asked.row,
        "row_reference": _called(asked.row),
        "row_kind": capfirst(str(asked.row._meta.verbose_name)) if asked.row is not None else "",
        "row_home": _home_of(asked, _as_outcome(asked.row)) if asked.row is not None else "",
        "form": form,
        "hindrances": hindrances,
        "version": request.POST.get("version") or (asked.row.version if asked.row is not None else ""),
        "key": request.POST.get("key") if wrong else uuid7(),
        "next": _next(request),
        "confirm": ways_to_confirm(request) if _is_signed(request, asked) else None,
        "confirm_errors": wrong or [],
        "frame": "fragment.html" if request.headers.get(FRAGMENT) else "base.html",
        **told(step.evidence, asked.row, asked.reader, values),
    }
    if refused is not None and any(r.code == "stale" for r in refused.refusals) and asked.row is not None:
        context["version"] = asked.row.version
    return render(request, template_of(asked.action), context, status=status)


def _called(row: Subject | None) -> str:
    """The number that people use; of a row without one its order's. An id says nothing to anybody."""
    if row is None or (reference := reference_of(row)) != str(row.pk):
        return "" if row is None else reference
    order = getattr(row, "order", None)
    return reference_of(order) if order is not None else ""


def _as_outcome(row: Subject) -> Outcome:
    return Outcome("", row._meta.label_lower, row.pk, reference_of(row), row.version, "", None)


def _hindrances(asked: Asked) -> list[str]:
    """Why the act would be refused as things stand, whatever is filled in."""
    if asked.row is None:
        return []
    return [str(r) for r in rehearse(asked.action, asked.row, asked.reader)]

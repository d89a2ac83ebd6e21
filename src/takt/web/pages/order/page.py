"""The order page: everything about one order, in the order in which people ask; each part also by itself, to be refreshed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from takt.conduct import reading
from takt.conduct.actors import ActorKind
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.orders.actions.attach import attach
from takt.orders.states import OrderState
from takt.records.dossier import Dossier, dossier
from takt.records.evidence import Evidence, evidence
from takt.records.letters import letter_for
from takt.web.live.fragments import fragment, seen_order
from takt.web.pages.access import for_everybody, signed_in
from takt.web.pages.acting.possible import act_url
from takt.web.pages.order import (
    approvals,
    cost,
    feasibility,
    feedback,
    following,
    gantt,
    head,
    journal,
    letters,
    lines,
    progress,
    quality,
    shipments,
    versions,
)
from takt.web.pages.order.sections import sections
from takt.web.rest.files import attachment_content
from takt.web.rest.orders import letter_document

PARTS = ("live", "head", "progress", "timeline")
"""Parts that may be asked for by themselves."""


@signed_in
def order(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """One order."""
    return render(request, "order/page.html", _context(request, reader, reference))


@signed_in
def part(request: HttpRequest, reader: Person, reference: str, part: str) -> HttpResponse:
    """A part of the order page as it is now, with the reader's own rights."""
    if part not in PARTS:
        raise Http404
    row = seen_order(reader, reference)
    return fragment(
        request,
        reader,
        row.pk,
        lambda: render(request, f"order/{part}.html", _context(request, reader, reference)),
    )


@for_everybody
def file(request: HttpRequest, reader: Person, reference: str, attachment: str) -> HttpResponse:
    """The bytes of a file of the order, for whoever may see attachments."""
    return attachment_content(reading.one(RESOURCES["attachments"], reader, attachment))


@for_everybody
def letter(request: HttpRequest, reader: Person, reference: str) -> HttpResponse:
    """The document that a letter encloses."""
    return letter_document(letter_for(reference, reader))


def _context(request: HttpRequest, reader: Person, reference: str) -> dict[str, Any]:
    found = dossier(reference, reader)
    seen = evidence(found, reader)
    context = _parts(found, seen, request)
    context |= {
        "dossier": found,
        "order": found.order,
        "seen": seen,
        "inside": reader.kind != ActorKind.CUSTOMER,
        "life": head.life(found),
        "dates": head.dates(found),
        "following": following.following(found, seen, reader),
        "other_acts": following.other_acts(found, seen, reader),
        "asked": urlencode({name: value for name, value in asked_of(request).items() if value}),
        **_doors(found, reader, seen),
    }
    return context | {"sections": sections(context)}


def _parts(found: Dossier, seen: Evidence, request: HttpRequest) -> dict[str, Any]:
    english = not (get_language() or "").startswith("zh")
    asked = asked_of(request)
    makers: dict[str, Callable[[], Any]] = {
        "lines": lambda: lines.made(found),
        "cost": lambda: cost.cost_of(seen),
        "study": lambda: feasibility.study_of(seen),
        "rounds": lambda: approvals.rounds(found, seen),
        "gantt": lambda: gantt.gantt(found),
        "progress": lambda: progress.progress(found, english=english),
        "quality": lambda: quality.quality(found),
        "shipments": lambda: shipments.shipments(found, seen),
        "letters": lambda: letters.letters(found, seen),
        "word": lambda: feedback.word(found, seen),
        "versions": lambda: versions.versions(seen, asked, sees_money=found.sees_money),
        "journal": lambda: journal.journal(found, asked["show"]),
    }
    return {name: make() for name, make in makers.items()}


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What the reader asks of the page: two versions to compare, a kind of entries."""
    return {name: request.GET.get(name, "")[:20] for name in ("from", "to", "show")}


def _doors(found: Dossier, reader: Person, seen: Evidence) -> dict[str, str]:
    """Addresses of acts beside the order's life: only what the reader's department does."""
    serving = {*reading.serves(reader), *seen.lent}
    may_attach = (
        bool(serving & {d.value for d in attach.departments}) and found.order.state != OrderState.CLOSED
    )
    return {
        "attach_url": act_url("orders.attach", found.order) if may_attach else "",
        "repeat_url": act_url("orders.enter", like=found.order.number) if "sales" in serving else "",
    }

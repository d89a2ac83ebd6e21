"""工位: the operator's page. Scan or type a number, start, report, finish; every act passes the door (III.4)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.action import ACTIONS
from takt.conduct.ids import uuid7
from takt.conduct.narrowing import is_printable
from takt.conduct.refusals import Refusal, Refused
from takt.conduct.requests import look_up, perform
from takt.departments.models import Person
from takt.planning.models import Operation
from takt.planning.states import OperationState
from takt.web.pages.access import signed_in
from takt.web.pages.acting.given import given
from takt.web.pages.acting.shapes import shapes_of
from takt.web.pages.names import deed_title
from takt.web.pages.production.bench import bench, offers
from takt.web.pages.production.dispatch import to_do
from takt.web.pages.production.scanning import LONGEST, scanned

RAISE = "production.raise_exception"
DEEDS = frozenset({
    "production.start", "production.report", "production.finish", "production.pause", "production.resume", RAISE,
})  # fmt: skip


@signed_in
def station(request: HttpRequest, reader: Person) -> HttpResponse:
    """The station of whoever is signed in, or of a machine (`?machine=`)."""
    if request.method == "POST":
        return _act(request, reader)
    scan = request.GET.get("scan", "").strip()[: LONGEST + 1]
    if not scan:
        return _page(request, reader, _asked(request.GET, reader))
    found = scanned(scan, reader)
    if found is not None:
        return HttpResponseRedirect(_address(found.number, _machine(request.GET)))
    said = _("Nothing to be done has the number “%(scan)s”.") % {"scan": scan}
    return _page(request, reader, None, refused=[said], scan=scan, status=404)


def _act(request: HttpRequest, reader: Person) -> HttpResponse:
    name, operation = request.POST.get("act", ""), _asked(request.POST, reader)
    if name not in DEEDS or operation is None:
        raise Http404
    action, values = ACTIONS[name], {}
    try:
        values = given(request, shapes_of(action), {})
        subject = str(operation.pk) if action.subject is not None else None
        if subject is None:
            values |= {"operation": str(operation.pk), "order": str(operation.order_id)}
        version = request.POST.get("version", "")
        seen = int(version) if subject and version.isdecimal() and len(version) < 10 else None
        perform(action, subject, reader, values, version=seen, key=_key(request), via="page")
    except Refused as no:
        reasons = [_in_words(each) for each in no.refusals]
        return _page(request, reader, operation, refused=reasons, typed=values, deed=name, status=422)
    said = {"step": deed_title(name), "reference": operation.number}
    messages.success(request, _("%(step)s: %(reference)s, done.") % said)
    stays = "" if name == "production.finish" else operation.number
    return HttpResponseRedirect(_address(stays, _machine(request.POST)), status=303)


def _in_words(refusal: Refusal) -> str:
    """The reason, and what would be right where the reason does not say it."""
    said, expects = str(refusal), str(refusal.expects) % refusal.words() if refusal.expects else ""
    if not expects or expects in said:
        return said
    return _("%(said)s Expected: %(expects)s.") % {"said": said, "expects": expects}


def _asked(given_: Mapping[str, str], reader: Person) -> Operation | None:
    """The operation named in the address or the form; of those that the reader may see."""
    number = given_.get("operation", "")
    if not number or not is_printable(number):
        return None
    found = to_do(reader).filter(number=number[:LONGEST]).first()
    if found is None:
        known = look_up(Operation, number)
        if isinstance(known, Operation):
            return Operation.objects.select_related(
                "job__item__unit", "order__customer", "machine", "person", "work_center"
            ).get(pk=known.pk)
    return found


def _page(
    request: HttpRequest,
    reader: Person,
    operation: Operation | None,
    *,
    refused: list[str] | None = None,
    typed: Mapping[str, Any] | None = None,
    deed: str = "",
    scan: str = "",
    status: int = 200,
) -> HttpResponse:
    machine = _machine(request.POST if request.method == "POST" else request.GET)
    at = bench(reader, operation, machine)
    context = offers() | {
        "bench": at,
        "o": at.operation,
        "machine": machine,
        "refused": refused or [],
        "typed": typed or {},
        "deed": deed,
        "scan": scan,
        "key": uuid7(),
        "is_begun": at.operation is not None
        and at.operation.state in (OperationState.RUNNING, OperationState.PAUSED),
    }
    return render(request, "production/station.html", context, status=status)


def _machine(given_: Mapping[str, str]) -> str:
    code = given_.get("machine", "")[:40]
    return code if is_printable(code) else ""


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    return key if key.isascii() and key.isprintable() and len(key) <= 200 else ""


def _address(number: str, machine: str) -> str:
    asked = {name: value for name, value in (("operation", number), ("machine", machine)) if value}
    return reverse("station") + (f"?{urlencode(asked)}" if asked else "")

"""Orders from a customer's file: send it, match its columns, look at what it would become, enter what is right (III.1.1)."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct.authority import authority
from takt.conduct.refusals import Refused
from takt.conduct.requests import perform
from takt.departments.models import Person
from takt.exchange.tables.columns import Column
from takt.orders.actions.enter import enter
from takt.orders.drafts import remember_columns, remembered_columns
from takt.orders.imports import filed
from takt.orders.imports.filed import FiledFault, FiledOrder
from takt.orders.imports.orders import SHEET
from takt.web.pages.access import signed_in
from takt.web.pages.orders import uploads
from takt.web.pages.orders.typed import day
from takt.web.pages.orders.uploads import Upload

_READ, _TRY, _ENTER = "read", "try", "enter"


@dataclass(slots=True)
class Filing:
    """What the page shows: how far one has come, and what was found."""

    note: str = ""
    filename: str = ""
    wrong: list[str] = field(default_factory=list)
    columns: list[filed.TheirColumn] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    for_all: dict[str, str] = field(default_factory=dict)
    orders: list[FiledOrder] = field(default_factory=list)
    loose: list[FiledFault] = field(default_factory=list)
    entered: dict[str, str] = field(default_factory=dict)  # the customer's order number -> ours
    is_tried: bool = False
    is_done: bool = False

    @property
    def ready(self) -> list[FiledOrder]:
        """The orders that may be entered."""
        return [o for o in self.orders if o.is_ready]


@signed_in
def order_import(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page, at each of its steps. For those only who may enter orders."""
    authority().grant(reader, enter, {})
    filing = Filing()
    if request.method == "POST":
        upload = _upload(request, reader, filing)
        if upload is not None:
            _go_on(request, reader, filing, upload)
    context = {"filing": filing, "ours": _ours(), "limit_bytes": settings.TAKT_UPLOAD_LIMIT_BYTES}
    return render(request, "orders/filing.html", context, status=422 if filing.wrong else 200)


def _ours() -> list[Column]:
    return list(SHEET.columns)


def _upload(request: HttpRequest, reader: Person, filing: Filing) -> Upload | None:
    sent = request.FILES.get("file")
    if sent is not None and (sent.size or 0) <= settings.TAKT_UPLOAD_LIMIT_BYTES:
        filing.note = uploads.keep(sent.name or "", sent.read(), reader)
    else:
        filing.note = request.POST.get("note", "")
    upload = uploads.found(filing.note, reader)
    if upload is None:
        limit = settings.TAKT_UPLOAD_LIMIT_BYTES
        filing.wrong = [
            _("Choose an Excel (.xlsx) or CSV file of at most %(limit)s bytes.") % {"limit": limit}
        ]
        return None
    filing.filename = upload.name
    return upload


def _go_on(request: HttpRequest, reader: Person, filing: Filing, upload: Upload) -> None:
    filing.columns, filing.wrong = filed.columns_of(upload.content, upload.name)
    if filing.wrong:
        filing.note = ""
        return
    step = request.POST.get("step", _READ)
    titles = filed.titles_hash(filing.columns)
    if "file" in request.FILES or step == _READ:
        filing.places = remembered_columns(reader, titles) or filed.guessed(filing.columns)
        return
    names = {c.name for c in SHEET.columns}
    chosen = {str(c.index): request.POST.get(f"column.{c.index}", "") for c in filing.columns}
    filing.places = {index: name for index, name in chosen.items() if name in names}
    filing.for_all = {
        name: text for name in filed.FOR_ALL if (text := request.POST.get(f"all.{name}", "").strip())
    }
    filing.wrong = list(_reasons_against(filing))
    if filing.wrong:
        return
    remember_columns(reader, titles, filing.places)
    _try(filing, upload, reader)
    if step == _ENTER:
        _enter(filing, upload, reader)


def _reasons_against(filing: Filing) -> list[str]:
    """What keeps the file from being read: a column of ours twice or nowhere, a date that is none."""
    said = list(filing.places.values())
    titles = {c.name: c.title(get_language() or "en") for c in SHEET.columns}
    twice = [
        _("“%(column)s” is chosen for two columns; choose it once.") % {"column": titles[n]}
        for n in dict.fromkeys(said)
        if said.count(n) > 1
    ]
    nowhere = [
        _("“%(column)s” stands in no column; choose the column, or say below what holds for all rows.") % {"column": titles[c.name]}
        for c in SHEET.columns
        if c.required and c.name not in said and not filing.for_all.get(c.name)
    ]  # fmt: skip
    date = filing.for_all.get("requested_date")
    dates = (
        [_("“%(given)s” is no date; expected: a date like 2026-11-30.") % {"given": date}]
        if date and day(date) is None
        else []
    )
    return [*twice, *nowhere, *dates]


def _try(filing: Filing, upload: Upload, reader: Person) -> None:
    for_all: dict[str, Any] = dict(filing.for_all)
    if "requested_date" in for_all:
        for_all["requested_date"] = day(for_all["requested_date"])
    places = {int(index): name for index, name in filing.places.items()}
    filing.orders, filing.loose = filed.orders_in(upload.content, upload.name, places, for_all)
    filed.resolve_places(filing.orders)
    filed.try_out(filing.orders, reader)
    filing.is_tried = True


def _enter(filing: Filing, upload: Upload, reader: Person) -> None:
    """Each order passes the door by itself, whole or not at all. Sent twice, it is entered once."""
    for order in filing.ready:
        key = f"{upload.sha256}:{order.customer}:{order.number}"[:200]
        try:
            outcome = perform(enter, None, reader, order.given, key=key if key.isascii() else "", via="page")
        except Refused as refused:
            order.faults += filed.faults_of(order, refused)
        else:
            filing.entered[order.number] = outcome.reference
            order.on_record = outcome.reference
    filing.is_done = True

"""The journal's proof: the last seal, a verification in the background with its progress, the export for the offline verifier."""

import io
import tempfile
from typing import Any

from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct import keys, verify
from takt.conduct.models import (
    JournalEntry,
    Seal,
    SealedChain,
    Verification,
    VerificationProgress,
    VerificationState,
)
from takt.departments.models import Person
from takt.web.pages.system.access import looking_after

SHOWN = 10
WHY = {
    "hash_differs": gettext_lazy("its content was changed: its hash does not follow from it"),
    "columns_differ_from_body": gettext_lazy("a column says something else than the entry that is proved"),
    "missing": gettext_lazy("it is missing"),
    "inserted": gettext_lazy("it was put in afterwards"),
    "out_of_order": gettext_lazy("it stands in the wrong place"),
    "head_differs": gettext_lazy("the chain does not end where its record says"),
    "subject_unknown": gettext_lazy("there is no record to which it belongs"),
    "signature_differs": gettext_lazy("its signature is not ours"),
    "previous_differs": gettext_lazy("it does not follow the seal before it"),
    "root_differs": gettext_lazy("what it sealed is not what is there now"),
    "sealed_entry_missing": gettext_lazy("an entry that it sealed is missing"),
}
_TABLES = {"journal": gettext_lazy("Journal entry"), "seal": gettext_lazy("Seal of the journal")}


@looking_after(gettext_lazy("Verify"))
def verifying(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page."""
    last = Seal.objects.order_by("-number").first()
    counts = JournalEntry.objects.aggregate(entries=Count("seq"), chains=Count("subject_id", distinct=True))
    context = {
        "seal": last,
        "seal_hash": bytes(last.hash).hex() if last is not None else "",
        "public_key": keys.public_key().hex(),
        "sealed_chains": SealedChain.objects.count(),
        "since_seal": JournalEntry.objects.filter(at__gt=last.at).count()
        if last is not None
        else counts["entries"],
        "past": list(
            Verification.objects.exclude(state=VerificationState.WAITING).order_by("-asked_at")[:SHOWN]
        ),
        **counts,
        **_now(),
    }
    return render(request, "system/verify.html", context)


@looking_after(gettext_lazy("Verify"))
def progress(request: HttpRequest, reader: Person) -> HttpResponse:
    """The part of the page that shows how the newest verification stands."""
    return render(request, "system/verify_now.html", _now())


@looking_after(gettext_lazy("Verify"))
def journal_file(request: HttpRequest, reader: Person) -> HttpResponse:
    """The whole journal for the offline verifier, as lines of JSON."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    text = io.TextIOWrapper(file, encoding="utf-8")
    verify.export(text)
    text.detach()
    file.seek(0)
    name = f"journal-{timezone.localtime():%Y%m%d-%H%M}.jsonl"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/x-ndjson")  # type: ignore[return-value]  # django-stubs: no HttpResponse


def _now() -> dict[str, Any]:
    newest = Verification.objects.order_by("-asked_at").first()
    if newest is None:
        return {"newest": None}
    come = VerificationProgress.objects.filter(pk=newest.pk).first()
    person = Person.objects.filter(pk=newest.asked_by_id).first()
    return {
        "newest": newest,
        "is_under_way": newest.state == VerificationState.WAITING,
        "come": come,
        "asked_by": person.name if person is not None else "",
        "wrong": [(in_words(row), row["row"]) for row in newest.wrong],
    }


def in_words(row: dict[str, str]) -> str:
    """A wrong row as people read it: which, and what is wrong with it."""
    reason, __, more = row["reason"].partition(":")
    words = {
        "what": _TABLES.get(row["table"], row["table"]),
        "row": row["row"],
        "why": WHY.get(reason, reason),
    }
    return _("%(what)s %(row)s: %(why)s") % words + (f" ({more})" if more else "")

"""Refused attempts: who tried what, and why it was refused, in words (VI.2: evidence for the audit)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from takt.conduct import reading
from takt.conduct.clauses import CLAUSES
from takt.conduct.models import RefusedAttempt
from takt.conduct.refusals import REFUSALS
from takt.conduct.resources import RESOURCES
from takt.conduct.wording import clause_title, kind_title
from takt.departments.models import Person
from takt.web.pages.kept_facts import said_again
from takt.web.pages.names import deed_title
from takt.web.pages.system.access import looking_after
from takt.web.rest.lists import asked

ROWS = 50
_WAYS = {
    "page": gettext_lazy("on a page"),
    "command line": gettext_lazy("on the command line"),
    "link": gettext_lazy("by a link"),
}


class Known(dict[str, Any]):
    """The facts that were kept; those that were not (people, secrets) are shown as three dots."""

    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class Line:
    """An attempt in words: `reasons` are (code, sentence)."""

    attempt: RefusedAttempt
    who: str
    step: str
    clause: str
    about: str
    reasons: list[tuple[str, str]]
    way: str


@looking_after(gettext_lazy("Refused attempts"))
def attempts(request: HttpRequest, reader: Person) -> HttpResponse:
    """The list, narrowed by person, code and clause."""
    filters, own = asked(request)
    page = reading.page(
        RESOURCES["refused-attempts"], reader, filters=filters, search=own.get("q", ""), cursor=own.get("cursor", ""), limit=ROWS
    )  # fmt: skip
    kept = filters | ({"q": own["q"]} if own.get("q") else {})
    context = {
        "lines": lines_of(page.rows),
        "kept": kept,
        "clauses": [(number, clause_title(number)) for number in CLAUSES],
        "codes": sorted(REFUSALS),
        "people": Person.objects.filter(pk__in=RefusedAttempt.objects.values("actor_id").distinct()).order_by(
            "login"
        ),
        "more": f"?{urlencode(kept | {'cursor': page.next_cursor})}" if page.next_cursor else "",
        "first": f"?{urlencode(kept)}" if own.get("cursor") else "",
    }
    return render(request, "system/attempts.html", context)


def lines_of(rows: Sequence[models.Model]) -> list[Line]:
    """Attempts in words: two queries and one for each kind of row, however many they are."""
    found = [row for row in rows if isinstance(row, RefusedAttempt)]
    names = dict(Person.objects.filter(pk__in={a.actor_id for a in found}).values_list("pk", "name"))
    numbers = _numbers(found)
    return [
        Line(
            attempt,
            names.get(attempt.actor_id, ""),
            deed_title(attempt.action),
            clause_title(attempt.clause),
            f"{kind_title(attempt.kind)} {numbers.get(attempt.subject_id, '')}".strip()
            if attempt.kind
            else "",
            [
                (code, in_words(code, facts))
                for code, facts in zip(attempt.codes, attempt.facts, strict=False)
            ],
            str(_WAYS.get(attempt.via, attempt.via)),
        )
        for attempt in found
    ]


def in_words(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a refusal from what was kept of its facts, in the reader's language."""
    kind = REFUSALS.get(code)
    return (
        str(kind.sentence) % Known({n: said_again(v) for n, v in facts.items()}) if kind is not None else code
    )


def _numbers(found: Sequence[RefusedAttempt]) -> dict[UUID | None, str]:
    """The numbers that people use for the rows acted on."""
    numbers: dict[UUID | None, str] = {}
    for label in {a.kind for a in found if a.kind}:
        model = apps.get_model(label)
        ids = {a.subject_id for a in found if a.kind == label}
        numbers |= {row.pk: reading.reference_of(row) for row in model._default_manager.filter(pk__in=ids)}
    return numbers

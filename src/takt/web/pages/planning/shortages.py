"""缺料: material that plans need and that is not in stock, with who supplies it and when (III.3.2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from takt.conduct import reading
from takt.conduct.clock import today
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.planning.shortages import MOST, Short, Supply
from takt.planning.shortages import shortages as what_is_short
from takt.stock.models import ExpectedReceipt
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import departments_now

TONES = {Supply.NOT_ORDERED: "bad", Supply.OVERDUE: "bad", Supply.LATE: "warn", Supply.ON_ITS_WAY: "good"}
ICONS = {
    Supply.NOT_ORDERED: "shopping-cart-exclamation",
    Supply.OVERDUE: "alert-triangle",
    Supply.LATE: "clock-exclamation",
    Supply.ON_ITS_WAY: "truck",
}
SOON = 20


@signed_in
def shortages(request: HttpRequest, reader: Person) -> HttpResponse:
    """What is short, the soonest needed first; then the receipts that are on their way."""
    reading.readable_rows(RESOURCES["expected-receipts"], reader)
    found = what_is_short()
    only = request.GET.get("supply", "")
    coming = (
        ExpectedReceipt.objects.filter(closed_at=None)
        .select_related("item__unit", "supplier")
        .order_by("due")
    )
    context = {
        "rows": [(s, _called(s), TONES[s.supply], ICONS[s.supply]) for s in found if only in ("", s.supply)],
        "kinds": [(k, k.label, TONES[k], sum(s.supply == k for s in found), k == only) for k in Supply],
        "only": only,
        "count": len(found),
        "is_cut": len(found) == MOST,
        "coming": list(coming[:SOON]),
        "today": today(),
        "keeps": bool({"logistics", "production"} & departments_now(reader)),
    }
    return render(request, "planning/shortages.html", context)


def _called(short: Short) -> str:
    chinese = (get_language() or "").startswith("zh")
    return short.item_name if chinese else short.item_name_en or short.item_name

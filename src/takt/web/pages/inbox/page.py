"""The pages of the inbox: four tabs, each a list by keyset."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import ActorKind
from takt.conduct.clock import now
from takt.departments.models import Person
from takt.records.waiting.inbox import Counts, counts
from takt.records.waiting.started import MANY, how_many_started
from takt.records.waiting.tabs import Asked, read
from takt.web.pages.access import signed_in
from takt.web.pages.inbox.rows import row_of
from takt.web.pages.names import deed_title
from takt.web.rest.lists import asked

ROWS = 50
TABS = {
    "waiting": (_("To do"), "inbox"),
    "done": (_("Done by me"), "circle-check"),
    "started": (_("Started by me"), "send"),
    "copied": (_("Copied to me"), "mail"),
}
NOTHING = {
    "waiting": (_("All done"), _("Nothing waits for you. What comes next will stand here.")),
    "done": (_("Nothing done yet"), _("Every step that you take is kept here, with the order it belongs to.")),
    "started": (_("No open orders of yours"), _("Orders that you enter or take over stay here until they are closed.")),
    "copied": (_("Nothing to read"), _("Returned and refused orders of yours are told here.")),
}  # fmt: skip


def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: people of the company in their inbox, a customer's contacts in the portal."""
    if getattr(request.user, "kind", ActorKind.EMPLOYEE) == ActorKind.EMPLOYEE:
        return redirect("inbox")
    try:
        return redirect("portal")
    except NoReverseMatch:
        return redirect("order-list")


@signed_in
def inbox(request: HttpRequest, reader: Person) -> HttpResponse:
    """One tab of the inbox."""
    given, own = asked(request)
    part = Asked(
        given.get("tab", "waiting"), given.get("action", ""), own.get("q", ""), own.get("cursor", ""), ROWS
    )
    found = read(reader, part)
    kept = {"tab": part.tab, "action": part.action, "q": part.search}
    standing = found.inbox.counts if found.inbox is not None and not part.search else counts(reader)
    moment, back = now(), request.get_full_path()
    context = {
        "asked": part,
        "tabs": _tabs(part.tab, standing, how_many_started(reader)),
        "rows": [row_of(entry, moment, back) for entry in found.entries],
        "standing": standing,
        "chips": _chips(found.inbox.by_action if found.inbox is not None else {}, part),
        "narrowed": bool(part.search or part.action),
        "nothing": NOTHING[part.tab],
        "clear": _address({"tab": part.tab}),
        "more": _address(kept | {"cursor": found.next_cursor}) if found.next_cursor else "",
        "first": _address(kept) if part.cursor else "",
    }
    return render(request, "inbox/inbox.html", context)


@signed_in
def count(request: HttpRequest, reader: Person) -> JsonResponse:
    """How many things wait, for the menu: the number, and the same in words. One query beside those of signing in."""
    standing = counts(reader)
    said = (
        gettext("Waiting: %(waiting)s")
        if not standing.overdue
        else gettext("Waiting: %(waiting)s, overdue: %(overdue)s")
    )
    words = {"waiting": _number(standing), "overdue": standing.overdue}
    return JsonResponse({"count": _number(standing), "overdue": bool(standing.overdue), "said": said % words})


def _number(standing: Counts) -> str:
    """The number beside a name; "" when nothing waits."""
    return "99+" if standing.waiting > 99 else str(standing.waiting or "")


def _chips(counted: dict[str, int], part: Asked) -> list[tuple[str, int, str, bool]]:
    """The steps that wait: how many, and the address that shows one alone; the chosen one leads back to all."""
    return [
        (deed_title(action), number, _address({"q": part.search, "action": "" if action == part.action else action}), action == part.action)
        for action, number in counted.items()
    ]  # fmt: skip


def _tabs(here: str, standing: Counts, started: int) -> list[dict[str, object]]:
    numbers = {
        "waiting": _number(standing),
        "started": f"{MANY - 1}+" if started >= MANY else str(started or ""),
    }
    return [
        {
            "key": key, "title": title, "icon": icon, "count": numbers.get(key, ""), "is_here": key == here,
            "is_overdue": key == "waiting" and standing.overdue, "address": _address({"tab": key}),
        }
        for key, (title, icon) in TABS.items()
    ]  # fmt: skip


def _address(given: dict[str, str]) -> str:
    told = {n: v for n, v in given.items() if v and (n, v) != ("tab", "waiting")}
    return reverse("inbox") + (f"?{urlencode(told)}" if told else "")

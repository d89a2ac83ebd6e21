"""Find anything: rows in every list, pages, and what can be created. A page of its own, and a part of it in the palette."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.exchange.chinese import initials, pinyin
from takt.records.search import Hit, search
from takt.web.pages.access import signed_in
from takt.web.pages.listing.creating import creating
from takt.web.pages.listing.saving import address_of_list
from takt.web.pages.names import deed_title, list_title
from takt.web.pages.places import everywhere, menu
from takt.web.rest.lists import asked

IN_PALETTE = 5
ON_PAGE = 20
ICONS = {
    "orders": "shopping-cart", "customers": "building", "items": "box", "shipments": "truck-delivery",
    "plans": "calendar-event", "lots": "packages", "suppliers": "building-warehouse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Something found: its name, what stands beside it, and where it is."""

    name: str
    beside: str
    address: str
    icon: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind; `more` is the list with all of it."""

    title: str
    links: list[Link]
    more: str = ""


@signed_in
def find(request: HttpRequest, reader: Person) -> HttpResponse:
    """What was found, by kind; `palette=1` gives only the part that the palette shows."""
    filters, own = asked(request)
    words = own.get("q", "").strip()
    if filters.get("palette") == "1":
        return render(request, "parts/hits.html", {"found": _in_palette(words, reader), "words": words})
    found = [*_rows(words, reader, ON_PAGE), *_places(words, reader)] if words else []
    return render(request, "search.html", {"words": words, "found": found})


def _in_palette(words: str, reader: Person) -> list[Found]:
    return [*_rows(words, reader, IN_PALETTE), *_places(words, reader)]


def _rows(words: str, reader: Person, limit: int) -> list[Found]:
    hits = search(words, reader, limit=limit)
    found = []
    for name, group in groupby(hits, key=lambda hit: hit.resource):
        links = [_link(hit) for hit in group]
        more = f"{address_of_list(name)}?q={words}&view=all" if len(links) == limit else ""
        found.append(Found(list_title(RESOURCES[name]), links, more))
    return found


def _link(hit: Hit) -> Link:
    if hit.resource == "orders":
        address = reverse("order", args=[hit.reference])
    else:
        address = reverse("row", args=[hit.resource, hit.id])
    return Link(hit.number, hit.title if hit.title != hit.number else "", address, ICONS[hit.resource])


def _places(words: str, reader: Person) -> list[Found]:
    """Pages and what can be created, whose names have the words, also in pinyin or by initials."""
    pages = [Link(p.title, "", p.address, p.icon or "table") for p in everywhere(menu(reader))]
    makes = [
        Link(c.title, c.clause, c.address, "plus")
        for c in creating(reader)
        if _fits(
            f"{c.title} {deed_title(c.name)}", words
        )  # by what the button says, and by the step's own name
    ]
    go = [link for link in pages if _fits(link.name, words)]
    if not words:
        go = go[:8]
    return [part for part in (Found(_("Go to"), go), Found(_("Create"), makes)) if part.links]


def _fits(name: str, words: str) -> bool:
    return all(word in _keys(name) for word in words.lower().split())


@cache
def _keys(name: str) -> str:
    return f"{name} {pinyin(name)} {initials(name)}".lower()

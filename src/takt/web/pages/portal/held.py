"""The basket (what a contact is about to order), kept in their session until it is placed: theirs alone, no part of any order."""

import unicodedata
from typing import Any

from django.http import HttpRequest

from takt.conduct.narrowing import is_printable

_NAME = "portal-basket"
MOST_LINES = 500
LINE = ("item", "quantity", "requested_date", "note")
HEAD = ("requested_date", "customer_order_number", "ship_to", "carrier_wish", "notes")

Line = dict[str, str]
Basket = dict[str, Any]


def basket_of(request: HttpRequest) -> Basket:
    """The basket as it stands: `lines`, `head`, and `files` as (name, signed note)."""
    held = request.session.get(_NAME) or {}
    return {
        "lines": list(held.get("lines", [])),
        "head": dict(held.get("head", {})),
        "files": [tuple(f) for f in held.get("files", [])],
    }


def keep_basket(request: HttpRequest, basket: Basket) -> None:
    """Keep it in the session."""
    request.session[_NAME] = {**basket, "lines": basket["lines"][:MOST_LINES]}


def empty_basket(request: HttpRequest) -> None:
    """It is placed, or thrown away."""
    request.session.pop(_NAME, None)


def how_many(request: HttpRequest) -> int:
    """Lines in the basket."""
    return len((request.session.get(_NAME) or {}).get("lines", []))


def put_in(basket: Basket, item: str, quantity: str, note: str = "", requested_date: str = "") -> None:
    """One more line; the same item for the same day without other words is one line with the sum of both."""
    line = {"item": item, "quantity": quantity, "requested_date": requested_date, "note": note}
    for held in basket["lines"]:
        same = all(held[name] == line[name] for name in ("item", "requested_date", "note"))
        if same and held["quantity"].isdecimal() and quantity.isdecimal():
            held["quantity"] = str(int(held["quantity"]) + int(quantity))
            return
    basket["lines"].append(line)


def said(text: str, most: int = 4000) -> str:
    """What was typed, as far as it can be kept."""
    return text.replace("\r\n", "\n").strip()[:most] if is_printable(text) else ""


def plain_number(text: str) -> str:
    """A number as typed on any keyboard, without blanks and commas between its digits."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")

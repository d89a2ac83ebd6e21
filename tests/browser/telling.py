"""Told as JSON from inside the running demonstration: a row for each act and each list, and who looks at it."""

import json
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import reverse
from tests.open_door import open_door

from takt.conduct.action import ACTIONS, Action
from takt.conduct.actors import Department
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES, Resource
from takt.delivery.links import make
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.web.pages.acting.possible import act_url

DESKS = {
    Department.SALES: "chen.zhiyuan", Department.FINANCE: "zhao.lihua", Department.PRODUCTION: "zhou.jianguo",
    Department.QUALITY: "xu.jing", Department.LOGISTICS: "qin.feng", Department.MANAGEMENT: "lin.hai",
    Department.ADMINISTRATION: "tang.wen",
}  # fmt: skip
"""Who looks at what concerns a department: its head."""


def acts() -> dict[str, list[str]]:
    """Each act that somebody of the company has a page for."""
    found = {}
    for action in ACTIONS.values():
        desk = next((DESKS[d] for d in DESKS if d in action.departments), None)
        if desk and not action.within and (address := _address(action)):
            found[action.name] = [desk, address]
    return found


def rows() -> dict[str, list[str]]:
    """Each list that has a row, and its newest."""
    found = {}
    for name, resource in RESOURCES.items():
        row = resource.model._default_manager.order_by(resource.newest).first()
        if row is not None:
            found[name] = [desk_of(resource), reverse("row", args=[name, str(row.pk)])]
    return found


def lists() -> dict[str, list[str]]:
    """Each list."""
    return {name: [desk_of(r), reverse("list", args=[name])] for name, r in RESOURCES.items()}


def links() -> dict[str, list[str]]:
    """Addresses that customers find in letters that ask for their word, made as the letters' are: one to look at, one to answer."""
    received = list(Order.objects.filter(state=OrderState.RECEIVED).order_by("-number"))
    return (
        {"feedback": ["", _link_of(received[0])], "a-word": ["", _link_of(received[-1])]} if received else {}
    )


def _link_of(order: Order) -> str:
    link, address = make(order, datetime.now(UTC))
    with open_door():
        link.save()
    return urlsplit(address).path


def desk_of(resource: Resource) -> str:
    """Who reads a list: management, where it may."""
    first = Department.MANAGEMENT if Department.MANAGEMENT in resource.readers else Department.ADMINISTRATION
    return DESKS[first]


def _address(action: Action[Any, Any]) -> str:
    if action.subject is None:
        return act_url(action.name)
    allowed = action.subject.life.origins(action.moves) if action.moves is not None else action.while_in
    rows = action.subject._default_manager.order_by("-pk")
    row = (rows.filter(Q(("state__in", list(allowed)))) if allowed else rows).first()
    return act_url(action.name, row) if row is not None else ""


def tell() -> None:
    """All of it, on the standard output."""
    discover()
    json.dump({"acts": acts(), "rows": rows(), "lists": lists(), "links": links()}, sys.stdout)

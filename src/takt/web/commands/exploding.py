"""`takt explode`: what an item, an order or all open orders need, down to the materials (III.3.1)."""

import argparse
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct import clock, reading
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.engine.errors import EngineError
from takt.web.commands.printing import Commands, add_by, add_json, reader, say, say_json, say_table
from takt.web.usage import UsageError

MOST_WEEKS = 520
SHOWN_ORDERS = 4


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("explode", help=_("what an item, an order or all open orders need"))
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("item", nargs="?", metavar=_("ITEM"), help=_("item number"))
    what.add_argument("--order", metavar=_("ORDER"), help=_("order number"))
    what.add_argument(
        "--all", action="store_true", help=_("all orders that are confirmed or approved and not yet planned")
    )
    command.add_argument("--quantity", default="1", metavar="N", help=_("of the item, in its unit (1)"))
    command.add_argument(
        "--weeks",
        type=int,
        default=0,
        metavar="N",
        help=_("in weeks from this one on, less what is free in stock and on its way"),
    )
    add_by(command, required=False)
    add_json(command)
    command.set_defaults(run=run_explode)


def run_explode(given: argparse.Namespace) -> int:
    """Print the requirements."""
    discover()
    reading.readable_rows(RESOURCES["bills"], reader(given))
    if not 0 <= given.weeks <= MOST_WEEKS:
        words = {"given": given.weeks, "most": MOST_WEEKS}
        raise UsageError(_("--weeks %(given)s: expected 0 to %(most)s") % words)
    try:
        found = _found(given)
    except EngineError as error:
        raise UsageError(_(error.sentence) % error.facts) from error
    if given.as_json:
        say_json(found)
    elif given.weeks:
        _say_weeks(found)
    else:
        _say_sums(found)
    return 0


def _found(given: argparse.Namespace) -> dict[str, Any]:
    # the engine brings its compiler along, which no other command waits for
    from takt.planning import requirements as planning  # noqa: PLC0415
    from takt.web.commands import requirements  # noqa: PLC0415

    factory = planning.the_factory()
    if given.item is not None:
        _refuse_unknown(given.item, {item.number for item in factory.items})
        wanted = [planning.Wanted("", given.item, clock.today(), _quantity(given.quantity))]
    else:
        wanted = planning.wanted_by(given.order) if given.order else planning.wanted_by_open_orders()
    if given.order and not wanted:
        raise UsageError(_("there is no order %(number)s") % {"number": given.order})
    if not given.weeks:
        return requirements.sums(factory, wanted)
    return requirements.by_week(factory, wanted, planning.this_monday(clock.today()), given.weeks)


def _refuse_unknown(number: str, known: set[str]) -> None:
    if number not in known:
        raise UsageError(_("there is no item %(number)s") % {"number": number})


def _quantity(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise UsageError(_("--quantity %(given)s: expected a number") % {"given": text}) from error
    return found


def _say_sums(found: dict[str, Any]) -> None:
    headings = [_("level"), _("item"), "", _("quantity"), _("unit"), _("orders")]
    say_table(
        [capfirst(h) for h in headings],
        [(i["level"], i["item"], i["name"], i["quantity"], i["unit"], _orders(i)) for i in found["items"]],
    )


def _say_weeks(found: dict[str, Any]) -> None:
    headings = [
        _("week"), _("item"), _("needed"), _("receipts"), _("left over"), _("to order"), _("too late"),
        _("to start"), _("unit"), _("orders"),
    ]  # fmt: skip
    rows = [
        (w["week"], i["item"], w["gross"], w["scheduled"], w["available"], w["planned"], w["late"], w["released"], i["unit"], _orders(w))
        for i in found["items"]
        for w in i["weeks"]
    ]  # fmt: skip
    say_table([capfirst(h) for h in headings], rows)
    if found["due_later"]:
        until = date.fromisoformat(found["until"]) - timedelta(days=1)
        words = {"count": found["due_later"], "until": until.isoformat()}
        say(_("%(count)s order lines are due after %(until)s and are not in it") % words)


def _orders(row: dict[str, Any]) -> str:
    shares = [f"{order or _('for stock')} {quantity}" for order, quantity in row["orders"].items()]
    more = len(shares) - SHOWN_ORDERS
    return ", ".join(shares[:SHOWN_ORDERS]) + (f", +{more}" if more > 0 else "")

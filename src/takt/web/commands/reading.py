"""`takt show`, `takt list`, `takt search`: what may be read, by the reader's right."""

import argparse
from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _

from takt.conduct import reading
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES
from takt.records.dossier import Dossier, dossier
from takt.records.search import search
from takt.web.commands.printing import Commands, add_by, add_json, reader, say, say_json, say_table
from takt.web.pages.names import deed_title
from takt.web.pages.shown import cell
from takt.web.pages.timeline import lines_of
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the commands."""
    show = commands.add_parser("show", help=_("everything about an order on one timeline"))
    show.add_argument("order", metavar=_("ORDER"), help=_("order number or id"))
    listing = commands.add_parser("list", help=_("rows of a list, newest first"))
    listing.add_argument("resource", metavar=_("LIST"), help=_("such as orders, items, shipments"))
    listing.add_argument("--search", default="", metavar=_("WORDS"))
    listing.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE")
    listing.add_argument("--limit", type=int, default=50, metavar="N")
    listing.add_argument("--cursor", default="", help=_("where the page before ended"))
    finding = commands.add_parser("search", help=_("find orders, customers and items"))
    finding.add_argument("words", nargs="+", metavar=_("WORDS"))
    for command, run in ((show, run_show), (listing, run_list), (finding, run_search)):
        add_by(command, required=False)
        add_json(command)
        command.set_defaults(run=run)


def run_show(given: argparse.Namespace) -> int:
    """Print the dossier."""
    discover()
    found = dossier(given.order, reader(given))
    if given.as_json:
        say_json(found.as_dict())
    else:
        _show(found)
    return 0


def _show(found: Dossier) -> None:
    order = found.order
    say(f"{order.number}  {order.get_state_display()}  {order.customer.name}")
    if found.sees_money:
        say(f"{_('amount with tax')}: {order.gross_amount} {order.currency}")
    if found.next is not None:
        say(
            f"{_('next')}: {found.next.department.label}: {deed_title(found.next.action)} ({found.next.action})"
        )
    say(f"{_('journal')}: {_('verified') if found.genuine else _('does not agree')}")
    say()
    say_table(
        ["#", _("item"), _("quantity"), _("requested")],
        [
            (x.position, f"{x.item.number} {x.item.name}", f"{x.quantity.normalize():f}", x.requested_date)
            for x in found.lines
        ],
    )
    say()
    for line in lines_of(found):
        who = f"  {line.who}" if line.who else ""
        state = f"  → {line.state}" if line.state else ""
        say(f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S}  {line.title}{state}  [{line.clause}]{who}")
        for note in (*line.notes, *(letter.text for letter in line.letters)):
            say(f"{'':21}{note}")


def run_list(given: argparse.Namespace) -> int:
    """Print a page of a list."""
    discover()
    if given.resource not in RESOURCES:
        raise UsageError(
            _("there is no list %(name)s; expected one of: %(known)s")
            % {"name": given.resource, "known": ", ".join(sorted(RESOURCES))}
        )
    resource = RESOURCES[given.resource]
    wrong = next((f for f in given.filter if "=" not in f), None)
    if wrong is not None:
        raise UsageError(_("--filter %(given)s: expected NAME=VALUE") % {"given": wrong})
    filters = dict(f.split("=", 1) for f in given.filter)
    page = reading.page(
        resource, reader(given), filters=filters, search=given.search, cursor=given.cursor, limit=given.limit
    )
    if given.as_json:
        say_json(
            {
                "rows": [reading.listed(resource, r, page.columns) for r in page.rows],
                "next": page.next_cursor or None,
            }
        )
        return 0
    say_table(
        [str(c.heading) for c in page.columns], [[cell(r, c).text for c in page.columns] for r in page.rows]
    )
    if page.next_cursor:
        say(f"--cursor {page.next_cursor}")
    return 0


def run_search(given: argparse.Namespace) -> int:
    """Print what was found."""
    discover()
    hits = search(" ".join(given.words), reader(given))
    if given.as_json:
        say_json([asdict(hit) for hit in hits])
    else:
        say_table([_("list"), _("number"), _("name")], [(h.resource, h.reference, h.title) for h in hits])
    return 0

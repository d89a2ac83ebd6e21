"""`takt inbox`: what waits for somebody, what they did, what they began, what they were told."""

import argparse

from django.utils.translation import gettext as _

from takt.conduct.clock import now
from takt.records.waiting.tabs import TABS, Asked, read
from takt.web.commands.printing import Commands, add_by, add_json, person, say, say_json, say_table
from takt.web.pages.inbox.rows import Row, row_of


def add(commands: Commands) -> None:
    """Declare the command."""
    inbox = commands.add_parser("inbox", help=_("what waits for somebody, the most urgent first"))
    inbox.add_argument("--tab", choices=TABS, default="waiting", help=_("waiting, done, started or copied"))
    inbox.add_argument("--action", default="", metavar=_("ACTION"), help=_("only this step"))
    inbox.add_argument("--search", default="", metavar=_("WORDS"))
    inbox.add_argument("--limit", type=int, default=50, metavar="N")
    inbox.add_argument("--cursor", default="", help=_("where the page before ended"))
    add_by(inbox, required=True)
    add_json(inbox)
    inbox.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print a page of the inbox."""
    reader = person(given.by)
    found = read(reader, Asked(given.tab, given.action, given.search, given.cursor, given.limit))
    if given.as_json:
        say_json(found.as_dict())
        return 0
    rows = [row_of(entry, now()) for entry in found.entries]
    if rows:
        say_table([_("step"), _("number"), _("customer"), _("when"), ""], [_line(row) for row in rows])
    else:
        say(_("Nothing waits.") if given.tab == "waiting" else _("Nothing here yet."))
    if found.next_cursor:
        say(f"--cursor {found.next_cursor}")
    return 0


def _line(row: Row) -> tuple[str, ...]:
    for_whom = [_("for %(name)s") % {"name": row.for_whom}] if row.for_whom else []
    told = [part for part in (row.text, row.tag, row.amount, *for_whom, *row.notes) if part]
    return row.title, row.number, row.customer, row.when, " · ".join(told)

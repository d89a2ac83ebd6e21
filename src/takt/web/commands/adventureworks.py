"""`takt adventureworks`: a bicycle maker's real orders through their whole life."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from takt.web.adventureworks import table
from takt.web.adventureworks.progress import Progress
from takt.web.adventureworks.reading import UnreadableTable
from takt.web.adventureworks.run import run
from takt.web.commands.printing import Commands, say_table
from takt.web.usage import UsageError

USUAL_ORDERS = 200
USUAL_HANDS = 2
MOST_HANDS = 32


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "adventureworks", help=_("take in a bicycle maker's data and lead its resellers' orders to the end")
    )
    command.add_argument("folder", type=Path, metavar=_("FOLDER"))
    command.add_argument(
        "--orders", type=int, default=USUAL_ORDERS, metavar="N", help=_("how many orders, oldest first")
    )
    command.add_argument(
        "--hands", type=int, default=USUAL_HANDS, metavar="N", help=_("how many orders live at the same time")
    )
    command.add_argument(
        "--deep",
        action="store_true",
        help=_("make the sub-assemblies of each order instead of taking them from stock"),
    )
    command.set_defaults(run=run_adventureworks)


def run_adventureworks(given: argparse.Namespace) -> int:
    """Lead the orders to their end and say what became of them; 1 when one could not go on."""
    if given.orders < 0:
        raise UsageError(_("--orders %(given)s: expected 0 or more") % {"given": given.orders})
    if not 1 <= given.hands <= MOST_HANDS:
        words = {"given": given.hands, "most": MOST_HANDS}
        raise UsageError(_("--hands %(given)s: expected 1 to %(most)s") % words)
    try:
        found = run(given.folder, given.orders, Progress(sys.stderr), given.hands, deep=given.deep)
    except UnreadableTable as error:
        raise UsageError(str(error)) from error
    say_table((_("what"), _("which"), _("how many")), list(table.rows(found)))
    return 1 if found.stuck else 0

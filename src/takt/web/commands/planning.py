"""`takt load` and `takt shortages`: how full the floor is, and what material is short."""

import argparse
import json

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.discover import discover
from takt.planning.shortages import Supply
from takt.web.commands.printing import Commands, add_by, add_json, reader, say, say_table
from takt.web.rest.planning import load_as_plain, shortages_as_plain


def add(commands: Commands) -> None:
    """Declare the commands."""
    load = commands.add_parser("load", help=_("load of the work centres, week by week"))
    load.add_argument("--work-center", default="", metavar=_("CODE"), help=_("only this work centre"))
    short = commands.add_parser("shortages", help=_("material that is short, and who supplies it"))
    short.add_argument("--item", default="", metavar=_("NUMBER"), help=_("only this item"))
    for command, run in ((load, run_load), (short, run_shortages)):
        add_by(command, required=False)
        add_json(command)
        command.set_defaults(run=run)


def run_load(given: argparse.Namespace) -> int:
    """Print a line for each work centre, a column for each week."""
    discover()
    found = load_as_plain(reader(given))
    rows = [w for w in found if given.work_center in ("", w["work_center"])]
    if given.as_json:
        say(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    weeks = list(dict.fromkeys(w["week"] for w in rows))
    centers = list(dict.fromkeys(w["work_center"] for w in rows))
    shares = {(w["work_center"], w["week"]): w["share"] for w in rows}
    say_table(
        [_("work centre"), *weeks],
        [[c, *("–" if shares[c, w] is None else f"{shares[c, w]:.0%}" for w in weeks)] for c in centers],
    )
    return 0


def run_shortages(given: argparse.Namespace) -> int:
    """Print what is short, the soonest needed first."""
    discover()
    found = shortages_as_plain(reader(given), given.item)
    if given.as_json:
        say(json.dumps(found, ensure_ascii=False, indent=2))
    elif not found:
        say(_("Nothing is short"))
    else:
        headings = [
            _("item"), _("order"), _("needed"), _("missing"), _("supplier"), _("comes"), _("state"),
        ]  # fmt: skip
        say_table([capfirst(h) for h in headings], [_line(s) for s in found])
    return 0


def _line(short: dict[str, object]) -> list[object]:
    return [
        short["item"],
        short["order"],
        str(short["needed_at"])[:10],
        f"{short['missing']} {short['unit']}",
        short["supplier"],
        short["due"] or "",
        str(Supply(str(short["supply"])).label),
    ]

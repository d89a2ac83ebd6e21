"""`takt demo`: a small factory with orders in every state, to try Takt with; and how to sign in to it."""

import argparse
import os
import sys
from collections.abc import Sequence

from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.web.commands.ground import migrate
from takt.web.commands.printing import Commands, say, say_table
from takt.web.demo.resetting import empty, is_demonstration
from takt.web.demo.setting_up import ORDERS, SignIn, prepare, sign_ins
from takt.web.demo.stories import STORIES
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "demo", help=_("set up a factory to try Takt with, where nobody works yet; say how to sign in")
    )
    command.add_argument(
        "--reset", action="store_true", help=_("empty the demonstration's database and set it up anew")
    )
    command.add_argument("--yes", action="store_true", help=_("with --reset: everything in it may go"))
    command.add_argument(
        "--orders",
        type=int,
        default=ORDERS,
        help=_("how many orders (%(count)s unless told)") % {"count": ORDERS},
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Set it up, unless people work here already; 1 when those are a company's own."""
    if given.orders < len(STORIES):
        words = {"given": given.orders, "least": len(STORIES)}
        raise UsageError(
            _("--orders %(given)s: expected at least %(least)s, the orders under way today") % words
        )
    if given.reset and (code := _reset(sure=given.yes)) != 0:
        return code
    found = prepare(_progress, given.orders)
    if not found:
        sys.stderr.write(f"takt: {_('people work here already, so no demonstration is set up')}\n")
        return 1
    tell(found)
    return 0


def _reset(*, sure: bool) -> int:
    if not is_demonstration():
        sys.stderr.write(f"takt: {_('this is no demonstration, so nothing is emptied')}\n")
        return 1
    if not sure:
        raise UsageError(_("--reset empties the database with all that was tried in it: say --yes as well"))
    empty()
    return migrate()


def people_to_try() -> list[SignIn]:
    """For `takt run`: the demonstration's people, set up first where nobody works yet (not with TAKT_DEMO=0)."""
    return sign_ins() if os.environ.get("TAKT_DEMO", "1") == "0" else prepare(_progress)


def tell(found: Sequence[SignIn]) -> None:
    """Who may sign in, and the one password."""
    if not found:
        return
    say_table((_("sign in as"), _("name"), _("department")), [(s.login, s.name, _role(s)) for s in found])
    say(_("password of all of them: %(password)s") % {"password": found[0].password})


def _role(one: SignIn) -> str:
    label = str(Department(one.department).label)
    return _("head of %(department)s") % {"department": label} if one.head else label


def _progress(stage: str) -> None:
    sys.stderr.write(f"  {stage}\n")

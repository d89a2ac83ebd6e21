"""`takt demo`: a small factory with orders in every state, to try Takt with; and how to sign in to it."""

import argparse
import os
import sys
from collections.abc import Sequence

from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.web.commands.printing import Commands, say, say_table
from takt.web.demo.setting_up import SignIn, prepare, sign_ins


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "demo", help=_("set up a factory to try Takt with, where nobody works yet; say how to sign in")
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Set it up, unless people work here already; 1 when those are a company's own."""
    found = prepare(_progress)
    if not found:
        sys.stderr.write(f"takt: {_('people work here already, so no demonstration is set up')}\n")
        return 1
    tell(found)
    return 0


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

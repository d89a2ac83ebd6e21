"""`takt do`: any action, by a person."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.action import ACTIONS, Action
from takt.conduct.discover import discover
from takt.conduct.requests import perform
from takt.web.commands.printing import Commands, add_by, person, say_json
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the command."""
    do = commands.add_parser("do", help=_("do an action"))
    do.add_argument(
        "action", metavar=_("ACTION"), help=_("its name, such as orders.confirm (see takt actions)")
    )
    do.add_argument("subject", metavar=_("SUBJECT"), nargs="?", help=_("number or id of what is acted on"))
    add_by(do, required=True)
    do.add_argument(
        "--json",
        dest="arguments",
        metavar=_("ARGUMENTS"),
        default="{}",
        help=_("a JSON object; @FILE reads it from a file, - from standard input"),
    )
    do.add_argument(
        "--seen", type=int, metavar=_("VERSION"), help=_("the version that was seen; another one is refused")
    )
    do.add_argument(
        "--key", default="", metavar=_("KEY"), help=_("idempotency key: the same request is done once")
    )
    do.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Do it and say what came of it."""
    action = action_named(given.action)
    if (action.subject is None) != (given.subject is None):
        expectation = (
            _("no subject")
            if action.subject is None
            else _("the number or id of: %(kind)s") % {"kind": action.subject._meta.verbose_name}
        )
        raise UsageError(
            _("%(action)s expects %(expectation)s") % {"action": action.name, "expectation": expectation}
        )
    outcome = perform(
        action,
        given.subject,
        person(given.by),
        _object(given.arguments),
        version=given.seen,
        key=given.key,
        via="command line",
    )
    say_json(outcome.as_dict())
    return 0


def action_named(name: str) -> Action[Any, Any]:
    """The action of a name, or of a stem that only one folder has. Raises UsageError."""
    discover()
    found = [a for a in ACTIONS.values() if name in (a.name, a.stem)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(a.name for a in found) or "takt actions"
    raise UsageError(_("there is no one action %(name)s (see: %(known)s)") % {"name": name, "known": known})


def _object(text: str) -> Mapping[str, Any]:
    try:
        if text == "-":
            text = sys.stdin.read()
        elif text.startswith("@"):
            text = Path(text[1:]).read_text(encoding="utf-8")
        value = json.loads(text)
    except ValueError as error:
        raise UsageError(_("--json: %(error)s; expected a JSON object") % {"error": error}) from error
    if not isinstance(value, dict):
        raise UsageError(_("--json: expected a JSON object"))
    return value

"""`takt b2mml`: the schedule in force for line scheduling systems, and what they send back."""

import argparse
import base64
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.requests import perform
from takt.exchange.lines import FORMATS
from takt.web.commands.printing import Commands, add_by, person, reader, say_json
from takt.web.rest.lines import schedule_message
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the commands."""
    b2mml = commands.add_parser("b2mml", help=_("exchange schedules with line scheduling systems"))
    parts = b2mml.add_subparsers(metavar=_("COMMAND"), required=True)
    export = parts.add_parser("export", help=_("the schedule in force as a message"))
    export.add_argument("--format", default="work-schedule", choices=list(FORMATS), help=_("its format"))
    export.add_argument("--work-center", default="", metavar=_("CODE"), help=_("only this work centre"))
    export.add_argument(
        "--output", default="-", metavar=_("FILE"), help=_("where to (default: standard output)")
    )
    add_by(export, required=False)
    export.set_defaults(run=run_export)
    take_in = parts.add_parser("import", help=_("a line system's schedule becomes a proposal"))
    take_in.add_argument("file", metavar=_("FILE"), help=_("B2MML 7, JSON or CSV"))
    take_in.add_argument(
        "--key", default="", metavar=_("KEY"), help=_("idempotency key: the same request is done once")
    )
    add_by(take_in, required=True)
    take_in.set_defaults(run=run_import)


def run_export(given: argparse.Namespace) -> int:
    """Write the message."""
    discover()
    _name, content = schedule_message(reader(given), given.format, given.work_center)
    if given.output == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(given.output).write_bytes(content)
    except OSError as problem:
        raise UsageError(
            _("--output %(file)s: %(problem)s") % {"file": given.output, "problem": problem.strerror}
        ) from problem
    return 0


def run_import(given: argparse.Namespace) -> int:
    """Take the message in and say what came of it."""
    discover()
    try:
        content = Path(given.file).read_bytes()
    except OSError as problem:
        raise UsageError(
            _("%(file)s: %(problem)s") % {"file": given.file, "problem": problem.strerror}
        ) from problem
    arguments = {"filename": Path(given.file).name, "content": base64.b64encode(content).decode()}
    action = ACTIONS["planning.import_schedule"]
    say_json(perform(action, None, person(given.by), arguments, key=given.key, via="command line").as_dict())
    return 0

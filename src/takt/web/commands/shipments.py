"""`takt slip`: the packing slip of a shipment."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from takt.conduct.discover import discover
from takt.delivery.documents import packing_slip
from takt.web.commands.printing import Commands, add_by, reader, say
from takt.web.rest.shipments import checked_language, shipment_for
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("slip", help=_("the packing slip of a shipment, as a PDF"))
    command.add_argument("shipment", metavar=_("SHIPMENT"), help=_("shipment number or id"))
    command.add_argument(
        "--language", default="", metavar="zh-hans|en", help=_("its language (default: the customer's)")
    )
    command.add_argument(
        "--output", default="", metavar=_("FILE"), help=_("where to (default: packing-slip-NUMBER.pdf here)")
    )
    add_by(command, required=False)
    command.set_defaults(run=run_slip)


def run_slip(given: argparse.Namespace) -> int:
    """Write the PDF and say where."""
    discover()
    shipment = shipment_for(reader(given), given.shipment)
    name, content = packing_slip(shipment, checked_language(given.language))
    path = Path(given.output or name)
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise UsageError(
            _("--output %(file)s: %(problem)s") % {"file": path, "problem": problem.strerror}
        ) from problem
    say(str(path))
    return 0

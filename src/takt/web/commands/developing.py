"""`takt messages`, `takt document`: what the repository keeps that is made from the code."""

import argparse

from django.utils.translation import gettext as _

from takt.web import documentation
from takt.web.commands.printing import Commands, say
from takt.web.messages import unfinished, update_catalogue


def add(commands: Commands) -> None:
    """Declare the commands."""
    messages = commands.add_parser(
        "messages", help=_("bring the catalogue of translations up to date (development)")
    )
    messages.add_argument(
        "--check", action="store_true", help=_("change nothing; exit code 1 when something is not translated")
    )
    messages.set_defaults(run=run_messages, needs_tables=False)
    document = commands.add_parser(
        "document", help=_("write the pages of docs/ that are made from the code (development)")
    )
    document.set_defaults(run=run_document, needs_tables=False)


def run_messages(given: argparse.Namespace) -> int:
    """Update the catalogue, or say what is not translated."""
    if given.check:
        found = unfinished()
        for entry in found:
            say(entry)
        return 1 if found else 0
    count = update_catalogue()
    say(
        _("%(count)s sentences, %(open)s of them not translated")
        % {"count": count, "open": len(unfinished())}
    )
    return 0


def run_document(given: argparse.Namespace) -> int:
    """Write the documents."""
    for name in documentation.write():
        say(name)
    return 0

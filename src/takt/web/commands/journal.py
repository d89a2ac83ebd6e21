"""`takt verify`, `takt seal`, `takt journal export`: the journal proved."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from takt.conduct import keys, verify
from takt.conduct.actions.seal import seal
from takt.conduct.models import Seal
from takt.conduct.seals import the_ledger
from takt.web.commands.printing import Commands, add_by, add_json, person, say, say_json


def add(commands: Commands) -> None:
    """Declare the commands."""
    verifying = commands.add_parser(
        "verify", help=_("recompute every chain and seal; name the first row that is wrong")
    )
    add_json(verifying)
    verifying.set_defaults(run=run_verify)
    sealing = commands.add_parser("seal", help=_("close all chains of the journal into one signed root"))
    add_by(sealing, required=False)
    sealing.set_defaults(run=run_seal)
    journal = commands.add_parser("journal", help=_("the journal as a file")).add_subparsers(required=True)
    export = journal.add_parser("export", help=_("write the journal for the offline verifier"))
    export.add_argument("file", type=Path, metavar=_("FILE"))
    export.set_defaults(run=run_export)


def run_verify(given: argparse.Namespace) -> int:
    """Verify everything; exit code 1 when something is wrong."""
    verdict = verify.run()
    if given.as_json:
        say_json(verdict)
    else:
        for wrong in verdict.wrong:
            say(f"✗ {wrong}")
        counts = {
            "entries": verdict.entries,
            "chains": verdict.chains,
            "seals": verdict.seals,
            "seconds": f"{verdict.seconds:.1f}",
        }
        say(_("%(entries)s entries, %(chains)s chains, %(seals)s seals in %(seconds)s s") % counts)
        say(_("something is wrong") if verdict.wrong else _("all is right"))
    return 1 if verdict.wrong else 0


def run_seal(given: argparse.Namespace) -> int:
    """Seal the journal, and say what an auditor notes."""
    number = seal(the_ledger(), by=person(given.by))
    say(_("seal %(number)s") % {"number": number})
    say(_("hash: %(hash)s") % {"hash": bytes(Seal.objects.get(number=number).hash).hex()})
    say(_("public key: %(key)s") % {"key": keys.public_key().hex()})
    return 0


def run_export(given: argparse.Namespace) -> int:
    """Write the journal."""
    with given.file.open("w", encoding="utf-8") as file:
        count = verify.export(file)
    say(_("%(count)s entries in %(file)s") % {"count": count, "file": given.file})
    return 0

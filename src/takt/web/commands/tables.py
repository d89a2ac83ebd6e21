"""`takt import`, `takt export`, `takt template`: Excel and CSV."""

import argparse
import sys
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takt.conduct import imports
from takt.conduct.discover import discover
from takt.conduct.imports import IMPORTS, ImportKind
from takt.conduct.refusals import Refused
from takt.factory.importing import run_import
from takt.web.commands.printing import Commands, add_by, add_json, person, say, say_json
from takt.web.rest.files import as_plain
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the commands."""
    taking = commands.add_parser("import", help=_("take in an Excel or CSV file, whole or not at all"))
    taking.add_argument("kind", metavar=_("KIND"))
    taking.add_argument("file", type=Path, metavar=_("FILE"))
    taking.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    add_by(taking, required=True)
    add_json(taking)
    taking.set_defaults(run=run_taking)
    for name, words, run in (
        ("export", _("write all rows of a kind"), run_export),
        ("template", _("write an empty workbook to fill in"), run_template),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("kind", metavar=_("KIND"))
        command.add_argument(
            "file",
            type=Path,
            nargs="?",
            metavar=_("FILE"),
            help=_("its ending (.xlsx, .csv) says the format; without one: KIND.xlsx"),
        )
        command.set_defaults(run=run)


def run_taking(given: argparse.Namespace) -> int:
    """Take in a file."""
    kind = _kind(given.kind)
    result = run_import(
        kind.name,
        given.file.read_bytes(),
        given.file.name,
        person(given.by),
        dry_run=given.dry_run,
        via="command line",
    )
    if result.faults and not given.as_json:
        raise Refused(result.faults)
    if given.as_json:
        say_json(as_plain(result))
    else:
        words = _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged") % {
            "new": result.new,
            "changed": result.changed,
            "unchanged": result.unchanged,
        }
        say(f"{words} {_('(rehearsed, nothing kept)')}" if result.rehearsed else words)
    return 1 if result.faults else 0


def run_export(given: argparse.Namespace) -> int:
    """Write all rows of a kind."""
    kind = _kind(given.kind)
    target = given.file or Path(f"{kind.name}.xlsx")
    return _write(
        target,
        imports.export(kind, get_language() or "en", "csv" if target.suffix.lower() == ".csv" else "xlsx"),
    )


def run_template(given: argparse.Namespace) -> int:
    """Write an empty workbook."""
    kind = _kind(given.kind)
    return _write(
        given.file or Path(f"{kind.name}-template.xlsx"), imports.template(kind, get_language() or "en")
    )


def _write(target: Path, content: bytes) -> int:
    if str(target) == "-":
        sys.stdout.buffer.write(content)
    else:
        target.write_bytes(content)
        say(str(target))
    return 0


def _kind(name: str) -> ImportKind:
    discover()
    if name not in IMPORTS:
        known = ", ".join(kind.name for kind in imports.in_order())
        raise UsageError(
            _("there is no kind %(name)s; expected one of: %(known)s") % {"name": name, "known": known}
        )
    return IMPORTS[name]

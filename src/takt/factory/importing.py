"""Import a file through the door, or rehearse it: done in full, counted, and undone."""

import base64
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.factory.actions.import_table import import_table
from takt.factory.models import FileImport
from takt.factory.refusals import ImportFault


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of a file: rows by outcome, or the faults for which nothing was taken.

    `number` names the act in the records; a rehearsal has none.
    """

    kind: str
    filename: str
    rehearsed: bool
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    number: str = ""
    faults: tuple[ImportFault, ...] = ()


def run_import(
    kind: str, data: bytes, filename: str, by: Person, *, dry_run: bool = False, key: str = "", via: str = ""
) -> ImportResult:
    """Take in a file of a kind in `takt.conduct.imports.IMPORTS`, whole or not at all.

    `dry_run` does the same acts and undoes them, so that its verdict is the true one. What is wrong with the
    file is in `faults`; refused (raised) is only what concerns the act: NotYourDepartment, Unknown kind.
    """
    content = base64.b64encode(data).decode()
    given: dict[str, Any] = {"by": by, "kind": kind, "filename": filename[:200], "content": content}
    try:
        done = _rehearse(given) if dry_run else import_table.seen(key=key, via=via)(**given)
    except Refused as refused:
        faults = tuple(r for r in refused.refusals if isinstance(r, ImportFault))
        if len(faults) != len(refused.refusals):
            raise
        return ImportResult(kind, filename, dry_run, faults=faults)
    number = "" if dry_run else done.number
    return ImportResult(kind, filename, dry_run, done.new, done.changed, done.unchanged, number)


def _rehearse(given: dict[str, Any]) -> FileImport:
    with transaction.atomic():
        done = import_table(**given)
        transaction.set_rollback(True)
    return done

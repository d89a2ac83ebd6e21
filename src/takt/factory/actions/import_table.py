"""IV: a file of standards, stock or orders is taken in, whole or not at all."""

import base64
import hashlib
from typing import Annotated, Any

from django.utils.translation import gettext
from pydantic import StringConstraints

from takt.conduct import numbers
from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.door import now
from takt.conduct.imports import IMPORTS, RowFault, Stopped, Tally, read_file
from takt.conduct.refusals import InvalidInput, Refused, Unknown, refuse
from takt.conduct.shapes import Code, Name
from takt.departments.models import Person
from takt.exchange.tables import MAX_BYTES
from takt.factory.models import FileImport
from takt.factory.refusals import ImportFault

SHOWN_FAULTS = 500

Content = Annotated[str, StringConstraints(max_length=MAX_BYTES * 4 // 3 + 4)]
"""A file's bytes in base64."""


def read(kind: str, filename: str, content: str) -> dict[str, Any]:
    """Read the file before the transaction opens. Refused: Unknown (kind), InvalidInput, every ImportFault."""
    if kind not in IMPORTS:
        raise refuse(Unknown(reference=kind, where="kind", kind="import"))
    try:
        data = base64.b64decode(content, validate=True)
    except ValueError as error:
        raise refuse(
            InvalidInput(given=filename, where="content", expectation=gettext("the file in base64"))
        ) from error
    rows, columns, faults = read_file(IMPORTS[kind], data, filename)
    _refuse(faults)
    return {"rows": rows, "columns": columns, "sha256": hashlib.sha256(data).hexdigest()}


@action("IV", by=(*INTERNAL, Department.SYSTEM), sensitive=("content",), prepare=read)
def import_table(*, by: Person, kind: Code, filename: Name, content: Content, prepared: Any) -> FileImport:
    """Take in an Excel or CSV file (base64), whole or not at all; rows that say nothing new change nothing."""
    tally = Tally(columns=prepared["columns"])
    try:
        IMPORTS[kind].take_in(tally, prepared["rows"], by)
    except Stopped:
        _refuse(tally.faults)
    _refuse(tally.faults)
    return FileImport.objects.create(
        number=numbers.take("IM"),
        kind=kind,
        filename=filename,
        sha256=prepared["sha256"],
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        imported_by=by,
        imported_at=now(),
    )


def _refuse(faults: list[RowFault]) -> None:
    if faults:
        shown = sorted(faults, key=lambda f: (f.row, f.column))[:SHOWN_FAULTS]
        raise Refused(
            ImportFault(given=f.value, row=f.row, column=f.column, reason=f.sentence) for f in shown
        )

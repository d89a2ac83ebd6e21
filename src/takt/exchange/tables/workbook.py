"""Excel workbooks (.xlsx): bytes to a grid of raw cells."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from python_calamine import CalamineError, load_workbook

from takt.exchange.tables.columns import Sheet
from takt.exchange.tables.limits import MAX_UNPACKED_BYTES
from takt.exchange.tables.rows import EPOCH_1900, EPOCH_1904, Cell, Conventions, Grid
from takt.exchange.tables.sentences import FileError
from takt.exchange.tables.workbook_scan import WorksheetScan, elements, shared_text_lengths

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED_TEXTS = "xl/sharedStrings.xml"
_NEEDED = frozenset(
    {_WORKBOOK, _RELATIONS, _SHARED_TEXTS, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"}
)
_WORKSHEETS = "xl/worksheets/"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    KeyError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Worksheet:
    name: str
    part: str
    visible: bool


def grid_of_workbook(data: bytes, sheet: Sheet, zone: tzinfo) -> Grid:
    """The worksheet that bears the sheet's name, or else the first visible one. Raises `FileError`."""
    parts = _parts(data)
    try:
        worksheet = _choose(_worksheets(parts), sheet)
        scan = WorksheetScan(shared_text_lengths(parts[_SHARED_TEXTS]) if _SHARED_TEXTS in parts else [])
        flaws = scan.over(parts[worksheet.part])
        properties = elements(parts[_WORKBOOK], "workbookPr")
    except KeyError:
        raise FileError("file_unreadable") from None
    is_1904 = any(entry.get("date1904") in {"1", "true"} for entry in properties)
    conventions = Conventions(epoch=EPOCH_1904 if is_1904 else EPOCH_1900, zone=zone)
    return Grid(_cells(_repacked(parts), worksheet.name), conventions, flaws)


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts that a reader needs, unpacked within the limit; pictures, macros and the rest stay out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive)
            wanted = {name for name in archive.namelist() if name in _NEEDED or name.startswith(_WORKSHEETS)}
            # Reading stops at the declared size and then compares the checksum, so a false size is damage.
            return {name: archive.read(name) for name in sorted(wanted) if name.endswith((".xml", ".rels"))}
    except FileError:
        raise
    except _DAMAGE as problem:
        raise FileError("file_unreadable") from problem


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise FileError("file_unpacks_too_large", limit=MAX_UNPACKED_BYTES)


def _worksheets(parts: Mapping[str, bytes]) -> list[_Worksheet]:
    targets = {
        entry.get("Id", ""): entry.get("Target", "") for entry in elements(parts[_RELATIONS], "Relationship")
    }
    found = []
    for entry in elements(parts[_WORKBOOK], "sheet"):
        part = "xl/" + targets.get(entry.get("id", ""), "").removeprefix("/").removeprefix("xl/")
        if part.startswith(_WORKSHEETS):
            found.append(_Worksheet(entry.get("name", ""), part, entry.get("state", "visible") == "visible"))
    if not found or len({worksheet.name for worksheet in found}) != len(found):
        raise FileError("file_unreadable")
    return found


def _choose(worksheets: list[_Worksheet], sheet: Sheet) -> _Worksheet:
    names = {name.casefold() for name in (sheet.name, sheet.zh, sheet.en) if name}
    by_name = [worksheet for worksheet in worksheets if worksheet.name.strip().casefold() in names]
    visible = [worksheet for worksheet in worksheets if worksheet.visible]
    return (by_name or visible or worksheets)[0]


def _repacked(parts: Mapping[str, bytes]) -> bytes:
    """A workbook of only what was examined, so that the reader sees what we saw."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _cells(data: bytes, name: str) -> list[tuple[int, list[Cell]]]:
    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, OverflowError) as problem:
        raise FileError("file_unreadable") from problem
    except BaseException as problem:
        # A panic of the reader's Rust code derives from BaseException; anything else is not ours to keep.
        if type(problem).__name__ != "PanicException":
            raise
        raise FileError("file_unreadable") from problem
    return [(number, list(row)) for number, row in enumerate(rows, start=1)]

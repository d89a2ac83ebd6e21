"""A look at a workbook's XML before it is read: how far it reaches, which cells hold formulas or errors.

The reading library keeps a sheet as a full rectangle and gives neither formulas nor errors. A stranger's file
with one cell in the last corner, or one long shared text named by a million cells, must not fill the memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pyexpat import XMLParserType
from xml.parsers.expat import ExpatError, ParserCreate

from takt.exchange.tables.limits import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES
from takt.exchange.tables.sentences import FileError

_CONTENT = frozenset({"v", "f", "is"})


def _run(parser: XMLParserType, data: bytes) -> None:
    def refuse_doctype(*_: object) -> None:
        raise FileError("file_unreadable")

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as problem:
        if isinstance(problem, FileError):
            raise
        raise FileError("file_unreadable") from problem


def elements(data: bytes, name: str) -> list[dict[str, str]]:
    """The attributes (without prefixes) of every element of this name."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append({key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser = ParserCreate()
    parser.StartElementHandler = start
    _run(parser, data)
    return found


def shared_text_lengths(data: bytes) -> list[int]:
    """How many characters each shared text has."""
    lengths: list[int] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def characters(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    parser = ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, characters
    _run(parser, data)
    return lengths


def cell_position(reference: str) -> tuple[int, int]:
    """Row number (from 1) and column index (from 0) of a reference such as B7."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    if not letters or not letters.isascii() or not letters.isupper() or len(letters) > 3:
        raise FileError("file_unreadable")
    return int(reference[len(letters) :] or "0"), column - 1


@dataclass
class WorksheetScan:
    """Goes once over a worksheet; refuses it when it reaches too far, and remembers its flawed cells."""

    shared_lengths: list[int]
    flaws: dict[tuple[int, int], str] = field(default_factory=dict)
    row: int = 0
    column: int = -1
    characters: int = 0
    _type: str = ""
    _index: str | None = None

    def over(self, data: bytes) -> Mapping[tuple[int, int], str]:
        """The flaws, by row number and column index: "formula" or "cell_error"."""
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        _run(parser, data)
        return self.flaws

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = -1
        elif name == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = cell_position(attributes["r"])
            self._type = attributes.get("t", "")
        elif name in _CONTENT:
            self._content(name)

    def _content(self, name: str) -> None:
        if self.row > MAX_ROWS + 1:
            raise FileError("too_many_rows", limit=MAX_ROWS)
        if self.column >= MAX_COLUMNS:
            raise FileError("too_many_columns", limit=MAX_COLUMNS)
        if name == "f":
            self.flaws[self.row, self.column] = "formula"
        elif self._type == "e":
            self.flaws.setdefault((self.row, self.column), "cell_error")
        elif self._type == "s" and name == "v":
            self._index = ""

    def _text(self, text: str) -> None:
        if self._index is not None:
            self._index += text

    def _end(self, _tag: str) -> None:
        if self._index is None:
            return
        # An index that is not a number or not there is an IndexError or ValueError: the file is damaged.
        self.characters += self.shared_lengths[int(self._index)]
        self._index = None
        if self.characters > MAX_UNPACKED_BYTES:
            raise FileError("file_unpacks_too_large", limit=MAX_UNPACKED_BYTES)

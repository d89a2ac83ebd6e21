"""Why a file, a header or a cell was not understood: a code with its facts, and the sentence for people.

The English sentences are the msgids. `SENTENCES` lists all of them for the catalogue of translations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from takt.exchange.errors import ExchangeError

PROBLEMS = {
    "file_empty": "The file is empty.",
    "file_too_large": "The file has {size} bytes; at most {limit} bytes are read.",
    "file_unpacks_too_large": "The workbook unpacks to more than {limit} bytes and is not read.",
    "file_unreadable": "The file cannot be read as an Excel workbook (.xlsx); it is damaged or protected.",
    "file_old_excel": "The file is an old or encrypted Excel workbook; save it as .xlsx without a password.",
    "file_encoding": "The text file is neither UTF-8 nor GB18030; save it as CSV UTF-8.",
    "file_quotes": "Row {row}: the quotation marks do not match; the rest of the file was not read.",
    "too_many_rows": "The file has more than {limit} rows; split it.",
    "too_many_columns": "The file has more than {limit} columns.",
    "header_missing": "The file has no header row; expected: {expectation}.",
    "column_missing": "The column “{column}” is missing; expected: {expectation}.",
    "column_unknown": "The column “{value}” is not known; expected: {expectation}.",
    "column_twice": "The column “{column}” stands twice in the header, as “{value}” and as “{other}”.",
    "column_unit": "The column “{value}” has another unit; expected: {expectation}.",
    "cell_without_title": "Row {row}: “{value}” stands in a column without a title; expected: {expectation}.",
    "required": "Row {row}, column “{column}” is empty; expected: {expectation}.",
    "invalid": "Row {row}, column “{column}”: “{value}” is not valid; expected: {expectation}.",
    "formula": "Row {row}, column “{column}” holds a formula; expected: {expectation}.",
    "cell_error": "Row {row}, column “{column}” holds an Excel error; expected: {expectation}.",
    "duplicate_key": "Row {row}: {column} “{value}” stands in row {other} already; expected: {expectation}.",
}
EXPECTATIONS = {
    "titles": "one of the titles {titles}",
    "text": "text of at most {max_length} characters",
    "plain_text": "text without control characters",
    "text_format": "text; format the cell as text and type the value again",
    "integer": "a whole number of at most {digits} digits",
    "decimal": "a number of at most {digits} digits, {places} of them after the decimal point",
    "decimal_point": "a number with a decimal point; a comma is ambiguous in this file",
    "minimum": "at least {minimum}",
    "maximum": "at most {maximum}",
    "date": "a date such as 2026-12-31",
    "datetime": "a date and time such as 2026-12-31 16:30",
    "boolean": "yes or no",
    "choice": "one of {choices}",
    "duration": "whole minutes such as 90, or hours and minutes such as 1:30",
    "value": "a typed value; paste it as a value",
    "unique": "each key once",
}

SENTENCES: tuple[str, ...] = (*PROBLEMS.values(), *EXPECTATIONS.values())

_SHOWN_CHARACTERS = 60


def shown(value: object) -> str:
    """A value short enough to stand in a sentence, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that was not understood.

    `row` is the row's number in the file (0: the file as a whole), `column` the column's name, `label` its
    title as the file has it, `code` a key of `PROBLEMS`, `expectation` a key of `EXPECTATIONS` (or empty),
    `details` the facts that both sentences name.
    """

    row: int
    column: str
    value: str
    code: str
    expectation: str = ""
    label: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The error as a sentence; `translate` maps an English msgid to the reader's language."""
        facts: dict[str, str | int] = {"row": self.row, "column": self.label or self.column, **self.details}
        facts["value"] = shown(self.value)
        if self.expectation:
            facts["expectation"] = translate(EXPECTATIONS[self.expectation]).format(**facts)
        return translate(PROBLEMS[self.code]).format(**facts)


class FileError(ExchangeError):
    """The file as a whole is not read; carries the one error that says why."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.error = RowError(row=0, column="", value="", code=code, details=details)


class CellError(ExchangeError):
    """A cell does not hold what its column expects."""

    def __init__(self, expectation: str, code: str = "invalid", **details: str | int) -> None:
        super().__init__(expectation)
        self.code = code
        self.expectation = expectation
        self.details = details

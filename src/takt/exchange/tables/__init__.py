"""Tables as Excel workbooks and CSV files: declare a `Sheet`, then read, write, or give a template."""

from takt.exchange.tables.columns import Choice, Column, Kind, Sheet
from takt.exchange.tables.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES
from takt.exchange.tables.neutral import neutralise, restore
from takt.exchange.tables.reading import cells, read
from takt.exchange.tables.rows import Reading, Row
from takt.exchange.tables.sentences import SENTENCES, RowError
from takt.exchange.tables.template import template
from takt.exchange.tables.writing import write_csv, write_xlsx

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "SENTENCES",
    "Choice",
    "Column",
    "Kind",
    "Reading",
    "Row",
    "RowError",
    "Sheet",
    "cells",
    "neutralise",
    "read",
    "restore",
    "template",
    "write_csv",
    "write_xlsx",
]

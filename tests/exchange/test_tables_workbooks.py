"""What is particular to Excel workbooks: formulas, errors, number cells, and files made to do harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the library ships no types
from python_calamine import load_workbook
from tests.exchange.sheets import FIELDS, LINES

from takt.exchange.errors import ExchangeError
from takt.exchange.tables import MAX_ROWS, MAX_UNPACKED_BYTES, Reading, read, template, write_csv, write_xlsx


def workbook(fill: Callable[[Any, Any], None], header: tuple[str, ...], name: str = "Sheet1") -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        page = book.add_worksheet(name)
        page.write_row(0, 0, header)
        fill(book, page)
    return packed.getvalue()


def reading_of(fill: Callable[[Any, Any], None], *header: str) -> Reading:
    return read(workbook(fill, header), "lines.xlsx", LINES)


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return packed.getvalue()


def simple() -> bytes:
    return workbook(lambda _book, page: page.write_row(1, 0, ["A", 1]), ("item", "quantity"))


def the_code(data: bytes) -> str:
    (error,) = read(data, "lines.xlsx", LINES).errors
    return error.code


def test_formulas_and_errors_are_named_with_their_cells() -> None:
    def fill(_book: Any, page: Any) -> None:
        page.write_row(1, 0, ["A", 1])
        page.write_string(2, 0, "B")
        page.write_formula(2, 1, "=B2*2", None, 2)
        page.write_string(3, 0, "C")
        page.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    reading = reading_of(fill, "item", "quantity")
    assert [(error.row, error.column, error.code) for error in reading.errors] == [
        (3, "quantity", "formula"),
        (4, "quantity", "formula"),
    ]


def test_an_error_value_is_not_read_as_an_empty_cell() -> None:
    data = workbook(lambda _book, page: page.write_row(1, 0, ["A", 1, 7]), ("item", "quantity", "position"))
    data = changed(data, "xl/worksheets/sheet1.xml", b'<c r="C2"><v>7</v>', b'<c r="C2" t="e"><v>#N/A</v>')
    assert the_code(data) == "cell_error"


def test_typed_cells_become_values() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(1, 0, [1001, 0.1 + 0.2, 46357])
        moment = datetime(2026, 12, 1, 8, 30, tzinfo=UTC).replace(tzinfo=None)
        page.write_datetime(1, 3, moment, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        page.write_datetime(1, 4, time(1, 30), book.add_format({"num_format": "h:mm"}))
        page.write_row(2, 0, ["B", 2])
        page.write_datetime(2, 4, timedelta(hours=30), book.add_format({"num_format": "[h]:mm"}))

    reading = reading_of(fill, "item", "quantity", "requested", "agreed_at", "setup_minutes")
    assert reading.errors == []
    first, second = (row.values for row in reading.rows)
    assert first["item"] == "1001"
    assert first["quantity"] == Decimal("0.3")
    assert first["requested"] == date(2026, 12, 1)
    assert first["agreed_at"] == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert (first["setup_minutes"], second["setup_minutes"]) == (90, 1800)


def test_a_code_that_excel_turned_into_a_date_or_rounded_is_refused() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_datetime(1, 0, date(2026, 1, 2), book.add_format({"num_format": "m-d"}))
        page.write_number(1, 1, 1)
        page.write_row(2, 0, [123456789012345678, 1])

    assert [error.expectation for error in reading_of(fill, "item", "quantity").errors] == ["text_format"] * 2


def test_serial_numbers_follow_the_date_system_of_the_workbook() -> None:
    data = workbook(
        lambda _book, page: page.write_row(1, 0, ["A", 1, 44895]), ("item", "quantity", "requested")
    )
    data = changed(data, "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert read(data, "a.xlsx", LINES).rows[0].values["requested"] == date(2026, 12, 1)


def test_the_worksheet_of_the_right_name_is_read_wherever_it_stands() -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.add_worksheet("Cover").write_string(0, 0, "hello")
        page = book.add_worksheet("订单行")
        page.write_row(0, 0, ["物料", "数量"])
        page.write_row(1, 0, ["A", 1])
    assert read(packed.getvalue(), "a.xlsx", LINES).is_clean


def test_one_cell_in_the_last_corner_does_not_fill_the_memory() -> None:
    def row(_book: Any, page: Any) -> None:
        page.write_row(1_048_575, 0, ["A"])

    def column(_book: Any, page: Any) -> None:
        page.write_row(1, 16_383, ["A"])

    assert [error.code for error in reading_of(row, "item").errors] == ["too_many_rows"]
    assert [error.code for error in reading_of(column, "item").errors] == ["too_many_columns"]


def test_a_formatted_but_empty_sheet_tail_does_no_harm() -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row(1, 0, ["A", 1])
        page.write_blank(1_048_575, 200, None, book.add_format({"bold": True}))

    assert reading_of(fill, "item", "quantity").is_clean


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    packed = io.BytesIO(simple())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.bin", bytes(MAX_UNPACKED_BYTES))
    assert len(packed.getvalue()) < 1024 * 1024
    assert the_code(packed.getvalue()) == "file_unpacks_too_large"


def test_a_part_that_declares_a_false_size_is_damage() -> None:
    data = bytearray(simple())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    declared = entry.file_size.to_bytes(4, "little")
    at = data.rindex(entry.CRC.to_bytes(4, "little"))
    assert data[at + 8 : at + 12] == declared
    data[at + 8 : at + 12] = (100).to_bytes(4, "little")
    assert the_code(bytes(data)) == "file_unreadable"


def test_one_long_text_named_by_many_cells_is_refused() -> None:
    text = "x" * 32_000

    def fill(_book: Any, page: Any) -> None:
        for row in range(1, 7000):
            page.write_string(row, 0, text)

    assert [error.code for error in reading_of(fill, "item", "quantity").errors] == ["file_unpacks_too_large"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData"),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="2A"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="two"'),
        ("xl/worksheets/sheet1.xml", b'<c r="A2" t="s"><v>2</v>', b'<c r="A2" t="s"><v>99</v>'),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"../../etc/passwd"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml"),
    ],
)
def test_a_damaged_or_dangerous_workbook_gives_one_named_error(part: str, old: bytes, new: bytes) -> None:
    assert the_code(changed(simple(), part, old, new)) == "file_unreadable"


def test_the_template_has_notes_in_both_languages_and_lists_for_choices() -> None:
    data = template(LINES, "zh-hans")
    book = load_workbook(io.BytesIO(data))
    assert book.sheet_names == ["订单行", "说明 Notes"]
    header, *empty = book.get_sheet_by_index(0).to_python()
    assert header[:4] == ["物料 *", "数量 (件) *", "行号", "单价 (CNY)"]
    assert empty == []
    notes = [row[0] for row in book.get_sheet_by_index(1).to_python()]
    assert notes[1 : len(FIELDS) + 1] == [f"{column.zh} / {column.en}" for column in FIELDS]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<formula1>"木箱,纸箱"</formula1>' in page
    assert 'state="frozen"' in page
    assert read(data, "t.xlsx", LINES).is_clean


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("quantity", 1.5),
        ("quantity", True),
        ("item", "a\x00"),
        ("requested", "2026-12-01"),
        ("position", Decimal(1)),
    ],
)
def test_a_value_of_the_wrong_kind_is_not_written(column: str, value: object) -> None:
    rows = [{column: value}]
    with pytest.raises(ExchangeError, match=f"row 2, column {column}"):
        write_csv(LINES, rows, "en")
    with pytest.raises(ExchangeError, match=f"row 2, column {column}"):
        write_xlsx([(LINES, rows)], "en")


def test_what_excel_cannot_hold_is_refused_and_not_cut() -> None:
    with pytest.raises(ExchangeError, match="longer than a cell"):
        write_xlsx([(LINES, [{"item": "x" * 40_000}])], "en")
    with pytest.raises(ExchangeError, match=f"more than {MAX_ROWS} rows"):
        write_xlsx([(LINES, ({} for _ in range(MAX_ROWS + 1)))], "en")

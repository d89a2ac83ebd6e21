"""Sales brings an order as a table (III.1.2): every mistake is named, with its place and what is expected."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from tests.exchange.sheets import LINES

from takt.exchange.tables import Reading, RowError, read
from takt.exchange.tables.sentences import EXPECTATIONS, PROBLEMS


def reading_of(text: str, encoding: str = "utf-8") -> Reading:
    return read(text.encode(encoding), "lines.csv", LINES, zone=ZoneInfo("Asia/Shanghai"))


def the_value(column: str, text: str) -> object:
    reading = reading_of(f"item\tquantity\t{column}\nA\t1\t{text}\n")
    assert reading.errors == []
    return reading.rows[0].values[column]


def the_error(column: str, text: str) -> RowError:
    (error,) = reading_of(f"item\tquantity\t{column}\nA\t1\t{text}\n").errors
    return error


def test_five_planted_mistakes_give_five_messages_with_their_rows() -> None:
    text = "物料,数量 (件),单价,要求交期\nA,abc,1.234,2026-13-01\nB,5,2,2026-12-01\n,-1,2,\n"
    reading = reading_of(text)
    found = [(error.row, error.column, error.expectation) for error in reading.errors]
    assert found == [
        (2, "quantity", "decimal"),
        (2, "price", "decimal"),
        (2, "requested", "date"),
        (4, "item", "text"),
        (4, "quantity", "minimum"),
    ]
    assert [(row.number, row.values["item"]) for row in reading.rows] == [(3, "B")]


def test_a_sentence_names_row_column_value_and_expectation() -> None:
    error = the_error("price", "12.345")
    sentence = error.sentence()
    assert sentence == (
        "Row 2, column “price”: “12.345” is not valid; expected: "
        "a number of at most 15 digits, 2 of them after the decimal point."
    )


def test_a_sentence_is_translated_in_both_its_parts() -> None:
    words = {PROBLEMS["invalid"]: "第{row}行{column}：{expectation}", EXPECTATIONS["boolean"]: "是或否"}
    assert the_error("urgent", "maybe").sentence(lambda msgid: words[msgid]) == "第2行urgent：是或否"


def test_a_value_with_braces_is_shown_and_never_formatted() -> None:
    assert "{row.__class__}" in the_error("urgent", "{row.__class__}").sentence()


@pytest.mark.parametrize(
    "header", ["物料,数量", "Item,Quantity", "item,quantity", " ITEM *,数量(件) *", "物料,Quantity (pcs)"]
)
def test_a_title_may_be_chinese_english_or_the_code_name(header: str) -> None:
    reading = reading_of(header + "\nA,3\n")
    assert reading.is_clean
    assert reading.columns == ("item", "quantity")
    assert reading.rows[0].values["quantity"] == Decimal(3)


def test_unknown_missing_and_repeated_columns_are_all_named() -> None:
    errors = reading_of("Item,物料,Colour\nA,B,red\n").errors
    assert [(error.code, error.column, error.value) for error in errors] == [
        ("column_twice", "item", "Item"),
        ("column_unknown", "", "Colour"),
        ("column_missing", "quantity", ""),
    ]


def test_a_column_in_hours_is_not_read_as_minutes() -> None:
    (error,) = reading_of("item,quantity,Setup (h)\nA,1,2\n").errors
    assert (error.code, error.column) == ("column_unit", "setup_minutes")
    assert "准备时间 (分钟) / Setup (min)" in error.sentence()


def test_a_repeated_key_is_named_with_both_rows() -> None:
    (error,) = reading_of("item,quantity\nA,1\nB,1\nA,2\n").errors
    assert (error.row, error.code, error.details["other"]) == (4, "duplicate_key", 2)


def test_what_stands_in_a_column_without_title_is_not_dropped_silently() -> None:
    (error,) = reading_of("item,quantity\nA,1,deliver before noon\n").errors
    assert (error.row, error.code, error.value) == (2, "cell_without_title", "deliver before noon")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_usual_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    reading = reading_of(f"物料{delimiter}数量\r\n不锈钢轴承{delimiter}２.５\r\n", encoding)
    assert reading.errors == []
    assert reading.rows[0].values["item"] == "不锈钢轴承"
    assert reading.rows[0].values["quantity"] == Decimal("2.5")


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("price", "１，２３４．５", Decimal("1234.5")),
        ("price", " 1 234.50 ", Decimal("1234.50")),
        ("position", "10.0", 10),
        ("requested", "2026-12-01", date(2026, 12, 1)),
        ("requested", "2026/1/2", date(2026, 1, 2)),
        ("requested", "２０２６年１２月１日", date(2026, 12, 1)),
        ("requested", "20261201", date(2026, 12, 1)),
        ("requested", "46357", date(2026, 12, 1)),
        ("agreed_at", "2026-1-2 16:30", datetime(2026, 1, 2, 8, 30, tzinfo=UTC)),
        ("agreed_at", "2026-12-01T16:30:05+00:00", datetime(2026, 12, 1, 16, 30, 5, tzinfo=UTC)),
        ("agreed_at", "46357.5", datetime(2026, 12, 1, 4, 0, tzinfo=UTC)),
        ("urgent", "是", True),
        ("urgent", "NO", False),
        ("packing", "木箱", "crate"),
        ("packing", "wooden  CRATE", "crate"),
        ("setup_minutes", "90", 90),
        ("setup_minutes", "1：30", 90),
    ],
)
def test_values_are_understood_as_people_write_them(column: str, text: str, value: object) -> None:
    assert the_value(column, text) == value


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("price", "1.234,50"),
        ("price", "12,34"),
        ("price", "1e5"),
        ("price", "NaN"),
        ("price", "0.001"),
        ("position", "2.5"),
        ("position", "1" * 16),
        ("requested", "2026"),
        ("requested", "2026-02-30"),
        ("requested", "2026-12-01 10:00"),
        ("requested", "01/02/2026"),
        ("agreed_at", "2026-12-01 25:00"),
        ("agreed_at", "0001-01-01 00:00+14:00"),
        ("urgent", "2"),
        ("packing", "bag"),
        ("setup_minutes", "-5"),
        ("setup_minutes", "1:75"),
        ("setup_minutes", "2.5"),
    ],
)
def test_doubtful_values_are_refused_and_never_guessed_or_rounded(column: str, text: str) -> None:
    error = the_error(column, text)
    assert (error.row, error.column, error.value) == (2, column, text)
    assert text in error.sentence()


def test_a_comma_is_ambiguous_in_a_file_with_semicolons() -> None:
    (error,) = reading_of("item;quantity\nA;1,234\n").errors
    assert error.expectation == "decimal_point"


def test_control_characters_and_overlong_text_are_refused() -> None:
    errors = reading_of(f"item,quantity\nA\x07B,1\n{'x' * 61},1\n").errors
    assert [error.expectation for error in errors] == ["plain_text", "text"]


def test_quotes_that_do_not_match_end_the_reading_with_an_error() -> None:
    reading = reading_of('item,quantity\nA,1\n"B,2\nC,3\n')
    assert [row.values["item"] for row in reading.rows] == ["A"]
    assert [(error.code, error.row) for error in reading.errors] == [("file_quotes", 3)]


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.csv", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "a.csv", "file_empty"),
        (b"not a workbook", "a.xlsx", "file_unreadable"),
        (b"PK\x03\x04 broken", "a.xlsx", "file_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "file_old_excel"),
        (b"item,quantity\n\xff\xff\xff,1\n", "a.csv", "file_encoding"),
        (b"x" * (20 * 1024 * 1024 + 1), "a.csv", "file_too_large"),
        (b"item,quantity\n" + b"A,1\n" * 100_001, "a.csv", "too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_named_error(data: bytes, filename: str, code: str) -> None:
    reading = read(data, filename, LINES)
    assert [(error.code, error.row) for error in reading.errors] == [(code, 0)]
    assert reading.rows == []
    assert reading.errors[0].sentence()

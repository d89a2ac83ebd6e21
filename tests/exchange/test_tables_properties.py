"""What holds for every table: writing and reading give the same values; no bytes raise a foreign error."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.exchange.sheets import LINES

from takt.exchange.tables import SENTENCES, RowError, neutralise, read, restore, write_csv, write_xlsx
from takt.exchange.tables.sentences import EXPECTATIONS, PROBLEMS
from takt.exchange.tables.text import FORBIDDEN, trim

dangerous = st.sampled_from(
    ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "'=x", "''-x", "'a", "＝1", "_x0041_", "a\r\nb", "007"]
)
clean_text = st.text(max_size=40).filter(
    lambda text: text and trim(text) == text and not FORBIDDEN.search(text)
)
texts = st.one_of(dangerous, clean_text, st.tuples(st.sampled_from("=+-@\t\r'"), clean_text).map("".join))
moments = st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


def optional(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


lines = st.fixed_dictionaries(
    {
        "item": texts,
        "quantity": st.decimals(0, 10**11 - 1, places=4),
        "position": optional(st.integers(-(10**15) + 1, 10**15 - 1)),
        "price": optional(st.decimals(-(10**13) + 1, 10**13 - 1, places=2)),
        "requested": optional(st.dates(date(1000, 1, 1))),
        "agreed_at": optional(moments),
        "urgent": optional(st.booleans()),
        "packing": optional(st.sampled_from(["crate", "carton"])),
        "setup_minutes": optional(st.integers(0, 10**6)),
    }
)
tables = st.lists(lines, max_size=6, unique_by=lambda line: line["item"])
languages = st.sampled_from(["zh-hans", "en"])


def values_read(data: bytes, filename: str) -> list[dict[str, Any]]:
    reading = read(data, filename, LINES)
    assert reading.errors == []
    return [row.values for row in reading.rows]


@settings(deadline=None)
@given(st.text())
def test_neutralised_text_is_restored_and_never_begins_like_a_formula(text: str) -> None:
    assert restore(neutralise(text)) == text
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(deadline=None)
@given(tables, languages)
def test_csv_gives_back_what_was_written(rows: list[dict[str, Any]], language: str) -> None:
    assert values_read(write_csv(LINES, rows, language), "lines.csv") == rows


@settings(max_examples=60, deadline=None)
@given(tables, languages)
def test_a_workbook_gives_back_what_was_written(rows: list[dict[str, Any]], language: str) -> None:
    assert values_read(write_xlsx([(LINES, rows)], language), "lines.xlsx") == rows


@settings(deadline=None)
@given(texts)
def test_no_text_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    written = write_csv(LINES, [{"item": text, "quantity": Decimal(1)}], "en").decode("utf-8-sig")
    *_, record = csv.reader(io.StringIO(written, newline=""))
    assert not record[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def named(errors: list[RowError]) -> None:
    for error in errors:
        assert error.code in PROBLEMS
        assert error.sentence()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_random_bytes_give_named_errors_only(data: bytes, filename: str) -> None:
    named(read(data, filename, LINES).errors)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=5), st.sampled_from(",;\t"))
def test_random_cells_give_named_errors_only(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    header = [column.en for column in LINES.columns]
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    named(read(text.getvalue().encode("utf-8", "replace"), "a.csv", LINES).errors)


WORKBOOK = write_xlsx(
    [(LINES, [{"item": "A", "quantity": Decimal(1), "agreed_at": datetime(2026, 1, 1, tzinfo=UTC)}])], "en"
)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=6))
def test_a_workbook_with_changed_bytes_gives_named_errors_only(at: int, patch: bytes) -> None:
    named(read(WORKBOOK[:at] + patch + WORKBOOK[at + len(patch) :], "a.xlsx", LINES).errors)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
    st.data(),
)
def test_a_workbook_with_changed_xml_gives_named_errors_only(part: str, data: st.DataObject) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                at = data.draw(st.integers(0, len(content)))
                cut = data.draw(st.integers(0, 8))
                content = content[:at] + data.draw(st.binary(max_size=4)) + content[at + cut :]
            target.writestr(name, content)
    named(read(packed.getvalue(), "a.xlsx", LINES).errors)


def test_every_sentence_is_listed_for_the_catalogue() -> None:
    assert set(SENTENCES) == {*PROBLEMS.values(), *EXPECTATIONS.values()}

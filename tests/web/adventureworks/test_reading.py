"""A table that is not what it should be is named by file, row, column and value."""

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.reading import UnreadableTable, column, rows
from takt.web.adventureworks.tables import BillRow, Store

HEADER = "ProductAssemblyID,ComponentID,StartDate,EndDate,UnitMeasureCode,PerAssemblyQty\n"


def written(folder: Path, table: str, text: str) -> Path:
    (folder / f"{table}.csv.gz").write_bytes(gzip.compress(text.encode()))
    return folder


def test_a_field_names_its_column() -> None:
    assert column("product_assembly_id") == "ProductAssemblyID"
    assert column("address_line1") == "AddressLine1"


def test_empty_cells_are_none_and_numbers_and_dates_are_typed(tmp_path: Path) -> None:
    written(
        tmp_path,
        "Production.BillOfMaterials",
        HEADER + ",1,2010-05-26,,EA,1.00\n7,2,2010-05-26,2011-01-01,OZ,8.5\n",
    )
    top, part = rows(tmp_path, "Production.BillOfMaterials", BillRow)
    assert (top.product_assembly_id, top.end_date) == (None, None)
    assert part == BillRow(7, 2, date(2010, 5, 26), date(2011, 1, 1), "OZ", Decimal("8.5"))


def test_only_bills_in_force_count(tmp_path: Path) -> None:
    text = HEADER + "7,1,2010-05-26,,EA,1\n7,2,2010-05-26,2011-01-01,EA,1\n,7,2010-05-26,,EA,1\n"
    bills = Folder(written(tmp_path, "Production.BillOfMaterials", text)).bills
    assert {assembly: [line.component_id for line in lines] for assembly, lines in bills.items()} == {7: [1]}


def test_what_was_escaped_for_xml_is_read_as_it_was_meant(tmp_path: Path) -> None:
    written(tmp_path, "Sales.Store", "BusinessEntityID,Name\n1,Nuts &amp; Bolts\n")
    assert next(rows(tmp_path, "Sales.Store", Store)).name == "Nuts & Bolts"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (HEADER + "7,x,2010-05-26,,EA,1\n", ["row 2", "ComponentID", "“x”", "a whole number"]),
        (HEADER + "7,1,26.5.2010,,EA,1\n", ["row 2", "StartDate", "26.5.2010", "a date like"]),
        (HEADER + "7,1,2010-05-26,,EA,NaN\n", ["row 2", "PerAssemblyQty", "NaN"]),
        (HEADER + "7,1\n", ["row 2", "2 cells", "expected 6"]),
        ("ComponentID\n1\n", ["no column", "ProductAssemblyID"]),
        ("", ["no column", "found: —"]),
    ],
)
def test_a_bad_table_is_refused_by_name(tmp_path: Path, text: str, named: list[str]) -> None:
    written(tmp_path, "Production.BillOfMaterials", text)
    with pytest.raises(UnreadableTable) as caught:
        list(rows(tmp_path, "Production.BillOfMaterials", BillRow))
    for part in ["Production.BillOfMaterials", *named]:
        assert part in str(caught.value)


def test_a_missing_or_broken_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="no such file"):
        list(rows(tmp_path, "Sales.Store", Store))
    (tmp_path / "Sales.Store.csv.gz").write_bytes(b"not gzip")
    with pytest.raises(UnreadableTable, match="not a gzip CSV"):
        list(rows(tmp_path, "Sales.Store", Store))


def test_a_key_that_no_row_has_is_refused_by_name(tmp_path: Path) -> None:
    written(tmp_path, "Purchasing.ShipMethod", "ShipMethodID,Name\n5,CARGO\n")
    with pytest.raises(UnreadableTable, match=r"Purchasing.ShipMethod: there is no row 6"):
        Folder(tmp_path).ship_methods[6]


def test_the_same_refusal_is_said_in_chinese(tmp_path: Path) -> None:
    written(tmp_path, "Production.BillOfMaterials", HEADER + "7,x,2010-05-26,,EA,1\n")
    with translation.override("zh-hans"), pytest.raises(UnreadableTable, match="“x”；应为整数"):
        list(rows(tmp_path, "Production.BillOfMaterials", BillRow))

"""IV: standards come from Excel and CSV, whole or not at all, and go out again as they came in."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.factory.plant import Plant
from tests.people import People

from takt.conduct.discover import discover
from takt.conduct.imports import IMPORTS, export, in_order, template
from takt.conduct.models import JournalEntry
from takt.conduct.refusals import NotYourDepartment, Unknown
from takt.departments.people import the_founder
from takt.exchange.tables import write_csv
from takt.factory.importing import ImportResult, run_import
from takt.factory.models import Bill, FileImport, Item
from takt.factory.states import VersionState

discover()


def csv_of(kind: str, *rows: dict[str, Any]) -> bytes:
    """A file as a user would save it."""
    return write_csv(IMPORTS[kind].sheet, rows, "zh-hans")


def taken(kind: str, *rows: dict[str, Any], by: Any = None, dry_run: bool = False) -> ImportResult:
    """The import of such a file."""
    return run_import(kind, csv_of(kind, *rows), f"{kind}.csv", by or the_founder(), dry_run=dry_run)


def counts(result: ImportResult) -> tuple[int, int, int]:
    """New, changed, unchanged; nothing may be wrong."""
    assert result.faults == ()
    return result.new, result.changed, result.unchanged


def item(number: str, **more: Any) -> dict[str, Any]:
    """A row of the item file."""
    return {"number": number, "name": f"件 {number}", "sourcing": "buy", "unit": "PCS", **more}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_every_export_imports_back_unchanged(plant: Plant, language: str, file_format: str) -> None:
    for kind in in_order():
        data = export(kind, language, file_format)
        result = run_import(kind.name, data, f"{kind.name}.{file_format}", the_founder())
        assert (result.faults, result.new, result.changed) == ((), 0, 0), kind.name
        assert result.unchanged == len(list(kind.give_out())), kind.name
    assert (
        JournalEntry.objects.exclude(kind="factory.fileimport").filter(action="factory.import_table").count()
        == 0
    )


def test_every_kind_has_a_template_that_is_a_workbook(db: None) -> None:
    for kind in in_order():
        assert template(kind, "zh-hans").startswith(b"PK"), kind.name


def test_a_rehearsal_counts_as_the_import_does_and_writes_nothing(plant: Plant) -> None:
    rows = [item("N-1"), item("N-2", standard_cost=Decimal("3.5")), item("BAR", name="钢棒")]
    entries = JournalEntry.objects.count()
    assert counts(taken("items", *rows, dry_run=True)) == (2, 1, 0)
    assert (JournalEntry.objects.count(), FileImport.objects.count()) == (entries, 0)
    done = taken("items", *rows)
    assert counts(done) == (2, 1, 0)
    assert FileImport.objects.get().number == done.number
    assert Item.objects.get(number="N-2").standard_cost == Decimal("3.5")
    assert counts(taken("items", *rows)) == (0, 0, 3)


def test_columns_that_the_file_has_not_stay_as_they_are(plant: Plant) -> None:
    taken("items", item("N-1", drawing_number="D-1", safety_stock=Decimal(5)))
    data = "物料编号,名称,来源,单位\nN-1,新名,外购,PCS\n".encode()
    assert counts(run_import("items", data, "items.csv", the_founder())) == (0, 1, 0)
    row = Item.objects.get(number="N-1")
    assert (row.name, row.drawing_number, row.safety_stock) == ("新名", "D-1", Decimal(5))


def test_five_planted_errors_give_five_row_messages_and_nothing_is_taken(plant: Plant) -> None:
    head = "物料编号,名称,来源,单位,安全库存,标准成本\n"
    lines = [
        "G-1,好,外购,PCS,1,2",
        "G-2,坏单位,外购,BOX,1,2",
        "G-3,,外购,PCS,1,2",
        "G-4,坏来源,借来,PCS,1,2",
        "G-5,坏数,外购,PCS,-1,2",
        "G-1,重复,外购,PCS,1,2",
    ]
    result = run_import("items", (head + "\n".join(lines)).encode(), "items.csv", the_founder())
    assert {(f.row, f.column) for f in result.faults} >= {(4, "name"), (5, "sourcing"), (6, "safety_stock")}
    assert {f.row for f in result.faults} >= {4, 5, 6, 7}
    lines[2:] = []
    second = run_import("items", (head + "\n".join(lines)).encode(), "items.csv", the_founder())
    assert [(f.row, f.column, f.value) for f in second.faults] == [(3, "unit", "BOX")]
    assert not Item.objects.filter(number__startswith="G-").exists()
    assert FileImport.objects.count() == 0


def test_a_bill_row_that_names_nothing_is_told_with_its_row_and_a_cycle_with_its_path(plant: Plant) -> None:
    line = {"item": "ROTOR", "position": 10, "component": "NOTHING", "quantity_per": Decimal(1)}
    result = taken(
        "bills", line, {**line, "position": 20, "component": "BAR"}, {**line, "item": "X", "component": "BAR"}
    )
    assert [(f.row, f.column, f.value) for f in result.faults] == [
        (2, "component", "NOTHING"),
        (4, "item", "X"),
    ]
    cycle = taken("bills", {**line, "component": "PUMP"})
    assert [(f.row, "PUMP > ROTOR" in f.reason or "ROTOR > PUMP" in f.reason) for f in cycle.faults] == [
        (2, True)
    ]
    assert Bill.objects.filter(item=plant.rotor).count() == 1


def test_a_changed_bill_becomes_a_new_version_in_force(plant: Plant) -> None:
    line = {"item": "ROTOR", "position": 10, "component": "BAR", "quantity_per": Decimal("1.5")}
    assert counts(taken("bills", line)) == (0, 1, 0)
    assert list(Bill.objects.filter(item=plant.rotor).order_by("number").values_list("state", flat=True)) == [
        VersionState.REPLACED,
        VersionState.RELEASED,
    ]
    assert counts(taken("bills", line)) == (0, 0, 1)


def test_the_unit_of_an_item_does_not_change_by_import(plant: Plant) -> None:
    result = taken("items", item("BAR", unit="KG"))
    assert [(f.row, f.column) for f in result.faults] == [(2, "unit")]


def test_an_import_does_nothing_that_its_actor_may_not_do(plant: Plant, people: People, refused: Any) -> None:
    with translation.override("en"):
        result = taken("items", item("N-9"), by=people.sales)
    assert ["production" in f.reason.lower() for f in result.faults] == [True]
    with refused(Unknown):
        run_import("nonsense", b"x", "x.csv", the_founder())
    with refused(NotYourDepartment):
        run_import("items", csv_of("items", item("N")), "x.csv", _customer())


def _customer() -> Any:
    from tests.people import hired, person

    from takt.conduct.ids import uuid7

    buyer = person("buyer", kind="customer", company=uuid7())
    hired(buyer)
    return buyer


def test_a_file_that_is_no_table_is_refused_in_words(plant: Plant) -> None:
    result = run_import("items", b"PK\x03\x04 broken", "items.xlsx", the_founder())
    assert [f.row for f in result.faults] == [0]


def test_a_large_file_costs_a_few_statements_a_row_and_a_known_one_hardly_any(plant: Plant) -> None:
    items = [
        item(f"F-{n:03}", sourcing="make" if n < 30 else "buy", standard_cost=Decimal(n)) for n in range(60)
    ]
    lines = [
        {
            "item": f"F-{n:03}",
            "position": p,
            "component": f"F-{30 + (n * 7 + p) % 30:03}",
            "quantity_per": Decimal(p),
        }
        for n in range(30)
        for p in range(1, 10)
    ]
    operation = {"name": "锯", "work_center": "SAW", "setup_minutes": Decimal(5)}
    operations = [{"item": f"F-{n:03}", "sequence": s, **operation} for n in range(30) for s in (10, 20, 30)]
    for kind, rows, acts in (
        ("items", items, 2 * 60),
        ("bills", lines, 2 * 30),
        ("routes", operations, 2 * 30),
    ):
        with CaptureQueriesContext(connection) as first:
            assert counts(taken(kind, *rows)) == (len(rows), 0, 0)
        assert len(first) < 7 * acts, kind
        with CaptureQueriesContext(connection) as again:
            assert counts(taken(kind, *rows)) == (0, 0, len(rows))
        assert len(again) < 15, kind

"""Lines from a customer's own Excel or CSV file, or pasted from a sheet: item and quantity, by the titles that customers use."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from takt.conduct.canonical import decimal_text
from takt.conduct.imports import plant_zone
from takt.exchange.tables import Column, Kind, Sheet, read
from takt.orders.imports import filed

SHEET = Sheet(
    "wished-lines",
    (
        Column("item", required=True, zh="物料编号", en="Item", max_length=40),
        Column("quantity", Kind.QUANTITY, required=True, zh="数量", en="Quantity", places=6),
        Column("requested_date", Kind.DATE, zh="要求交期", en="Requested date"),
        Column("note", zh="行备注", en="Note of the line"),
    ),
    zh="订单行",
    en="Order lines",
)
_NAMES = tuple(c.name for c in SHEET.columns)
PASTED = "pasted.csv"


@dataclass(slots=True)
class FoundLines:
    """The lines of a file, or every reason why it was not taken."""

    lines: list[dict[str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def lines_in(content: bytes, filename: str) -> FoundLines:
    """Every line of the file, or none: nothing is taken of a file with a fault."""
    columns, wrong = filed.columns_of(content, filename)
    if wrong:
        return FoundLines(wrong=wrong)
    places = {int(n): name for n, name in filed.guessed(columns).items() if name in _NAMES}
    missing = [c for c in SHEET.columns if c.required and c.name not in places.values()]
    if missing:
        titles = " / ".join(f"{c.zh} ({c.en})" for c in missing)
        return FoundLines(wrong=[_("The first row needs the titles %(titles)s.") % {"titles": titles}])
    reading = read(content, filename, SHEET, zone=plant_zone(), places=places)
    if reading.errors:
        return FoundLines(wrong=[error.sentence(gettext) for error in reading.errors[:20]])
    return FoundLines([_line(row.values) for row in reading.rows])


def lines_pasted(text: str) -> FoundLines:
    """Rows pasted from a sheet; without titles the first column is the item, the second its quantity, the third a note."""
    first = text.strip("\n").partition("\n")[0]
    by_tab = "\t" in first
    if not by_tab and "," not in first and ";" not in first:  # "PUMP-1 2": parted by blanks
        text = "\n".join("\t".join(line.split(None, 2)) for line in text.splitlines())
        first, by_tab = text.strip("\n").partition("\n")[0], True
    mark = "\t" if by_tab else "," if "," in first else ";"
    second = first.split(mark)[1].strip() if mark in first else ""
    if second.replace(".", "", 1).isdecimal():  # a number: no titles
        titles = ("item", "quantity", "note")[: max(2, first.count(mark) + 1)]
        text = f"{mark.join(titles)}\n{text}"
    return lines_in(text.encode("utf-8", "replace"), PASTED)


def _line(values: dict[str, Any]) -> dict[str, str]:
    day = values["requested_date"]
    return {
        "item": str(values["item"]),
        "quantity": decimal_text(values["quantity"]),
        "requested_date": day.isoformat() if day else "",
        "note": str(values["note"] or ""),
    }

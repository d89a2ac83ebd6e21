"""An empty workbook to fill in, with a second worksheet that explains each column in both languages."""

import io
from datetime import UTC
from typing import Any

from takt.exchange.tables.columns import NUMBERS, Column, Kind, Sheet
from takt.exchange.tables.worksheet import SheetWriter, new_workbook

_TITLES = ("列 Column", "单位 Unit", "必填 Required", "内容 Content", "说明", "Explanation")
_WIDTHS = (30, 14, 14, 46, 46, 46)
_CONTENT = {
    Kind.TEXT: "文本 text, ≤ {max_length}",
    Kind.INTEGER: "整数 whole number",
    Kind.QUANTITY: "数字 number, {places} 位小数 decimals",
    Kind.MONEY: "金额 amount, {places} 位小数 decimals",
    Kind.DATE: "日期 date, 2026-12-31",
    Kind.DATETIME: "日期时间 date and time, 2026-12-31 16:30",
    Kind.BOOLEAN: "是/否 yes/no",
    Kind.CHOICE: "{choices}",
    Kind.DURATION: "分钟 minutes (90) 或 or h:mm (1:30)",
}


def template(sheet: Sheet, language: str) -> bytes:
    """An .xlsx with the header in this language, drop-down lists for choices, and the notes."""
    packed = io.BytesIO()
    with new_workbook(packed) as book:
        SheetWriter(book, sheet, language, UTC).finish()
        notes = book.add_worksheet("说明 Notes")
        bold, wrapped = (
            book.add_format({"bold": True, "bg_color": "#DCE6F1"}),
            book.add_format({"text_wrap": True}),
        )
        wrapped.set_align("top")
        _write_notes(notes, sheet, bold, wrapped)
    return packed.getvalue()


def _write_notes(notes: Any, sheet: Sheet, bold: Any, wrapped: Any) -> None:
    notes.freeze_panes(1, 0)
    for index, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True)):
        notes.set_column(index, index, width, wrapped)
        notes.write_string(0, index, title, bold)
    for row, column in enumerate(sheet.columns, start=1):
        for index, text in enumerate(_note(column)):
            notes.write_string(row, index, text, wrapped)
    key = ", ".join(f"{column.zh} {column.en}" for column in sheet.columns if column.name in sheet.key)
    if key:
        row = len(sheet.columns) + 2
        notes.write_string(row, 0, f"每行唯一 unique in each row: {key}", wrapped)


def _note(column: Column) -> tuple[str, ...]:
    choices = "\n".join(f"{choice.zh} / {choice.en}" for choice in column.choices)
    content = _CONTENT[column.kind].format(
        max_length=column.max_length, places=column.decimals, choices=choices
    )
    if column.kind in NUMBERS:
        content += "" if column.minimum is None else f", ≥ {column.minimum}"
        content += "" if column.maximum is None else f", ≤ {column.maximum}"
    unit = " / ".join(dict.fromkeys(part for part in (column.unit_zh, column.unit) if part))
    required = "是 yes" if column.required else "否 no"
    return (f"{column.zh} / {column.en}", unit, required, content, column.help_zh, column.help_en)

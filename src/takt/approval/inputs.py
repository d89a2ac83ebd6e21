"""What each stage looks at: exactly these fields void its approval when they change (II.2)."""

from collections.abc import Mapping
from typing import Any

from takt.approval.models import Stage
from takt.conduct.canonical import content_hash
from takt.orders.content import INNER, LINE, Difference, differences

Content = Mapping[str, Any]

MONEY_HEADER = ("customer", "currency", "tax_rate", "net_amount", "tax_amount", "gross_amount")
MONEY_LINE = ("item", "revision", "unit", "quantity", "price", "discount_share", "amount")
WORK_HEADER = ("requested_date", "promised_date")
WORK_LINE = ("item", "drawing_number", "revision", "unit", "quantity", "requested_date")
LOOKED_AT: dict[str, tuple[tuple[str, ...] | None, tuple[str, ...]]] = {
    Stage.SALES: (None, LINE),
    Stage.BUDGET: (MONEY_HEADER, MONEY_LINE),
    Stage.FEASIBILITY: (WORK_HEADER, WORK_LINE),
    Stage.FINAL: (None, LINE),
}
"""Stage -> header fields (None: all that the customer is told) and fields of each line."""


def inputs(stage: str, content: Content) -> dict[str, Any]:
    """The part of a content that a stage looks at."""
    header, line_fields = LOOKED_AT[stage]
    names = [n for n in content if n not in INNER and n != "lines"] if header is None else header
    part = {n: content[n] for n in names}
    lines = [{n: line[n] for n in ("position", *line_fields)} for line in content["lines"]]
    return {**part, "lines": lines}


def inputs_hash(stage: str, content: Content) -> str:
    """The SHA-256 of what a stage looks at."""
    return content_hash(inputs(stage, content))


def changed_inputs(stage: str, before: Content, after: Content) -> list[Difference]:
    """What changed of all that a stage looks at."""
    return differences(inputs(stage, before), inputs(stage, after))

"""The cost build-up of an order as finance saw it: by line and kind, each number with its formula."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.approval.budget import KINDS
from takt.records.evidence import Evidence
from takt.web.pages.order.head import moment

KIND_LABELS = {
    "material": gettext_lazy("Material"), "labour": gettext_lazy("Labour"), "machine": gettext_lazy("Machine hours"),
    "overhead": gettext_lazy("Overhead"), "subcontract": gettext_lazy("Subcontracting"),
}  # fmt: skip
MOST_BARS = 20
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """The costs of one kind in one line, in the cost currency; `id` is where its rows stand in the page."""

    id: str
    label: str
    amount: Decimal
    rows: list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LineCost:
    """What a line costs and leaves over."""

    position: int
    item: str
    quantity: Decimal
    net_amount: Decimal
    cost: Decimal
    margin: Decimal
    margin_share: Decimal
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class CostPart:
    """The budget sheet. Amounts of parts are in `cost_currency`, all others in `currency`."""

    version: int
    made_at: datetime | None
    hash: str
    currency: str
    cost_currency: str
    rate: Decimal
    lines: list[LineCost]
    sums: list[tuple[str, Decimal]]
    cost: Mapping[str, Any]
    margin: Mapping[str, Any]
    margin_share: Mapping[str, Any]
    credit: Mapping[str, Any]
    chart: dict[str, Any] = field(default_factory=dict)

    @property
    def loses(self) -> bool:
        """Whether the order costs more than it brings."""
        return Decimal(self.margin["amount"]) < 0


def cost_of(seen: Evidence) -> CostPart | None:
    """The newest sheet; None when there is none or the reader may not see costs."""
    if seen.sheet is None:
        return None
    sheet = seen.sheet["sheet"]
    lines = [_line(line) for line in sheet["lines"]]
    rate = Decimal(sheet["exchange_rate"])
    return CostPart(
        version=seen.sheet["version"], made_at=moment(seen.sheet["made_at"]), hash=seen.sheet["hash"],
        currency=sheet["currency"], cost_currency=sheet["cost_currency"], rate=rate, lines=lines,
        sums=[(str(KIND_LABELS[k]), Decimal(sheet["kinds"][k])) for k in KINDS if Decimal(sheet["kinds"][k])],
        cost=_as_numbers(sheet["cost"], "amount"), margin=_as_numbers(sheet["margin"], "amount"),
        margin_share=_share_of(sheet["margin_share"]),
        credit=_as_numbers(sheet["credit"], "limit", "open_amount", "exposure"), chart=_chart(lines, rate, sheet["currency"]),
    )  # fmt: skip


def _as_numbers(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {n: Decimal(v) if n in names and v is not None else v for n, v in facts.items()}


def _share_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "share": _tenths(Decimal(facts["share"]))}


def _tenths(share: Decimal) -> Decimal:
    """A share to tenths of a percent: its formula has all digits."""
    return share.quantize(Decimal("0.001"), ROUND_HALF_UP)


def _line(line: Mapping[str, Any]) -> LineCost:
    rows: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in KINDS}
    for cost in line["costs"]:
        rows[cost["kind"]].append(_as_numbers(cost, "amount"))
    return LineCost(
        position=line["position"],
        item=line["item"],
        quantity=Decimal(line["quantity"]),
        net_amount=Decimal(line["net_amount"]),
        cost=Decimal(line["cost"]),
        margin=Decimal(line["margin"]),
        margin_share=_tenths(Decimal(line["margin_share"])),
        parts=[_part(line["position"], kind, each) for kind, each in rows.items() if each],
    )


def _part(position: int, kind: str, rows: list[Mapping[str, Any]]) -> Part:
    amount = sum((row["amount"] for row in rows), ZERO)
    return Part(f"cost-{position}-{kind}", str(KIND_LABELS[kind]), amount, rows)


def _chart(lines: list[LineCost], rate: Decimal, currency: str) -> dict[str, Any]:
    """A bar for each line, stacked by kind with what is left over, in the order's currency; each part opens its rows."""
    shown = lines[:MOST_BARS]
    if not any(line.cost or line.margin for line in shown):
        return {}
    kinds = [k for k in KINDS if any(p.id.endswith(k) for line in shown for p in line.parts)]
    series = [
        {"kind": k, "name": str(KIND_LABELS[k]), "data": [_share(line, k, rate) for line in shown]}
        for k in kinds
    ]
    left = [{"value": float(line.margin), "opens": f"cost-{line.position}"} for line in shown]
    return {
        "type": "cost",
        "currency": currency,
        "lines": [f"{line.position} {line.item}" for line in shown],
        "series": [*series, {"kind": "margin", "name": _("Margin"), "data": left}],
    }


def _share(line: LineCost, kind: str, rate: Decimal) -> dict[str, Any]:
    parts: Iterable[Part] = (p for p in line.parts if p.id == f"cost-{line.position}-{kind}")
    amount = sum((p.amount for p in parts), ZERO)
    return {
        "value": float((amount * rate).quantize(Decimal("0.01"))),
        "opens": f"cost-{line.position}-{kind}",
    }

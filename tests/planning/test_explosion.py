"""III.3.1 原材料: what is taken of each component, scrap included, in countable amounts."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from takt.conduct.ids import uuid7
from takt.factory.facts import BillFacts, BillLineFacts, ItemFacts, OperationFacts, RouteFacts, Structure
from takt.planning.explosion import Demand, explode, minutes

TOP, PART, BOLT, OIL = (uuid7() for _ in range(4))


def facts(item: UUID, sourcing: str, decimals: int) -> ItemFacts:
    """An item."""
    return ItemFacts(item, str(item), "", "", sourcing, "", decimals, Decimal(0), "CNY", 0, False)


def step(setup: str, run: str) -> OperationFacts:
    """An operation."""
    return OperationFacts(
        uuid7(), 10, "", "", uuid7(), Decimal(setup), Decimal(run), None, False, "", Decimal(0)
    )


STRUCTURE = Structure(
    items={
        TOP: facts(TOP, "make", 0),
        PART: facts(PART, "make", 0),
        BOLT: facts(BOLT, "buy", 0),
        OIL: facts(OIL, "buy", 3),
    },
    bills={
        TOP: BillFacts(
            uuid7(),
            1,
            (
                BillLineFacts(10, PART, Decimal(2), Decimal(0)),
                BillLineFacts(20, BOLT, Decimal(10), Decimal("0.02")),
                BillLineFacts(30, BOLT, Decimal("0.5"), Decimal(0)),
                BillLineFacts(40, OIL, Decimal("0.1"), Decimal("0.1")),
            ),
        ),
    },
    routes={item: RouteFacts(uuid7(), 1, (step("1", "1"),)) for item in (TOP, PART)},
    terms={},
    order=(TOP, PART, BOLT, OIL),
)


def test_scrap_is_added_lines_of_one_item_are_one_need_and_pieces_are_whole() -> None:
    top, _ = explode([Demand(uuid7(), TOP, Decimal(1), date(2026, 12, 1))], STRUCTURE, {})
    assert {n.item_id: n.quantity for n in top.needs} == {BOLT: Decimal(11), OIL: Decimal("0.112")}


def test_free_parts_are_given_to_the_first_who_needs_them() -> None:
    demands = [
        Demand(uuid7(), TOP, Decimal(1), date(2026, 12, 1)),
        Demand(uuid7(), TOP, Decimal(1), date(2026, 12, 1)),
    ]
    first, second, part = explode(demands, STRUCTURE, {PART: Decimal(3)})
    assert [n.quantity for job in (first, second) for n in job.needs if n.item_id == PART] == [2, 1]
    assert (part.item.id, part.quantity, part.parent) == (PART, Decimal(1), 1)


def test_minutes_are_rounded_up_and_never_none() -> None:
    assert minutes(step("10", "0.25"), Decimal(3)) == 11
    assert minutes(step("0", "0"), Decimal(3)) == 1

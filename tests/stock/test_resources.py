"""IV: every list of the factory and the stock can be searched, filtered, ordered and opened."""

from decimal import Decimal
from functools import reduce
from typing import Any

import pytest
from django.db.models import Q
from tests.factory.plant import Plant
from tests.people import People
from tests.stock.booking import booked, lot

from takt.conduct.canonical import canonical
from takt.conduct.discover import discover
from takt.conduct.ids import uuid7
from takt.conduct.resources import RESOURCES, Resource

discover()
OURS = [r for r in RESOURCES.values() if r.model._meta.app_label in ("factory", "stock")]


@pytest.mark.parametrize("resource", OURS, ids=lambda r: r.name)
def test_a_list_answers_by_its_own_columns_search_and_filters(
    plant: Plant, people: People, resource: Resource
) -> None:
    lot(plant.bar, "B-1", 5)
    booked("reserve", case=uuid7(), job=uuid7(), needs=[(plant.bar.id, Decimal(3))])
    rows: Any = resource.model._default_manager.select_related(*resource.joins).order_by(
        resource.newest, "-id"
    )
    if resource.search:
        found = reduce(Q.__or__, (Q(**{lookup: "zzz-nobody"}) for lookup in resource.search))
        assert list(rows.filter(found)) == []
    for lookup in resource.filters:
        value: Any = True if lookup.endswith("isnull") or lookup in ("held", "sellable") else None
        assert isinstance(rows.filter(**({lookup: value} if value else {})).count(), int)
    for row in rows[:3]:
        shown = {
            c.name: reduce(lambda at, name: getattr(at, name, None), c.path.split("."), row)
            for c in resource.columns
        }
        more = resource.detail(row, people.finance) if resource.detail else {}
        assert canonical({**shown, **more})

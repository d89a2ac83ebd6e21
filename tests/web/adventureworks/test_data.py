"""What must hold of any folder of this format: of the real one where it is at hand, else of the small one."""

import os
from pathlib import Path

import pytest
from tests.web.adventureworks.small_maker import write_maker

from takt.conduct.actors import INTERNAL
from takt.web.adventureworks import supply
from takt.web.adventureworks.costs import material_costs
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import colleagues_of
from takt.web.adventureworks.routes import Step, routes, stations
from takt.web.adventureworks.scene import tasks

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """TAKT_DATA names a folder that holds `adventureworks`; usually it lies beside the project."""
    real = Path(os.environ.get("TAKT_DATA", PROJECT.parent / "shared" / "data")) / "adventureworks"
    return Folder(real if real.is_dir() else write_maker(tmp_path_factory.mktemp("maker")))


@pytest.fixture(scope="module")
def ways(folder: Folder) -> dict[int, tuple[Step, ...]]:
    return routes(folder.products, folder.work_orders, folder.routings)


def test_everything_that_is_made_has_a_way_with_work_in_it(
    folder: Folder, ways: dict[int, tuple[Step, ...]]
) -> None:
    made = {p.product_id for p in folder.products.values() if p.make_flag}
    assert set(ways) == made
    assert all(step.run_minutes > 0 for way in ways.values() for step in way)
    assert {s.location_id for way in ways.values() for s in way} <= set(
        stations(folder.routings, folder.locations)
    )


def test_everything_that_is_bought_has_a_cost_and_a_lead_time(
    folder: Folder, ways: dict[int, tuple[Step, ...]]
) -> None:
    costs = material_costs(folder.products, folder.bills, ways, folder.locations, supply.prices(folder))
    days = supply.lead_days(folder)
    used = {line.component_id for lines in folder.bills.values() for line in lines}
    bought = [p for p in folder.products.values() if not p.make_flag and p.product_id in used]
    assert bought
    for product in bought:
        assert costs.get(product.product_id, product.standard_cost) > 0
        assert days[product.product_id] > 0


def test_every_department_has_one_head_and_logins_are_told_apart(folder: Folder) -> None:
    everybody = colleagues_of(folder)
    assert sorted(c.department for c in everybody if c.is_head) == sorted(INTERNAL)
    assert len({c.login for c in everybody}) == len(everybody)


def test_orders_come_oldest_first_with_lines_that_are_sold(folder: Folder) -> None:
    chosen = tasks(folder, 200)
    assert [t.head.order_date for t in chosen] == sorted(t.head.order_date for t in chosen)
    assert all(t.lines for t in chosen)
    assert all(folder.products[x.product_id].finished_goods_flag for t in chosen for x in t.lines)

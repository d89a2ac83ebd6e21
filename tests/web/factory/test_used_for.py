"""III.4.1: the page of every standard says what it is used for, from the lists that the reader may see."""

from typing import Any

from tests.planning.plant import Plant, full_plant, ordered, plant

from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.models import Operation
from takt.web.pages.listing.used_for import USES

__all__ = ["full_plant", "plant"]


def tables(page: Any) -> dict[str, list[list[str]]]:
    """What stands in the tables of a row's page."""
    return {t.title: [[link.cell.text for link in row] for row in t.rows] for t in page.context["used_for"]}


def test_a_machine_shows_what_comes_next(full_plant: Plant, browser: Any) -> None:
    adopt(
        propose(ordered(full_plant, (full_plant.gearbox, "10")), by=full_plant.people.production),
        by=full_plant.people.production,
    )
    client = browser(full_plant.people.production)
    client.cookies["django_language"] = "en"
    shown = [row[0] for row in tables(client.get("/lists/machines/B1"))["What comes next"]]
    assert shown == list(
        Operation.objects.filter(machine=full_plant.bench)
        .order_by("planned_start")
        .values_list("number", flat=True)
    )
    assert shown


def test_a_unit_shows_its_items_and_a_skill_who_has_it(plant: Plant, browser: Any) -> None:
    client = browser(plant.people.production)
    client.cookies["django_language"] = "en"
    unit = client.get("/lists/units/pc")
    items = tables(unit)["Items counted in it"]
    assert len(items) == 10
    assert unit.context["used_for"][0].is_cut
    names = {row[0] for row in tables(client.get("/lists/skills/TURNING"))["Who has it"]}
    assert names == {plant.people.production.name, plant.people.production2.name}


def test_what_is_used_for_nothing_shows_no_empty_table(plant: Plant, browser: Any) -> None:
    assert tables(browser(plant.people.production).get("/lists/machines/L2")) == {}


def test_every_use_names_columns_that_its_list_has() -> None:
    from takt.conduct.resources import RESOURCES

    for uses in USES.values():
        for use in uses:
            assert set(use.columns.split()) <= {c.path for c in RESOURCES[use.of].columns}, use
            assert not use.all_by or use.all_by in RESOURCES[use.of].filters, use

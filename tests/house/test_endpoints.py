"""Role x endpoint x whose order: every endpoint stands in the matrix, and each cell is tried over REST."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.house.test_permissions import DOCUMENT, ROLES, actor
from tests.open_door import open_door
from tests.orders.shop import Shop, confirmed
from tests.people import People
from tests.web.conftest import program, shop

from takt.conduct.action import ACTIONS
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.discover import discover
from takt.conduct.models import Letter
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.web.rest.assembly import the_document
from takt.web.rest.names import operation_of

__all__ = ["program", "shop"]
discover()

# Endpoints that are neither an action nor a list: the list or action whose right they follow.
FOLLOWS = {
    "read_dossier": "orders",
    "search": "orders, customers, items",
    "read_inbox": "what waits for the reader alone; nothing for contacts",
    "list_figures": "figures: management, administration, heads of departments (tests/records/figures)",
    "read_figure": "figures",
    "read_figure_rows": "figures",
    "read_line_schedule": "operations",
    "read_letter_document": "letters",
    "read_packing_slip": "shipments",
    "read_board": "operations",
    "preview_board": "operations",
    "read_load": "operations",
    "read_shortages": "expected-receipts",
    "download_attachment": "attachments",
    "upload_attachment": "orders.attach",
    "import_file": "factory.import_table",
    "import_template": "factory.import_table",
    "export_import_kind_xlsx": "factory.import_table",
    "export_import_kind_csv": "factory.import_table",
}


def readers() -> dict[str, set[Department]]:
    """Who may read what, as the document says."""
    rows = [
        line.split("|")[1:-1]
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith("| [")
    ]
    return {
        r[0].strip().strip("[]"): {d for d, cell in zip(ROLES, r[2:], strict=True) if "○" in cell}
        for r in rows
    }


READERS = readers()


def endpoints() -> dict[str, str]:
    """Every operation of the OpenAPI document: its id and address."""
    paths: dict[str, dict[str, Any]] = dict(the_document()["paths"])  # type: ignore[call-overload]  # JSON
    return {
        operation["operationId"]: path for path, methods in paths.items() for operation in methods.values()
    }


def test_every_endpoint_stands_in_the_matrix() -> None:
    acts = {operation_of(a) for a in ACTIONS.values()}
    lists = {
        f"{verb}_{name}{kind}"
        for name in READERS
        for verb, kind in (("list", ""), ("read", ""), ("export", "_xlsx"), ("export", "_csv"))
    }
    assert sorted(set(endpoints()) - acts - lists - set(FOLLOWS)) == []
    assert sorted(READERS) == sorted(RESOURCES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*INTERNAL, Department.CUSTOMER])
def test_a_role_reads_the_lists_that_the_document_gives_it(
    role: Department, program: Callable[..., Any], shop: Shop
) -> None:
    with open_door():
        reader = actor(role, shop.farwin)
    asks = program(reader)
    wrong = []
    for name, may in READERS.items():
        status = asks.get(f"/{name}").status_code
        refused = 404 if role == Department.CUSTOMER else 403
        if status != (200 if role in may else refused):
            wrong.append((name, status))
    assert wrong == []


@pytest.mark.django_db
def test_nobody_reads_without_signing_in(client: Any) -> None:
    paths = [
        path for name, path in endpoints().items() if name.startswith(("list_", "read_", "export_", "search"))
    ]
    assert {
        client.get(path.replace("{reference}", "1").replace("{kind}", "items")).status_code for path in paths
    } == {401}


@pytest.mark.django_db
def test_a_contact_sees_the_own_order_and_nobody_elses(
    program: Callable[..., Any], people: People, shop: Shop
) -> None:
    order = confirmed(shop, people)
    letter = Letter.objects.filter(letter_case=order.pk).first()
    assert letter is not None
    addresses = [
        f"/orders/{order.number}",
        f"/orders/{order.number}/dossier",
        f"/orders/{order.pk}",
        f"/letters/{letter.pk}/document",
    ]
    own, other = (program(p) for p in (shop.buyer, shop.other_buyer))
    assert [own.get(a).status_code for a in addresses] == [200] * len(addresses)
    assert [other.get(a).status_code for a in addresses] == [404] * len(addresses)
    assert own.get("/orders").json()["rows"]
    assert other.get("/orders").json()["rows"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", INTERNAL)
def test_only_who_may_see_money_sees_it_anywhere(
    role: Department, program: Callable[..., Any], people: People, shop: Shop
) -> None:
    confirmed(shop, people)
    with open_door():
        reader: Person = actor(role, None)
    asks = program(reader)
    for name, resource in RESOURCES.items():
        money = {c.name for c in resource.columns if c.money}
        if role in resource.readers and money:
            rows = asks.get(f"/{name}").json()["rows"]
            seen = role in (Department.SALES, Department.FINANCE, Department.MANAGEMENT)
            assert all((money <= set(row)) == seen for row in rows), name

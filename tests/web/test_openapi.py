"""The OpenAPI document and the API page hold every action and every list, with clause, examples and refusals."""

from typing import Any

import pytest
from django.test import Client

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.conduct.refusals import REFUSALS
from takt.conduct.resources import RESOURCES
from takt.web.rest.assembly import the_document
from takt.web.rest.names import operation_of, path_of

discover()
OWN = {n: a for n, a in ACTIONS.items() if a.run.__module__.startswith("takt.") and not a.within}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document."""
    return dict(the_document())


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every operation by its id."""
    return {o["operationId"]: o for methods in document["paths"].values() for o in methods.values()}


def test_every_action_has_an_address_of_its_own() -> None:
    paths = [path_of(action) for action in OWN.values()]
    assert len(paths) == len(set(paths))


def test_every_action_is_described_with_its_clause_and_an_example_that_fits(document: dict[str, Any]) -> None:
    known = operations(document)
    for action in OWN.values():
        operation = known[operation_of(action)]
        assert operation["tags"] == [action.clause.number]
        body = operation["requestBody"]["content"]["application/json"]
        name = body["schema"]["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][name]
        assert set(schema.get("properties", {})) == set(action.parameters)
        assert set(body["example"]) == set(schema.get("required", []))
        action.arguments.model_validate(body["example"])


def test_every_operation_describes_its_refusals(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        assert {"200", "401", "403", "404", "422"} <= set(operation["responses"])
        refused = operation["responses"]["422"]["content"]
        assert refused["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
        assert operation["security"]
    assert set(document["components"]["securitySchemes"]) == {"Token", "Session"}


def test_every_list_is_described(document: dict[str, Any]) -> None:
    known = operations(document)
    for name in RESOURCES:
        assert {f"list_{name}", f"read_{name}", f"export_{name}_xlsx", f"export_{name}_csv"} <= set(known)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = set(document["components"]["schemas"])

    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"].rpartition("/")[2]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*map(references, part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    assert references(document) <= schemas


def test_the_api_page_shows_all_of_it(db: None) -> None:
    page = Client().get("/api/", headers={"Accept-Language": "en"}).content.decode()
    for action in OWN.values():
        assert f"/api/v1{path_of(action)}<" in page
    for code in REFUSALS:
        assert f'id="{code}"' in page


def test_the_document_is_for_anybody(db: None) -> None:
    assert Client().get("/api/v1/openapi.json").json()["info"]["title"] == "Takt"

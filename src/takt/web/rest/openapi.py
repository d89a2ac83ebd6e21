"""The OpenAPI 3.1 document: schemas of all bodies and answers, tags by clause, security schemes."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import override
from ninja import NinjaAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from takt.conduct.action import ACTIONS
from takt.conduct.clauses import CLAUSES
from takt.conduct.refusals import REFUSALS
from takt.conduct.resources import RESOURCES, Column, Resource
from takt.web.rest.describing import row_schema

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_ANY: dict[str, Any] = {}


def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document, in English."""
    with override("en"):
        found: dict[str, Any] = dict(api.get_openapi_schema())
        schemas = found.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(_bodies())
        schemas.update(_answers())
        schemas.update({row_schema(r): _row(r) for r in RESOURCES.values()})
        found["tags"] = [
            {"name": c.number, "description": f"{c.zh} ({c.en})"}
            for c in CLAUSES.values()
            if _used(found, c.number)
        ]
    return found


def _used(found: dict[str, Any], tag: str) -> bool:
    return any(
        tag in operation.get("tags", ()) for path in found["paths"].values() for operation in path.values()
    )


def _bodies() -> dict[str, Any]:
    wanted: list[tuple[type[BaseModel], Any]] = [(a.arguments, "validation") for a in ACTIONS.values()]
    __, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = found.get("$defs", {})
    for action in ACTIONS.values():
        properties = schemas[action.arguments.__name__].get("properties", {})
        for name, kind in action.references.items():
            properties[name]["description"] = f"The number or id of: {kind._meta.verbose_name}."
    return schemas


def _row(resource: Resource) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": {"type": "string", "format": "uuid"}}
    for column in resource.columns:
        properties[column.name] = {"title": str(column.heading), **_column(resource.model, column)}
    return {
        "type": "object",
        "title": str(resource.model._meta.verbose_name),
        "required": ["id"],
        "properties": properties,
    }


def _column(model: type[models.Model], column: Column) -> dict[str, Any]:
    shape: dict[str, Any] = {"description": "Only for those who may see money."} if column.money else {}
    try:
        field = model._meta.get_field(column.path)
    except FieldDoesNotExist:
        return shape  # a path through other rows, or something calculated
    kinds = {
        models.BooleanField: "boolean",
        models.IntegerField: "integer",
        models.CharField: "string",
        models.DecimalField: "string",
    }
    kind = next((name for base, name in kinds.items() if isinstance(field, base)), None)
    return shape | ({"type": [kind, "null"]} if kind else {})


def _answers() -> dict[str, Any]:
    return {
        "Outcome": _object("What an act led to.", action=_TEXT, kind=_TEXT, id=_TEXT_OR_NULL, reference=_TEXT, version={"type": "integer"}, state=_TEXT, answer=_ANY),
        "Refusal": _object("One reason.", code={"type": "string", "enum": sorted(REFUSALS)}, clause=_TEXT, field=_TEXT, value=_ANY, expected=_TEXT, sentence=_TEXT, facts={"type": "object"}),
        "Problem": _object(
            "RFC 9457 problem details.",
            type=_TEXT, title=_TEXT, status={"type": "integer"}, detail=_TEXT, instance=_TEXT, code=_TEXT,
            refusals={"type": "array", "items": {"$ref": "#/components/schemas/Refusal"}},
        ),
        "ImportResult": _object(
            "What became of a file.",
            kind=_TEXT, filename=_TEXT, rehearsed={"type": "boolean"}, new={"type": "integer"}, changed={"type": "integer"},
            unchanged={"type": "integer"}, number=_TEXT, faults={"type": "array", "items": {"$ref": "#/components/schemas/Refusal"}},
        ),
        "Inbox": {
            "type": "object",
            "description": "A page of what waits for somebody, or of what they did, began or were told; the numbers are of what waits.",
            "required": ["tasks", "next"],
            "properties": {
                "tasks": {"type": "array", "items": {"type": "object"}}, "next": _TEXT_OR_NULL, "waiting": {"type": "integer"},
                "overdue": {"type": "integer"}, "is_more": {"type": "boolean"}, "by_action": {"type": "object"},
            },
        },
        "Hit": _object("A row that was found.", resource=_TEXT, id=_TEXT, reference=_TEXT, title=_TEXT, number=_TEXT),
        "Event": _object("One thing that happened.", at=_TEXT, event=_TEXT, what=_TEXT, clause=_TEXT, who=_TEXT, on_behalf_of=_TEXT, department=_TEXT, about=_TEXT, kind=_TEXT, facts={"type": "object"}),
        "Dossier": _object(
            "Everything about an order that the reader may see.",
            order={"type": "object"}, next={"type": ["object", "null"]}, genuine={"type": "boolean"},
            timeline={"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
            **{n: {"type": "array", "items": {"type": "object"}} for n in ("lines", "reviews", "plans", "operations", "shipments", "attachments")},
        ),
    }  # fmt: skip


def _object(description: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "required": list(properties),
        "properties": properties,
    }

"""How an operation stands in the OpenAPI document: parameters, body, answers, examples."""

import inspect
from typing import Any

from takt.conduct.action import Action
from takt.conduct.refusals import REFUSALS
from takt.conduct.resources import Resource
from takt.web.rest.examples import example_of

PROBLEM = "#/components/schemas/Problem"
REFUSED = {
    "400": "The body is not JSON in UTF-8, or the request is malformed.",
    "401": "No valid API token or session.",
    "403": "Another department's step (VI.1), or a duty that excludes this one (VI.2).",
    "404": "There is no such row, or it is not yours to know.",
    "405": "The address knows other methods (see Allow).",
    "409": "Not possible now: the state, another version, or a rule of the clause.",
    "413": "The body is larger than what is read.",
    "415": "The body is not of the expected kind.",
    "422": "A field has not the expected shape or names nothing that exists.",
}
READING = ("400", "401", "403", "404", "405", "422")
ACTING = tuple(REFUSED)


def first_sentence(action: Action[Any, Any]) -> str:
    """What the action does, in one sentence."""
    return inspect.cleandoc(action.__doc__ or action.stem).split("\n\n")[0].replace("\n", " ")


def refused_answers(*statuses: str) -> dict[str, Any]:
    """The described answers that say no."""
    return {
        status: {
            "description": REFUSED[status],
            "content": {"application/problem+json": {"schema": {"$ref": PROBLEM}}},
        }
        for status in statuses
    }


def header(name: str, description: str, pattern: str, example: str) -> dict[str, Any]:
    """An optional header of a request."""
    schema = {"type": "string", "pattern": pattern}
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": schema,
        "example": example,
    }


def query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """An optional query parameter."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or {"type": "string"},
    }


def describe_act(action: Action[Any, Any]) -> dict[str, Any]:
    """The OpenAPI details of an action's operation."""
    model = action.arguments
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    needs = any(f.is_required() for f in model.model_fields.values())
    codes = sorted(c for c, r in REFUSALS.items() if r.clause == action.clause.number)
    departments = ", ".join(str(d.value) for d in action.departments)
    lines = [
        inspect.cleandoc(action.__doc__ or ""),
        f"Clause {action.clause.number} {action.clause.zh} ({action.clause.en}). Done by: {departments}.",
    ]
    if codes:
        lines.append(f"Refusals of the clause: {', '.join(codes)}.")
    return {
        "description": "\n\n".join(lines),
        "parameters": [
            header(
                "Idempotency-Key",
                "The same key with the same request does the act once.",
                "^[!-~]{1,200}$",
                "7f9c0d2e-1",
            ),
            header(
                "If-Match",
                "The version that was seen; another one is refused as stale.",
                '^(\\*|(W/)?"?[0-9]{1,9}"?)$',
                '"3"',
            ),
        ],
        "requestBody": {
            "required": needs,
            "content": {"application/json": {"schema": schema, "example": example_of(action)}},
        },
        "responses": {"200": _done(action), **refused_answers(*ACTING)},
    }


def _done(action: Action[Any, Any]) -> dict[str, Any]:
    example = {
        "action": action.name, "kind": "orders.order", "id": "01987d3c-5f7a-7000-8000-000000000001",
        "reference": "SO-P1-2026-000001", "version": 4, "state": "confirmed", "answer": None,
    }  # fmt: skip
    return {
        "description": "Done, and in the journal.",
        "headers": {
            "ETag": {"description": "The version of the row as it stands now.", "schema": {"type": "string"}}
        },
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}, "example": example}
        },
    }


def describe_list(resource: Resource) -> dict[str, Any]:
    """The OpenAPI details of a list."""
    filters = [query(name, f"Only rows with this {name.replace('__', ' ')}.") for name in resource.filters]
    page = {
        "type": "object",
        "required": ["rows", "next"],
        "properties": {
            "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{row_schema(resource)}"}},
            "next": {
                "type": ["string", "null"],
                "description": "The cursor of the next page; null at the end.",
            },
        },
    }
    return {
        "parameters": [
            query(
                "q",
                "Words that must all be found, in " + ", ".join(resource.search),
                type="string",
                maxLength=200,
            ),
            query("cursor", "The field `next` of the page before."),
            query("limit", "Rows on a page.", type="integer", minimum=1, maximum=200, default=50),
            *filters,
        ],
        "responses": {"200": answer("A page, newest first.", page), **refused_answers(*READING)},
    }


def row_schema(resource: Resource) -> str:
    """The name of the schema of a row in the list."""
    return "".join(part.title() for part in resource.name.replace("-", "_").split("_")) + "Row"


def answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A described answer in JSON."""
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def file_answer(description: str, *media_types: str) -> dict[str, Any]:
    """A described answer that is a file."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {"description": description, "content": content}

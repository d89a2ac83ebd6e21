"""An example for every action's body, made from its arguments' schema."""

from typing import Any

from takt.conduct.action import Action

_BY_NAME = {
    "email": "wang@example.com",
    "currency": "CNY",
    "reason": "The customer asked for it by phone.",
    "name": "示例",
}
_BY_FORMAT = {
    "date": "2026-11-30",
    "date-time": "2026-11-30T08:00:00+08:00",
    "time": "08:00:00",
    "uuid": "01987d3c-5f7a-7000-8000-000000000001",
    "duration": "PT1H",
    "base64": "5Zu+57q4",
    "email": "wang@example.com",
}
_DEEPEST = 6


def example_of(action: Action[Any, Any]) -> dict[str, Any]:
    """The required fields of an action's body, filled in."""
    schema = action.arguments.model_json_schema()
    references = {name: kind.__name__ for name, kind in action.references.items()}
    required = schema.get("required", [])
    properties = schema.get("properties", {})
    return {
        name: f"{references[name].upper()}-1"
        if name in references
        else _value(name, properties[name], schema.get("$defs", {}), 0)
        for name in required
    }


def _value(name: str, schema: dict[str, Any], known: dict[str, Any], depth: int) -> Any:
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    if "default" in schema:
        return schema["default"]
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    for choice in schema.get("anyOf", []):
        return _value(name, choice, known, depth)
    kind = schema.get("type")
    if kind == "object":
        inside = schema.get("properties", {})
        return (
            {n: _value(n, inside[n], known, depth + 1) for n in schema.get("required", [])}
            if depth < _DEEPEST
            else {}
        )
    if kind == "array":
        return [_value(name, schema.get("items", {}), known, depth + 1)] if depth < _DEEPEST else []
    if kind in ("number", "integer"):
        return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    if kind == "boolean":
        return True
    return _BY_FORMAT.get(schema.get("format", ""), _BY_NAME.get(name, "A-1"))

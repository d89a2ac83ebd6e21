"""The JSON twin of the messages: the facts under their own names, times as ISO 8601 in UTC, quantities as strings."""

import json
from typing import Any

from takt.exchange.lines.facts import (
    STATES,
    LinePerformance,
    LineSchedule,
    OperationActual,
    ProductionRequest,
    ScheduledOperation,
)
from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.json_parts import Part
from takt.exchange.lines.values import in_order, quantity_text, time_text

OUR_STATES = {state: state for state in STATES}


def schedule_json(schedule: LineSchedule) -> bytes:
    """A line schedule."""
    found = {
        "schedule": schedule.number,
        "version": schedule.version,
        "published_at": time_text(schedule.published_at) if schedule.published_at else None,
        "requests": [_request(one) for one in schedule.requests],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _request(request: ProductionRequest) -> dict[str, Any]:
    return {
        "number": request.number,
        "order": request.order,
        "item": request.item,
        "quantity": quantity_text(request.quantity),
        "unit": request.unit,
        "priority": request.priority,
        "operations": [_operation(one) for one in request.operations],
    }


def _operation(operation: ScheduledOperation) -> dict[str, Any]:
    return {
        "number": operation.number,
        "name": operation.name,
        "start": time_text(operation.start),
        "end": time_text(operation.end),
        "work_center": operation.work_center,
        "machine": operation.machine,
        "skill": operation.skill,
        "person": operation.person,
        "minutes": operation.minutes,
        "state": operation.state,
    }


def read(content: bytes) -> LineSchedule | LinePerformance:
    """A schedule (with `requests`) or a report (with `actuals`). Raises MessageFault with the path of the first fault."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MessageFault("the message", "", "UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise MessageFault("the JSON", str(error), "well-formed JSON", line) from error
    root = Part(found, "")
    if root.has("actuals"):
        return _read_performance(root)
    if root.has("requests"):
        return _read_schedule(root)
    raise MessageFault("the message", "", "an object with requests (a schedule) or actuals (a report)")


def _read_schedule(root: Part) -> LineSchedule:
    requests = tuple(_read_request(one) for one in root.parts("requests"))
    if not any(one.operations for one in requests):
        raise MessageFault("requests", "", "at least one operation")
    return LineSchedule(root.needed("schedule"), root.text("version"), root.time("published_at"), requests)


def _read_request(part: Part) -> ProductionRequest:
    return ProductionRequest(
        number=part.needed("number"),
        order=part.text("order"),
        item=part.text("item"),
        quantity=part.needed_quantity("quantity"),
        unit=part.text("unit"),
        operations=tuple(_read_operation(one) for one in part.parts("operations")),
        priority=part.whole("priority", 1),
    )


def _read_operation(part: Part) -> ScheduledOperation:
    start, end = part.needed_time("start"), part.needed_time("end")
    in_order(start, end, part.where("end"))
    return ScheduledOperation(
        number=part.needed("number"),
        name=part.text("name"),
        start=start,
        end=end,
        work_center=part.text("work_center"),
        machine=part.text("machine"),
        skill=part.text("skill"),
        person=part.text("person"),
        minutes=part.whole("minutes", 0),
        state=part.word("state", OUR_STATES, "waiting"),
    )


def _read_performance(root: Part) -> LinePerformance:
    actuals = tuple(_read_actual(one) for one in root.parts("actuals"))
    if not actuals:
        raise MessageFault("actuals", "[]", "at least one")
    return LinePerformance(root.needed("report"), root.text("schedule"), root.time("published_at"), actuals)


def _read_actual(part: Part) -> OperationActual:
    start, end = part.time("start"), part.time("end")
    if start is not None and end is not None:
        in_order(start, end, part.where("end"))
    return OperationActual(
        number=part.needed("number"),
        state=part.word("state", OUR_STATES, None),
        start=start,
        end=end,
        machine=part.text("machine"),
        person=part.text("person"),
        good_quantity=part.quantity("good_quantity"),
        scrap_quantity=part.quantity("scrap_quantity"),
    )

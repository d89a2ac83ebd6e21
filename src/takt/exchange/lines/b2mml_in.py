"""B2MML 7 as facts: WorkSchedule, JobList and OperationsSchedule; WorkPerformance, JobResponseList and OperationsPerformance; bare or
wrapped in a transaction (Sync, Process, Show, Change ...)."""

from datetime import datetime
from decimal import Decimal

from takt.exchange.lines import xml
from takt.exchange.lines.facts import (
    LinePerformance,
    LineSchedule,
    OperationActual,
    ProductionRequest,
    ScheduledOperation,
)
from takt.exchange.lines.families import (
    MINUTES,
    OPERATIONS,
    OPERATIONS_REPORT,
    ORDER,
    STATES_OF_WORDS,
    WORK,
    WORK_REPORT,
    Family,
    ReportFamily,
)
from takt.exchange.lines.faults import MessageFault
from takt.exchange.lines.values import in_order, one_of, quantity_of, time_of, whole_of

SCHEDULES = {"WorkSchedule": WORK, "JobList": WORK, "OperationsSchedule": OPERATIONS}
REPORTS = {
    "WorkPerformance": WORK_REPORT,
    "JobResponseList": WORK_REPORT,
    "OperationsPerformance": OPERATIONS_REPORT,
}
GOOD = frozenset({"Produced", "Material Produced", "Yield Produced"})
SCRAP = "Scrap"
"""Scrapped pieces: MaterialUse Other with this OtherValue."""


def read(content: bytes) -> LineSchedule | LinePerformance:
    """What a message says. Raises MessageFault with the line of the first thing that is wrong."""
    root = xml.parse(content)
    body = _body(root)
    name = xml.name_of(body)
    if name in SCHEDULES:
        return _schedule(body, SCHEDULES[name])
    if name in REPORTS:
        return _performance(body, REPORTS[name])
    raise MessageFault(name, "", "one of " + ", ".join([*SCHEDULES, *REPORTS]), xml.line_of(body))


def _body(root: xml.Node) -> xml.Node:
    """What a transaction carries (its last element; the first one is the verb), or the document itself."""
    area = xml.child(root, "DataArea")
    if area is None:
        return root
    if len(area) < 2:
        raise MessageFault("DataArea", "", "a verb and the message", xml.line_of(area))
    if len(area) > 2:
        raise MessageFault("DataArea", f"{len(area) - 1} messages", "one message", xml.line_of(area[2]))
    return area[1]


def _schedule(node: xml.Node, family: Family) -> LineSchedule:
    alone = xml.name_of(node) == "JobList"
    requests = [node] if alone else list(xml.children(node, family.request))
    found = tuple(_request(one, family) for one in requests)
    if not any(one.operations for one in found):
        raise MessageFault(xml.name_of(node), "", f"at least one {family.operation}", xml.line_of(node))
    return LineSchedule(
        number=xml.needed_text(node, "ID"),
        version=xml.text(node, "Version"),
        published_at=_time(node, "PublishedDate"),
        requests=found,
    )


def _request(node: xml.Node, family: Family) -> ProductionRequest:
    operations = list(xml.children(node, family.operation))
    material = xml.child(operations[0], "MaterialRequirement") if operations else None
    item, quantity, unit = ("", Decimal(0), "") if material is None else _produced(material)
    return ProductionRequest(
        number=xml.needed_text(node, "ID"),
        order=_parameter(operations[0], family, ORDER) if operations else "",
        item=item,
        quantity=quantity,
        unit=unit,
        operations=tuple(_operation(one, family) for one in operations),
        priority=_whole(node, "Priority", 1),
        line=xml.line_of(node),
    )


def _operation(node: xml.Node, family: Family) -> ScheduledOperation:
    start, end = (_needed_time(node, name) for name in (family.start, family.end))
    in_order(start, end, family.end, xml.line_of(xml.needed(node, family.end)))
    state, minutes = xml.text(node, family.state), _parameter(node, family, MINUTES)
    return ScheduledOperation(
        number=xml.needed_text(node, "ID"),
        name=xml.text(node, "Description"),
        start=start,
        end=end,
        work_center=xml.text(node, "EquipmentRequirement", "EquipmentClassID"),
        machine=xml.text(node, "EquipmentRequirement", "EquipmentID"),
        skill=xml.text(node, "PersonnelRequirement", "PersonnelClassID"),
        person=xml.text(node, "PersonnelRequirement", "PersonID"),
        minutes=whole_of(minutes, MINUTES, xml.line_of(node)) if minutes else 0,
        state=one_of(state, STATES_OF_WORDS, family.state, xml.line_of(node)) if state else "waiting",
        line=xml.line_of(node),
    )


def _performance(node: xml.Node, family: ReportFamily) -> LinePerformance:
    alone = xml.name_of(node) == "JobResponseList"
    responses = [node] if alone else list(xml.children(node, family.response))
    actuals = tuple(_actual(one, family) for each in responses for one in xml.children(each, family.actual))
    if not actuals:
        raise MessageFault(xml.name_of(node), "", f"at least one {family.actual}", xml.line_of(node))
    return LinePerformance(
        number=xml.needed_text(node, "ID"),
        schedule=xml.text(node, family.schedule_id),
        published_at=_time(node, "PublishedDate"),
        actuals=actuals,
    )


def _actual(node: xml.Node, family: ReportFamily) -> OperationActual:
    start, end = _time(node, family.start), _time(node, family.end)
    if start is not None and end is not None:
        in_order(start, end, family.end, xml.line_of(node))
    good, scrap = _made(node)
    return OperationActual(
        number=xml.text(node, family.about) or xml.needed_text(node, "ID"),
        state=one_of(xml.needed_text(node, family.state), STATES_OF_WORDS, family.state, xml.line_of(node)),
        start=start,
        end=end,
        machine=xml.text(node, "EquipmentActual", "EquipmentID"),
        person=xml.text(node, "PersonnelActual", "PersonID"),
        good_quantity=good,
        scrap_quantity=scrap,
        line=xml.line_of(node),
    )


def _made(node: xml.Node) -> tuple[Decimal | None, Decimal | None]:
    """Good and scrapped pieces; None for what no MaterialActual speaks of."""
    good: Decimal | None = None
    scrap: Decimal | None = None
    for material in xml.children(node, "MaterialActual"):
        use = xml.child(material, "MaterialUse")
        word = xml.text(material, "MaterialUse")
        if word in GOOD:
            good = (good or Decimal(0)) + _produced(material)[1]
        elif word == "Other" and use is not None and use.get("OtherValue") == SCRAP:
            scrap = (scrap or Decimal(0)) + _produced(material)[1]
    return good, scrap


def _produced(material: xml.Node) -> tuple[str, Decimal, str]:
    """Item, quantity, unit."""
    words = xml.needed_text(material, "Quantity", "QuantityString")
    line = xml.line_of(xml.needed(material, "Quantity", "QuantityString"))
    unit = xml.text(material, "Quantity", "UnitOfMeasure")
    return xml.text(material, "MaterialDefinitionID"), quantity_of(words, "QuantityString", line), unit


def _parameter(node: xml.Node, family: Family, name: str) -> str:
    for parameter in xml.children(node, family.parameter):
        if xml.text(parameter, "ID") == name:
            return xml.text(parameter, "Value", "ValueString")
    return ""


def _whole(node: xml.Node, name: str, otherwise: int) -> int:
    words = xml.text(node, name)
    return whole_of(words, name, xml.line_of(xml.needed(node, name))) if words else otherwise


def _time(node: xml.Node, name: str) -> datetime | None:
    words = xml.text(node, name)
    return time_of(words, name, xml.line_of(xml.needed(node, name))) if words else None


def _needed_time(node: xml.Node, name: str) -> datetime:
    return time_of(xml.needed_text(node, name), name, xml.line_of(xml.needed(node, name)))

"""A line schedule as B2MML 7: WorkSchedule or OperationsSchedule."""

from takt.exchange.lines import xml
from takt.exchange.lines.facts import LineSchedule, ProductionRequest, ScheduledOperation
from takt.exchange.lines.families import MINUTES, OPERATIONS, ORDER, STATE_WORDS, WORK, Family
from takt.exchange.lines.values import quantity_text, time_text


def work_schedule(schedule: LineSchedule) -> bytes:
    """ISA-95 part 4: a work request for each job, a job order for each operation."""
    return _document(schedule, WORK)


def operations_schedule(schedule: LineSchedule) -> bytes:
    """ISA-95 part 2: an operations request for each job, a segment requirement for each operation."""
    return _document(schedule, OPERATIONS)


def _document(schedule: LineSchedule, family: Family) -> bytes:
    root = xml.root(family.schedule)
    operations = schedule.operations
    xml.add_all(
        root,
        ID=schedule.number,
        Version=schedule.version,
        PublishedDate=time_text(schedule.published_at) if schedule.published_at else "",
        StartTime=time_text(min(o.start for o in operations)),
        EndTime=time_text(max(o.end for o in operations)),
    )
    xml.add_all(root, **{family.type: "Production", "ScheduleState": "Released"})
    for request in schedule.requests:
        _request(xml.add(root, family.request), request, family)
    return xml.as_bytes(root)


def _request(node: xml.Node, request: ProductionRequest, family: Family) -> None:
    times = {
        "StartTime": time_text(min(o.start for o in request.operations)),
        "EndTime": time_text(max(o.end for o in request.operations)),
    }
    kind = {family.type: "Production"}
    xml.add_all(node, ID=request.number)
    xml.add_all(node, **(times | kind if family.times_before_type else kind | times))
    xml.add_all(node, Priority=str(request.priority), RequestState="Released")
    for operation in request.operations:
        _operation(xml.add(node, family.operation), operation, request, family)


def _operation(
    node: xml.Node, operation: ScheduledOperation, request: ProductionRequest, family: Family
) -> None:
    xml.add_all(node, ID=operation.number, Description=operation.name)
    xml.add_all(node, **{family.start: time_text(operation.start), family.end: time_text(operation.end)})
    xml.add_all(node, **{family.type: "Production"})
    if family is OPERATIONS:
        xml.add_all(node, ProcessSegmentID=operation.work_center or operation.machine or operation.number)
        xml.add_all(node, OperationsDefinitionID=request.item, OperationsSegmentID=operation.number)
    xml.add_all(node, **{family.state: STATE_WORDS[operation.state]})
    _parameter(node, family, ORDER, request.order, "string")
    _parameter(node, family, MINUTES, str(operation.minutes) if operation.minutes else "", "integer")
    _requirements(node, operation, request)


def _parameter(node: xml.Node, family: Family, name: str, value: str, kind: str) -> None:
    if value:
        parameter = xml.add(node, family.parameter)
        xml.add(parameter, "ID", name)
        xml.add_all(xml.add(parameter, "Value"), ValueString=value, DataType=kind)


def _requirements(node: xml.Node, operation: ScheduledOperation, request: ProductionRequest) -> None:
    """Who, on what, of what: the same elements in both families."""
    if operation.skill or operation.person:
        personnel = xml.add(node, "PersonnelRequirement")
        xml.add_all(personnel, ID="1", PersonnelClassID=operation.skill, PersonID=operation.person)
    if operation.work_center or operation.machine:
        equipment = xml.add(node, "EquipmentRequirement")
        xml.add_all(equipment, ID="1", EquipmentClassID=operation.work_center, EquipmentID=operation.machine)
    material = xml.add(node, "MaterialRequirement")
    xml.add_all(material, ID="1", MaterialDefinitionID=request.item, MaterialUse="Produced")
    quantity = xml.add(material, "Quantity")
    xml.add_all(
        quantity,
        QuantityString=quantity_text(request.quantity),
        DataType="decimal",
        UnitOfMeasure=request.unit,
    )

"""The demonstration's shop floor: who starts, finishes and inspects. 车间."""

from decimal import Decimal

from takt.departments.models import Person
from takt.orders.models import Order
from takt.planning.models import Job, Operation
from takt.planning.states import OperationState
from takt.production.actions.finish import finish
from takt.production.actions.provide import provide
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.models import ExceptionKind
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict
from takt.web.demo.staff import Staff


def produce(order: Order, staff: Staff) -> None:
    """Every operation of the plan in force, one after the other, inspected where the route says so."""
    if Job.objects.filter(order=order, route__isnull=True).exists():
        provide(order, by=staff["zhou.jianguo"])
        order.refresh_from_db()
    for operation in _operations(order):
        _carry_out(operation, staff)
        if operation.state == OperationState.INSPECTION:
            inspect(operation, by=staff["han.xue"], verdict=InspectionVerdict.PASS)
    order.refresh_from_db()


def start_first(order: Order, staff: Staff) -> None:
    """The first operation runs."""
    first = _operations(order)[0]
    start(first, by=_operator(first, staff))
    order.refresh_from_db()


def meet_trouble(order: Order, staff: Staff) -> None:
    """The first inspection asks for rework of one piece, the second is still to be decided; a casting came late."""
    operations = iter(_operations(order))
    rejected = next(o for o in operations if _carried_out_until_inspection(o, staff))
    inspect(
        rejected,
        by=staff["han.xue"],
        verdict=InspectionVerdict.REWORK,
        rejected=Decimal(1),
        reason="齿面粗糙度 Ra1.6, 要求 Ra0.8。",
    )
    resume(rejected, by=_operator(rejected, staff), note="重磨一件")
    finish(rejected, by=_operator(rejected, staff), good=Decimal(1))
    inspect(rejected, by=staff["han.xue"], verdict=InspectionVerdict.PASS)
    waiting = next(o for o in operations if _carried_out_until_inspection(o, staff))
    raise_exception(
        by=staff["xu.jing"],
        order=order,
        kind=ExceptionKind.QUALITY,
        operation=waiting,
        text="试车台振动传感器读数漂移, 待校准后复测。",
    )
    order.refresh_from_db()


def _carried_out_until_inspection(operation: Operation, staff: Staff) -> bool:
    _carry_out(operation, staff)
    return operation.state == OperationState.INSPECTION


def _carry_out(operation: Operation, staff: Staff) -> None:
    by = _operator(operation, staff)
    start(operation, by=by)
    finish(operation, by=by, good=operation.job.quantity)


def _operator(operation: Operation, staff: Staff) -> Person:
    """Whom the plan names; the planner's colleague where no skill is asked for."""
    return operation.person or staff["he.jun"]


def _operations(order: Order) -> list[Operation]:
    """In the order of the plan, in which nothing comes before what it needs."""
    rows = Operation.objects.filter(order=order, slot__isnull=False).select_related("job", "person")
    return list(rows.order_by("planned_start", "planned_end", "sequence"))

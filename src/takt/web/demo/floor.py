"""The demonstration's shop floor: who starts, finishes and inspects, and what goes wrong. 车间."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from takt.conduct import clock
from takt.departments.models import Person
from takt.factory.models import Item
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Job, Operation
from takt.planning.states import OperationState
from takt.production.actions.finish import finish
from takt.production.actions.provide import provide
from takt.production.actions.raise_exception import raise_exception
from takt.production.actions.resolve_exception import resolve_exception
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.production.models import ExceptionKind, ProductionException, ScrapReason
from takt.production.situation import look_at
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict
from takt.stock.actions.count import count
from takt.stock.models import Lot
from takt.web.demo import mishaps
from takt.web.demo.course import Steps
from takt.web.demo.hours import later
from takt.web.demo.standards import SPARES, SPARES_LOT
from takt.web.demo.stories import TROUBLES, Until

if TYPE_CHECKING:
    from takt.web.demo.life import Life

ONE = Decimal(1)
SOON = timedelta(minutes=20)
NOT_SOON = timedelta(hours=3)
LEFT_RUNNING = "BORE"


def begin(life: "Life") -> None:
    """The order is on the floor: what is bought is provided, everything else begins when it is planned."""
    if Job.objects.filter(order=life.order, route__isnull=True).exists():
        provide(life.fresh(), by=life.staff["zhou.jianguo"])
        life.go_on_when_produced()
    rows = Operation.objects.filter(order=life.order, slot__isnull=False)
    operations = list(rows.order_by("planned_start", "planned_end", "sequence"))
    for operation in operations if life.story.until > Until.RELEASED else ():
        life.course.add(operation.planned_start, _work(life, operation.pk), must=life.must)


def _trouble(life: "Life") -> Steps:
    """Something stops the order, until it is resolved some days later (today's troubles are not)."""
    kind, text, resolution = TROUBLES[life.story.trouble]
    found = raise_exception(
        by=life.staff["wu.lei"], order=life.fresh(), kind=ExceptionKind(kind), text=text, blocking=True
    )
    life.stopped = True
    life.resumes = later(clock.now() + timedelta(days=life.story.trouble_days), 1)
    yield life.resumes
    life.stopped = False
    resolve_exception(found, by=life.staff["zhou.jianguo"], resolution=resolution)


def _work(life: "Life", operation_id: UUID) -> Steps:
    """One operation from its start to its inspection."""
    operation = Operation.objects.select_related("job__item", "person", "work_center").get(pk=operation_id)
    by, quantity, item = operation.person or life.staff["he.jun"], operation.job.quantity, operation.job.item
    is_left_running = _is_left_running(life, operation)
    waits = 0
    while not _may_run(operation, by):
        waits += 1
        following = clock.now() + (SOON if waits < 4 else NOT_SOON)
        if life.stopped:
            following = max(following, life.resumes)
        if following > life.course.ends:
            return
        yield following
    mishaps.unqualified(life, operation)
    start(operation, by=by)
    if life.story.trouble and not life.troubled:
        life.troubled = True
        life.course.add(clock.now() + SOON, _trouble(life))
    if is_left_running:
        return
    ends = clock.now() + (operation.planned_end - operation.planned_start) * life.chance.uniform(0.85, 1.0)
    if life.may_stop(ends):
        return
    yield ends
    if life.story.scrap and item.number in SPARES and not life.scrapped_of:
        _scrap(life, operation, by, item, quantity)
    else:
        finish(operation, by=by, good=quantity - (life.scrapped_of == item.number))
    if operation.state == OperationState.INSPECTION:
        yield from _inspection(life, operation, by)
    life.go_on_when_produced()


def _is_left_running(life: "Life", operation: Operation) -> bool:
    """On a machine that nobody else waits for."""
    wanted = life.story.until == Until.STARTED and not life.story.trouble
    return wanted and operation.work_center.code == LEFT_RUNNING


def _may_run(operation: Operation, by: Person) -> bool:
    seen = look_at(operation, by.pk, clock.now())
    return not (seen.earlier_open or seen.parts_open or seen.exceptions or seen.running)


def _inspection(life: "Life", operation: Operation, by: Person) -> Steps:
    life.inspections += 1
    if life.story.until == Until.INSPECTED and life.inspections > life.story.passes:
        if life.story.passes:
            _drifting(life, operation)
        life.held = True
        return
    soon = clock.now() + timedelta(minutes=life.chance.randint(5, 45))
    if life.may_stop(soon):
        return
    yield soon
    if life.story.rework and life.inspections == 1:
        yield from _rework(life, operation, by)
    inspect(operation, by=life.inspector(), verdict=InspectionVerdict.PASS)


def _rework(life: "Life", operation: Operation, by: Person) -> Steps:
    words = "齿面粗糙度 Ra1.6, 要求 Ra0.8。"
    inspect(operation, by=life.inspector(), verdict=InspectionVerdict.REWORK, rejected=ONE, reason=words)
    yield clock.now() + SOON
    while not _may_run(operation, by):
        yield clock.now() + SOON
    resume(operation, by=by, note="返修一件")
    yield clock.now() + timedelta(minutes=35)
    finish(operation, by=by, good=ONE)
    yield clock.now() + timedelta(minutes=12)


def _scrap(life: "Life", operation: Operation, by: Person, item: Item, quantity: Decimal) -> None:
    """Finish with one piece scrapped; the kept spare of the same part takes its place."""
    life.scrapped_of = item.number
    reason = ScrapReason.objects.get(code="SIZE")
    finish(operation, by=by, good=quantity - ONE, scrap=ONE, scrap_reason=reason, note="报废一件, 由备件补足")
    left = Lot.objects.get(item=item, number=SPARES_LOT).on_hand - ONE
    words = f"{operation.number} 报废一件, 补领备件"
    count(by=life.staff["qin.feng"], item=item, lot=SPARES_LOT, quantity=left, reason=words)


def _drifting(life: "Life", operation: Operation) -> ProductionException:
    text = "试车台振动传感器读数漂移, 待校准后复测。"
    return raise_exception(
        by=life.staff["xu.jing"],
        order=life.fresh(),
        kind=ExceptionKind.QUALITY,
        operation=operation,
        text=text,
    )


def is_produced(order: Order) -> bool:
    """Whether everything is made."""
    return Order.objects.filter(pk=order.pk, state=OrderState.PRODUCED).exists()

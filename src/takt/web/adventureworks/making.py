"""III.3 and III.4 of the run: planned, bought, released; every operation started, finished, inspected.

Buyers order what a proposal is short of, at least up to the item's safety stock. The run plays the
supplier: goods come in when the floor is refused for want of them. In every tenth order the first
inspection finds one part wrong, with a reason of the data: it is reworked and inspected again (as in the data: 729 of
72,591 work orders have scrap). Operations are done in the order of the plan, each by whom the plan names.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal

from takt.conduct.actors import Department
from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.factory.models import Item
from takt.orders.models import Order
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState
from takt.production.actions.finish import finish
from takt.production.actions.provide import provide
from takt.production.actions.resume import resume
from takt.production.actions.start import start
from takt.quality.actions.inspect import inspect
from takt.quality.models import InspectionVerdict
from takt.stock.actions.expect import expect
from takt.stock.actions.receive_expected import receive_expected
from takt.stock.models import ExpectedReceipt
from takt.web.adventureworks.cast import turn
from takt.web.adventureworks.scene import Scene, Task, today

REWORK_EVERY = 10
WANT_OF_GOODS = {"not_in_stock", "not_there_yet", "goods_missing"}
ONE = Decimal(1)


def plan(scene: Scene, task: Task, order: Order) -> None:
    """A scheduler proposes, a buyer orders what is short, a planner adopts."""
    with scene.turns.board:
        _plan(scene, task, order)
    order.refresh_from_db()


def _plan(scene: Scene, task: Task, order: Order) -> None:
    scheduler = turn(scene.cast.schedulers, task.number)
    planner = turn(scene.cast.planners, task.number, scheduler)
    proposal = Plan.objects.filter(order=order, state=PlanState.PROPOSED).order_by("-proposed_at").first()
    if proposal is None:
        proposal = propose(order, by=scheduler)
    buy(scene, task, proposal)
    try:
        adopt(proposal, by=planner)
    except Refused:
        adopt(propose(order, by=scheduler), by=planner)  # the floor moved on meanwhile


def let_go(scene: Scene, task: Task, order: Order) -> None:
    """A planner releases the adopted plan to the floor."""
    adopted = Plan.objects.get(order=order, state=PlanState.ADOPTED)
    release(adopted, by=turn(scene.cast.planners, task.number))
    order.refresh_from_db()


def buy(scene: Scene, task: Task, proposal: Plan) -> None:
    """Expect from the supplier with the shortest lead time what nobody has; each shortage once."""
    buyer = turn(scene.cast.buyers, task.number)
    items = {i.number: i for i in Item.objects.filter(number__in=[s["item"] for s in proposal.shortages])}
    for shortage in proposal.shortages:
        item = items[shortage["item"]]
        number = f"{proposal.number}-{item.number}"
        if not ExpectedReceipt.objects.filter(number=number).exists():
            step = ONE.scaleb(-item.unit.decimals)
            wanted = max(Decimal(str(shortage["quantity"])), item.safety_stock).quantize(step, ROUND_CEILING)
            terms = item.suppliers.order_by("lead_time_days", "price").select_related("supplier").first()
            supplier = terms.supplier if terms else None
            due = max(shortage["available"], today().isoformat())
            expect(by=buyer, item=item, quantity=wanted, due=due, supplier=supplier, number=number)


def receive_all(scene: Scene, task: Task, order: Order) -> None:
    """The suppliers deliver everything that this order waits for."""
    clerk = turn(scene.cast.shippers, task.number)
    waited_for = ExpectedReceipt.objects.filter(closed_at=None, reservations__case=order.pk)
    waited_for = waited_for.filter(reservations__released_at=None, reservations__issued_at=None)
    for expected in waited_for.select_related("item__unit").distinct().order_by("due", "id"):
        rest = expected.quantity - expected.received_quantity
        receive_expected(expected, by=clerk, lot=expected.number, quantity=rest, location="Receiving")


def _with_goods(scene: Scene, task: Task, order: Order, act: Callable[[], None]) -> None:
    """Do it; when goods are missing, the suppliers deliver and it is done then."""
    try:
        act()
    except Refused as refused:
        if not WANT_OF_GOODS & set(refused.codes):
            raise
        receive_all(scene, task, order)
        act()


def make(scene: Scene, task: Task, order: Order) -> None:
    """Everything that is open of the order: bought lines are provided, operations done in their sequence."""
    production = scene.cast.head[Department.PRODUCTION]
    operations = Operation.objects.filter(order=order, job__plan__state=PlanState.RELEASED)
    if order.jobs.filter(plan__state=PlanState.RELEASED, route=None, finished_at=None).exists():
        _with_goods(scene, task, order, lambda: provide(order, by=production))
    for operation in (
        operations.exclude(state=OperationState.DONE)
        .select_related("person", "job")
        .order_by("planned_start", "number")
    ):
        _work(scene, task, order, operation)
    order.refresh_from_db()


def _work(scene: Scene, task: Task, order: Order, operation: Operation) -> None:
    """One operation, from where it stands to done."""
    maker = _maker(scene, task, operation)
    with scene.turns.machine(operation.machine_id):
        if operation.state == OperationState.WAITING:
            _with_goods(scene, task, order, lambda: start(operation, by=maker))
        _carry_on(operation, maker)
    if operation.state == OperationState.INSPECTION:
        _inspect(scene, task, operation, maker)


def _carry_on(operation: Operation, maker: Person) -> None:
    """What is missing is made and the operation ends."""
    if operation.state == OperationState.PAUSED:
        resume(operation, by=maker)
    if operation.state == OperationState.RUNNING:
        finish(operation, by=maker, good=operation.job.quantity - operation.good_quantity)


def _maker(scene: Scene, task: Task, operation: Operation) -> Person:
    return operation.person or turn(scene.cast.able[operation.work_center.code], task.number)


def _inspect(scene: Scene, task: Task, operation: Operation, maker: Person) -> None:
    inspector = turn(scene.cast.inspectors, task.number)
    first_look = not operation.inspections.exists()
    if first_look and task.number % REWORK_EVERY == 0 and operation.job.number.endswith("-1"):
        reasons = scene.folder.scrap_reasons
        reason = reasons[task.number % len(reasons)].name if reasons else "rework"
        inspect(operation, by=inspector, verdict=InspectionVerdict.REWORK, rejected=ONE, reason=reason)
        with scene.turns.machine(operation.machine_id):
            _carry_on(operation, maker)
    inspect(operation, by=inspector, verdict=InspectionVerdict.PASS)

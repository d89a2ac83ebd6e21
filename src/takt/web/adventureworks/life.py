"""The run: each order goes on from where it stands until it is closed or somebody says no for good.

Nothing is remembered between two runs but the orders themselves: what is closed stays as it is, what
stands somewhere goes on from there. A refusal that nobody of the run can mend leaves the order where
it is; the table says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from takt.conduct.refusals import Refused
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.web.adventureworks import deciding, delivering, entering, making
from takt.web.adventureworks.hands import each
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.scene import Scene, Task

Step = Callable[[Scene, Task, Order], None]
S = OrderState
NEXT: Mapping[str, Step] = {
    S.PLACED: entering.take,
    S.ENTERED: entering.review,
    S.CONFIRMED: deciding.decide,
    S.APPROVED: making.plan,
    S.PLANNED: making.let_go,
    S.RELEASED: making.make,
    S.IN_PRODUCTION: making.make,
    S.PRODUCED: delivering.send,
    S.PARTLY_SHIPPED: delivering.send,
    S.SHIPPED: delivering.hand_over,
    S.RECEIVED: delivering.hear,
    S.ANSWERED: delivering.finish,
}
"""What happens next to an order in a state; a state that is not here is the end."""


@dataclass(slots=True)
class Outcome:
    """What became of the orders of this run: those that stuck, with the refusals that nobody could mend."""

    orders: list[Order] = field(default_factory=list)
    stuck: dict[str, str] = field(default_factory=dict)


def live(scene: Scene, tasks: list[Task], tick: Tick, hands: int = 1) -> Outcome:
    """Take every order as far as it goes. `hands`: how many orders live at the same time."""
    numbers = [task.head.purchase_order_number for task in tasks]
    rows = Order.objects.filter(customer_order_number__in=numbers).exclude(state__in=(S.REFUSED, S.WITHDRAWN))
    known = {(o.customer_id, o.customer_order_number): o for o in rows}
    outcome = Outcome()

    def one(task: Task) -> None:
        key = (scene.reseller(task).customer.pk, task.head.purchase_order_number)
        _live_one(scene, task, known.get(key), outcome)

    for done, __ in enumerate(each(one, tasks, hands), 1):
        tick(_("orders"), done, len(tasks))
    return outcome


def _live_one(scene: Scene, task: Task, order: Order | None, outcome: Outcome) -> None:
    try:
        order = order or entering.come_in(scene, task)
        outcome.orders.append(order)
        while order.state in NEXT:
            before = order.state
            NEXT[before](scene, task, order)
            if order.state == before:
                outcome.stuck[order.number] = f"stays {before}"
                return
    except Refused as refused:
        name = order.number if order is not None else task.head.sales_order_number
        outcome.stuck[name] = "; ".join(str(r) for r in refused.refusals)

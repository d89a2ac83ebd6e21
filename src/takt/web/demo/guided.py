"""The newcomer's first hour: one order from the call to closed, by changing roles. Who does what next, in a sentence. 新手引导."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Sentence
from takt.delivery.models import Shipment
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import PlanState
from takt.records.next_step import Next, next_step

NEWCOMER = "wang.min"
FIRST = "orders.enter"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide: its action, who does it in the demonstration, what to do. `number` counts from 1; `about` is
    what it is done to."""

    number: int
    action: str
    login: str
    sentence: Sentence
    about: str = ""


OPERATOR = "zheng.qiang"
LOGISTICS = "qin.feng"
_SCRIPT: tuple[tuple[tuple[str, ...], str, Sentence], ...] = (
    ((FIRST,), NEWCOMER, _("A customer calls: Jiang Xuemei of C-1010 wants 2 pieces of SHAFT-77 in three weeks. Enter it as an order by phone, read it back to her and tick that you did.")),
    (("orders.confirm",), "li.xiaodong", _("Go through the checklist and promise a date. The customer gets the confirmation letter.")),
    (("approval.sales",), "chen.zhiyuan", _("Review for sales. Whoever entered the order may not: try it and be refused.")),
    (("approval.budget",), "sun.jia", _("Look at costs, margin and credit, and decide on the budget.")),
    (("approval.feasibility",), "zhou.jianguo", _("Look at capacity, material and the earliest date, and say whether it can be made.")),
    (("approval.final",), "lin.hai", _("All three opinions are there: decide for the management.")),
    (("planning.propose",), "wu.lei", _("Let Takt propose a plan: machines, people, times, material.")),
    (("planning.adopt",), "wu.lei", _("A proposal decides nothing. Look at it and adopt it.")),
    (("planning.release",), "zhou.jianguo", _("Release the plan: now the floor sees it.")),
    (("production.start", "production.finish", "production.resume", "production.provide"), OPERATOR, _("Make it: start the operation, then finish it with two good pieces.")),
    (("quality.inspect",), "han.xue", _("Inspect: pass what was made.")),
    (("delivery.pack",), LOGISTICS, _("Pack everything into one package and weigh it.")),
    (("delivery.notify",), LOGISTICS, _("Tell the customer carrier and arrival, BEFORE the goods leave.")),
    (("delivery.ship",), LOGISTICS, _("Let the shipment leave.")),
    (("delivery.receive",), LOGISTICS, _("The carrier reports that it has arrived: enter the receipt.")),
    (("delivery.feedback",), NEWCOMER, _("Call the customer, ask how satisfied they are, and record it.")),
    (("delivery.close",), NEWCOMER, _("Nothing is left to do: close the order.")),
)  # fmt: skip
STEPS = {
    action: Step(number, action, login, sentence)
    for number, (actions, login, sentence) in enumerate(_SCRIPT, 1)
    for action in actions
}
COUNT = len(_SCRIPT)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the newcomer's order is: the step that is next, or how it ended (then without a step)."""

    order: Order | None
    step: Step | None

    @property
    def is_done(self) -> bool:
        """The order lived its whole life."""
        return self.order is not None and self.order.state == OrderState.CLOSED


def progress(began: datetime) -> Progress:
    """The newest order that the newcomer entered since the guide began, and what is next."""
    entered = Order.objects.filter(entered_by__login=NEWCOMER, entered_at__gte=began)
    order = entered.order_by("-entered_at").first()
    if order is None:
        return Progress(None, STEPS[FIRST])
    following = what_is_next(order)
    step = STEPS.get(following.action) if following is not None else None
    if following is None or step is None:
        return Progress(order, None)
    login = _operator(following.about) if step.login == OPERATOR else step.login
    return Progress(order, replace(step, login=login, about=following.about))


def what_is_next(order: Order) -> Next | None:
    """The next step of one order."""
    operations = Operation.objects.filter(order=order, job__plan__state=PlanState.RELEASED).order_by(
        "planned_start", "number"
    )
    return next_step(
        order,
        operations=list(operations),
        plans=list(Plan.objects.filter(order=order).exclude(state=PlanState.DROPPED)),
        shipments=list(Shipment.objects.filter(order=order).order_by("packed_at")),
    )


def _operator(operation: str) -> str:
    """Whom the plan names."""
    named = Operation.objects.filter(number=operation).values_list("person__login", flat=True).first()
    return named or OPERATOR


def person_of(step: Step) -> Person | None:
    """Who does the step."""
    return Person.objects.active().filter(login=step.login).first()

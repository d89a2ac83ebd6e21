"""III.2 of the run: sales, finance and production review, management decides; five different people an order.

Who decides is laid down for orders in USD: budgets from 50,000 on by the head of finance, final
approvals from 50,000 on by the head of management. As people do, some slip and are refused: every
twentieth order is first reviewed by who entered it; finance and production approve without a word,
and say why when the numbers speak against it.
"""

from collections.abc import Callable
from decimal import Decimal

from takt.approval.actions.add_right import add_right
from takt.approval.actions.budget import budget
from takt.approval.actions.feasibility import feasibility
from takt.approval.actions.final import final
from takt.approval.actions.sales import sales
from takt.approval.models import DecisionRight, Review, Stage, Verdict
from takt.conduct.actors import Department
from takt.conduct.refusals import Refused
from takt.departments.models import Person, Rank
from takt.orders.models import Order
from takt.web.adventureworks.cast import turn
from takt.web.adventureworks.entering import rep_of
from takt.web.adventureworks.scene import Scene, Task
from takt.web.adventureworks.standards import CURRENCY

LARGE = Decimal(50_000)
RIGHTS = (
    (Stage.SALES, Decimal(0), Rank.MEMBER),
    (Stage.BUDGET, Decimal(0), Rank.MEMBER),
    (Stage.BUDGET, LARGE, Rank.HEAD),
    (Stage.FEASIBILITY, Decimal(0), Rank.MEMBER),
    (Stage.FINAL, Decimal(0), Rank.MEMBER),
    (Stage.FINAL, LARGE, Rank.HEAD),
)
SLIP_EVERY = 20
BECAUSE = {
    Stage.BUDGET: "a reseller to keep; the margin of the year stands",
    Stage.FEASIBILITY: "suppliers were called and will hurry",
}
Give = Callable[[str], None]


def lay_down_rights(clerk: Person) -> None:
    """The administration lays down who decides orders in USD."""
    known = set(DecisionRight.objects.filter(retired_at=None).values_list("stage", "from_amount", "currency"))
    for stage, amount, rank in RIGHTS:
        if (stage.value, amount, CURRENCY) not in known:
            add_right(by=clerk, stage=stage, from_amount=amount, currency=CURRENCY, rank=rank)


def decide(scene: Scene, task: Task, order: Order) -> None:
    """The reviews that are missing, each by the right person, then management's word."""
    cast, number = scene.cast, task.number
    given = Review.objects.filter(order=order, verdict=Verdict.APPROVE, voided_at=None, round=order.round)
    done = set(given.values_list("stage", flat=True))
    large = order.gross_amount >= LARGE
    if Stage.SALES not in done:
        _sales(scene, task, order)
    if Stage.BUDGET not in done:
        accountant = cast.head[Department.FINANCE] if large else turn(cast.finance, number)
        _approve(Stage.BUDGET, lambda reason: budget(order, by=accountant, reason=reason))
    if Stage.FEASIBILITY not in done:
        engineer = turn(cast.engineers, number)
        _approve(Stage.FEASIBILITY, lambda reason: feasibility(order, by=engineer, reason=reason))
    chief = cast.head[Department.MANAGEMENT] if large else turn(cast.management, number)
    final(order, by=chief)
    order.refresh_from_db()


def _sales(scene: Scene, task: Task, order: Order) -> None:
    rep = rep_of(scene, task)
    if task.number % SLIP_EVERY == 0:
        _refused_own_review(order, rep)
    sales(order, by=turn(scene.cast.sales_managers, task.number, rep))


def _refused_own_review(order: Order, rep: Person) -> None:
    try:
        sales(order, by=rep)
    except Refused as refused:
        if "conflicting_duty" not in refused.codes:
            raise


def _approve(stage: Stage, give: Give) -> None:
    """A plain yes; when the numbers speak against it, a yes with its reason."""
    try:
        give("")
    except Refused as refused:
        if "no_reason" not in refused.codes:
            raise
        give(BECAUSE[stage])

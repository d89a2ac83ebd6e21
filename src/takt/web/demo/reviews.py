"""The demonstration's opinions and decisions. 评审与审批."""

from takt.approval import reads
from takt.approval.actions.budget import budget as review_budget
from takt.approval.actions.feasibility import feasibility as review_feasibility
from takt.approval.actions.final import final as decide
from takt.approval.actions.sales import sales as review_sales
from takt.approval.models import Stage, Verdict
from takt.orders.models import Order
from takt.web.demo.staff import HEADS_DECIDE_FROM, Staff

AGAINST_THE_NUMBERS = "长期客户, 已与客户约定分批付款, 同意。"
CHECKED = "产能与物料已核对, 可按期安排。"


def sales(order: Order, staff: Staff) -> None:
    """The head of sales, who neither entered nor confirmed it."""
    review_sales(order, by=staff["chen.zhiyuan"], verdict=Verdict.APPROVE)


def budget(order: Order, staff: Staff, verdict: Verdict = Verdict.APPROVE, reason: str = "") -> None:
    """A large one by the head of finance; a yes against the numbers says why."""
    if verdict == Verdict.APPROVE and reads.costed(order).warnings:
        reason = AGAINST_THE_NUMBERS
    head = order.gross_amount >= HEADS_DECIDE_FROM[Stage.BUDGET]
    review_budget(order, by=staff["zhao.lihua" if head else "sun.jia"], verdict=verdict, reason=reason)


def feasibility(order: Order, staff: Staff) -> None:
    """The head of production."""
    review_feasibility(order, by=staff["zhou.jianguo"], verdict=Verdict.APPROVE, reason=CHECKED)


def final(order: Order, staff: Staff) -> None:
    """A large one by the head of management."""
    head = order.gross_amount >= HEADS_DECIDE_FROM[Stage.FINAL]
    decide(order, by=staff["lin.hai" if head else "shen.tao"], verdict=Verdict.APPROVE)

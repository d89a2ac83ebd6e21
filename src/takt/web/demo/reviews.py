"""The demonstration's opinions and decisions. 评审与审批."""

from takt.approval.actions.budget import budget as review_budget
from takt.approval.actions.feasibility import feasibility as review_feasibility
from takt.approval.actions.final import final as decide
from takt.approval.actions.sales import sales as review_sales
from takt.approval.models import Verdict
from takt.orders.models import Order
from takt.web.demo.staff import Staff


def sales(order: Order, staff: Staff) -> None:
    """The head of sales, who neither entered nor confirmed it."""
    review_sales(order, by=staff["chen.zhiyuan"], verdict=Verdict.APPROVE)
    order.refresh_from_db()


def budget(order: Order, staff: Staff, verdict: Verdict = Verdict.APPROVE, reason: str = "") -> None:
    """The head of finance."""
    review_budget(order, by=staff["zhao.lihua"], verdict=verdict, reason=reason)
    order.refresh_from_db()


def feasibility(order: Order, staff: Staff) -> None:
    """The head of production."""
    review_feasibility(order, by=staff["zhou.jianguo"], verdict=Verdict.APPROVE)
    order.refresh_from_db()


def final(order: Order, staff: Staff) -> None:
    """The head of management."""
    decide(order, by=staff["lin.hai"], verdict=Verdict.APPROVE)
    order.refresh_from_db()

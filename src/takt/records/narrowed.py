"""Orders by questions that no single column answers: waiting for a department, late, entered by somebody."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from takt.approval.models import Stage
from takt.approval.rules import BEFORE_FINAL
from takt.conduct.actors import Department
from takt.orders.reads import NEXT, OVER
from takt.orders.states import OrderState
from takt.planning.models import Operation, Plan
from takt.planning.states import OperationState, PlanState
from takt.records.standing import STAGES
from takt.records.waiting.opinions import HELD, missing

S = OrderState
SENT = (S.SHIPPED, S.RECEIVED, S.ANSWERED)
OPEN = tuple(s for s in S if s not in OVER)
TO_SEND = tuple(s for s in OPEN if s not in SENT)


def _lacking(stage: Stage) -> RawSQL:
    """Whether an order lacks a stage; the last one only when the others are given. Asked row by row, so that a page of a
    list stops at its last row."""
    before = " and ".join(f"not {missing(each.value)}" for each in BEFORE_FINAL)
    lacks = before if stage == Stage.FINAL else missing(stage.value)
    statement = f"(select {lacks} from orders_order o {HELD} where o.id = orders_order.id)"  # noqa: S608  # stages, no values
    return RawSQL(statement, (), BooleanField())  # noqa: S611  # the same


_IN_REVIEW = {department: _lacking(stage) for stage, department in STAGES.items()}


def still_open() -> Q:
    """Whose life is not over."""
    return Q(state__in=OPEN)


def late(today: date) -> Q:
    """Not all sent, and the promise (else the wish) has passed, or the plan in force ends after it."""
    ends = timezone.make_aware(datetime.combine(today, time.max))
    plans = Plan.objects.filter(state__in=(PlanState.ADOPTED, PlanState.RELEASED), finishes_at__gte=ends)
    too_late = ArraySubquery(plans.filter(finishes_at__date__gt=F("order__promised_date")).values("order_id"))
    passed = Q(promised_date__lt=today) | Q(promised_date__isnull=True, requested_date__lt=today)
    return Q(state__in=TO_SEND) & (passed | Q(pk__any_of=too_late))


def waiting_for(departments: Iterable[str]) -> Q:
    """On which one of these departments acts next, or whose opinion is still missing in review."""
    found = Q(pk__in=[])
    for department in map(Department, departments):
        steps = ((s, step) for s, step in NEXT.items() if step and s != S.CONFIRMED)
        found |= Q(state__in=[s for s, step in steps if step.department == department])
        if department in _IN_REVIEW:
            found |= Q(state=S.CONFIRMED) & Q(_IN_REVIEW[department])
        if department == Department.QUALITY:
            waiting = Operation.objects.filter(order_id=OuterRef("pk"), state=OperationState.INSPECTION)
            found |= Q(state=S.IN_PRODUCTION) & Q(Exists(waiting))
    return found

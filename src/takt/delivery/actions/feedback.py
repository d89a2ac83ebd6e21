"""客户反馈: the customer's word, by link, portal or sales' call (III.6.3)."""

from typing import Annotated

from pydantic import Field

from takt.conduct.action import action
from takt.conduct.actors import ActorKind, Department
from takt.conduct.door import now
from takt.conduct.guard import create_with_entry
from takt.conduct.refusals import refuse
from takt.conduct.shapes import Reason, Text
from takt.delivery import links
from takt.delivery.models import Feedback, FeedbackChannel, FeedbackLink, FollowUp
from takt.delivery.refusals import AlreadyDone, FeedbackStillDue, LinkNotValid
from takt.departments.models import Person
from takt.orders.models import Order
from takt.orders.states import Move, OrderState

Score = Annotated[int, Field(ge=1, le=5)]
CHANNELS = {
    ActorKind.SYSTEM: FeedbackChannel.LINK,
    ActorKind.CUSTOMER: FeedbackChannel.PORTAL,
    ActorKind.EMPLOYEE: FeedbackChannel.CALL,
}


@action(
    "III.6.3",
    by=(Department.SALES, Department.CUSTOMER, Department.SYSTEM),
    moves=Move.ANSWER,
    sensitive=("link",),
)
def feedback(
    order: Order,
    *,
    by: Person,
    score: Score,
    quality_score: Score | None = None,
    delivery_score: Score | None = None,
    comment: Text = "",
    link: str = "",
) -> None:
    """Record how satisfied the customer is, 1 (not at all) to 5 (very)."""
    channel = CHANNELS[ActorKind(by.kind)]
    if channel == FeedbackChannel.LINK:
        _use(order, link)
    word = Feedback(
        order=order, channel=channel, score=score, quality_score=quality_score, delivery_score=delivery_score,
        comment=comment, given_by=by, given_at=now(),
    )  # fmt: skip
    create_with_entry(word)


def _use(order: Order, token: str) -> None:
    """A link works once: its row is locked, checked and marked."""
    rows = FeedbackLink.objects.select_for_update(no_key=True)
    found = rows.filter(
        order=order, digest=links.digest(token), used_at__isnull=True, expires_at__gt=now()
    ).first()
    if found is None or links.order_of(token) != str(order.pk):
        raise refuse(LinkNotValid())
    found.used_at = now()
    found.save()


@action("III.6.3", by=Department.SALES)
def follow_up(follow_up: FollowUp, *, by: Person, outcome: Reason) -> None:
    """Sales has contacted the customer; what came of it."""
    if follow_up.done_at is not None:
        raise refuse(AlreadyDone(follow_up.done_at.isoformat()))
    follow_up.done_at, follow_up.done_by, follow_up.outcome = now(), by, outcome


@action("III.6.3", by=Department.SALES, moves=Move.CLOSE)
def close(order: Order, *, by: Person) -> None:
    """Close the order: the customer's word is in, or was asked for in vain."""
    if order.state == OrderState.ANSWERED:
        return
    due = FollowUp.objects.filter(order=order, done_at__isnull=True).order_by("due").first()
    if due is not None:
        raise refuse(FeedbackStillDue(due.due))

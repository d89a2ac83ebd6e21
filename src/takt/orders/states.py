"""The whole life of an order on one screen (R5). Each move belongs to exactly one action."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from takt.conduct import moves


class OrderState(TextChoices):
    """Where an order stands."""

    PLACED = "placed", _("placed by the customer")
    ENTERED = "entered", _("entered")
    CONFIRMED = "confirmed", _("confirmed, in review")
    APPROVED = "approved", _("approved")
    PLANNED = "planned", _("planned")
    RELEASED = "released", _("released to the floor")
    IN_PRODUCTION = "in_production", _("in production")
    PRODUCED = "produced", _("produced")
    PARTLY_SHIPPED = "partly_shipped", _("partly shipped")
    SHIPPED = "shipped", _("shipped")
    RECEIVED = "received", _("received by the customer")
    ANSWERED = "answered", _("customer's word received")
    CLOSED = "closed", _("closed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = OrderState


class Move(moves.Move):
    """What can happen to an order."""

    TAKE_OVER = "take_over"
    CONFIRM = "confirm"
    REVISE = "revise"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    ADOPT = "adopt"
    REPLAN = "replan"
    RELEASE = "release"
    START = "start"
    COMPLETE = "complete"
    SHIP_PART = "ship_part"
    SHIP_ALL = "ship_all"
    RECEIVE = "receive"
    ANSWER = "answer"
    CLOSE = "close"


LIFE = moves.Life[Move, OrderState](
    {
        Move.TAKE_OVER: (S.PLACED, S.ENTERED),  # III.1.2 sales enters what the customer placed
        Move.CONFIRM: (S.ENTERED, S.CONFIRMED),  # III.1.3
        Move.REVISE: (
            {S.ENTERED, S.CONFIRMED},
            S.ENTERED,
        ),  # III.1.2 what the customer was told has changed: confirm again
        Move.SEND_BACK: (S.CONFIRMED, S.ENTERED),  # III.2.3 退回
        Move.REFUSE: (S.CONFIRMED, S.REFUSED),  # III.2.3 驳回
        Move.WITHDRAW: (
            {S.PLACED, S.ENTERED, S.CONFIRMED},
            S.WITHDRAWN,
        ),  # III.1.2 the customer no longer wants it
        Move.APPROVE: (S.CONFIRMED, S.APPROVED),  # III.2.3
        Move.ADOPT: (S.APPROVED, S.PLANNED),  # III.3.1
        Move.REPLAN: (S.PLANNED, S.APPROVED),  # III.3.1 the adopted plan is taken back before release
        Move.RELEASE: (S.PLANNED, S.RELEASED),  # III.3.3
        Move.START: (S.RELEASED, S.IN_PRODUCTION),  # III.4.1
        Move.COMPLETE: (S.IN_PRODUCTION, S.PRODUCED),  # III.4.2
        Move.SHIP_PART: ({S.IN_PRODUCTION, S.PRODUCED, S.PARTLY_SHIPPED}, S.PARTLY_SHIPPED),  # III.6.1
        Move.SHIP_ALL: ({S.PRODUCED, S.PARTLY_SHIPPED}, S.SHIPPED),  # III.6.1
        Move.RECEIVE: (S.SHIPPED, S.RECEIVED),  # III.6.3
        Move.ANSWER: (S.RECEIVED, S.ANSWERED),  # III.6.3
        Move.CLOSE: ({S.ANSWERED, S.RECEIVED}, S.CLOSED),  # III.6.3 feedback given, or asked for in vain
    }
)

"""How III.2 says no."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from takt.approval.models import Stage
from takt.conduct.refusals import Refusal


@dataclass(frozen=True)
class NoReason(Refusal):
    """Every no has a reason, and so has a yes against the numbers."""

    code, clause, status, field = "no_reason", "III.2.3", 422, "reason"
    sentence = _("Give a reason: %(because)s.")
    expects = _("a reason")
    because: str


@dataclass(frozen=True)
class OpinionGiven(Refusal):
    """One person gives one opinion in a round."""

    code, clause, status, field = "opinion_given", "III.2.3", 409, "by"
    sentence = _("You gave your opinion in round %(round)s already (%(stage)s).")
    expects = _("a person who has not given an opinion in this round")
    round: int
    stage: str


@dataclass(frozen=True)
class AlreadyReviewed(Refusal):
    """Enough people have approved this stage."""

    code, clause, status, field = "already_reviewed", "III.2.3", 409, "stage"
    sentence = _("The %(stage)s of this content is complete.")
    expects = _("a stage that is still open")
    stage: str


@dataclass(frozen=True)
class NotHighEnough(Refusal):
    """An order of this amount is decided by a head."""

    code, clause, status, field = "not_high_enough", "III.2.3", 403, "by"
    sentence = _("With %(amount)s %(currency)s the %(stage)s is done by a head of %(department)s.")
    expects = _("a head of %(department)s")
    amount: Decimal
    currency: str
    stage: str
    department: str


@dataclass(frozen=True)
class NoDecisionRight(Refusal):
    """Nobody laid down who decides orders of this currency."""

    code, clause, status, field = "no_decision_right", "III.2.3", 409, "currency"
    sentence = _(
        "Nobody has the right to decide the %(stage)s of orders in %(currency)s; administration must lay it down."
    )
    expects = _("a decision right in %(currency)s")
    currency: str
    stage: str


@dataclass(frozen=True)
class NotYetReviewed(Refusal):
    """Management decides last."""

    code, clause, status, field = "not_yet_reviewed", "III.2.3", 409, "stage"
    sentence = _("The %(stage)s is missing (%(missing)s more).")
    expects = _("sales, budget and feasibility approved for this content in this round")
    stage: str
    missing: int


@dataclass(frozen=True)
class ReviewOutdated(Refusal):
    """What was approved is not what the order says now."""

    code, clause, status, field = "review_outdated", "III.2.3", 409, "stage"
    sentence = _("The %(stage)s no longer holds: %(fields)s changed since.")
    expects = _("a new review of what changed")
    stage: str
    fields: str


@dataclass(frozen=True)
class NoExchangeRate(Refusal):
    """Costs are in another currency than the order."""

    code, clause, status, field = "no_exchange_rate", "III.2.1", 422, "exchange_rate"
    sentence = _(
        "Costs are in %(costs)s, the order in %(order)s: give the rate (%(order)s for one %(costs)s)."
    )
    expects = _("how many %(order)s one %(costs)s is")
    costs: str
    order: str


@dataclass(frozen=True)
class MixedCosts(Refusal):
    """Costs in several currencies do not add up."""

    code, clause, status, field = "mixed_costs", "III.2.1", 409, "order"
    sentence = _(
        "The costs are in several currencies (%(currencies)s); the factory's master data must use one."
    )
    expects = _("costs in one currency")
    currencies: str


@dataclass(frozen=True)
class NoCostRate(Refusal):
    """A work centre without a rate has no cost, and a budget without it would be a lie."""

    code, clause, status, field = "no_cost_rate", "III.2.1", 409, "order"
    sentence = _("No cost rate is valid for %(operation)s of item %(item)s.")
    expects = _("a cost rate for every work centre of the routes")
    operation: str
    item: str


@dataclass(frozen=True)
class RightTaken(Refusal):
    """One right per stage, currency and amount."""

    code, clause, status, field = "right_taken", "III.2.3", 409, "from_amount"
    sentence = _(
        "From %(from_amount)s %(currency)s on there is a right for this stage already; retire it first."
    )
    expects = _("an amount without a right")
    from_amount: Decimal
    currency: str


def named(stage: str) -> str:
    """A stage in the reader's language."""
    return str(Stage(stage).label)

"""Four lights of an order (approval, material, production, delivery) and its risks: pure, from facts that were read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from takt.approval.models import Stage
from takt.conduct.refusals import Sentence
from takt.delivery.models import Shipment
from takt.delivery.states import ShipmentState
from takt.orders.models import Order
from takt.orders.states import OrderState
from takt.planning.models import Plan

S = OrderState
BEFORE_REVIEW = (S.PLACED, S.ENTERED)
BEFORE_PLAN = (*BEFORE_REVIEW, S.CONFIRMED, S.APPROVED)
GIVEN_UP = (S.REFUSED, S.WITHDRAWN)
MADE = (S.PRODUCED, S.PARTLY_SHIPPED, S.SHIPPED, S.RECEIVED, S.ANSWERED, S.CLOSED)
SENT = (S.SHIPPED, S.RECEIVED, S.ANSWERED, S.CLOSED)
OPINIONS = len(Stage)


@dataclass(frozen=True, slots=True)
class Light:
    """One light: `about` (approval, material, production, delivery), its tone (good, calm, warn, bad, idle), and in words."""

    about: str
    tone: str
    sentence: Sentence
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the light says, in the reader's language."""
        return str(self.sentence) % self.facts


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that endangers the promise: its tone (bad, warn) and in words."""

    tone: str
    sentence: Sentence
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is at risk, in the reader's language."""
        return str(self.sentence) % self.facts


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read of one order. `missing_opinions`: what the review lacks. `operations`: by state how many, and the number of the first. `material`: items needed,
    of them kept in lots or issued, of them kept at all. `exceptions`: open ones, and whether one stops the work."""

    order: Order
    today: date
    missing_opinions: Sequence[Stage]
    plans: Sequence[Plan]
    shipments: Sequence[Shipment]
    operations: Mapping[str, tuple[int, str]]
    material: tuple[int, int, int] | None
    exceptions: tuple[int, bool]

    @property
    def state(self) -> OrderState:
        """Where the order stands."""
        return OrderState(self.order.state)

    @property
    def is_late(self) -> bool:
        """Whether the promise (else the wish) has passed and not everything was sent."""
        wanted = self.order.promised_date or self.order.requested_date
        return wanted < self.today and self.state not in (*SENT, *GIVEN_UP)


def lights_of(known: Facts) -> tuple[Light, ...]:
    """The four lights, always in this order."""
    return (_approval(known), _material(known), _production(known), _delivery(known))


def risks_of(known: Facts, late_days: int) -> tuple[Risk, ...]:
    """What endangers the promise, the worst first."""
    return () if known.state in (*SENT, *GIVEN_UP) else tuple(_risks(known, late_days))


def _risks(known: Facts, late_days: int) -> Iterator[Risk]:
    wanted = known.order.promised_date or known.order.requested_date
    if known.is_late:
        yield Risk("bad", _("%(days)s days overdue"), {"days": (known.today - wanted).days})
    if known.exceptions[1]:
        yield Risk("bad", _("work is stopped"))
    if late_days and not known.is_late:
        yield Risk("bad", _("the plan ends %(days)s days late"), {"days": late_days})
    if known.material and known.material[2] < known.material[0] and known.state not in MADE:
        yield Risk("warn", _("material short"))


def _approval(known: Facts) -> Light:
    state = known.state
    if state == S.REFUSED:
        return Light("approval", "bad", _("refused"))
    if state == S.WITHDRAWN:
        return Light("approval", "idle", _("withdrawn"))
    if state in BEFORE_REVIEW:
        return Light("approval", "idle", _("review has not begun"))
    if state == S.CONFIRMED:
        given = OPINIONS - len(known.missing_opinions)
        return Light(
            "approval",
            "calm",
            _("%(given)s of %(all)s opinions given"),
            {"given": given, "all": OPINIONS},
        )
    return Light("approval", "good", _("approved"))


def _material(known: Facts) -> Light:
    if known.state in MADE:
        return Light("material", "good", _("material used"))
    if known.material is None:
        sentence = (
            _("not planned yet") if known.state in (*BEFORE_PLAN, *GIVEN_UP) else _("no material needed")
        )
        return Light("material", "idle", sentence)
    needed, here, kept = known.material
    facts = {"given": here, "all": needed}
    if here >= needed:
        return Light("material", "good", _("material complete: %(given)s of %(all)s items"), facts)
    if kept >= needed:
        return Light("material", "warn", _("material on its way: %(given)s of %(all)s items here"), facts)
    return Light("material", "bad", _("material short: %(given)s of %(all)s items here"), facts)


def _production(known: Facts) -> Light:
    if known.state in MADE:
        return Light("production", "good", _("produced"))
    if known.state in (*BEFORE_PLAN, *GIVEN_UP):
        return Light("production", "idle", _("not planned yet"))
    if known.exceptions[1]:
        return Light("production", "bad", _("work is stopped"))
    if known.state == S.PLANNED:
        return Light("production", "idle", _("planned, not released"))
    done = known.operations.get("done", (0, ""))[0]
    facts = {"given": done, "all": sum(count for count, __ in known.operations.values())}
    tone = "warn" if known.exceptions[0] else "calm"
    return Light("production", tone, _("%(given)s of %(all)s operations done"), facts)


def _delivery(known: Facts) -> Light:
    if known.state in (S.RECEIVED, S.ANSWERED, S.CLOSED):
        return Light("delivery", "good", _("received by the customer"))
    if known.state == S.SHIPPED:
        return Light("delivery", "calm", _("shipped, on its way"))
    if known.is_late:
        return Light("delivery", "bad", _("promised date has passed"))
    if known.state == S.PARTLY_SHIPPED:
        return Light("delivery", "calm", _("partly shipped"))
    if any(s.state in (ShipmentState.PACKED, ShipmentState.NOTIFIED) for s in known.shipments):
        return Light("delivery", "calm", _("packed"))
    return Light("delivery", "idle", _("nothing packed yet"))

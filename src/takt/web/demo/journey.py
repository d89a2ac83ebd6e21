"""One order on its way through the procedure: each step by somebody whose duty it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from takt.approval.models import Verdict
from takt.departments.models import Person
from takt.orders.actions.confirm import confirm
from takt.orders.actions.enter import enter
from takt.orders.actions.place import place
from takt.orders.actions.take_over import take_over
from takt.orders.actions.withdraw import withdraw
from takt.orders.checklist import asked_of
from takt.orders.lines import NewLine, WishedLine
from takt.orders.models import Order, Origin
from takt.planning.actions.adopt import adopt
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Plan
from takt.planning.states import PlanState
from takt.web.demo import floor, reviews, shipping
from takt.web.demo.customers import Parties
from takt.web.demo.staff import Staff
from takt.web.demo.stories import Story, Until

SLACK_DAYS = 2


class Journey:
    """An order and everybody who has a part in it."""

    def __init__(self, story: Story, staff: Staff, parties: Parties, nth: int) -> None:
        self.story = story
        self.staff = staff
        self.parties = parties
        clerks = ("wang.min", "li.xiaodong")
        self.clerk = staff[clerks[nth % 2]]
        self.colleague = staff[clerks[(nth + 1) % 2]]
        self.requested = timezone.localdate() + timedelta(days=story.days)
        self.order: Order = self._ordered()

    @property
    def portal(self) -> Person | None:
        """The customer's contact who may sign in."""
        return self.parties.portal.get(self.story.customer)

    @property
    def promised(self) -> date:
        """What sales promises."""
        return self.requested + timedelta(days=SLACK_DAYS)

    def go(self) -> Order:
        """Take the order as far as its story tells."""
        last = self.story.until
        for step, act in STEPS:
            if step <= _before(last):
                act(self)
        if last in ENDINGS:
            ENDINGS[last](self)
        return self.order

    def _ordered(self) -> Order:
        return self._placed() if self.story.portal else self._entered()

    def _placed(self) -> Order:
        return place(
            by=self.parties.portal[self.story.customer],
            lines=[WishedLine(item, Decimal(quantity)) for item, quantity in self.story.lines],
            requested_date=self.requested,
            customer_order_number=self.story.number,
            ship_to=self.parties.addresses[self.story.customer],
        )

    def _entered(self) -> Order:
        story, calls = self.story, not self.story.source
        return enter(
            by=self.clerk,
            customer=self.parties.customers[story.customer],
            lines=[
                NewLine(item, Decimal(quantity), discount_share=story.discount)
                for item, quantity in story.lines
            ],
            requested_date=self.requested,
            origin=Origin.PHONE if calls else Origin.FILE,
            customer_order_number=story.number,
            contact=self.parties.contacts[story.customer],
            ship_to=self.parties.addresses[story.customer],
            caller=self.parties.contacts[story.customer].name if calls else "",
            called_at=datetime.now(UTC) - timedelta(minutes=20) if calls else None,
            read_back=calls and story.until != Until.ENTERED,
            source=story.source,
        )

    def take_over(self) -> None:
        """III.1.2"""
        if self.story.portal:
            take_over(self.order, by=self.clerk)

    def confirm(self) -> None:
        """III.1.3"""
        confirm(
            self.order, by=self.colleague, promised_date=self.promised, checklist=asked_of(self.order.origin)
        )

    def first_opinions(self) -> None:
        """III.2: sales and finance have reviewed."""
        reviews.sales(self.order, self.staff)
        reviews.budget(self.order, self.staff)

    def feasibility(self) -> None:
        """III.2.2"""
        reviews.feasibility(self.order, self.staff)

    def final(self) -> None:
        """III.2.3"""
        reviews.final(self.order, self.staff)

    def propose(self) -> None:
        """III.3.1"""
        propose(self.order, by=self.staff["wu.lei"])

    def adopt(self) -> None:
        """III.3.1"""
        adopt(self._plan(PlanState.PROPOSED), by=self.staff["wu.lei"])
        self.order.refresh_from_db()

    def release(self) -> None:
        """III.3.3"""
        release(self._plan(PlanState.ADOPTED), by=self.staff["zhou.jianguo"])
        self.order.refresh_from_db()

    def _plan(self, state: PlanState) -> Plan:
        return Plan.objects.get(order=self.order, state=state)

    def produce(self) -> None:
        """III.4, all of it"""
        floor.produce(self.order, self.staff)

    def start(self) -> None:
        """III.4.1, no further"""
        floor.start_first(self.order, self.staff)

    def meet_trouble(self) -> None:
        """III.4.2, III.4.3: an exception, a rework, an inspection that is due"""
        floor.meet_trouble(self.order, self.staff)

    def ship_part(self) -> None:
        """III.6.1: the first position only"""
        shipping.ship(self.order, self.staff, self.parties, self.portal, only_first=True)

    def ship(self) -> None:
        """III.6.1, III.6.2"""
        shipping.ship(self.order, self.staff, self.parties, self.portal)

    def receive(self) -> None:
        """III.6.3"""
        shipping.receive(self.order, self.portal or self.staff["qin.feng"])

    def answer(self) -> None:
        """III.6.3: by the portal, or by the clerk's call"""
        shipping.answer(self.order, self.portal or self.clerk, self.story.score, self.story.word)

    def close(self) -> None:
        """III.6.3"""
        shipping.close(self.order, self.clerk)

    def send_back(self) -> None:
        """III.2.3 退回"""
        reviews.sales(self.order, self.staff)
        reviews.budget(self.order, self.staff, Verdict.RETURN, self.story.word)

    def refuse(self) -> None:
        """III.2.3 驳回"""
        reviews.sales(self.order, self.staff)
        reviews.budget(self.order, self.staff, Verdict.REFUSE, self.story.word)

    def withdraw(self) -> None:
        """III.1.2"""
        withdraw(self.order, by=self.clerk, reason=self.story.word)


Step = Callable[[Journey], None]
STEPS: tuple[tuple[Until, Step], ...] = (
    (Until.ENTERED, Journey.take_over),
    (Until.CONFIRMED, Journey.confirm),
    (Until.IN_REVIEW, Journey.first_opinions),
    (Until.REVIEWED, Journey.feasibility),
    (Until.APPROVED, Journey.final),
    (Until.PROPOSED, Journey.propose),
    (Until.PLANNED, Journey.adopt),
    (Until.RELEASED, Journey.release),
    (Until.PRODUCED, Journey.produce),
    (Until.SHIPPED, Journey.ship),
    (Until.RECEIVED, Journey.receive),
    (Until.ANSWERED, Journey.answer),
    (Until.CLOSED, Journey.close),
)
"""The way of every order."""
ENDINGS: dict[Until, Step] = {
    Until.STARTED: Journey.start,
    Until.INSPECTED: Journey.meet_trouble,
    Until.PARTLY_SHIPPED: Journey.ship_part,
    Until.SENT_BACK: Journey.send_back,
    Until.REFUSED: Journey.refuse,
    Until.WITHDRAWN: Journey.withdraw,
}
"""What happens to an order that leaves the way."""
LEFT_AT = {
    Until.STARTED: Until.RELEASED,
    Until.INSPECTED: Until.RELEASED,
    Until.PARTLY_SHIPPED: Until.PRODUCED,
    Until.SENT_BACK: Until.CONFIRMED,
    Until.REFUSED: Until.CONFIRMED,
    Until.WITHDRAWN: Until.ENTERED,
}


def _before(last: Until) -> Until:
    return LEFT_AT.get(last, last)

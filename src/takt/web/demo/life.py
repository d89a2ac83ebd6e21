"""One order on its way through the procedure: each step in its time, by somebody whose duty it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from takt.approval.models import Verdict
from takt.conduct import clock
from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.orders.actions.confirm import confirm
from takt.orders.actions.enter import enter
from takt.orders.actions.place import place
from takt.orders.actions.revise import revise
from takt.orders.actions.take_over import take_over
from takt.orders.actions.withdraw import withdraw
from takt.orders.checklist import asked_of
from takt.orders.lines import NewLine, WishedLine
from takt.orders.models import Order, Origin
from takt.planning.actions.adopt import adopt
from takt.planning.actions.drop import drop
from takt.planning.actions.propose import propose
from takt.planning.actions.release import release
from takt.planning.models import Plan
from takt.web.demo import floor, mishaps, reviews
from takt.web.demo.course import Course, Steps
from takt.web.demo.customers import Parties
from takt.web.demo.delivery import deliver
from takt.web.demo.hours import later
from takt.web.demo.staff import Staff
from takt.web.demo.stories import LEFT_AT, Story, Until

SLACK_DAYS = 2
CLERKS = ("wang.min", "li.xiaodong")


class Life:
    """An order and everybody who has a part in it."""

    def __init__(self, story: Story, staff: Staff, parties: Parties, course: Course) -> None:
        self.story, self.staff, self.parties, self.course = story, staff, parties, course
        self.chance = Random(story.number)  # noqa: S311  # the same story every time
        first = self.chance.randrange(2)
        self.clerk, self.colleague = staff[CLERKS[first]], staff[CLERKS[1 - first]]
        self.order: Order = Order()
        self.plan: Plan = Plan()
        self.requested: date = clock.today()
        self.resumes = course.ends
        self.held = self.troubled = self.stopped = self.stumbled = self.delivering = False
        self.inspections = 0
        self.scrapped_of = ""

    @property
    def must(self) -> bool:
        """Whether the story is told to its end, however late it got; a past order is where it is by now."""
        return not self.story.past

    @property
    def portal(self) -> Person | None:
        """The customer's contact who may sign in."""
        return self.parties.portal.get(self.story.customer)

    @property
    def promised(self) -> date:
        """What sales promises."""
        return self.requested + timedelta(days=SLACK_DAYS)

    def fresh(self) -> Order:
        """The order as it is now."""
        return Order.objects.select_related("ship_to", "contact").get(pk=self.order.pk)

    def inspector(self) -> Person:
        """One of the two."""
        return self.staff["han.xue"]

    def may_stop(self, when: datetime) -> bool:
        """Whether this floor is left as it is now, because the next step lies in the future."""
        return (self.held or self.story.until == Until.STARTED) and when > self.course.ends

    def after(self, hours: float) -> datetime:
        """About so many working hours from now."""
        return later(clock.now(), hours * self.chance.uniform(0.6, 1.5))

    def steps(self) -> Steps:
        """From the call to the floor."""
        self.requested = clock.today() + timedelta(days=self.story.days)
        self.order = self._placed() if self.story.portal else self._entered()
        last = LEFT_AT.get(self.story.until, self.story.until)
        for until, hours, act in WAY:
            if until <= last:
                yield self.after(hours)
                act(self)
        if self.story.until in ENDINGS:
            yield self.after(5)
            ENDINGS[self.story.until](self)

    def go_on_when_produced(self) -> None:
        """The last operation hands the order over to logistics."""
        if not self.delivering and floor.is_produced(self.order):
            self.delivering = True
            self.course.add(self.after(3), deliver(self), must=self.must)

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
        contact = self.parties.contacts[story.customer]
        return enter(
            by=self.clerk,
            customer=self.parties.customers[story.customer],
            lines=self._lines(story.discount),
            requested_date=self.requested,
            origin=Origin.PHONE if calls else Origin.FILE,
            customer_order_number=story.number,
            contact=contact,
            ship_to=self.parties.addresses[story.customer],
            caller=contact.name if calls else "",
            called_at=clock.now() - timedelta(minutes=20) if calls else None,
            read_back=calls and story.until != Until.ENTERED,
            source=story.source,
        )

    def _lines(self, discount: Decimal) -> list[NewLine]:
        return [
            NewLine(item, Decimal(quantity), discount_share=discount) for item, quantity in self.story.lines
        ]

    def take_over(self) -> None:
        """III.1.2"""
        mishaps.wrong_department(self)
        if self.story.portal:
            take_over(self.order, by=self.clerk)

    def confirm(self) -> None:
        """III.1.3"""
        order = self.order
        confirm(order, by=self.colleague, promised_date=self.promised, checklist=asked_of(order.origin))
        mishaps.undeliverable(self)

    def sales(self) -> None:
        """III.2.3"""
        mishaps.own_approval(self)
        reviews.sales(self.order, self.staff)
        mishaps.early_decision(self)

    def budget(self) -> None:
        """III.2.1; one that gave too much away goes back first, is revised, confirmed and reviewed anew."""
        if self.story.until not in ENDINGS and self.story.discount:
            reviews.budget(self.order, self.staff, Verdict.RETURN, "折扣后毛利率过低, 请与客户重新议价。")
            revise(
                self.order, by=self.clerk, reason="与客户重新议价, 取消折扣。", lines=self._lines(Decimal(0))
            )
            self.confirm()
            self.sales()
        reviews.budget(self.order, self.staff)

    def feasibility(self) -> None:
        """III.2.2"""
        reviews.feasibility(self.order, self.staff)

    def final(self) -> None:
        """III.2.3"""
        reviews.final(self.order, self.staff)

    def propose(self) -> None:
        """III.3.1"""
        self.plan = propose(self.order, by=self.staff["wu.lei"])

    def adopt(self) -> None:
        """III.3.1; where another order took the time meanwhile, by a new plan."""
        planner = self.staff["wu.lei"]
        try:
            adopt(self.plan, by=planner)
        except Refused as refused:
            drop(self.plan, by=planner, reason=str(refused.refusals[0]))
            self.plan = propose(self.order, by=planner)
            adopt(self.plan, by=planner)

    def release(self) -> None:
        """III.3.3"""
        release(self.plan, by=self.staff["zhou.jianguo"])
        if self.story.until > Until.RELEASED:
            floor.begin(self)

    def send_back(self) -> None:
        """III.2.3 退回"""
        reviews.budget(self.order, self.staff, Verdict.RETURN, self.story.word)

    def refuse(self) -> None:
        """III.2.3 驳回"""
        reviews.budget(self.order, self.staff, Verdict.REFUSE, self.story.word)

    def withdraw(self) -> None:
        """III.1.2"""
        withdraw(self.order, by=self.clerk, reason=self.story.word)


Step = Callable[[Life], None]
WAY: tuple[tuple[Until, float, Step], ...] = (
    (Until.ENTERED, 1.5, Life.take_over),
    (Until.CONFIRMED, 3, Life.confirm),
    (Until.IN_REVIEW, 2, Life.sales),
    (Until.COSTED, 3, Life.budget),
    (Until.REVIEWED, 3, Life.feasibility),
    (Until.APPROVED, 4, Life.final),
    (Until.PROPOSED, 3, Life.propose),
    (Until.PLANNED, 0.6, Life.adopt),
    (Until.RELEASED, 2, Life.release),
)
"""The way of every order to the floor: how far, after how many working hours, by which act."""
ENDINGS: dict[Until, Step] = {
    Until.SENT_BACK: Life.send_back,
    Until.REFUSED: Life.refuse,
    Until.WITHDRAWN: Life.withdraw,
}
"""What happens to an order that leaves the way."""

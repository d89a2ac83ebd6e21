"""What happens to an order of the demonstration once it is made: to the customer's word, and the end. 交付."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from takt.conduct import clock
from takt.delivery.actions.ship import ship
from takt.delivery.models import FollowUp
from takt.web.demo import mishaps, shipping
from takt.web.demo.course import Steps
from takt.web.demo.hours import later
from takt.web.demo.stories import Until

if TYPE_CHECKING:
    from takt.web.demo.life import Life

EARLY_DAYS = 6
"""Goods leave at most so long before the promised day."""
HEARD = "客户已评价, 无遗留问题。"
ASKED_IN_VAIN = "两次电话未接通, 客户无异议, 按流程关闭。"


def deliver(life: "Life") -> Steps:
    """Packed, told, shipped, received, answered, closed: as far as the story goes."""
    if life.story.until >= Until.PACKED:
        yield from _leave(life, only_first=life.story.until == Until.PARTLY_SHIPPED or life.story.partial)
    if life.story.partial and life.story.until > Until.PARTLY_SHIPPED:
        yield life.after(20)
        yield from _leave(life, only_first=False)
    if life.story.until >= Until.RECEIVED:
        yield _arrival(life)
        shipping.receive(life.fresh(), life.portal or life.staff["qin.feng"])
    if life.story.until >= Until.ANSWERED:
        yield from _last_word(life)


def _leave(life: "Life", *, only_first: bool) -> Steps:
    order = life.fresh()
    shipment = shipping.pack_goods(order, life.staff, only_first=only_first)
    if life.story.until < Until.NOTIFIED:
        return
    yield life.after(2)
    mishaps.early_departure(life, shipment)
    shipping.tell(shipment, order, life.staff, life.parties, life.portal)
    if life.story.until < Until.PARTLY_SHIPPED:
        return
    yield _departure(life)
    ship(shipment, by=life.staff["qin.feng"])


def _departure(life: "Life") -> datetime:
    """Soon; not long before the customer expects it."""
    wanted = later(clock.now() + timedelta(days=(life.promised - clock.today()).days - EARLY_DAYS), 2)
    return max(life.after(2), wanted) if life.story.until == Until.CLOSED else life.after(2)


def _arrival(life: "Life") -> datetime:
    days = shipping.transit_days(life.order) + life.chance.choice((-1, 0, 0, 0, 1, 2))
    return later(clock.now() + timedelta(days=days), life.chance.uniform(0, 7))


def _last_word(life: "Life") -> Steps:
    story = life.story
    if story.answered:
        yield life.after(life.chance.uniform(8, 40))
        shipping.answer(life.fresh(), life.portal or life.clerk, story.score, story.word)
    else:
        due = FollowUp.objects.get(order=life.order).due
        yield later(clock.now() + timedelta(days=(due - clock.today()).days), life.chance.uniform(2, 14))
    if story.until >= Until.CLOSED:
        yield life.after(6)
        shipping.close(life.fresh(), life.clerk, HEARD if story.answered else ASKED_IN_VAIN)

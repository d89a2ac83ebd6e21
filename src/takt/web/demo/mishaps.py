"""What people try in the demonstration and are refused, and a letter that cannot be delivered. 被拒绝的尝试与退信."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from takt.approval.actions.final import final
from takt.approval.actions.sales import sales
from takt.conduct import post
from takt.conduct.models import Letter, LetterState
from takt.conduct.refusals import Refused
from takt.delivery.actions.ship import ship
from takt.delivery.models import Shipment
from takt.departments.models import Person
from takt.orders.actions.confirm import confirm
from takt.orders.checklist import asked_of
from takt.planning.models import Operation
from takt.production.actions.start import start

if TYPE_CHECKING:
    from takt.web.demo.life import Life


def _is_refused(act: Callable[[], None]) -> None:
    """The door refuses it and keeps the attempt as evidence."""
    try:
        act()
    except Refused:
        return
    raise AssertionError("the demonstration's mishap was not refused")


def wrong_department(life: "Life") -> None:
    """Finance would confirm an order to the customer."""
    if life.story.mishap == "wrong_department":
        promised, order = life.promised, life.order
        _is_refused(
            lambda: confirm(
                order, by=life.staff["sun.jia"], promised_date=promised, checklist=asked_of(order.origin)
            )
        )


def own_approval(life: "Life") -> None:
    """Who entered the order would approve it."""
    if life.story.mishap == "own_approval":
        _is_refused(lambda: sales(life.order, by=life.clerk))


def early_decision(life: "Life") -> None:
    """Management would decide before the reviews."""
    if life.story.mishap == "early_decision":
        _is_refused(lambda: final(life.order, by=life.staff["lin.hai"]))


def early_departure(life: "Life", shipment: Shipment) -> None:
    """Logistics would let goods go before the customer is told."""
    if life.story.mishap == "early_departure":
        _is_refused(lambda: ship(shipment, by=life.staff["qin.feng"]))


def unqualified(life: "Life", operation: Operation) -> None:
    """Somebody would run a machine that they have not learned."""
    if life.story.mishap == "unqualified" and operation.skill_id and not life.stumbled:
        stranger = Person.objects.active().filter(login__in=("zheng.qiang", "feng.wei", "he.jun"))
        somebody = stranger.exclude(qualifications__skill=operation.skill_id).order_by("login").first()
        if somebody is not None:
            life.stumbled = True
            _is_refused(lambda: start(operation, by=somebody))


def undeliverable(life: "Life") -> None:
    """What went to an address that is none comes back at once."""
    for letter in Letter.objects.filter(letter_case=life.order.pk, state=LetterState.WAITING).order_by("id"):
        post.post(letter.pk)

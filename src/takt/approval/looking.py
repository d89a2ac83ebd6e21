"""Everything a review is judged by, read at once: the content, this round's approvals, and who has the right."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from takt.approval.inputs import Content, changed_inputs, inputs_hash
from takt.approval.models import Review
from takt.approval.rules import Facts, Opinion, Right
from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry
from takt.conduct.rows import columns, first
from takt.departments.models import Delegation, Person
from takt.orders.models import Order, OrderVersion

# The newest version, this round's approvals, and the right of each stage: that of the highest amount reached.
_LOOK = f"""
select {columns(OrderVersion, "v")}, array(
  select array[r.id::text, r.stage, r.reviewed_by_id::text, r.inputs_hash] from approval_review r
  where r.order_id = %(order)s and r.round = %(round)s and r.verdict = 'approve' and r.voided_at is null
  order by r.reviewed_at), array(
  select distinct on (d.stage) array[d.stage, d.rank, d.people::text] from approval_decisionright d
  where d.retired_at is null and d.currency = %(currency)s and d.from_amount <= %(amount)s
  order by d.stage, d.from_amount desc)
from orders_orderversion v where v.order_id = %(order)s and v.number = %(number)s
"""  # noqa: S608  # columns of the model
MOST_FIELDS = 100
"""A voided review names so many changed fields; the two contents hold them all."""


@dataclass(frozen=True, slots=True)
class Look:
    """The newest version, the hash of what each stage sees of it, and the facts."""

    version: OrderVersion
    hashes: dict[str, str]
    facts: Facts


def look(order: Order) -> Look:
    """In one query; the order is locked, or looked at for display. Raises OrderVersion.DoesNotExist."""
    asked = {
        "order": order.pk, "number": order.content_version, "round": order.round,
        "currency": order.currency, "amount": order.gross_amount,
    }  # fmt: skip
    found = first(_LOOK, asked, OrderVersion)
    if found is None:
        raise OrderVersion.DoesNotExist(order.number)
    version, approvals, rights = found
    hashes = _Hashes(version.content)
    opinions = tuple(
        Opinion(UUID(i), stage, UUID(by), hashes[stage] == seen) for i, stage, by, seen in approvals
    )
    decided_by = {stage: Right(rank, int(people)) for stage, rank, people in rights}
    facts = Facts(order.round, order.gross_amount, order.currency, opinions, decided_by)
    return Look(version, hashes, facts)


class _Hashes(dict[str, str]):
    """The hash of what each stage sees of a content, made when it is asked for."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self.content = content

    def __missing__(self, stage: str) -> str:
        self[stage] = found = inputs_hash(stage, self.content)
        return found


def outdated(seen: Look) -> list[tuple[Review, list[str]]]:
    """This round's approvals that no longer hold, with the fields that changed; no query when all hold."""
    ids = [o.id for o in seen.facts.opinions if not o.holds]
    if not ids:
        return []
    reviews = Review.objects.filter(pk__in=ids).select_related("order_version").order_by("id")
    return [(review, _fields(review, seen)) for review in reviews]


def _fields(review: Review, seen: Look) -> list[str]:
    found = changed_inputs(review.stage, review.order_version.content, seen.version.content)
    return [difference.field[:60] for difference in found[:MOST_FIELDS]]


def spoken_through(order: Order, person: Person, stage: str, seen: Look, department: Department) -> bool:
    """Whether a delegate spoke for this person at this stage, or this person would now speak for one who did.

    One opinion a person, also through delegation; only asked where several people are needed.
    """
    speakers = [o.reviewed_by for o in seen.facts.opinions if o.holds and o.stage == stage]
    for_them = JournalEntry.objects.filter(
        case_id=order.pk, action=f"approval.{stage}", on_behalf_of_id=person.pk, actor_id__in=speakers
    )
    if for_them.exists():
        return True
    if department in person.departments:
        return False
    given = Delegation.objects.filter(taker=person.pk, department=department, revoked_at=None)
    return given.filter(giver__in=speakers).exists()


def is_head(person: Person, department: Department, at: Any) -> bool:
    """Whether somebody heads a department now, or stands in for who does (委托)."""
    stands_in = Q(
        delegations_given__taker=person.pk,
        delegations_given__department=department,
        delegations_given__since__lte=at,
        delegations_given__until__gt=at,
        delegations_given__revoked_at=None,
    )
    heads = Person.objects.filter(head_of__contains=[department.value], retired_at=None)
    return heads.filter(Q(pk=person.pk) | stands_in).exists()

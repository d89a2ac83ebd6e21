"""Everything a review is judged by, read at once: the content, this round's approvals, and who has the right."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from takt.approval.inputs import changed_inputs, inputs_hash
from takt.approval.models import DecisionRight, Review, Stage, Verdict
from takt.approval.rules import Facts, Opinion, Right
from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry
from takt.departments.models import Delegation, Person
from takt.orders.models import Order, OrderVersion

MOST_FIELDS = 100
"""A voided review names so many changed fields; the two contents hold them all."""


@dataclass(frozen=True, slots=True)
class Look:
    """The newest version, the hash of what each stage sees of it, and the facts."""

    version: OrderVersion
    hashes: dict[str, str]
    facts: Facts


def look(order: Order) -> Look:
    """In one query; the order is locked, or looked at for display."""
    approvals = Review.objects.filter(
        order_id=OuterRef("order_id"), round=order.round, verdict=Verdict.APPROVE, voided_at=None
    ).order_by("reviewed_at")
    rights = DecisionRight.objects.filter(
        retired_at=None, currency=order.currency, from_amount__lte=order.gross_amount
    ).order_by("stage", "-from_amount")
    one_each = rights.distinct("stage")
    version = OrderVersion.objects.annotate(
        approvals=ArraySubquery(
            approvals.values(data=JSONObject(id="id", stage="stage", by="reviewed_by_id", hash="inputs_hash"))
        ),
        rights=ArraySubquery(one_each.values(data=JSONObject(stage="stage", rank="rank", people="people"))),
    ).get(order_id=order.pk, number=order.content_version)
    return _understood(order, version)


def _understood(order: Order, version: Any) -> Look:
    hashes = {stage.value: inputs_hash(stage, version.content) for stage in Stage}
    opinions = tuple(
        Opinion(UUID(a["id"]), a["stage"], UUID(a["by"]), hashes[a["stage"]] == a["hash"])
        for a in version.approvals
    )
    rights = {r["stage"]: Right(r["rank"], r["people"]) for r in version.rights}
    return Look(version, hashes, Facts(order.round, order.gross_amount, order.currency, opinions, rights))


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

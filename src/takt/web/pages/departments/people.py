"""The page of a person: duties, skills with their validity, delegations, tokens (VI.1, III.3.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from takt.conduct.actors import ActorKind, Department
from takt.departments.models import ApiToken, Delegation, Duty, Person, Qualification, Rank
from takt.orders.models import Customer
from takt.web.pages.acting.possible import acts_for, departments_now
from takt.web.pages.acting.steps import step
from takt.web.pages.listing.own_pages import own_page

_ONLY_ONESELF = frozenset(
    {"departments.issue_token", "departments.change_own_password", "departments.choose_language"}
)
_TOKENS = frozenset({"departments.revoke_token"})


@dataclass(frozen=True, slots=True)
class Skilled:
    """A skill of a person: until when, and whether it counts now."""

    held: Qualification
    counts: bool
    ends_soon: bool


@own_page("people")
def person_page(person: Person, reader: Person) -> dict[str, Any]:
    """Where somebody serves and served, what they can do, who acts for them, and their tokens for themselves."""
    now = timezone.now()
    own = person.pk == reader.pk
    serving = departments_now(reader)
    looks_after = Department.ADMINISTRATION in serving
    return {
        "own": own,
        "others": list(_acts(person, reader, serving, own=own)),
        "duties": _duties(person),
        "company": Customer.objects.filter(pk=person.company).first() if person.company else None,
        "skills": _skills(person, now),
        "attests": bool(serving & {"production", "quality", "administration"}),
        "delegations": _delegations(person),
        "now": now,
        "tokens": ApiToken.objects.filter(person=person).order_by("-made_at") if own or looks_after else None,
        "works_here": person.kind == ActorKind.EMPLOYEE and person.retired_at is None,
    }


def _acts(person: Person, reader: Person, serving: set[str], *, own: bool) -> Any:
    """What may be done with the person: what only oneself may do is not offered for others, nor the other way round."""
    for act in acts_for(person, reader, serving):
        is_mine = act.name in _ONLY_ONESELF
        if act.name not in _TOKENS and is_mine == own and person.kind != ActorKind.SYSTEM:
            yield act


def _duties(person: Person) -> list[tuple[Duty, str, str]]:
    """Duties with department and rank in words, open ones first."""
    found = Duty.objects.filter(person=person).select_related("given_by").order_by("-until", "since")
    sorted_ones = sorted(found, key=lambda d: (d.until is not None, d.since))
    return [(d, str(Department(d.department).label), str(Rank(d.rank).label)) for d in sorted_ones]


def _skills(person: Person, now: datetime) -> list[Skilled]:
    held = Qualification.objects.filter(person=person).select_related("skill", "attested_by")
    found = [
        Skilled(q, q.since <= now and (q.until is None or q.until > now), _ends_soon(q, now))
        for q in held.order_by("skill__code", "-since")
    ]
    return sorted(found, key=lambda s: not s.counts)


def _ends_soon(held: Qualification, now: datetime) -> bool:
    return held.until is not None and now < held.until and (held.until - now).days < 30


def _delegations(person: Person) -> list[tuple[Delegation, str]]:
    found = Delegation.objects.filter(Q(giver=person) | Q(taker=person)).select_related("giver", "taker")
    return [(d, str(Department(d.department).label)) for d in found.order_by("-until")[:20]]


def _own_tokens(person: Person, reader: Person) -> list[tuple[str, str]]:
    return [
        (str(t.pk), t.name) for t in ApiToken.objects.filter(person=person, revoked_at=None).order_by("name")
    ]


def _open_duties(person: Person, reader: Person) -> list[tuple[str, str]]:
    return [(d, str(Department(d).label)) for d in person.departments]


def _held_skills(person: Person, reader: Person) -> list[tuple[str, str]]:
    held = Qualification.objects.filter(person=person, until=None).select_related("skill")
    return [(q.skill.code, f"{q.skill.code} · {q.skill.name}") for q in held.order_by("skill__code")]


@step("departments.revoke_token", choices={"token": _own_tokens})
def revoke_token(person: Person, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("departments.relieve", choices={"department": _open_duties})
def relieve(person: Person, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}


@step("departments.disqualify", choices={"skill": _held_skills})
def disqualify(person: Person, reader: Person) -> dict[str, Any]:
    """Nothing beside the form."""
    return {}

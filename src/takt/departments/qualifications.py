"""Who can do what now (III.3.2)."""

from datetime import datetime

from django.db.models import Q, QuerySet

from takt.departments.models import Person, Qualification, Skill


def in_force(person: Person, skill: Skill, at: datetime) -> QuerySet[Qualification]:
    """The person's qualifications for the skill that have not ended at a time, oldest first."""
    return (
        Qualification.objects.filter(person=person, skill=skill)
        .filter(Q(until__isnull=True) | Q(until__gt=at))
        .order_by("since", "id")
    )


def qualified_for(skill: Skill, at: datetime) -> QuerySet[Person]:
    """Active employees who have the skill at a time."""
    has_it = Qualification.objects.filter(skill=skill, since__lte=at).filter(
        Q(until__isnull=True) | Q(until__gt=at)
    )
    return (
        Person.objects.active().employees().filter(pk__in=has_it.values("person_id")).order_by("name", "id")
    )

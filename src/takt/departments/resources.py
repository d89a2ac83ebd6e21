"""What of VI.1 may be read: people, duties, delegations, skills, qualifications, the segregation matrix, tokens."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import INTERNAL, Actor, ActorKind, Department
from takt.conduct.canonical import plain
from takt.conduct.resources import Resource, columns, readable
from takt.departments.models import ApiToken, Delegation, Duty, Person, Qualification, SegregationRule, Skill


def _own_unless_administration(reader: Actor) -> Q | None:
    if reader.kind == ActorKind.SYSTEM or Department.ADMINISTRATION in reader.departments:
        return None
    return Q(person_id=reader.id)


def _person_detail(person: Person, reader: Actor) -> dict[str, Any]:
    duties = person.duties.order_by("since", "id")
    return {
        "duties": [
            {"department": d.department, "rank": d.rank, "since": plain(d.since), "until": plain(d.until)}
            for d in duties
        ],
        "skills": list(
            person.qualifications.filter(until__isnull=True).values_list("skill__code", flat=True)
        ),
    }


PEOPLE = readable(
    Resource(
        name="people",
        model=Person,
        clause="VI.1",
        columns=columns(
            login=_("login"),
            name=_("name"),
            email=_("e-mail"),
            kind=_("kind"),
            departments=_("departments"),
            head_of=_("head of"),
            language=_("language"),
            joined_at=_("joined"),
            retired_at=_("retired"),
        ),
        search=("login", "search"),
        filters=("kind", "company", "retired_at__isnull", "departments__contains"),
        detail=_person_detail,
    )
)
DUTIES = readable(
    Resource(
        name="duties",
        model=Duty,
        clause="VI.1",
        columns=columns(
            person__login=_("login"),
            person__name=_("name"),
            department=_("department"),
            rank=_("rank"),
            since=_("since"),
            until=_("until"),
            given_by__name=_("given by"),
            ended_because=_("reason for the end"),
        ),
        search=("person__login", "person__search"),
        filters=("person", "department", "rank", "until__isnull"),
        joins=("person", "given_by"),
    )
)
DELEGATIONS = readable(
    Resource(
        name="delegations",
        model=Delegation,
        clause="VI.1",
        columns=columns(
            giver__name=_("giver"),
            taker__name=_("taker"),
            department=_("department"),
            since=_("since"),
            until=_("until"),
            reason=_("reason"),
            revoked_at=_("revoked"),
        ),
        search=("giver__search", "taker__search"),
        filters=("giver", "taker", "department", "revoked_at__isnull"),
        joins=("giver", "taker"),
    )
)
SKILLS = readable(
    Resource(
        name="skills",
        model=Skill,
        clause="III.3.2",
        columns=columns(code=_("code"), name=_("name"), name_en=_("English name")),
        search=("code", "name", "name_en"),
    )
)
QUALIFICATIONS = readable(
    Resource(
        name="qualifications",
        model=Qualification,
        clause="III.3.2",
        columns=columns(
            person__login=_("login"),
            person__name=_("name"),
            skill__code=_("skill"),
            skill__name=_("skill’s name"),
            since=_("since"),
            until=_("until"),
            attested_by__name=_("attested by"),
            ended_because=_("reason for the end"),
        ),
        search=("person__login", "person__search", "skill__code"),
        filters=("person", "skill", "until__isnull"),
        joins=("person", "skill", "attested_by"),
    )
)
SEGREGATION_RULES = readable(
    Resource(
        name="segregation-rules",
        model=SegregationRule,
        clause="VI.2",
        columns=columns(
            first=_("one action"),
            second=_("the other action"),
            reason=_("reason"),
            retired_at=_("lifted"),
            lifted_because=_("reason for lifting"),
        ),
        search=("first", "second"),
        filters=("first", "second", "retired_at__isnull"),
    )
)
TOKENS = readable(
    Resource(
        name="tokens",
        model=ApiToken,
        clause="VI.1",
        columns=columns(
            person__login=_("login"),
            name=_("name"),
            made_at=_("made"),
            expires_at=_("expires"),
            revoked_at=_("revoked"),
        ),
        readers=frozenset({*INTERNAL, Department.CUSTOMER}),
        company="person__company",
        filters=("person", "revoked_at__isnull"),
        joins=("person",),
        narrow=_own_unless_administration,
    )
)

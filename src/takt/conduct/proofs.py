"""What proves that the rules are kept, as people read it: refused attempts, seals' verifications (VI.2)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from takt.conduct.actors import Actor, Department
from takt.conduct.models import RefusedAttempt, Verification
from takt.conduct.resources import Resource, columns, readable

LOOK_AFTER = frozenset({Department.ADMINISTRATION, Department.MANAGEMENT})


def _attempt_detail(attempt: RefusedAttempt, reader: Actor) -> dict[str, Any]:
    return {"facts": attempt.facts, "given": attempt.given, "via": attempt.via}


REFUSED_ATTEMPTS = readable(
    Resource(
        name="refused-attempts",
        model=RefusedAttempt,
        clause="VI.2",
        columns=columns(
            at=_("time"),
            actor_id=_("who"),
            action=_("step"),
            clause=_("clause"),
            codes=_("reasons"),
            kind=_("kind"),
            subject_id=_("record"),
        ),
        readers=LOOK_AFTER,
        newest="-at",
        search=("action", "clause"),
        filters=("actor_id", "action", "clause", "codes__contains", "case_id", "at__gte", "at__lt"),
        detail=_attempt_detail,
    )
)
VERIFICATIONS = readable(
    Resource(
        name="verifications",
        model=Verification,
        clause="VI.2",
        columns=columns(
            number=_("number"),
            state=_("state"),
            asked_at=_("asked"),
            ended_at=_("ended"),
            entries=_("entries"),
            chains=_("chains"),
            seals=_("seals"),
        ),
        readers=LOOK_AFTER,
        newest="-asked_at",
        search=("number",),
        filters=("state", "asked_at__gte", "asked_at__lt"),
        detail=lambda verification, reader: {"wrong": verification.wrong},
    )
)

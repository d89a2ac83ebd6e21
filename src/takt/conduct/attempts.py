"""A refused attempt is evidence (VI.2): kept in a second short transaction, after the first is undone."""

from typing import Any

from django.db import transaction

from takt.conduct.action import Action
from takt.conduct.actors import Actor
from takt.conduct.guard import Subject
from takt.conduct.models import RefusedAttempt
from takt.conduct.refusals import Refused


def record(
    action: Action[Any, Any],
    subject: Subject | None,
    by: Actor,
    arguments: dict[str, Any],
    refused: Refused,
    via: str,
) -> None:
    """Keep who tried what on what and why not; argument values are not kept, only their names, nor facts about people."""
    with transaction.atomic():
        RefusedAttempt.objects.create(
            actor_id=by.id,
            action=action.name,
            clause=action.clause.number,
            kind=subject._meta.label_lower if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            case_id=subject.case_id if subject is not None else None,
            codes=refused.codes,
            facts=[_storable(r.evidence) for r in refused.refusals],
            given=sorted(
                n for n in map(_storable, arguments) if n not in action.sensitive and n != "prepared"
            ),
            via=via,
        )


def _storable(value: Any) -> Any:
    """Without what no PostgreSQL text can hold: NUL and half characters, which a caller may well send."""
    if isinstance(value, str):
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_storable(name): _storable(each) for name, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value

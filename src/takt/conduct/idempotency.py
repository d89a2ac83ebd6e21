"""One key, one deed: the same request under the same key returns the first answer again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from takt.conduct.action import Action
from takt.conduct.actors import Actor
from takt.conduct.canonical import content_hash, plain
from takt.conduct.guard import Subject
from takt.conduct.models import IdempotencyKey
from takt.conduct.refusals import KeyReused, refuse


@dataclass(frozen=True, slots=True)
class First:
    """The first answer, found again."""

    answer: Any


class Request:
    """A request that carries a key, per actor and action."""

    def __init__(
        self,
        action: Action[Any, Any],
        subject: Subject | None,
        by: Actor,
        arguments: Mapping[str, Any],
        key: str,
    ) -> None:
        self.slot = {"actor_id": by.id, "action": action.name, "key": key[:200]}
        given = {n: v for n, v in arguments.items() if n != "prepared"}
        self.digest = content_hash([subject.pk if subject is not None else None, given])

    def first_answer(self) -> First | None:
        """What was answered under this key before; two at once wait for each other here."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 7))", (content_hash(self.slot),)
            )
        kept = IdempotencyKey.objects.filter(**self.slot).first()
        if kept is None:
            return None
        if kept.digest != self.digest:
            raise refuse(KeyReused(key=str(self.slot["key"])))
        return First(_read(kept.answer))

    def keep(self, answer: Any) -> None:
        """Keep the first answer, in the deed's own transaction."""
        IdempotencyKey.objects.create(**self.slot, digest=self.digest, answer=_written(answer))


def _written(answer: Any) -> dict[str, Any]:
    if isinstance(answer, models.Model):
        return {"model": answer._meta.label_lower, "id": str(answer.pk)}
    return {"value": plain(answer)}


def _read(kept: dict[str, Any]) -> Any:
    if "model" in kept:
        return apps.get_model(kept["model"])._default_manager.get(pk=kept["id"])
    return kept["value"]

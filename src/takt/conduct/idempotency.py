"""One key, one deed: the same request under the same key returns the first answer again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.crypto import salted_hmac

from takt.conduct.action import Action
from takt.conduct.actors import Actor
from takt.conduct.canonical import canonical, content_hash, plain
from takt.conduct.guard import Subject
from takt.conduct.models import IdempotencyKey
from takt.conduct.refusals import KeyReused, refuse
from takt.conduct.statements import answers


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
        content = canonical([subject.pk if subject is not None else None, given])
        # keyed, because a plain hash of arguments would let a password among them be guessed
        self.digest = salted_hmac("takt.idempotency", content, algorithm="sha256").hexdigest()
        self.answer_is_secret = "answer" in action.sensitive

    def first_answer(self) -> First | None:
        """What was answered under this key before; two at once wait for each other here."""
        answers("select pg_advisory_xact_lock(hashtextextended(%s, 7))", (content_hash(self.slot),))
        return self.answered()

    def answered(self) -> First | None:
        """What was answered under this key before, without waiting for anybody."""
        kept = IdempotencyKey.objects.filter(**self.slot).first()
        if kept is None:
            return None
        if kept.digest != self.digest:
            raise refuse(KeyReused(key=str(self.slot["key"])))
        return First(_read(kept.answer))

    def keep(self, answer: Any) -> None:
        """Keep the first answer, in the deed's own transaction; a secret one is shown once and not kept."""
        kept = _written(None if self.answer_is_secret else answer)
        IdempotencyKey.objects.create(**self.slot, digest=self.digest, answer=kept)


def _written(answer: Any) -> dict[str, Any]:
    if isinstance(answer, models.Model):
        return {"model": answer._meta.label_lower, "id": str(answer.pk)}
    return {"value": plain(answer)}


def _read(kept: dict[str, Any]) -> Any:
    if "model" in kept:
        return apps.get_model(kept["model"])._default_manager.get(pk=kept["id"])
    return kept["value"]

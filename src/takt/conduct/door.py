"""The door: every change passes here (VI.2).

One transaction: the actor's right, the subject locked and re-read, the version that the caller
saw, the segregation of duties, the table of moves, the body, the journal entry. What is refused
leaves nothing behind but a row of evidence, written in a second short transaction.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import Any, ParamSpec, TypeVar, cast

from django.db import Error as DatabaseError
from django.db import transaction

from takt.conduct import attempts, clock, database_refusals, idempotency, journal
from takt.conduct.action import Action
from takt.conduct.actors import Actor, ActorKind
from takt.conduct.arrival import arrive
from takt.conduct.authority import Grant, authority
from takt.conduct.guard import OutsideTheDoor, Passage, Subject, _passage, passage
from takt.conduct.locking import locked_row
from takt.conduct.refusals import (
    NotByItself,
    NotSignedIn,
    NotYours,
    Refusal,
    Refused,
    Stale,
    WrongState,
    refuse,
    refuse_if,
)

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=Subject)
TRIES = 4  # a transaction that the database chose as a deadlock's victim is tried again


def now() -> datetime:
    """The time of the passing that is going on: one act has one time."""
    return passage().at


def lock(row: S) -> S:
    """The row locked and re-read; inside one transaction always the same object."""
    current = passage()
    known = current.locked.get((type(row), row.pk))
    if known is not None:
        return cast("S", known)
    current.locked[type(row), row.pk] = fresh = locked_row(type(row), row.pk)
    return fresh


def pass_through(
    action: Action[P, R],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    *,
    version: int | None = None,
    key: str = "",
    via: str = "",
) -> R:
    """Do `action`: `args` holds the subject (or nothing, when it creates), `kwargs` its keywords and `by`."""
    arguments = dict(kwargs)
    subject = (
        args[0]
        if args
        else arguments.pop(next(iter(action.signature.parameters)), None)
        if action.subject
        else None
    )
    by: Actor | None = arguments.pop("by", None)
    if by is None:
        raise refuse(NotSignedIn())
    outer = _passage.get()
    if outer is not None:
        return _act(action, subject, by, arguments, None, outer.locked)  # type: ignore[no-any-return]
    try:
        if action.prepare is not None:
            if (
                key
                and (first := idempotency.Request(action, subject, by, arguments, key).answered()) is not None
            ):
                return first.answer  # type: ignore[no-any-return]
            arguments["prepared"] = _prepared(action, subject, by, arguments)
        return _outermost(action, subject, by, arguments, version, key)  # type: ignore[no-any-return]
    except Refused as refused:
        attempts.record(action, subject, by, arguments, refused, via)
        raise


def rehearse(action: Action[Any, Any], subject: Subject, by: Actor, **arguments: Any) -> tuple[Refusal, ...]:
    """Why the act would be refused now: tried at the door itself and undone; nothing stays, no attempt is kept.

    An act that takes arguments and is given none, or needs long work beforehand, is tried up to its body.
    """
    complete = action.prepare is None and (bool(arguments) or not action.parameters)
    try:
        with transaction.atomic():
            if complete:
                _act(action, copy(subject), by, arguments, None, {})  # what it was undone from stays as it is
            else:
                with _passing(action, {}) as current:
                    grant, fresh = _arrived(action, subject, by, current)
                    _check(action, fresh, by, grant, None)
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.refusals
    except DatabaseError as error:
        translated = database_refusals.translated(error)
        if not isinstance(translated, Refused):
            raise translated from error
        return translated.refusals
    return ()


def _prepared(action: Action[Any, Any], subject: Subject | None, by: Actor, arguments: dict[str, Any]) -> Any:
    """The long work before the transaction: for whoever may, on the subject as it is now."""
    prepare = action.prepare or (lambda *_, **__: None)
    found = arrive(type(subject), subject.pk, by.id, action.name, locked=False) if subject else None
    authority().grant(by, action, {by.id: found.actor} if found is not None else {})
    if subject is None:
        return prepare(**arguments)
    if found is None:
        raise refuse(NotYours(reference=str(subject.pk), kind=str(subject._meta.verbose_name)))
    return prepare(found.row, **arguments)


def _outermost(
    action: Action[Any, Any],
    subject: Subject | None,
    by: Actor,
    arguments: dict[str, Any],
    version: int | None,
    key: str,
) -> Any:
    seen = version if version is not None else getattr(subject, "version", None)
    for last in (False,) * (TRIES - 1) + (True,):
        try:
            with transaction.atomic():
                if not key:
                    return _act(action, subject, by, arguments, seen, {})
                return _once(action, subject, by, arguments, seen, key)
        except DatabaseError as error:
            if last or not database_refusals.worth_another_try(error):
                raise database_refusals.translated(error) from error
    raise AssertionError("unreachable")


def _once(
    action: Action[Any, Any],
    subject: Subject | None,
    by: Actor,
    arguments: dict[str, Any],
    seen: int | None,
    key: str,
) -> Any:
    request = idempotency.Request(action, subject, by, arguments, key)
    if (first := request.first_answer()) is not None:
        return first.answer
    answer = _act(action, subject, by, arguments, seen, {})
    request.keep(answer)
    return answer


def _act(
    action: Action[Any, Any],
    subject: Subject | None,
    by: Actor,
    arguments: dict[str, Any],
    seen: int | None,
    locked: dict[Any, Any],
) -> Any:
    with _passing(action, locked) as current:
        if subject is None:
            return _create(action, by, arguments, authority().grant(by, action, current.known), current)
        grant, fresh = _arrived(action, subject, by, current)
        current.subject = fresh
        _check(action, fresh, by, grant, seen)
        answer = action.run(fresh, by=by, **arguments)
        if action.moves is not None:
            fresh.state = fresh.life.target(action.moves)  # type: ignore[attr-defined]
        journal.write(current, fresh, grant)
    _renew(subject, fresh)
    return answer


def _arrived(action: Action[Any, Any], subject: S, by: Actor, current: Passage) -> tuple[Grant, S]:
    """The actor's right and the row locked, asked for at once."""
    if (type(subject), subject.pk) not in current.locked:
        found = arrive(type(subject), subject.pk, by.id, action.name)
        if found is not None:
            current.locked[type(subject), subject.pk] = found.row
            current.known[by.id] = found.actor
    return authority().grant(by, action, current.known), lock(subject)


def _create(
    action: Action[Any, Any], by: Actor, arguments: dict[str, Any], grant: Grant, current: Passage
) -> Any:
    created = action.run(by=by, **arguments)
    if isinstance(created, Subject):
        if created.case_id not in (None, created.pk):  # in a case that begins here nobody has done anything
            refuse_if(authority().conflicts(grant, action, created.case_id))
        current.subject = created
        current.locked[type(created), created.pk] = created
        journal.write(current, created, grant)
    return created


def _check(action: Action[Any, Any], fresh: Subject, by: Actor, grant: Grant, seen: int | None) -> None:
    if by.kind == ActorKind.CUSTOMER and (fresh.company_id is None or fresh.company_id != grant.company_id):
        raise refuse(NotYours(reference=str(fresh.pk), kind=str(fresh._meta.verbose_name)))
    state = getattr(fresh, "state", "")
    if seen is not None and seen != fresh.version:
        raise refuse(Stale(seen=seen, now=fresh.version, state=_state_name(fresh, state)))
    if fresh.case_id is not None:
        refuse_if(authority().conflicts(grant, action, fresh.case_id))
    allowed = fresh.life.origins(action.moves) if action.moves is not None else action.while_in
    if allowed and state not in allowed:
        names = ", ".join(_state_name(fresh, s) for s in sorted(allowed))
        raise refuse(WrongState(state=_state_name(fresh, state), action=action.name, allowed=names))


def _state_name(row: Subject, state: str) -> str:
    field = next((f for f in row._meta.concrete_fields if f.name == "state"), None)
    choices = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(state, state))


@contextmanager
def _passing(action: Action[Any, Any], locked: dict[Any, Any]) -> Iterator[Passage]:
    outer = _passage.get()
    if action.within and (outer is None or outer.action.name not in action.within):
        raise refuse(NotByItself(action=action.name, within=", ".join(sorted(action.within))))
    if outer is None:
        current = Passage(action, clock.now(), locked)
    else:
        current = Passage(action, outer.at, locked, outer=outer, known=outer.known)
    token = _passage.set(current)
    try:
        yield current
        if current.waiting:
            raise OutsideTheDoor(f"{action.name} has no journal entry for its rows to go with")
    finally:
        _passage.reset(token)


def _renew(seen: Subject, fresh: Subject) -> None:
    """The caller's copy shows what is now true, so that the next step is not refused as stale."""
    if seen is not fresh:
        seen.__dict__.update(fresh.__dict__)

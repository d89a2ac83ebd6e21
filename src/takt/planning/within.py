"""Moves of an order that happen inside another act only: the act's own subject must be locked already (VI.2)."""

from takt.conduct.guard import Subject, passage
from takt.conduct.refusals import refuse
from takt.planning.refusals import OnlyWithin


def inside_an_act_on(kind: type[Subject]) -> bool:
    """Whether the passing that goes on lies within an act on a row of this kind."""
    return any(locked is kind for locked, _ in passage().locked)


def refuse_alone(kind: type[Subject], within: str) -> None:
    """Refused, OnlyWithin, unless an act on a row of `kind` is going on around this one."""
    if not inside_an_act_on(kind):
        raise refuse(OnlyWithin(action=passage().action.name, within=within))

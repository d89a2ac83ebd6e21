"""What somebody may do with a row as it stands, and why not yet."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from takt.conduct.action import ACTIONS, Action
from takt.conduct.actors import ActorKind
from takt.conduct.discover import discover
from takt.conduct.door import rehearse
from takt.conduct.guard import Subject
from takt.conduct.reading import reference_of, serves
from takt.departments.models import Delegation, Person
from takt.web.pages.names import deed_title

# Acts that create something for a row: offered on its page with the row filled in.
ABOUT = {"orders.order": (("production.raise_exception", "order"),)}
_OVER = frozenset({"closed", "refused", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is possible in the row's state for one reader. `moves`: whether it takes the row further in its life."""

    name: str
    title: str
    url: str
    moves: bool
    needs_input: bool


def act_url(name: str, row: Any = None, **given: Any) -> str:
    """The page of an act: on a row, or creating; `given` fills in the form."""
    discover()
    arguments = [name]
    if row is not None:
        reference = row if isinstance(row, str) else reference_of(row)
        arguments.append(str(row.pk) if "/" in reference and not isinstance(row, str) else reference)
    query = f"?{urlencode(given)}" if given else ""
    return reverse("act", args=arguments) + query


def departments_now(reader: Person) -> set[str]:
    """The parties for which somebody may act at this moment: their own, and those lent to them."""
    own = set(serves(reader))
    if reader.kind != ActorKind.EMPLOYEE:
        return own
    now = datetime.now(UTC)
    lent = Delegation.objects.filter(taker_id=reader.pk, since__lte=now, until__gt=now, revoked_at=None)
    return own | set(lent.values_list("department", flat=True))


def acts_for(row: Subject, reader: Person, departments: set[str] | None = None) -> list[Act]:
    """What the reader may do with the row in its state now, the next step of its life first."""
    discover()
    serving = departments_now(reader) if departments is None else departments
    state = getattr(row, "state", "")
    possible = [
        a for a in ACTIONS.values()
        if a.subject is type(row) and not a.within and serving & set(a.departments) and _fits(a, row, state)
    ]  # fmt: skip
    found = [_act(a, act_url(a.name, row)) for a in possible]
    if state not in _OVER:
        found += [
            _act(ACTIONS[name], act_url(name, **{parameter: reference_of(row)}))
            for name, parameter in ABOUT.get(row._meta.label_lower, ())
            if serving & set(ACTIONS[name].departments)
        ]
    return sorted(found, key=lambda act: (not act.moves, act.title))


def _fits(action: Action[Any, Any], row: Subject, state: str) -> bool:
    allowed = row.life.origins(action.moves) if action.moves is not None else action.while_in
    return not allowed or state in allowed


def _act(action: Action[Any, Any], url: str) -> Act:
    return Act(action.name, deed_title(action.name), url, action.moves is not None, bool(action.parameters))


def obstacles(name: str, row: Subject, reader: Person, **arguments: Any) -> list[str]:
    """Why the act would be refused now, in words; nothing when the door would let it through."""
    discover()
    return [str(refusal) for refusal in rehearse(ACTIONS[name], row, reader, **arguments)]

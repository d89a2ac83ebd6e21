"""An action: one step of the procedure as a plain function, declared with clause, department and move.

    @action("III.1.3", by=Department.SALES, moves=Move.CONFIRM)
    def confirm(order: Order, *, by: Person, promise: date) -> None: ...

The signature is the one source of the action's shape: REST schema, command line and forms come
from it (`Action.arguments`, a pydantic model). Calling an action passes the door.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from django.db import models
from pydantic import BaseModel, ConfigDict, create_model

from takt.conduct.actors import Department
from takt.conduct.clauses import CLAUSES
from takt.conduct.guard import Subject
from takt.conduct.moves import Move

P = ParamSpec("P")
R = TypeVar("R")
ACTIONS: dict[str, "Action[Any, Any]"] = {}


class Arguments(BaseModel):
    """Base of every action's argument model: unknown names are refused, not ignored."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class Action(Generic[P, R]):
    """A registered action. Call it with keywords; `seen` adds the version looked at and an idempotency key."""

    def __init__(
        self,
        run: Callable[P, R],
        clause: str,
        by: tuple[Department, ...],
        moves: Move | None,
        states: frozenset[str],
        sensitive: frozenset[str],
        prepare: Callable[..., Any] | None,
        within: frozenset[str],
    ) -> None:
        self.run = run
        self.clause = CLAUSES[clause]
        self.departments = by
        self.moves = moves
        self.while_in = states
        self.sensitive = sensitive
        self.prepare = prepare
        self.within = within
        self.folder = run.__module__.split(".")[1]
        self.stem = run.__name__.rstrip("_")
        self.name = f"{self.folder}.{self.stem}"
        self.__doc__ = run.__doc__
        self.__name__ = run.__name__
        self.__module__ = run.__module__
        self.__wrapped__ = run

    def __repr__(self) -> str:
        return f"<action {self.name} ({self.clause.number})>"

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Pass the door with the subject as the caller saw it."""
        from takt.conduct.door import pass_through  # noqa: PLC0415  # the door needs this class

        return pass_through(self, args, kwargs)

    def seen(self, version: int | None = None, key: str = "", via: str = "") -> Callable[P, R]:
        """The same action, bound to the version that the caller saw and an idempotency key."""
        from takt.conduct.door import pass_through  # noqa: PLC0415

        def bound(*args: P.args, **kwargs: P.kwargs) -> R:
            return pass_through(self, args, kwargs, version=version, key=key, via=via)

        return bound

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature with its types resolved."""
        hints = get_type_hints(self.run, include_extras=True)
        plain = inspect.signature(self.run)
        parameters = [
            p.replace(annotation=hints.get(p.name, p.annotation)) for p in plain.parameters.values()
        ]
        return plain.replace(parameters=parameters, return_annotation=hints.get("return"))

    @cached_property
    def subject(self) -> type[Subject] | None:
        """The kind of row acted on: the type of the one positional parameter; None when the action creates."""
        for parameter in self.signature.parameters.values():
            if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
                kind: type[Subject] = parameter.annotation
                return kind
        return None

    @cached_property
    def creates(self) -> type[Subject] | None:
        """What a creating action returns."""
        kind = self.signature.return_annotation
        return kind if isinstance(kind, type) and issubclass(kind, Subject) else None

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The keyword parameters but `by`."""
        return {
            n: p
            for n, p in self.signature.parameters.items()
            if p.kind is inspect.Parameter.KEYWORD_ONLY and n not in ("by", "prepared")
        }

    @cached_property
    def references(self) -> dict[str, type[models.Model]]:
        """Parameters that name a row: given from outside by number or id, resolved before the door."""
        return {n: kind for n, p in self.parameters.items() if (kind := referenced(p.annotation)) is not None}

    @cached_property
    def arguments(self) -> type[Arguments]:
        """The pydantic model of the keyword parameters."""
        fields: dict[str, Any] = {}
        for name, parameter in self.parameters.items():
            kind: Any = parameter.annotation
            if name in self.references:
                kind = str | None if _optional(kind) else str
            fields[name] = (kind, ... if parameter.default is inspect.Parameter.empty else parameter.default)
        title = "".join(part.title() for part in self.name.replace(".", "_").split("_"))
        return create_model(title, __base__=Arguments, __doc__=self.__doc__, **fields)


def _optional(kind: Any) -> bool:
    return type(None) in get_args(kind)


def referenced(kind: Any) -> type[models.Model] | None:
    """The model class that an annotation names, also inside `X | None`."""
    choices = [kind] if not _is_union(kind) else [a for a in get_args(kind) if a is not type(None)]
    if len(choices) == 1 and isinstance(choices[0], type) and issubclass(choices[0], models.Model):
        return choices[0]
    return None


def _is_union(kind: Any) -> bool:
    return get_origin(kind) is Union or type(kind).__name__ == "UnionType"


def action(
    clause: str,
    *,
    by: Department | Iterable[Department],
    moves: Move | None = None,
    while_in: Iterable[str] = (),
    sensitive: Iterable[str] = (),
    prepare: Callable[..., Any] | None = None,
    within: Iterable[str] = (),
) -> Callable[[Callable[P, R]], Action[P, R]]:
    """Declare an action. `moves`: its line in the table of moves; `while_in`: states in which an action
    without a move is possible (empty: any); `sensitive`: arguments never kept with a refused attempt ("answer": the answer is shown once, never kept);
    `prepare`: long work done before the transaction opens, its answer reaches the body as `prepared`;
    `within`: names of the actions that alone may do this one, as a part of theirs (empty: anybody may ask)."""
    departments = (by,) if isinstance(by, Department) else tuple(by)

    def declare(run: Callable[P, R]) -> Action[P, R]:
        declared = Action(
            run,
            clause,
            departments,
            moves,
            frozenset(while_in),
            frozenset(sensitive),
            prepare,
            frozenset(within),
        )
        if declared.name in ACTIONS and ACTIONS[declared.name].__module__ != run.__module__:
            raise TypeError(f"two actions are called {declared.name}")
        ACTIONS[declared.name] = declared
        return declared

    return declare

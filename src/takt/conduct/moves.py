"""The life of a thing as one table of data: each move, from where, to where (R5)."""

from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from django.db.models import TextChoices


class Move(Enum):
    """Base of each folder's enumeration of moves."""


M = TypeVar("M", bound=Move)
S = TypeVar("S", bound=TextChoices)


class Life(Generic[M, S]):
    """A table of moves: {move: (states from which, state to which)}."""

    def __init__(self, table: Mapping[M, tuple[frozenset[S] | set[S] | S, S]]) -> None:
        self.table: dict[M, tuple[frozenset[str], S]] = {
            move: (
                frozenset({origin.value} if isinstance(origin, TextChoices) else {s.value for s in origin}),
                target,
            )
            for move, (origin, target) in table.items()
        }

    def origins(self, move: M) -> frozenset[str]:
        """States from which a move starts."""
        return self.table[move][0]

    def target(self, move: M) -> str:
        """State to which a move leads."""
        return str(self.table[move][1].value)

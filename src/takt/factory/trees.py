"""Bills as a graph, pure: the order from products to materials, and the cycles that must not be."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


class Cycle(ValueError):
    """A path that comes back to its first node."""

    def __init__(self, path: Sequence[object]) -> None:
        super().__init__(" > ".join(map(str, path)))
        self.path = tuple(path)


def from_top(roots: Iterable[Node], below: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """Every node in reach of the roots, each before the nodes below it. Raises `Cycle`."""
    finished: dict[Node, None] = {}
    for root in roots:
        if root not in finished:
            _walk(root, below, finished)
    return list(reversed(finished))


def _walk(root: Node, below: Mapping[Node, Sequence[Node]], finished: dict[Node, None]) -> None:
    path: dict[Node, None] = {root: None}
    open_branches = [iter(below.get(root, ()))]
    while open_branches:
        node = next(open_branches[-1], None)
        if node is None:
            finished[next(reversed(path))] = None
            path.popitem()
            open_branches.pop()
        elif node in path:
            steps = list(path)
            raise Cycle([*steps[steps.index(node) :], node])
        elif node not in finished:
            path[node] = None
            open_branches.append(iter(below.get(node, ())))

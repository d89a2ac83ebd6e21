"""Order of a directed graph, or the cycle that forbids one. Nodes are 0..count-1."""

from collections.abc import Sequence


def topological_order(successors: Sequence[Sequence[int]]) -> list[int]:
    """Every node before its successors; shorter than the graph exactly when the graph has a cycle."""
    waiting = [0] * len(successors)
    for targets in successors:
        for target in targets:
            waiting[target] += 1
    order = [node for node, count in enumerate(waiting) if count == 0]
    for node in order:  # grows while it is read: first come, first served keeps the order deterministic
        for target in successors[node]:
            waiting[target] -= 1
            if waiting[target] == 0:
                order.append(target)
    return order


def cycle_in(successors: Sequence[Sequence[int]], order: Sequence[int]) -> list[int]:
    """A cycle among the nodes that ``order`` left out, its first node repeated at the end; empty without a
    cycle."""
    left = set(range(len(successors))).difference(order)
    if not left:
        return []
    predecessor = {target: node for node in sorted(left) for target in successors[node] if target in left}
    # each node left out has a predecessor that was left out too, so walking backwards must come round
    walk, seen, node = [], set(), min(left)
    while node not in seen:
        walk.append(node)
        seen.add(node)
        node = predecessor[node]
    ring = [*walk[walk.index(node) :], node]
    return ring[::-1]

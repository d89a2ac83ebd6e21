"""From which minute on each operation may start, while its predecessors are being placed."""

from takt.engine.problem import Problem


class Readiness:
    """``ready[i]`` is final once every predecessor of operation ``i`` is placed."""

    def __init__(self, problem: Problem) -> None:
        self.ready: list[int] = problem.releases.tolist()
        self._waits_for = [0] * problem.operations
        self._after: dict[int, list[tuple[int, int]]] = {}
        before, after, lags = (
            problem.predecessors.tolist(),
            problem.successors.tolist(),
            problem.lags.tolist(),
        )
        for predecessor, successor, lag in zip(before, after, lags, strict=True):
            self._waits_for[successor] += 1
            self._after.setdefault(predecessor, []).append((successor, lag))

    def waiting_for_nothing(self) -> list[int]:
        """The operations whose predecessors are all placed."""
        return [operation for operation, count in enumerate(self._waits_for) if count == 0]

    def placed(self, operation: int, end: int) -> list[int]:
        """``operation`` is placed and ends at ``end``: the operations for which it was the last to wait
        for."""
        freed = []
        for successor, lag in self._after.get(operation, ()):
            self.ready[successor] = max(self.ready[successor], end + lag)
            self._waits_for[successor] -= 1
            if self._waits_for[successor] == 0:
                freed.append(successor)
        return freed

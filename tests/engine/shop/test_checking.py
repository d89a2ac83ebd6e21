"""The checker finds every way in which a schedule can be wrong."""

from typing import Any

import pytest

from takt.engine.shop.checking import BrokenScheduleError, check

SHOP: dict[str, Any] = {
    "machines": 2,
    "jobs": [[[[0, 3], [1, 4]], [[1, 2]]], [[[0, 2]]]],
    "due": [4, 3],
    "weight": [2, 5],
    "release": [1, 0],
    "setup": [[[0, 0, 0], [0, 0, 0], [2, 0, 0]], [[0, 1, 0], [0, 0, 0], [0, 0, 0]]],
}
STARTS, MACHINES = [4, 7, 0], [0, 1, 0]


def test_a_right_schedule_is_priced() -> None:
    assert check(SHOP, STARTS, MACHINES) == (9, 2 * 5)
    assert check({k: v for k, v in SHOP.items() if k not in ("due", "weight")}, STARTS, MACHINES) == (9, 0)


@pytest.mark.parametrize(
    ("starts", "machines", "wrong"),
    [
        ([4, 7], [0, 1], "2 starts and 2 machines for 3 operations"),
        ([4, 7, 0], [0, 0, 0], "operation 1 is on machine 0"),
        ([4, 6, 0], [0, 1, 0], "operation 1 starts at 6, ready at 7"),
        ([0, 7, 5], [0, 1, 0], "operation 0 starts at 0, ready at 1"),
        ([3, 7, 0], [0, 1, 0], "operation 0 starts at 3, but machine 0 is free at 4"),
        ([4, 8, 5], [0, 1, 0], "operation 2 starts at 5, but machine 0 is free at 7"),
        ([1, 5, 0], [1, 1, 0], "operation 1 starts at 5, but machine 1 is free at 6"),
    ],
)
def test_a_wrong_schedule_is_refused_with_the_operation(
    starts: list[int], machines: list[int], wrong: str
) -> None:
    with pytest.raises(BrokenScheduleError, match=wrong):
        check(SHOP, starts, machines)

"""A machine's timeline: no gap is missed, whatever is put on it and taken off again (III.3.3)."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.small_shops import on, operation, shop

from takt.engine.compiled.arrays import BLOCK, NONE
from takt.engine.compiled.lanes import drop, first_fit, put
from takt.engine.floor import floor_of
from takt.engine.intervals import Intervals
from takt.engine.problem import Resource

LENGTH = 2000
ALWAYS = Resource(Intervals.of([(0, LENGTH)]))
SHOP = floor_of(shop(operation(on(0, 1)), machines=[ALWAYS]), room=LENGTH).emptied()


def earliest(taken: set[int], ready: int, minutes: int) -> int:
    """The first free span, by counting minutes."""
    for start in range(ready, LENGTH - minutes + 1):
        if taken.isdisjoint(range(start, start + minutes)):
            return start
    return NONE


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_first_gap_that_is_long_enough_is_found_after_any_change(seed: int) -> None:
    chance, taken, spans = np.random.default_rng(seed), set[int](), list[tuple[int, int]]()
    lanes = SHOP.lanes
    lanes.counts[0] = 0
    for _ in range(4 * BLOCK):
        ready, minutes = int(chance.integers(0, LENGTH)), int(chance.integers(1, 12))
        start, high = first_fit(SHOP.rooms, lanes, 0, 0, ready, minutes)
        assert start == earliest(taken, ready, minutes)
        if spans and (start == NONE or chance.random() < 0.2):
            gone = spans.pop(int(chance.integers(len(spans))))
            drop(lanes, 0, gone[0])
            taken -= set(range(*gone))
        elif start != NONE:
            assert taken.isdisjoint(range(start, high))
            put(lanes, 0, start, start + minutes, 0, len(spans))
            spans.append((start, start + minutes))
            taken |= set(range(start, start + minutes))
    assert lanes.counts[0] == len(spans)

"""Chance that is the same on every machine: xorshift64*, its whole state one number."""

import numpy as np
import numpy.typing as npt

from takt.engine.compiled import inlined

State = npt.NDArray[np.uint64]
SHIFTS = (np.uint64(12), np.uint64(25), np.uint64(27))
FACTOR = np.uint64(2685821657736338717)
HIGH = np.uint64(33)
SPREAD = 0x9E3779B97F4A7C15


def seeded(seed: int, stream: int = 0) -> State:
    """The state of a seed; each stream of it is a chance of its own."""
    mixed = (seed * SPREAD + stream * 0xD1342543DE82EF95 + SPREAD) % 2**64
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    return np.array([mixed ^ (mixed >> 27) or SPREAD], np.uint64)


@inlined
def draw(state: State, below: int) -> int:
    """A whole number from 0 to below - 1."""
    x = state[0]
    x ^= x >> SHIFTS[0]
    x ^= x << SHIFTS[1]
    x ^= x >> SHIFTS[2]
    state[0] = x
    return int(np.int64((x * FACTOR) >> HIGH) % below)


@inlined
def draw_unit(state: State) -> float:
    """A number from 0 to below 1."""
    return draw(state, 1 << 30) / (1 << 30)

"""Binary heaps in a stretch of two flat arrays: smallest key first, of equal keys the smallest value."""

from takt.engine.compiled import compiled_bare
from takt.engine.intervals import IntArray


@compiled_bare
def less(keys: IntArray, values: IntArray, one: int, other: int) -> bool:
    """Whether entry ``one`` goes before entry ``other``."""
    return bool(keys[one] < keys[other] or (keys[one] == keys[other] and values[one] < values[other]))


@compiled_bare
def swap(keys: IntArray, values: IntArray, one: int, other: int) -> None:
    """Exchange two entries."""
    keys[one], keys[other] = keys[other], keys[one]
    values[one], values[other] = values[other], values[one]


@compiled_bare
def push(keys: IntArray, values: IntArray, base: int, count: int, key: int, value: int) -> int:
    """Add an entry to the heap of ``count`` entries at ``base``; the new count."""
    at = count
    keys[base + at], values[base + at] = key, value
    while at > 0:
        parent = (at - 1) // 2
        if not less(keys, values, base + at, base + parent):
            break
        swap(keys, values, base + at, base + parent)
        at = parent
    return count + 1


@compiled_bare
def pop(keys: IntArray, values: IntArray, base: int, count: int) -> int:
    """Drop the first entry of a heap that is not empty; the new count."""
    count -= 1
    keys[base], values[base] = keys[base + count], values[base + count]
    at = 0
    while 2 * at + 1 < count:
        child = 2 * at + 1
        if child + 1 < count and less(keys, values, base + child + 1, base + child):
            child += 1
        if not less(keys, values, base + child, base + at):
            break
        swap(keys, values, base + at, base + child)
        at = child
    return count

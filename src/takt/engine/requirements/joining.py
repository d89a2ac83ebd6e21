"""Lines by parent, and several lines of one parent for the same component as one: their exact sum."""

from fractions import Fraction

import numpy as np

from takt.engine.requirements.quantities import LARGEST, Integers

Columns = tuple[Integers, Integers, Integers, Integers]


def joined(parent: Integers, component: Integers, numerator: Integers, denominator: Integers) -> Columns:
    """The four columns by parent and component, each pair once. A sum beyond 64 bits gets the numerator 0."""
    columns = (parent, component, numerator, denominator)
    above = (parent[1:] < parent[:-1]) | ((parent[1:] == parent[:-1]) & (component[1:] < component[:-1]))
    if above.any():
        order = np.lexsort((component, parent))
        columns = (parent[order], component[order], numerator[order], denominator[order])
    again = _again(columns)
    return _summed(columns, again) if again.any() else columns


def _again(columns: Columns) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which lines repeat the parent and component of the line before them."""
    parent, component = columns[:2]
    again = np.zeros(len(parent), bool)
    again[1:] = (parent[1:] == parent[:-1]) & (component[1:] == component[:-1])
    return again


def _summed(columns: Columns, again: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Columns:
    parent, component, numerator, denominator = (column.copy() for column in columns)
    first = np.maximum.accumulate(np.where(again, 0, np.arange(len(again))))
    for at in np.flatnonzero(again).tolist():
        into = first[at]
        total = Fraction(int(numerator[into]), int(denominator[into]))
        total += Fraction(int(numerator[at]), int(denominator[at]))
        fits = max(total.numerator, total.denominator) <= LARGEST
        numerator[into], denominator[into] = (total.numerator, total.denominator) if fits else (0, 1)
    kept = ~again
    return parent[kept], component[kept], numerator[kept], denominator[kept]

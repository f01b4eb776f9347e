"""When a threshold is reached, and where a number stands on a line."""

from __future__ import annotations

import math

from spi.errors import InvalidInput
from spi.phrases import describe

SLACK = 5e-10
"""A threshold is reached from this far below it on: nine decimals, by comparison."""

EDGE_SLACK = 1e-9
"""An edge of a raw answer is reached from this share of it below on."""


def reached(score: float, threshold: float) -> bool:
    """Say whether a score (0 to 100) or share reaches a threshold.

    >>> reached(39.9999999999, 40), reached(39.99, 40)
    (True, False)
    """
    return score >= threshold - SLACK


def edge_reached(value: float, edge: float) -> bool:
    """Say whether a raw answer reaches an edge in the same unit.

    >>> edge_reached(100 * 0.29, 29)
    True
    """
    return value >= edge - EDGE_SLACK * abs(edge)


def position(value: float, start: float, end: float) -> float:
    """Return where *value* stands between *start* (0) and *end* (1); beyond them outside 0 to 1."""
    width = end - start
    if math.isinf(width):
        return (value / 2 - start / 2) / (end / 2 - start / 2)
    return (value - start) / width


def clipped(value: float, low: float, high: float) -> float:
    """Return *value*, or the end that it lies beyond."""
    return min(max(value, low), high)


def finite(value: float, name: str) -> float:
    """Return a finite number as a float.

    Raises:
        InvalidInput: It is no number, infinite, or NaN.
    """
    try:
        good = not isinstance(value, bool) and math.isfinite(value)
    except (TypeError, OverflowError):  # no number, or a whole one beyond all floats
        good = False
    if not good:
        msg = f"{name}: found {describe(value)}, expected a finite number"
        raise InvalidInput(msg)
    return float(value)

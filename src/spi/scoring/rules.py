"""What rules say of known values: comparisons, and factors of weights."""

from __future__ import annotations

from spi.model.answer_checks import is_number
from spi.model.area import Attribute
from spi.model.conditions import Compare, Operand
from spi.model.rules import Factor
from spi.scoring.numbers import EDGE_SLACK, clipped, edge_reached, position

MOST = 1e100
"""No factor is larger, so that weights stay numbers."""


def factor_of(rule: Factor, value: Attribute) -> float | None:
    """Return the factor that a rule gives for an attribute; ``None`` where it says nothing of it."""
    found = _factor_of(rule, value)
    return None if found is None else clipped(found, 0.0, MOST)


def _factor_of(rule: Factor, value: Attribute) -> float | None:
    if rule.table is not None:
        word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return rule.table.get(str(word))
    if isinstance(value, bool | str):
        return None
    number = float(value)
    if rule.times is not None:
        return number * rule.times
    if rule.line is not None:
        line = rule.line
        share = clipped(position(number, line.start, line.end), 0.0, 1.0)
        return line.factor_at_start + share * (line.factor_at_end - line.factor_at_start)
    return next(
        (one.factor for one in reversed(rule.bands) if edge_reached(number, one.at_least)), 1.0
    )


def compared(compare: Compare, value: object) -> bool | None:
    """Decide one comparison on a known value; ``None`` where the two cannot be compared."""
    if compare.includes is not None:
        return compare.includes in value if isinstance(value, tuple) else None
    if compare.is_ is not None:
        return _same(value, compare.is_)
    if compare.in_:
        return any(_same(value, one) for one in compare.in_)
    if not is_number(value):
        return None
    number = float(value)
    if compare.at_least is not None:
        return edge_reached(number, compare.at_least)
    if compare.below is not None:
        return not edge_reached(number, compare.below)
    if compare.at_most is not None:
        return _at_most(number, compare.at_most)
    return None if compare.above is None else not _at_most(number, compare.above)


def _at_most(number: float, limit: float) -> bool:
    return number <= limit + EDGE_SLACK * abs(limit)


def _same(value: object, other: Operand) -> bool:
    if is_number(value) and is_number(other):
        return abs(float(value) - float(other)) <= EDGE_SLACK * abs(float(other))
    return type(value) is type(other) and value == other

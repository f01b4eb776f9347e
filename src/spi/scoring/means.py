"""Means: how the scores of the parts become one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spi.errors import InvalidInput
from spi.model.rules import Mean, MeanKind
from spi.scoring.numbers import clipped, finite

Numbers = Sequence[float]


def arithmetic_mean(values: Numbers, weights: Numbers | None = None) -> float:
    """Return ΣWs/ΣW.

    Args:
        values: Numbers of at least 0, at least one.
        weights: One for each value, at least 0, not all 0; all alike by default.

    Returns:
        A number between the lowest and the highest value.

    Raises:
        InvalidInput: No values, a number below 0 or not finite, or weights that do not fit.

    >>> arithmetic_mean([80, 40], [2, 1])
    66.66666666666667
    """
    return mean_of(Mean(), values, weights)


def geometric_mean(
    values: Numbers, weights: Numbers | None = None, *, floor: float | None = None
) -> float:
    """Return exp(ΣW ln s/ΣW); one 0 makes it 0.

    Args:
        values: Numbers of at least 0, at least one.
        weights: One for each value, at least 0, not all 0; all alike by default.
        floor: If given, above 0: max(s, floor) takes the place of s.

    Returns:
        A number between the lowest and the highest value (after the floor).

    Raises:
        InvalidInput: No values, a number below 0 or not finite, or weights that do not fit.

    Source:
        UNDP, Human Development Report 2010, technical note 1.

    >>> round(geometric_mean([100, 25]), 9), geometric_mean([100, 0])
    (50.0, 0.0)
    """
    return mean_of(Mean(kind=MeanKind.GEOMETRIC), values, weights, floor=floor)


def harmonic_mean(
    values: Numbers, weights: Numbers | None = None, *, floor: float | None = None
) -> float:
    """Return ΣW/Σ(W/s); one 0 makes it 0.

    Args:
        values: Numbers of at least 0, at least one.
        weights: One for each value, at least 0, not all 0; all alike by default.
        floor: If given, above 0: max(s, floor) takes the place of s.

    Returns:
        A number between the lowest and the highest value (after the floor).

    Raises:
        InvalidInput: No values, a number below 0 or not finite, or weights that do not fit.

    >>> round(harmonic_mean([100, 50]), 4)
    66.6667
    """
    return mean_of(Mean(kind=MeanKind.HARMONIC), values, weights, floor=floor)


def power_mean(
    values: Numbers, p: float, weights: Numbers | None = None, *, floor: float | None = None
) -> float:
    """Return (ΣWsᵖ/ΣW)^(1/p).

    Args:
        values: Numbers of at least 0, at least one.
        p: 0 gives the geometric mean; otherwise 0.01 ≤ abs(p) ≤ 100.
        weights: One for each value, at least 0, not all 0; all alike by default.
        floor: For p of at most 0, above 0: max(s, floor) takes the place of s.

    Returns:
        A number between the lowest and the highest value (after the floor).

    Raises:
        InvalidInput: No values, a number below 0 or not finite, weights that do not fit, a *p* out of
            range, or a floor with p above 0.

    Source:
        Hardy, Littlewood and Pólya, Inequalities (1934), chapter 2.

    >>> round(power_mean([60, 80], 2), 4), round(power_mean([100, 50], -2), 4)
    (70.7107, 63.2456)
    """
    return mean_of(Mean(kind=MeanKind.POWER, p=finite(p, "p")), values, weights, floor=floor)


def minimum(values: Numbers) -> float:
    """Return the lowest value.

    Raises:
        InvalidInput: No values, or a number below 0 or not finite.

    >>> minimum([70, 30])
    30.0
    """
    return mean_of(Mean(kind=MeanKind.MINIMUM), values)


def worst_mean(values: Numbers, k: int) -> float:
    """Return the plain mean of the *k* lowest values, of all if there are fewer; no weights.

    Raises:
        InvalidInput: No values, a number below 0 or not finite, or *k* below 1.

    >>> worst_mean([90, 20, 40], 2)
    30.0
    """
    if k < 1:
        msg = f"k: found {k}, expected at least 1"
        raise InvalidInput(msg)
    return mean_of(Mean(kind=MeanKind.WORST, k=k), values)


def mean_of(
    mean: Mean, values: Numbers, weights: Numbers | None = None, *, floor: float | None = None
) -> float:
    """Return a mean of the model of any numbers of at least 0.

    Args:
        mean: Which, with its parameter.
        values: At least one.
        weights: One for each value, at least 0, not all 0; all alike by default.
        floor: For means that one 0 makes 0, above 0: max(s, floor) takes the place of s.

    Raises:
        InvalidInput: Values, weights, parameter or floor that cannot be right.
    """
    chosen = [1.0] * len(values) if weights is None else [finite(one, "weight") for one in weights]
    numbers = [finite(one, "value") for one in values]
    if not numbers or len(numbers) != len(chosen):
        msg = (
            f"found {len(numbers)} values and {len(chosen)} weights, expected as many, at least one"
        )
        raise InvalidInput(msg)
    if min(numbers) < 0 or min(chosen) < 0 or max(chosen) == 0:
        msg = "found a number below 0 or only weights of 0, expected numbers of at least 0"
        raise InvalidInput(msg)
    if floor is not None and (not mean.falls_to_zero or finite(floor, "floor") <= 0):
        msg = f"floor: found {floor:g}, expected one above 0, and a mean that one 0 makes 0"
        raise InvalidInput(msg)
    if mean.kind is MeanKind.POWER and mean.p and not 0.01 <= abs(mean.p) <= 100:  # noqa: PLR2004 - the contract's limits
        msg = f"p: found {mean.p:g}, expected 0, or 0.01 to 100 away from it"
        raise InvalidInput(msg)
    counting = [(s, w) for s, w in zip(numbers, chosen, strict=True) if w > 0]
    return combined(mean, [s for s, _ in counting], [w for _, w in counting], floor)


def combined(mean: Mean, values: Numbers, weights: Numbers, floor: float | None = None) -> float:
    """Return a mean of checked numbers; weights are above 0."""
    if floor is not None:
        values = [max(one, floor) for one in values]
    low, high = min(values), max(values)
    if low == high:
        return low
    return clipped(_raw(mean, values, weights, low, high), low, high)


def _raw(mean: Mean, values: Numbers, weights: Numbers, low: float, high: float) -> float:
    match mean.kind:
        case MeanKind.MINIMUM:
            return low
        case MeanKind.WORST:
            lowest = sorted(values)[: mean.k]
            return _arithmetic(lowest, [1.0] * len(lowest))
        case MeanKind.ARITHMETIC:
            return _arithmetic(values, weights)
        case MeanKind.HARMONIC:
            return _power(values, weights, -1.0, low, high)
        case MeanKind.POWER if mean.p:
            return _power(values, weights, mean.p, low, high)
    if low == 0:
        return 0.0
    return math.exp(_arithmetic([math.log(one) for one in values], weights))


def _arithmetic(values: Numbers, weights: Numbers) -> float:
    heaviest = max(weights)
    shares = [weight / heaviest for weight in weights]
    total = math.fsum(shares)
    try:
        return math.fsum(share * one for share, one in zip(shares, values, strict=True)) / total
    except OverflowError:  # the sum, not the mean
        return math.fsum(share / total * one for share, one in zip(shares, values, strict=True))


def _power(values: Numbers, weights: Numbers, p: float, low: float, high: float) -> float:
    """Compute on the logarithms of s/max or s/min, so that nothing overflows."""
    if p < 0 and low == 0:
        return 0.0
    unit = math.log(high if p > 0 else low)
    raised = [math.exp(p * (math.log(one) - unit)) if one else 0.0 for one in values]
    mean = _arithmetic(raised, weights)
    return math.exp(unit + math.log(mean) / p) if mean else low

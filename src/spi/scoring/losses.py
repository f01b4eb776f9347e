"""Where the missing points are: each part's share of what is lost, and what it contributes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import frozen

from spi.model.rules import Mean, MeanKind
from spi.scoring.means import combined
from spi.scoring.scales import FULL

MOST_EXACT = 12
"""With more parts than this, orders are sampled where no closed form is known."""
ORDERS = 500
SEED = 20_160_101

Lost = Callable[[int], float]


@frozen(kw_only=True)
class Losses:
    """The loss of each part.

    Attributes:
        parts: In the order given, each at least 0; they add up to 100 less the mean.
        is_exact: Whether they were computed, not sampled.
        error: Largest standard error of a part, in points; 0 if exact.
        seed: With which orders were drawn, if they were.
    """

    parts: tuple[float, ...]
    is_exact: bool = True
    error: float = 0.0
    seed: int | None = None


def losses(
    mean: Mean, scores: Sequence[float], weights: Sequence[float], floor: float | None = None
) -> Losses:
    """Return where the points missing to 100 are lost.

    The loss of a part is the Shapley value of L(T) = 100 − mean(parts in T at their score, the
    others at 100).

    Args:
        mean: How the parts are combined.
        scores: 0 to 100, at least one.
        weights: One for each, above 0.
        floor: As for the mean.

    Source:
        L. S. Shapley, A value for n-person games (1953).

    >>> losses(Mean(), [100, 25], [1, 1]).parts
    (0.0, 37.5)
    """
    if floor is not None:
        scores = [max(one, floor) for one in scores]
    kind = MeanKind.GEOMETRIC if mean.kind is MeanKind.POWER and not mean.p else mean.kind
    match kind:
        case MeanKind.ARITHMETIC:
            total = math.fsum(weights)
            parts = [w * (FULL - s) / total for s, w in zip(scores, weights, strict=True)]
        case MeanKind.GEOMETRIC:
            parts = _geometric(scores, weights)
        case MeanKind.MINIMUM:
            parts = _minimum(scores)
        case _:
            return _by_orders(mean, scores, weights)
    return Losses(parts=tuple(parts))


def contributions(weights: Sequence[float], lost: Losses) -> tuple[float, ...]:
    """Return what each part contributes: 100·W/ΣW less its loss; they add up to the mean."""
    total = math.fsum(weights)
    return tuple(FULL * w / total - loss for w, loss in zip(weights, lost.parts, strict=True))


# --- closed forms ----------------------------------------------------------------------------------


def _geometric(scores: Sequence[float], weights: Sequence[float]) -> list[float]:
    total = math.fsum(weights)
    q = [math.pow(s / FULL, w / total) for s, w in zip(scores, weights, strict=True)]
    nodes = gauss_legendre(math.ceil(len(q) / 2))

    def of(i: int) -> float:
        products = (
            weight * math.prod(1 - t * (1 - other) for j, other in enumerate(q) if j != i)
            for t, weight in nodes
        )
        return FULL * (1 - q[i]) * math.fsum(products)

    return [of(i) for i in range(len(q))]


def gauss_legendre(count: int) -> list[tuple[float, float]]:
    """Return points and weights of Gauss–Legendre quadrature on 0 to 1.

    With n points it is exact for polynomials up to degree 2n − 1.

    Source:
        Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 25.4.29.

    >>> gauss_legendre(1)
    [(0.5, 1.0)]
    """
    found = []
    for i in range(count):
        x = math.cos(math.pi * (i + 0.75) / (count + 0.5))
        slope = 1.0
        for _ in range(100):
            value, slope = _legendre(count, x)
            step = value / slope
            x -= step
            if abs(step) < 1e-16:  # noqa: PLR2004 - as near as a float gets
                break
        slope = _legendre(count, x)[1]
        found.append(((1 - x) / 2, 1 / ((1 - x * x) * slope * slope)))
    return [(0.5, 1.0)] if count == 1 else found


def _legendre(degree: int, x: float) -> tuple[float, float]:
    """Return the Legendre polynomial and its slope."""
    before, value = 1.0, x
    for n in range(2, degree + 1):
        before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
    return value, degree * (x * value - before) / (x * x - 1)


def _minimum(scores: Sequence[float]) -> list[float]:
    """Share each step down equally among the parts at or below it."""
    parts = [0.0] * len(scores)
    steps = [FULL, *sorted(set(scores), reverse=True)]
    for above, level in pairwise(steps):
        below = [i for i, score in enumerate(scores) if score <= level]
        for i in below:
            parts[i] += (above - level) / len(below)
    return parts


# --- any other mean --------------------------------------------------------------------------------


def _by_orders(mean: Mean, scores: Sequence[float], weights: Sequence[float]) -> Losses:
    losing = [i for i, score in enumerate(scores) if score < FULL]

    def lost(chosen: int) -> float:
        """Return the loss with the losing parts of a bit mask at their score."""
        at = [FULL] * len(scores)
        for bit, i in enumerate(losing):
            if chosen >> bit & 1:
                at[i] = scores[i]
        return FULL - combined(mean, at, weights)

    if len(losing) <= MOST_EXACT:
        values, error = _shapley(len(losing), lost), 0.0
    else:
        values, error = _sampled(len(losing), lost)
    parts = [0.0] * len(scores)
    for i, value in zip(losing, values, strict=True):
        parts[i] = max(0.0, value)
    exact = len(losing) <= MOST_EXACT
    return Losses(parts=tuple(parts), is_exact=exact, error=error, seed=None if exact else SEED)


def _shapley(n: int, lost: Lost) -> list[float]:
    table = [lost(chosen) for chosen in range(1 << n)]
    share = [1 / (n * math.comb(n - 1, size)) for size in range(n)]
    return [
        math.fsum(
            share[chosen.bit_count()] * (table[chosen | 1 << i] - table[chosen])
            for chosen in range(1 << n)
            if not chosen >> i & 1
        )
        for i in range(n)
    ]


def _sampled(n: int, lost: Lost) -> tuple[list[float], float]:
    """Average over random orders, each with its reverse; also give the largest standard error."""
    draws = _Draws(SEED)
    sums, squares = [0.0] * n, [0.0] * n
    for _ in range(ORDERS):
        order = draws.order(n)
        there, back = _along(order, lost), _along(order[::-1], lost)
        for i in range(n):
            both = (there[i] + back[i]) / 2
            sums[i] += both
            squares[i] += both * both
    means = [one / ORDERS for one in sums]
    spread = [max(0.0, q / ORDERS - m * m) for q, m in zip(squares, means, strict=True)]
    return means, math.sqrt(max(spread) / (ORDERS - 1))


def _along(order: Sequence[int], lost: Lost) -> list[float]:
    found = [0.0] * len(order)
    chosen, before = 0, 0.0
    for i in order:
        chosen |= 1 << i
        now = lost(chosen)
        found[i] = now - before
        before = now
    return found


class _Draws:
    """Random orders that are the same on every machine and in every version.

    Source:
        G. L. Steele et al., Fast splittable pseudorandom number generators (2014).
    """

    def __init__(self, seed: int) -> None:
        self.state = seed

    def _next(self) -> int:
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        return z ^ z >> 31

    def order(self, n: int) -> list[int]:
        """Return the numbers below n in random order (Fisher and Yates)."""
        found = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self._next() % (i + 1)
            found[i], found[j] = found[j], found[i]
        return found

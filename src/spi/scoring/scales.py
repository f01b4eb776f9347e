"""From one answer to points: value functions, each pure and from 0 to 100."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from spi.errors import InvalidInput, UnknownKey
from spi.model.answers import Found, Fraction, Points, Split
from spi.model.scales import (
    Curve,
    Linear,
    Log,
    Options,
    Progress,
    RatingSteps,
    Scale,
    Steps,
)
from spi.scoring.numbers import clipped, edge_reached, finite, position

FULL = 100.0


def linear_points(value: float, *, worst: float, best: float, clip: bool = True) -> float:
    """Place *value* on the straight line from *worst* to *best*.

    Beyond either end it stays at that end, unless *clip* is false. *worst* may be the larger
    number: then lower is better.

    Args:
        value: The answer, in the indicator's unit.
        worst: Earns 0 points; same unit.
        best: Earns 100 points; same unit, not equal to *worst*.
        clip: Whether to stay within 0 to 100.

    Returns:
        Points from 0 (worst) to 100 (best), unrounded.

    Raises:
        InvalidInput: *worst* equals *best*, or a number is not finite.

    Source:
        OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5.

    >>> linear_points(8, worst=12, best=2)
    40.0
    """
    value, worst, best = finite(value, "value"), finite(worst, "worst"), finite(best, "best")
    if worst == best:
        msg = f"worst and best: found {best:g} twice, expected two different numbers"
        raise InvalidInput(msg)
    points = FULL * position(value, worst, best)
    return clipped(points, 0.0, FULL) if clip else points


def log_points(value: float, *, worst: float, best: float) -> float:
    """Place *value* on the straight line between the logarithms of *worst* and *best*.

    Args:
        value: The answer, above 0, in the indicator's unit.
        worst: Earns 0 points; above 0, same unit.
        best: Earns 100 points; above 0, same unit, not equal to *worst*.

    Returns:
        Points from 0 to 100, unrounded.

    Raises:
        InvalidInput: A number is not above 0 or not finite, or *worst* equals *best*.

    Source:
        OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5.

    >>> round(log_points(1000, worst=10, best=100_000), 9)
    50.0
    """
    logs = []
    for name, number in (("value", value), ("worst", worst), ("best", best)):
        if finite(number, name) <= 0:
            msg = f"{name}: found {number:g}, expected a number above 0"
            raise InvalidInput(msg)
        logs.append(math.log(number))
    return linear_points(logs[0], worst=logs[1], best=logs[2])


def curve_points(value: float, knots: Sequence[tuple[float, float]]) -> float:
    """Follow straight lines between knots; flat before the first and after the last.

    Args:
        value: The answer, in the indicator's unit.
        knots: Pairs of answer and points (0 to 100), at least two, answers strictly increasing.

    Returns:
        Points from 0 to 100, unrounded.

    Raises:
        InvalidInput: Fewer than two knots, answers not increasing, points outside 0 to 100, or a
            number is not finite.

    Source:
        Piecewise linear value function: Keeney and Raiffa, Decisions with Multiple Objectives (1976).

    >>> curve_points(12.5, [(0, 0), (10, 100), (20, 0)])
    75.0
    """
    at = [finite(one, "knot") for one, _ in knots]
    points = [finite(one, "points") for _, one in knots]
    if len(knots) < 2 or any(a >= b for a, b in pairwise(at)):  # noqa: PLR2004 - a line needs two ends
        msg = f"knots: found {at}, expected at least two, strictly increasing"
        raise InvalidInput(msg)
    _within(points)
    return _on_curve(finite(value, "value"), at, points)


def _on_curve(value: float, at: Sequence[float], points: Sequence[float]) -> float:
    if value <= at[0]:
        return points[0]
    for i in range(1, len(at)):
        if value <= at[i]:
            share = position(value, at[i - 1], at[i])
            low, high = sorted((points[i - 1], points[i]))
            return clipped(points[i - 1] + share * (points[i] - points[i - 1]), low, high)
    return points[-1]


def steps_points(value: float, *, edges: Sequence[float], points: Sequence[float]) -> float:
    """Return the points of the band that *value* lies in.

    Args:
        value: The answer, in the indicator's unit.
        edges: Strictly increasing, at least one; an edge belongs to the band above it.
        points: One more than there are edges, each from 0 to 100.

    Returns:
        Points from 0 to 100.

    Raises:
        InvalidInput: Numbers of edges and points do not fit, edges do not increase, points outside
            0 to 100, or a number is not finite.

    >>> steps_points(29, edges=[29, 50], points=[0, 50, 100])
    50.0
    """
    limits = [finite(one, "edge") for one in edges]
    earned = [finite(one, "points") for one in points]
    increasing = all(a < b for a, b in pairwise(limits))
    if not limits or len(earned) != len(limits) + 1 or not increasing:
        msg = f"found edges {limits} and points {earned}, expected increasing edges, one point more"
        raise InvalidInput(msg)
    _within(earned)
    return _in_band(finite(value, "value"), limits, earned)


def _in_band(value: float, edges: Sequence[float], points: Sequence[float]) -> float:
    return float(points[sum(edge_reached(value, edge) for edge in edges)])


def options_points(chosen: bool | str | Iterable[str], points: Mapping[str, float]) -> float:  # noqa: FBT001 - yes or no is an answer
    """Return the points of the option chosen, or the sum of several, at most 100.

    Args:
        chosen: One option, yes or no as a bool, or several options (may be none).
        points: Points of each option (at least 0); ``yes`` and ``no`` for a yes/no question.

    Returns:
        Points from 0 to 100.

    Raises:
        UnknownKey: An option that has no points.
        InvalidInput: Points below 0 or not finite.

    >>> (
    ...     options_points(["bus", "train"], {"bus": 40, "train": 70}),
    ...     options_points(True, {"yes": 80}),
    ... )
    (100.0, 80.0)
    """
    for option, earned in points.items():
        if finite(earned, f"points of {option}") < 0:
            msg = f"points of {option}: found {earned:g}, expected at least 0"
            raise InvalidInput(msg)
    if isinstance(chosen, bool):
        chosen = "yes" if chosen else "no"
    several = [chosen] if isinstance(chosen, str) else list(chosen)
    for option in several:
        if option not in points:
            raise UnknownKey("option", option, points)
    return min(FULL, math.fsum(points[option] for option in several))


def progress_points(done: float) -> float:
    """Return the points of what is done.

    Args:
        done: The share that is done, from 0 to 1.

    Returns:
        Points from 0 to 100.

    Raises:
        InvalidInput: The share lies outside 0 to 1, or is not finite.

    >>> progress_points(0.5)
    50.0
    """
    if not 0 <= finite(done, "done") <= 1:
        msg = f"done: found {done:g}, expected a share from 0 to 1"
        raise InvalidInput(msg)
    return FULL * done


def rating_points(step: float, *, steps: int = 5) -> float:
    """Return the points of a rating step.

    Args:
        step: From 1 to *steps*.
        steps: How many there are, at least 2.

    Returns:
        Points from 0 (step 1) to 100 (the highest step).

    Raises:
        InvalidInput: Fewer than two steps, or a step outside of them.

    >>> rating_points(4), rating_points(2, steps=3)
    (75.0, 50.0)
    """
    if steps < 2:  # noqa: PLR2004 - one step says nothing
        msg = f"steps: found {steps}, expected at least 2"
        raise InvalidInput(msg)
    if not 1 <= finite(step, "step") <= steps:
        msg = f"step: found {step:g}, expected 1 to {steps}"
        raise InvalidInput(msg)
    return FULL * (step - 1) / (steps - 1)


def _within(points: Iterable[float]) -> None:
    for one in points:
        if not 0 <= one <= FULL:
            msg = f"points: found {one:g}, expected 0 to 100"
            raise InvalidInput(msg)


def points_on(scale: Scale, value: Found) -> float:
    """Return the points that an answer earns on a scale of the model (0 to 100, unrounded).

    Args:
        scale: One of the built-in scales, already checked.
        value: The answer, in the indicator's unit.

    Raises:
        InvalidInput: The answer is not of the kind that the scale reads.
    """
    match value:
        case Points(points=points):
            return points
        case Split(done=done):
            return FULL * done
        case bool() | str() | tuple() if isinstance(scale, Options):
            return options_points(value, scale.points)
        case int() | float() if not isinstance(value, bool):
            return _number_on(scale, float(value))
    msg = f"{type(scale).__name__}: found {_kind(value)}, expected another kind of answer"
    raise InvalidInput(msg)


def _kind(value: Found) -> str:
    return "a fraction" if isinstance(value, Fraction) else f"a {type(value).__name__}"


def _number_on(scale: Scale, value: float) -> float:
    match scale:
        case Linear(worst=worst, best=best):
            return linear_points(value, worst=worst, best=best)
        case Log(worst=worst, best=best):
            return log_points(value, worst=worst, best=best)
        case Curve(knots=knots):
            return _on_curve(value, [one.at for one in knots], [one.points for one in knots])
        case Steps(edges=edges, points=points):
            return _in_band(value, edges, points)
        case RatingSteps(steps=steps):
            return rating_points(clipped(value, 1, steps), steps=steps)
        case Progress():
            return progress_points(value)
    msg = f"{type(scale).__name__}: found a number, expected another kind of answer"
    raise InvalidInput(msg)

"""How far raters agree: per indicator, and over the whole panel."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from spi.errors import InvalidInput


def van_der_eijk_agreement(frequencies: Sequence[int]) -> float:
    """Return van der Eijk's A of one question.

    Args:
        frequencies: How often each step was chosen, lowest step first; at least three steps, at
            least one rating.

    Returns:
        From −1 (two camps at the ends) over 0 (evenly spread) to 1 (all on one step).

    Raises:
        InvalidInput: Fewer than three steps, a number below 0, or no rating.

    Source:
        C. van der Eijk, Measuring agreement in ordered rating scales, Quality and Quantity 35 (2001).

    >>> [van_der_eijk_agreement(f) for f in ([0, 2, 4, 2, 0], [5, 0, 0, 0, 5], [1, 2, 3, 1, 1])]
    [0.625, -1.0, 0.3125]
    """
    total = sum(frequencies)
    if len(frequencies) < 3 or min(frequencies) < 0 or total == 0:
        msg = f"found the frequencies {list(frequencies)}, expected three steps and a rating"
        raise InvalidInput(msg)
    left = list(frequencies)
    agreement = 0.0
    while any(left):
        height = min(one for one in left if one)
        filled = [one > 0 for one in left]
        agreement += _layer(filled) * height * sum(filled) / total
        left = [max(0, one - height) for one in left]
    return agreement


def _layer(filled: Sequence[bool]) -> float:
    steps, count = len(filled), sum(filled)
    if count == 1:
        return 1.0
    if count == steps:
        return 0.0
    triples = list(combinations(filled, 3))
    unimodal = sum(one in {(True, True, False), (False, True, True)} for one in triples)
    bimodal = triples.count((True, False, True))
    shape = ((steps - 2) * unimodal - (steps - 1) * bimodal) / ((steps - 2) * (unimodal + bimodal))
    return shape * (1 - (count - 1) / (steps - 1))


class Metric(StrEnum):
    """How far apart two ratings are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


Table = Sequence[Mapping[str, float]]
"""One mapping from rater to rating for each indicator; raters may be missing."""


def krippendorff_alpha(table: Table, metric: Metric | str = Metric.ORDINAL) -> float | None:
    """Return Krippendorff's alpha over several indicators.

    Args:
        table: For each indicator the rating of each rater who gave one.
        metric: nominal, ordinal, interval or ratio (ratings above 0 or equal to it).

    Returns:
        At most 1 (full agreement), 0 as by chance; ``None`` where nothing varies, or fewer than two
        indicators have two ratings.

    Source:
        K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    units = [list(one.values()) for one in table if len(one) > 1]
    values = [value for unit in units for value in unit]
    if len(units) < 2 or len(set(values)) < 2:
        return None
    totals = Counter(values)
    n = len(values)
    distance = _distances(totals, Metric(metric))
    observed = math.fsum(_within(unit, distance) / (len(unit) - 1) for unit in units) / n
    expected = math.fsum(
        2 * totals[a] * totals[b] * distance[a, b] for a, b in combinations(sorted(totals), 2)
    ) / (n * (n - 1))
    return 1 - observed / expected


def _within(unit: Sequence[float], distance: Mapping[tuple[float, float], float]) -> float:
    counts = Counter(unit)
    return math.fsum(
        2 * counts[a] * counts[b] * distance[a, b] for a, b in combinations(sorted(counts), 2)
    )


def _distances(totals: Mapping[float, int], metric: Metric) -> dict[tuple[float, float], float]:
    ordered = sorted(totals)
    found = {}
    for i, j in combinations(range(len(ordered)), 2):
        a, b = ordered[i], ordered[j]
        match metric:
            case Metric.NOMINAL:
                apart = 1.0
            case Metric.ORDINAL:
                between = sum(totals[one] for one in ordered[i : j + 1])
                apart = between - (totals[a] + totals[b]) / 2
            case Metric.INTERVAL:
                apart = b - a
            case Metric.RATIO:
                apart = (b - a) / (b + a) if b + a else 0.0
        found[a, b] = apart**2
    return found


def fleiss_kappa(table: Table) -> float | None:
    """Return Fleiss' kappa over several indicators that all raters have rated.

    Returns:
        At most 1 (full agreement), 0 as by chance; ``None`` for an incomplete table, where nothing
        varies, or with fewer than two indicators or raters.

    Source:
        J. L. Fleiss, Measuring nominal scale agreement among many raters (1971).
    """
    sizes = {len(one) for one in table}
    values = {value for one in table for value in one.values()}
    if len(table) < 2 or len(sizes) != 1 or len(values) < 2:
        return None
    raters = sizes.pop()
    if raters < 2 or len({frozenset(one) for one in table}) > 1:
        return None
    counts = [Counter(one.values()) for one in table]
    observed = math.fsum(
        sum(c * (c - 1) for c in one.values()) / (raters * (raters - 1)) for one in counts
    ) / len(counts)
    shares = [sum(one[value] for one in counts) / (len(counts) * raters) for value in values]
    chance = math.fsum(share**2 for share in shares)
    return (observed - chance) / (1 - chance)


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile with straight lines between the ordered values.

    Args:
        values: At least one.
        share: From 0 to 1.

    Raises:
        InvalidInput: No values, or a share outside 0 to 1.

    Source:
        R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages (1996), type 7.

    >>> quantile([1, 2, 3, 4], 0.25)
    1.75
    """
    if not values or not 0 <= share <= 1:
        msg = f"found {len(values)} values and the share {share:g}, expected a value, and 0 to 1"
        raise InvalidInput(msg)
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def interquartile_range(values: Sequence[float]) -> float:
    """Return the width of the middle half (in the unit of the values).

    Raises:
        InvalidInput: No values.
    """
    return quantile(values, 0.75) - quantile(values, 0.25)

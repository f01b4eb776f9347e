"""Where the missing points are: Shapley values, in closed form, exact and sampled."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import pytest

from spi.model.rules import Mean, MeanKind
from spi.scoring import contributions, losses, mean_of
from spi.scoring.losses import MOST_EXACT, SEED, gauss_legendre

MEANS = [
    Mean(),
    Mean(kind=MeanKind.GEOMETRIC),
    Mean(kind=MeanKind.HARMONIC),
    Mean(kind=MeanKind.MINIMUM),
    Mean(kind=MeanKind.POWER, p=0),
    Mean(kind=MeanKind.POWER, p=3),
    Mean(kind=MeanKind.POWER, p=-100),
    Mean(kind=MeanKind.WORST, k=1),
    Mean(kind=MeanKind.WORST, k=3),
]
every_mean = pytest.mark.parametrize("mean", MEANS, ids=lambda one: f"{one.kind} {one.p or one.k}")
PINNED = (19.685, 13.17, 10.3, 9.0)
SCORES, WEIGHTS = [80, 20, 50, 100, 35.5], [1, 2, 0.5, 3, 1e-3]


def by_definition(mean, scores, weights, floor=None):
    """Average over all orders what each part loses when it goes from 100 to its score."""
    lost = [0.0] * len(scores)
    for order in permutations(range(len(scores))):
        at = [100.0] * len(scores)
        before = 100.0
        for i in order:
            at[i] = scores[i]
            now = mean_of(mean, at, weights, floor=floor)
            lost[i] += (before - now) / factorial(len(scores))
            before = now
    return lost


@every_mean
def test_losses_are_shapley_values(mean):
    found = losses(mean, SCORES, WEIGHTS)

    assert found.parts == pytest.approx(by_definition(mean, SCORES, WEIGHTS), abs=1e-9)
    assert (found.is_exact, found.error, found.seed) == (True, 0, None)


@every_mean
def test_losses_add_up_to_what_is_missing(mean):
    found = losses(mean, SCORES, WEIGHTS)

    assert sum(found.parts) == pytest.approx(100 - mean_of(mean, SCORES, WEIGHTS), abs=1e-9)
    assert min(found.parts) >= 0
    assert found.parts[3] == 0


@pytest.mark.parametrize("kind", [MeanKind.GEOMETRIC, MeanKind.HARMONIC])
def test_a_part_below_the_floor_loses_from_the_floor(kind):
    mean = Mean(kind=kind)

    found = losses(mean, [100, 0, 60], [1, 1, 2], 10)

    expected = by_definition(mean, [100, 0, 60], [1, 1, 2], 10)
    assert found.parts == pytest.approx(expected, abs=1e-9)


@every_mean
def test_a_single_part_loses_everything(mean):
    assert losses(mean, [30], [2]).parts == pytest.approx((70,))


@every_mean
def test_equal_parts_lose_equally(mean):
    parts = losses(mean, [40, 40, 40], [2, 2, 2]).parts

    assert parts == pytest.approx((20, 20, 20))


def test_a_zero_takes_all_of_a_geometric_mean_along():
    parts = losses(Mean(kind=MeanKind.GEOMETRIC), [0, 0], [1, 1]).parts

    assert parts == pytest.approx((50, 50))


@pytest.mark.parametrize("n", [2, 7, 12, 25])
def test_the_closed_form_of_the_geometric_mean_holds_for_many_parts(n):
    scores, weights = [10 + 80 * i / n for i in range(n)], [1 + i % 3 for i in range(n)]
    mean = Mean(kind=MeanKind.GEOMETRIC)

    found = losses(mean, scores, weights)

    assert found.is_exact
    assert sum(found.parts) == pytest.approx(100 - mean_of(mean, scores, weights), abs=1e-9)


def many(n):
    """Give scores and weights of many parts."""
    return [7 * i % 97 for i in range(n)], [1 + i % 4 for i in range(n)]


def test_up_to_twelve_parts_are_exact():
    assert losses(Mean(kind=MeanKind.HARMONIC), *many(MOST_EXACT)).is_exact


def test_parts_without_a_loss_do_not_count_among_the_twelve():
    scores, weights = many(MOST_EXACT)

    found = losses(Mean(kind=MeanKind.HARMONIC), [*scores, 100, 100], [*weights, 1, 1])

    assert found.is_exact
    assert found.parts[-2:] == (0, 0)


@pytest.mark.parametrize(
    "mean",
    [Mean(kind=MeanKind.POWER, p=2), Mean(kind=MeanKind.WORST, k=4), Mean(kind=MeanKind.HARMONIC)],
    ids=lambda one: one.kind,
)
def test_of_more_parts_orders_are_sampled_and_still_add_up(mean):
    scores, weights = many(17)

    found = losses(mean, scores, weights)

    assert (found.is_exact, found.seed) == (False, SEED)
    assert 0 < found.error < 1
    assert min(found.parts) >= 0
    assert sum(found.parts) == pytest.approx(100 - mean_of(mean, scores, weights), abs=1e-9)


def test_sampled_losses_are_the_same_every_time():
    one, other = (losses(Mean(kind=MeanKind.HARMONIC), *many(15)) for _ in range(2))

    assert one == other


def test_sampled_losses_are_the_same_on_every_machine():
    found = losses(Mean(kind=MeanKind.WORST, k=1), [5 * i for i in range(13)], [1] * 13)

    assert found.parts[:4] == pytest.approx(PINNED, abs=1e-9)
    assert found.error == pytest.approx(0.7121733861, abs=1e-9)


def test_sampled_losses_are_near_the_exact_ones():
    # of the geometric mean the exact ones are known; a power of 0.01 is almost one
    scores, weights = [10 + 5 * i for i in range(15)], [1] * 15

    exact = losses(Mean(kind=MeanKind.GEOMETRIC), scores, weights)
    sampled = losses(Mean(kind=MeanKind.POWER, p=0.01), scores, weights)

    assert not sampled.is_exact
    assert sampled.parts == pytest.approx(exact.parts, abs=0.3)
    assert sampled.error < 0.1


def test_a_sampled_loss_lies_within_its_error():
    # the minimum has a closed form; the worst one alone is the same mean, sampled
    scores, weights = [5 * i for i in range(15)], [1] * 15

    exact = losses(Mean(kind=MeanKind.MINIMUM), scores, weights)
    sampled = losses(Mean(kind=MeanKind.WORST, k=1), scores, weights)

    assert not sampled.is_exact
    assert sampled.parts == pytest.approx(exact.parts, abs=5 * sampled.error)


@every_mean
def test_contributions_add_up_to_the_mean(mean):
    found = losses(mean, SCORES, WEIGHTS)

    given = contributions(WEIGHTS, found)

    assert sum(given) == pytest.approx(mean_of(mean, SCORES, WEIGHTS), abs=1e-9)
    assert given[3] == pytest.approx(100 * 3 / sum(WEIGHTS))


@pytest.mark.parametrize("count", [1, 2, 3, 6, 13])
def test_gauss_legendre_is_exact_for_powers_up_to_twice_its_points(count):
    nodes = gauss_legendre(count)

    for power in range(2 * count):
        area = sum(weight * t**power for t, weight in nodes)
        assert area == pytest.approx(1 / (power + 1), abs=1e-14)

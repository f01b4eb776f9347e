"""Means: public functions on any numbers of at least 0."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest

from spi.errors import InvalidInput
from spi.model.rules import Mean, MeanKind
from spi.scoring import (
    arithmetic_mean,
    geometric_mean,
    harmonic_mean,
    mean_of,
    minimum,
    power_mean,
    worst_mean,
)

EVERY = {
    "arithmetic": arithmetic_mean,
    "geometric": geometric_mean,
    "harmonic": harmonic_mean,
    "power 2": lambda values, weights=None: power_mean(values, 2, weights),
    "power -2": lambda values, weights=None: power_mean(values, -2, weights),
    "power 0.01": lambda values, weights=None: power_mean(values, 0.01, weights),
    "power 100": lambda values, weights=None: power_mean(values, 100, weights),
    "power -100": lambda values, weights=None: power_mean(values, -100, weights),
}
every = pytest.mark.parametrize("mean", EVERY.values(), ids=EVERY.keys())


@every
def test_equal_numbers_have_exactly_themselves_as_their_mean(mean):
    assert mean([0.1] * 3) == 0.1
    assert mean([70.1, 70.1, 70.1], [0.3, 7, 1e-6]) == 70.1


@every
def test_a_weight_counts_as_often_as_it_says(mean):
    assert mean([90, 20], [3, 1]) == pytest.approx(mean([90, 90, 90, 20]))


@every
def test_weights_are_relative(mean):
    assert mean([90, 20], [3e-300, 1e-300]) == pytest.approx(mean([90, 20], [3e300, 1e300]))


@every
def test_a_weight_beside_a_very_much_larger_one_does_not_matter(mean):
    assert mean([90, 20], [1e300, 1e-300]) == pytest.approx(90)


@every
def test_a_weight_of_zero_counts_nowhere(mean):
    assert mean([90, 20, 0], [3, 1, 0]) == pytest.approx(mean([90, 20], [3, 1]))


@every
def test_a_mean_of_very_large_or_small_numbers_neither_overflows_nor_vanishes(mean):
    for size in (1e-300, 1e300):
        assert mean([2 * size, 5 * size]) == pytest.approx(size * mean([2, 5]))


def test_a_steep_root_of_numbers_very_far_apart_does_not_overflow():
    found = power_mean([100, 3.3e-307], -0.01, [1, 1e-6])

    with localcontext(prec=400):
        p = Decimal("-0.01")
        raised = Decimal(100) ** p + Decimal("1e-6") * Decimal("3.3e-307") ** p
        exact = (raised / Decimal("1.000001")) ** (1 / p)
    assert found == pytest.approx(float(exact), rel=1e-9)


@every
def test_a_mean_lies_between_the_lowest_and_the_highest(mean):
    assert 0 <= mean([0, 1e-9, 100]) <= 100
    assert 99.99 <= mean([99.99, 100], [1e9, 1]) <= 100


def test_means_stand_in_the_order_of_their_exponents():
    values = [90, 20, 55]
    exponents = [-100, -2, -1, -0.01, 0, 0.01, 1, 2, 100]

    means = [power_mean(values, p) for p in exponents]

    assert means == sorted(means)
    assert means[0] == pytest.approx(20, abs=1)
    assert means[-1] == pytest.approx(90, abs=1)


def test_some_exponents_have_names():
    values, weights = [90, 20, 55], [1, 2, 3]

    assert power_mean(values, 1, weights) == pytest.approx(arithmetic_mean(values, weights))
    assert power_mean(values, 0, weights) == geometric_mean(values, weights)
    assert power_mean(values, -1, weights) == pytest.approx(harmonic_mean(values, weights))


@pytest.mark.parametrize("p", [-100, -0.01, 0])
def test_for_exponents_up_to_zero_one_zero_makes_it_zero(p):
    assert power_mean([100, 0, 50], p) == 0
    assert power_mean([100, 0, 50], p, [1, 1e-9, 1]) == 0


@pytest.mark.parametrize("p", [0.01, 1, 100])
def test_above_zero_one_zero_does_not(p):
    assert power_mean([100, 0, 50], p) > 0


@pytest.mark.parametrize(
    ("mean", "expected"),
    [(geometric_mean, math.sqrt(1000)), (harmonic_mean, 2 / (1 / 100 + 1 / 10))],
)
def test_a_floor_takes_the_place_of_what_is_below_it(mean, expected):
    assert mean([100, 0], floor=10) == pytest.approx(expected)
    assert mean([100, 9], floor=10) == pytest.approx(expected)
    assert mean([100, 40], floor=10) == mean([100, 40])


def test_a_power_of_at_most_zero_has_a_floor_too():
    assert power_mean([100, 0], 0, floor=1) == pytest.approx(10)
    assert power_mean([100, 0], -2, floor=50) == pytest.approx(63.2456, abs=1e-4)


@pytest.mark.parametrize(
    "mean",
    [
        Mean(),
        Mean(kind=MeanKind.POWER, p=0.5),
        Mean(kind=MeanKind.MINIMUM),
        Mean(kind=MeanKind.WORST, k=1),
    ],
    ids=lambda mean: mean.kind,
)
def test_a_floor_is_refused_where_one_zero_does_not_make_it_zero(mean):
    with pytest.raises(InvalidInput, match="floor: found 1, expected one above 0"):
        mean_of(mean, [100, 0], floor=1)


@pytest.mark.parametrize("floor", [0, -1])
def test_a_floor_lies_above_zero(floor):
    with pytest.raises(InvalidInput, match="floor: found"):
        geometric_mean([100, 0], floor=floor)


@pytest.mark.parametrize("p", [0.009, -0.009, 100.1, -101])
def test_exponents_too_near_to_zero_or_too_far_from_it_are_refused(p):
    with pytest.raises(InvalidInput, match=r"p: found|Mean\.p: found"):
        power_mean([1, 2], p)


def test_a_minimum_is_the_lowest():
    assert minimum([70, 30, 90]) == 30


@pytest.mark.parametrize(("k", "expected"), [(1, 20), (2, 30), (3, 50), (9, 50)])
def test_the_worst_are_averaged_plainly(k, expected):
    assert worst_mean([90, 20, 40], k) == expected


def test_the_worst_ignore_weights():
    assert mean_of(Mean(kind=MeanKind.WORST, k=2), [90, 20, 40], [1, 5, 1]) == 30


def test_there_is_a_worst_one():
    with pytest.raises(InvalidInput, match="k: found 0, expected at least 1"):
        worst_mean([1], 0)


@every
@pytest.mark.parametrize(
    ("values", "weights", "what"),
    [
        ([], None, "at least one"),
        ([1, 2], [1], "found 2 values and 1 weights"),
        ([1], [1, 2], "found 1 values and 2 weights"),
        ([-1, 2], None, "expected numbers of at least 0"),
        ([1, 2], [-1, 2], "expected numbers of at least 0"),
        ([1, 2], [0, 0], "expected numbers of at least 0"),
        ([1, math.inf], None, "value: found .*, expected a finite number"),
        ([1, math.nan], None, "value: found .*, expected a finite number"),
        ([1, 2], [1, math.inf], "weight: found .*, expected a finite number"),
        ([1, True], None, "value: found .*, expected a finite number"),
    ],
)
def test_numbers_that_cannot_be_right_are_refused(mean, values, weights, what):
    with pytest.raises(InvalidInput, match=what):
        mean(values, weights)


def test_a_mean_of_numbers_whose_sum_is_beyond_all_floats():
    large = [1.7e308, 1.6e308]

    assert arithmetic_mean(large) == worst_mean(large, 2) == pytest.approx(1.65e308)


def test_a_part_that_weighs_nothing_beside_the_others_does_not_break_a_power_mean():
    assert power_mean([80, 20], 100, [5e-324, 1]) == pytest.approx(20)

"""Scales: from one answer to points."""

from __future__ import annotations

import math

import pytest

from spi.errors import InvalidInput, UnknownKey
from spi.model.answers import Fraction, Points, Split
from spi.model.scales import Curve, Knot, Linear, Log, Options, Progress, RatingSteps, Steps
from spi.scoring import (
    curve_points,
    linear_points,
    log_points,
    options_points,
    points_on,
    progress_points,
    rating_points,
    steps_points,
)

NOT_FINITE = [math.nan, math.inf, -math.inf]


@pytest.mark.parametrize(("value", "points"), [(1, 100), (2, 100), (12, 0), (99, 0), (7, 50)])
def test_beyond_an_end_a_line_stays_at_that_end(value, points):
    assert linear_points(value, worst=12, best=2) == points


@pytest.mark.parametrize(("value", "points"), [(-5, -50), (25, 250)])
def test_a_line_goes_on_where_nothing_is_clipped(value, points):
    assert linear_points(value, worst=0, best=10, clip=False) == points


def test_a_line_as_long_as_floats_go_does_not_overflow():
    assert linear_points(0, worst=-1.7e308, best=1.7e308) == 50
    assert linear_points(0.85e308, worst=-1.7e308, best=1.7e308) == pytest.approx(75)
    assert linear_points(1.7e308, worst=1.7e308, best=-1.7e308) == 0


def test_a_line_of_no_length_is_refused():
    with pytest.raises(InvalidInput, match="found 5 twice, expected two different numbers"):
        linear_points(5, worst=5, best=5)


@pytest.mark.parametrize("value", NOT_FINITE)
def test_what_is_not_finite_is_never_a_score(value):
    for scale in (
        lambda: linear_points(value, worst=0, best=1),
        lambda: log_points(value, worst=1, best=2),
        lambda: curve_points(value, [(0, 0), (1, 100)]),
        lambda: steps_points(value, edges=[1], points=[0, 100]),
        lambda: progress_points(value),
        lambda: rating_points(value),
    ):
        with pytest.raises(InvalidInput, match="expected a finite number"):
            scale()


@pytest.mark.parametrize(("value", "points"), [(1, 0), (10, 0), (100, 25), (1e9, 100)])
def test_a_logarithmic_line_is_flat_beyond_its_ends(value, points):
    assert log_points(value, worst=10, best=100_000) == pytest.approx(points)


def test_on_a_logarithmic_line_fewer_may_be_better():
    assert log_points(100, worst=1000, best=10) == pytest.approx(50)


@pytest.mark.parametrize(
    ("value", "worst", "best"), [(0, 1, 10), (-1, 1, 10), (5, 0, 10), (5, 1, -2)]
)
def test_a_logarithm_needs_numbers_above_zero(value, worst, best):
    with pytest.raises(InvalidInput, match="expected a number above 0"):
        log_points(value, worst=worst, best=best)


@pytest.mark.parametrize(
    ("value", "points"), [(-9, 20), (0, 20), (5, 60), (10, 100), (15, 55), (20, 10), (99, 10)]
)
def test_a_curve_goes_straight_from_knot_to_knot_and_is_flat_outside(value, points):
    assert curve_points(value, [(0, 20), (10, 100), (20, 10)]) == pytest.approx(points)


@pytest.mark.parametrize(
    ("knots", "what"),
    [
        ([(0, 0)], "at least two, strictly increasing"),
        ([(0, 0), (0, 100)], "at least two, strictly increasing"),
        ([(1, 0), (0, 100)], "at least two, strictly increasing"),
        ([(0, 0), (1, 101)], "expected 0 to 100"),
        ([(0, -1), (1, 100)], "expected 0 to 100"),
        ([(math.nan, 0), (1, 100)], "expected a finite number"),
    ],
)
def test_a_curve_that_is_none_is_refused(knots, what):
    with pytest.raises(InvalidInput, match=what):
        curve_points(0, knots)


@pytest.mark.parametrize(
    ("value", "points"),
    [(28.99, 0), (29, 50), (29 * (1 - 1e-10), 50), (29 * (1 - 1e-8), 0), (49.9, 50), (50, 100)],
)
def test_an_edge_belongs_to_the_band_above(value, points):
    assert steps_points(value, edges=[29, 50], points=[0, 50, 100]) == points


def test_an_edge_below_zero_is_reached_from_a_little_below():
    assert steps_points(-29 * (1 + 1e-10), edges=[-29], points=[0, 100]) == 100
    assert steps_points(-29 * (1 + 1e-8), edges=[-29], points=[0, 100]) == 0


@pytest.mark.parametrize(
    ("edges", "points", "what"),
    [
        ([], [0], "increasing edges, one point more"),
        ([1], [0], "increasing edges, one point more"),
        ([1], [0, 1, 2], "increasing edges, one point more"),
        ([2, 1], [0, 1, 2], "increasing edges, one point more"),
        ([1, 1], [0, 1, 2], "increasing edges, one point more"),
        ([1], [0, 101], "expected 0 to 100"),
    ],
)
def test_steps_that_are_none_are_refused(edges, points, what):
    with pytest.raises(InvalidInput, match=what):
        steps_points(0, edges=edges, points=points)


OPTIONS = {"bus": 70, "train": 40, "boat": 0}


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        ("bus", 70),
        ([], 0),
        (["train", "boat"], 40),
        (["bus", "train"], 100),
    ],
)
def test_options_earn_their_sum_and_no_more_than_100(chosen, points):
    assert options_points(chosen, OPTIONS) == points


def test_yes_and_no_are_options():
    assert options_points(chosen=True, points={"yes": 20, "no": 90}) == 20
    assert options_points(chosen=False, points={"yes": 20, "no": 90}) == 90


def test_one_option_of_more_than_100_points_earns_100():
    assert options_points("all", {"all": 250}) == 100


@pytest.mark.parametrize("chosen", ["taxi", ["bus", "taxi"], True])
def test_an_option_without_points_is_unknown(chosen):
    with pytest.raises(UnknownKey, match="unknown option"):
        options_points(chosen, OPTIONS)


def test_options_earn_no_points_below_zero():
    with pytest.raises(InvalidInput, match="points of bus: found -1, expected at least 0"):
        options_points("bus", {"bus": -1})


@pytest.mark.parametrize(("done", "points"), [(0, 0), (0.25, 25), (1, 100)])
def test_what_is_done_earns_points(done, points):
    assert progress_points(done) == points


@pytest.mark.parametrize("done", [-0.1, 1.1])
def test_no_share_is_less_than_nothing_or_more_than_all(done):
    with pytest.raises(InvalidInput, match="expected a share from 0 to 1"):
        progress_points(done)


@pytest.mark.parametrize(
    ("step", "steps", "points"), [(1, 5, 0), (5, 5, 100), (2, 3, 50), (1, 2, 0)]
)
def test_rating_steps_are_equally_far_apart(step, steps, points):
    assert rating_points(step, steps=steps) == points


@pytest.mark.parametrize("step", [0, 0.99, 5.01, 6])
def test_there_is_no_rating_beyond_the_steps(step):
    with pytest.raises(InvalidInput, match="expected 1 to 5"):
        rating_points(step)


def test_one_step_says_nothing():
    with pytest.raises(InvalidInput, match="expected at least 2"):
        rating_points(1, steps=1)


@pytest.mark.parametrize(
    ("scale", "value", "points"),
    [
        (Linear(worst=0, best=50), 20.0, 40),
        (Log(worst=1.0, best=100.0), 10.0, 50),
        (Curve(knots=(Knot(at=0.0, points=0.0), Knot(at=4.0, points=100.0))), 1.0, 25),
        (Steps(edges=(3.0,), points=(10.0, 90.0)), 3.0, 90),
        (Options(points={"yes": 100.0, "no": 0.0}), True, 100),
        (Options(points={"bus": 30.0}), "bus", 30),
        (Options(points={"bus": 30.0, "train": 20.0}), ("bus", "train"), 50),
        (Progress(), Split(done=0.3, planned=0.7), 30),
        (RatingSteps(steps=3), 2.0, 50),
        (Linear(worst=0, best=50), Split(done=0.25, not_done=0.75), 25),
        (Options(points={"yes": 100.0, "no": 0.0}), Points(points=44.0), 44),
    ],
)
def test_each_scale_of_the_model_reads_its_answers(scale, value, points):
    assert points_on(scale, value) == pytest.approx(points)


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        (Linear(worst=0, best=50), True),
        (Linear(worst=0, best=50), "bus"),
        (Options(points={"yes": 100.0}), 5.0),
        (Linear(worst=0, best=50), Fraction(numerator=1, denominator=2)),
    ],
)
def test_an_answer_of_another_kind_is_refused(scale, value):
    with pytest.raises(InvalidInput, match="expected another kind of answer"):
        points_on(scale, value)


def test_a_step_a_hair_beyond_the_last_is_the_last():
    assert points_on(RatingSteps(steps=5), 5 + 1e-10) == 100


def test_an_edge_of_zero_is_reached_by_zero():
    assert steps_points(0, edges=[0, 50], points=[0, 50, 100]) == 50
    assert steps_points(-1e-12, edges=[0, 50], points=[0, 50, 100]) == 0


def test_a_whole_number_beyond_all_floats_is_refused():
    for way in (
        lambda number: linear_points(number, worst=0, best=1),
        lambda number: log_points(number, worst=1, best=2),
        lambda number: steps_points(number, edges=[1], points=[0, 100]),
    ):
        with pytest.raises(InvalidInput, match="finite"):
            way(10**400)

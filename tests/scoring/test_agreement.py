"""How far raters agree: published values, and values worked by hand."""

from __future__ import annotations

import pytest

from spi.errors import InvalidInput
from spi.scoring import (
    Metric,
    fleiss_kappa,
    interquartile_range,
    krippendorff_alpha,
    quantile,
    van_der_eijk_agreement,
)

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), parts C and D: four
# observers, twelve units, some ratings missing.
FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""

# The same, part A: two observers, binary.
TWO_OBSERVERS = """
0 1 0 0 0 0 0 0 1 0
1 1 1 0 0 1 0 0 0 0
"""

# Wikipedia, Fleiss' kappa, worked example: fourteen raters, ten subjects, five categories; how many
# raters chose each. Mean agreement 0.378, by chance 0.213.
FOURTEEN_RATERS = """
0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7
"""


def by_rater(text):
    """Read a table with a line for each rater."""
    lines = [line.split() for line in text.strip().splitlines()]
    return [
        {f"r{i}": float(one) for i, one in enumerate(column) if one != "."}
        for column in zip(*lines, strict=True)
    ]


def by_count(text):
    """Read a table with a line for each subject, and how often each category was chosen."""
    table = []
    for line in text.strip().splitlines():
        chosen = [step for step, n in enumerate(line.split()) for _ in range(int(n))]
        table.append({f"r{i}": float(step) for i, step in enumerate(chosen)})
    return table


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_is_as_krippendorff_published_it(metric, expected):
    assert krippendorff_alpha(by_rater(FOUR_OBSERVERS), metric) == pytest.approx(expected, abs=5e-4)


def test_alpha_of_binary_ratings_is_as_published():
    alpha = krippendorff_alpha(by_rater(TWO_OBSERVERS), Metric.NOMINAL)

    assert alpha == pytest.approx(0.095, abs=5e-4)


def test_alpha_is_ordinal_unless_said_otherwise():
    table = by_rater(FOUR_OBSERVERS)

    assert krippendorff_alpha(table) == krippendorff_alpha(table, "ordinal")


def test_alpha_of_full_agreement_is_one():
    assert krippendorff_alpha([{"a": 1, "b": 1}, {"a": 5, "b": 5}]) == 1


def test_alpha_worked_by_hand():
    # two units, values 1 3 and 3 3: observed 2·4/4 = 2, expected 2·1·3·4/(4·3) = 2
    assert krippendorff_alpha([{"a": 1, "b": 3}, {"a": 3, "b": 3}], "interval") == pytest.approx(0)


@pytest.mark.parametrize(
    "table",
    [
        [],
        [{"a": 1, "b": 5}],
        [{"a": 1, "b": 5}, {"a": 2}],
        [{"a": 3, "b": 3}, {"a": 3, "b": 3}],
    ],
    ids=["nothing", "one indicator", "one with two ratings", "nothing varies"],
)
def test_alpha_is_not_given_where_it_says_nothing(table):
    assert krippendorff_alpha(table) is None


def test_a_single_rating_of_an_indicator_does_not_change_alpha():
    table = by_rater(FOUR_OBSERVERS)

    assert krippendorff_alpha([*table, {"r0": 5.0}]) == krippendorff_alpha(table)


def test_a_metric_that_is_none_is_refused():
    with pytest.raises(ValueError, match="is not a valid Metric"):
        krippendorff_alpha(by_rater(FOUR_OBSERVERS), "euclidean")


def test_kappa_is_as_published():
    assert fleiss_kappa(by_count(FOURTEEN_RATERS)) == pytest.approx(0.210, abs=5e-4)


def test_kappa_of_full_agreement_is_one():
    assert fleiss_kappa([{"a": 1, "b": 1}, {"a": 5, "b": 5}]) == 1


def test_kappa_worked_by_hand():
    # observed (1 + 0)/2; shares 3/4 and 1/4, by chance 10/16; (1/2 − 5/8)/(3/8) = −1/3
    assert fleiss_kappa([{"a": 1, "b": 1}, {"a": 1, "b": 2}]) == pytest.approx(-1 / 3)


@pytest.mark.parametrize(
    "table",
    [
        [],
        [{"a": 1, "b": 2}],
        [{"a": 1}, {"a": 2}],
        [{"a": 1, "b": 2}, {"a": 2}],
        [{"a": 1, "b": 2}, {"a": 2, "c": 1}],
        [{"a": 3, "b": 3}, {"a": 3, "b": 3}],
    ],
    ids=["nothing", "one indicator", "one rater", "a hole", "others", "nothing varies"],
)
def test_kappa_is_not_given_where_it_says_nothing(table):
    assert fleiss_kappa(table) is None


@pytest.mark.parametrize(
    ("frequencies", "expected"),
    [
        ([0, 9, 0, 0, 0], 1),
        ([3, 3, 3], 0),
        ([1, 1, 1, 1, 1, 1, 1], 0),
        ([1, 0, 1], -1),
        ([1, 1, 0], 0.5),
        # four steps, 1 0 1 1: two triples 101, one 011: (2·1 − 3·2)/(2·3) = −2/3, × (1 − 2/3)
        ([1, 0, 1, 1], -2 / 9),
        # the sample of the R package agrmt, which follows van der Eijk (2001)
        ([30, 40, 210, 130, 530, 50, 10], 0.6113),
    ],
)
def test_agreement_of_one_question(frequencies, expected):
    assert van_der_eijk_agreement(frequencies) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("frequencies", [[1, 2], [0, 0, 0], [1, -1, 3], []])
def test_agreement_needs_three_steps_and_a_rating(frequencies):
    with pytest.raises(InvalidInput, match="expected three steps and a rating"):
        van_der_eijk_agreement(frequencies)


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (0.25, 1.75), (0.5, 2.5), (0.75, 3.25), (1, 4)]
)
def test_quantiles_lie_on_straight_lines(share, expected):
    assert quantile([4, 2, 1, 3], share) == expected


def test_the_middle_half():
    assert interquartile_range([0, 25, 50, 75, 100]) == 50
    assert interquartile_range([7]) == 0


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1], -0.1), ([1], 1.1)])
def test_a_quantile_that_cannot_be_is_refused(values, share):
    with pytest.raises(InvalidInput, match="expected a value, and 0 to 1"):
        quantile(values, share)

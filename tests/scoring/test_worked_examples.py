"""The worked examples of the contract, row for row; numbers to four decimals, as printed."""

from __future__ import annotations

import pytest

from builders import (
    SECRET,
    N,
    U,
    a_card,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    an_indicator,
    four,
    linear,
)
from spi.language import words
from spi.model.answers import Fraction, Suppressed
from spi.scoring import (
    curve_points,
    geometric_mean,
    harmonic_mean,
    linear_points,
    log_points,
    power_mean,
    score,
    steps_points,
    van_der_eijk_agreement,
)
from spi.scoring.numbers import reached

RATED = {
    "ratings": {"m1": {"a": 5}, "m2": {"a": 4}, "m3": {"a": 2}},
    "groups": {"m1": ["administration"], "m2": ["administration"], "m3": ["newcomers"]},
}
CORNERS = [(0, 0), (10, 100), (20, 0)]
LOW_NEEDS_NO_HOLES = [
    {"key": "high", "floor": 0},
    {"key": "medium", "floor": 40},
    {"key": "low", "floor": 70, "conditions": [{"lowest": 1, "at_least": 50}]},
]


def about(node):
    """Give score, bounds and coverage of a node, rounded."""
    return four([node.score, node.bounds, node.coverage] if node.score is not None else [])


def four_buckets(node):
    """Give what is done, planned, not done and unanswered at a node, rounded."""
    own = node.buckets
    return four([own.done, own.planned, own.not_done, own.unanswered])


# --- 1 to 3: scales and the panel ----------------------------------------------------------------


def test_1_four_scales():
    assert four(linear_points(8, worst=12, best=2)) == 40
    assert four(log_points(1000, worst=10, best=100_000)) == 50
    assert four(curve_points(12.5, CORNERS)) == 75
    assert steps_points(100 * 0.29, edges=[29, 50], points=[0, 50, 100]) == 50


def test_1_a_share_of_0_29_reaches_29_percent():
    scale = {"type": "steps", "edges": [29, 50], "points": [0, 50, 100]}
    leaf = an_indicator(answer={"type": "number", "unit": "percent"}, scale=scale)
    dossier = a_dossier({"a": {"value": 0.29, "unit": "share"}})

    assert score(dossier, a_set(leaf)).score == 50


@pytest.mark.parametrize(
    ("panel", "expected"),
    [
        ({}, 66.6667),
        ({"aggregate": "median"}, 75),
        ({"voice": "group"}, 56.25),
    ],
    ids=["mean", "median", "voice group"],
)
def test_2_what_three_members_say(panel, expected):
    card = score(a_dossier(**RATED), a_set(a_rated(answer=None, scale=None), panel=panel))

    assert four(card.score) == expected


def test_2_two_of_three_members_are_no_quorum():
    two = {"m1": {"a": 5}, "m2": {"a": 4}}
    card = score(a_dossier(ratings=two, groups=RATED["groups"]), a_set(a_rated(answer=None)))

    assert card.node("a").status == "unanswered"


def test_2_the_group_together_takes_precedence():
    card = score(a_dossier(**RATED, together=(12, {"a": 4})), a_set(a_rated(answer=None)))

    assert card.score == 75


def test_3_van_der_eijks_agreement():
    layers = [[0, 2, 4, 2, 0], [5, 0, 0, 0, 5], [1, 2, 3, 1, 1]]

    assert [four(van_der_eijk_agreement(one)) for one in layers] == [0.625, -1, 0.3125]


# --- 4 to 6: what is open, and how much it matters -----------------------------------------------


def test_4_what_is_open_is_left_out_and_widens_the_bounds():
    card = a_card(80, 40, U, weights=(2, 1, 1))

    assert about(card) == [66.6667, [50, 75], 0.75]


def test_4_what_does_not_apply_widens_nothing():
    card = a_card(80, 40, N, weights=(2, 1, 1))

    assert about(card) == [66.6667, [66.6667, 66.6667], 1]


def test_4_what_is_open_counts_zero_where_the_set_says_so():
    card = a_card(80, 40, U, weights=(2, 1, 1), open="zero")

    assert about(card) == [50, [50, 75], 0.75]


def test_5_two_thirds_are_reached():
    assert about(a_card(80, 40, U)) == [60, [40, 73.3333], 0.6667]


def test_5_one_third_is_too_little():
    card = a_card(80, U, U)

    assert card.status == "not-assessable"
    assert card.score is None
    assert four(card.bounds) == [26.6667, 93.3333]
    assert four(card.coverage) == 0.3333


def a_part_of_five(known):
    keys = ("p", "q", "r", "s", "t")
    part = a_field("b", *(an_indicator(key) for key in keys), min_coverage="2/3")
    answers = {"a": 0, **dict.fromkeys(keys[:known], 100)}
    return score(a_dossier(answers), a_set(part, an_indicator("a"), rules={"min_coverage": 0.5}))


def test_6_a_part_that_is_not_assessable_is_one_open_leaf():
    card = a_part_of_five(known=3)

    part = card.node("b")
    assert (part.status, part.score) == ("not-assessable", None)
    assert four([part.bounds, part.coverage]) == [[60, 100], 0.6]
    assert about(card) == [0, [0, 50], 0.5]


def test_6_one_more_answer_makes_it_assessable():
    card = a_part_of_five(known=4)

    assert about(card.node("b")) == [100, [80, 100], 0.8]
    assert about(card) == [50, [40, 50], 0.9]


# --- 7 to 10: means, caps and gates --------------------------------------------------------------


def test_7_means():
    assert four(geometric_mean([100, 25])) == 50
    assert geometric_mean([100, 0]) == 0
    assert four(geometric_mean([100, 0], floor=1)) == 10
    assert four(harmonic_mean([100, 50])) == 66.6667
    assert four(power_mean([60, 80], 2)) == 70.7107
    assert four(power_mean([100, 50], -2)) == 63.2456


@pytest.mark.parametrize(
    ("mean", "values", "expected"),
    [
        ("geometric", (100, 25), 50),
        ("harmonic", (100, 50), 66.6667),
        ({"kind": "power", "p": 2}, (60, 80), 70.7107),
        ({"kind": "power", "p": -2}, (100, 50), 63.2456),
    ],
)
def test_7_the_tree_uses_the_same_means(mean, values, expected):
    assert four(a_card(*values, mean=mean).score) == expected


def test_7_a_floor_in_the_tree():
    assert four(a_card(100, 0, mean="geometric", floor=1).score) == 10


def worst_of(k, *answers, **about_it):
    return a_card(*answers, mean={"kind": "worst", "k": k}, **about_it)


def test_8_the_worst_two():
    some_open = worst_of(2, 90, 20, U)

    assert worst_of(2, 90, 20, 40, weights=(1, 5, 1)).score == 30
    assert worst_of(2, 90).score == 90
    assert four([some_open.score, some_open.bounds]) == [55, [10, 55]]


def test_8_the_minimum():
    card = a_card(70, 30, U, mean="minimum")

    assert four([card.score, card.bounds]) == [30, [0, 30]]


def cut(k, **rule):
    field = a_field("f", an_indicator("a"), an_indicator("b"), **rule)
    return score(a_dossier({"a": 90, "b": 70, "k": k}), a_set(field, an_indicator("k"))).node("f")


@pytest.mark.parametrize(
    ("k", "expected"),
    [(50, [50, [50, 50]]), (U, [80, [0, 80]]), (N, [80, [80, 80]])],
    ids=["known", "open", "not applicable"],
)
def test_9_a_cap(k, expected):
    node = cut(k, cap={"by": "k"})

    assert four([node.score, node.bounds]) == expected


@pytest.mark.parametrize(
    ("k", "expected"),
    [(49, [40, [40, 40]]), (50, [80, [80, 80]]), (U, [80, [40, 80]])],
    ids=["below", "reached", "open"],
)
def test_10_a_gate(k, expected):
    node = cut(k, gate={"by": "k", "at_least": 50, "limit": 40})

    assert four([node.score, node.bounds]) == expected


# --- 11 to 13: redistribution and points ---------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "expected"),
    [("rescale", [75, 62.5]), ("equal", [62.5, 56.25]), ("shrink", [75, 58.3333])],
)
def test_11_redistribution(way, expected):
    leaves = [
        an_indicator(key, weight=weight) for key, weight in zip("abc", (3, 1, 4), strict=True)
    ]
    criteria = a_set(a_field("p", *leaves, redistribution=way), an_indicator("q"))

    card = score(a_dossier({"a": 100, "b": 0, "c": N, "q": 50}), criteria)

    assert four([card.node("p").score, card.score]) == expected


def done(key, points):
    return an_indicator(key, answer="progress", scale="progress", weight=points)


def split(now, planned=0.0, not_done=0.0):
    return {"done": now, "planned": planned, "not_done": not_done}


def test_12_points_shared_out_inside_fields_and_lost_above():
    factor = {"attribute": "share", "times": 1}
    first = a_field("first", done("a", 16), done("b", 24), factor=factor)
    parts = [done(key, points) for key, points in zip("cdef", (30, 20, 10, 0), strict=True)]
    criteria = a_set(first, a_field("second", *parts), points={})
    answers = {"a": split(0.5, 0.25, 0.25), "c": N, "d": split(1), "e": split(0, 1)}

    card = score(a_dossier(answers, attributes={"share": 0.5}), criteria)

    assert four(card.whole.buckets.possible) == 80
    assert four_buckets(card.whole) == [39, 27, 2, 12]
    assert four(card.node("second").buckets.possible) == 60
    assert four_buckets(card.node("second")) == [35, 25, 0, 0]


def test_13_a_cap_scales_what_is_done():
    first = a_field("first", done("a", 16), done("b", 24), cap={"by": "second"})
    criteria = a_set(first, a_field("second", done("c", 30), done("d", 30)), points={})
    answers = {"a": split(1), "b": split(0.5, 0.5), "c": split(0.4, 0.6)}

    card = score(a_dossier(answers), criteria)

    assert four(card.node("first").score) == 20
    assert four_buckets(card.node("first")) == [8, 12, 20, 0]
    assert four([card.node(key).buckets.done for key in "ab"]) == [4.5714, 3.4286]
    assert four_buckets(card.whole) == [20, 30, 20, 30]


# --- 14 to 17: reasons and plans -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "answers", "losses", "contributions"),
    [
        ("arithmetic", (100, 25), [0, 37.5], [50, 12.5]),
        ("geometric", (64, 25), [15, 45], [35, 5]),
        (
            "minimum",
            (80, 20, 50),
            [6.6667, 51.6667, 21.6667],
            [26.6667, -18.3333, 11.6667],
        ),
        (
            {"kind": "worst", "k": 2},
            (80, 20, 50),
            [6.6667, 36.6667, 21.6667],
            [26.6667, -3.3333, 11.6667],
        ),
    ],
    ids=["arithmetic", "geometric", "minimum", "worst 2"],
)
def test_14_losses_and_contributions(mean, answers, losses, contributions):
    parts = a_card(*answers, mean=mean).explain().children

    assert four([part.loss for part in parts]) == losses
    assert four([part.contribution for part in parts]) == contributions


def test_15_losses_go_down_to_the_leaves():
    part = a_field("p", an_indicator("a"), an_indicator("b"))
    criteria = a_set(part, an_indicator("q"), mean="geometric")

    card = score(a_dossier({"a": 80, "b": 48, "q": 25}), criteria)

    assert four(card.score) == 40
    shares = [card.explain(key).loss_of_whole for key in ("a", "b", "q")]
    assert four(shares) == [4.1667, 10.8333, 45]


def test_16_potentials():
    card = a_card(40, 80, 60, weights=(1, 1, 2))
    least = a_card(40, 80, 60, weights=(1, 1, 2), mean="minimum")

    assert four([card.potentials()[key] for key in "abc"]) == [15, 5, 20]
    assert four([least.potentials()[key] for key in "abc"]) == [20, 0, 0]


def test_16_the_open_width():
    assert four(a_card(50, U, weights=(3, 1)).open_widths()["b"]) == 25


def test_17_what_is_planned_moves_what_has_a_score():
    card = a_card(50, U, weights=(3, 1), plan={"m": {"a": 80, "b": 90}})

    assert card.whole.planned == 80


def test_17_nothing_planned_lowers():
    card = a_card(50, U, weights=(3, 1), plan={"m": {"a": 30}})

    assert card.whole.planned == 50


def test_17_a_panel_is_assumed_to_follow_the_rule():
    leaf = a_rated(answer="number", scale=linear(0, 100))
    steps = {f"m{i}": {"a": step} for i, step in enumerate((2, 2, 3, 3, 3))}
    plan = {"m": {"a": {"answer": 80}}}

    card = score(a_dossier({"a": 50}, ratings=steps, measures=plan), a_set(leaf))

    found = card.node("a").leaf
    assert (found.points, found.rule_points, found.planned, found.is_assumed) == (40, 50, 70, True)


# --- 18 to 20: levels, areas made of areas, reports ----------------------------------------------


def test_18_a_level_with_a_condition():
    card = a_card(100, 40, U, levels=LOW_NEEDS_NO_HOLES)

    assert four([card.score, card.bounds]) == [70, [46.6667, 80]]
    assert card.level == "medium"
    assert card.whole.standing.is_sure


def test_18_nine_decimals_decide():
    assert reached(39.9999999999, 40)
    assert a_card(39.9999999999, levels=LOW_NEEDS_NO_HOLES).level == "medium"
    assert a_card(39.99, levels=LOW_NEEDS_NO_HOLES).level == "high"


def a_valley(*answers):
    members = [a_dossier({"a": one}, key=f"m{i}") for i, one in enumerate(answers)]
    leaf = an_indicator(answer={"type": "ratio", "per": 100}, scale=linear(0, 100))
    return score(a_dossier(members=members), a_set(leaf))


def ratio(numerator, denominator):
    return {"numerator": numerator, "denominator": denominator}


def test_19_ratios_come_from_sums():
    card = a_valley(ratio(10, 100), ratio(5, 200), ratio(5, 100))

    assert card.dossier.assessment.answers["a"].value == Fraction(numerator=20, denominator=400)
    assert card.score == 5


def test_19_one_secret_keeps_the_sum_secret():
    card = a_valley(ratio(10, 100), ratio(5, 200), SECRET)

    assert card.status == "not-assessable"
    assert card.node("a").status == "suppressed"
    assert isinstance(card.node("a").leaf.absence, Suppressed)


def test_20_rounded_once_and_never_into_another_level():
    english = words()

    assert english.score(62.25) == "62.2"
    assert english.score(62.35) == "62.4"
    assert english.score(39.96, [40]) == "39.96"

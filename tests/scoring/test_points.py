"""Points mode: possible points, and the four buckets they are in."""

from __future__ import annotations

import pytest

from builders import (
    N,
    U,
    a_context,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    a_topic,
    an_indicator,
)
from spi.errors import InvalidDocument
from spi.scoring import score

HALF = {"attribute": "x", "times": 0.5}


def progress(key, points, **about):
    """Make an indicator that is done, planned or not."""
    return an_indicator(key, answer="progress", scale="progress", weight=points, **about)


def buckets_of(card, key="whole"):
    """Give possible, done, planned, not done and unanswered points."""
    own = card.node(key).buckets
    values = (own.possible, own.done, own.planned, own.not_done, own.unanswered)
    return [pytest.approx(one) for one in values]


def test_an_inner_node_has_the_points_of_its_children():
    field = a_field("f", a_topic("t", progress("a", 10), progress("b", 5)), progress("c", 25))

    card = score(a_dossier({"whole": {"done": 1}}), a_set(field, progress("d", 60), points={}))

    assert [buckets_of(card, key)[0] for key in ("whole", "f", "t")] == [100, 40, 15]
    assert card.node("f").whole_weight == 0.4


@pytest.mark.parametrize(("stated", "fits"), [(15, True), (15 + 5e-10, True), (16, False)])
def test_another_stated_number_is_an_error(stated, fits):
    field = a_field("f", progress("a", 10), progress("b", 5), weight=stated)
    criteria = a_set(field, points={})

    if fits:
        assert score(a_dossier(), criteria).status == "scored"
    else:
        with pytest.raises(InvalidDocument, match="expected the sum of the parts: 15"):
            score(a_dossier(), criteria)


@pytest.mark.parametrize("place", ["f", "whole", "rules"])
def test_every_mean_is_arithmetic(place):
    rules = {"mean": "geometric"}
    field = a_field("f", progress("a", 10), **(rules if place == "f" else {}))
    about = {place: rules} if place != "f" else {}

    with pytest.raises(InvalidDocument, match="the arithmetic mean, as points are counted"):
        score(a_dossier(), a_set(field, points={}, **about))


def test_a_leaf_fills_four_buckets():
    split = {"done": 0.5, "planned": 0.3, "not_done": 0.2}
    criteria = a_set(progress("a", 40), progress("b", 10), an_indicator("c", weight=50), points={})

    card = score(a_dossier({"a": split, "c": 30}), criteria)

    assert buckets_of(card, "a") == [40, 20, 12, 8, 0]
    assert buckets_of(card, "b") == [10, 0, 0, 0, 10]
    assert buckets_of(card, "c") == [50, 15, 0, 35, 0]
    assert buckets_of(card) == [100, 35, 12, 43, 10]
    assert card.score == pytest.approx(35)


def test_what_a_panel_made_has_no_planned_share():
    leaf = a_rated("a", answer="progress", scale="progress", weight=40)
    ratings = {f"m{i}": {"a": 3} for i in range(3)}
    split = {"done": 0.1, "planned": 0.9}

    card = score(a_dossier({"a": split}, ratings=ratings), a_set(leaf, points={}))

    assert buckets_of(card, "a") == [40, 20, 0, 20, 0]


def test_what_is_open_counts_zero_and_nothing_is_too_little():
    criteria = a_set(progress("a", 40), progress("b", 60), points={})

    card = score(a_dossier({"a": {"done": 1}}), criteria)

    assert (card.score, card.coverage) == (40, 0.4)


def test_where_nobody_has_answered_nothing_is_done():
    card = score(a_dossier(), a_set(progress("a", 40), points={}))

    assert buckets_of(card) == [40, 0, 0, 0, 40]


def with_something_left_out(equal_from):
    """Score a tree with one topic and one field that lose an indicator each."""
    topic = a_topic("t", progress("a", 10), progress("b", 10))
    field = a_field("f", topic, progress("c", 20), progress("d", 20))
    criteria = a_set(field, progress("e", 40), points={"equal_from": equal_from})
    answers = {"whole": {"done": 1}, "b": N, "d": N}
    return score(a_dossier({**answers, "whole": U}), criteria)


@pytest.mark.parametrize(
    ("equal_from", "expected"),
    [
        (0, {"whole": 100, "f": 60, "t": 30, "a": 30, "c": 30, "e": 40}),
        (1, {"whole": 100, "f": 60, "t": 30, "a": 30, "c": 30, "e": 40}),
        (2, {"whole": 80, "f": 40, "t": 20, "a": 20, "c": 20, "e": 40}),
        (3, {"whole": 70, "f": 30, "t": 10, "a": 10, "c": 20, "e": 40}),
    ],
)
def test_points_are_shared_out_from_a_depth_down_and_lost_above(equal_from, expected):
    card = with_something_left_out(equal_from)

    assert {key: buckets_of(card, key)[0] for key in expected} == expected


def test_a_whole_field_left_out_is_lost():
    fields = [a_field("f", progress("a", 40)), a_field("g", progress("b", 60))]

    card = score(
        a_dossier({"a": N, "b": {"done": 0.5, "not_done": 0.5}}), a_set(*fields, points={})
    )

    assert buckets_of(card) == [60, 30, 0, 30, 0]
    assert card.node("f").buckets is None


def test_at_the_top_too_points_may_be_shared_out():
    fields = [a_field("f", progress("a", 40)), a_field("g", progress("b", 60))]
    criteria = a_set(*fields, points={"equal_from": 0})

    card = score(a_dossier({"a": N, "b": {"done": 0.5, "not_done": 0.5}}), criteria)

    assert buckets_of(card) == [100, 50, 0, 50, 0]


def test_a_factor_changes_what_is_possible():
    fields = [a_field("f", progress("a", 40), factor=HALF), a_field("g", progress("b", 60))]
    answers = {"whole": {"done": 1}}

    card = score(a_dossier(answers, attributes={"x": 3}), a_set(*fields, points={}))

    assert [buckets_of(card, key)[0] for key in ("f", "a", "whole")] == [60, 60, 120]


def test_context_and_indicators_of_no_points_are_in_no_bucket():
    criteria = a_set(progress("a", 40), progress("b", 0), a_context("c"), points={})

    card = score(a_dossier({"a": {"done": 1}, "c": 4}), criteria)

    assert buckets_of(card) == [40, 40, 0, 0, 0]
    assert (card.node("b").buckets, card.node("c").buckets) == (None, None)


def test_outside_points_mode_there_are_no_buckets():
    assert score(a_dossier({"a": 5}), a_set(an_indicator())).whole.buckets is None


# --- caps ----------------------------------------------------------------------------------------


def test_a_cap_scales_what_is_done_and_the_cut_is_not_done():
    field = a_field("f", progress("a", 30), progress("b", 10), cap={"by": "k"})
    criteria = a_set(field, a_field("k", progress("c", 60)), points={})
    half = {"done": 0.5, "planned": 0.5}

    card = score(a_dossier({"a": {"done": 1}, "b": half, "c": half}), criteria)

    assert card.node("f").score == 50
    assert buckets_of(card, "f") == [40, 20, 5, 15, 0]
    assert buckets_of(card, "a") == [
        30,
        pytest.approx(30 * 20 / 35),
        0,
        pytest.approx(30 * 15 / 35),
        0,
    ]
    assert card.node("a").score == 100
    assert buckets_of(card) == [100, 50, 35, 15, 0]


def test_caps_one_above_the_other_cut_twice():
    topic = a_topic("t", progress("a", 40), cap={"by": "k"})
    field = a_field("f", topic, cap={"by": "l"})
    keys = a_field("g", progress("k", 30), progress("l", 30))
    criteria = a_set(keys, field, points={})
    answers = {
        "a": {"done": 1},
        "k": {"done": 0.5, "not_done": 0.5},
        "l": {"done": 0.25, "not_done": 0.75},
    }

    card = score(a_dossier(answers), criteria)

    assert [buckets_of(card, key)[1] for key in ("a", "t", "f")] == [10, 10, 10]
    assert card.score == pytest.approx(10 + 22.5)


def test_a_cap_that_is_open_cuts_nothing_done():
    field = a_field("f", progress("a", 40), cap={"by": "k"})
    criteria = a_set(field, a_field("g", progress("k", 60)), points={})

    card = score(a_dossier({"a": {"done": 1}}), criteria)

    assert buckets_of(card, "f") == [40, 40, 0, 0, 0]
    assert card.node("f").bounds == (0, 100)


def test_a_gate_to_zero_leaves_nothing_done():
    gate = {"by": "k", "at_least": 50, "limit": 0}
    field = a_field("f", progress("a", 40), gate=gate)
    criteria = a_set(field, a_field("g", progress("k", 60)), points={})

    card = score(a_dossier({"a": {"done": 1}, "k": {"not_done": 1}}), criteria)

    assert buckets_of(card, "f") == [40, 0, 0, 40, 0]
    assert buckets_of(card) == [100, 0, 0, 100, 0]


def test_nothing_is_left_over_where_shares_add_up_but_for_a_hair():
    criteria = a_set(an_indicator("a", answer="progress", scale="progress", weight=20), points={})
    done = {"done": 0.98, "planned": 0.02, "not_done": 0}

    assert score(a_dossier({"a": done}), criteria).whole.buckets.not_done == 0

"""Combining: weights, redistribution, coverage, bounds, caps and gates."""

from __future__ import annotations

import pytest

from builders import (
    N,
    U,
    a_card,
    a_context,
    a_dossier,
    a_field,
    a_set,
    a_topic,
    an_indicator,
    four,
)
from spi.errors import InvalidDocument
from spi.scoring import score

TWICE = {"attribute": "x", "times": 2}


def leaves(keys, **about):
    """Make one indicator for each letter."""
    return [an_indicator(key, **about) for key in keys]


def effective(card, keys):
    """Give effective weights."""
    return [pytest.approx(card.node(key).effective_weight) for key in keys]


# --- weights -------------------------------------------------------------------------------------


def test_weights_are_relative_among_siblings():
    card = a_card(90, 30, weights=(3, 1))

    assert card.score == 75
    assert effective(card, "ab") == [0.75, 0.25]


def test_weights_multiply_along_the_path():
    field = a_field("f", *leaves("ab"), weight=3)

    card = score(a_dossier({"a": 100, "b": 0, "c": 0}), a_set(field, an_indicator("c")))

    assert effective(card, ["whole", "f", "a", "b", "c"]) == [1, 0.75, 0.375, 0.375, 0.25]


def test_effective_weights_of_what_is_left_out_go_to_the_others():
    field = a_field("f", *leaves("ab"), weight=3)
    card = score(a_dossier({"a": 100, "b": N, "c": U}), a_set(field, an_indicator("c")))

    assert effective(card, ["f", "a", "b", "c"]) == [0.75, 0.75, 0, 0.25]
    assert [card.node(key).whole_weight for key in "ab"] == [0.375, 0.375]


@pytest.mark.parametrize("size", [1e-99, 1e99, 1e100])
def test_weights_of_any_size_combine(size):
    card = a_card(90, 30, N, weights=(size, size, size / 4))

    assert (card.score, card.coverage) == (60, 1)
    assert effective(card, "ab") == [0.5, 0.5]


def test_a_weight_of_hardly_anything_after_its_factor_still_combines():
    leaf = an_indicator(weight=1e-100, factor={"attribute": "x", "times": 1e-100})

    card = score(a_dossier({"a": 40}, attributes={"x": 1}), a_set(leaf))

    assert (card.score, card.coverage) == (40, 1)


def test_a_weight_that_vanishes_beside_others_still_counts_alone():
    tiny = an_indicator("b", weight=1e-100, factor={"attribute": "x", "times": 1e-100})

    card = score(a_dossier({"a": N, "b": 40}, attributes={"x": 1}), a_set(an_indicator(), tiny))

    assert (card.score, card.coverage) == (40, 1)


def test_only_weights_of_zero_are_refused_at_load():
    with pytest.raises(InvalidDocument, match="expected at least one weight above zero"):
        a_card(90, 30, weights=(0, 0))


def test_a_child_of_weight_zero_is_shown_and_counts_nowhere():
    card = a_card(90, 0, U, weights=(1, 0, 0))

    assert (card.score, card.bounds, card.coverage) == (90, (90, 90), 1)
    assert card.whole.counts == {"scored": 1}
    assert card.node("b").score == 0
    assert [card.node(key).weight for key in "bc"] == [0, 0]


def test_a_child_of_weight_zero_does_not_keep_its_parent_alive():
    card = a_card(N, 80, weights=(1, 0))

    assert card.status == "not-applicable"


def test_a_child_of_weight_zero_may_cap_and_gate():
    assert a_card(90, 20, weights=(1, 0), cap={"by": "b"}).score == 20
    gate = {"by": "b", "at_least": 50, "limit": 30}
    assert a_card(90, 20, weights=(1, 0), gate=gate).score == 30


def test_all_below_a_topic_of_weight_zero_count_nowhere():
    topic = a_field("f", *leaves("ab"), weight=0)

    card = score(a_dossier({"a": 5, "b": U, "c": 70}), a_set(topic, an_indicator("c")))

    assert (card.score, card.coverage, card.whole.counts) == (70, 1, {"scored": 1})
    assert card.node("f").counts == {"scored": 1, "unanswered": 1}
    assert card.node("a").effective_weight == 0


# --- what applies --------------------------------------------------------------------------------


def test_a_node_applies_when_one_child_does():
    field = a_field("f", *leaves("ab"))

    card = score(a_dossier({"a": N, "b": N, "c": 5}), a_set(field, an_indicator("c")))

    assert card.node("f").status == "not-applicable"
    assert card.node("f").bounds == (0, 100)
    assert (card.score, card.coverage) == (5, 1)


def test_a_node_is_excluded_where_all_below_it_are():
    rule = {"when": {"attribute": "x", "is": 1}, "reason": "no"}
    both = a_field("f", an_indicator("a", excluded=rule), an_indicator("b", excluded=rule))
    one = a_field("g", an_indicator("c", excluded=rule), an_indicator("d"))

    dossier = a_dossier({"d": N, "e": 5}, attributes={"x": 1})
    card = score(dossier, a_set(both, one, an_indicator("e")))

    assert [card.node(key).status for key in "fg"] == ["excluded", "not-applicable"]


def test_the_number_of_leaves_in_each_state_is_reported():
    field = a_field("f", *leaves("abcd"), a_context("k"))

    card = score(a_dossier({"a": 5, "b": 5, "c": N, "d": U}), a_set(field))

    counts = {"context": 1, "not-applicable": 1, "scored": 2, "unanswered": 1}
    assert card.whole.counts == counts


# --- redistribution ------------------------------------------------------------------------------


def test_shared_out_equally_each_gets_the_same():
    card = a_card(100, 0, N, weights=(3, 1, 4), redistribution="equal")

    assert [card.node(key).weight for key in "abc"] == [5, 3, 0]
    assert card.score == 62.5


def test_equal_redistribution_does_not_move_what_is_open():
    card = a_card(100, 0, U, weights=(3, 1, 4), redistribution="equal", min_coverage=0)

    assert [card.node(key).weight for key in "abc"] == [3, 1, 4]
    assert card.score == 75


def test_an_emptied_field_shrinks_level_by_level():
    inner = a_topic("t", *leaves("ab"), redistribution="shrink")
    field = a_field("f", inner, an_indicator("c"), redistribution="shrink")
    criteria = a_set(field, an_indicator("d"))

    card = score(a_dossier({"a": 100, "b": N, "c": N, "d": 0}), criteria)

    # t keeps 1/2 of its weight, f (1/2)/2 of its own: 1/4 beside 1
    assert card.node("t").weight == 0.5
    assert card.node("f").weight == 0.25
    assert card.score == 20


@pytest.mark.parametrize(
    ("rules", "expected"), [({}, [2, 1]), ({"redistribution": "shrink"}, [1, 1])]
)
def test_a_factor_stands_beside_redistribution(rules, expected):
    field = a_field("f", *leaves("ab"), factor=TWICE, **rules)
    criteria = a_set(field, an_indicator("c"))

    card = score(a_dossier({"a": 100, "b": N, "c": 0}, attributes={"x": 1}), criteria)

    assert [card.node(key).weight for key in "fc"] == expected


def test_what_is_shared_out_is_the_weight_as_stated():
    parts = [an_indicator("a", factor=TWICE), an_indicator("b"), an_indicator("c", factor=TWICE)]

    dossier = a_dossier({"a": 100, "b": 0, "c": N}, attributes={"x": 1})
    card = score(dossier, a_set(*parts, redistribution="equal"))

    assert [card.node(key).weight for key in "ab"] == [2.5, 1.5]


def test_shrinking_counts_factors():
    # a(f) = ΣW ÷ Σ(all w) = 2·1 ÷ 2
    field = a_field(
        "f", an_indicator("a", factor=TWICE), an_indicator("b"), redistribution="shrink"
    )
    dossier = a_dossier({"a": 100, "b": N, "c": 0}, attributes={"x": 1})

    card = score(dossier, a_set(field, an_indicator("c")))

    assert card.node("f").weight == 1


@pytest.mark.parametrize(
    ("own", "above"), [("geometric", "arithmetic"), ("arithmetic", "geometric")]
)
def test_shrinking_needs_the_arithmetic_mean_at_the_node_and_above(own, above):
    field = a_field("f", *leaves("ab"), redistribution="shrink", mean=own)

    with pytest.raises(InvalidDocument, match="the arithmetic mean at the node and at its parent"):
        score(a_dossier(), a_set(field, an_indicator("c"), mean=above))


# --- coverage ------------------------------------------------------------------------------------


def test_coverage_goes_up_the_tree_by_weight():
    field = a_field("f", *leaves("abcd"), weight=3)

    card = score(a_dossier({"a": 5, "b": 5, "c": 5, "e": U}), a_set(field, an_indicator("e")))

    assert card.node("f").coverage == 0.75
    assert card.coverage == pytest.approx(0.75 * 3 / 4)
    assert card.status == "not-assessable"


@pytest.mark.parametrize(
    ("least", "status"),
    [(0.5, "scored"), (0.5 + 4e-10, "scored"), (0.5 + 1e-9, "not-assessable")],
)
def test_a_coverage_is_reached_with_nine_decimals(least, status):
    assert a_card(80, U, min_coverage=least).status == status


def test_a_set_says_for_all_nodes_what_is_enough():
    field = a_field("f", *leaves("ab"))
    card = score(a_dossier({"a": 80}), a_set(field, rules={"min_coverage": 0.5}))

    assert [card.node(key).status for key in ("f", "whole")] == ["scored", "scored"]


def test_with_no_least_coverage_one_answer_is_enough():
    assert a_card(80, U, U, U, min_coverage=0).score == 80


def test_with_nothing_to_average_there_is_no_score():
    card = a_card(U, U, min_coverage=0)

    assert (card.status, card.score, card.bounds) == ("not-assessable", None, (0, 100))


@pytest.mark.parametrize(
    ("count", "answers", "weights", "status"),
    [
        ("weight", (80, U), (1, 5), "not-assessable"),
        ("children", (80, U), (1, 5), "scored"),
        ("children", (80, U, U), (5, 1, 1), "not-assessable"),
        ("weight", (80, U, U), (5, 1, 1), "scored"),
        ("children", (80, U, N), (1, 5, 1), "scored"),
    ],
)
def test_children_may_count_instead_of_weights(count, answers, weights, status):
    card = a_card(*answers, weights=weights, count=count, min_coverage=0.5)

    assert card.status == status


def a_large_and_a_small_field(count):
    large = a_field("f", *leaves("pqrstu"))
    criteria = a_set(large, an_indicator("k"), count=count, min_coverage=0.55)
    return score(a_dossier(dict.fromkeys("pqrs", 50)), criteria)


def test_leaves_may_count_instead_of_children():
    # one of two children is scored, four of seven leaves; by weight it is 1/2 · 4/6
    assert a_large_and_a_small_field("children").status == "not-assessable"
    assert a_large_and_a_small_field("weight").status == "not-assessable"
    assert a_large_and_a_small_field("leaves").status == "scored"


def test_too_few_leaves_are_no_score():
    assert a_card(50, 50, U, U, weights=(9, 9, 1, 1), count="leaves").status == "not-assessable"
    assert a_card(50, 50, U, N, weights=(1, 1, 9, 1), count="leaves").status == "scored"


def test_leaves_count_over_all_depths():
    large = a_field("f", *leaves("abcd"))
    criteria = a_set(large, a_field("g", an_indicator("k")), count="leaves", min_coverage=0.8)

    card = score(a_dossier(dict.fromkeys("abcd", 50)), criteria)

    assert card.status == "scored"


def test_what_is_reported_is_always_coverage_by_weight():
    assert a_card(80, U, weights=(1, 4), count="children", min_coverage=0.5).coverage == 0.2


def test_full_coverage_is_exactly_one():
    # the shares of these weights add up to a hair above 1
    assert a_card(5, 5, 5, weights=(1, 3, 0.1)).coverage == 1


# --- bounds --------------------------------------------------------------------------------------


def test_a_part_that_is_not_assessable_enters_with_all_that_may_be():
    field = a_field("f", *leaves("abc"))
    criteria = a_set(field, an_indicator("k"), min_coverage=0.5)

    card = score(a_dossier({"a": 60, "k": 50}), criteria)

    assert four(card.node("f").bounds) == [20, 86.6667]
    assert four(card.bounds) == [25, 75]


@pytest.mark.parametrize(
    ("mean", "bounds"),
    [
        ("geometric", [0, 62.9961]),
        ("harmonic", [0, 60]),
        ({"kind": "power", "p": 2}, [40.8248, 70.7107]),
        ("minimum", [0, 50]),
        ({"kind": "worst", "k": 2}, [25, 50]),
        ({"kind": "worst", "k": 3}, [33.3333, 66.6667]),
    ],
    ids=str,
)
def test_the_ends_are_the_means_of_the_ends(mean, bounds):
    card = a_card(50, 50, U, mean=mean)

    assert four(card.bounds) == bounds


def test_a_floor_lifts_the_low_end_too():
    card = a_card(100, U, mean="geometric", floor=1, min_coverage=0)

    assert four(card.bounds) == [10, 100]


# --- open: zero ----------------------------------------------------------------------------------


def test_where_open_is_zero_a_part_that_is_not_assessable_counts_zero():
    field = a_field("f", *leaves("abc"))
    criteria = a_set(field, an_indicator("k"), open="zero", min_coverage=0.5)

    card = score(a_dossier({"a": 60, "k": 50}), criteria)

    assert card.node("f").score is None
    assert (card.score, card.coverage) == (25, 0.5)
    assert four(card.bounds) == [25, 75]


def test_where_open_is_zero_an_open_leaf_still_has_no_score():
    node = a_card(80, U, open="zero", min_coverage=0).node("b")

    assert (node.score, node.coverage, node.bounds, node.status) == (
        None,
        0,
        (0, 100),
        "unanswered",
    )


def test_where_open_is_zero_a_floor_lifts_it():
    assert four(a_card(100, U, open="zero", mean="geometric", floor=1, min_coverage=0).score) == 10


# --- caps and gates ------------------------------------------------------------------------------


def test_a_whole_may_be_capped_by_its_own_part():
    card = a_card(90, 30, cap={"by": "b"})

    assert card.score == 30
    assert [cut.points for cut in card.explain().cuts] == [30]


def test_a_cap_above_the_score_cuts_nothing():
    card = a_card(90, 30, cap={"by": "a"})

    assert (card.score, card.explain().cuts) == (60, ())


def test_a_cap_looks_at_the_score_after_its_own_cap():
    first = a_field("f", an_indicator("a"), cap={"by": "b"})
    second = a_field("g", an_indicator("b"), an_indicator("c"))
    criteria = a_set(first, second, cap={"by": "f"})

    assert score(a_dossier({"a": 90, "b": 10, "c": 90}), criteria).score == 10


def test_of_several_cuts_the_deepest_holds():
    cuts = {
        "cap": [{"by": "b"}, {"by": "c"}],
        "gate": {"by": "a", "at_least": 95, "limit": 50},
    }

    assert a_card(90, 60, 40, weights=(1, 0, 0), **cuts).score == 40


def test_coverage_is_untouched_by_a_cap():
    card = a_card(90, U, weights=(1, 0), cap={"by": "b"})

    assert (card.score, card.bounds, card.coverage) == (90, (0, 90), 1)


def test_a_key_that_is_not_assessable_cuts_the_low_end_only():
    key = a_field("k", *leaves("pqr"), weight=0)

    card = score(a_dossier({"a": 90, "p": 30}), a_set(key, an_indicator("a"), cap={"by": "k"}))

    assert card.node("k").bounds == (10, pytest.approx(76.6667, abs=1e-4))
    assert (card.score, card.bounds) == (90, (0, 90))


def test_a_key_with_bounds_cuts_both_ends():
    key = a_field("k", *leaves("pqr"), weight=0)
    dossier = a_dossier({"a": 90, "p": 30, "q": 30})

    card = score(dossier, a_set(key, an_indicator("a"), cap={"by": "k"}))

    assert four([card.score, card.bounds]) == [30, [20, 53.3333]]


def test_a_gate_opens_where_it_is_reached():
    key = a_field("k", *leaves("pqr"), weight=0)
    gate = {"by": "k", "at_least": 50, "limit": 40}
    criteria = a_set(key, an_indicator("a"), gate=gate)

    card = score(a_dossier({"a": 90, "p": 30, "q": 90}), criteria)

    # k is 60 within [40, 73.3]: open now, shut at the low end
    assert (card.score, card.bounds) == (90, (40, 90))


def test_a_gate_that_is_shut_for_sure_cuts_both_ends():
    key = a_field("k", *leaves("pqr"), weight=0)
    gate = {"by": "k", "at_least": 80, "limit": 40}
    criteria = a_set(key, an_indicator("a"), gate=gate)

    card = score(a_dossier({"a": 90, "p": 30, "q": 90}), criteria)

    assert (card.score, card.bounds) == (40, (40, 40))


def test_a_gate_is_reached_with_nine_decimals():
    gate = {"by": "b", "at_least": 50, "limit": 40}

    assert a_card(90, 50 - 4e-10, weights=(1, 0), gate=gate).score == 90
    assert a_card(90, 50 - 1e-9, weights=(1, 0), gate=gate).score == 40


def test_a_gate_whose_key_does_not_apply_cuts_nothing():
    gate = {"by": "b", "at_least": 50, "limit": 40}

    assert a_card(90, N, weights=(1, 0), gate=gate).bounds == (90, 90)


def test_a_gate_limits_and_does_not_set():
    gate = {"by": "b", "at_least": 50, "limit": 40}

    assert a_card(10, 0, weights=(1, 0), gate=gate).score == 10


def test_a_cap_by_context_cuts_nothing():
    criteria = a_set(an_indicator("a"), a_context("c"), cap={"by": "c"})

    assert score(a_dossier({"a": 90, "c": 5}), criteria).bounds == (90, 90)


def test_what_is_not_assessable_has_its_bounds_cut():
    card = a_card(90, U, 20, weights=(1, 1, 0), cap={"by": "c"})

    assert (card.status, card.bounds) == ("not-assessable", (20, 20))


@pytest.mark.parametrize(
    "criteria",
    [
        lambda: a_set(a_field("f", an_indicator("a"), cap={"by": "whole"})),
        lambda: a_set(
            a_field("f", an_indicator("a"), cap={"by": "g"}),
            a_field("g", an_indicator("b"), gate={"by": "f", "at_least": 1, "limit": 1}),
        ),
        lambda: a_set(
            an_indicator("a", excluded={"when": {"answer": "a", "is": 1}, "reason": "r"})
        ),
        lambda: a_set(
            a_field(
                "f", an_indicator("a"), excluded={"when": {"answer": "a", "is": 1}, "reason": "r"}
            )
        ),
        lambda: a_set(
            an_indicator("a", excluded={"when": {"answer": "b", "is": 1}, "reason": "r"}),
            an_indicator("b", excluded={"when": {"answer": "a", "is": 1}, "reason": "r"}),
        ),
    ],
    ids=["by the whole", "two fields", "itself", "its field", "two answers"],
)
def test_rules_form_no_cycle_whatever_the_answers(criteria):
    with pytest.raises(InvalidDocument, match="rules that do not lead back to themselves"):
        score(a_dossier(), criteria())


# --- rules by depth --------------------------------------------------------------------------------


def test_rules_may_hold_for_a_depth_and_a_node_may_say_otherwise():
    def a_tree(**about):
        inner = [a_topic(key, *leaves([f"{key}a", f"{key}b"]), **about) for key in ("s", "t")]
        depths = [{}, {"min_coverage": 0.9}, {"mean": "minimum"}]
        return a_set(a_field("f", *inner), depths=depths)

    answers = {"sa": 20, "sb": 80, "ta": 40, "tb": 60}

    assert score(a_dossier(answers), a_tree()).score == 30
    assert score(a_dossier(answers), a_tree(mean="arithmetic")).score == 50
    assert score(a_dossier({**answers, "tb": U}), a_tree()).node("f").status == "not-assessable"


def test_what_is_redistributed_may_differ_by_depth():
    criteria = a_set(
        a_field("f", *leaves("ab", factor=None)), a_field("g", *leaves("c")),
        depths=[{}, {"redistribution": "shrink"}],
    )  # fmt: skip

    card = score(a_dossier({"a": 100, "b": N, "c": 0}), criteria)

    assert card.score == pytest.approx(100 / 3)


@pytest.mark.parametrize("rule", [{"floor": 1}, {"cap": {"by": "a"}}])
def test_what_belongs_to_one_node_is_refused_for_a_depth(rule):
    with pytest.raises(InvalidDocument, match="depths"):
        score(a_dossier(), a_set(an_indicator("a"), depths=[rule]))


def test_a_context_figure_has_no_part_in_whole_weights():
    card = score(
        a_dossier({"a": 80, "c": 20}),
        a_set(a_field("f", an_indicator("a"), a_context("k")), an_indicator("c")),
    )

    assert card.node("a").whole_weight == 0.5

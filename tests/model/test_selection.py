"""Sets made of a set: selected, or with other weights and means."""

from __future__ import annotations

import pytest

from builders import (
    N,
    a_context,
    a_dossier,
    a_field,
    a_set,
    a_topic,
    an_indicator,
    linear,
)
from spi.errors import InvalidDocument, InvalidInput, UnknownKey
from spi.model.rules import Mean, MeanKind
from spi.scoring import score


def keys(criteria):
    """Give the keys of all nodes."""
    return [node.key for node in criteria.nodes()]


def a_mixed_set(**about):
    """Make two fields of different kinds, and an indicator beside them."""
    return a_set(
        a_field(
            "f",
            a_topic("t", an_indicator("a", core=True), an_indicator("b", kind="service")),
            an_indicator("c", spheres=["work"], target_groups=["families"]),
        ),
        a_field("g", an_indicator("d", kind="service", spheres=["home"])),
        an_indicator("e", kind="question", core=True, target_groups=["elderly"]),
        spheres=[{"key": "work"}, {"key": "home"}],
        target_groups=[{"key": "families"}, {"key": "elderly"}],
        **about,
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, ["f", "t", "a", "b", "c", "g", "d", "e"]),
        ({"fields": ["g"]}, ["g", "d"]),
        ({"fields": ["f", "g"]}, ["f", "t", "a", "b", "c", "g", "d"]),
        ({"kinds": ["service"]}, ["f", "t", "b", "g", "d"]),
        ({"kinds": ["service", "question"]}, ["f", "t", "b", "g", "d", "e"]),
        ({"core": True}, ["f", "t", "a", "e"]),
        ({"core": False}, ["f", "t", "b", "c", "g", "d"]),
        ({"sphere": "home"}, ["g", "d"]),
        ({"target_group": "families"}, ["f", "t", "a", "b", "c", "g", "d"]),
        ({"target_group": "elderly"}, ["f", "t", "a", "b", "g", "d", "e"]),
        ({"fields": ["f"], "kinds": ["service"]}, ["f", "t", "b"]),
    ],
    ids=str,
)
def test_only_what_is_asked_for_is_kept(asked, kept):
    assert keys(a_mixed_set().select(**asked)) == kept


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"fields": ["h"]}, 'unknown field "h"; known: f, g'),
        ({"fields": ["t"]}, 'unknown field "t"'),
        ({"kinds": ["service", "wish"]}, 'unknown kind "wish"'),
        ({"target_group": "nobody"}, 'unknown target group "nobody"'),
        ({"sphere": "leisure"}, 'unknown sphere "leisure"'),
    ],
    ids=str,
)
def test_what_the_set_does_not_know_cannot_be_asked_for(asked, what):
    with pytest.raises(UnknownKey, match=what):
        a_mixed_set().select(**asked)


@pytest.mark.parametrize("asked", [{"fields": []}, {"fields": ["g"], "core": True}], ids=str)
def test_something_scored_is_left(asked):
    with pytest.raises(InvalidInput, match="nothing that is scored is left"):
        a_mixed_set().select(**asked)


def test_context_alone_is_nothing_that_is_scored():
    criteria = a_set(a_field("f", a_context("c")), a_field("g", an_indicator("a")))

    with pytest.raises(InvalidInput, match="nothing that is scored is left"):
        criteria.select(fields=["f"])


def test_a_sphere_that_indicators_name_is_known_where_the_set_lists_none():
    criteria = a_set(an_indicator("a"), an_indicator("b"))
    criteria = criteria.evolve(indicators=(an_indicator("a", spheres=["work"]), an_indicator("b")))

    assert keys(criteria.select(sphere="work")) == ["a"]


def test_what_is_not_selected_was_never_there():
    # the weight of b is not redistributed: equal would give half of it to a
    field = a_field(
        "f", an_indicator("a"), an_indicator("b", weight=8, kind="service"), redistribution="equal"
    )
    criteria = a_set(field, an_indicator("c"))
    dossier = a_dossier({"a": 100, "b": N, "c": 0})

    card = score(dossier, criteria.select(kinds=["statistic"]))

    assert (card.node("a").weight, card.coverage) == (1, 1)
    assert score(dossier, criteria).node("a").weight == 9


def test_nothing_shrinks_for_what_is_not_selected():
    field = a_field("f", an_indicator("a"), an_indicator("b", core=True), redistribution="shrink")
    criteria = a_set(field, an_indicator("c", core=True))

    card = score(a_dossier({"a": 5, "b": 100, "c": 0}), criteria.select(core=True))

    assert card.node("f").weight == 1


def test_a_cap_by_what_is_not_selected_cuts_nothing():
    gate = {"by": "b", "at_least": 50, "limit": 10}
    field = a_field("f", an_indicator("a", core=True), cap={"by": "b"}, gate=gate)
    criteria = a_set(field, an_indicator("b"), cap={"by": "b"})

    card = score(a_dossier({"a": 90, "b": 20}), criteria.select(core=True))

    assert (card.score, card.bounds) == (90, (90, 90))


def test_a_cap_by_what_is_selected_stays():
    field = a_field("f", an_indicator("a", core=True), cap={"by": "b"})
    criteria = a_set(field, an_indicator("b", core=True))

    assert score(a_dossier({"a": 90, "b": 20}), criteria.select(core=True)).node("f").score == 20


def test_a_condition_on_what_is_not_selected_is_fulfilled():
    levels = [
        {"key": "high", "floor": 0},
        {"key": "low", "floor": 50, "conditions": [{"node": "b", "at_least": 90}]},
    ]
    criteria = a_set(an_indicator("a", core=True), an_indicator("b"), levels=levels)
    dossier = a_dossier({"a": 90, "b": 20})

    assert score(dossier, criteria).level == "high"
    assert score(dossier, criteria.select(core=True)).level == "low"


@pytest.mark.parametrize(
    "condition",
    [
        {"node": "c", "at_least": 50},
        {"node": "whole", "at_least": 99},
        {"lowest": 1, "at_least": 50},
        {"core_met": 1, "met_at": 50},
    ],
    ids=["node", "whole", "lowest", "core"],
)
def test_conditions_on_what_is_selected_stay(condition):
    levels = [{"key": "high", "floor": 0}, {"key": "low", "floor": 50, "conditions": [condition]}]
    leaves = [an_indicator("a", core=True), an_indicator("c", core=True), an_indicator("b")]
    criteria = a_set(*leaves, levels=levels)

    assert score(a_dossier({"a": 90, "c": 40}), criteria.select(core=True)).level == "high"


def test_a_level_of_conditions_alone_outlives_them():
    levels = [
        {"key": "high", "floor": 0},
        {"key": "low", "conditions": [{"node": "b", "at_least": 90}]},
    ]
    criteria = a_set(an_indicator("a", core=True), an_indicator("b"), levels=levels)

    assert score(a_dossier({"a": 5}), criteria.select(core=True)).level == "low"


DERIVED = {"type": "derived-ratio", "numerator": ["x"], "denominator": ["y"], "per": 100}


def test_what_a_derived_answer_reads_stays_as_context():
    derived = an_indicator("d", answer=DERIVED, scale=linear(0, 100), core=True)
    criteria = a_set(derived, an_indicator("x"), an_indicator("y"))

    card = score(a_dossier({"x": 30, "y": 60}), criteria.select(core=True))

    assert card.score == 50
    assert [card.node(key).status for key in "xy"] == ["context", "context"]


def test_what_a_rule_reads_stays_as_context():
    rule = {"when": {"answer": "x", "at_least": 50}, "reason": "no"}
    field = a_field("f", an_indicator("a", core=True), an_indicator("z"), excluded=rule)
    criteria = a_set(field, an_indicator("b", core=True), an_indicator("x"))

    card = score(a_dossier({"a": 5, "b": 90, "x": 60}), criteria.select(core=True))

    assert card.node("a").status == "excluded"
    assert card.node("x").status == "context"
    assert "z" not in card.nodes


def test_what_is_read_by_what_is_read_stays_too():
    rule = {"when": {"answer": "y", "at_least": 50}, "reason": "no"}
    derived = {"type": "derived-gap", "group": "x", "reference": "y"}
    criteria = a_set(
        an_indicator("a", core=True, answer=derived, scale=linear(0, 100)),
        an_indicator("x", excluded=rule),
        an_indicator("y"),
        an_indicator("z"),
    )

    assert keys(criteria.select(core=True)) == ["a", "x", "y"]


def test_a_selection_may_be_selected_from():
    criteria = a_mixed_set().select(kinds=["service"]).select(fields=["g"])

    assert keys(criteria) == ["g", "d"]
    assert criteria.origin == "whole@draft, select(kinds=['service']), select(fields=['g'])"


def test_of_a_set_that_counts_points_a_part_may_be_selected():
    field = a_field(
        "f", an_indicator("a", weight=10), an_indicator("b", weight=5, core=True), weight=15
    )

    card = score(a_dossier({"a": 0, "b": 40}), a_set(field, points={}).select(core=True))

    assert (card.score, card.whole.buckets.possible) == (40, 5)


# --- replace -------------------------------------------------------------------------------------


def test_other_weights_change_only_those_named():
    field = a_field("f", an_indicator("a", weight=2), an_indicator("b"))
    criteria = a_set(field, an_indicator("c")).replace(weights={"a": 3, "f": 5})

    card = score(a_dossier({"a": 100, "b": 0, "c": 0}), criteria)

    assert [card.node(key).weight for key in "abcf"] == [3, 1, 1, 5]


def test_another_mean_holds_everywhere():
    field = a_field("f", an_indicator("a"), an_indicator("b"), mean="geometric", floor=10)
    criteria = a_set(field, an_indicator("c"), rules={"mean": "harmonic"})

    card = score(a_dossier({"a": 80, "b": 20, "c": 60}), criteria.replace(mean="minimum"))

    assert [card.node(key).score for key in ("f", "whole")] == [20, 20]


def test_a_floor_stays_where_the_new_mean_has_one():
    field = a_field("f", an_indicator("a"), an_indicator("b"), mean="geometric", floor=10)
    harmonic = a_set(field).replace(mean="harmonic")
    plain = a_set(field).replace(mean="arithmetic")

    assert (harmonic.fields[0].rules.floor, plain.fields[0].rules.floor) == (10, None)


def test_a_mean_with_its_parameter():
    criteria = a_set(an_indicator("a"), an_indicator("b"))

    made = criteria.replace(mean=Mean(kind=MeanKind.POWER, p=2))

    assert score(a_dossier({"a": 60, "b": 80}), made).score == pytest.approx(70.7107, abs=1e-4)
    assert made.origin == "whole@draft, replace(mean=power 2)"


def test_another_coverage_holds_everywhere():
    field = a_field("f", an_indicator("a"), an_indicator("b"), min_coverage=1)
    criteria = a_set(field, an_indicator("c"), rules={"min_coverage": 0.9})

    card = score(a_dossier({"a": 50}), criteria.replace(min_coverage=0))

    assert (card.node("f").score, card.score) == (50, 50)


def test_the_old_set_stays_as_it_is():
    criteria = a_mixed_set()

    criteria.replace(weights={"a": 7}, mean="geometric", min_coverage=0.1)
    criteria.select(core=True)

    assert criteria == a_mixed_set()


@pytest.mark.parametrize(
    ("changes", "error", "what"),
    [
        ({"weights": {"z": 1}}, UnknownKey, 'unknown node "z"'),
        ({"weights": {"a": -1}}, InvalidInput, r"weight: found the number -1"),
        ({"weights": {"a": float("nan")}}, InvalidInput, "expected a finite number"),
        ({"mean": "median"}, InvalidInput, 'found the mean "median", expected one of: arithmetic'),
        ({"min_coverage": 1.5}, InvalidInput, "of at least 0 and at most 1"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(changes, error, what):
    with pytest.raises(error, match=what):
        a_mixed_set().replace(**changes)


def test_a_mean_that_does_not_suit_the_set_is_refused_when_it_scores():
    field = a_field("f", an_indicator("a"), redistribution="shrink")

    with pytest.raises(InvalidDocument, match="the arithmetic mean at the node and at its parent"):
        score(a_dossier(), a_set(field).replace(mean="geometric"))


def test_points_may_be_replaced_where_fields_state_their_sum():
    field = a_field("f", an_indicator("a", weight=10), an_indicator("b", weight=5), weight=15)
    criteria = a_set(field, points={}).replace(weights={"a": 35})

    assert score(a_dossier({"a": 100, "b": 0}), criteria).score == 87.5


def test_a_mean_that_needs_a_parameter_is_not_chosen_by_name_alone():
    for name in ("power", "worst"):
        with pytest.raises(InvalidInput, match="alone"):
            a_set(an_indicator("a")).replace(mean=name)

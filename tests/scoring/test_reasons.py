"""How a score arose: reasons, losses down the tree, potentials and open widths."""

from __future__ import annotations

import pytest
from attrs import evolve

from builders import (
    SECRET,
    N,
    U,
    a_card,
    a_context,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    an_indicator,
    linear,
)
from spi.codec import from_plain
from spi.errors import UnknownKey
from spi.model.answers import NotApplicable, Suppressed, Unanswered
from spi.model.scales import Linear
from spi.model.source import Source
from spi.scoring import score


def leaves(keys, **about):
    """Make one indicator for each letter."""
    return [an_indicator(key, **about) for key in keys]


def source(title):
    """Make a source."""
    return from_plain({"title": title}, Source)


# --- the tree of reasons -------------------------------------------------------------------------


def test_a_leaf_says_where_its_points_come_from():
    answer = {"value": 30, "source": "office", "period": 2021, "evidence": "document"}
    dossier = evolve(a_dossier({"a": answer}), sources={"office": source("Yearbook")})

    reason = score(dossier, a_set(an_indicator())).explain("a")

    assert (reason.basis, reason.points, reason.value) == ("rule", 30, 30)
    assert str(reason.answer.period) == "2021"
    assert str(reason.source.title) == "Yearbook"
    assert reason.scale == Linear(worst=0, best=100)
    assert reason.origin == "whole@draft"
    assert (reason.kind, reason.children) == ("statistic", ())


def test_a_source_may_stand_in_the_criteria_set():
    criteria = evolve(a_set(an_indicator()), sources={"office": source("Yearbook")})
    dossier = a_dossier({"a": {"value": 30, "source": "office"}})

    assert str(score(dossier, criteria).explain("a").source.title) == "Yearbook"


def test_the_dossier_knows_its_sources_best():
    criteria = evolve(a_set(an_indicator()), sources={"office": source("Old")})
    dossier = evolve(
        a_dossier({"a": {"value": 30, "source": "office"}}), sources={"office": source("New")}
    )

    assert str(score(dossier, criteria).explain("a").source.title) == "New"


def test_a_leaf_shows_fact_and_judgement():
    leaf = a_rated(answer="number", scale=linear(0, 100))
    ratings = {f"m{i}": {"a": 4} for i in range(3)}

    reason = score(a_dossier({"a": 30}, ratings=ratings), a_set(leaf)).explain("a")

    assert (reason.basis, reason.score, reason.points, reason.gap) == ("panel", 75, 30, 45)
    assert reason.ratings.count == 3


@pytest.mark.parametrize(
    ("answer", "absence"),
    [(U, Unanswered()), (SECRET, Suppressed()), (N, NotApplicable("there is none here"))],
)
def test_a_leaf_without_a_score_says_why(answer, absence):
    reason = a_card(80, answer).explain("b")

    assert (reason.absence, reason.basis, reason.points) == (absence, None, None)
    assert (reason.loss, reason.contribution, reason.loss_of_whole) == (None, None, None)


def test_an_answer_given_for_a_topic_says_so():
    criteria = a_set(a_field("f", *leaves("ab")))

    assert score(a_dossier({"f": {"done": 1}}), criteria).explain("a").given_for == "f"


def test_an_inner_node_says_what_was_left_out_and_why():
    field = a_field("f", *leaves("abcd"), a_context("k"), an_indicator("z", weight=0))

    card = score(a_dossier({"a": 5, "b": 5, "c": N, "d": U, "z": 9}), a_set(field))

    left_out = {one.key: (one.status, one.reason) for one in card.explain("f").left_out}
    assert left_out == {
        "c": ("not-applicable", "there is none here"),
        "d": ("unanswered", None),
        "k": ("context", None),
        "z": ("scored", None),
    }


def test_an_inner_node_says_how_it_is_combined():
    reason = a_card(80, 40, mean="geometric", floor=5, weights=(3, 1)).explain()

    assert (reason.mean.kind, reason.floor, reason.kind) == ("geometric", 5, "whole")
    assert [one.weight for one in reason.children] == [3, 1]


def test_the_tree_of_reasons_goes_down_to_the_leaves():
    field = a_field("f", *leaves("ab"))
    card = score(a_dossier({"a": 5, "b": 5, "c": 5}), a_set(field, an_indicator("c")))

    whole = card.explain()

    assert [one.key for one in whole.children] == ["f", "c"]
    assert [one.key for one in whole.children[0].children] == ["a", "b"]
    assert whole.children[0] == card.explain("f")


def test_the_origin_tells_how_a_set_was_made():
    criteria = a_set(an_indicator("a", core=True), an_indicator("b")).select(core=True)

    reason = score(a_dossier({"a": 5}), criteria).explain("a")

    assert reason.origin == "whole@draft, select(core=True)"


def test_what_is_not_there_cannot_be_explained():
    with pytest.raises(UnknownKey, match='unknown node "z"'):
        a_card(80).explain("z")


# --- binding children ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "answers", "binding"),
    [
        ("minimum", (80, 20, 50), ("b",)),
        ("minimum", (20, 20, 50), ("a", "b")),
        ({"kind": "worst", "k": 2}, (80, 20, 50), ("b", "c")),
        ({"kind": "worst", "k": 2}, (50, 20, 50), ("a", "b", "c")),
        ({"kind": "worst", "k": 9}, (80, 20), ("a", "b")),
        ("arithmetic", (80, 20), ()),
        ("geometric", (80, 20), ()),
    ],
    ids=str,
)
def test_the_children_that_bind_are_named(mean, answers, binding):
    assert a_card(*answers, mean=mean).explain().binding == binding


def test_without_a_score_nothing_binds():
    assert a_card(80, U, U, mean="minimum").explain().binding == ()


# --- losses --------------------------------------------------------------------------------------


def test_a_cut_is_a_line_of_its_own():
    gate = {"by": "c", "at_least": 50, "limit": 30}
    card = a_card(90, 70, 40, weights=(1, 1, 0), cap={"by": "c"}, gate=gate)

    reason = card.explain()

    assert [(one.by, one.points) for one in reason.cuts] == [("c", 40), ("c", 10)]
    assert sum(
        one.loss_of_whole for one in (*reason.cuts, *reason.children) if one.loss_of_whole
    ) == (pytest.approx(100 - reason.score))
    assert [one.loss for one in reason.children] == [5, 15, None]
    assert sum([5, 15, 40, 10]) == 100 - reason.score


def test_below_a_cut_the_loss_of_the_whole_is_shared_with_it():
    field = a_field("f", *leaves("ab"), cap={"by": "k"})
    criteria = a_set(field, an_indicator("k", weight=0))

    card = score(a_dossier({"a": 90, "b": 70, "k": 50}), criteria)

    shares = [card.explain(key).loss_of_whole for key in ("whole", "f", "a", "b")]
    assert shares == pytest.approx([50, 50, 5, 15])
    assert card.explain("k").loss_of_whole is None


def test_where_nothing_is_missing_nothing_is_lost():
    field = a_field("f", *leaves("ab"))
    card = score(a_dossier({"a": 100, "b": 100}), a_set(field))

    assert [card.explain(key).loss_of_whole for key in ("whole", "f", "a")] == [0, 0, 0]
    assert [card.explain(key).contribution for key in ("whole", "f", "a")] == [100, 100, 50]


def test_where_open_is_zero_what_is_open_loses_all_of_it():
    card = a_card(80, U, open="zero", min_coverage=0)

    reason = card.explain("b")
    assert (reason.loss, reason.contribution, reason.loss_of_whole) == (50, 0, 50)


def test_many_parts_of_another_mean_are_sampled_and_say_so():
    card = a_card(*range(20, 34), mean="harmonic")

    assert card.explain().losses_are_exact is False
    assert sum(one.loss for one in card.explain().children) == pytest.approx(100 - card.score)


# --- potentials and open widths ------------------------------------------------------------------


def test_the_biggest_lever_comes_first():
    card = a_card(40, 80, 60, weights=(1, 1, 2))

    assert list(card.potentials()) == ["c", "a", "b"]
    assert card.explain("a").potential == 15


def test_a_potential_is_zero_where_another_part_binds():
    card = a_card(40, 40, mean="minimum")

    assert card.potentials() == {"a": 0, "b": 0}


def test_a_leaf_of_weight_zero_has_a_potential_where_it_caps():
    card = a_card(90, 40, 10, weights=(1, 0, 0), cap={"by": "b"})

    assert card.potentials() == {"b": 50, "a": 0, "c": 0}


def test_an_open_leaf_has_no_potential():
    assert "c" not in a_card(40, 80, U).potentials()


def test_where_open_is_zero_an_open_leaf_has_one():
    card = a_card(40, 80, U, open="zero")

    assert card.potentials() == {"c": pytest.approx(100 / 3), "a": 20, "b": pytest.approx(20 / 3)}


def test_without_a_score_there_are_no_potentials():
    card = a_card(80, U, U)

    assert card.potentials() == {}
    assert card.explain("a").potential is None


def test_an_open_width_says_what_to_answer_first():
    card = a_card(50, U, SECRET, N, weights=(1, 1, 2, 5), min_coverage=0)

    assert card.open_widths() == {"c": 50, "b": 25}
    assert list(card.open_widths()) == ["c", "b"]
    assert card.explain("b").open_width == 25
    assert card.explain("a").open_width is None


def test_an_open_leaf_of_weight_zero_has_no_width_where_it_caps_nothing():
    card = a_card(50, U, weights=(1, 0))

    assert card.open_widths() == {"b": 0}


def test_an_open_leaf_that_caps_has_the_width_of_what_it_may_cut():
    card = a_card(50, U, weights=(1, 0), cap={"by": "b"})

    assert card.open_widths() == {"b": 50}


def test_a_width_counts_that_its_part_becomes_assessable():
    field = a_field("f", *leaves("ab"), min_coverage=1)
    criteria = a_set(field, an_indicator("c"), min_coverage=0)

    card = score(a_dossier({"a": 40, "c": 60}), criteria)

    # hi now: f 100 and c 60; with b at 0 f is 20
    assert card.open_widths() == {"b": 40}


def test_a_whole_that_does_not_apply_has_no_width():
    card = a_card(N, U, weights=(1, 0))

    assert card.open_widths() == {"b": 0}
    assert card.potentials() == {}

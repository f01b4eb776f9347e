"""From what is known of an indicator to its points: by rule or panel, now and planned."""

from __future__ import annotations

import pytest

from builders import (
    SECRET,
    U,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    an_indicator,
    linear,
)
from spi.errors import InvalidDocument, UnknownKey
from spi.model.answers import Suppressed, Unanswered
from spi.scoring import score

BOTH = {"answer": "number", "scale": linear(0, 100)}


def three(step, key="a"):
    """Let three members give the same rating."""
    return {f"m{i}": {key: step} for i in range(3)}


def a_leaf(found=None, *, ratings=None, asked=None, measures=None, **about):
    """Score one indicator on the basis asked for."""
    answers = {} if found is None else {"a": found}
    dossier = a_dossier(answers, ratings=ratings, measures=measures)
    return score(dossier, a_set(an_indicator(**about)), basis=asked).node("a")


# --- basis ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "made_by", "points"),
    [
        (BOTH, "rule", 30),
        ({**BOTH, "rating": {}}, "panel", 75),
        ({**BOTH, "rating": {}, "basis": "rule"}, "rule", 30),
        ({**BOTH, "rating": {}, "basis": "panel"}, "panel", 75),
        ({**BOTH, "rating": {}, "basis": "panel-first"}, "panel", 75),
    ],
    ids=["no ratings", "default", "rule", "panel", "panel-first"],
)
def test_a_score_is_based_on_what_the_indicator_says(about, made_by, points):
    ratings = three(4) if "rating" in about else None

    leaf = a_leaf(30, ratings=ratings, **about).leaf

    assert (leaf.made_by, leaf.points) == (made_by, points)


@pytest.mark.parametrize(
    ("basis", "made_by"), [(None, "rule"), ("panel-first", "rule"), ("rule", "rule")]
)
def test_below_the_quorum_the_rule_stands_in(basis, made_by):
    about = {"basis": basis} if basis else {}

    leaf = a_leaf(30, ratings={"m1": {"a": 5}}, rating={}, **BOTH, **about).leaf

    assert (leaf.made_by, leaf.points) == (made_by, 30)
    assert leaf.panel.count == 1


def test_on_the_basis_of_the_panel_too_few_ratings_are_no_score():
    leaf = a_leaf(30, ratings={"m1": {"a": 5}}, rating={}, **BOTH).leaf
    alone = a_leaf(30, ratings={"m1": {"a": 5}}, rating={}, basis="panel", **BOTH)

    assert leaf.points == 30
    assert alone.status == "unanswered"
    assert alone.leaf.rule_points == 30
    assert alone.leaf.absence == Unanswered("too few ratings: 1 of 3")


@pytest.mark.parametrize(
    ("asked", "expected"), [("rule", 30), ("panel", 75), ("panel-first", 75), (None, 75)]
)
def test_one_basis_may_be_asked_for(asked, expected):
    assert a_leaf(30, ratings=three(4), rating={}, asked=asked, **BOTH).score == expected


@pytest.mark.parametrize(
    ("asked", "about", "status"),
    [
        ("rule", {"rating": {}, "answer": None}, "unanswered"),
        ("panel", BOTH, "unanswered"),
        ("panel-first", BOTH, "scored"),
        ("panel-first", {"rating": {}, "answer": None}, "scored"),
    ],
)
def test_who_has_nothing_of_the_basis_asked_for_is_unanswered(asked, about, status):
    ratings = three(4) if "rating" in about else None
    found = None if "rating" in about else 30

    assert a_leaf(found, ratings=ratings, asked=asked, **about).status == status


def test_an_unknown_basis_is_refused():
    with pytest.raises(UnknownKey, match='unknown basis "gut-feeling"; known: panel'):
        score(a_dossier(), a_set(an_indicator()), basis="gut-feeling")


def test_a_panel_may_speak_where_the_figure_is_secret():
    assert a_leaf(SECRET, ratings=three(4), rating={}, **BOTH).score == 75


def test_a_secret_figure_stays_secret_below_the_quorum():
    node = a_leaf(SECRET, ratings={"m1": {"a": 5}}, rating={}, **BOTH)

    assert node.status == "suppressed"
    assert node.leaf.absence == Suppressed()


def test_on_the_basis_of_the_panel_a_secret_figure_does_not_matter():
    node = a_leaf(SECRET, rating={}, basis="panel", **BOTH)

    assert node.status == "unanswered"


def test_what_is_rated_and_asked_has_ratings_refused_where_it_is_not_rated():
    with pytest.raises(InvalidDocument, match="expected no rating: this indicator is not rated"):
        a_leaf(30, ratings=three(4), **BOTH)


@pytest.mark.parametrize("step", [0, 6, True])
def test_a_rating_outside_the_steps_is_refused(step):
    with pytest.raises(InvalidDocument, match="a whole step from 1 to 5, or cannot-say"):
        a_leaf(30, ratings=three(step), rating={}, **BOTH)


# --- perception gap ------------------------------------------------------------------------------


def test_the_perception_gap_is_panel_less_rule():
    assert a_leaf(30, ratings=three(4), rating={}, **BOTH).gap == 45
    assert a_leaf(30, ratings=three(4), rating={}, basis="rule", **BOTH).gap == 45
    assert a_leaf(90, ratings=three(2), rating={}, **BOTH).gap == -65


@pytest.mark.parametrize("ratings", [None, {"m1": {"a": 5}}])
def test_there_is_no_gap_without_a_panel_that_has_its_quorum(ratings):
    assert a_leaf(30, ratings=ratings, rating={}, **BOTH).gap is None


def test_there_is_no_gap_without_a_figure():
    assert a_leaf(SECRET, ratings=three(4), rating={}, **BOTH).gap is None


def test_an_indicator_of_weight_zero_has_its_own_gap():
    criteria = a_set(an_indicator("a", rating={}, weight=0, **BOTH), an_indicator("b"))

    card = score(a_dossier({"a": 30, "b": 5}, ratings=three(4)), criteria)

    assert card.node("a").gap == 45
    assert card.whole.gap is None


def test_the_gap_of_a_field_is_the_mean_by_effective_weight():
    field = a_field(
        "f",
        an_indicator("a", rating={}, weight=3, **BOTH),
        an_indicator("b", rating={}, **BOTH),
        an_indicator("c", weight=5),
    )
    ratings = {f"m{i}": {"a": 4, "b": 1} for i in range(3)}

    card = score(a_dossier({"a": 30, "b": 5, "c": 7}, ratings=ratings), a_set(field))

    assert card.node("f").gap == pytest.approx((3 * 45 - 5) / 4)
    assert card.whole.gap == pytest.approx((3 * 45 - 5) / 4)


# --- planned -------------------------------------------------------------------------------------


def planned(effect, now=50, **about):
    """Give the planned points of an indicator, and whether they are assumed."""
    leaf = a_leaf(now, measures={"m": {"a": effect}}, **about).leaf
    return leaf.planned, leaf.is_assumed


def answer(value, **about):
    """Write an effect that is a target answer."""
    return {"answer": {"value": value, **about}}


@pytest.mark.parametrize(
    ("effect", "expected"),
    [(80, 80), (30, 50), (answer(70), 70), (answer(30), 50), (50, 50)],
    ids=str,
)
def test_planned_is_the_highest_of_now_and_what_is_aimed_at(effect, expected):
    assert planned(effect) == (expected, False)


def test_two_measures_on_one_indicator_do_not_add():
    node = a_leaf(50, measures={"m1": {"a": 70}, "m2": {"a": 65}})

    assert node.planned == 70


def test_a_target_answer_is_converted_before_the_scale():
    about = {"answer": {"type": "number", "unit": "percent"}, "scale": linear(0, 100)}

    assert planned(answer(0.8, unit="share"), **about) == (80, False)


@pytest.mark.parametrize(
    ("value", "about", "now", "expected"),
    [
        (
            {"numerator": 30, "denominator": 50},
            {"answer": {"type": "ratio", "per": 100}, "scale": linear(0, 100)},
            {"numerator": 1, "denominator": 50},
            60,
        ),
        (
            True,
            {"answer": "yes-no", "scale": {"type": "options", "points": {"yes": 90, "no": 0}}},
            False,
            90,
        ),
        (
            {"done": 0.7, "planned": 0.3},
            {"answer": "progress", "scale": "progress"},
            {"done": 0.1, "not_done": 0.9},
            70,
        ),
    ],
    ids=["ratio", "yes or no", "split"],
)
def test_any_kind_of_answer_may_be_aimed_at(value, about, now, expected):
    assert planned({"answer": value}, now, **about) == (pytest.approx(expected), False)


def test_the_planned_share_of_a_split_is_planned():
    about = {"answer": "progress", "scale": "progress"}

    leaf = a_leaf({"done": 0.2, "planned": 0.3, "not_done": 0.5}, **about).leaf

    assert (leaf.points, leaf.planned) == (20, 50)


RATED = {**BOTH, "rating": {}}


@pytest.mark.parametrize(
    ("now", "step", "target", "expected"),
    [
        (50, 2, 80, 55),
        (50, 5, 80, 100),
        (50, 4, 80, 100),
        (50, 3, 40, 50),
        (50, 3, 50, 50),
    ],
)
def test_a_panel_is_assumed_to_move_as_the_rule_does(now, step, target, expected):
    leaf = a_leaf(now, ratings=three(step), measures={"m": {"a": answer(target)}}, **RATED).leaf

    assert leaf.planned == expected
    assert leaf.is_assumed == (expected > leaf.points)


def test_target_points_of_a_rated_indicator_are_not_assumed():
    leaf = a_leaf(50, ratings=three(2), measures={"m": {"a": 80}}, **RATED).leaf

    assert (leaf.planned, leaf.is_assumed) == (80, False)


def test_the_planned_share_moves_a_panel_too():
    about = {"answer": "progress", "scale": "progress", "rating": {}}

    split = {"done": 0.2, "planned": 0.3, "not_done": 0.5}
    leaf = a_leaf(split, ratings=three(3), **about).leaf

    assert (leaf.points, leaf.planned, leaf.is_assumed) == (50, pytest.approx(80), True)


def test_without_points_of_the_rule_now_the_target_answer_stands_as_it_is():
    leaf = a_leaf(ratings=three(2), measures={"m": {"a": answer(80)}}, **RATED).leaf

    assert (leaf.points, leaf.planned, leaf.is_assumed) == (25, 80, True)


def test_what_is_open_stays_open():
    assert planned(80, U) == (None, False)


def test_what_does_not_apply_stays_out():
    leaf = a_leaf({"absent": "not-applicable", "reason": "none"}, measures={"m": {"a": 80}}).leaf

    assert leaf.planned is None


def test_a_target_answer_that_cannot_be_is_refused():
    with pytest.raises(InvalidDocument, match=r"effects\[0\]\.target_answer: .*expected a number"):
        planned({"answer": True})


def test_a_measure_for_what_the_set_does_not_ask_is_passed_over():
    card = score(a_dossier({"a": 50}, measures={"m": {"elsewhere": 80}}), a_set(an_indicator()))

    assert card.whole.planned == 50


# --- how well it is backed -----------------------------------------------------------------------


def test_evidence_is_a_share_of_the_weight_and_changes_no_score():
    leaves = [an_indicator("a", weight=3), an_indicator("b"), an_indicator("c", weight=9)]
    answers = {
        "a": {"value": 50, "evidence": "document"},
        "b": {"value": 50, "evidence": "statement"},
        "c": U,
    }

    card = score(a_dossier(answers), a_set(*leaves, min_coverage=0))

    assert card.whole.evidence == 0.75
    assert card.node("a").evidence == 1
    assert card.node("b").evidence == 0
    assert card.score == 50


@pytest.mark.parametrize(
    ("evidence", "share"), [("none", 0), ("statement", 0), ("document", 1), ("audited", 1)]
)
def test_a_document_at_least_is_evidence(evidence, share):
    assert a_leaf({"value": 50, "evidence": evidence}).evidence == share


def test_where_nothing_is_scored_no_evidence_is_missing():
    assert a_leaf(U).evidence is None


def test_a_split_for_a_topic_backs_every_indicator_below():
    split = {"value": {"done": 1}, "evidence": "audited"}
    criteria = a_set(a_field("f", an_indicator("a"), a_rated("b", answer=None)))

    assert score(a_dossier({"f": split}), criteria).whole.evidence == 1

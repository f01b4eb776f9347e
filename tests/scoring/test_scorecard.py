"""The verb as a whole: what a scorecard holds, and what it refuses."""

from __future__ import annotations

import pytest

from builders import U, a_card, a_dossier, a_field, a_rated, a_set, a_topic, an_indicator
from spi.errors import InvalidDocument, UnknownKey
from spi.scoring import score


def a_tree():
    """Make a field with a topic, and an indicator beside it."""
    field = a_field("f", a_topic("t", an_indicator("a", kind="service")), an_indicator("b"))
    return a_set(field, an_indicator("c", kind="question"))


def test_every_node_is_there_parents_first():
    card = score(a_dossier({"a": 5, "b": 5, "c": 5}), a_tree())

    assert list(card.nodes) == ["whole", "f", "t", "a", "b", "c"]
    assert [node.kind for node in card.nodes.values()] == [
        "whole",
        "field",
        "topic",
        "service",
        "statistic",
        "question",
    ]


def test_nodes_know_who_stands_above_and_below():
    card = score(a_dossier({"a": 5, "b": 5, "c": 5}), a_tree())

    assert card.whole.parent is None
    assert card.whole.children == ("f", "c")
    assert (card.node("t").parent, card.node("t").children) == ("f", ("a",))
    assert card.node("a").leaf is not None
    assert card.node("t").leaf is None


def test_a_card_speaks_for_the_whole():
    card = a_card(80, U, weights=(3, 1))

    assert (card.score, card.coverage, card.status) == (80, 0.75, "scored")
    assert (card.bounds, card.level) == ((60, 85), "low-need")
    assert (card.whole.weight, card.whole.effective_weight, card.whole.whole_weight) == (1, 1, 1)
    assert card.basis is None
    assert card.target_group is None


def test_an_unknown_node_is_refused():
    with pytest.raises(UnknownKey, match='unknown node "z"; known: a, whole'):
        a_card(80).node("z")


def test_the_same_input_gives_the_same_card():
    criteria, dossier = a_tree(), a_dossier({"a": 5, "b": 70, "c": 5})

    one, other = score(dossier, criteria), score(dossier, criteria)

    assert one == other
    assert one.explain() == other.explain()


def test_scoring_changes_neither_the_set_nor_the_dossier():
    criteria, dossier = a_tree(), a_dossier({"a": 5, "b": 70, "c": 5})

    score(dossier, criteria)

    assert criteria == a_tree()
    assert dossier == a_dossier({"a": 5, "b": 70, "c": 5})


def test_a_set_that_was_changed_is_computed_anew():
    criteria, dossier = a_set(an_indicator("a"), an_indicator("b")), a_dossier({"a": 80, "b": 40})

    before = score(dossier, criteria).score
    after = score(dossier, criteria.replace(mean="minimum")).score

    assert (before, after, score(dossier, criteria).score) == (60, 40, 60)


def test_an_empty_dossier_has_no_score():
    card = score(a_dossier(), a_tree())

    assert (card.score, card.bounds, card.coverage) == (None, (0, 100), 0)
    assert card.whole.counts == {"unanswered": 3}


def test_all_problems_come_at_once():
    criteria = a_set(an_indicator("a"), an_indicator("b"), a_rated("c", answer=None))
    dossier = a_dossier({"a": True, "b": "many"}, ratings={"m": {"c": 9, "a": 1}})

    with pytest.raises(InvalidDocument) as caught:
        score(dossier, criteria)

    codes = [one.code for one in caught.value.findings]
    assert codes == [
        "answer-wrong-kind",
        "answer-wrong-kind",
        "rating-outside-steps",
        "rating-not-expected",
    ]


def test_a_set_that_does_not_hold_together_is_refused_with_all_problems():
    criteria = a_set(
        an_indicator("a", scale={"type": "linear", "worst": 1, "best": 1}, answer="number"),
        an_indicator("a"),
        cap={"by": "nobody"},
    )

    with pytest.raises(InvalidDocument) as caught:
        score(a_dossier(), criteria)

    codes = {one.code for one in caught.value.findings}
    assert codes == {"scale-degenerate", "duplicate-key", "unknown-key"}


def test_a_logarithm_too_short_for_floats_is_refused_at_load():
    scale = {"type": "log", "worst": 1e16, "best": 1e16 + 2}

    with pytest.raises(InvalidDocument) as caught:
        score(a_dossier({"a": 1e16}), a_set(an_indicator(answer="number", scale=scale)))

    assert caught.value.findings[0].code == "scale-degenerate"


def test_what_the_set_does_not_ask_is_passed_over_with_a_warning():
    card = score(a_dossier({"a": 50, "elsewhere": 3}), a_set(an_indicator()))

    (found,) = card.findings
    assert (found.code, found.path, found.severity) == (
        "unknown-key",
        ("assessment", "answers", "elsewhere"),
        "warning",
    )
    assert card.score == 50


def test_what_a_selection_does_not_ask_is_nothing_to_warn_of():
    criteria = a_set(an_indicator("a", core=True), an_indicator("b")).select(core=True)

    assert score(a_dossier({"a": 50, "b": 3}), criteria).findings == ()


def test_each_thing_noticed_is_noticed_once():
    factor = {"attribute": "x", "times": 1}
    field = a_field("f", an_indicator("a"), an_indicator("b"), factor=factor)

    card = score(a_dossier({"a": 5, "b": 5}), a_set(field))

    assert [(one.code, one.path) for one in card.findings] == [
        ("attribute-absent", ("f", "factor"))
    ]

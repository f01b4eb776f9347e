"""What is known of an indicator: absences, rules that read answers, factors, derived answers."""

from __future__ import annotations

import pytest

from builders import (
    SECRET,
    N,
    U,
    a_context,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    a_topic,
    an_indicator,
    linear,
)
from spi.errors import InvalidDocument
from spi.model.answers import Answer, Excluded, NotApplicable, Suppressed, Unanswered
from spi.scoring import score

DONE = {"done": 0.6, "planned": 0.3, "not_done": 0.1}


def status(dossier, criteria, key="a"):
    """Give the status of one node."""
    return score(dossier, criteria).node(key).status


# --- states, and which beats which ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (U, "unanswered"),
        (SECRET, "suppressed"),
        (N, "not-applicable"),
        (40, "scored"),
    ],
)
def test_each_answer_has_its_status(answer, expected):
    assert status(a_dossier({"a": answer}), a_set(an_indicator())) == expected


def test_what_nobody_mentions_is_unanswered():
    assert status(a_dossier(), a_set(an_indicator())) == "unanswered"


def test_an_absence_keeps_its_reason():
    dossier = a_dossier({"a": {"absent": "suppressed", "reason": "fewer than 11 households"}})

    absence = score(dossier, a_set(an_indicator())).node("a").leaf.absence

    assert absence == Suppressed("fewer than 11 households")


ORDER = ["unanswered", "suppressed", "not-applicable"]
STATES = {"unanswered": U, "suppressed": SECRET, "not-applicable": N}


@pytest.mark.parametrize("above", ORDER)
@pytest.mark.parametrize("own", ORDER)
def test_of_two_states_the_stronger_one_holds(above, own):
    criteria = a_set(a_field("f", an_indicator("a"), an_indicator("b")))
    dossier = a_dossier({"f": STATES[above], "a": STATES[own], "b": 5})

    assert status(dossier, criteria) == max(above, own, key=ORDER.index)


@pytest.mark.parametrize("above", ORDER)
@pytest.mark.parametrize("node", ["whole", "f", "t"])
def test_a_state_given_to_a_node_holds_for_all_below(node, above):
    criteria = a_set(a_field("f", a_topic("t", an_indicator("a"))))

    assert status(a_dossier({node: STATES[above], "a": 80}), criteria) == above


def test_a_state_given_to_one_topic_leaves_the_others_alone():
    criteria = a_set(a_field("f", an_indicator("a")), a_field("g", an_indicator("b")))
    card = score(a_dossier({"f": SECRET, "a": 80, "b": 80}), criteria)

    assert [card.node(key).status for key in ("a", "b")] == ["suppressed", "scored"]


@pytest.mark.parametrize("node", ["whole", "f", "a"])
def test_a_claim_is_refused_where_one_below_always_applies(node):
    leaf = an_indicator(always_applies=True)
    criteria = a_set(a_field("f", leaf, an_indicator("b")))

    with pytest.raises(InvalidDocument, match="not applicable: a, expected an answer"):
        score(a_dossier({node: N}), criteria)


def test_a_claim_may_be_made_beside_one_that_always_applies():
    criteria = a_set(an_indicator(always_applies=True), an_indicator("b"))

    assert status(a_dossier({"a": 5, "b": N}), criteria, "b") == "not-applicable"


def test_nobody_may_answer_that_a_rule_excludes():
    with pytest.raises(InvalidDocument, match="only a rule of the criteria set excludes"):
        score(a_dossier({"a": Answer(value=Excluded())}), a_set(an_indicator()))


@pytest.mark.parametrize(("answer", "expected"), [(N, "not-applicable"), (SECRET, "scored")])
def test_what_does_not_apply_beats_ratings(answer, expected):
    ratings = {f"m{i}": {"a": 5} for i in range(3)}
    leaf = a_rated(answer="number", scale=linear(0, 100))

    assert status(a_dossier({"a": answer}, ratings=ratings), a_set(leaf)) == expected


def test_what_is_excluded_beats_ratings():
    ratings = {f"m{i}": {"a": 5} for i in range(3)}
    leaf = a_rated(answer=None, excluded=EXCLUDED)

    dossier = a_dossier(ratings=ratings, attributes={"tourism": True})

    assert status(dossier, a_set(leaf, an_indicator("b"))) == "excluded"


# --- context -------------------------------------------------------------------------------------


def test_context_is_answered_and_shown_and_never_scored():
    card = score(a_dossier({"a": 80, "c": 5}), a_set(an_indicator(), a_context("c")))

    node = card.node("c")
    assert (node.status, node.score, node.weight, node.bounds) == ("context", None, 0, (0, 100))
    assert (node.leaf.fact.value, node.leaf.absence) == (5, None)
    assert (card.score, card.coverage) == (80, 1)


def test_a_topic_of_context_alone_is_context():
    criteria = a_set(a_field("f", a_context("c")), an_indicator("a"))

    assert status(a_dossier({"a": 5}), criteria, "f") == "context"


# --- a split for a topic -------------------------------------------------------------------------


def test_a_split_for_a_topic_stands_for_every_answer_below():
    criteria = a_set(a_field("f", an_indicator("a"), a_topic("t", an_indicator("b"))))

    card = score(a_dossier({"f": DONE, "a": 5, "b": N}), criteria)

    assert [card.node(key).score for key in ("a", "b", "f")] == [60, 60, 60]
    assert card.node("f").planned == pytest.approx(90)
    assert card.node("a").leaf.fact.given_for == "f"


def test_a_split_for_a_topic_stands_for_ratings_that_are_missing():
    criteria = a_set(a_field("f", a_rated("a", answer=None)))

    assert score(a_dossier({"f": DONE}), criteria).score == 60


def test_a_split_for_the_whole():
    assert score(a_dossier({"whole": DONE}), a_set(an_indicator())).score == 60


def test_the_upper_of_two_splits_stands():
    criteria = a_set(a_field("f", a_topic("t", an_indicator("a"))))
    dossier = a_dossier({"f": DONE, "t": {"done": 1}})

    assert score(dossier, criteria).score == 60


def test_a_state_above_a_split_holds():
    criteria = a_set(a_field("f", a_topic("t", an_indicator("a"))))

    assert status(a_dossier({"f": SECRET, "t": DONE}), criteria) == "suppressed"


def test_a_split_never_stands_for_what_a_rule_excludes():
    criteria = a_set(a_field("f", an_indicator("a", excluded=EXCLUDED), an_indicator("b")))

    assert status(a_dossier({"f": DONE}, attributes={"tourism": True}), criteria) == "excluded"


def test_a_split_never_stands_for_what_is_excluded_for_its_small_base():
    ratio = an_indicator("a", answer=A_RATIO, scale=linear(0, 100))
    criteria = a_set(a_field("f", ratio, an_indicator("b")))
    dossier = a_dossier({"f": DONE, "a": {"numerator": 1, "denominator": 5}})

    assert status(dossier, criteria) == "excluded"


def test_a_split_never_stands_for_a_derived_answer_with_a_small_base():
    derived = an_indicator("d", answer=DERIVED, scale=linear(0, 100))
    criteria = a_set(
        a_field("f", derived, an_indicator("b")), *(a_context(key) for key in ("x", "y", "z"))
    )

    assert status(a_dossier({"f": DONE, "x": 1, "y": 1, "z": 5}), criteria, "d") == "excluded"


@pytest.mark.parametrize("answer", [5, True, "word"])
def test_a_topic_is_answered_by_a_split_only(answer):
    criteria = a_set(a_field("f", an_indicator("a")))

    with pytest.raises(InvalidDocument, match="for a topic as a whole: done, planned and not_done"):
        score(a_dossier({"f": answer}), criteria)


@pytest.mark.parametrize("split", [{"done": 0.5}, {"done": 0.6, "not_done": 0.4 + 2e-9}])
def test_the_shares_of_a_split_add_up_to_one(split):
    with pytest.raises(InvalidDocument, match="expected shares that add up to 1"):
        score(a_dossier({"f": split}), a_set(a_field("f", an_indicator("a"))))


def test_the_shares_of_a_split_may_miss_one_by_a_hair():
    split = {"done": 0.6, "not_done": 0.4 + 5e-10}

    assert score(a_dossier({"f": split}), a_set(a_field("f", an_indicator("a")))).score == 60


# --- exclusion rules -----------------------------------------------------------------------------

EXCLUDED = {"when": {"attribute": "tourism", "is": True}, "reason": "no guests, no tourist tax"}


def excluded_when(condition, attributes=None, answers=None):
    """Score an indicator that a rule excludes; c, n and s may be read."""
    leaf = an_indicator(excluded={"when": condition, "reason": "for a reason"})
    options = [{"key": "bus"}, {"key": "train"}]
    criteria = a_set(
        leaf,
        an_indicator("b"),
        a_context("c", "yes-no"),
        a_context("n", {"type": "number", "unit": "percent"}),
        a_context("s", {"type": "choices", "options": options}),
        a_context("o", {"type": "choice", "options": options}),
    )
    dossier = a_dossier({"a": 80, "b": 20, **(answers or {})}, attributes=attributes or {})
    return score(dossier, criteria)


def decided(condition, attributes=None, answers=None):
    """Give true, false or None, as a rule decides."""
    card = excluded_when(condition, attributes, answers)
    undecided = any(one.code == "rule-undecided" for one in card.findings)
    excluded = card.node("a").status == "excluded"
    assert not (excluded and undecided)
    return None if undecided else excluded


def test_an_excluded_indicator_says_why_and_counts_nowhere():
    card = excluded_when({"attribute": "tourism", "is": False}, {"tourism": False})

    assert card.node("a").leaf.absence == Excluded("for a reason")
    assert (card.score, card.bounds, card.coverage) == (20, (20, 20), 1)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"below": 500}, False),
        ({"below": 500.1}, True),
        ({"at_most": 500}, True),
        ({"at_most": 499}, False),
        ({"at_least": 500}, True),
        ({"at_least": 500.1}, False),
        ({"above": 500}, False),
        ({"above": 499}, True),
        ({"is": 500}, True),
        ({"is": 501}, False),
        ({"in": [400, 500]}, True),
        ({"in": [400, 501]}, False),
    ],
    ids=str,
)
def test_a_rule_compares_numbers(condition, expected):
    assert decided({"attribute": "p", **condition}, {"p": 500}) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"at_least": 29}, True),
        ({"below": 29}, False),
        ({"at_most": 29}, True),
        ({"above": 29}, False),
        ({"is": 29}, True),
    ],
    ids=str,
)
def test_an_edge_in_a_rule_is_reached_from_a_hair_below_and_above(condition, expected):
    for hair in (29 * (1 - 5e-10), 29 * (1 + 5e-10)):
        assert decided({"attribute": "p", **condition}, {"p": hair}) is expected


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ({"answer": "c", "is": True}, {"c": True}, True),
        ({"answer": "c", "is": True}, {"c": False}, False),
        ({"answer": "n", "at_least": 50}, {"n": {"value": 0.5, "unit": "share"}}, True),
        ({"answer": "s", "includes": "bus"}, {"s": ["bus"]}, True),
        ({"answer": "s", "includes": "bus"}, {"s": []}, False),
        ({"answer": "o", "is": "bus"}, {"o": "bus"}, True),
        ({"answer": "o", "in": ["boat", "train"]}, {"o": "bus"}, False),
    ],
    ids=str,
)
def test_a_rule_reads_answers(condition, answers, expected):
    assert decided(condition, answers=answers) is expected


@pytest.mark.parametrize("answer", [None, U, SECRET, N])
def test_what_is_absent_leaves_a_rule_undecided(answer):
    answers = {} if answer is None else {"c": answer}

    assert decided({"answer": "c", "is": True}, answers=answers) is None
    assert decided({"attribute": "unknown", "is": True}, answers=answers) is None


def test_an_undecided_rule_excludes_nothing_and_is_a_finding():
    card = excluded_when({"attribute": "p", "below": 500})

    (found,) = card.findings
    assert (found.code, found.path, found.severity) == ("rule-undecided", ("a",), "warning")
    assert found.arguments["reads"] == "p"
    assert card.score == 50


TRUE, FALSE = {"attribute": "p", "is": 500}, {"attribute": "p", "is": 501}
UNKNOWN = {"attribute": "q", "is": 1}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"not": TRUE}, False),
        ({"not": FALSE}, True),
        ({"not": UNKNOWN}, None),
        ({"all": [TRUE, TRUE]}, True),
        ({"all": [TRUE, FALSE]}, False),
        ({"all": [UNKNOWN, FALSE]}, False),
        ({"all": [FALSE, UNKNOWN]}, False),
        ({"all": [TRUE, UNKNOWN]}, None),
        ({"any": [FALSE, FALSE]}, False),
        ({"any": [FALSE, TRUE]}, True),
        ({"any": [UNKNOWN, TRUE]}, True),
        ({"any": [TRUE, UNKNOWN]}, True),
        ({"any": [FALSE, UNKNOWN]}, None),
        ({"not": {"any": [FALSE, UNKNOWN]}}, None),
        ({"any": [{"all": [UNKNOWN, FALSE]}, {"not": FALSE}]}, True),
    ],
    ids=str,
)
def test_rules_are_decided_in_kleenes_logic(condition, expected):
    assert decided(condition, {"p": 500}) is expected


def test_a_rule_at_a_field_excludes_all_below():
    field = a_field("f", a_topic("t", an_indicator("a")), excluded=EXCLUDED)
    card = score(
        a_dossier({"a": 80, "b": 20}, attributes={"tourism": True}), a_set(field, an_indicator("b"))
    )

    assert [card.node(key).status for key in ("f", "t", "a")] == ["excluded"] * 3
    assert card.score == 20


def test_a_rule_reads_no_split_that_stands_for_an_answer():
    leaf = an_indicator(
        "x", answer="yes-no", scale={"type": "options", "points": {"yes": 100, "no": 0}}
    )
    rule = {"when": {"not": {"answer": "x", "is": True}}, "reason": "for a reason"}
    criteria = a_set(a_field("f", leaf), an_indicator("a", excluded=rule))

    card = score(a_dossier({"f": DONE, "a": 5}), criteria)

    assert card.node("a").status == "scored"
    assert [one.code for one in card.findings] == ["rule-undecided"]


# --- factors -------------------------------------------------------------------------------------


def share_of_a(factor, attributes):
    """Give the effective weight of a beside an indicator of the same weight."""
    criteria = a_set(an_indicator("a", factor=factor), an_indicator("b"))
    return score(a_dossier({"a": 80, "b": 20}, attributes=attributes), criteria)


@pytest.mark.parametrize(
    ("factor", "value", "f"),
    [
        ({"times": 3}, 1, 3),
        ({"times": 2}, 0.25, 0.5),
        ({"times": 1}, 1e-9, 1e-9),
        ({"table": {"valley": 3, "town": 0.5}}, "valley", 3),
        ({"table": {"yes": 3, "no": 0.5}}, True, 3),
        ({"table": {"yes": 3, "no": 0.5}}, False, 0.5),
        ({"bands": [{"at_least": 100, "factor": 2}, {"at_least": 900, "factor": 3}]}, 99, 1),
        ({"bands": [{"at_least": 100, "factor": 2}, {"at_least": 900, "factor": 3}]}, 100, 2),
        ({"bands": [{"at_least": 100, "factor": 2}, {"at_least": 900, "factor": 3}]}, 899, 2),
        ({"bands": [{"at_least": 100, "factor": 2}, {"at_least": 900, "factor": 3}]}, 5000, 3),
        ({"line": {"start": 0, "end": 10, "factor_at_start": 1, "factor_at_end": 3}}, 5, 2),
        ({"line": {"start": 0, "end": 10, "factor_at_start": 1, "factor_at_end": 3}}, -5, 1),
        ({"line": {"start": 0, "end": 10, "factor_at_start": 1, "factor_at_end": 3}}, 99, 3),
        ({"line": {"start": 0, "end": 10, "factor_at_start": 4, "factor_at_end": 0.5}}, 10, 0.5),
    ],
    ids=str,
)
def test_a_factor_follows_an_attribute(factor, value, f):
    card = share_of_a({"attribute": "x", **factor}, {"x": value})

    assert card.node("a").weight == pytest.approx(f)
    assert card.node("a").effective_weight == pytest.approx(f / (f + 1))
    assert not card.findings


@pytest.mark.parametrize(
    ("factor", "attributes"),
    [
        ({"times": 3}, {}),
        ({"times": 3}, {"x": "many"}),
        ({"times": 3}, {"x": True}),
        ({"table": {"valley": 3}}, {"x": "town"}),
        ({"bands": [{"at_least": 100, "factor": 2}]}, {"y": 500}),
    ],
    ids=str,
)
def test_without_its_attribute_a_factor_is_one_and_a_finding(factor, attributes):
    card = share_of_a({"attribute": "x", **factor}, attributes)

    (found,) = card.findings
    assert card.node("a").weight == 1
    assert (found.code, found.path) == ("attribute-absent", ("a", "factor"))


def test_a_factor_of_zero_excludes():
    card = share_of_a({"attribute": "x", "times": 1}, {"x": 0})

    assert card.node("a").status == "excluded"
    assert (card.score, card.coverage) == (20, 1)


def test_a_factor_of_zero_at_a_field_excludes_all_below():
    field = a_field("f", an_indicator("a"), factor={"attribute": "x", "times": 1})
    dossier = a_dossier({"a": 80, "b": 20}, attributes={"x": 0})

    card = score(dossier, a_set(field, an_indicator("b")))

    assert [card.node(key).status for key in ("f", "a")] == ["excluded", "excluded"]


@pytest.mark.parametrize("value", [1e100, -1e100])
def test_a_factor_of_a_size_that_never_occurs_is_no_weight(value):
    card = share_of_a({"attribute": "x", "times": 1e100}, {"x": value})

    assert 20 <= card.score <= 80


def test_a_whole_weight_knows_no_factor():
    card = share_of_a({"attribute": "x", "times": 3}, {"x": 1})

    assert card.node("a").whole_weight == 0.5


# --- units and limits ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "given", "value", "points"),
    [
        ("percent", "share", 0.29, 29),
        ("share", "percent", 29, 0.29),
        ("permille", "percent", 2.9, 29),
        ("minutes", "hours", 1.5, 90),
        ("percent", "percent", 29, 29),
        ("percent", None, 29, 29),
        (None, None, 29, 29),
    ],
)
def test_an_answer_is_converted_before_the_scale(unit, given, value, points):
    about = {"unit": unit} if unit else {}
    leaf = an_indicator(answer={"type": "number", **about}, scale=linear(0, 100))
    answer = {"value": value, "unit": given} if given else value

    assert score(a_dossier({"a": answer}), a_set(leaf)).score == pytest.approx(points)


@pytest.mark.parametrize("unit", ["minutes", "eur"])
def test_a_unit_that_does_not_convert_is_refused(unit):
    leaf = an_indicator(answer={"type": "number", "unit": "percent"}, scale=linear(0, 100))

    with pytest.raises(InvalidDocument, match="expected the unit percent, or one that converts"):
        score(a_dossier({"a": {"value": 5, "unit": unit}}), a_set(leaf))


@pytest.mark.parametrize("value", [-0.1, 100.1])
def test_an_answer_outside_the_limits_is_bad_data(value):
    leaf = an_indicator(
        answer={"type": "number", "minimum": 0, "maximum": 100}, scale=linear(0, 50)
    )

    with pytest.raises(InvalidDocument, match="expected a number from 0 to 100"):
        score(a_dossier({"a": value}), a_set(leaf))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_an_infinite_answer_is_an_error_with_its_place(value):
    with pytest.raises(InvalidDocument, match=r"assessment\.answers\.a: .*finite") as caught:
        score(a_dossier({"a": Answer(value=value)}), a_set(an_indicator()))

    assert caught.value.findings[0].code == "not-finite"


def test_limits_hold_after_the_conversion():
    leaf = an_indicator(
        answer={"type": "number", "unit": "percent", "maximum": 100}, scale=linear(0, 100)
    )

    with pytest.raises(InvalidDocument, match="of at most 100"):
        score(a_dossier({"a": {"value": 1.01, "unit": "share"}}), a_set(leaf))


# --- ratios --------------------------------------------------------------------------------------

A_RATIO = {"type": "ratio", "per": 100, "min_base": 50}


def a_ratio(numerator, denominator, **about):
    """Score a ratio that every municipality must answer."""
    leaf = an_indicator(answer={**A_RATIO, **about}, scale=linear(0, 100), always_applies=True)
    fraction = {"numerator": numerator, "denominator": denominator}
    return score(a_dossier({"a": fraction, "b": 0}), a_set(leaf, an_indicator("b"))).node("a")


def test_a_ratio_is_numerator_over_denominator_per_so_many():
    assert a_ratio(20, 80).score == 25
    assert a_ratio(20, 80, per=200).score == 50


@pytest.mark.parametrize(
    ("base", "expected"), [(49.9, "excluded"), (50, "scored"), (50 * (1 - 1e-10), "scored")]
)
def test_a_base_too_small_excludes(base, expected):
    node = a_ratio(1, base)

    assert node.status == expected
    assert node.leaf.fact.base == base


def test_a_denominator_of_zero_does_not_apply_even_where_nobody_may_say_so():
    node = a_ratio(0, 0)

    assert node.leaf.absence == NotApplicable("the denominator is 0")
    assert node.leaf.fact.base == 0


def test_a_ratio_outside_its_limits_is_bad_data():
    with pytest.raises(InvalidDocument, match="of at most 100"):
        a_ratio(90, 60, maximum=100)


# --- derived answers -----------------------------------------------------------------------------

DERIVED = {
    "type": "derived-ratio",
    "numerator": ["x", "y"],
    "denominator": ["z"],
    "per": 100,
    "min_base": 20,
}


def derived(answer, excluded=None, **answers):
    """Score a derived answer; x, y and z are its inputs."""
    leaf = an_indicator("d", answer=answer, scale=linear(0, 100))
    about = {"excluded": excluded} if excluded else {}
    inputs = [a_context("x", **about), a_context("y"), a_context("z")]
    criteria = a_set(leaf, an_indicator("b"), *inputs)
    return score(a_dossier({"b": 5, **answers}, attributes={"tourism": True}), criteria).node("d")


def test_a_derived_ratio_sums_before_it_divides():
    assert derived(DERIVED, x=5, y=15, z=80).score == 25


@pytest.mark.parametrize(
    ("answers", "excluded", "expected"),
    [
        ({"x": U, "y": 1, "z": 50}, None, "unanswered"),
        ({"x": 1, "z": 50}, None, "unanswered"),
        ({"x": U, "y": SECRET, "z": 50}, None, "suppressed"),
        ({"x": U, "y": 1, "z": SECRET}, None, "suppressed"),
        ({"x": N, "y": SECRET, "z": U}, None, "not-applicable"),
        ({"x": 5, "y": N, "z": SECRET}, EXCLUDED, "excluded"),
    ],
    ids=str,
)
def test_a_derived_answer_is_absent_as_its_inputs_are(answers, excluded, expected):
    assert derived(DERIVED, excluded, **answers).status == expected


@pytest.mark.parametrize(
    ("z", "expected"), [(0, "not-applicable"), (19, "excluded"), (20, "scored")]
)
def test_a_derived_base_may_be_zero_or_too_small(z, expected):
    assert derived(DERIVED, x=1, y=1, z=z).status == expected


GAP = {"type": "derived-gap", "group": "x", "reference": "y"}


def test_a_gap_is_group_less_reference_or_group_over_reference():
    assert derived(GAP, x=70, y=40).leaf.fact.value == 30
    assert derived({**GAP, "kind": "quotient"}, x=30, y=40).leaf.fact.value == 0.75


def test_a_gap_over_nothing_does_not_apply():
    assert derived({**GAP, "kind": "quotient"}, x=30, y=0).status == "not-applicable"
    assert derived(GAP, x=30, y=0).score == 30


def test_a_gap_to_a_reference_too_small_is_excluded():
    assert derived({**GAP, "min_base": 50}, x=30, y=49).status == "excluded"


@pytest.mark.parametrize(
    ("x", "expected"), [(U, "unanswered"), (SECRET, "suppressed"), (N, "not-applicable")]
)
def test_a_gap_is_absent_as_its_inputs_are(x, expected):
    assert derived(GAP, x=x, y=40).status == expected


def test_a_derived_answer_is_not_answered():
    with pytest.raises(InvalidDocument, match="expected no answer: it is computed from x, y"):
        derived(GAP, d=5, x=1, y=1)


def test_an_input_that_is_a_ratio_enters_divided():
    ratio = a_context("x", {"type": "ratio", "per": 100})
    leaf = an_indicator("d", answer=GAP, scale=linear(0, 100))
    criteria = a_set(leaf, ratio, a_context("y"))
    dossier = a_dossier({"x": {"numerator": 30, "denominator": 60}, "y": 20})

    assert score(dossier, criteria).score == 30


def test_a_split_for_a_topic_is_no_number_to_derive_from():
    field = a_field("f", an_indicator("x"), an_indicator("y"))
    criteria = a_set(field, an_indicator("d", answer=GAP, scale=linear(0, 100)))

    leaf = score(a_dossier({"f": DONE, "x": 5, "y": 5}), criteria).node("d").leaf

    assert isinstance(leaf.absence, Unanswered)


# --- what is computed and cannot be right ----------------------------------------------------------


RATE = {"type": "derived-ratio", "numerator": ["cases"], "denominator": ["people"], "per": 100}
CASES_LESS = {"type": "derived-gap", "group": "cases", "reference": "people", "kind": "difference"}


@pytest.mark.parametrize("answer", [RATE, CASES_LESS])
def test_what_is_computed_as_nothing_has_no_place_on_a_logarithm(answer):
    given = [an_indicator(key, answer="number", direction="neutral") for key in ("cases", "people")]
    leaf = an_indicator("a", answer=answer, scale={"type": "log", "worst": 1, "best": 10})
    dossier = a_dossier({"cases": 0, "people": 0 if answer is CASES_LESS else 100, "b": 40})

    card = score(dossier, a_set(*given, leaf, an_indicator("b")))

    assert (card.node("a").status, card.bounds) == ("unanswered", (20, 70))
    assert [(one.code, one.path) for one in card.findings] == [("answer-outside-limits", ("a",))]

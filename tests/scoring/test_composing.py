"""An area made of areas: counts add, ratios come from sums, other points are means by residents."""

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
    an_indicator,
    linear,
)
from spi.errors import InvalidDocument
from spi.model.answers import Answer, Fraction, NotApplicable, Points, Suppressed, Unanswered
from spi.scoring import score

YES, NO = True, False
YES_NO = {"answer": "yes-no", "scale": {"type": "options", "points": {"yes": 100, "no": 0}}}
SUM = {"answer": {"type": "number", "composing": "sum"}, "scale": linear(0, 100)}
RATIO = {"answer": {"type": "ratio", "per": 100}, "scale": linear(0, 100)}


def ratio(numerator, denominator):
    """Write a ratio."""
    return {"numerator": numerator, "denominator": denominator}


def members(*answers, residents=(100, 300, 600)):
    """Make one member for each answer to a."""
    return [
        a_dossier({} if one is None else {"a": one}, key=f"m{i}", attributes={"population": n})
        for i, (one, n) in enumerate(zip(answers, residents, strict=False))
    ]


def a_valley(*answers, criteria=None, **about):
    """Score a valley whose members answer the indicator a so."""
    return score(a_dossier(members=members(*answers)), criteria or a_set(an_indicator(**about)))


def answer_of(card, key="a"):
    """Give the composed answer."""
    return card.dossier.assessment.answers[key].value


# --- the four ways -------------------------------------------------------------------------------


def test_counts_add():
    card = a_valley(10, 25, 5, **SUM)

    assert (answer_of(card), card.score) == (40, 40)


def test_counts_add_in_the_unit_of_the_question():
    about = {**SUM, "answer": {"type": "number", "unit": "minutes", "composing": "sum"}}

    assert a_valley(10, {"value": 0.5, "unit": "hours"}, **about).score == 40


def test_ratios_come_from_sums_and_are_no_mean_of_rates():
    card = a_valley(ratio(1, 10), ratio(9, 990), **RATIO)

    assert answer_of(card) == Fraction(numerator=10, denominator=1000)
    assert card.score == 1


def test_other_points_are_the_mean_by_residents():
    card = a_valley(YES, NO, YES, **YES_NO)

    assert answer_of(card) == Points(points=70)
    assert card.score == 70


def test_a_plain_number_is_composed_of_points_not_of_figures():
    # points 100, 0 and 50 of 100, 300 and 600 residents
    about = {"answer": "number", "scale": linear(20, 10)}

    assert a_valley(5, 30, 15, **about).score == 40


def test_a_ratio_may_be_composed_of_points():
    about = {**RATIO, "answer": {**RATIO["answer"], "composing": "points"}}

    card = a_valley(ratio(1, 10), ratio(9, 90), ratio(30, 100), **about)

    assert card.score == pytest.approx((10 * 100 + 10 * 300 + 30 * 600) / 1000)


def test_a_split_is_composed_of_what_is_done():
    about = {"answer": "progress", "scale": "progress"}

    assert (
        a_valley({"done": 1}, {"planned": 1}, {"done": 0.5, "not_done": 0.5}, **about).score == 40
    )


def test_what_is_never_composed_is_open():
    about = {**SUM, "answer": {"type": "number", "composing": "never"}}

    node = a_valley(10, 20, 30, **about).node("a")

    assert node.status == "unanswered"
    assert "not composed" in node.leaf.absence.reason


def test_what_is_never_composed_says_how_many_are_secret():
    about = {**SUM, "answer": {"type": "number", "composing": "never"}}

    reason = a_valley(10, SECRET, SECRET, **about).node("a").leaf.absence.reason

    assert reason == "not composed: confidential in 2 of 3 members"


def test_context_adds_up_too():
    criteria = a_set(a_context("a", SUM["answer"]), an_indicator("b"))

    card = a_valley(10, 20, 30, criteria=criteria)

    assert card.node("a").leaf.fact.value == 60


def test_context_without_a_scale_has_no_points_to_compose():
    card = a_valley(10, 20, 30, criteria=a_set(a_context("a"), an_indicator("b")))

    assert isinstance(card.node("a").leaf.fact.absence, Unanswered)


def test_a_derived_ratio_is_derived_from_sums():
    derived = {"type": "derived-ratio", "numerator": ["x"], "denominator": ["y"], "per": 100}
    criteria = a_set(
        an_indicator("d", answer=derived, scale=linear(0, 100)),
        a_context("x", SUM["answer"]),
        a_context("y", SUM["answer"]),
    )
    parts = [a_dossier({"x": 1, "y": 10}, key="m"), a_dossier({"x": 9, "y": 990}, key="n")]

    assert score(a_dossier(members=parts), criteria).score == 1


# --- what is absent ------------------------------------------------------------------------------


@pytest.mark.parametrize("about", [SUM, YES_NO], ids=["sum", "points"])
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((1, 1, U), Unanswered("open in 1 of 3 members")),
        ((1, 1, None), Unanswered("open in 1 of 3 members")),
        ((1, U, SECRET), Suppressed("confidential in 1 of 3 members")),
        ((N, U, 1), Unanswered("open in 1 of 3 members")),
        ((N, N, N), NotApplicable("it applies to none of the 3 members")),
    ],
    ids=str,
)
def test_an_answer_is_open_if_that_of_any_member_is(about, answers, expected):
    given = [True if about is YES_NO and one == 1 else one for one in answers]

    assert answer_of(a_valley(*given, **about)) == expected


def test_members_that_it_does_not_apply_to_are_left_out():
    assert a_valley(10, N, 5, **SUM).score == 15
    assert a_valley(YES, N, NO, **YES_NO).score == pytest.approx(100 * 100 / 700)
    assert a_valley(ratio(10, 100), N, ratio(0, 100), **RATIO).score == 5


def test_members_that_a_rule_excludes_are_left_out():
    rule = {"when": {"attribute": "population", "above": 500}, "reason": "large"}
    leaf = an_indicator(excluded={**rule, "when": {"all": [rule["when"], NOT_THE_VALLEY]}}, **SUM)

    card = a_valley(10, 20, 99, criteria=a_set(leaf))

    assert card.score == 30


NOT_THE_VALLEY = {"attribute": "population", "below": 900}


def test_it_says_from_how_many_members():
    note = a_valley(10, N, 5, **SUM).dossier.assessment.answers["a"].note

    assert note is not None
    assert "2" in note
    assert "3" in note


@pytest.mark.parametrize(
    ("answers", "about", "note"),
    [
        ((YES, NO, YES), YES_NO, "from 3 of 3 members; yes in 2 of 3 members"),
        ((YES, N, NO), YES_NO, "from 2 of 3 members; yes in 1 of 3 members"),
        ((ratio(0, 9), ratio(3, 9)), RATIO, "from 2 of 2 members; none in 1 of 2 members"),
        ((ratio(2, 9), ratio(3, 9)), RATIO, "from 2 of 2 members"),
        ((ratio(2, 9), N), RATIO, "from 1 of 2 members"),
        ((5, N, 6), SUM, "from 2 of 3 members"),
    ],
    ids=["yes", "yes of some", "none", "all", "ratio of some", "sum of some"],
)
def test_a_note_says_how_many_members_have_something(answers, about, note):
    assert a_valley(*answers, **about).dossier.assessment.answers["a"].note == note


def test_a_small_base_is_no_reason_where_bases_add_up():
    about = {**RATIO, "answer": {**RATIO["answer"], "min_base": 50}}

    card = a_valley(ratio(1, 10), ratio(0, 0), ratio(4, 40), **about)

    assert answer_of(card) == Fraction(numerator=5, denominator=50)
    assert card.score == 10


def test_a_base_may_be_too_small_even_in_the_sum():
    about = {**RATIO, "answer": {**RATIO["answer"], "min_base": 50}}

    card = a_valley(ratio(1, 10), ratio(4, 39), criteria=a_set(an_indicator(**about), OTHER))

    assert card.node("a").status == "excluded"


OTHER = an_indicator("z")


@pytest.mark.parametrize("left_out", [ratio(0, 0), ratio(1, 5)], ids=["zero base", "small base"])
def test_by_points_a_member_without_a_base_is_left_out(left_out):
    asks = {**RATIO["answer"], "composing": "points", "min_base": 10}

    card = a_valley(left_out, ratio(5, 50), ratio(5, 50), **{**RATIO, "answer": asks})

    assert card.score == 10


def test_without_residents_there_is_no_mean_by_residents():
    parts = [a_dossier({"a": True}, key="m"), a_dossier({"a": False}, key="n")]

    leaf = score(a_dossier(members=parts), a_set(an_indicator(**YES_NO))).node("a").leaf

    assert "the residents of a member are not stated" in leaf.absence.reason


def test_areas_where_nobody_lives_have_no_mean():
    parts = members(YES, NO, residents=(0, 0))

    node = score(a_dossier(members=parts), a_set(an_indicator(**YES_NO))).node("a")

    assert node.status == "unanswered"


def test_a_split_for_a_topic_of_a_member_is_no_figure_to_add():
    criteria = a_set(a_field("f", an_indicator("a", **SUM)))
    parts = [a_dossier({"f": {"done": 1}}, key="m"), a_dossier({"a": 5}, key="n")]

    node = score(a_dossier(members=parts), criteria).node("a")

    assert node.status == "unanswered"


def test_a_split_for_a_topic_of_a_member_is_no_fraction_to_add():
    criteria = a_set(a_field("f", an_indicator("a", **RATIO)))
    parts = [a_dossier({"f": {"done": 1}}, key="m"), a_dossier({"a": ratio(1, 5)}, key="n")]

    assert score(a_dossier(members=parts), criteria).node("a").status == "unanswered"


def test_a_split_for_a_topic_of_a_member_has_points():
    criteria = a_set(a_field("f", an_indicator("a", **YES_NO)))
    parts = [
        a_dossier({"f": {"done": 0.5, "not_done": 0.5}}, key="m", attributes={"population": 1}),
        a_dossier({"a": True}, key="n", attributes={"population": 1}),
    ]

    assert score(a_dossier(members=parts), criteria).score == 75


# --- the area itself -----------------------------------------------------------------------------


def test_an_area_may_answer_for_itself():
    dossier = a_dossier({"a": 77}, members=members(10, 20, 30))

    assert score(dossier, a_set(an_indicator(**SUM))).score == 77


def test_what_is_rated_comes_from_the_area_itself():
    criteria = a_set(a_rated(answer=None))
    ratings = {f"r{i}": {"a": 4} for i in range(3)}
    parts = [a_dossier(ratings=ratings, key="m")]

    assert score(a_dossier(members=parts), criteria).node("a").status == "unanswered"
    assert score(a_dossier(members=parts, ratings=ratings), criteria).score == 75


def test_residents_of_the_members_are_those_of_the_area():
    rule = {"attribute": "population", "at_least": 1000}
    leaf = an_indicator(excluded={"when": rule, "reason": "large"})

    card = score(a_dossier(members=members(1, 2, 3)), a_set(leaf, an_indicator("b")))

    assert card.node("a").status == "excluded"
    assert card.dossier.area.population == 1000


def test_residents_that_the_area_states_stand():
    dossier = a_dossier(members=members(1, 2, 3), attributes={"population": 990})

    card = score(dossier, a_set(an_indicator(**SUM)))

    assert card.dossier.area.population == 990


def test_members_may_have_members():
    valley = a_dossier(members=members(10, 20), key="valley")
    other = a_dossier({"a": 5}, key="other", attributes={"population": 600})
    about = an_indicator("b", **YES_NO)
    inner = [a_dossier({"b": True}, key="x", attributes={"population": 400})]
    region = a_dossier(
        members=[
            a_dossier(members=inner, key="y"),
            a_dossier({"b": False}, key="z", attributes={"population": 600}),
        ]
    )

    assert score(a_dossier(members=[valley, other]), a_set(an_indicator(**SUM))).score == 35
    assert score(region, a_set(about)).score == 40


def test_where_all_members_say_the_same_source_and_period_stay():
    parts = members(*({"value": n, "source": "office", "period": 2021} for n in (1, 2)))

    answer = score(a_dossier(members=parts), a_set(an_indicator(**SUM))).explain("a").answer

    assert (answer.source, str(answer.period)) == ("office", "2021")


def test_where_members_say_different_things_nothing_is_claimed():
    parts = members({"value": 1, "source": "office", "period": 2021}, {"value": 2, "period": 2020})

    answer = score(a_dossier(members=parts), a_set(an_indicator(**SUM))).explain("a").answer

    assert (answer.source, answer.period) == (None, None)


def test_what_is_composed_of_points_is_no_claim_that_a_rule_reads():
    rule = {"when": {"not": {"answer": "a", "is": True}}, "reason": "without it"}
    criteria = a_set(an_indicator(**YES_NO), an_indicator("b", excluded=rule, **SUM))
    parts = [
        a_dossier({"a": yes, "b": 5}, key=key, attributes={"population": 1})
        for key, yes in (("m", True), ("n", True))
    ]

    card = score(a_dossier({"b": 5}, members=parts), criteria)

    assert card.node("b").status == "scored"
    assert "rule-undecided" in [one.code for one in card.findings]


def test_an_undecided_rule_of_a_member_is_a_finding():
    rule = {"when": {"attribute": "altitude", "below": 500}, "reason": "low"}
    criteria = a_set(an_indicator(excluded=rule, **SUM))
    parts = members(10, 20)

    card = score(a_dossier(members=parts, attributes={"altitude": 900}), criteria)

    assert "rule-undecided" in [one.code for one in card.findings]


@pytest.mark.parametrize("wrong", [50, "word"])
def test_an_answer_of_a_member_that_cannot_be_right_is_an_error_with_its_place(wrong):
    with pytest.raises(InvalidDocument, match="expected true or false") as caught:
        a_valley(YES, wrong, YES, **YES_NO)

    assert caught.value.findings[0].path == ("members", 1, "assessment", "answers", "a")


def test_points_are_no_answer_of_an_area_without_members():
    dossier = a_dossier({"a": Answer(value=Points(points=5))})

    with pytest.raises(InvalidDocument, match="found points, expected a number"):
        score(dossier, a_set(an_indicator()))


# --- what is planned -------------------------------------------------------------------------------


def test_what_members_plan_is_planned_in_the_valley():
    made = [
        {"done": 0.2, "planned": 0.5, "not_done": 0.3},
        {"done": 1, "planned": 0, "not_done": 0},
    ]

    card = a_valley(*made, answer="progress", scale="progress")

    assert answer_of(card) == Points(points=80, planned=92.5)
    assert (card.score, card.whole.planned) == (80, pytest.approx(92.5))


def test_a_valley_in_which_nobody_plans_anything_has_nothing_planned():
    done = {"done": 0.5, "planned": 0, "not_done": 0.5}

    assert answer_of(a_valley(done, done, answer="progress", scale="progress")) == Points(points=50)


def test_what_is_composed_has_the_limits_of_what_is_answered():
    asks = {"type": "number", "composing": "sum", "maximum": 100}
    criteria = a_set(an_indicator("a", answer=asks, scale=linear(0, 100)), an_indicator("b"))

    card = score(a_dossier({"b": 40}, members=members(80, 80)), criteria)

    assert (card.node("a").status, card.bounds) == ("unanswered", (20, 70))
    assert [(one.code, one.path) for one in card.findings] == [("answer-outside-limits", ("a",))]

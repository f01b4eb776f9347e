"""Small counts of persons are withheld, with all that would give them away."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

import spi
from builders import N, a_context, a_dossier, a_field, a_rated, a_set, an_indicator, linear
from small import LANGUAGES
from spi.disclosure import Audience, Policy, disclose
from spi.model.answers import Suppressed
from spi.usecases.reporting import Format

COUNT = {"type": "number", "counts_persons": True}
OTHERS = ["public", "council", "working-group"]


def counted(key="a", **about):
    """Make an indicator that counts persons, and earns a third of the points for each."""
    return an_indicator(key, answer=COUNT, scale=linear(0, 3), **about)


def a_field_with(*leaves):
    return a_set(a_field("f", *leaves, an_indicator("b"), an_indicator("c"), label="The field"))


def shown(answers, criteria, audience="council", **asked):
    return disclose(spi.score(a_dossier(answers), criteria, **asked), audience)


VILLAGE = {"a": 2, "b": 40, "c": 80}


# --- what is small -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "is_small"),
    [(0, False), (1, True), (2, True), (2.5, True), (3, False), (40, False)],
)
def test_counts_of_one_or_two_persons_are_withheld(count, is_small):
    found = shown({**VILLAGE, "a": count}, a_field_with(counted()))

    assert found.is_withheld("a") is is_small


def test_the_numerator_of_a_ratio_counts_persons():
    ratio = an_indicator(
        "a", answer={"type": "ratio", "per": 100, "counts_persons": True}, scale=linear(0, 10)
    )
    criteria = a_field_with(ratio)

    few, many = (
        shown({**VILLAGE, "a": {"numerator": n, "denominator": 400}}, criteria) for n in (2, 20)
    )

    assert few.is_withheld("a")
    assert not many.is_withheld("a")


def test_services_are_never_withheld():
    found = shown(
        {**VILLAGE, "a": 1}, a_field_with(an_indicator("a", answer="number", scale=linear(0, 3)))
    )

    assert found.withheld == frozenset()


def test_background_figures_are_withheld_too():
    criteria = a_set(a_field("f", a_context("a", COUNT), an_indicator("b"), an_indicator("c")))

    found = shown(VILLAGE, criteria)

    assert found.withheld == {"a"}
    assert found.card.node("a").status == "context"
    assert found.card.node("a").leaf.fact.value is None


def test_what_is_computed_from_a_small_count_is_withheld_too():
    ratio = {"type": "derived-ratio", "numerator": ["a"], "denominator": ["n"]}
    criteria = a_set(
        a_field(
            "f", a_context("a", COUNT), a_context("n"), an_indicator("r", answer=ratio, scale=linear(0, 1)),
            an_indicator("b"), an_indicator("c"),
        )
    )  # fmt: skip

    found = shown({**VILLAGE, "n": 50}, criteria)

    assert {"a", "r"} < found.withheld
    assert "n" not in found.withheld


def test_how_small_is_too_small_can_be_said():
    policy = Policy(least=10)
    card = spi.score(a_dossier({**VILLAGE, "a": 7}), a_field_with(counted()))

    assert disclose(card, "council", policy).is_withheld("a")
    assert not disclose(card, "council").is_withheld("a")


# --- who sees it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", OTHERS)
def test_nobody_but_the_office_sees_it(audience):
    policy = Policy() if audience == "public" else None
    card = spi.score(a_dossier(VILLAGE), a_field_with(counted()))

    seen = disclose(card, audience, policy).card.node("a")

    assert (seen.score, seen.bounds, seen.level, seen.planned) == (None, (0, 100), None, None)
    assert seen.status == "suppressed"
    assert seen.leaf.fact.value is None
    assert disclose(card, Audience.OFFICE).card.nodes == card.nodes


def test_the_dossier_that_goes_on_does_not_hold_it():
    found = shown(VILLAGE, a_field_with(counted()))

    assert found.card.dossier.assessment.answer_to("a").value == Suppressed()
    assert found.card.dossier.assessment.answer_to("c").value == 80


def test_its_reasons_say_nothing_of_it():
    found = shown(VILLAGE, a_field_with(counted()))

    for reason in (found.explain("a"), found.explain("f").children[0]):
        hidden = (
            reason.score, reason.level, reason.planned, reason.answer, reason.value,
            reason.points, reason.loss, reason.contribution, reason.loss_of_whole,
            reason.potential, reason.ratings, reason.gap,
        )  # fmt: skip
        assert set(hidden) == {None}
        assert reason.bounds == (0, 100)
        assert reason.status == "suppressed"
    assert "a" not in found.potentials()


def test_the_score_above_is_still_shown():
    found = shown(VILLAGE, a_field_with(counted()))

    assert found.card.node("f").score == round((200 / 3 + 40 + 80) / 3, 1)
    assert found.explain("f").score == found.card.node("f").score


def test_a_second_part_is_withheld_so_that_the_first_cannot_be_computed():
    found = shown(VILLAGE, a_field_with(counted()))

    assert found.withheld == {"a", "b"}


def test_the_second_part_weighs_at_least_as_much():
    criteria = a_set(
        a_field("f", counted(weight=5), an_indicator("b", weight=1), an_indicator("c", weight=6))
    )

    assert shown({**VILLAGE, "c": 60}, criteria).withheld == {"a", "c"}


YES_NO = {"answer": "yes-no", "scale": {"type": "options", "points": {"yes": 100, "no": 0}}}


@pytest.mark.parametrize("partner", [YES_NO, {}])
def test_where_nothing_masks_it_the_field_is_withheld(partner):
    """A yes or no beside it, or a figure with no room on its scale, leaves only one count."""
    criteria = a_set(
        a_field("f", counted(), an_indicator("b", **partner)),
        a_field("g", *(an_indicator(one) for one in "cd")),
        a_field("h", an_indicator("e")),
    )
    dossier = {"a": 2, "b": True if partner else 98, "c": 40, "d": 60, "e": 50}

    found = shown(dossier, criteria)

    assert {"a", "f"} < found.withheld
    assert "b" not in found.withheld
    assert found.card.score is not None


def five(count):
    """Give a field with a count of persons, high figures beside it, and another field."""
    fewer = an_indicator("a", answer=COUNT, scale=linear(3, 0))
    return (
        [a_field("f", fewer, *(an_indicator(one) for one in "bcd")), a_field("g", *(an_indicator(one) for one in "eh"))],
        {"a": count, "b": 90, "c": 90, "d": 95, "e": 60, "h": 70},
    )  # fmt: skip


@pytest.mark.parametrize("others", [{}, {"b": 50}, {"b": 35}, {"e": 50}])
def test_what_is_withheld_beside_it_is_the_same_whichever_count_it_is(others):
    fields, answers = five(1)

    one, two = (shown({**answers, **others, "a": n}, a_set(*fields)).withheld for n in (1, 2))

    assert one == two


@pytest.mark.parametrize(
    "rule", [{"gate": {"by": "a", "at_least": 50, "limit": 40}}, {"cap": {"by": "a"}}]
)
def test_what_a_withheld_count_cuts_or_not_is_withheld(rule):
    fields, answers = five(1)
    fields[0] = a_field("f", *fields[0].indicators, rules=rule)

    for count in (1, 2):
        assert "f" in shown({**answers, "b": 50, "a": count}, a_set(*fields)).withheld


@pytest.mark.parametrize(
    "condition", [{"node": "a", "at_least": 50}, {"lowest": 1, "at_least": 50}]
)
def test_a_level_that_looks_at_a_withheld_count_is_not_told(condition):
    levels = [{"key": "low", "floor": 0}, {"key": "high", "floor": 10, "conditions": [condition]}]
    fields, answers = five(1)
    fields = [a_field("f", *fields[0].indicators, an_indicator("i")), fields[1]]
    of = "f" if "lowest" in condition else "g"
    named = condition.get("node")
    ratio = {"type": "ratio", "per": 3, "counts_persons": True}
    if named:  # of a plain count such a level is refused
        fields[0] = a_field(
            "f", an_indicator("a", answer=ratio, scale=linear(3, 0)), *fields[0].indicators[1:]
        )

    for count in (1, 2):
        value = {"numerator": count, "denominator": 100} if named else count
        card = shown({**answers, "b": 50, "i": 50, "a": value}, a_set(*fields, levels=levels)).card
        assert (card.node(of).level, card.node(of).standing.missing) == (None, ())


def test_numbers_above_something_withheld_have_the_decimals_that_people_read():
    criteria = a_field_with(counted(), an_indicator("d"))
    card = spi.score(a_dossier({**VILLAGE, "d": 77}), criteria)

    council, exact = disclose(card, "council"), disclose(card, "council", Policy(decimals=None))

    assert council.card.node("f").score == round(exact.card.node("f").score, 1)
    assert council.card.node("f").score != exact.card.node("f").score
    assert council.card.node("d").score == 77
    reason = council.explain("f")
    numbers = [reason.score, *reason.bounds, reason.loss, reason.contribution]
    numbers += [one.potential for one in reason.children if one.potential is not None]
    assert all(one == round(one, 1) for one in numbers if one is not None)
    assert disclose(card, "office").card.node("f").score == card.node("f").score


def test_those_who_are_not_counted_are_persons_too():
    asks = {"type": "ratio", "per": 100, "counts_persons": True}
    criteria = a_field_with(an_indicator("a", answer=asks, scale=linear(0, 100)))

    for numerator, is_small in ((24, True), (25, False), (22, False)):
        found = shown({**VILLAGE, "a": {"numerator": numerator, "denominator": 25}}, criteria)
        assert found.is_withheld("a") is is_small


def test_why_something_has_no_points_does_not_tell_the_base():
    ratio = {
        "type": "derived-ratio",
        "numerator": ["n"],
        "denominator": ["a"],
        "per": 100,
        "min_base": 5,
    }
    criteria = a_field_with(
        a_context("a", COUNT), a_context("n"), an_indicator("r", answer=ratio, scale=linear(0, 100))
    )

    found = shown({**VILLAGE, "n": 1}, criteria)

    assert {"a", "r"} <= found.withheld
    assert found.card.node("r").leaf.fact.absence.reason is None
    assert found.explain("r").absence.reason is None


def test_a_small_base_is_a_count_of_persons_too():
    asks = {"type": "ratio", "per": 100, "counts_persons": True, "min_base": 10}
    criteria = a_field_with(an_indicator("a", answer=asks, scale=linear(0, 100)))

    found = shown({**VILLAGE, "a": {"numerator": 0, "denominator": 2}}, criteria)

    assert found.is_withheld("a")


def test_what_is_missing_to_a_level_does_not_tell_the_lowest_part():
    levels = [
        {"key": "low", "floor": 0},
        {"key": "high", "floor": 10, "conditions": [{"lowest": 1, "at_least": 90}]},
    ]
    criteria = a_set(a_field("f", counted(), an_indicator("b"), an_indicator("c")), levels=levels)

    found = shown({"a": 1, "b": 60, "c": 60}, criteria).card

    assert (found.node("f").score, found.node("f").level) == (51.1, None)
    assert (found.node("f").standing.missing, found.node("c").level) == ((), "high")


def test_nothing_more_is_withheld_where_there_is_no_score_to_compute_it_from():
    rule = {"when": {"attribute": "population", "below": 200}, "reason": "Too small."}
    criteria = a_field_with(counted(excluded=rule))
    dossier = a_dossier(VILLAGE, attributes={"population": 100})

    found = disclose(spi.score(dossier, criteria), "council")

    assert found.withheld == {"a"}
    assert found.card.node("a").status == "excluded"


def test_a_field_of_one_indicator_is_withheld_with_it():
    criteria = a_set(
        a_field("f", counted(), label="F"), a_field("g", an_indicator("b"), an_indicator("c"))
    )

    found = shown(VILLAGE, criteria)

    assert {"a", "f"} < found.withheld
    assert found.card.node("f").score is None
    assert found.card.score is not None


def test_levels_do_not_tell_it_either():
    criteria = a_set(a_field("f", counted()), a_field("g", an_indicator("b"), an_indicator("c")))

    for node in shown(VILLAGE, criteria).card.nodes.values():
        assert node.score is not None or node.standing.level is None


def test_points_mode_shows_none_of_its_points():
    criteria = a_set(
        a_field(
            "f", counted(weight=10), an_indicator("b", weight=30), an_indicator("c", weight=30)
        ),
        points={},
    )

    found = shown(VILLAGE, criteria)

    assert found.card.node("a").buckets is None
    assert found.card.node("f").buckets is not None


# --- in every format -----------------------------------------------------------------------------

SECRET = {"a": {"value": 1.7331, "note": "Mentioned by nobody."}, "b": 41.25, "c": 80, "d": 20}
TOLD = ("1.73", "1,73", "57.8", "57,8", "57.77", "Mentioned")


def a_secret_report(form, language):
    criteria = a_set(
        a_field("f", counted(label="Alpha"), *(an_indicator(one, label=one) for one in "bc")),
        a_field("g", an_indicator("d", label="d")),
    )
    return spi.report(a_dossier(SECRET), criteria, format=form, language=language)


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_format_tells_it(form, language):
    text = a_secret_report(form, language)

    assert "Alpha" in text or form is Format.JSON
    assert [one for one in TOLD if one in text] == []


def test_documents_say_that_something_is_not_shown():
    assert "not shown" in a_secret_report("markdown", "en")
    assert "nicht gezeigt" in a_secret_report("markdown", "de")


def test_json_marks_it():
    nodes = json.loads(a_secret_report("json", "en"))["nodes"]

    assert [key for key, one in nodes.items() if one["withheld"]] == ["a", "b"]
    for key in ("a", "b"):
        hidden = ("score", "level", "next_level", "at_low", "at_high", "planned", "gap")
        assert {nodes[key][name] for name in hidden} == {None}
        assert nodes[key]["bounds"] == [0, 100]
        assert nodes[key]["status"] == "suppressed"


def test_csv_leaves_it_empty():
    table = {one["key"]: one for one in csv.DictReader(io.StringIO(a_secret_report("csv", "en")))}

    assert [table["a"][name] for name in ("score", "low", "high", "level", "planned")] == [""] * 5


# --- members -------------------------------------------------------------------------------------


def test_what_is_small_in_a_member_is_withheld_beside_the_whole():
    ratio = {"type": "ratio", "per": 100, "counts_persons": True}
    criteria = a_set(
        *(
            a_field(key, an_indicator(f"{key}-a", answer=ratio, scale=linear(0, 10)), label=key)
            for key in ("f", "g", "h")
        )
    )
    members = [
        a_dossier(
            {f"{key}-a": {"numerator": n, "denominator": 100} for key in "fgh"},
            key=name, attributes={"population": 100},
        )
        for name, n in (("upper", 2), ("lower", 9), ("outer", 4))
    ]  # fmt: skip
    valley = a_dossier(members=members, key="valley")

    text = spi.report(valley, criteria, format="markdown")

    assert "| V | 90.0 | 90.0 | 90.0 |" in text
    assert "| V | 60.0 | 60.0 | 60.0 |" not in text, "the whole less the others would give it back"
    assert text.count("| V | – | – | – |") == 2
    assert "| 20.0 |" not in text


def test_answers_of_members_do_not_go_on():
    members = [a_dossier({"a": 2, "b": 1, "c": 1}, key="m", attributes={"population": 9})]
    valley = a_dossier(members=members, key="valley")

    found = disclose(spi.score(valley, a_field_with(counted())), "office")

    assert [one.assessment.answers for one in found.card.dossier.members] == [{}]


def test_a_claim_is_no_count():
    assert shown({**VILLAGE, "a": N}, a_field_with(counted())).withheld == frozenset()


# --- facts beside judgement ------------------------------------------------------------------------


def test_what_is_withheld_does_not_follow_from_facts_beside_judgement():
    persons = {"answer": {"type": "number", "counts_persons": True}, "scale": linear(0, 100)}
    rated = [a_rated(key, answer="number", scale=linear(0, 100)) for key in ("b", "c")]
    fields = [
        a_field("f", an_indicator("a", **persons), *rated),
        a_field("g", a_rated("d")), a_field("h", a_rated("e")),
    ]  # fmt: skip
    sheets = {f"m{i}": {"b": 4, "c": 3 + i % 2, "d": 3, "e": 3} for i in range(3)}
    card = spi.score(a_dossier({"a": 2, "b": 5, "c": 9}, ratings=sheets), a_set(*fields))
    shown = disclose(card, "council")

    for basis in ("rule", "panel"):
        nodes = shown.beside(spi.score(card.work.dossier, card.criteria, basis=basis))
        assert (nodes["f"].score is None) is (basis == "rule")  # a count is rated by nobody
        assert nodes["g"].score is None or nodes["g"].score == 50


@pytest.mark.parametrize(("present", "told"), [(1, False), (2, False), (3, True), (12, True)])
def test_what_one_or_two_rated_together_is_not_told(present, told):
    criteria = a_set(a_rated("a"), a_rated("b"), panel={"quorum": 1})
    card = spi.score(a_dossier(together=(present, {"a": 4, "b": 2})), criteria)

    shown = disclose(card, "council")

    assert (shown.card.nodes["a"].score is not None) is told
    assert (
        shown.explain("a").ratings.points is not None if shown.explain("a").ratings else False
    ) is told


def test_why_a_figure_is_left_out_does_not_tell_how_small_it_is():
    ratio = {"type": "ratio", "per": 100, "min_base": 30, "counts_persons": True}
    criteria = a_set(
        a_field("f", an_indicator("a", answer=ratio, scale=linear(0, 100)), an_indicator("b"))
    )
    dossier = a_dossier({"a": {"numerator": 1, "denominator": 1}, "b": 40})
    shown = disclose(spi.score(dossier, criteria), "council")

    whole = shown.explain()

    assert shown.is_withheld("a")
    assert "the base is" not in str(whole)
    assert "the base is" not in spi.report(dossier, criteria, format="markdown", audience="council")


def test_what_is_composed_of_points_of_members_has_the_decimals_that_people_read():
    criteria = a_set(counted(), an_indicator("b"))
    members = [
        a_dossier({"a": n, "b": 50}, key=f"m{n}", attributes={"population": residents})
        for n, residents in ((1, 180), (3, 2370))
    ]
    card = spi.score(a_dossier({"b": 50}, members=members), criteria)

    council, office = disclose(card, "council"), disclose(card, "office")

    assert card.node("a").score == office.card.node("a").score != round(card.node("a").score, 1)
    assert council.card.node("a").score == round(card.node("a").score, 1)
    reason = council.explain("a")
    assert {reason.points, reason.value.points, reason.answer.value.points} == {reason.score}
    assert council.card.score == round(card.score, 1)


def test_a_finding_does_not_tell_what_is_withheld():
    gap = {"type": "derived-gap", "group": "n", "reference": "a", "kind": "difference"}
    criteria = a_field_with(
        a_context("a", COUNT), a_context("n"),
        an_indicator("g", answer=gap, scale={"type": "log", "worst": 1, "best": 10}),
    )  # fmt: skip

    found = shown({**VILLAGE, "n": 0}, criteria)

    assert found.is_withheld("g")
    assert [one.code for one in found.card.findings] == []


def test_a_report_says_how_many_fields_have_a_score_that_is_not_shown():
    criteria = a_set(
        a_field("f", counted(label="A"), label="F"),
        a_field("g", an_indicator("b"), an_indicator("c"), label="G"), a_field("h", an_indicator("d"), label="H"),
    )  # fmt: skip

    text = spi.report(
        a_dossier({**VILLAGE, "d": 70}), criteria, format="markdown", audience="council"
    )

    assert "3 of 3" in text
    assert re.search(r"Not shown here, so that nobody can be recognised: F and \w", text)
    assert "confidential" not in text.partition("## Method")[0]

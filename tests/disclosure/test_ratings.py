"""Single ratings never appear, for no audience, and cannot be computed."""

from __future__ import annotations

import json
import re
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import spi
from builders import a_dossier, a_field, a_rated, a_set, an_indicator, linear
from disclosure.attack import rank
from small import LANGUAGES
from spi.codec.explanations import reason_to_plain
from spi.disclosure import Audience, Policy, disclose, disclosed_panel
from spi.disclosure.ratings import shown_voices
from spi.model.answers import Answer
from spi.model.criteria_set import Voice
from spi.scoring.panel import UNGROUPED, PanelScore
from spi.usecases.reporting import Format

MEMBER = "zq7-xk"


def rated(steps: dict[str, int], groups: dict[str, list[str]] | None = None, **about):
    """Score one question that these members have rated, beside two answered indicators."""
    criteria = a_set(a_field("f", a_rated("a"), an_indicator("b"), an_indicator("c")), **about)
    ratings = {who: {"a": step} for who, step in steps.items()}
    return spi.score(a_dossier({"b": 30, "c": 80}, ratings=ratings, groups=groups), criteria)


def five(*steps: int) -> dict[str, int]:
    return {f"m{i}": step for i, step in enumerate(steps)}


def everything(shown) -> str:
    """Give all that JSON says of a scorecard."""
    return json.dumps([reason_to_plain(shown.explain(key)) for key in shown.card.nodes])


# --- nobody is named -----------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.PUBLIC])
@pytest.mark.parametrize("form", list(Format))
def test_who_rated_stands_in_no_format(audience, form):
    dossier = a_dossier(
        {"b": 30}, ratings={f"{MEMBER}-{i}": {"a": i + 1} for i in range(5)},
        groups={f"{MEMBER}-{i}": ["administration"] for i in range(5)},
    )  # fmt: skip
    criteria = a_set(a_field("f", a_rated("a"), an_indicator("b")))

    for language in LANGUAGES:
        text = spi.report(dossier, criteria, format=form, language=language, audience=audience)
        assert MEMBER not in text


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.PUBLIC])
def test_sheets_and_working_group_do_not_go_on(audience):
    card = rated(five(1, 2, 3), {"m0": ["administration"]})

    dossier = disclose(card, audience).card.dossier

    assert dossier.assessment.ratings == ()
    assert dossier.assessment.working_group.members == ()
    assert dossier.people == ()


def test_only_the_office_sees_who_entered_an_answer():
    dossier = a_dossier({"b": Answer(value=30, entered_by=MEMBER)})
    card = spi.score(dossier, a_set(an_indicator("b"), an_indicator("c")))

    office, council = (disclose(card, one) for one in ("office", "council"))

    assert office.explain("b").answer.entered_by == MEMBER
    assert council.explain("b").answer.entered_by is None
    assert MEMBER in everything(office)
    assert MEMBER not in everything(council)


# --- too few raters ------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.PUBLIC])
@pytest.mark.parametrize("raters", [1, 2])
def test_points_that_one_or_two_people_made_are_withheld(audience, raters):
    card = rated(five(*[2] * raters), panel={"quorum": 1})

    shown = disclose(card, audience)

    assert card.node("a").score == 25
    assert shown.card.node("a").score is None
    assert shown.is_withheld("a")
    assert len(shown.withheld) == 2  # so that the field does not tell
    assert shown.explain("a").ratings is None


def test_a_working_group_of_two_has_a_score_and_no_report_of_it():
    card = rated(five(2, 4), {"m0": ["administration"], "m1": ["politics"]})

    assert card.node("a").score == 50
    assert disclose(card, "office").card.node("a").score is None


def test_below_the_quorum_only_the_number_of_ratings_is_told():
    panel = disclose(rated(five(1, 5)), "council").card.node("a").leaf.panel

    assert (panel.points, panel.count, panel.quorum) == (None, 2, 3)
    assert (panel.frequencies, panel.groups, panel.agreement, panel.spread) == ((), {}, None, None)


def test_the_gap_to_few_ratings_is_not_told():
    leaf = a_rated("a", answer="number", scale=linear(0, 100), basis="rule")
    criteria = a_set(a_field("f", leaf, an_indicator("b")), panel={"quorum": 1})
    card = spi.score(a_dossier({"a": 80, "b": 30}, ratings={"m": {"a": 2}}), criteria)

    shown = disclose(card, "office")

    assert card.node("a").gap == card.node("f").gap == -55
    assert shown.card.node("a").gap is None
    assert shown.card.node("f").gap is None
    assert shown.card.node("a").score == 80


def test_three_ratings_are_told():
    shown = disclose(rated(five(1, 3, 5)), "council")

    assert shown.card.node("a").score == 50


@pytest.mark.parametrize(
    ("steps", "frequencies"),
    [
        ((1, 3, 5), ()),
        ((2, 2, 2), (0, 3, 0, 0, 0)),
        ((1, 1, 1, 5, 5), ()),
        ((1, 1, 1, 5, 5, 5), (3, 0, 0, 0, 3)),
    ],
)
def test_how_often_a_step_was_chosen_is_not_told_of_one_or_two(steps, frequencies):
    shown = disclose(rated(five(*steps)), "council")

    assert shown.card.node("a").leaf.panel.frequencies == frequencies


def test_what_the_group_rated_together_is_no_single_rating():
    dossier = a_dossier({"b": 30}, together=(4, {"a": 4}))
    card = spi.score(dossier, a_set(a_field("f", a_rated("a"), an_indicator("b"))))

    assert disclose(card, "council").card.node("a").score == 75


@pytest.mark.parametrize(("raters", "is_told"), [(2, False), (3, True)])
def test_agreement_is_told_from_three_raters_on(raters, is_told):
    criteria = a_set(a_field("f", a_rated("a"), a_rated("b")), panel={"quorum": 1})
    ratings = {f"m{i}": {"a": i + 1, "b": 5 - i} for i in range(raters)}
    card = spi.score(a_dossier(ratings=ratings), criteria)

    assert card.agreement is not None
    assert (disclose(card, "council").card.agreement is not None) is is_told


# --- groups --------------------------------------------------------------------------------------


def a_panel(**camps: int) -> PanelScore:
    """Give a panel of so many people in a, in a and b, ….; in "none" are those without a group."""
    members = {frozenset(() if name == "none" else name): n for name, n in camps.items()}
    keys = sorted(set().union(*members) | ({UNGROUPED} if "none" in camps else set()))
    sizes = {key: sum(n for of, n in members.items() if key in (of or {UNGROUPED})) for key in keys}
    return PanelScore(
        points=50, count=sum(camps.values()), quorum=3, frequencies=(1, 2, 3), agreement=0.5,
        spread=25, groups={key: 10.0 * i for i, key in enumerate(sizes)}, group_sizes=sizes,
        memberships=members, largest_gap=99,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("camps", "shown"),
    [
        ({"a": 3, "b": 3}, "ab"),
        ({"a": 3, "b": 3, "c": 6}, "abc"),
        ({"a": 3, "b": 4}, "ab"),  # nobody is in both: b less a is the difference of two means
        ({"a": 3, "b": 2}, ""),  # b is small; all less a leaves 2
        ({"a": 3, "b": 1}, ""),
        ({"a": 3, "b": 5, "c": 1}, "b"),  # all less a and b leave 1
        ({"a": 3, "none": 7}, ["a", UNGROUPED]),
        ({"a": 8}, "a"),
        ({"a": 8, "none": 1}, ""),
        ({"a": 2, "ab": 1, "b": 2}, ""),  # a and b less all is the one in both
        ({"a": 1, "ab": 4, "b": 1}, ""),  # all less a is the one in b alone
        ({"a": 3, "ab": 3, "b": 3}, "ab"),
        ({"a": 3, "ab": 2, "b": 3}, "a"),
        ({"a": 3, "ab": 1, "b": 1, "bc": 1, "c": 3}, "ab"),
        ({"ab": 3, "bc": 3, "ac": 3, "abc": 1}, "ab"),  # with c, too: a and b and c less all twice
        ({"ab": 3, "bc": 3, "ac": 3}, "abc"),
    ],
)
def test_groups_are_shown_unless_something_tells_of_one_or_two_people(camps, shown):
    found = disclosed_panel(a_panel(**camps), 3)

    assert set(found.groups) == set(found.group_sizes) == set(shown)
    assert (found.points, found.count) == (50, sum(camps.values()))


CAMPS = st.dictionaries(
    st.frozensets(st.sampled_from("abcd"), max_size=3), st.integers(1, 5), min_size=1, max_size=6
)


@given(CAMPS, st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1), max_size=3))
def test_nothing_that_is_shown_tells_of_one_or_two_people(camps, wanted):
    """Each rater is an unknown; no sum of multiples of what is shown is about one or two alone."""
    raters = [groups or {UNGROUPED} for groups, size in camps.items() for _ in range(size)]
    if len(raters) < 3:
        return
    panel = PanelScore(points=50, count=len(raters), quorum=3, memberships=camps)

    shown = [{*raters_of} for raters_of in shown_voices(panel, 3, wanted)]
    rows = [[1.0] * len(raters)]
    rows += [[float(bool(voices & of)) for of in raters] for voices in shown]

    whole = rank(rows)
    for few in combinations(range(len(raters)), 2):
        rest = [[n for i, n in enumerate(row) if i not in few] for row in rows]
        assert rank(rest) == whole


def test_the_largest_gap_is_between_groups_that_are_shown():
    two = disclosed_panel(a_panel(a=3, b=3, c=6), 3)
    one = disclosed_panel(a_panel(a=3, ab=2, b=3), 3)

    assert two.largest_gap == 20
    assert one.largest_gap is None


def test_where_groups_have_one_voice_all_are_withheld_with_a_small_one():
    panel = a_panel(a=3, b=4, c=1)

    person, group = (disclosed_panel(panel, 3, voice) for voice in Voice)

    assert set(person.groups) == {"b"}
    assert (group.groups, group.frequencies, group.agreement, group.spread) == ({}, (), None, None)
    assert group.points == 50


def test_who_is_in_two_groups_is_not_told_apart():
    """Five raters, two groups of three with one in both: their sums less all give the one."""
    groups = {"m0": ["x"], "m1": ["x"], "m2": ["x", "y"], "m3": ["y"], "m4": ["y"]}

    shown = disclose(rated(five(1, 2, 5, 3, 1), groups), "office").card.node("a").leaf.panel

    assert shown.groups == {}


def test_with_one_voice_each_nobody_is_computed_from_the_mean_of_groups():
    groups = {f"m{i}": ["x" if i < 3 else "y"] for i in range(6)} | {"m6": ["z"]}
    steps = five(1, 2, 3, 3, 4, 5, 5)

    shown = disclose(rated(steps, groups, panel={"voice": "group"}), "office")

    plain = json.loads(json.dumps(reason_to_plain(shown.explain("a"))["ratings"]))
    assert (plain["groups"], plain["frequencies"]) == ({}, [])


def test_a_policy_may_ask_for_larger_groups():
    card = rated(five(1, 2, 3, 4))

    shown = disclose(card, "council", Policy(least=5))

    assert shown.is_withheld("a")


PERSPECTIVES = {
    "target_groups": [
        {"key": "old", "voices": ["seniors"]}, {"key": "young", "voices": ["youth"]},
        {"key": "both", "voices": ["seniors", "youth"]},
    ],
    "rater_groups": [{"key": one} for one in ("seniors", "youth", "politics")],
    "panel": {"quorum": 1},
}  # fmt: skip


@pytest.mark.parametrize(
    ("seniors", "youth", "politics", "seen"),
    [
        (3, 3, 3, {"old", "young", "both"}),
        (3, 3, 0, {"old", "young", "both"}),
        (3, 2, 3, {"both"}),  # all less politics; with seniors it would tell of the two
        (3, 3, 2, {"old"}),  # all less both would be the two of politics
        (2, 1, 3, {"both"}),
        (2, 2, 2, set()),
    ],
)
def test_perspectives_and_the_whole_together_tell_of_nobody(seniors, youth, politics, seen):
    groups = ["seniors"] * seniors + ["youth"] * youth + ["politics"] * politics
    criteria = a_set(
        a_field("f", a_rated("a"), an_indicator("b"), an_indicator("c")), **PERSPECTIVES
    )
    dossier = a_dossier(
        {"b": 30, "c": 60}, ratings={f"m{i}": {"a": 1 + i % 5} for i in range(len(groups))},
        groups={f"m{i}": [one] for i, one in enumerate(groups)},
    )  # fmt: skip

    cards = {
        one: disclose(spi.score(dossier, criteria, target_group=one), "office").card
        for one in ("old", "young", "both")
    }

    assert {one for one, card in cards.items() if card.node("a").score is not None} == seen
    panels = [card.node("a").leaf.panel for card in cards.values()]
    assert all(one is None or one.frequencies == () for one in panels)


def test_no_perspective_shows_one_persons_rating():
    criteria = evolve(
        a_set(
            a_field("f", a_rated("a", target_groups=["families"]), an_indicator("b")),
            target_groups=[{"key": "families", "voices": ["families"]}],
            rater_groups=[{"key": "families"}, {"key": "politics"}],
            panel={"quorum": 1},
        )
    )
    groups = {"m0": ["families"], "m1": ["politics"], "m2": ["politics"], "m3": ["politics"]}
    ratings = {f"m{i}": {"a": 2 if i == 0 else 5} for i in range(4)}
    dossier = a_dossier({"b": 30}, ratings=ratings, groups=groups)

    card = spi.score(dossier, criteria, target_group="families")
    text = spi.report(dossier, criteria, format="markdown", target_group="families")

    assert card.node("a").score == 25
    assert disclose(card, "office").card.node("a").score is None
    assert re.search(r"\b25\.0\b", text) is None

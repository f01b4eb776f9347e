"""What ``import spi`` offers, what it costs, and that the contract for scripts holds."""

from __future__ import annotations

import re
import subprocess
import sys
from math import fsum, isclose
from pathlib import Path

import pytest

import spi
from builders import a_dossier, a_field, a_rated, a_set, an_indicator

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs/examples"
DEMOS = ("les-belleville", "brianconnais")
STATUSES = {
    "scored", "not-assessable", "not-applicable", "excluded", "unanswered", "suppressed", "context",
}  # fmt: skip
PROMISED = (
    "key", "kind", "score", "basis", "answer", "source", "scale", "points", "ratings", "weight",
    "effective_weight", "loss", "contribution", "potential", "children", "left_out", "origin",
)  # fmt: skip


@pytest.fixture(scope="module")
def criteria():
    return spi.load_criteria("alpine-figures")


@pytest.fixture(scope="module", params=DEMOS)
def card(request, criteria):
    return spi.score(spi.load_dossier(EXAMPLES / request.param / "dossier.yaml"), criteria)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", spi.__all__)
def test_every_public_name_is_there(name):
    assert getattr(spi, name) is not None
    assert name in dir(spi)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'spi' has no attribute 'scores'"):
        spi.scores  # noqa: B018


def test_the_map_at_the_top_names_every_floor():
    named = re.findall(r"^    ([a-z]+)  ", spi.__doc__, re.MULTILINE)
    there = {
        path.stem
        for path in (ROOT / "src/spi").iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and not path.name.startswith("__"))
    }

    assert there == set(named)


# --- what is loaded ------------------------------------------------------------------------------


def loaded_by(*arguments: str) -> set[str]:
    """Give the names of the outside modules that a fresh Python has loaded in the end."""
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {
        line.rpartition("|")[2].strip().partition(".")[0] for line in answer.stderr.splitlines()
    }


def test_importing_loads_nothing_from_outside():
    assert not {"attr", "attrs", "yaml", "babel", "cattrs", "click", "jinja2"} & loaded_by(
        "-c", "import spi"
    )


def test_asking_for_help_loads_neither_babel_nor_cattrs():
    loaded = loaded_by("-m", "spi", "--help")

    assert "click" in loaded
    assert not {"babel", "cattrs", "yaml", "jinja2"} & loaded


def test_the_module_starts_the_command_line():
    answer = subprocess.run(
        [sys.executable, "-m", "spi", "--version"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert re.fullmatch(r"spi, version \d+\.\d+\.\d+\n", answer.stdout)


# --- a scorecard ---------------------------------------------------------------------------------


def test_the_whole_and_every_node_say_the_same_things(card):
    for thing in (card, *card.nodes.values()):
        assert thing.status in STATUSES
        assert (thing.score is None) == (thing.status != "scored")
        assert len(thing.bounds) == 2
        assert 0 <= thing.coverage <= 1
        assert thing.level is None or isinstance(thing.level, str)


def test_the_whole_has_the_key_of_the_set(card, criteria):
    assert card.node(criteria.key) is card.whole
    assert (card.score, card.bounds) == (card.whole.score, card.whole.bounds)


def test_what_counts_has_two_bounds_around_its_score(card):
    out = {"excluded", "not-applicable", "context"}
    for node in card.nodes.values():
        assert node.status not in out or node.bounds == (0, 100)
        if node.score is not None:
            low, high = node.bounds
            assert 0 <= low <= node.score <= high <= 100


def test_keys_of_nodes_are_kebab_case(card):
    assert [key for key in card.nodes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_a_node_that_is_not_there_is_an_unknown_key(card):
    with pytest.raises(spi.UnknownKey, match="did you mean: emp-poverty"):
        card.node("emp-povrety")
    with pytest.raises(LookupError, match="unknown node"):
        card.explain("nothing")


# --- its reasons ---------------------------------------------------------------------------------


def test_a_reason_has_every_promised_attribute(card):
    for key in card.nodes:
        reason = card.explain(key)
        assert [name for name in PROMISED if not hasattr(reason, name)] == []
        assert reason.key == key


def test_losses_and_contributions_of_the_parts_add_up_at_every_node(card):
    scored = [node for node in card.nodes.values() if node.score is not None and node.children]
    for node in scored:
        reason = card.explain(node.key)
        cut = fsum(one.points for one in reason.cuts)
        losses = fsum(one.loss for one in reason.children if one.loss is not None)
        given = fsum(one.contribution for one in reason.children if one.contribution is not None)
        assert isclose(losses + cut, 100 - node.score, abs_tol=1e-9)
        assert isclose(given - cut, node.score, abs_tol=1e-9)
    assert len(scored) >= 7


def test_losses_of_all_indicators_add_up_to_what_the_whole_lacks(card):
    reasons = [card.explain(leaf.key) for leaf in card.criteria.leaves()]

    lost = fsum(one.loss_of_whole for one in reasons if one.loss_of_whole is not None)

    assert isclose(lost, 100 - card.score, abs_tol=1e-9)


def test_a_part_says_the_same_alone_as_below_its_parent(card):
    for child in card.explain("employment").children:
        assert card.explain(child.key) == child


def test_cuts_are_lines_of_their_own():
    capped = a_set(
        a_field("f", an_indicator("a"), an_indicator("b"), rules={"cap": {"by": "k"}}),
        a_field("g", an_indicator("k")),
    )

    reason = spi.score(a_dossier({"a": 90, "b": 70, "k": 50}), capped).explain("f")

    assert [(one.by, one.points) for one in reason.cuts] == [("k", 30)]
    assert fsum(one.loss for one in reason.children) + 30 == 100 - reason.score


# --- a set from rows, and changes ----------------------------------------------------------------


def test_a_set_can_be_made_of_rows():
    rows = [
        {"key": "housing", "kind": "field"},
        {"key": "rent", "kind": "statistic", "parent": "housing", "worst": 12, "best": 2},
    ]
    small = spi.CriteriaSet.from_table(rows)

    card = spi.score(spi.Dossier().with_answer("rent", 8), small)

    assert card.node("rent").score == 40
    assert card.score == 40


def test_a_copy_with_an_answer_leaves_the_old_dossier_alone():
    old = a_dossier({"a": 10})

    new = old.with_answer("a", 60, note="counted again")

    whole = a_set(an_indicator("a"))
    assert spi.score(old, whole).score == 10
    assert spi.score(new, whole).score == 60
    assert new.assessment.answer_to("a").note == "counted again"


def test_a_copy_with_a_rating_replaces_the_same_members_step_only():
    rated = a_set(a_rated("a"))
    dossier = a_dossier(ratings={"m1": {"a": 1}, "m2": {"a": 1}, "m3": {"a": 1}})

    new = dossier.with_rating("a", 5, member="m1").with_rating("a", "cannot-say", member="m4")

    panel = spi.score(new, rated).node("a").leaf.panel
    assert panel.frequencies == (2, 0, 0, 0, 1)
    assert panel.cannot_say == 0.25


def test_a_joint_rating_takes_precedence():
    dossier = a_dossier(ratings={"m1": {"a": 1}}).with_rating("a", 4, together=12)

    assert spi.score(dossier, a_set(a_rated("a"))).node("a").score == 75


def test_a_rating_is_of_one_member_or_of_all_together():
    with pytest.raises(spi.InvalidInput, match="exactly one of member, together"):
        spi.Dossier().with_rating("a", 3)

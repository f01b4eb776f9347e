"""The demo Musterdorf: an invented municipality, complete, with a working group that rates."""

from __future__ import annotations

from collections import Counter

import pytest

import spi
from small import LANGUAGES, MUSTERDORF
from spi.analysis.views import seen_by
from spi.disclosure import disclose
from spi.usecases.loading import criteria_for


@pytest.fixture(scope="module")
def dossier():
    return spi.load_dossier(MUSTERDORF)


@pytest.fixture(scope="module")
def criteria(dossier):
    return criteria_for(dossier)


@pytest.fixture(scope="module")
def shown(dossier, criteria):
    return disclose(spi.score(dossier, criteria), "working-group")


def test_every_question_is_answered_with_source_and_evidence(dossier, criteria):
    asked = {leaf.key for leaf in criteria.leaves() if leaf.answer is not None}
    answers = dossier.assessment.answers

    assert set(answers) == asked
    assert {one.source for one in answers.values()} == set(dossier.sources)
    assert all(one.period and one.source for one in answers.values())
    assert {one.evidence.value for one in answers.values()} == {
        "none", "statement", "document", "audited",
    }  # fmt: skip
    services = {leaf.key for leaf in criteria.leaves() if leaf.kind == "service"}
    assert all(answers[key].provided for key in services)


def test_eighteen_people_of_seven_groups_have_rated(dossier):
    members = dossier.assessment.working_group.members
    groups = Counter(group for one in members for group in one.groups)

    assert (len(members), len(groups)) == (18, 7)
    assert sorted(groups.values()) == [1, 2, 2, 2, 3, 4, 4]
    assert {one.member for one in dossier.assessment.ratings} == {one.key for one in members}


def test_small_groups_are_hidden(shown):
    told = {
        group
        for node in shown.card.nodes.values()
        if node.leaf and node.leaf.panel
        for group in node.leaf.panel.groups
    }

    assert told <= {"politics", "new-residents", "long-established-residents"}
    assert {"new-residents", "long-established-residents"} <= told


def test_the_ratings_tell_a_story(shown, criteria):
    groups = ("new-residents", "long-established-residents")
    seen = seen_by(shown.card.nodes, criteria, groups)

    assert seen["mig-welcome"].difference < -40, "those who are welcomed do not feel it"
    assert seen["immigration-integration"].difference < -25
    assert abs(seen["health-care"].difference) < 10
    assert shown.card.nodes["mig-welcome"].gap < -10
    assert shown.card.nodes["living-housing"].level == "high-need"
    assert shown.card.nodes["culture-leisure"].level == "low-need"
    assert shown.card.whole.planned > shown.card.score + 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "fragment", "markdown"])
def test_every_report_says_that_the_place_is_invented(dossier, criteria, form, language):
    text = spi.report(dossier, criteria, format=form, language=language)

    said = spi.words(language).text("doc.invented.text")
    assert " ".join(said.split()) in " ".join(text.split())
    assert spi.words(language).of(dossier.area.name) in text


def test_terminal_and_json_say_so_too(dossier, criteria):
    told = spi.report(dossier, criteria, format="json")

    assert '"is_invented": true' in told
    assert "(invented)" in dossier.area.name.source_text
    assert all("(invented)" in one.title.source_text for one in dossier.sources.values())


def test_the_public_sees_it_after_the_release(dossier, criteria):
    assert "Musterdorf" in spi.report(dossier, criteria, format="markdown", audience="public")


# --- redone by hand --------------------------------------------------------------------------------


def test_the_sums_can_be_redone_by_hand(dossier, criteria):
    facts = spi.score(dossier, criteria, basis="rule")

    # 6 of 10 procedures, on a line from 0 to 100 percent
    assert facts.node("adm-online-services").score == pytest.approx(60)
    # 7 weeks without care, on a line from 14 (0 points) to 4 (100 points)
    assert facts.node("edu-holiday-care").score == 70
    # 38 minutes to the hospital, on a line from 60 to 30
    assert facts.node("hea-hospital-time").score == pytest.approx(100 * 22 / 30)
    # paper, digital and warnings at 25 points each
    assert facts.node("adm-channels").score == 75
    # a fifth of the plan is done
    assert facts.node("adm-planning-basis").score == 20
    # a field is the mean of its questions by weight, the whole that of the nine fields
    card = spi.score(dossier, criteria)
    for field in criteria.fields[1:]:
        scored = [leaf for leaf in field.indicators if not leaf.is_context]
        total = sum(leaf.weight for leaf in scored)
        mean = sum(leaf.weight * card.node(leaf.key).score for leaf in scored) / total
        assert card.node(field.key).score == pytest.approx(mean)
    nine = [card.node(field.key).score for field in criteria.fields[1:]]
    assert card.score == pytest.approx(sum(nine) / 9)
    # and a panel score is the mean of its ratings, 1 to 5 as 0 to 100
    steps = [
        sheet.steps["par-q-newcomers"]
        for sheet in dossier.assessment.ratings
        if sheet.steps["par-q-newcomers"] != "cannot-say"
    ]
    assert card.node("par-q-newcomers").score == pytest.approx(
        sum(25 * (step - 1) for step in steps) / len(steps)
    )

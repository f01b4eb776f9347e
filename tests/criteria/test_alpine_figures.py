"""The set of published figures, and the examples made from them."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path

import pytest

import spi
from spi.model.criteria_set import Indicator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
FRENCH_ALPS = EXAMPLES / "french-alps"
JUDGED_BY_FIGURES = {
    "administration-information",
    "education-training",
    "employment",
    "health-care",
    "mobility-supply",
    "culture-leisure",
}


@pytest.fixture(scope="module", name="script", autouse=True)
def _script():
    """Give a function that imports a script of the examples."""
    path, modules = list(sys.path), set(sys.modules)
    sys.path[:0] = [str(FRENCH_ALPS), str(EXAMPLES / "savoie")]
    yield importlib.import_module
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name in {file.stem for file in EXAMPLES.glob("*/*.py")}:
            del sys.modules[name]


@pytest.fixture(scope="module", name="criteria")
def _criteria():
    return spi.load_criteria("alpine-figures")


@pytest.fixture(scope="module", name="figures")
def _figures(script):
    return script("figures")


@pytest.fixture(scope="module", name="communes")
def _communes(figures):
    return figures.read_communes()


@pytest.fixture(scope="module", name="valley")
def _valley():
    return spi.load_dossier(EXAMPLES / "brianconnais" / "dossier.yaml")


# --- the figures ---------------------------------------------------------------------------------


def test_the_figures_have_their_control_totals(communes):
    savoie = [communes.rows[code] for code in communes.of_departement("73")]

    assert len(communes.rows) == 2254
    assert len(savoie) == 273
    assert sum(int(row["population_2021"]) for row in savoie) == 442_468
    assert sum(row["bpe2013_general_practitioner"] == "0" for row in savoie) == 174
    assert sum(row["bpe2009_general_practitioner"] == "0" for row in savoie) == 169


def test_codes_keep_their_leading_zero(communes):
    assert "05023" in communes.rows
    assert all(len(code) == 5 for code in communes.rows)


def test_a_secret_figure_is_suppressed_and_never_zero(communes):
    answers = communes.answers("05027")

    assert answers["emp-poverty"]["absent"] == "suppressed"
    assert "value" not in answers["hou-benefit"]


def test_a_commune_that_the_inventory_does_not_list_is_open(communes):
    answers = communes.answers("73193")

    open_ = {key for key, one in answers.items() if one.get("absent") == "unanswered"}
    assert communes.rows["73193"]["name"] == "Ontex"
    assert {"hea-gp", "hea-gp-near", "edu-school", "mob-daily", "edu-schools-kept"} <= open_
    assert "emp-unemployment" not in open_


def test_a_distance_is_zero_at_home_and_else_that_of_the_map(communes):
    grenoble, nevache = communes.rows["38185"], communes.rows["05093"]

    assert communes.distance(grenoble, ("bpe2013_theatre",)) == 0
    # Névache 45.05 N 6.62 E, Briançon with its doctors 44.90 N 6.65 E: 17 km; somebody is nearer
    assert 5 < communes.distance(nevache, ("bpe2013_general_practitioner",)) < 17


# --- the set ------------------------------------------------------------------------------------------


def test_the_set_has_thirty_scored_indicators_in_nine_fields(criteria):
    numbered = [field for field in criteria.fields if field.number]
    scored = [leaf for leaf in criteria.leaves() if leaf.scale and not leaf.is_context]

    assert [field.number for field in numbered] == list(range(1, 10))
    assert len(scored) >= 30
    assert all(any(not leaf.is_context for leaf in field.indicators) for field in numbered)


def test_figures_answer_every_question_that_is_not_for_the_working_group(criteria, figures):
    asked = {leaf.key for leaf in criteria.leaves() if leaf.answer}

    assert set(figures.ANSWERS) == asked


def test_scale_limits_are_those_of_the_figures(script, communes):
    fit = script("fit_scales")
    answers = {code: communes.answers(code) for code in communes.rows}
    residents = {code: int(row["population_2021"]) for code, row in communes.rows.items()}

    for path in sorted(fit.CRITERIA.glob("[0-9]-*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert fit.refitted(text, answers, residents) == text, path.name


def test_a_limit_that_was_changed_by_hand_is_put_right(script, communes):
    fit = script("fit_scales")
    answers = {code: communes.answers(code) for code in communes.rows}
    text = (fit.CRITERIA / "8-culture-leisure.yaml").read_text(encoding="utf-8")

    wrong = text.replace("worst: 23.2", "worst: 99").replace("below: 500", "below: 1")
    residents = {code: int(row["population_2021"]) for code, row in communes.rows.items()}
    assert wrong != text
    assert fit.refitted(wrong, answers, residents) == text


def test_every_fitted_scale_names_its_group(criteria):
    fitted = [leaf.scale.fitted for leaf in criteria.leaves() if leaf.scale and leaf.scale.fitted]

    assert len(fitted) >= 25
    assert all(one.period and one.units >= 400 and one.source in criteria.sources for one in fitted)


def test_ratios_have_a_minimum_base_where_they_are_scored(criteria):
    ratios = [
        leaf
        for leaf in criteria.leaves()
        if leaf.scale and hasattr(leaf.answer, "min_base") and not leaf.is_context
    ]

    assert len(ratios) >= 10
    assert all(leaf.answer.min_base for leaf in ratios)


# --- the examples --------------------------------------------------------------------------------------


def test_the_dossiers_are_those_that_the_figures_give(script, communes):
    made = script("make_dossiers").dossiers(communes)

    for folder, text in made.items():
        assert (EXAMPLES / folder / "dossier.yaml").read_text(encoding="utf-8") == text, folder


def test_les_belleville_is_scored_in_six_fields(criteria):
    dossier = spi.load_dossier(EXAMPLES / "les-belleville" / "dossier.yaml")

    card = spi.score(dossier, criteria)
    scored = {field.key for field in criteria.fields if card.node(field.key).status == "scored"}
    assert scored == JUDGED_BY_FIGURES
    assert card.status == "scored"


def test_participation_housing_and_integration_wait_for_people(criteria):
    dossier = spi.load_dossier(EXAMPLES / "les-belleville" / "dossier.yaml")

    card = spi.score(dossier, criteria)
    thin = {"participation-citizenship": 0.25, "living-housing": 0.5, "immigration-integration": 0}
    for key, coverage in thin.items():
        assert card.node(key).status == "not-assessable"
        assert card.node(key).coverage == pytest.approx(coverage)


def test_the_valley_has_unemployment_from_sums(valley, criteria):
    fractions = [one.assessment.answers["emp-unemployment"].value for one in valley.members]
    rate = sum(one.numerator for one in fractions) / sum(one.denominator for one in fractions)

    points = spi.score(valley, criteria).node("emp-unemployment").score
    assert round(100 * rate, 2) == 5.99
    assert points == pytest.approx(100 * (15.3 - 100 * rate) / (15.3 - 3.45))


def test_the_valley_has_no_poverty_rate(valley, criteria):
    secret = [one.assessment.answers["emp-poverty"].is_absent for one in valley.members]

    assert (sum(secret), len(secret)) == (12, 13)
    assert spi.score(valley, criteria).node("emp-poverty").status == "unanswered"


def test_seven_of_thirteen_communes_have_no_general_practitioner(valley):
    doctors = [one.assessment.answers["hea-gp"].value.numerator for one in valley.members]
    ways = [one.assessment.answers["hea-gp-near"].value for one in valley.members]

    assert doctors.count(0) == 7
    assert [count == 0 for count in doctors] == [way > 0 for way in ways]


def test_all_communes_of_savoie_are_scored(script, tmp_path, capsys):
    savoie = script("score_savoie")

    savoie.main([str(tmp_path / "scores.csv")])
    with (tmp_path / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 273
    assert "442468 residents" in capsys.readouterr().out
    assert all(row["participation-citizenship"] == "" for row in rows)
    assert sum(row["health-care"] != "" for row in rows) == 272


def test_scores_spread_over_the_communes(script, communes, criteria):
    savoie = script("score_savoie")
    rows = savoie.score_all(communes, list(communes.rows)[::10])

    for key in JUDGED_BY_FIGURES:
        scores = sorted(row[key] for row in rows if row[key] is not None)
        low, high = scores[len(scores) // 10], scores[-len(scores) // 10]
        assert high - low > 25, key
        assert isinstance(criteria.node(key).children[0], Indicator)

"""The criteria set `alpine`: what a municipality works with."""

from __future__ import annotations

from collections import Counter

import pytest

import spi
from small import MUSTERDORF
from spi.files import criteria_folder
from spi.model.answers import AsksChoice, AsksChoices, AsksNumber, AsksProgress, AsksRatio
from spi.model.criteria_set import Basis, Kind
from spi.model.rules import MeanKind
from spi.model.scales import Curve, Linear, Options, Progress
from spi.reading.cases import read_cases
from spi.usecases.loading import load_criteria
from spi.usecases.sheets import ballot

ALPINE = load_criteria("alpine")
LEAVES = list(ALPINE.leaves())
TERMS = {
    "de": {
        "participation-citizenship": "Partizipation und bürgerschaftliches Engagement",
        "living-housing": "Wohnen und Lebensraum",
        "health-care": "Gesundheit, Pflege und Betreuung",
        "mobility-supply": "Mobilität und Nahversorgung",
        "immigration-integration": "Zuwanderung, Integration",
    },
    "it": {
        "participation-citizenship": "Partecipazione e impegno civico",
        "living-housing": "Alloggi e spazi abitativi",
        "health-care": "Sanità, cura e assistenza",
        "mobility-supply": "Mobilità e servizi di prossimità",
        "immigration-integration": "Immigrazione, integrazione",
    },
    "fr": {
        "participation-citizenship": "Participation et citoyenneté active",
        "living-housing": "Logement et habitat",
        "health-care": "Santé, soins de santé et assistance",
        "mobility-supply": "Mobilité et approvisionnement local",
        "immigration-integration": "Immigration, intégration",
    },
    "sl": {
        "participation-citizenship": "Vključevanje javnosti in aktivno državljanstvo",
        "living-housing": "Bivanje in življenjski prostor",
        "health-care": "Zdravje, zdravstvena nega in oskrba",
        "mobility-supply": "Mobilnost in lokalna oskrba",
        "immigration-integration": "Priseljevanje in integracija",
    },
}
"""Names of fields of action as texts of the project PlurAlps have them."""


def test_it_asks_about_nine_fields_and_shows_fourteen_statistics():
    sizes = {field.number: len(field.indicators) for field in ALPINE.fields}

    assert sizes[0] == 14
    assert set(sizes) == set(range(10))
    assert all(11 <= sizes[number] <= 15 for number in range(1, 10))
    assert 115 <= sum(sizes.values()) - sizes[0] <= 123
    assert all(leaf.is_context for leaf in ALPINE.fields[0].indicators)


@pytest.mark.parametrize("language", ["", "de", "it", "fr", "sl"])
def test_no_two_hints_are_alike(language):
    hints = [
        hint.texts[language]
        for leaf in LEAVES
        if leaf.rating
        for hint in leaf.rating.hints.values()
    ]

    assert [text for text, count in Counter(hints).items() if count > 1] == []
    assert len(hints) > 300


def test_every_rating_says_what_deserves_one_three_and_five():
    rated = [leaf for leaf in LEAVES if leaf.rating]

    assert all(set(leaf.rating.hints) == {"1", "3", "5"} for leaf in rated)
    assert all(leaf.rating.steps == 5 for leaf in rated)


def test_a_pocket_calculator_is_enough():
    kinds = (AsksNumber, AsksRatio, AsksChoice, AsksChoices, AsksProgress)
    scales = (Linear, Curve, Options, Progress)

    assert all(leaf.answer is None or isinstance(leaf.answer, kinds) for leaf in LEAVES)
    assert all(leaf.scale is None or isinstance(leaf.scale, scales) for leaf in LEAVES)
    assert all(leaf.factor is None for leaf in LEAVES)
    assert ALPINE.defaults.mean.kind is MeanKind.ARITHMETIC
    assert [ALPINE.points, ALPINE.depths, ALPINE.open] == [None, (), None]
    for field in ALPINE.fields:
        rules = field.rules
        assert [field.topics, rules.mean, rules.cap, rules.gate] == [(), None, (), ()]
    assert {field.weight for field in ALPINE.fields} <= {None, 1}
    assert [level.floor for level in ALPINE.effective_levels] == [0, 40, 70]


def test_statistics_go_by_the_rule_services_by_the_panel_first_questions_by_the_panel():
    bases = {
        Kind.STATISTIC: {Basis.RULE}, Kind.SERVICE: {Basis.PANEL_FIRST}, Kind.QUESTION: {Basis.PANEL},
    }  # fmt: skip
    for kind, expected in bases.items():
        scored = [leaf for leaf in LEAVES if leaf.kind is kind and not leaf.is_context]
        assert {leaf.effective_basis for leaf in scored} == expected


def test_figures_without_a_good_or_bad_side_are_never_scored():
    context = [leaf for leaf in LEAVES if leaf.is_context]

    assert len(context) == 18
    assert all(leaf.scale is None for leaf in context)


def test_no_option_is_worth_less_because_it_is_shared():
    for leaf in LEAVES:
        if isinstance(leaf.answer, AsksChoice):
            points = leaf.scale.points
            own, shared = (
                {"own", "here", "alone"} & set(points),
                {"shared", "joint", "together"} & set(points),
            )
            assert not (own and shared), f"{leaf.key}: options by who runs it, not by what there is"
            ordered = [points[one.key] for one in leaf.answer.options]
            assert ordered == sorted(ordered), f"{leaf.key}: none first, best last"
            assert (ordered[0], ordered[-1]) == (0, 100)


def test_each_indicator_has_a_worked_case():
    cases = read_cases(criteria_folder("alpine")).cases
    shown = {case.indicator for case in cases} | {key for case in cases for key in case.answers}
    shown |= {key for case in cases for key in case.rated}

    assert {leaf.key for leaf in LEAVES} - shown == set()


def test_each_step_and_each_bend_of_a_scale_has_a_worked_case():
    cases = [case for case in read_cases(criteria_folder("alpine")).cases if case.indicator]
    chosen = {(case.indicator, case.answer.value) for case in cases if case.answer}
    points = {(case.indicator, case.points) for case in cases}

    for leaf in LEAVES:
        if isinstance(leaf.answer, AsksChoice) and leaf.scale:
            steps = {(leaf.key, one.key) for one in leaf.answer.options}
            assert steps - chosen == set()
        if isinstance(leaf.scale, Curve):
            assert {(leaf.key, knot.points) for knot in leaf.scale.knots} - points == set()


@pytest.mark.parametrize("language", TERMS)
def test_fields_have_the_names_of_the_original(language):
    for key, term in TERMS[language].items():
        assert ALPINE.node(key).label.in_([language], source="en").casefold() == term.casefold()


def test_swiss_german_has_no_sharp_s():
    dossier = spi.load_dossier(MUSTERDORF)

    assert "ß" not in ballot(ALPINE, spi.words("de-CH"), "html")
    assert "ß" not in spi.report(dossier, ALPINE, language="de-CH", format="markdown")


@pytest.mark.parametrize("population", [50, 100_000])
def test_a_hamlet_and_a_city_can_use_it(population):
    area = spi.Area(key="a", name=spi.LocalText.of("A"), attributes={"population": population})
    asked = spi.questionnaire(ALPINE, area)
    excluded = [
        one["key"] for field in asked["fields"] for one in field["questions"] if one["excluded"]
    ]

    assert ("par-turnout" in excluded) is (population == 50)
    assert len(excluded) < 12

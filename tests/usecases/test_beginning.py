"""Beginning a dossier: a commented file in any language that can be read at once, and filled in."""

from __future__ import annotations

import re

import pytest

import spi
from builders import a_context, a_set, an_indicator
from small import LANGUAGES, a_file
from spi.language import words
from spi.usecases.beginning import Beginning, dossier_text, key_for
from spi.usecases.checking import check

EVERYWHERE = (*LANGUAGES, "de-CH")
START = Beginning(key="ort", name="Ort", cycle="2026", country="AT", code="01234", population=1200)
FILLED = {
    "emp-poverty": "{value: 16, period: 2021, source: }",
    "emp-unemployment": "{value: {numerator: 43, denominator: 1992}, period: , source: }",
    "hea-pharmacy": "{value: true, period: , source: }",
    "mob-post": "{value: relay, period: , source: }",
    "mob-daily": "{value: [bread, food], period: , source: my-source}",
}


@pytest.fixture(scope="module")
def figures():
    return spi.load_criteria("alpine-figures")


def begun(criteria, language="en", start=START) -> str:
    return dossier_text(start, criteria, words(language))


def uncommented(text: str, key: str, answer: str) -> str:
    """Take the sign # from a line, as a person would, and fill it in."""
    text, n = re.subn(rf"(?m)^(    )#({key}: )\{{.*$", rf"\1\2{answer}", text)
    assert n == 1
    return text


# --- it can be read at once ----------------------------------------------------------------------


@pytest.mark.parametrize("language", EVERYWHERE)
def test_a_new_dossier_is_good_in_every_language(tmp_path, figures, language):
    path = a_file(tmp_path, begun(figures, language))

    assert check(path).findings == ()
    dossier = spi.load_dossier(path)
    assert (dossier.language, dossier.key) == (language, "ort/2026")
    assert (dossier.area.code, dossier.area.population) == ("01234", 1200)
    assert dossier.assessment.answers == {}


def test_what_is_not_known_is_left_out(tmp_path, figures):
    text = begun(figures, start=Beginning(key="a", name="A", cycle="2026"))

    area = spi.load_dossier(a_file(tmp_path, text)).area
    assert (area.country, area.code, area.population) == (None, None, None)


@pytest.mark.parametrize(
    "name", ['"Zum Tal"', "a: b", "Val d’Isère # oben", "no", "2026", "Šmarje\\"]
)
def test_any_name_is_kept_as_it_is(tmp_path, figures, name):
    text = begun(figures, start=Beginning(key="a", name=name, cycle="2026"))

    assert spi.load_dossier(a_file(tmp_path, text)).area.name.in_(()) == name


@pytest.mark.parametrize(
    ("about", "where"),
    [
        ({"kind": "Bad Kind"}, "area.kind: found"),
        ({"name": "A\x07"}, "area.name: found"),
        ({"key": "A b"}, "area.key: found"),
    ],
)
def test_what_no_dossier_may_hold_is_refused_before_a_file_is_written(figures, about, where):
    start = Beginning(**{"key": "a", "name": "A", "cycle": "2026", **about})

    with pytest.raises(spi.InvalidDocument, match=where):
        begun(figures, start=start)


# --- it asks everything --------------------------------------------------------------------------


def test_every_question_that_can_be_answered_stands_there_once(figures):
    asked = re.findall(r"(?m)^    #([a-z0-9-]+): \{value:", begun(figures))

    assert asked == [leaf.key for leaf in figures.leaves() if leaf.answer is not None]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_comment_stays_in_english(figures, language):
    english, other = (
        {line for line in begun(figures, one).splitlines() if re.search(r"# \w+ \w+ \w+", line)}
        for one in ("en", language)
    )

    assert len(other) > 40
    assert english & other == set()


def test_swiss_german_has_no_sharp_s(figures):
    assert "ß" in begun(figures, "de")
    assert "ß" not in begun(figures, "de-CH")


def test_lines_are_no_longer_than_a_screen(figures):
    for language in EVERYWHERE:
        comments = [line for line in begun(figures, language).splitlines() if "{value" not in line]
        assert max(map(len, comments)) <= 100


def test_what_is_computed_is_not_asked():
    ratio = {"type": "derived-ratio", "numerator": ["a"], "denominator": ["b"]}
    whole = a_set(an_indicator("a"), a_context("b"), a_context("c", ratio))

    text = begun(whole)

    assert "#a: {value" in text
    assert "#c: {value" not in text


# --- it can be filled in -------------------------------------------------------------------------


@pytest.mark.parametrize("language", EVERYWHERE)
def test_a_line_without_its_sign_is_an_answer(tmp_path, figures, language):
    text = begun(figures, language).replace(
        '  #my-source: {title: ""', '  my-source: {title: "Eigene Zählung"'
    )
    for key, answer in FILLED.items():
        text = uncommented(text, key, answer)
    path = a_file(tmp_path, text)

    assert check(path).findings == ()
    card = spi.score(spi.load_dossier(path), figures)
    assert card.node("emp-poverty").score == 37.5
    assert card.node("mob-post").score == 60
    assert card.node("mob-daily").score == 80


def test_a_line_that_was_only_uncommented_is_an_open_question(tmp_path, figures):
    text = re.sub(r"(?m)^    #([a-z0-9-]+: \{value: , )", r"    \1", begun(figures))

    found = check(a_file(tmp_path, text))

    assert all("found nothing" in str(one) for one in found.findings)


def test_confidential_and_not_applicable_are_written_as_the_file_says(tmp_path, figures):
    text = uncommented(begun(figures), "emp-poverty", "{absent: suppressed}")
    text = uncommented(text, "adm-police", "{absent: not-applicable, reason: no pass}")
    path = a_file(tmp_path, text)

    assert check(path).is_good
    card = spi.score(spi.load_dossier(path), figures)
    assert card.node("emp-poverty").status == "suppressed"
    assert card.node("adm-police").status == "not-applicable"


# --- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Les Belleville", "les-belleville"),
        ("Übersee", "ubersee"),
        ("Villar-d’Arêne", "villar-d-arene"),
        ("Kranjska Gora / Rateče", "kranjska-gora-ratece"),
        ("Großarl", "grossarl"),
        ("Sacré-Cœur", "sacre-coeur"),
        ("Đorđe", "dorde"),
        ("  ", "area"),
        ("東京", "area"),
    ],
)
def test_a_key_is_made_of_any_name(name, key):
    assert key_for(name) == key

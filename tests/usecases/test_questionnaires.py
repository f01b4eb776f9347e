"""What a portal needs: the questions as plain data, and answers as people type them."""

from __future__ import annotations

import json

import pytest

import spi
from builders import a_context, a_field, a_rated, a_set, an_indicator
from small import LANGUAGES
from spi.codec import from_plain
from spi.findings import Code
from spi.model.answers import Fraction


def leaves(node: dict) -> list[dict]:
    """Give all questions at or below a field."""
    below = [one for topic in node.get("topics", ()) for one in leaves(topic)]
    return [*below, *node.get("questions", ())]


def questions(criteria, area=None, language="en") -> dict[str, dict]:
    """Give all questions by their key."""
    plain = spi.questionnaire(criteria, area, language)
    return {one["key"]: one for field in plain["fields"] for one in leaves(field)}


def an_area(**attributes):
    return from_plain({"key": "x", "name": "X", "attributes": attributes}, spi.Area)


@pytest.fixture(scope="module")
def figures():
    return spi.load_criteria("alpine-figures")


# --- the questions -------------------------------------------------------------------------------


def test_every_indicator_is_asked_once(figures):
    assert list(questions(figures)) == [leaf.key for leaf in figures.leaves()]


def test_a_questionnaire_is_plain_data(figures):
    plain = spi.questionnaire(figures, an_area(population=900), "sl")

    assert json.loads(json.dumps(plain)) == plain
    assert (plain["key"], plain["language"]) == ("alpine-figures@2026", "sl")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_question_is_in_the_language_asked_for(figures, language):
    english, other = questions(figures), questions(figures, language=language)

    for key, question in other.items():
        for part in ("label", "question", "description"):
            assert question[part]
            assert question[part] != english[key][part]


def test_a_form_knows_what_kind_of_answer_is_wanted(figures):
    asked = questions(figures)

    assert asked["emp-poverty"]["answer"] == {
        "type": "number",
        "unit": "percent",
        "unit_label": "%",
        "minimum": 0,
        "maximum": 100,
        "per": None,
        "numerator": None,
        "denominator": None,
        "options": [],
    }
    assert asked["emp-unemployment"]["answer"]["per"] == 100
    assert asked["emp-unemployment"]["answer"]["numerator"] == "unemployed persons aged 15 to 64"
    assert asked["hea-pharmacy"]["answer"]["type"] == "yes-no"
    assert [one["key"] for one in asked["mob-post"]["answer"]["options"]] == [
        "office",
        "relay",
        "none",
    ]
    assert asked["par-q-early"]["answer"] is None
    assert asked["par-q-early"]["rating"]["steps"] == 5
    assert asked["par-q-early"]["rating"]["hints"]["1"] == "informed after the decision"


def test_what_is_computed_is_not_asked_and_context_is_marked():
    ratio = {"type": "derived-ratio", "numerator": ["a"], "denominator": ["b"]}
    whole = a_set(
        a_field("f", an_indicator("a"), a_context("b"), a_context("c", ratio)),
    )

    asked = questions(whole)

    assert asked["c"]["answer"] is None
    assert (asked["a"]["is_context"], asked["b"]["is_context"]) == (False, True)


def test_what_a_rule_excludes_in_an_area_is_marked_with_its_reason(figures):
    small = questions(figures, an_area(population=900), "de")
    large = questions(figures, an_area(population=90_000), "de")

    assert "Gemeinden dieser Größe" in small["hea-midwife"]["excluded"]
    assert large["hea-midwife"]["excluded"] is None
    assert questions(figures)["hea-midwife"]["excluded"] is None


def test_an_area_that_does_not_say_what_a_rule_reads_is_asked_everything(figures):
    asked = questions(figures, an_area())

    assert [key for key, one in asked.items() if one["excluded"]] == []


def test_an_indicator_directly_below_the_set_stands_beside_the_fields():
    plain = spi.questionnaire(a_set(an_indicator("a")))

    assert plain["questions"][0]["key"] == "a"
    assert plain["fields"] == []


def test_an_unknown_language_is_refused(figures):
    with pytest.raises(spi.UnknownKey, match='unknown language "tlh"'):
        spi.questionnaire(figures, language="tlh")


# --- answers as they are typed -------------------------------------------------------------------

NUMBER = an_indicator(
    "n", answer={"type": "number", "unit": "percent", "minimum": 0, "maximum": 100}
)
EUROS = an_indicator("e", answer={"type": "number", "unit": "eur"}, direction="neutral")
YES_NO = an_indicator("y", answer="yes-no", direction="neutral")
OPTIONS = {
    "options": [
        {"key": "bus", "label": {"source": "Bus", "de": "Autobus"}},
        {"key": "train", "label": {"source": "Train, tram", "de": "Zug"}},
        {"key": "ete", "label": {"source": "Summer lift", "fr": "Remontée d’été"}},
    ]
}
CHOICE = an_indicator("c", answer={"type": "choice", **OPTIONS}, direction="neutral")
CHOICES = an_indicator("s", answer={"type": "choices", **OPTIONS}, direction="neutral")
RATIO = an_indicator("r", answer={"type": "ratio", "per": 1000}, scale=None, direction="neutral")
TEXT = an_indicator("t", answer="text", direction="neutral")


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("12.5", "en", 12.5),
        ("12,5", "de", 12.5),
        ("12.5", "de-CH", 12.5),
        (" 12,5 % ", "it", 12.5),
        ("12,5\N{NARROW NO-BREAK SPACE}%", "fr", 12.5),
        ("12,5%", "sl", 12.5),
        ("12 percent", "en", 12),
        ("0", "de", 0),
    ],
)
def test_numbers_are_read_as_people_there_write_them(typed, locale, value):
    assert spi.parse_answer(NUMBER, typed, locale).value == value


@pytest.mark.parametrize(
    ("typed", "locale"),
    [
        ("23 230 €", "fr"),
        ("23.230 EUR", "de"),
        ("€ 23’230", "de-CH"),
        ("23.230,00 euro", "it"),
        ("23,230", "en"),
    ],
)
def test_amounts_of_money_may_be_written_in_many_ways(typed, locale):
    answer = spi.parse_answer(EUROS, typed, locale)

    card = spi.score(spi.Dossier().with_answer("e", answer), a_set(EUROS, an_indicator("a")))
    assert card.node("e").leaf.fact.value == 23230


def test_another_unit_of_the_same_kind_is_converted():
    answer = spi.parse_answer(EUROS, "2 thousand-eur", "en")

    assert (answer.value, answer.unit) == (2, "thousand-eur")


@pytest.mark.parametrize(
    ("typed", "locale", "code"),
    [
        ("", "de", Code.ANSWER_WRONG_KIND),
        ("viele", "de", Code.ANSWER_WRONG_KIND),
        ("12,5", "en", Code.ANSWER_WRONG_KIND),
        ("1.2", "de", Code.ANSWER_WRONG_KIND),
        ("nan", "en", Code.ANSWER_WRONG_KIND),
        ("12 km", "de", Code.UNIT_NOT_CONVERTIBLE),
        ("12 %%", "de", Code.UNIT_NOT_CONVERTIBLE),
        ("101", "de", Code.ANSWER_OUTSIDE_LIMITS),
        ("−3 %", "de", Code.ANSWER_OUTSIDE_LIMITS),
    ],
)
def test_what_is_no_such_number_says_why(typed, locale, code):
    with pytest.raises(spi.InvalidDocument, match=r"^n: found") as wrong:
        spi.parse_answer(NUMBER, typed, locale)

    assert [one.code for one in wrong.value.findings] == [code]


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("yes", "en", True),
        ("Ja", "de", True),
        ("NEIN", "de-CH", False),
        ("sì", "it", True),
        ("si", "it", True),
        ("oui", "fr", True),
        ("non", "fr", False),
        ("da", "sl", True),
        ("ne", "sl", False),
        ("no", "sl", False),
    ],
)
def test_yes_and_no_are_understood_in_the_language_and_in_english(typed, locale, value):
    assert spi.parse_answer(YES_NO, typed, locale).value is value


def test_neither_yes_nor_no_lists_what_there_is():
    with pytest.raises(spi.InvalidDocument, match="one of the options: ja, nein, yes, no"):
        spi.parse_answer(YES_NO, "vielleicht", "de")


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("bus", "de", "bus"),
        ("autobus", "de", "bus"),
        ("Train, tram", "en", "train"),
        ("remontee d’ete", "fr", "ete"),
    ],
)
def test_an_option_is_named_by_its_key_or_its_label(typed, locale, value):
    assert spi.parse_answer(CHOICE, typed, locale).value == value


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("bus", "en", ("bus",)),
        ("Zug; Autobus", "de", ("train", "bus")),
        ("bus, train", "en", ("bus", "train")),
        ("Train, tram", "en", ("train",)),
        ("none", "en", ()),
        ("nichts davon", "de", ()),
        ("Keine davon", "de", ()),
        ("aucun", "fr", ()),
        ("nessuno", "it", ()),
        ("nič", "sl", ()),
    ],
)
def test_several_options_stand_with_commas_or_semicolons(typed, locale, value):
    assert spi.parse_answer(CHOICES, typed, locale).value == value


@pytest.mark.parametrize("typed", ["", "bus, plane", "bus, bus"])
def test_several_options_must_be_there_and_differ(typed):
    with pytest.raises(spi.InvalidDocument, match=r"^s"):
        spi.parse_answer(CHOICES, typed)


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("5 / 3472", "en", (5, 3472)),
        ("5/3.472", "de", (5, 3472)),
        ("-12:10 561", "fr", (-12, 10561)),
        ("3/0", "en", (3, 0)),
    ],
)
def test_a_ratio_is_two_numbers(typed, locale, value):
    numerator, denominator = value

    assert spi.parse_answer(RATIO, typed, locale).value == Fraction(
        numerator=numerator, denominator=denominator
    )


@pytest.mark.parametrize("typed", ["5", "1,4 %", "5/3/2", "5/-3"])
def test_what_is_no_ratio_shows_an_example_as_it_is_written_there(typed):
    with pytest.raises(spi.InvalidDocument, match=r"such as: 5 / 3\.472"):
        spi.parse_answer(RATIO, typed, "de")


def test_free_text_is_taken_as_it_is_and_nothing_is_none():
    assert spi.parse_answer(TEXT, "  mostly in winter ").value == "mostly in winter"
    with pytest.raises(spi.InvalidDocument, match="expected an answer that can be typed"):
        spi.parse_answer(TEXT, "   ")


def test_a_rating_is_no_answer():
    with pytest.raises(spi.InvalidDocument, match="expected an answer that can be typed"):
        spi.parse_answer(a_rated("q"), "4")


def test_what_was_typed_fits_into_a_dossier(figures):
    answer = spi.parse_answer(figures.node("emp-poverty"), "22 %", "fr")

    card = spi.score(spi.Dossier().with_answer("emp-poverty", answer), figures)

    assert card.node("emp-poverty").score == 0

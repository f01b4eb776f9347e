"""One language: its texts, numbers, dates and plurals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi.errors import InvalidInput, UnknownKey
from spi.language import known_languages, words
from spi.language.words import chain_of, rounded
from spi.model.period import Period
from spi.model.text import LocalText

NB = "\xa0"
NARROW = "\u202f"
LANGUAGES = ("en", "de", "de-CH", "it", "fr", "sl", "rm")


def in_each(**expected):
    """Give parameters: language to what is expected; ``de_CH`` is de-CH."""
    found = [(name.replace("_", "-"), value) for name, value in expected.items()]
    return pytest.mark.parametrize(("code", "expected"), found, ids=[name for name, _ in found])


# --- which language --------------------------------------------------------------------------------


def test_the_languages_with_texts_are_known_english_first():
    assert known_languages() == ("en", "de", "fr", "it", "sl")


@in_each(
    en=("en",), de=("de", "en"), de_CH=("de-CH", "de", "en"), rm=("rm", "de", "en"),
    rm_CH=("rm-CH", "rm", "de", "en"), lld=("lld", "it", "de", "en"), fur=("fur", "it", "en"),
    it_CH=("it-CH", "it", "en"),
)  # fmt: skip
def test_a_language_without_texts_takes_those_of_the_next(code, expected):
    assert chain_of(code) == expected


@pytest.mark.parametrize(
    "code", ["de-CH", "de_CH", "de-AT", "de-XX", "de-Latn-CH", "DE_ch", "rm", "lld", "en-GB"]
)
def test_a_variant_has_words(code):
    assert words(code).text("answer.yes") in {"ja", "sì", "yes"}


@pytest.mark.parametrize("code", ["xx", "es", "zu-ZA"])
def test_a_language_that_has_no_texts_at_all_is_unknown(code):
    with pytest.raises(UnknownKey) as error:
        words(code)

    assert (error.value.kind, error.value.known) == ("language", tuple(sorted(known_languages())))


@pytest.mark.parametrize("code", ["", "d", "deutsch", "de/../fr", "de\n", "x" * 1000, "de-"])
def test_what_is_no_language_code_is_refused(code):
    with pytest.raises(InvalidInput, match="expected a code like de, fr or de-CH"):
        words(code)


@in_each(de="Deutsch", fr="français", it="italiano", sl="slovenščina", rm="rumantsch")
def test_a_language_is_called_by_its_own_name(code, expected):
    assert words(code).own_name == expected


def test_a_language_is_called_by_its_name_in_another():
    assert [words("de").name_of(code) for code in ("sl", "rm", "xx")] == [
        "Slowenisch", "Rätoromanisch", "xx",
    ]  # fmt: skip


# --- texts -----------------------------------------------------------------------------------------


@in_each(en="yes", de="ja", de_CH="ja", it="sì", fr="oui", sl="da", rm="ja", lld="sì")
def test_a_text_is_said_in_the_best_language_there_is(code, expected):
    assert words(code).text("answer.yes") == expected


def test_a_text_that_nobody_wrote_is_unknown():
    with pytest.raises(UnknownKey, match=r'unknown text "answer\.yse"'):
        words("de").text("answer.yse")


def test_swiss_german_has_no_sharp_s_and_other_quotation_marks():
    german, swiss = words("de"), words("de-CH")

    assert german.count("count.measures", 2) == "2 Maßnahmen"
    assert swiss.count("count.measures", 2) == "2 Massnahmen"
    assert swiss.spell("„Straße“") == "«Strasse»"
    assert swiss.of(LocalText({"de": "Große Straße"})) == "Grosse Strasse"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de-CH", "CH"), ("de", "D"), ("fr", "source"), ("en", "source"), ("it", "I")],
)
def test_a_text_of_a_document_is_taken_in_the_best_language(language, expected):
    text = LocalText({"": "source", "de": "D", "de-CH": "CH", "it": "I"})

    assert words(language).of(text) == expected


def test_no_text_is_an_empty_text():
    assert words("de").of(None) == ""


def test_the_source_text_may_be_in_any_language():
    text = LocalText({"": "Wohnen", "en": "Housing"})

    assert words("de").of(text, source="de") == "Wohnen"
    assert words("fr").of(text, source="de") == "Housing"


# --- plurals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "0 vprašanj"), (1, "1 vprašanje"), (2, "2 vprašanji"), (3, "3 vprašanja"),
        (4, "4 vprašanja"), (5, "5 vprašanj"), (11, "11 vprašanj"), (100, "100 vprašanj"),
        (101, "101 vprašanje"), (102, "102 vprašanji"), (103, "103 vprašanja"),
        (105, "105 vprašanj"), (111, "111 vprašanj"), (1001, "1.001 vprašanje"),
    ],
)  # fmt: skip
def test_slovenian_has_four_forms(n, expected):
    assert words("sl").count("count.questions", n) == expected


@pytest.mark.parametrize("n", [0, 1, 2, 5, 21])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_agrees_with_its_noun(code, n):
    one, several = {
        "en": ("indicator", "indicators"), "de": ("Indikator", "Indikatoren"),
        "it": ("indicatore", "indicatori"), "fr": ("indicateur", "indicateurs"),
    }.get(code.partition("-")[0], ("", ""))  # fmt: skip
    found = words(code).count("count.indicators", n)

    assert found.startswith(f"{n} ")
    if one:
        is_one = n == 1 or (n == 0 and code == "fr")
        assert found == f"{n} {one if is_one else several}"


# --- numbers ---------------------------------------------------------------------------------------


@in_each(
    en="1,234.5", de="1.234,5", de_CH="1’234.5", it="1.234,5", fr=f"1{NARROW}234,5",
    sl="1.234,5", rm="1’234.5",
)  # fmt: skip
def test_a_number_is_written_as_people_there_do(code, expected):
    assert words(code).number(1234.5) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"), (-0.0, None, "0"), (-0.0001, None, "0"), (-0.0001, 2, "0.00"),
        (12, None, "12"), (12.0, 1, "12.0"), (1234567, None, "1,234,567"), (0.1234, None, "0.123"),
        (0.0005, None, "0"), (0.0015, None, "0.002"), (2.5, 0, "2"), (3.5, 0, "4"),
        (62.25, 1, "62.2"), (62.35, 1, "62.4"), (-1.5, None, "−1.5"), (1e-9, None, "0"),
        (1e22, None, "10,000,000,000,000,000,000,000"), (5e-324, None, "0"),
    ],
)  # fmt: skip
def test_a_number_is_rounded_half_to_even_on_what_people_see(value, decimals, expected):
    assert words("en").number(value, decimals) == expected


@in_each(
    en="12.5%", de=f"12,5{NB}%", de_CH="12.5%", it="12,5%", fr=f"12,5{NB}%", sl=f"12,5{NB}%",
    rm=f"12.5{NB}%",
)  # fmt: skip
def test_a_share_is_written_in_percent(code, expected):
    assert words(code).percent(0.125, 1) == expected


@pytest.mark.parametrize(
    ("share", "decimals", "expected"),
    [
        (0, 0, "0%"), (1, 0, "100%"), (0.005, 0, "0%"), (0.015, 0, "2%"), (2 / 3, 1, "66.7%"),
        (-0.001, 0, "0%"), (0.29, 0, "29%"), (1e22, 0, "1" + ",000" * 8 + "%"),
    ],
)  # fmt: skip
def test_percents_are_rounded_half_to_even(share, decimals, expected):
    assert words("en").percent(share, decimals) == expected


@pytest.mark.parametrize(
    ("value", "floors", "expected"),
    [
        (39.96, [40], "39.96"), (39.94, [40], "39.9"), (40, [40], "40.0"), (39.99999, [40], "39.99999"),
        (39.9999999999, [40], "40.0"), (69.95, [40, 70], "69.95"), (100, [], "100.0"), (0, [0], "0.0"),
    ],
)  # fmt: skip
def test_a_score_stands_in_the_level_of_its_value(value, floors, expected):
    assert words("en").score(value, floors) == expected


@given(st.floats(0, 100), st.lists(st.floats(0, 100), max_size=4))
def test_no_rounded_score_crosses_a_floor(value, floors):
    shown = float(words("en").score(value, floors))

    for floor in floors:
        assert (shown >= floor - 5e-10) == (value >= floor - 5e-10)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(LANGUAGES))
def test_whatever_number_is_written_can_be_read(value, code):
    written = words(code).number(value)

    assert words(code).read_number(written) == float(rounded(value, 3))


# --- reading numbers -------------------------------------------------------------------------------

POINT = {"en": ".", "de": ",", "de-CH": ".", "it": ",", "fr": ",", "sl": ",", "rm": "."}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("space", [" ", NB, NARROW, "\u2009", "'", "’"])
def test_spaces_and_apostrophes_group_digits_everywhere(code, space):
    typed = f"1{space}234{space}567{POINT[code]}5"

    assert words(code).read_number(typed) == 1234567.5


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sign_that_people_there_write_for_the_point_is_read(code):
    assert words(code).read_number(f" 12{POINT[code]}5 ") == 12.5
    assert words(code).read_number(f"-0{POINT[code]}05") == -0.05
    assert words(code).read_number("\N{MINUS SIGN}7") == -7
    assert words(code).read_number("+7") == 7


@in_each(en="1,234", de="1.234", it="1.234", sl="1.234", de_CH="1’234", fr="1 234", rm="1’234")
def test_a_thousand_is_grouped_as_people_there_do(code, expected):
    assert words(code).read_number(expected) == 1234


@pytest.mark.parametrize("code", ["en", "de", "it", "sl"])
def test_the_sign_that_groups_is_no_point(code):
    group = "," if POINT[code] == "." else "."
    for typed in (f"1{group}5", f"12{group}34", f"1{group}2345"):
        with pytest.raises(InvalidInput, match="expected a number as it is written here"):
            words(code).read_number(typed)


@pytest.mark.parametrize("code", ["fr", "de-CH", "rm"])
def test_where_no_point_groups_both_points_are_read_but_for_three_digits_after_it(code):
    other = "," if POINT[code] == "." else "."

    assert words(code).read_number(f"1{other}5") == 1.5
    assert words(code).read_number(f"-12{other}34") == -12.34
    for typed in (f"1{other}234", f"1{other}234{other}567", f"1’234{other}5"):
        with pytest.raises(InvalidInput, match="expected a number as it is written here"):
            words(code).read_number(typed)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "-",
            "+",
            ".",
            ",",
            "abc",
            "1e5",
            "nan",
            "NaN",
            "inf",
            "Infinity",
            "1_000",
            "0x10",
        ),
        *(
            "12 %",
            "1 2",
            "1 23",
            "1  234",
            "12 34 567",
            "1 234 56",
            "1'234 567",
            "--1",
            "1-",
            "１２",
        ),
        *("٣", "½", "1,", "1.", "9" * 400, "1,2,3", "1.2.3", "12\n34", "€ 5", "1/2"),
    ],
)
def test_what_is_no_number_is_refused(code, typed):
    with pytest.raises(InvalidInput) as error:
        words(code).read_number(typed)

    assert len(str(error.value)) < 150


@given(st.text(max_size=12), st.sampled_from(LANGUAGES))
def test_any_text_is_a_number_or_an_error_of_ours(typed, code):
    try:
        value = words(code).read_number(typed)
    except InvalidInput:
        return
    assert abs(value) < 1e13


# --- dates and periods -----------------------------------------------------------------------------


@in_each(
    en="5 March 2026", de="5. März 2026", de_CH="5. März 2026", it="5 marzo 2026",
    fr="5 mars 2026", sl="5. marec 2026", rm="5 da mars 2026",
)  # fmt: skip
def test_a_date_is_written_in_words(code, expected):
    assert words(code).date(date(2026, 3, 5)) == expected


@in_each(
    en="May 2021", de="Mai 2021", de_CH="Mai 2021", it="maggio 2021", fr="mai 2021",
    sl="maj 2021", rm="matg 2021",
)  # fmt: skip
def test_a_month_is_written_in_words(code, expected):
    assert words(code).period(Period("2021-05")) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021", "2021"), ("2015/2021", "2015–2021"), ("2021-05/2021-08", "Mai 2021–August 2021"),
        ("2021-05-01", "1. Mai 2021"), ("2020/2021-05", "2020–Mai 2021"), ("0999", "0999"),
    ],
)  # fmt: skip
def test_a_period_is_written_with_a_dash(period, expected):
    assert words("de").period(Period(period)) == expected


@in_each(en="a, b, and c", de="a, b und c", it="a, b e c", fr="a, b et c", sl="a, b in c")
def test_words_are_joined_as_people_there_do(code, expected):
    assert words(code).listed(["a", "b", "c"]) == expected
    assert words(code).listed(["a"]) == "a"
    assert words(code).listed([]) == ""

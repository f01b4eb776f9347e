"""CSV: what a program reads is what was written, and a spreadsheet computes nothing."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spi.documents.nodes import Tone
from spi.reports.tables import csv_text


def read(text):
    return list(csv.reader(StringIO(text, newline="")))


def fields(*values, **options):
    columns = [f"c{number}" for number in range(len(values))]
    written = csv_text([dict(zip(columns, values, strict=True))], columns, **options)
    return read(written)[1]


def test_the_first_line_names_the_columns_in_order():
    assert csv_text([{"b": 1, "a": 2}], ["a", "b"]) == "a,b\r\n2,1\r\n"


def test_no_rows_are_a_line_of_columns():
    assert csv_text([], ["a"]) == "a\r\n"


def test_lines_end_as_the_standard_says_and_quotes_stand_where_needed():
    assert csv_text([{"a": 'x,"y"\nz', "b": "w"}], ["a", "b"]) == 'a,b\r\n"x,""y""\nz",w\r\n'


def test_nothing_is_an_empty_field():
    assert csv_text([{"a": None, "c": 0}], ["a", "b", "c"]) == "a,b,c\r\n,,0\r\n"


def test_numbers_are_written_in_full():
    assert fields(0.1 + 0.2, 1e-7, 10**20, -3.0) == [
        "0.30000000000000004",
        "1e-07",
        "100000000000000000000",
        "-3.0",
    ]


def test_yes_no_and_keys_are_words():
    assert fields(True, False, Tone.HIGH) == ["true", "false", "high"]  # noqa: FBT003


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@x", "\tx", "\r=x", "-", "--5", "+1-2"]
)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert fields(text) == ["'" + text]
    assert fields(text, formula_safe=False) == [text]


@pytest.mark.parametrize("text", ["-5", "+3.2", "-0,5", "-1e5", "-.5", "5", "a=b", "", "'=x"])
def test_a_number_and_a_harmless_text_stay(text):
    assert fields(text) == [text]


def test_a_formula_in_the_name_of_a_column_gets_an_apostrophe():
    assert csv_text([], ["=a"]) == "'=a\r\n"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_what_is_read_is_what_was_written(rows):
    found = read(csv_text([dict(zip("ab", row, strict=True)) for row in rows], ["a", "b"]))

    assert len(found) == len(rows) + 1
    for row, again in zip(rows, found[1:], strict=True):
        for text, value in zip(row, again, strict=True):
            assert value in {text, "'" + text}
            assert not value.startswith(("=", "@", "\t", "\r"))


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_without_the_option_nothing_changes(values):
    assert fields(*values, formula_safe=False) == values


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_a_number_read_again_is_the_same(value):
    (text,) = fields(value)

    assert type(value)(text) == value

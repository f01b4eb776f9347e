"""YAML through one guarded door."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

from spi.errors import InvalidDocument
from spi.findings import Code
from spi.reading.guarded import MOST_BYTES, MOST_DIGITS, MOST_LEVELS, MOST_PARTS, read_yaml


def value_of(text):
    return read_yaml(f"a: {text}\n".encode(), "x.yaml").data["a"]


def refused(raw):
    with pytest.raises(InvalidDocument) as wrong:
        read_yaml(raw, "x.yaml")
    return wrong.value.findings


# --- plain scalars ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        *(
            "NO",
            "no",
            "No",
            "yes",
            "Yes",
            "y",
            "n",
            "on",
            "off",
            "True",
            "TRUE",
            "False",
            "Null",
            "NULL",
        ),
        *("22:30", "1:30:00", "12:00", "2025-01-01", "2025-01-01T10:00:00Z", "2025-1-1"),
        *(
            "01004",
            "007",
            "00",
            "-01",
            "1_000",
            "1,000",
            "0x10",
            "0o17",
            "0b1",
            "1e",
            "e5",
            "1.2.3",
        ),
        *(".", "..", "+", ".e5", "1 000", "½", "１２", "inf", "nan", "+.nan", "infinity", "12 %"),
        *("=", "1/2", "2015/2021", "a#b", "http://example.org/?a=b#c", "Hôtel-de-Ville", "žlica"),
    ],
)
def test_what_looks_like_text_stays_text(word):
    assert value_of(word) == word


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("word", ["12", "1.5", "true", "null", "~", "", ".inf", "1e5", "<<"])
def test_what_stands_in_quotes_is_text(word, quote):
    assert value_of(f"{quote}{word}{quote}") == word


@pytest.mark.parametrize("style", ["|", ">"])
def test_a_block_is_text(style):
    assert value_of(f"{style}-\n  12") == "12"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("-12", -12),
        ("3472", 3472),
        ("1.10", 1.1),
        (".5", 0.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e5", 1e5),
        ("1E-5", 1e-5),
        ("-1.5e+3", -1500.0),
        ("9007199254740993", 9007199254740993),
    ],
)
def test_yes_no_nothing_and_numbers_are_read(word, value):
    found = value_of(word)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("word", "value"),
    [(".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf), ("1e400", math.inf)],
)
def test_an_endless_number_is_left_to_the_model_which_refuses_it(word, value):
    assert value_of(word) == value


def test_no_number_is_left_to_the_model_which_refuses_it():
    assert math.isnan(value_of(".nan"))


def test_a_number_of_very_many_digits_costs_nothing():
    assert value_of("9" * (MOST_DIGITS - 1)) == int("9" * (MOST_DIGITS - 1))
    assert value_of("9" * 1_000_000) == math.inf


def test_names_of_entries_are_text():
    raw = b"1: a\ntrue: b\nNO: c\n2025-01-01: d\n'': e\n~: f\n1.50: g\n"

    assert list(read_yaml(raw, "x").data) == ["1", "true", "NO", "2025-01-01", "", "~", "1.50"]


# --- bytes -----------------------------------------------------------------------------------------

TEXT = "name: Küche\nlist:\n  - a\n  - {ž: 1}\n"
PLACES = {("name",): (1, 7), ("list", 0): (3, 5), ("list", 1, "ž"): (4, 9)}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-mark", "mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_marks_and_line_ends_change_neither_data_nor_places(mark, end):
    marked = read_yaml(mark + TEXT.replace("\n", end).encode(), "x.yaml")
    found = {path: (marked.places[path].line, marked.places[path].column) for path in PLACES}

    assert marked.data == {"name": "Küche", "list": ["a", {"ž": 1}]}
    assert found == PLACES


@pytest.mark.parametrize(
    "encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "cp850"]
)
def test_another_encoding_is_refused(encoding):
    found = refused("name: Küche\n".encode(encoding))

    assert found[0].code in {Code.FILE_ENCODING, Code.BAD_TEXT}
    assert found[0].place.line == 1


def test_the_byte_that_is_no_text_is_pointed_at():
    found = refused(b"a: 1\nb: K\xfcche\n")

    assert str(found[0]).startswith("x.yaml:2:5: found the byte 0xfc, expected text in UTF-8; ")


@pytest.mark.parametrize(
    "letter", ["\x00", "\x01", "\x08", "\x0b", "\x1b", "\x7f", "\x80", "\ufffe"]
)
def test_a_control_character_is_pointed_at(letter):
    found = refused(f"ä: 'ü'\nb: öö{letter}".encode())

    assert (found[0].code, str(found[0].place)) == (Code.BAD_TEXT, "x.yaml:2:6")


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"# only a remark\n", b"\xef\xbb\xbf", b"%YAML 1.2\n"]
)
def test_a_file_that_says_nothing_is_refused(raw):
    assert refused(raw)[0].code in {Code.FILE_EMPTY, Code.FILE_SYNTAX}


# --- what it refuses -------------------------------------------------------------------------------


def test_an_entry_that_stands_twice_is_found_with_both_places():
    found = refused(b"a: 1\nb: {c: 1,\n    c: 2, d: 3, d: 4}\na: 2\n")

    assert [str(one) for one in found] == [
        f'x.yaml:{place}, {path}: found the text "{path[-1]}", expected each entry once; '
        f"remove one; the first stands here: x.yaml:{first}."
        for place, path, first in [
            ("3:5", "b.c", "2:5"),
            ("3:17", "b.d", "3:11"),
            ("4:1", "a", "1:1"),
        ]
    ]


def test_the_greatest_depth_is_allowed_and_one_more_is_not():
    assert read_yaml(("[" * MOST_LEVELS + "]" * MOST_LEVELS).encode(), "x").data
    assert refused(("[" * (MOST_LEVELS + 1) + "]" * (MOST_LEVELS + 1)).encode())[0].code is (
        Code.TOO_DEEP
    )


def test_the_greatest_number_of_parts_is_allowed():
    raw = b"[" + b"1," * (MOST_PARTS - 2) + b"1]"

    assert len(read_yaml(raw, "x").data) == MOST_PARTS - 1


def test_one_byte_too_many_is_refused():
    found = refused(b"#" * (MOST_BYTES + 1))

    assert (found[0].code, found[0].found) == (Code.FILE_TOO_LARGE, "a file of 5000001 bytes")


BOMBS = {
    "aliases": "a: &a [x]\n"
    + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "merges": "a: &a {x: 1}\n"
    + "".join(f"{b}: &{b} {{<<: [{', '.join(['*' + a] * 9)}]}}\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "flow": "[" * 200_000,
    "flow mappings": "{a: " * 200_000,
    "blocks": "- " * 200_000,
    "questions": "? " * 200_000,
    "closed": "[" * 200_000 + "]" * 200_000,
    "indented": "".join(" " * i + "a:\n" for i in range(2_500)),
    "quotes": '"' * 200_001,
    "anchors": "&a " * 200_000,
    "tags": "!a " * 200_000,
    "comments": "#\n" * 2_000_000 + "[" * 200_000,
    "one long name": "a" * 4_000_000 + ": b",
    "documents": "---\n" * 500_000,
    "directives": "%TAG ! tag:x,2000:\n" * 100_000 + "---\na: !x b\n",
}  # fmt: skip

PROGRAM = """
import sys
from spi.errors import InvalidDocument
from spi.reading.dossiers import dossier_from
from spi.reading.sources import parse_document
raw = sys.stdin.buffer.read()
try:
    dossier_from(parse_document(raw, "bomb", is_json=sys.argv[1] == "json"))
except InvalidDocument as wrong:
    print(wrong.findings[0].code, len(str(wrong)) < 5000)
"""


def explode(text, kind="yaml"):
    """Read a text in a process of its own, which it might crash; give what that says."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind],
        input=text.encode(), capture_output=True, timeout=20, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().split()


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_does_no_harm(name):
    code, is_short = explode(BOMBS[name])

    assert code in set(Code)
    assert is_short == "True"


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 200_000, '{"members":[' * 200 + "]}" * 200]
)
def test_a_bomb_of_json_does_no_harm(text):
    assert explode(text, "json")[0] in {"too-deep", "file-syntax"}


WITHOUT_LIBYAML = """
import yaml
del yaml.CSafeLoader
from spi.errors import InvalidDocument
from spi.reading.guarded import read_yaml
marked = read_yaml("a: NO\\nb: {ü: 2025-01-01, c: 1e5}\\r\\n".encode(), "x")
print(marked.data, marked.places["b", "c"])
for raw in (b"[" * 200_000, b"a: &x 1", b"a: *x", b"a: !x 1", b"a: 1\\na: 2", b"a: [", b"a\\0"):
    try:
        read_yaml(raw, "x")
    except InvalidDocument as wrong:
        print(*[one.code for one in wrong.findings])
"""


def test_the_slower_reader_of_pyyaml_says_the_same():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML], capture_output=True, timeout=20, check=True
    )

    assert done.stdout.decode("utf-8").splitlines() == [
        "{'a': 'NO', 'b': {'ü': '2025-01-01', 'c': 100000.0}} x:2:23",
        *["too-deep", "alias-refused", "alias-refused", "tag-refused"],
        *["duplicate-entry", "file-syntax", "bad-text"],
    ]

"""The texts of the interface: complete in every language, and well formed."""

from __future__ import annotations

import ast
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from spi.findings import SENTENCES
from spi.language.catalogue import HERE, TEMPLATE

SRC = HERE.parent.parent
LANGUAGES = ("de", "fr", "it", "sl")
FORMS = {"de": 2, "fr": 2, "it": 2, "sl": 4}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ODD_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")

SAME = {
    "de": {"Status", "Person"},
    "fr": {
        *("Contact", "Cycle", "Options", "Score", "Service", "Source", "Sources", "Total"),
        *("administration", "associations", "document", "institutions", "question", "source"),
        *("%(n)s document", "%(n)s documents", "%(n)s question", "%(n)s questions"),
        *("%(n)s service", "%(n)s services", "%(points)s points"),
    },
    "it": {"no", "per km²"},
    "sl": {"Status"},
}
"""Words that a language shares with English."""
NAMES = re.compile(r"[\W\d_]*|.*(PlurAlps|YAML|JSON|HTML|CSV|UTF-8|%\(\w+\)s[^a-zA-Z]*$).*")
"""Proper names, numbers, and what holds nothing but a placeholder."""


@cache
def catalogue(name):
    path = HERE / (TEMPLATE if name == "en" else f"{name}.po")
    return {(one.context, one.id): one for one in read_po(BytesIO(path.read_bytes())) if one.id}


def strings_of(message):
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def sources_of(message):
    return list(message.id) if isinstance(message.id, tuple | list) else [message.id]


MESSAGES = [(language, key) for language in LANGUAGES for key in catalogue("en")]
IDS = [f"{language}-{key[0]}-{i}" for i, (language, key) in enumerate(MESSAGES)]


def each(check):
    """Run a check on every message, and say all that fail at once."""
    failed = [
        f"{language} {key[0]} {key[1]!r}: {found}"
        for language, key in MESSAGES
        for found in check(language, key, catalogue(language).get(key))
    ]
    assert failed == [], "\n".join(failed)


# --- complete --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_messages_of_the_template_and_no_others(language):
    assert set(catalogue(language)) == set(catalogue("en"))


def test_every_message_is_translated():
    def check(_, __, message):
        if message is None or not all(strings_of(message)):
            yield "empty"
        elif message.fuzzy:
            yield "fuzzy"

    each(check)


def test_every_plural_has_all_the_forms_of_its_language():
    def check(language, key, message):
        if isinstance(key[1], tuple) and len(set(strings_of(message))) < FORMS[language] - 1:
            yield strings_of(message)

    each(check)
    for language, forms in FORMS.items():
        assert read_po(BytesIO((HERE / f"{language}.po").read_bytes())).num_plurals == forms


def test_every_message_has_a_key():
    assert [key for key in catalogue("en") if not key[0]] == []


# --- well formed -----------------------------------------------------------------------------------


def test_placeholders_are_those_of_the_source():
    def check(_, __, message):
        wanted = {name for one in sources_of(message) for name in PLACEHOLDER.findall(one)}
        for one in strings_of(message):
            if set(PLACEHOLDER.findall(one)) != wanted:
                yield f"{PLACEHOLDER.findall(one)} for {wanted}"

    each(check)


def test_a_percent_sign_beside_a_placeholder_is_doubled():
    def check(_, __, message):
        for one in (*strings_of(message), *sources_of(message)):
            if PLACEHOLDER.search(one) and ODD_PERCENT.search(one):
                yield one

    each(check)


def test_no_translation_is_the_english_text():
    def check(language, _, message):
        for source, one in zip(sources_of(message), strings_of(message), strict=False):
            if one == source and source not in SAME[language] and not _is_a_name(source):
                yield one

    each(check)


def _is_a_name(text):
    words = re.findall(r"[^\W\d_]{2,}", PLACEHOLDER.sub("", text))
    return not words or (bool(NAMES.fullmatch(text)) and len(words) < 3)


def test_texts_begin_and_end_as_their_source_does():
    def check(_, __, message):
        source = sources_of(message)[0]
        for one in strings_of(message):
            if (one[:1].isspace(), one[-1:].isspace()) != (
                source[:1].isspace(),
                source[-1:].isspace(),
            ):
                yield repr(one)
            if _ends(one) != _ends(source) and "…" not in one and source != "No.":
                yield f"{one!r} ends otherwise than {source!r}"

    each(check)


def _ends(text):
    return text.rstrip(")»“«”").endswith(".")


def test_letters_are_composed_and_spaces_are_single():
    def check(_, __, message):
        for one in strings_of(message):
            if "  " in one or re.search("[\u0300-\u036f]", one) or "\t" in one:
                yield repr(one)

    each(check)


def test_french_puts_a_narrow_space_before_high_punctuation():
    bad = re.compile(r"(?<![\u202f\d:/])[;!?»](?=[\s)]|$)|[^\u202f\d:/\w]:(?=\s|$)|«(?!\u202f)")
    found = [
        one
        for message in catalogue("fr").values()
        for one in strings_of(message)
        if bad.search(re.sub(r"[\w.-]+: \w+|\{[^}]*\}|:\*\w+|\(!\)", "", one))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("language", "quotes"), [("de", "„“"), ("it", "«»"), ("fr", "«»"), ("sl", "»«")]
)
def test_quotation_marks_are_those_of_the_language(language, quotes):
    strange = set("„“”«»‚‘\u2039\u203a") - set(quotes)
    found = [
        one
        for message in catalogue(language).values()
        for one in strings_of(message)
        if strange & set(one)
    ]

    assert found == []


@pytest.mark.parametrize("language", ["fr", "it"])
def test_apostrophes_are_curly(language):
    found = [
        one
        for message in catalogue(language).values()
        for one in strings_of(message)
        if re.search(r"\w'\w", one)
    ]

    assert found == []


# --- what the code says ----------------------------------------------------------------------------


def phrases_in(path: Path):
    """Give every literal that the code makes a phrase of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in {"phrase", "Phrase"} and isinstance(first, ast.Constant):
                yield first.value


PHRASES = sorted({one for path in SRC.rglob("*.py") for one in phrases_in(path)})
KINDS = (
    "audience",
    "basis",
    "criteria set",
    "format",
    "language",
    "schema",
    "indicator",
    "node",
    "question",
    "member",
    "person",
    "source",
    "sphere",
    "target group",
    "rater group",
)
FIRST = ("above", "the set's own key")
OURS = ("unknown", "a quotation mark is missing, or a word is unknown")
FROM_PARSERS = (
    "mapping values are not allowed in this context",
    "could not find expected ':'",
    "did not find expected key",
    "did not find expected tag URI",
    "exceeded maximum nesting depth",
    "found incompatible YAML document",
    "found invalid Unicode character escape code",
    "Invalid \\uXXXX escape",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "block sequence entries are not allowed in this context",
    "found character that cannot start any token",
    "found unexpected end of stream",
    "found unknown escape character",
    "Expecting value",
    "Expecting property name enclosed in double quotes",
    "Expecting ',' delimiter",
    "Expecting ':' delimiter",
    "Extra data",
    "Unterminated string starting at",
    "Invalid control character at",
    "Permission denied",
    "File name too long",
)
"""What the readers of YAML and JSON and the system say most often."""


def test_every_phrase_of_the_code_can_be_said_in_every_language():
    wanted = {
        ("phrase", one) for one in (*PHRASES, *KINDS, *FIRST, *OURS, *FROM_PARSERS) if _says(one)
    }

    assert len(PHRASES) > 100
    assert wanted - set(catalogue("en")) == set()


def _says(text):
    return bool(re.search(r"\w", PLACEHOLDER.sub("", text)))


@pytest.mark.parametrize("code", SENTENCES, ids=str)
def test_every_problem_has_its_sentences_in_every_language(code):
    expected, hint = SENTENCES[code]
    wanted = {(f"finding.{code}.expected", expected), (f"finding.{code}.hint", hint)}

    assert wanted - set(catalogue("en")) == set()


def test_no_phrase_is_translated_that_nobody_says():
    known = {*PHRASES, *KINDS, *FIRST, *OURS}
    spoken = {key[1] for key in catalogue("en") if key[0] == "phrase"}
    strange = {one for one in spoken - known if not _is_of_a_parser(one)}

    assert strange == set()


def _is_of_a_parser(text):
    """Say whether it is one of the messages of a library or of the system."""
    return text in FROM_PARSERS or text in LESS_OFTEN


LESS_OFTEN = (
    "did not find expected node content",
    "did not find expected alphabetic or numeric character",
    "did not find expected <document start>",
    "did not find expected comment or line break",
    "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected",
    "found unexpected document indicator",
    "found undefined tag handle",
    "found unexpected ':'",
    "Illegal trailing comma before end of object",
    "Illegal trailing comma before end of array",
    "Invalid \\escape",
    "Unknown or misformatted keyword",
    'Got line starting with " but not in msgid, msgstr or msgctxt',
    "msg has more translations than num_plurals of catalog",
    "No such file or directory",
    "Is a directory",
    "Not a directory",
    "Input/output error",
    "Too many levels of symbolic links",
)

"""Begin a dossier: a commented file in any language, ready to be filled in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from textwrap import wrap

from attrs import evolve, frozen

from spi.documents.wording import Wording, unit_of
from spi.errors import InvalidDocument
from spi.language import Words
from spi.model.answers import (
    AsksChoice,
    AsksChoices,
    AsksProgress,
    AsksRatio,
    AsksText,
    AsksYesNo,
    DerivedGap,
    DerivedRatio,
)
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.model.dossier import SCHEMA_VERSION
from spi.reading.dossiers import dossier_from
from spi.reading.guarded import is_plainly_text
from spi.reading.sources import parse_document

WIDTH = 96


@frozen(kw_only=True)
class Beginning:
    """What is known before anything is answered.

    Attributes:
        key: Names the area, lower-case with hyphens.
        code: Of the statistical office; text.
        population: Number of residents.
    """

    key: str
    name: str
    cycle: str
    kind: str = "municipality"
    country: str | None = None
    code: str | None = None
    population: int | None = None


def dossier_text(start: Beginning, criteria: CriteriaSet, words: Words) -> str:
    """Return a dossier as commented YAML: every question stands as a comment above its line.

    Lines to be filled in are commented out, so that the file can be read at once.

    Raises:
        InvalidDocument: What is known so far is none of a dossier; all problems.
    """
    writing = _Writing(Wording(words, criteria))
    lines = [
        *writing.comment(words.text("form.intro")),
        *writing.comment(words.text("begin.how")),
        f"schema_version: {SCHEMA_VERSION}",
        f"criteria: {criteria.name}",
        f"cycle: {_quoted(start.cycle)}",
        f"language: {words.code}",
        "area:",
        f"  key: {start.key if is_plainly_text(start.key) else _quoted(start.key)}",
        f"  name: {_quoted(start.name)}",
        f"  kind: {start.kind}",
        *([f"  country: {_quoted(start.country)}"] if start.country else []),
        *([f"  code: {_quoted(start.code)}"] if start.code else []),
        *(_population(start)),
        "",
        *writing.comment(words.text("begin.sources")),
        "sources:",
        '  #my-source: {title: "", publisher: "", year: , url: "", licence: ""}',
        "",
        "assessment:",
        *writing.comment(words.text("begin.answers"), "  "),
        "  answers:",
        *(line for node in criteria.children for line in writing.node(node)),
        *writing.ratings(),
    ]
    return _checked("\n".join(line.rstrip() for line in lines) + "\n")


def _checked(text: str) -> str:
    """Return a dossier's text if it can be read; what was asked may hold what no dossier may."""
    try:
        dossier_from(parse_document(text.encode(), "-", is_json=False))
    except InvalidDocument as wrong:
        raise InvalidDocument([evolve(one, place=None) for one in wrong.findings]) from None
    return text


def _population(start: Beginning) -> Iterator[str]:
    if start.population is not None:
        yield f"  attributes: {{population: {start.population}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Writing:
    """Writes comments."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.words = wording.words

    def comment(self, text: str, indent: str = "") -> list[str]:
        """Return a text as comment lines."""
        return [f"{indent}# {line}" for line in wrap(text, WIDTH - len(indent)) or [""]]

    def node(self, node: Topic | Indicator) -> Iterator[str]:
        """Give the lines of a field, topic or question."""
        if isinstance(node, Indicator):
            yield from self._question(node)
            return
        number = self.wording.number_of(node)
        yield ""
        yield f"    # --- {f'{number} ' if number else ''}{self.wording.name(node)} ---"
        for child in node.children:
            yield from self.node(child)

    def _question(self, leaf: Indicator) -> Iterator[str]:
        if leaf.answer is None or isinstance(leaf.answer, DerivedRatio | DerivedGap):
            return
        question = self.wording.text(leaf.question) or self.wording.name(leaf)
        yield ""
        yield from self.comment(question, "    ")
        if hint := self._hint(leaf):
            yield from self.comment(hint, "    ")
        yield f"    #{leaf.key}: {{value: {self._example(leaf)}, period: , source: }}"

    def ratings(self) -> Iterator[str]:
        """Give the questions that the working group rates, and a place for the ratings."""
        rated = [leaf for leaf in self.wording.criteria.leaves() if leaf.rating]
        if not rated:
            return
        yield ""
        yield from self.comment(self.words.text("begin.ratings"), "  ")
        for leaf in rated:
            question = self.wording.text(leaf.question) or self.wording.name(leaf)
            yield from self.comment(f"{leaf.key}: {question}", "  ")
        yield "  #ratings:"
        yield "  #  - together: 5"
        yield f"  #    steps: {{{rated[0].key}: 3}}"

    def _hint(self, leaf: Indicator) -> str:
        asks = leaf.answer
        if isinstance(asks, AsksChoice | AsksChoices):
            several = isinstance(asks, AsksChoices)
            told = self.words.text("form.several" if several else "form.one")
            return f"{told} {', '.join(one.key for one in asks.options)}"
        if isinstance(asks, AsksRatio):
            what, of = self.wording.text(asks.numerator), self.wording.text(asks.denominator)
            return f"numerator: {what}; denominator: {of}" if what and of else ""
        unit = self.wording.unit(unit_of(asks))
        return f"{self.words.text('table.unit')}: {unit}" if unit else ""

    @staticmethod
    def _example(leaf: Indicator) -> str:
        match leaf.answer:
            case AsksRatio():
                return "{numerator: , denominator: }"
            case AsksProgress():
                return "{done: , planned: , not_done: }"
            case AsksYesNo():
                return "true"
            case AsksChoices():
                return "[]"
            case AsksText():
                return '""'
        return ""


_WRITTEN_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
"""Letters that are no base letter with a mark."""


def key_for(name: str) -> str:
    """Return a key made of a name: lower-case letters, digits and hyphens.

    >>> key_for("Les Belleville"), key_for("Übersee"), key_for("Sœurs")
    ('les-belleville', 'ubersee', 'soeurs')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WRITTEN_OUT))
    ascii_only = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "area"

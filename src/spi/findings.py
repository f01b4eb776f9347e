"""Problems as data: what was found where, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self

from attrs import evolve, field, frozen

from spi.phrases import Phrase, describe, printable, short

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs: an error stops the work, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """Every kind of problem that somebody's data can have."""

    # the file
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    FILE_ENCODING = "file-encoding"
    FILE_SYNTAX = "file-syntax"
    FILE_EMPTY = "file-empty"
    FILE_OUTSIDE = "file-outside"
    ALIAS_REFUSED = "alias-refused"
    MERGE_REFUSED = "merge-refused"
    TAG_REFUSED = "tag-refused"
    TOO_DEEP = "too-deep"
    TOO_MANY_PARTS = "too-many-parts"
    SEVERAL_DOCUMENTS = "several-documents"
    DUPLICATE_ENTRY = "duplicate-entry"
    NEWER_SCHEMA = "newer-schema"
    # the shape
    WRONG_TYPE = "wrong-type"
    NOT_FINITE = "not-finite"
    OUT_OF_RANGE = "out-of-range"
    BAD_KEY = "bad-key"
    BAD_CODE = "bad-code"
    BAD_TEXT = "bad-text"
    BAD_DATE = "bad-date"
    BAD_PERIOD = "bad-period"
    BAD_LANGUAGE = "bad-language"
    BAD_COUNTRY = "bad-country"
    BAD_EDITION = "bad-edition"
    NOT_ONE_OF = "not-one-of"
    UNKNOWN_ENTRY = "unknown-entry"
    MISSING_ENTRY = "missing-entry"
    NOT_TOGETHER = "not-together"
    # the criteria set
    UNKNOWN_KEY = "unknown-key"
    DUPLICATE_KEY = "duplicate-key"
    NO_CHILDREN = "no-children"
    ALL_WEIGHTS_ZERO = "all-weights-zero"
    RULE_CYCLE = "rule-cycle"
    SCALE_DEGENERATE = "scale-degenerate"
    SCALE_NOT_FULL = "scale-not-full"
    SCALE_DOES_NOT_FIT = "scale-does-not-fit"
    NOTHING_TO_SCORE = "nothing-to-score"
    CONTEXT_SCORED = "context-scored"
    DIRECTION_CONTRADICTS = "direction-contradicts"
    RULE_REFUSED = "rule-refused"
    LEVELS_UNORDERED = "levels-unordered"
    POINTS_CONTRADICT = "points-contradict"
    # the dossier
    ANSWER_WRONG_KIND = "answer-wrong-kind"
    ANSWER_OUTSIDE_LIMITS = "answer-outside-limits"
    UNKNOWN_OPTION = "unknown-option"
    SPLIT_SUM = "split-sum"
    UNIT_NOT_CONVERTIBLE = "unit-not-convertible"
    NOT_APPLICABLE_REFUSED = "not-applicable-refused"
    DERIVED_ANSWERED = "derived-answered"
    RATING_NOT_EXPECTED = "rating-not-expected"
    RATING_OUTSIDE_STEPS = "rating-outside-steps"
    CRITERIA_MISMATCH = "criteria-mismatch"
    CONFLICT = "conflict"
    # what scoring notices
    ATTRIBUTE_ABSENT = "attribute-absent"
    RULE_UNDECIDED = "rule-undecided"
    ANSWER_FIRST = "answer-first"
    EFFECT_NOT_SCORED = "effect-not-scored"
    FEW_RATERS = "few-raters"
    # what publishing needs
    TRANSLATION_MISSING = "translation-missing"
    TRANSLATION_OUTDATED = "translation-outdated"
    TRANSLATION_DRAFT = "translation-draft"
    PUBLISH_MISSING = "publish-missing"
    CASE_FAILED = "case-failed"


# code -> (what was expected, what to do), in English; the other languages stand in the catalogues.
# %(name)s is filled from the finding's arguments. The found part is always `found`.
SENTENCES: Mapping[Code, tuple[str, str]] = {
    Code.FILE_MISSING: ("a file or folder that exists", "check the name and the folder"),
    Code.FILE_UNREADABLE: (
        "a file that can be read",
        "check the file and its permissions (%(why)s)",
    ),
    Code.FILE_TOO_LARGE: ("at most %(limit)s bytes", "split the file"),
    Code.FILE_ENCODING: ("text in UTF-8", "save the file as UTF-8"),
    Code.FILE_SYNTAX: ("well-formed %(format)s", "mend the line: %(why)s"),
    Code.FILE_EMPTY: ("%(what)s", "write its content or remove the file"),
    Code.FILE_OUTSIDE: ("a file in the same folder", "move the file there and name it"),
    Code.ALIAS_REFUSED: ("no anchors and aliases", "write the content out"),
    Code.MERGE_REFUSED: ("no merge keys", "write the content out"),
    Code.TAG_REFUSED: ("plain YAML without tags", "remove the tag"),
    Code.TOO_DEEP: ("at most %(limit)s levels", "make the structure flatter"),
    Code.TOO_MANY_PARTS: ("at most %(limit)s parts", "split the file"),
    Code.SEVERAL_DOCUMENTS: ("one document", "put the others in files of their own"),
    Code.DUPLICATE_ENTRY: ("each entry once", "remove one; the first stands here: %(first)s"),
    Code.NEWER_SCHEMA: (
        "schema version %(limit)s or older",
        "it was made by a newer version: update the library",
    ),
    Code.WRONG_TYPE: ("%(expected)s", "write %(expected)s"),
    Code.NOT_FINITE: ("a finite number", "write a number, or leave the entry out"),
    Code.OUT_OF_RANGE: ("a number %(range)s", "correct the number"),
    Code.BAD_KEY: (
        "a key of lower-case letters, digits and hyphens",
        "write for example: %(suggestion)s",
    ),
    Code.BAD_CODE: ("a code as text", 'put it in quotes, for example "%(suggestion)s"'),
    Code.BAD_TEXT: ("text without control characters", "remove the character"),
    Code.BAD_DATE: ("a date as YYYY-MM-DD", "write for example 2026-03-05"),
    Code.BAD_PERIOD: (
        "a year, a month, a day, or a span of them",
        "write for example 2021, 2021-05 or 2015/2021",
    ),
    Code.BAD_COUNTRY: ("a country code of two capital letters", "write for example: AT, CH or SI"),
    Code.BAD_EDITION: (
        "the key of a criteria set, alone or with its edition",
        "write for example: alpine or alpine@2026",
    ),
    Code.BAD_LANGUAGE: ("a language code", "write for example: de, fr or de-CH"),
    Code.NOT_ONE_OF: ("one of: %(known)s", "choose one of them%(suggestion)s"),
    Code.UNKNOWN_ENTRY: ("one of: %(known)s", "remove or rename it%(suggestion)s"),
    Code.MISSING_ENTRY: ("the entry: %(entry)s", "add it"),
    Code.NOT_TOGETHER: ("%(expected)s", "say exactly one of them"),
    Code.UNKNOWN_KEY: ("a key that exists (%(kind)s)", "correct or add the key%(suggestion)s"),
    Code.DUPLICATE_KEY: ("a key that is used once", "rename one; the first stands here: %(first)s"),
    Code.NO_CHILDREN: ("at least one indicator below", "add an indicator or remove the node"),
    Code.ALL_WEIGHTS_ZERO: ("at least one weight above zero", "give one of the parts a weight"),
    Code.RULE_CYCLE: ("rules that do not lead back to themselves", "remove one of: %(cycle)s"),
    Code.SCALE_DEGENERATE: ("%(expected)s", "correct the scale"),
    Code.SCALE_NOT_FULL: ("a scale that reaches 0 and 100", "check that this is meant"),
    Code.SCALE_DOES_NOT_FIT: (
        "an answer for this scale: %(expected)s",
        "change the scale or the answer",
    ),
    Code.NOTHING_TO_SCORE: (
        "a scale, a rating, or direction: neutral",
        "say how the indicator earns points, or that it is context",
    ),
    Code.CONTEXT_SCORED: ("no scale and no rating", "remove them, or the direction neutral"),
    Code.DIRECTION_CONTRADICTS: (
        "the direction of the scale: %(expected)s",
        "correct one of the two",
    ),
    Code.RULE_REFUSED: ("%(expected)s", "change the rule"),
    Code.LEVELS_UNORDERED: ("floors that ascend from 0", "put the levels in order, lowest first"),
    Code.POINTS_CONTRADICT: (
        "the sum of the parts: %(expected)s",
        "remove the number or correct it",
    ),
    Code.ANSWER_WRONG_KIND: ("%(expected)s", "answer the question as it is asked"),
    Code.ANSWER_OUTSIDE_LIMITS: ("a number %(range)s", "check figure and unit"),
    Code.UNKNOWN_OPTION: ("one of the options: %(known)s", "choose one of them%(suggestion)s"),
    Code.SPLIT_SUM: ("shares that add up to 1", "correct done, planned and not_done"),
    Code.UNIT_NOT_CONVERTIBLE: (
        "the unit %(expected)s, or one that converts to it",
        "convert the figure",
    ),
    Code.NOT_APPLICABLE_REFUSED: (
        "an answer: this concerns every municipality",
        "answer the question or leave it open",
    ),
    Code.DERIVED_ANSWERED: (
        "no answer: it is computed from %(inputs)s",
        "answer those and remove this answer",
    ),
    Code.RATING_NOT_EXPECTED: ("no rating: this indicator is not rated", "remove the rating"),
    Code.RATING_OUTSIDE_STEPS: (
        "a whole step from 1 to %(steps)s, or cannot-say",
        "correct the rating",
    ),
    Code.CRITERIA_MISMATCH: ("the criteria set %(expected)s", "score the dossier with its own set"),
    Code.CONFLICT: (
        "what the dossier says: %(expected)s",
        "decide which is right: correct one of them, or replace the old answers",
    ),
    Code.ATTRIBUTE_ABSENT: ("the attribute: %(attribute)s", "add it; until then the factor is 1"),
    Code.RULE_UNDECIDED: (
        "what the rule reads: %(reads)s",
        "add it; until then the rule excludes nothing",
    ),
    Code.ANSWER_FIRST: (
        "an answer to the question that the measure is for",
        "answer it first; until then nothing planned counts here",
    ),
    Code.EFFECT_NOT_SCORED: (
        "an indicator that is scored here",
        "name one; this effect counts nowhere",
    ),
    Code.FEW_RATERS: (
        "at least %(quorum)s ratings by those who speak for: %(group)s",
        "until then facts stand for their view, where there are any",
    ),
    Code.TRANSLATION_MISSING: ("a translation into: %(languages)s", "translate the text"),
    Code.TRANSLATION_OUTDATED: (
        "a translation of the present text",
        "translate again: %(languages)s",
    ),
    Code.TRANSLATION_DRAFT: (
        "texts that a native speaker has signed: %(languages)s",
        "let a native speaker read them",
    ),
    Code.PUBLISH_MISSING: ("the entry: %(entry)s", "add it before publishing"),
    Code.CASE_FAILED: ("%(expected)s", "correct the case or the rule"),
}


@frozen
class Place:
    """Where something stands: a file, a line and a column (both from 1)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write it as editors do: ``file:line:column``."""
        parts = (printable(self.file), self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


def dotted(path: Path) -> str:
    """Write a path as people do: ``fields[2].weight``.

    >>> dotted(("fields", 2, "weight"))
    'fields[2].weight'
    """
    parts = [f"[{step}]" if isinstance(step, int) else f".{short(step, 100)}" for step in path]
    return "".join(parts).removeprefix(".")


@frozen(kw_only=True)
class Finding:
    """One problem in somebody's data: what was found where, what was expected, what to do.

    Attributes:
        code: The kind of problem.
        path: Keys and positions from the top of the document to the place.
        arguments: What the sentences need; ``found`` is always there.
        severity: An error unless said otherwise.
        place: File, line and column, once known.
    """

    code: Code
    path: Path = ()
    arguments: Mapping[str, str] = field(factory=dict, hash=False)
    severity: Severity = Severity.ERROR
    place: Place | None = None

    @property
    def found(self) -> str:
        """What stands there."""
        return self.arguments.get("found", "")

    @property
    def expected(self) -> str:
        """What should stand there, in English."""
        return SENTENCES[self.code][0] % self.arguments

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return SENTENCES[self.code][1] % self.arguments

    @property
    def where(self) -> str:
        """File, line, column and path, as far as they are known."""
        return ", ".join(str(part) for part in (self.place, dotted(self.path)) if part)

    def __str__(self) -> str:
        """Put where, what was found, what was expected and what to do in one sentence."""
        start = f"{self.where}: " if self.where else ""
        return f"{start}found {self.found}, expected {self.expected}; {self.hint}."

    def below(self, *steps: str | int) -> Self:
        """Return the finding as seen from further up."""
        return evolve(self, path=(*steps, *self.path))


def finding(
    code: Code,
    *path: str | int,
    found: object,
    severity: Severity = Severity.ERROR,
    **arguments: object,
) -> Finding:
    """Make a finding; *found* and the arguments are described in words."""
    words = {name: _said(name, value) for name, value in arguments.items()}
    shown = found if isinstance(found, Phrase) else describe(found)
    return Finding(code=code, path=path, arguments={"found": shown, **words}, severity=severity)


_IN_OUR_WORDS = frozenset({"first", "kind", "why"})
"""Arguments that a catalogue may know, although they come as plain text."""


def _said(name: str, value: object) -> str:
    if isinstance(value, Phrase):
        return value
    return Phrase(str(value)) if name in _IN_OUR_WORDS else str(value)


def errors_among(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep those that stop the work."""
    return tuple(one for one in findings if one.severity is Severity.ERROR)

"""What a portal needs: the questions as plain data, and answers as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from spi.codec.listings import (
    AskedRecord,
    AttributeRecord,
    ChoiceRecord,
    PartRecord,
    QuestionnaireRecord,
    QuestionRecord,
    RatedRecord,
)
from spi.codec.records import record_to_plain
from spi.documents.wording import Wording, unit_of
from spi.errors import InvalidDocument, InvalidInput
from spi.findings import Code, errors_among, finding
from spi.language import Words, words
from spi.model.answer_checks import check_answer
from spi.model.answers import (
    ASKS,
    Answer,
    Asks,
    AsksChoice,
    AsksChoices,
    AsksNumber,
    AsksRatio,
    AsksText,
    AsksYesNo,
    DerivedGap,
    DerivedRatio,
    Excluded,
    Fraction,
    Option,
)
from spi.model.area import Area
from spi.model.attributes import POPULATION, AttributeRead, attributes_read
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.model.dossier import Dossier
from spi.model.units import units_like
from spi.phrases import phrase, suggestion
from spi.scoring.facts import Facts
from spi.scoring.program import program_of

Plain = dict[str, Any]

SIGNS = {
    "%": "percent", "‰": "permille", "€": "eur", "euro": "eur", "km": "kilometres", "m": "metres",
    "ha": "hectares", "km²": "square-kilometres", "m²": "square-metres", "h": "hours",
    "min": "minutes",
}  # fmt: skip
"""What people write for a unit, in every language."""


def questionnaire(criteria: CriteriaSet, area: Area | None = None, language: str = "en") -> Plain:
    """Return the questions of a criteria set as plain data, ready for a form.

    Args:
        criteria: The set.
        area: If given, what a rule says does not apply there is marked so.
        language: In which texts come.

    Returns:
        ``key``, ``label``, ``language``; ``area``: what rules read about it; ``fields``, each with
        its ``topics`` and ``questions``; ``questions`` that stand in no field.

    Raises:
        UnknownKey: No such language.
    """
    plain: Plain = record_to_plain(asked_of(criteria, area, language))
    return plain


def asked_of(criteria: CriteriaSet, area: Area | None, language: str) -> QuestionnaireRecord:
    """Return the questions of a criteria set as a record (see `questionnaire`)."""
    making = _Questions(criteria, area, words(language))
    return QuestionnaireRecord(
        key=criteria.name,
        label=making.wording.name(criteria),
        language=language,
        area=tuple(making.attribute(one) for one in attributes_read(criteria)),
        fields=tuple(making.part(one) for one in criteria.fields),
        questions=tuple(making.question(one) for one in criteria.indicators),
    )


class _Questions:
    """Writes questions in one language, for one area."""

    def __init__(self, criteria: CriteriaSet, area: Area | None, language: Words) -> None:
        self.wording = Wording(language, criteria)
        self.words = language
        self.program = program_of(criteria)
        self.facts = Facts(Dossier(area=area), self.program) if area else None

    def attribute(self, read: AttributeRead) -> AttributeRecord:
        """Return what rules read about the area."""
        labels = {one.key: one.label for one in self.wording.criteria.attributes}
        label = self.wording.text(labels.get(read.key))
        if not label and read.key == POPULATION:
            label = self.words.text("form.area.population")
        return AttributeRecord(
            key=read.key, label=label or read.key, type=read.type, words=read.words
        )

    def part(self, node: Topic) -> PartRecord:
        """Return a field or topic."""
        return PartRecord(
            key=node.key,
            label=self.wording.name(node),
            description=self.wording.text(node.description),
            topics=tuple(self.part(one) for one in node.topics),
            questions=tuple(self.question(one) for one in node.indicators),
        )

    def question(self, leaf: Indicator) -> QuestionRecord:
        """Return one question."""
        excluded = self._excluded(leaf)
        return QuestionRecord(
            key=leaf.key,
            kind=leaf.kind.value,
            label=self.wording.name(leaf),
            question=self.wording.text(leaf.question),
            description=self.wording.text(leaf.description),
            answer=self._answer(leaf.answer),
            rating=self._rating(leaf),
            is_context=leaf.is_context,
            may_not_apply=not leaf.always_applies,
            excluded=self.wording.reason(excluded) if excluded else None,
        )

    def _excluded(self, leaf: Indicator) -> Excluded | None:
        return self.facts.exclusion(self.program.index[leaf.key]) if self.facts else None

    def _answer(self, asks: Asks | None) -> AskedRecord | None:
        if asks is None or isinstance(asks, DerivedRatio | DerivedGap):
            return None
        made = AskedRecord(type=next(name for name, kind in ASKS.items() if type(asks) is kind))
        if isinstance(asks, AsksNumber | AsksRatio):
            made = evolve(
                made,
                unit=asks.unit,
                unit_label=self.wording.unit(asks.unit),
                minimum=asks.minimum,
                maximum=asks.maximum,
            )
        if isinstance(asks, AsksRatio):
            made = evolve(
                made,
                per=asks.per,
                numerator=self.wording.text(asks.numerator),
                denominator=self.wording.text(asks.denominator),
            )
        if isinstance(asks, AsksChoice | AsksChoices):
            made = evolve(made, options=tuple(self._option(one) for one in asks.options))
        return made

    def _option(self, option: Option) -> ChoiceRecord:
        return ChoiceRecord(key=option.key, label=self.wording.text(option.label) or option.key)

    def _rating(self, leaf: Indicator) -> RatedRecord | None:
        if leaf.rating is None:
            return None
        hints = {step: self.wording.text(text) for step, text in leaf.rating.hints.items()}
        return RatedRecord(steps=leaf.rating.steps, hints=hints)


# --- answers as people type them --------------------------------------------------------------------


def parse_answer(leaf: Indicator, text: str, locale: str = "en") -> Answer:
    """Return what somebody has typed as an answer to an indicator.

    Args:
        leaf: The indicator.
        text: As it was typed: ``12,5 %``, ``ja``, an option's key or label, ``5 / 3472``.
        locale: The language and place whose habits hold for numbers and words.

    Raises:
        InvalidDocument: It is no answer to this question; says what would be.
        UnknownKey: No such language.
    """
    reading = _Typed(leaf, text.strip(), words(locale))
    answer = reading.answer()
    wrong = errors_among(check_answer(leaf, answer))
    if wrong:
        raise InvalidDocument([one.below(leaf.key) for one in wrong])
    return answer


class _Typed:
    """One text that somebody typed."""

    def __init__(self, leaf: Indicator, text: str, language: Words) -> None:
        self.leaf, self.typed, self.words = leaf, text, language

    def answer(self) -> Answer:
        asks = self.leaf.answer
        match asks:
            case AsksNumber():
                return self._number(asks)
            case AsksYesNo():
                return Answer(value=self.one_of(self._yes_and_no()) == "yes")
            case AsksChoice():
                return Answer(value=self.one_of(self._options(asks)))
            case AsksChoices() if self.typed:
                return Answer(value=self._several(self._options(asks)))
            case AsksText() if self.typed:
                return Answer(value=self.typed)
            case AsksRatio():
                return self._fraction()
        raise self._wrong(phrase("an answer that can be typed"))

    def _wrong(self, expected: str) -> InvalidDocument:
        found = finding(Code.ANSWER_WRONG_KIND, self.leaf.key, found=self.typed, expected=expected)
        return InvalidDocument([found])

    def _read(self, text: str) -> float:
        try:
            return self.words.read_number(text)
        except InvalidInput:
            example = self.words.number(1234.5)
            expected = phrase("a number as it is written here: %(example)s", example=example)
            found = finding(
                Code.ANSWER_WRONG_KIND, self.leaf.key, found=self.typed, expected=expected
            )
            raise InvalidDocument([found]) from None

    def _number(self, asks: AsksNumber) -> Answer:
        match = re.fullmatch(r"(€?)\s*([-+−]?[\d.,'’\s]*\d)\s*(\S.*)?", self.typed)
        if match is None:
            return Answer(value=self._read(self.typed))
        unit = (match[3] or match[1]).strip()
        return Answer(value=self._read(match[2]), unit=self._unit(asks, unit) if unit else None)

    def _unit(self, asks: AsksNumber, typed: str) -> str | None:
        """Return the key of a unit that was typed; none for the one that is asked for."""
        said = typed.casefold()
        if asks.unit and said in {asks.unit, self._unit_label(asks.unit).casefold()} - {"%"}:
            return None
        unit = SIGNS.get(said, said)
        if unit not in units_like(asks.unit):
            found = finding(
                Code.UNIT_NOT_CONVERTIBLE, self.leaf.key, found=typed,
                expected=asks.unit or phrase("none"),
            )  # fmt: skip
            raise InvalidDocument([found])
        return unit

    def _unit_label(self, unit: str) -> str:
        try:
            return self.words.text(f"unit.{unit}")
        except LookupError:
            return unit

    def _fraction(self) -> Answer:
        example = f"5 / {self.words.number(3472)}"
        expected = phrase("a numerator and a denominator, such as: %(example)s", example=example)
        parts = re.split(r"\s*[/:]\s*", self.typed)
        if len(parts) != 2:  # noqa: PLR2004 - numerator and denominator
            raise self._wrong(expected)
        numerator, denominator = (self._read(one) for one in parts)
        if denominator < 0:
            raise self._wrong(expected)
        return Answer(value=Fraction(numerator=numerator, denominator=denominator))

    def _yes_and_no(self) -> Mapping[str, str]:
        own = {self.words.text(f"answer.{key}"): key for key in ("yes", "no")}
        return {**own, "yes": "yes", "no": "no"}

    def _options(self, asks: AsksChoice | AsksChoices) -> Mapping[str, str]:
        by_label = {self.words.of(one.label): one.key for one in asks.options if one.label}
        return {**by_label, **{one.key: one.key for one in asks.options}}

    def _several(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return the keys of all options that were typed; the word for none names none."""
        folded = _folded(self.typed)
        if folded in map(_folded, known):
            return (self.one_of(known),)
        if folded in map(_folded, self.words.text("answer.none.words").split("|")):
            return ()
        chosen = [one.strip() for one in re.split(r"[;,\n]", self.typed) if one.strip()]
        return tuple(_Typed(self.leaf, one, self.words).one_of(known) for one in chosen)

    def one_of(self, known: Mapping[str, str]) -> str:
        """Return the key that the typed label or key names."""
        for compared in (str.casefold, _folded):
            keys = {key for label, key in known.items() if compared(label) == compared(self.typed)}
            if len(keys) == 1:
                return keys.pop()
        found = finding(
            Code.UNKNOWN_OPTION, self.leaf.key, found=self.typed,
            known=", ".join(known), suggestion=suggestion(self.typed, known),
        )  # fmt: skip
        raise InvalidDocument([found])


def _folded(text: str) -> str:
    """Return a text as it compares: whoever types seldom finds capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


__all__ = ["parse_answer", "questionnaire", "unit_of"]

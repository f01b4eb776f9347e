"""Whether an answer is one to the question that is asked."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeGuard

from spi.errors import UnknownKey
from spi.findings import Code, Finding, finding
from spi.model.answers import (
    Absence,
    Answer,
    Asks,
    AsksChoice,
    AsksChoices,
    AsksNumber,
    AsksProgress,
    AsksRatio,
    AsksText,
    AsksYesNo,
    DerivedGap,
    DerivedRatio,
    Excluded,
    Fraction,
    NotApplicable,
    Points,
    Split,
    inputs_of,
)
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.model.marks import is_computable
from spi.model.scales import Log, RatingSteps
from spi.model.units import factor_between
from spi.phrases import phrase, suggestion

TOLERANCE = 1e-9


def check_answer(
    node: Topic | Indicator | CriteriaSet, answer: Answer, *, may_be_composed: bool = False
) -> Iterator[Finding]:
    """Give what is wrong with an answer to a node; paths begin at the answer."""
    if isinstance(answer.value, Absence):
        yield from _absence(node, answer.value)
    elif isinstance(answer.value, Points):
        if not may_be_composed:
            yield _wrong_kind(answer.value, node)
    elif not isinstance(node, Indicator):
        yield from _whole(answer)
    elif isinstance(node.answer, DerivedRatio | DerivedGap):
        inputs = ", ".join(inputs_of(node.answer))
        yield finding(Code.DERIVED_ANSWERED, found=phrase("an answer"), inputs=inputs)
    else:
        yield from _fact(node, answer)


def check_target(node: Topic | Indicator | CriteriaSet, answer: Answer) -> Iterator[Finding]:
    """Give what is wrong with an answer that is aimed at; a computed one is aimed at as a number."""
    is_derived = isinstance(node, Indicator) and isinstance(node.answer, DerivedRatio | DerivedGap)
    if not is_derived or isinstance(answer.value, Absence):
        yield from check_answer(node, answer)
    elif not is_number(answer.value):
        yield finding(
            Code.ANSWER_WRONG_KIND, found=found_in_words(answer.value), expected=_WANTED[AsksNumber]
        )


def _absence(node: Topic | Indicator | CriteriaSet, absence: Absence) -> Iterator[Finding]:
    if isinstance(absence, Excluded):
        yield finding(
            Code.ANSWER_WRONG_KIND,
            found=phrase("excluded"),
            expected=phrase("an answer; only a rule of the criteria set excludes"),
        )
    if isinstance(absence, NotApplicable):
        for key in _refusing(node):
            yield finding(
                Code.NOT_APPLICABLE_REFUSED, found=phrase("not applicable: %(key)s", key=key)
            )


def _refusing(node: Topic | Indicator | CriteriaSet) -> Iterator[str]:
    """Give the keys at or below a node that nobody may say do not apply."""
    if isinstance(node, Indicator):
        if node.always_applies:
            yield node.key
        return
    for child in node.children:
        yield from _refusing(child)


def _whole(answer: Answer) -> Iterator[Finding]:
    if isinstance(answer.value, Split):
        yield from _split(answer.value)
    else:
        yield finding(
            Code.ANSWER_WRONG_KIND,
            found=found_in_words(answer.value),
            expected=phrase("for a topic as a whole: done, planned and not_done"),
        )


def _fact(leaf: Indicator, answer: Answer) -> Iterator[Finding]:
    value = answer.value
    match leaf.answer:
        case AsksNumber() if is_number(value):
            yield from _number(leaf, float(value), answer.unit)
        case AsksYesNo() if isinstance(value, bool):
            return
        case AsksChoice(options=options) if isinstance(value, str):
            yield from _options((value,), [one.key for one in options])
        case AsksChoices(options=options) if isinstance(value, tuple):
            yield from _options(value, [one.key for one in options])
        case AsksProgress() if isinstance(value, Split):
            yield from _split(value)
        case AsksText() if isinstance(value, str):
            return
        case AsksRatio() if isinstance(value, Fraction):
            yield from _ratio(leaf, value)
        case _:
            yield _wrong_kind(value, leaf)


def is_number(value: object) -> TypeGuard[int | float]:
    """Say whether something is a number, and not a yes or no."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong_kind(value: object, node: Topic | Indicator | CriteriaSet) -> Finding:
    asks = node.answer if isinstance(node, Indicator) else None
    return finding(
        Code.ANSWER_WRONG_KIND,
        found=found_in_words(value),
        expected=_WANTED.get(type(asks), _RATED),
    )


_RATED = phrase("no answer: this is rated by the working group")
_WANTED: dict[type[Asks | None], str] = {
    AsksNumber: phrase("a number"),
    AsksYesNo: phrase("true or false"),
    AsksChoice: phrase("one option"),
    AsksChoices: phrase("a list of options"),
    AsksProgress: phrase("the shares done, planned and not_done"),
    AsksText: phrase("text"),
    AsksRatio: phrase("a numerator and a denominator"),
}


def found_in_words(value: object) -> object:
    """Describe an answer that a plain value cannot describe."""
    match value:
        case Split():
            return phrase("a progress split")
        case Fraction():
            return phrase("a numerator and a denominator")
        case Points():
            return phrase("points")
    return value


def _number(leaf: Indicator, value: float, unit: str | None) -> Iterator[Finding]:
    asks = leaf.answer
    if not isinstance(asks, AsksNumber):
        return
    if not is_computable(value):
        yield finding(Code.NOT_FINITE, found=value)
        return
    try:
        value *= factor_between(unit, asks.unit)
    except UnknownKey:
        yield finding(
            Code.UNIT_NOT_CONVERTIBLE, "unit", found=unit, expected=asks.unit or phrase("none")
        )
        return
    least = 0.0 if asks.counts_persons and asks.minimum is None else asks.minimum
    yield from _limits(value, least, asks.maximum)
    yield from _scale_limits(leaf, value)


def _limits(value: float, least: float | None, most: float | None) -> Iterator[Finding]:
    slack = TOLERANCE * max(1.0, abs(value))
    too_low = least is not None and value < least - slack
    if too_low or (most is not None and value > most + slack):
        yield finding(Code.ANSWER_OUTSIDE_LIMITS, found=value, range=_range(least, most))


def _range(least: float | None, most: float | None) -> str:
    if least is None:
        return phrase("of at most %(most)s", most=f"{most:g}")
    if most is None:
        return phrase("of at least %(least)s", least=f"{least:g}")
    return phrase("from %(least)s to %(most)s", least=f"{least:g}", most=f"{most:g}")


def _scale_limits(leaf: Indicator, value: float) -> Iterator[Finding]:
    match leaf.scale:
        case Log() if value <= 0:
            yield finding(
                Code.ANSWER_OUTSIDE_LIMITS, found=value, range=phrase("above %(limit)s", limit=0)
            )
        case RatingSteps(steps=steps):
            yield from _limits(value, 1, steps)


def check_computed(leaf: Indicator, value: float) -> Iterator[Finding]:
    """Give what is wrong with a number that was computed from other answers."""
    if not is_computable(value):
        yield finding(Code.NOT_FINITE, found=value)
    asks = leaf.answer
    if isinstance(asks, AsksNumber | AsksRatio):
        yield from _limits(value, asks.minimum, asks.maximum)
    yield from _scale_limits(leaf, value)


def _options(values: tuple[str, ...], known: list[str]) -> Iterator[Finding]:
    several = len(values) > 1
    for i, value in enumerate(values):
        step = (i,) if several else ()
        if value not in known:
            yield finding(
                Code.UNKNOWN_OPTION, *step, found=value,
                known=", ".join(known), suggestion=suggestion(value, known),
            )  # fmt: skip
        elif value in values[:i]:
            first = phrase("number %(n)s", n=values.index(value) + 1)
            yield finding(Code.DUPLICATE_ENTRY, *step, found=value, first=first)


def _split(split: Split) -> Iterator[Finding]:
    total = split.done + split.planned + split.not_done
    if abs(total - 1) > TOLERANCE:
        yield finding(Code.SPLIT_SUM, found=phrase("the sum %(total)s", total=f"{total:g}"))


def _ratio(leaf: Indicator, fraction: Fraction) -> Iterator[Finding]:
    asks = leaf.answer
    if not isinstance(asks, AsksRatio):
        return
    if asks.counts_persons and fraction.numerator < 0:
        least = phrase("of at least %(least)s", least=0)
        yield finding(
            Code.ANSWER_OUTSIDE_LIMITS, "numerator", found=fraction.numerator, range=least
        )
    if fraction.denominator == 0:
        return
    value = fraction.numerator / fraction.denominator * asks.per
    if not math.isfinite(value):
        yield finding(Code.NOT_FINITE, found=value)
        return
    yield from _limits(value, asks.minimum, asks.maximum)
    yield from _scale_limits(leaf, value)

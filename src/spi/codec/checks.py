"""Checks of single values, by the marks of the model; each gives findings, none raises."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from spi.findings import Code, Finding, finding
from spi.model.marks import (
    CONTROL_PATTERN,
    COUNTRY_PATTERN,
    EDITION_PATTERN,
    KEY_PATTERN,
    LANGUAGE_PATTERN,
    Form,
    Mark,
    is_computable,
)
from spi.phrases import Phrase, phrase

MOST_WHOLE = 2**53
"""From here on a number and the next one may be written alike."""


def check_value(value: Any, mark: Mark) -> Iterator[Finding]:
    """Give what a mark forbids about a value of the right type; paths begin at the value."""
    match value:
        case bool() | None:
            return
        case int() | float():
            yield from _number(value, mark)
        case str():
            yield from _text(value, mark)
        case tuple():
            for i, one in enumerate(value):
                yield from (found.below(i) for found in check_value(one, mark))
        case dict():
            yield from _entries(value, mark)


def _number(value: float, mark: Mark) -> Iterator[Finding]:
    if not mark.allows(value):
        yield finding(Code.OUT_OF_RANGE, found=value, range=_range(mark))


def _range(mark: Mark) -> Phrase:
    least, most = mark.at_least, mark.at_most
    if mark.above is not None and most is not None:
        return phrase(
            "above %(limit)s and at most %(most)s", limit=f"{mark.above:g}", most=f"{most:g}"
        )
    if mark.above is not None:
        return phrase("above %(limit)s", limit=f"{mark.above:g}")
    if least is not None and most is not None:
        return phrase("from %(least)s to %(most)s", least=f"{least:g}", most=f"{most:g}")
    if least is not None:
        return phrase("of at least %(least)s", least=f"{least:g}")
    return phrase("of at most %(most)s", most=f"{most:g}")


def _text(value: str, mark: Mark) -> Iterator[Finding]:
    if mark.form is Form.KEY and not KEY_PATTERN.fullmatch(value):
        yield bad_key(value)
    elif mark.form is Form.EDITION and not EDITION_PATTERN.fullmatch(value):
        yield finding(Code.BAD_EDITION, found=value)
    elif mark.form is Form.COUNTRY and not COUNTRY_PATTERN.fullmatch(value):
        yield finding(Code.BAD_COUNTRY, found=value)
    elif mark.form is Form.LANGUAGE and not LANGUAGE_PATTERN.fullmatch(value):
        yield finding(Code.BAD_LANGUAGE, found=value)
    elif CONTROL_PATTERN.search(value):
        yield finding(Code.BAD_TEXT, found=value)


def _entries(value: dict[str, Any], mark: Mark) -> Iterator[Finding]:
    yield from check_names(value, mark)
    inner = evolve(mark, form=None)
    for name, one in value.items():
        yield from (found.below(name) for found in check_value(one, inner))


def check_names(names: Iterable[str], mark: Mark) -> Iterator[Finding]:
    """Give what is wrong with the names of entries; paths begin at the mapping."""
    for name in names:
        if mark.form is Form.KEY and not KEY_PATTERN.fullmatch(name):
            yield bad_key(name).below(name)
        elif CONTROL_PATTERN.search(name):
            yield finding(Code.BAD_TEXT, name, found=name)


def bad_key(value: str) -> Finding:
    """Make the finding that something is no key, with one that would be."""
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:40].strip("-")
    return finding(Code.BAD_KEY, found=value, suggestion=slug or "hou-rent")


def number(raw: Any) -> float | Finding:
    """Return a number, or what is wrong with it; ``2/3`` may be written so."""
    if isinstance(raw, str) and (match := re.fullmatch(r"(-?\d{1,15})\s*/\s*(\d{1,15})", raw)):
        below = int(match[2])
        return int(match[1]) / below if below else _no_number(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _no_number(raw)
    try:
        made = float(raw)
    except OverflowError:
        made = math.inf
    if is_computable(made):
        return made
    large = phrase("a number too large to compute with")
    return finding(Code.NOT_FINITE, found=raw if math.isnan(made) else large)


def _no_number(raw: object) -> Finding:
    return finding(Code.WRONG_TYPE, found=raw, expected=phrase("a number"))


def whole_number(raw: Any) -> int | Finding:
    """Return a whole number, or what is wrong with it."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        if abs(raw) < MOST_WHOLE:
            return raw
        large = phrase("a number too large to compute with")
        return finding(Code.NOT_FINITE, found=large)
    found = phrase("the number %(value)s", value=raw) if isinstance(raw, float) else raw
    return finding(Code.WRONG_TYPE, found=found, expected=phrase("a whole number"))

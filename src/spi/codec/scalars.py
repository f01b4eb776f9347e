"""Single values: exactly of their type, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from spi.codec import checks
from spi.errors import InvalidDocument, InvalidInput
from spi.findings import Code, Finding, Path, finding
from spi.model.marks import CONTROL_PATTERN, LANGUAGE_PATTERN
from spi.model.period import Period
from spi.model.text import SOURCE, LocalText
from spi.phrases import phrase, suggestion

Plain = Any
"""What JSON knows: mappings, lists, texts, numbers, yes and no, nothing."""


def wrong_type(raw: object, expected: str) -> InvalidDocument:
    """Make the error that something is of another type."""
    return InvalidDocument([finding(Code.WRONG_TYPE, found=raw, expected=expected)])


def _or_raise(made: Any) -> Any:
    if isinstance(made, Finding):
        raise InvalidDocument([made])
    return made


def _float(raw: Plain, _: object) -> float:
    value: float = _or_raise(checks.number(raw))
    return value


def _int(raw: Plain, _: object) -> int:
    value: int = _or_raise(checks.whole_number(raw))
    return value


def _bool(raw: Plain, _: object) -> bool:
    if not isinstance(raw, bool):
        raise wrong_type(raw, phrase("true or false"))
    return raw


def _str(raw: Plain, type_: Any) -> str:
    if issubclass(type_, StrEnum):  # cattrs gives a subclass of text here, too
        return _enum(raw, type_)
    if not isinstance(raw, str):
        raise wrong_type(raw, phrase("text"))
    return raw


def _date(raw: Plain, _: object) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
            return date.fromisoformat(raw)
    except (TypeError, ValueError):
        pass
    raise InvalidDocument([finding(Code.BAD_DATE, found=raw)])


def _period(raw: Plain, _: object) -> Period:
    is_year = isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= date.max.year
    try:
        return Period(str(raw) if is_year else raw)
    except InvalidInput:
        raise InvalidDocument([finding(Code.BAD_PERIOD, found=raw)]) from None


def _local_text(raw: Plain, _: object) -> LocalText:
    if not isinstance(raw, str) and not (isinstance(raw, Mapping) and raw):
        raise wrong_type(raw, phrase("text, or a text for each language"))
    found = list(_one_text(raw) if isinstance(raw, str) else _texts(raw))
    if found:
        raise InvalidDocument(found)
    if isinstance(raw, str):
        return LocalText({SOURCE: raw})
    return LocalText({_language(name): text for name, text in raw.items()})


def _language(name: str) -> str:
    return SOURCE if name == "source" else name.replace("_", "-")


def _texts(raw: Mapping[Any, Plain]) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for name, text in raw.items():
        if not isinstance(name, str) or not (name == "source" or LANGUAGE_PATTERN.fullmatch(name)):
            yield finding(Code.BAD_LANGUAGE, *steps_to(name), found=name)
        elif _language(name) in first:
            double = finding(Code.DUPLICATE_ENTRY, name, found=name, first=first[_language(name)])
            yield double
        else:
            first[_language(name)] = name
        yield from (one.below(*steps_to(name)) for one in _one_text(text))


def steps_to(name: object) -> Path:
    """Return the path to an entry: none where its name is no text."""
    return (name,) if isinstance(name, str) else ()


def _one_text(text: Plain) -> Iterable[Finding]:
    if not isinstance(text, str):
        yield finding(Code.WRONG_TYPE, found=text, expected=phrase("text"))
    elif CONTROL_PATTERN.search(text):
        yield finding(Code.BAD_TEXT, found=text)


SCALARS: dict[Any, Callable[[Plain, object], Any]] = {
    float: _float,
    int: _int,
    bool: _bool,
    str: _str,
    date: _date,
    Period: _period,
    LocalText: _local_text,
}


def _enum(raw: Plain, type_: type[StrEnum]) -> StrEnum:
    known = [one.value for one in type_]
    if isinstance(raw, str) and raw in known:
        return type_(raw)
    raise InvalidDocument([not_one_of(raw, known)])


def not_one_of(raw: Plain, known: Iterable[str], *path: str | int) -> Finding:
    """Make the finding that something is none of the words that are known."""
    words = list(known)
    return finding(
        Code.NOT_ONE_OF, *path, found=raw, known=", ".join(words), suggestion=suggestion(raw, words)
    )

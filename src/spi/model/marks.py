"""Marks on attributes: limits, keys and personal data; read by codec, schema and disclosure."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from attrs import NOTHING, Attribute, Converter, Factory, field, frozen

from spi.errors import InvalidInput
from spi.phrases import describe

KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
KEY_PATTERN = re.compile(KEY_FORM)
EDITION_FORM = rf"{KEY_FORM}(@[A-Za-z0-9][A-Za-z0-9._-]*)?"
EDITION_PATTERN = re.compile(EDITION_FORM)
COUNTRY_FORM = r"[A-Z]{2}"
COUNTRY_PATTERN = re.compile(COUNTRY_FORM)
LANGUAGE_FORM = r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*"
LANGUAGE_PATTERN = re.compile(LANGUAGE_FORM)
MOST = 1e100
"""No number is larger, so that sums and products stay finite."""
CONTROL_PATTERN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Personal(StrEnum):
    """Whether a text is about a person who can be named."""

    NO = "no"
    """Rules, names of places, published figures."""
    POSSIBLE = "possible"
    """Free text that somebody types: it should hold nothing personal, and may."""
    YES = "yes"
    """A name, an address, or a key that leads to one."""


class Form(StrEnum):
    """What form a text has."""

    KEY = "key"
    CODE = "code"
    """A code or unit, always text: ``01004`` keeps its zero."""
    EDITION = "edition"
    """The key of a criteria set, alone or with its edition: ``alpine@2026``; never a path."""
    COUNTRY = "country"
    """Two capital letters."""
    WORD = "word"
    """A short word or a whole number, such as a year."""
    LANGUAGE = "language"
    PROSE = "prose"


@frozen
class Mark:
    """What codec, schema and disclosure must know about an attribute beyond its type."""

    form: Form | None = None
    personal: Personal | None = None
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    doc: str = ""

    def range_in_words(self) -> str:
        """Say which numbers are allowed: ``of at least 0 and at most 100``."""
        limits = [
            ("above", self.above),
            ("of at least", self.at_least),
            (
                "of at most" if self.at_least is None and self.above is None else "at most",
                self.at_most,
            ),
        ]
        return " and ".join(f"{word} {limit:g}" for word, limit in limits if limit is not None)

    def allows(self, number: float) -> bool:
        """Say whether a number lies within the limits."""
        return (
            (self.above is None or number > self.above)
            and (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
        )


def mark_of(attribute: Attribute[Any]) -> Mark:
    """Return the mark of an attribute, an empty one if it has none."""
    mark = attribute.metadata.get("spi")
    return mark if isinstance(mark, Mark) else Mark()


def _marked(
    mark: Mark,
    default: Any,
    validator: Callable[[Any, Attribute[Any], Any], None] | None = None,
) -> Any:
    converter = Converter(_as_declared, takes_field=True)
    return field(default=default, validator=validator, metadata={"spi": mark}, converter=converter)


def _as_declared(value: Any, attribute: Attribute[Any]) -> Any:
    """Let people write a text, a period or a list plainly where the model has a class for it."""
    if isinstance(value, list):
        return tuple(value)
    declared = str(attribute.type)
    if isinstance(value, str) and declared.startswith("LocalText"):
        from spi.model.text import LocalText  # noqa: PLC0415 - texts carry marks themselves

        return LocalText.of(value)
    is_year = isinstance(value, int) and not isinstance(value, bool)
    if declared.startswith("Period") and (isinstance(value, str) or is_year):
        from spi.model.period import Period  # noqa: PLC0415 - likewise

        return Period(str(value))
    return value


def key(*, default: Any = NOTHING, personal: Personal = Personal.NO, doc: str = "") -> Any:
    """Make an attribute that holds a key: lower-case-kebab, never shown."""
    return _marked(Mark(form=Form.KEY, personal=personal, doc=doc), default, _check_key)


def keys(*, personal: Personal = Personal.NO, doc: str = "") -> Any:
    """Make an attribute that holds keys, none by default."""
    return _marked(Mark(form=Form.KEY, personal=personal, doc=doc), (), _check_keys)


def text(
    *,
    default: Any = NOTHING,
    personal: Personal = Personal.NO,
    form: Form = Form.PROSE,
    doc: str = "",
) -> Any:
    """Make an attribute that holds text in one or several languages."""
    return _marked(Mark(form=form, personal=personal, doc=doc), default)


def number(
    *,
    default: Any = NOTHING,
    above: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    doc: str = "",
) -> Any:
    """Make an attribute that holds a finite number within limits, or several."""
    mark = Mark(above=above, at_least=at_least, at_most=at_most, doc=doc)
    return _marked(mark, default, _check_number)


def texts(*, personal: Personal = Personal.NO, doc: str = "") -> Any:
    """Make an attribute that maps short names to texts, empty by default."""
    return _marked(Mark(form=Form.PROSE, personal=personal, doc=doc), Factory(dict))


def languages(*, doc: str = "") -> Any:
    """Make an attribute that holds language codes, none by default."""
    return _marked(Mark(form=Form.LANGUAGE, personal=Personal.NO, doc=doc), ())


def part(
    default: Any = NOTHING,
    *,
    doc: str = "",
    personal: Personal | None = None,
) -> Any:
    """Make an attribute that holds another object, or several."""
    return _marked(Mark(doc=doc, personal=personal), default)


def parts(*, doc: str = "", personal: Personal | None = None) -> Any:
    """Make an attribute that holds a tuple of objects, empty by default."""
    return _marked(Mark(doc=doc, personal=personal), ())


def table(default: Any = NOTHING, *, doc: str = "") -> Any:
    """Make an attribute that maps words to finite numbers of at least 0."""
    return _marked(Mark(at_least=0, doc=doc), default, _check_table)


def mapping(*, doc: str = "", personal: Personal = Personal.NO) -> Any:
    """Make an attribute that maps keys to objects, empty by default."""
    return _marked(Mark(form=Form.KEY, personal=personal, doc=doc), Factory(dict))


def _check_key(instance: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is not None and not (isinstance(value, str) and KEY_PATTERN.fullmatch(value)):
        owner = type(instance).__name__
        msg = f"{owner}.{attribute.name}: found {describe(value)}, expected a key like hou-rent"
        raise InvalidInput(msg)


def _check_keys(instance: Any, attribute: Attribute[Any], value: Any) -> None:
    for one in value:
        _check_key(instance, attribute, one)


def _check_table(instance: Any, attribute: Attribute[Any], value: Any) -> None:
    for one in (value or {}).values():
        _check_number(instance, attribute, one)


def is_computable(value: Any) -> bool:
    """Say whether a value is a number that one can compute with: finite, and not too large."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= MOST


def _check_number(instance: Any, attribute: Attribute[Any], value: Any) -> None:
    if value is None:
        return
    mark = mark_of(attribute)
    for one in value if isinstance(value, tuple) else (value,):
        if not (is_computable(one) and mark.allows(one)):
            owner = type(instance).__name__
            wanted = f"a finite number {mark.range_in_words()}".strip()
            msg = f"{owner}.{attribute.name}: found {describe(one)}, expected {wanted}"
            raise InvalidInput(msg)

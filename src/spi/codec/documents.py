"""Whole documents: plain data or JSON in, checked model out, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve

from spi.codec.classes import dump_value
from spi.codec.converter import converter
from spi.codec.upgrade import VERSIONS, upgraded
from spi.errors import InvalidDocument, raise_if_any
from spi.findings import Code, Finding, Place, finding
from spi.model.checks import check_criteria
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.phrases import phrase

T = TypeVar("T")

MOST_LEVELS = 40
"""How deep mappings and lists may be nested in a document."""

MOST_DIGITS = 300
"""From here on a whole number is larger than all floats."""


def from_plain(data: object, kind: type[T]) -> T:
    """Make a model object from plain data.

    Args:
        data: What JSON or YAML gives: mappings, lists, texts, numbers, true, false, nothing.
        kind: A class of the model: `CriteriaSet`, `Dossier`, `Indicator`, …

    Raises:
        InvalidDocument: All problems at once, each with its path.
    """
    refuse_depth(data)
    if kind in VERSIONS and isinstance(data, Mapping):
        data = upgraded(data, kind)
    made: T = converter().structure(data, kind)
    return made


def refuse_depth(data: object) -> None:
    """Go down level by level; what holds itself never ends, so it is too deep as well."""
    level: dict[int, Any] = {0: data}
    for _ in range(MOST_LEVELS):
        level = {id(one): one for holder in level.values() for one in _inside(holder)}
        if not level:
            return
    deep = phrase("more than %(n)s levels", n=MOST_LEVELS)
    raise InvalidDocument([finding(Code.TOO_DEEP, found=deep, limit=MOST_LEVELS)])


def _inside(holder: object) -> Iterable[Any]:
    """Give the lists and mappings that a value holds."""
    if isinstance(holder, Mapping):
        holder = list(holder.values())
    several = holder if isinstance(holder, list | tuple) else ()
    return (one for one in several if isinstance(one, Mapping | list | tuple))


def to_plain(thing: object) -> Any:
    """Return a model object as plain data, without what is as if nothing were said."""
    return dump_value(converter(), thing)


def to_json(thing: object) -> str:
    """Return a model object as JSON: the same bytes for equal objects, one final newline."""
    return json_text(to_plain(thing))


def json_text(data: object) -> str:
    """Write plain data as JSON, keys sorted."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def from_json(text: str | bytes, kind: type[T], *, name: str = "JSON") -> T:
    """Make a model object from JSON.

    Raises:
        InvalidDocument: All problems at once, each with its path.
    """
    data, twice = parse_json(text, name=name)
    try:
        made = from_plain(data, kind)
    except InvalidDocument as wrong:
        raise InvalidDocument([*twice, *wrong.findings]) from None
    further: Iterable[Finding] = ()
    if isinstance(made, Dossier):
        further = check_alone(made)
    if isinstance(made, CriteriaSet):
        further = check_criteria(made)
    raise_if_any([*twice, *further])
    return made


def read_json(text: str | bytes, *, name: str = "JSON") -> Any:
    """Read JSON strictly: no double entries, no endless nesting.

    ``NaN`` and ``Infinity`` become numbers that no model takes, so that they are found with
    their path.

    Args:
        text: The text, or its bytes in UTF-8.
        name: How it is called in findings.

    Raises:
        InvalidDocument: It is no such JSON.
    """
    data, twice = parse_json(text, name=name)
    raise_if_any(twice)
    return data


def parse_json(text: str | bytes, *, name: str = "JSON") -> tuple[Any, tuple[Finding, ...]]:
    """Read JSON, of entries given twice the first; return which those are, too.

    Raises:
        InvalidDocument: It is no JSON.
    """
    if isinstance(text, bytes):
        text = _text(text, name)
    if not text.strip():
        raise InvalidDocument(
            [finding(Code.FILE_EMPTY, found=phrase("nothing"), what=phrase("a mapping"))]
        )
    twice: list[Finding] = []
    try:
        data = json.loads(
            text,
            object_pairs_hook=lambda pairs: _once(pairs, twice),
            parse_constant=float,
            parse_int=_whole,
        )
    except json.JSONDecodeError as why:
        wrong = finding(
            Code.FILE_SYNTAX, found=phrase("something else"), format="JSON", why=why.msg
        )
        place = Place(name, why.lineno, why.colno)
        raise InvalidDocument([evolve(wrong, place=place)]) from None
    except RecursionError:
        deep = phrase("more than %(n)s levels", n=MOST_LEVELS)
        raise InvalidDocument([finding(Code.TOO_DEEP, found=deep, limit=MOST_LEVELS)]) from None
    return data, tuple(twice)


def _whole(digits: str) -> float:
    """Read a whole number; one of more digits than Python reads becomes infinite."""
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        bad = phrase("the byte %(byte)s", byte=f"0x{raw[why.start]:02x}")
        wrong = finding(Code.FILE_ENCODING, found=bad)
        raise InvalidDocument([evolve(wrong, place=Place(name))]) from None


def _once(pairs: list[tuple[str, Any]], twice: list[Finding]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            same = phrase("the same mapping")
            twice.append(finding(Code.DUPLICATE_ENTRY, name, found=name, first=same))
        else:
            found[name] = value
    return found

"""Whole documents: plain data or JSON in, checked model out, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from spi.codec.converter import converter, dump_value
from spi.codec.upgrade import VERSIONS, upgraded
from spi.errors import Code, InvalidDocument, finding, phrase

T = TypeVar("T")


def from_plain(data: object, kind: type[T]) -> T:
    """Make a model object from plain data.

    Args:
        data: What JSON or YAML gives: mappings, lists, texts, numbers, true, false, nothing.
        kind: A class of the model: `CriteriaSet`, `Dossier`, `Indicator`, …

    Raises:
        InvalidDocument: All problems at once, each with its path.
    """
    if kind in VERSIONS and isinstance(data, Mapping):
        data = upgraded(data, kind)
    made: T = converter().structure(data, kind)
    return made


def to_plain(thing: object) -> Any:  # noqa: ANN401 - plain data
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
    return from_plain(read_json(text, name=name), kind)


def read_json(text: str | bytes, *, name: str = "JSON") -> Any:  # noqa: ANN401
    """Read JSON strictly: no double entries, no NaN, no endless nesting.

    Raises:
        InvalidDocument: It is no such JSON.
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InvalidDocument([finding(Code.FILE_ENCODING, found=name)]) from None
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as why:
        where = f"line {why.lineno}, column {why.colno}: {why.msg}"
        wrong = finding(Code.FILE_SYNTAX, found=name, format="JSON", why=where)
        raise InvalidDocument([wrong]) from None
    except RecursionError:
        raise InvalidDocument([finding(Code.TOO_DEEP, found=name, limit=40)]) from None
    except ValueError as why:
        if isinstance(why, InvalidDocument):
            raise
        # an integer of more digits than Python reads
        huge = phrase("a number of very many digits")
        raise InvalidDocument([finding(Code.NOT_FINITE, found=huge)]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            double = finding(Code.DUPLICATE_ENTRY, name, found=name, first=phrase("the same mapping"))
            raise InvalidDocument([double])
        found[name] = value
    return found


def _refuse(word: str) -> float:
    raise InvalidDocument([finding(Code.NOT_FINITE, found=word)])

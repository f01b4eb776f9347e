"""The converter: one hook for each kind of type, every problem collected with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, get_args

import attrs
from cattrs import Converter

from spi.codec import special
from spi.codec.classes import dump_class, dump_text, plain_number, structure_class
from spi.codec.fields import (
    is_literal,
    is_mapping,
    is_optional,
    is_tuple,
    is_union,
    members_of,
    without_none,
)
from spi.codec.scalars import SCALARS, Plain, not_one_of, wrong_type
from spi.errors import InvalidDocument
from spi.model.period import Period
from spi.model.text import LocalText
from spi.phrases import phrase


@lru_cache
def converter() -> Converter:
    """Return the converter of this library; it is never changed once made."""
    made = Converter(detailed_validation=False, forbid_extra_keys=True)
    factories: list[tuple[Callable[[Any], bool], Callable[[Any], Any]]] = [
        (attrs.has, lambda cls: _class_hook(made, cls)),
        (is_tuple, lambda type_: _tuple_hook(made, type_)),
        (is_mapping, lambda type_: _mapping_hook(made, type_)),
        (is_union, lambda type_: _union_hook(made, type_)),
        (is_literal, _literal_hook),
    ]
    for predicate, factory in factories:
        made.register_structure_hook_factory(predicate, factory)
    for type_, hook in SCALARS.items():
        made.register_structure_hook(type_, hook)
    special.register(made)
    _register_dumps(made)
    return made


def _tuple_hook(made: Converter, type_: object) -> Callable[[Plain, object], tuple[Any, ...]]:
    inner = get_args(type_)[0]

    def hook(raw: Plain, _: object) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple):
            raise wrong_type(raw, phrase("a list"))
        return tuple(_each(made, enumerate(raw), inner).values())

    return hook


def _mapping_hook(made: Converter, type_: object) -> Callable[[Plain, object], dict[str, Any]]:
    inner = get_args(type_)[1]

    def hook(raw: Plain, _: object) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise wrong_type(raw, phrase("a mapping"))
        strange = [one for one in raw if not isinstance(one, str)]
        if strange:
            raise wrong_type(strange[0], phrase("text"))
        return _each(made, raw.items(), inner)

    return hook


def _each(made: Converter, items: Iterable[tuple[Any, Plain]], inner: Any) -> dict[Any, Any]:
    values, findings = {}, []
    for step, one in items:
        try:
            values[step] = made.structure(one, inner)
        except InvalidDocument as wrong:
            findings += [found.below(step) for found in wrong.findings]
    if findings:
        raise InvalidDocument(findings)
    return values


def _union_hook(made: Converter, type_: object) -> Callable[[Plain, object], Any]:
    members = members_of(type_)
    if is_optional(type_):
        inner = without_none(type_)
        return lambda raw, _: None if raw is None else made.structure(raw, inner)
    plain = {str, bool, int, float}
    simple = [one for one in members if one in plain]
    literals = [one for one in members if is_literal(one)]

    def hook(raw: Plain, _: object) -> Any:
        if isinstance(raw, bool) and bool in simple:
            return raw
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            number = next((one for one in (int, float) if one in simple), None)
            if number:
                return made.structure(raw, number)
        if isinstance(raw, str) and str in simple:
            return raw
        if literals:
            words = ", ".join(str(one) for one in get_args(literals[0]))
            if isinstance(raw, str) and raw in get_args(literals[0]):
                return raw
            raise wrong_type(raw, phrase("a whole number, or: %(words)s", words=words))
        raise wrong_type(raw, phrase("text, a number, or true or false"))

    return hook


def _class_hook(made: Converter, cls: type) -> Callable[[Plain, object], Any]:
    def hook(raw: Plain, _: object) -> Any:
        return structure_class(made, cls, raw)

    return hook


def _literal_hook(type_: object) -> Callable[[Plain, object], str]:
    known = [str(one) for one in get_args(type_)]

    def hook(raw: Plain, _: object) -> str:
        if raw in known:
            return str(raw)
        raise InvalidDocument([not_one_of(raw, known)])

    return hook


def _register_dumps(made: Converter) -> None:
    made.register_unstructure_hook(float, plain_number)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(Period, lambda period: period.text)
    made.register_unstructure_hook(LocalText, dump_text)
    made.register_unstructure_hook(tuple, lambda many: [made.unstructure(one) for one in many])
    made.register_unstructure_hook_factory(
        lambda type_: attrs.has(type_) and type_ not in {Period, LocalText, *special.CLASSES},
        lambda _: lambda one: dump_class(made, one),
    )
    for class_, dump in special.dumps(made).items():
        made.register_unstructure_hook(class_, dump)

"""What codec and schema know of a class: its fields, their names in files, types and marks."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import NOTHING, Attribute, frozen

from spi.model import answers, marks

_Factory: Any = attrs.Factory
"""Its stub makes it a function; it is the class of defaults that are made anew."""


@frozen
class FieldPlan:
    """One field as files write it."""

    attribute: Attribute[Any]
    name: str
    """Its name in files: the attribute's without a trailing underscore."""
    type: Any
    mark: marks.Mark
    is_required: bool

    @property
    def default(self) -> Any:
        """What stands there when nothing is said."""
        given = self.attribute.default
        return given.factory() if isinstance(given, _Factory) else given


def fields_of(cls: type) -> tuple[FieldPlan, ...]:
    """Return the fields of a model class, in the order written."""
    return _fields_of(cls)


@cache
def _fields_of(cls: type) -> tuple[FieldPlan, ...]:
    hints = get_type_hints(cls)
    return tuple(
        FieldPlan(
            attribute=one,
            name=one.name.removesuffix("_"),
            type=hints[one.name],
            mark=marks.mark_of(one),
            is_required=one.default is NOTHING,
        )
        for one in attrs.fields(cls)
        if one.init
    )


def is_union(type_: Any) -> bool:
    """Say whether an annotation allows several types."""
    return get_origin(type_) in {Union, types.UnionType}


def members_of(type_: Any) -> tuple[Any, ...]:
    """Return the types of a union, without ``None``."""
    return tuple(one for one in get_args(type_) if one is not type(None))


def is_optional(type_: Any) -> bool:
    """Say whether ``None`` is allowed."""
    return is_union(type_) and type(None) in get_args(type_)


def without_none(type_: Any) -> Any:
    """Return the annotation with ``None`` taken out."""
    inner = members_of(type_)
    return Union[inner] if is_optional(type_) else type_  # noqa: UP007 - made at run time


def is_tuple(type_: Any) -> bool:
    """Say whether it is a tuple of one type of any length."""
    return get_origin(type_) is tuple


def is_mapping(type_: Any) -> bool:
    """Say whether it maps text to something."""
    origin = get_origin(type_)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_literal(type_: Any) -> bool:
    """Say whether it is one of some fixed words."""
    return get_origin(type_) is Literal


def word_of(registry: Mapping[str, type], kind: type) -> str:
    """Return the word by which files name a class of a tagged union."""
    return next(word for word, one in registry.items() if one is kind)


SPECIAL = (answers.Answer,)
"""Classes with a form of their own in files."""

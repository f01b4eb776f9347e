"""What can be reached from a document: its classes, and the values in an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import attrs

from spi.codec.fields import FieldPlan, fields_of
from spi.model.answers import ABSENCES, ASKS, Absence, Asks, Excluded
from spi.model.scales import SCALES, Scale

REGISTRIES: dict[type, tuple[type, ...]] = {
    Asks: tuple(ASKS.values()),
    Scale: tuple(SCALES.values()),
    Absence: tuple(kind for kind in ABSENCES.values() if kind is not Excluded),
}
"""Base classes to what stands for them in files; nobody writes that something is excluded."""


def classes_of(*kinds: type) -> tuple[type, ...]:
    """Return every class of the model that a document may hold, in the order met."""
    found: dict[type, None] = {}
    todo = list(kinds)
    while todo:
        kind = todo.pop(0)
        if kind in REGISTRIES:
            todo += REGISTRIES[kind]
        elif kind not in found:
            found[kind] = None
            todo += [one for plan in fields_of(kind) for one in _classes_in(plan.type)]
    return tuple(found)


def _classes_in(type_: Any) -> Iterator[type]:
    if isinstance(type_, type) and attrs.has(type_):
        yield type_
    for one in get_args(type_):
        yield from _classes_in(one)


def fields_below(*kinds: type) -> tuple[tuple[type, FieldPlan], ...]:
    """Return every field that a document may hold, with its class."""
    return tuple((kind, plan) for kind in classes_of(*kinds) for plan in fields_of(kind))


def owner(kind: type, name: str) -> type:
    """Return the class in which a field is declared."""
    declared = (base for base in kind.__mro__ if name in vars(base).get("__annotations__", {}))
    return next(declared)


def used(thing: object) -> Iterator[tuple[type, str]]:
    """Give class and name of every field that says something in an object or below it."""
    if isinstance(thing, Mapping):
        thing = tuple(thing.values())
    if isinstance(thing, tuple):
        for one in thing:
            yield from used(one)
    elif attrs.has(type(thing)):
        for plan in fields_of(type(thing)):
            value = getattr(thing, plan.attribute.name)
            if plan.is_required or value != plan.default:
                yield owner(type(thing), plan.attribute.name), plan.name
            yield from used(value)


def objects_in(thing: object) -> Iterator[object]:
    """Give every object of the model in an object, itself first."""
    if isinstance(thing, Mapping):
        thing = tuple(thing.values())
    if isinstance(thing, tuple):
        for one in thing:
            yield from objects_in(one)
    elif attrs.has(type(thing)):
        yield thing
        for plan in fields_of(type(thing)):
            yield from objects_in(getattr(thing, plan.attribute.name))

"""What the rules of a criteria set read about an area."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from spi.model.conditions import Compare, comparisons
from spi.model.criteria_set import CriteriaSet
from spi.model.rules import Factor

POPULATION = "population"


@frozen(kw_only=True)
class AttributeRead:
    """An attribute of an area that rules read.

    Attributes:
        type: ``number``, ``yes-no`` or ``word``.
        words: Words that rules know; others are as if nothing were said.
    """

    key: str
    type: str
    words: tuple[str, ...] = ()


def attributes_read(criteria: CriteriaSet) -> tuple[AttributeRead, ...]:
    """Return what rules read about an area: the population first, then as the set names it."""
    found: dict[str, list[AttributeRead]] = {
        POPULATION: [AttributeRead(key=POPULATION, type="number")]
    }
    for one in _reads(criteria):
        found.setdefault(one.key, []).append(one)
    return tuple(_joined(several) for several in found.values())


def _reads(criteria: CriteriaSet) -> Iterator[AttributeRead]:
    for node in criteria.nodes():
        if node.excluded:
            for compare in comparisons(node.excluded.when):
                if compare.attribute is not None:
                    yield _compared(compare.attribute, compare)
        if node.factor:
            yield _factor(node.factor)


def _compared(key: str, compare: Compare) -> AttributeRead:
    known = [one for one in (compare.is_, *compare.in_) if one is not None]
    if known and all(isinstance(one, bool) for one in known):
        return AttributeRead(key=key, type="yes-no")
    words = tuple(one for one in known if isinstance(one, str))
    return AttributeRead(key=key, type="word" if words else "number", words=words)


def _factor(factor: Factor) -> AttributeRead:
    if factor.table is None:
        return AttributeRead(key=factor.attribute, type="number")
    if set(factor.table) <= {"yes", "no"}:
        return AttributeRead(key=factor.attribute, type="yes-no")
    return AttributeRead(key=factor.attribute, type="word", words=tuple(factor.table))


def _joined(several: list[AttributeRead]) -> AttributeRead:
    """Return an attribute that several rules read; words where they do not agree what it is."""
    types = {one.type for one in several}
    words = tuple(dict.fromkeys(word for one in several for word in one.words))
    kind = types.pop() if len(types) == 1 else "word"
    return AttributeRead(key=several[0].key, type=kind, words=words)

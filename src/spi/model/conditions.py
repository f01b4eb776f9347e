"""Conditions that read attributes of an area and answers, in three-valued logic."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from spi.model import marks

Operand = bool | float | str


@frozen(kw_only=True)
class Compare:
    """One comparison; exactly one of ``attribute`` and ``answer`` names what is read.

    ``below`` and ``above`` are strict, ``at_least`` and ``at_most`` are not.
    """

    attribute: str | None = marks.text(default=None, form=marks.Form.CODE)
    answer: str | None = marks.key(default=None)
    below: float | None = marks.number(default=None)
    at_most: float | None = marks.number(default=None)
    at_least: float | None = marks.number(default=None)
    above: float | None = marks.number(default=None)
    is_: Operand | None = marks.part(None, personal=marks.Personal.NO)
    in_: tuple[Operand, ...] = marks.parts(personal=marks.Personal.NO)
    includes: str | None = marks.text(default=None, form=marks.Form.CODE)


@frozen(kw_only=True)
class All:
    """True when all are, false when one is false."""

    all: tuple[Condition, ...] = marks.parts()


@frozen(kw_only=True)
class Any:
    """True when one is, false when all are false."""

    any: tuple[Condition, ...] = marks.parts()


@frozen(kw_only=True)
class Not:
    """The opposite; undecided stays undecided."""

    not_: Condition = marks.part()


Condition = Compare | All | Any | Not


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Give every comparison in a condition, in order."""
    match condition:
        case Compare():
            yield condition
        case All(all=inner) | Any(any=inner):
            for one in inner:
                yield from comparisons(one)
        case Not(not_=one):
            yield from comparisons(one)


def decide(condition: Condition, compare: Callable[[Compare], bool | None]) -> bool | None:
    """Decide a condition in Kleene's logic.

    Args:
        condition: What to decide.
        compare: Decides one comparison; ``None`` means undecided.

    Returns:
        True, false, or ``None`` for undecided.

    Source:
        S. C. Kleene, Introduction to Metamathematics (1952), section 64.
    """
    match condition:
        case Compare():
            return compare(condition)
        case Not(not_=inner):
            known = decide(inner, compare)
            return None if known is None else not known
        case All(all=inner_all):
            return _first([decide(one, compare) for one in inner_all], deciding=False)
        case Any(any=inner_any):
            return _first([decide(one, compare) for one in inner_any], deciding=True)


def _first(values: list[bool | None], *, deciding: bool) -> bool | None:
    if deciding in values:
        return deciding
    return None if None in values else not deciding

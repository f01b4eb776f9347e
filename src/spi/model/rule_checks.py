"""Whether rules can be right: how parts combine, when something applies, how weights change."""

from __future__ import annotations

from collections.abc import Iterator

from spi.findings import Code, Finding, finding
from spi.model.conditions import All, Any, Compare, Condition, Not
from spi.model.criteria_set import CriteriaSet
from spi.model.rules import Factor, Mean, MeanKind, Rules
from spi.phrases import phrase


def check_factor(factor: Factor) -> Iterator[Finding]:
    """Give what is wrong with how an attribute changes a weight."""
    ways = [
        factor.times is not None,
        factor.table is not None,
        bool(factor.bands),
        factor.line is not None,
    ]
    if sum(ways) != 1:
        yield finding(
            Code.NOT_TOGETHER, found=phrase("%(n)s of them", n=sum(ways)),
            expected=phrase("exactly one of: %(names)s", names="times, table, bands, line"),
        )  # fmt: skip
    for i, (one, other) in enumerate(zip(factor.bands, factor.bands[1:], strict=False), start=1):
        if other.at_least <= one.at_least:
            yield finding(
                Code.RULE_REFUSED, "bands", i, "at_least",
                found=other.at_least, expected=phrase("a number above %(limit)s", limit=f"{one.at_least:g}"),
            )  # fmt: skip
    if factor.line and factor.line.start >= factor.line.end:
        yield finding(
            Code.RULE_REFUSED, "line", "end",
            found=factor.line.end, expected=phrase("a number above %(limit)s", limit=f"{factor.line.start:g}"),
        )  # fmt: skip


def check_condition(condition: Condition) -> Iterator[Finding]:
    """Give what is wrong with a condition; paths begin at it."""
    match condition:
        case All(all=inner) | Any(any=inner):
            word = "all" if isinstance(condition, All) else "any"
            if not inner:
                yield finding(
                    Code.RULE_REFUSED, word, found=phrase("nothing"), expected=phrase("a condition")
                )
            for i, one in enumerate(inner):
                yield from (found.below(word, i) for found in check_condition(one))
        case Not(not_=one):
            yield from (found.below("not") for found in check_condition(one))
        case Compare():
            yield from _comparison(condition)


def _comparison(compare: Compare) -> Iterator[Finding]:
    if (compare.attribute is None) == (compare.answer is None):
        yield finding(
            Code.NOT_TOGETHER,
            found=phrase("both or neither"),
            expected=phrase("exactly one of: %(names)s", names="attribute, answer"),
        )
    tests = [
        compare.below,
        compare.at_most,
        compare.at_least,
        compare.above,
        compare.is_,
        compare.includes,
    ]
    given = sum(one is not None for one in tests) + bool(compare.in_)
    if given != 1:
        yield finding(
            Code.NOT_TOGETHER, found=phrase("%(n)s of them", n=given),
            expected=phrase("exactly one of: %(names)s", names="below, at_most, at_least, above, is, in, includes"),
        )  # fmt: skip


def check_rules(
    rules: Rules, criteria: CriteriaSet, *, whole_set: bool = False
) -> Iterator[Finding]:
    """Give what is wrong with rules of combining; of the whole set some make no sense."""
    if rules.mean:
        yield from (
            one.below("mean") for one in _mean(rules.mean, points=criteria.points is not None)
        )
    mean = rules.mean or criteria.defaults.mean or Mean()
    if rules.floor is not None and not (mean.falls_to_zero and not whole_set):
        yield finding(
            Code.RULE_REFUSED, "floor", found=rules.floor,
            expected=phrase("a node whose mean falls to zero: geometric, harmonic, or power with p of at most 0"),
        )  # fmt: skip
    if whole_set and (rules.cap or rules.gate):
        yield finding(
            Code.RULE_REFUSED, found=phrase("cap or gate for every node"),
            expected=phrase("a cap or gate at one node, or under whole"),
        )  # fmt: skip


def _mean(mean: Mean, *, points: bool) -> Iterator[Finding]:
    power, worst = mean.kind is MeanKind.POWER, mean.kind is MeanKind.WORST
    if (mean.p is not None) != power:
        yield finding(
            Code.RULE_REFUSED,
            found=mean.kind.value,
            expected=phrase("p beside the mean power, and nowhere else"),
        )
    elif mean.p is not None and 0 < abs(mean.p) < 0.01:  # noqa: PLR2004 - the contract's limit
        yield finding(
            Code.RULE_REFUSED,
            "p",
            found=mean.p,
            expected=phrase("0, or at least 0.01 away from it"),
        )
    if (mean.k is not None) != worst:
        yield finding(
            Code.RULE_REFUSED,
            found=mean.kind.value,
            expected=phrase("k beside the mean worst, and nowhere else"),
        )
    if points and mean.kind is not MeanKind.ARITHMETIC:
        yield finding(
            Code.RULE_REFUSED,
            found=mean.kind.value,
            expected=phrase("the arithmetic mean, as points are counted"),
        )

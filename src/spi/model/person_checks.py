"""Whether rules would tell what disclosure withholds of persons."""

from __future__ import annotations

from collections.abc import Iterator

from spi.findings import Code, Finding, finding
from spi.model.answers import AsksNumber
from spi.model.conditions import Compare, Condition, comparisons
from spi.model.criteria_set import CriteriaSet
from spi.phrases import phrase


def check_persons(criteria: CriteriaSet, condition: Condition) -> Iterator[Finding]:
    """Give rules that tell one person from two: whether something applies cannot be withheld."""
    counts = {
        leaf.key
        for leaf in criteria.leaves()
        if isinstance(leaf.answer, AsksNumber) and leaf.answer.counts_persons
    }
    for compare in comparisons(condition):
        if compare.answer in counts and _holds(compare, 1) != _holds(compare, 2):
            yield finding(
                Code.RULE_REFUSED, found=compare.answer,
                expected=phrase("a rule that does not tell one person from two"),
            )  # fmt: skip


def _holds(compare: Compare, count: int) -> bool:
    words = compare.in_ or ((compare.is_,) if compare.is_ is not None else (count,))
    return (
        (compare.below is None or count < compare.below)
        and (compare.at_most is None or count <= compare.at_most)
        and (compare.at_least is None or count >= compare.at_least)
        and (compare.above is None or count > compare.above)
        and count in words
    )

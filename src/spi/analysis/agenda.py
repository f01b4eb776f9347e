"""What a working group discusses first: where it disagrees, where facts say otherwise, what weighs."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from spi.model.criteria_set import CriteriaSet
from spi.scoring.nodes import NodeScore


@frozen(kw_only=True)
class Shares:
    """How much each reason to talk counts; they add up to 1."""

    disagreement: float = 0.5
    gap: float = 0.3
    groups: float = 0.2


@frozen(kw_only=True)
class Item:
    """One indicator that the group has rated, with the reasons to talk about it.

    Attributes:
        attention: 0 to 1: weight, compared with the heaviest indicator, × its reasons.
        points: Of the panel, 0 to 100.
        agreement: Van der Eijk's A, −1 to 1; ``None`` where it is not given.
        gap: Panel less rule, −100 to 100; ``None`` where there are no facts.
        largest_gap: Points between the two groups furthest apart that may be seen.
        cannot_say: Share of those asked who could not say, 0 to 1.
    """

    key: str
    attention: float
    points: float
    agreement: float | None
    gap: float | None
    largest_gap: float | None
    cannot_say: float


def agenda(
    nodes: Mapping[str, NodeScore], criteria: CriteriaSet, shares: Shares | None = None
) -> tuple[Item, ...]:
    """Return the indicators that a working group has rated, what to discuss first first.

    The attention for an indicator is its effective weight ÷ the largest one × the sum of
    disagreement (1 − A)/2, the size of the perception gap/100, and the largest difference between
    two groups/100, each times its share. Source: own rule.

    Args:
        nodes: The scores as an audience may see them.
        criteria: The set that scored them.
        shares: How much each reason counts.
    """
    reasons = shares or Shares()
    rated = [
        (leaf.key, nodes[leaf.key])
        for leaf in criteria.leaves()
        if (scored := nodes[leaf.key].leaf) and scored.panel and scored.panel.points is not None
    ]
    heaviest = max((node.effective_weight for _, node in rated), default=0.0)
    items = [_item(key, node, heaviest, reasons) for key, node in rated]
    return tuple(sorted(items, key=lambda one: -one.attention))


def _item(key: str, node: NodeScore, heaviest: float, shares: Shares) -> Item:
    panel = node.leaf.panel if node.leaf else None
    if panel is None or panel.points is None:
        raise AssertionError(key)
    apart = 0.0 if panel.agreement is None else (1 - panel.agreement) / 2
    reasons = (
        shares.disagreement * apart
        + shares.gap * abs(node.gap or 0.0) / 100
        + shares.groups * (panel.largest_gap or 0.0) / 100
    )
    return Item(
        key=key,
        attention=node.effective_weight / heaviest * reasons if heaviest else 0.0,
        points=panel.points,
        agreement=panel.agreement,
        gap=node.gap,
        largest_gap=panel.largest_gap,
        cannot_say=panel.cannot_say,
    )

"""Numbers with as few decimals as people read, where more would tell what is withheld.

A sum with fifteen digits has mostly one set of whole numbers that it can have come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from spi.scoring.levels import Standing
from spi.scoring.nodes import NodeScore
from spi.scoring.reasons import Reason

Rounding = Callable[[float], float]


def rounded_nodes(nodes: Mapping[str, NodeScore], decimals: int | None) -> Mapping[str, NodeScore]:
    """Return nodes whose numbers have so many decimals, except those of indicators."""
    if decimals is None:
        return nodes
    return {key: node if node.leaf else _node(node, decimals) for key, node in nodes.items()}


def _node(node: NodeScore, decimals: int) -> NodeScore:
    def to(number: float | None) -> float | None:
        return None if number is None else round(number, decimals)

    low, high = node.bounds
    missing = tuple(evolve(one, found=to(one.found)) for one in node.standing.missing)
    standing: Standing = evolve(node.standing, missing=missing)
    return evolve(
        node, score=to(node.score), bounds=(round(low, decimals), round(high, decimals)),
        planned=to(node.planned), gap=to(node.gap), standing=standing,
    )  # fmt: skip


def rounded_reason(reason: Reason, to: Rounding) -> Reason:
    """Return a reason whose shares of other nodes are rounded."""

    def some(number: float | None) -> float | None:
        return None if number is None else to(number)

    return evolve(
        reason,
        loss=some(reason.loss), contribution=some(reason.contribution),
        loss_of_whole=some(reason.loss_of_whole), potential=some(reason.potential),
        open_width=some(reason.open_width),
        cuts=tuple(
            evolve(one, points=to(one.points), loss_of_whole=some(one.loss_of_whole))
            for one in reason.cuts
        ),
    )  # fmt: skip

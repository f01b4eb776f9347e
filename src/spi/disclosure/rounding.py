"""Numbers with as few decimals as people read, where more would tell what is withheld.

A sum with fifteen digits has mostly one set of whole numbers that it can have come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from spi.model.answers import Points
from spi.scoring.leaves import LeafScore
from spi.scoring.levels import Standing
from spi.scoring.nodes import NodeScore
from spi.scoring.reasons import Reason

Rounding = Callable[[float], float]


def rounded_nodes(nodes: Mapping[str, NodeScore], decimals: int | None) -> Mapping[str, NodeScore]:
    """Return nodes whose numbers have so many decimals, except those of indicators.

    An indicator that is composed of the points of members is made of others, too.
    """
    if decimals is None:
        return nodes
    return {
        key: _node(node, decimals) if node.leaf is None or _is_composed(node.leaf) else node
        for key, node in nodes.items()
    }


def _is_composed(leaf: LeafScore) -> bool:
    return isinstance(leaf.fact.value, Points)


def _leaf(leaf: LeafScore, decimals: int) -> LeafScore:
    def to(number: float | None) -> float | None:
        return None if number is None else round(number, decimals)

    value, answer = leaf.fact.value, leaf.fact.answer
    if not isinstance(value, Points):
        return leaf
    points = Points(points=round(value.points, decimals), planned=to(value.planned))
    fact = evolve(leaf.fact, value=points, answer=evolve(answer, value=points) if answer else None)
    return evolve(
        leaf, fact=fact, points=to(leaf.points), rule_points=to(leaf.rule_points),
        planned=to(leaf.planned),
    )  # fmt: skip


def _node(node: NodeScore, decimals: int) -> NodeScore:
    def to(number: float | None) -> float | None:
        return None if number is None else round(number, decimals)

    low, high = node.bounds
    missing = tuple(evolve(one, found=to(one.found)) for one in node.standing.missing)
    standing: Standing = evolve(node.standing, missing=missing)
    return evolve(
        node, score=to(node.score), bounds=(round(low, decimals), round(high, decimals)),
        planned=to(node.planned), gap=to(node.gap), standing=standing,
        leaf=_leaf(node.leaf, decimals) if node.leaf else None,
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

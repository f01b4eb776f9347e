"""How groups of people see the same place: their ratings side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from spi.model.criteria_set import CriteriaSet
from spi.scoring.nodes import NodeScore
from spi.scoring.panel import PanelScore


@frozen(kw_only=True)
class SeenBy:
    """One node as several groups see it.

    Attributes:
        points: Of each group, in the order asked: 0 to 100.
        questions: How many indicators stand behind it, rated by all of the groups.
    """

    points: tuple[float, ...]
    questions: int

    @property
    def difference(self) -> float:
        """Points of the first group less those of the last (−100 to 100)."""
        return self.points[0] - self.points[-1]


def seen_by(
    nodes: Mapping[str, NodeScore], criteria: CriteriaSet, groups: Sequence[str]
) -> dict[str, SeenBy]:
    """Return how target groups see each node, where all of them have rated.

    Of an indicator these are the points of those who speak for a group; of a field or topic the
    arithmetic mean of the indicators that all groups have rated, by effective weight.

    Args:
        nodes: The scores as an audience may see them; groups that are withheld are not there.
        criteria: The set that scored them.
        groups: Keys of target groups with voices.
    """
    voices = {one.key: one.voices for one in criteria.target_groups}
    found: dict[str, SeenBy] = {}
    for leaf in criteria.leaves():
        scored = nodes[leaf.key].leaf
        panel = scored.panel if scored else None
        points = [_points_of(panel, voices.get(group, ())) for group in groups]
        known = tuple(one for one in points if one is not None)
        if known and len(known) == len(points):
            found[leaf.key] = SeenBy(points=known, questions=1)
    for key, node in reversed(list(nodes.items())):  # what is below comes first
        if node.leaf is None and (below := list(_below(nodes, node, found))):
            found[key] = _mean(below)
    return {key: found[key] for key in nodes if key in found}


def _points_of(panel: PanelScore | None, voices: Sequence[str]) -> float | None:
    """Return the points of those who speak for a group, each group by its size."""
    if panel is None:
        return None
    parts = [(panel.groups[one], panel.group_sizes[one]) for one in voices if one in panel.groups]
    total = sum(size for _, size in parts)
    return math.fsum(points * size for points, size in parts) / total if total else None


def _below(
    nodes: Mapping[str, NodeScore], node: NodeScore, found: Mapping[str, SeenBy]
) -> Iterator[tuple[SeenBy, float]]:
    """Give what is seen of the indicators below a node, with their effective weights."""
    for key in node.children:
        child = nodes[key]
        if child.leaf is None:
            yield from _below(nodes, child, found)
        elif key in found and child.effective_weight > 0:
            yield found[key], child.effective_weight


def _mean(below: Sequence[tuple[SeenBy, float]]) -> SeenBy:
    total = math.fsum(weight for _, weight in below)
    count = len(below[0][0].points)
    return SeenBy(
        points=tuple(
            math.fsum(seen.points[i] * weight for seen, weight in below) / total
            for i in range(count)
        ),
        questions=len(below),
    )

"""What the rules compute for one node of the tree."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from spi.scoring.leaves import LeafScore
from spi.scoring.levels import Standing
from spi.scoring.points import Buckets
from spi.scoring.tree import OUT, Status


@frozen(kw_only=True)
class NodeScore:
    """What the rules compute for one node.

    Attributes:
        key: Its key; the whole has the key of the set.
        kind: whole, field, topic, statistic, service or question.
        parent: Key of the node above; ``None`` for the whole.
        children: Keys of the nodes below, in the order of the set.
        score: 0 to 100, unrounded; ``None`` unless *status* is ``scored``.
        bounds: Lowest and highest score that open questions leave possible; 0 and 100 where it
            does not apply.
        coverage: Share of the weight that stands behind the score, 0 to 1.
        standing: Its level, the next one, and what is missing.
        planned: Score with what is planned, 0 to 100.
        weight: W, its weight in the node above after redistribution; 0 where it does not count.
        effective_weight: Share of the whole that it stands for, 0 to 1.
        whole_weight: The same when nothing is left out.
        counts: Number of leaves at or below it in each state.
        evidence: Share of the weight of scored leaves that a document backs, 0 to 1.
        gap: Perception gap, points of the panel less points of the rule, −100 to 100.
        buckets: Points done, planned, not done and unanswered, in points mode.
        leaf: How an indicator arose; ``None`` for other nodes.
    """

    key: str
    kind: str
    parent: str | None
    children: tuple[str, ...]
    status: Status
    score: float | None
    bounds: tuple[float, float]
    coverage: float
    standing: Standing
    planned: float | None
    weight: float
    effective_weight: float
    whole_weight: float
    counts: Mapping[str, int]
    evidence: float | None
    gap: float | None
    buckets: Buckets | None = None
    leaf: LeafScore | None = None

    @property
    def level(self) -> str | None:
        """Key of its level; ``None`` without a score."""
        return self.standing.level

    @property
    def range(self) -> tuple[float, float] | None:
        """The bounds, if it counts at all."""
        return None if self.status in OUT else self.bounds

    @property
    def is_partly_open(self) -> bool:
        """Whether open questions may still change it."""
        return self.status not in OUT and self.bounds[0] != self.bounds[1]


ANYTHING = (0.0, 100.0)
"""The bounds of what nothing is known of."""

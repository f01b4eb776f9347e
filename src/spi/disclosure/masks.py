"""What may stand beside a withheld count of persons without telling which of a few it is."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from spi.model.answer_checks import is_number
from spi.model.answers import AsksNumber, AsksRatio, Fraction
from spi.model.scales import Curve, Linear, Log
from spi.scoring.nodes import NodeScore
from spi.scoring.scales import FULL, points_on
from spi.scoring.scorecard import Scorecard


@frozen
class Masks:
    """Says which nodes may be withheld together.

    Attributes:
        least: Counts of persons smaller than this are withheld.
        deciding: The parts that the score of a node depends on.
    """

    card: Scorecard
    least: int
    deciding: Callable[[NodeScore], list[NodeScore]]

    def hides(self, other: NodeScore, node: NodeScore) -> bool:
        """Say whether the points of another node could be such that those of the node were others.

        A count of persons that is withheld is one of a few numbers. Beside an answer of few options
        the sum of both would mostly tell which; beside a figure that may be any it does not, as
        long as there is room for it on its scale.
        """
        if other.leaf is None:
            return any(self.hides(one, node) for one in self.deciding(other))
        if node.leaf and node.leaf.made_by == other.leaf.made_by == "panel":
            return True
        if other.score is None or node.score is None or not self._is_any_figure(other):
            return False
        possible = self._possible(node) or [0.0]
        ratio = node.effective_weight / other.effective_weight if other.effective_weight else 0.0
        room = ratio * (max(possible) - min(possible))  # alike whichever of them it is
        return room <= other.score <= FULL - room

    def _is_any_figure(self, node: NodeScore) -> bool:
        if self._possible(node):  # one of a few itself
            return False
        leaf = self.card.criteria.indicator(node.key)
        by_rule = node.leaf is not None and node.leaf.made_by == "rule"
        return (
            by_rule
            and isinstance(leaf.scale, Linear | Log | Curve)
            and 0 < (node.score or 0) < FULL
        )

    def _possible(self, node: NodeScore) -> list[float]:
        """Return the points that a small count of persons might have; none for anything else."""
        found = node.leaf
        if found is None or found.made_by != "rule" or found.fact.answer is None:
            return []
        leaf, value = self.card.criteria.indicator(node.key), found.fact.answer.value
        if not isinstance(leaf.answer, AsksNumber | AsksRatio) or leaf.scale is None:
            return []
        if not leaf.answer.counts_persons:
            return []
        few = range(1, self.least)
        if isinstance(value, Fraction) and isinstance(leaf.answer, AsksRatio):
            everybody, times = value.denominator, leaf.answer.per / (value.denominator or 1.0)
            if 0 < value.numerator < self.least:
                return [points_on(leaf.scale, n * times) for n in few]
            if 0 < everybody - value.numerator < self.least:
                return [points_on(leaf.scale, (everybody - n) * times) for n in few]
            return []
        if not is_number(value) or not 0 < value < self.least:
            return []
        return [points_on(leaf.scale, n) for n in few]

"""Levels whose conditions would tell on which side of a number something withheld stands."""

from __future__ import annotations

from collections.abc import Iterator

from spi.model.levels import LevelCondition
from spi.scoring.scorecard import Scorecard


class TellingLevels:
    """The level conditions of a set that look at withheld nodes."""

    def __init__(self, card: Scorecard, withheld: frozenset[str]) -> None:
        """Take the scorecard, and the keys of what is withheld."""
        self.nodes, self.withheld = card.nodes, withheld
        self.conditions = [
            one for level in card.criteria.effective_levels for one in level.conditions
        ]

    def tell_of(self, key: str) -> bool:
        """Say whether the level of a node would tell of something withheld."""
        return bool(self.withheld) and any(self._looks_at(one, key) for one in self.conditions)

    def _looks_at(self, condition: LevelCondition, key: str) -> bool:
        if condition.node is not None:
            return condition.node in self.withheld
        if condition.core_met is not None:
            return bool(self.withheld & set(self._below(key)))
        return bool(self.withheld & set(self.nodes[key].children))

    def _below(self, key: str) -> Iterator[str]:
        for child in self.nodes[key].children:
            yield child
            yield from self._below(child)

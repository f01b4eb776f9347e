"""Which level a score stands in, and what is missing to the next."""

from __future__ import annotations

from enum import StrEnum

from attrs import evolve, frozen

from spi.model.levels import Level, LevelCondition
from spi.scoring.numbers import reached
from spi.scoring.program import Program
from spi.scoring.tree import NodeState, States


class End(StrEnum):
    """Which number of a node is looked at."""

    NOW = "now"
    LOW = "low"
    HIGH = "high"


class Asked(StrEnum):
    """What a level asks for."""

    FLOOR = "floor"
    NODE = "node"
    LOWEST = "lowest"
    CORE = "core"


@frozen(kw_only=True)
class Missing:
    """One thing that is missing to the next level.

    Attributes:
        asked: What kind of thing.
        needed: A score from 0 to 100; for core indicators a share from 0 to 1.
        found: The same as it is now; ``None`` where there is no score.
        node: Key of the node that a condition names.
        lowest: Which of the lowest parts a condition looks at.
        planned: Whether planned scores are looked at.
    """

    asked: Asked
    needed: float
    found: float | None
    node: str | None = None
    lowest: int | None = None
    planned: bool = False


@frozen(kw_only=True)
class Standing:
    """Where a node stands among the levels.

    Attributes:
        level: Key of its level; ``None`` without a score, or where not even the first is earned.
        next_level: Key of the one above; ``None`` at the top.
        missing: What the next one asks for and is not there, in the order of the set.
        at_low, at_high: Levels at the ends of the bounds.
    """

    level: str | None = None
    next_level: str | None = None
    missing: tuple[Missing, ...] = ()
    at_low: str | None = None
    at_high: str | None = None

    @property
    def is_sure(self) -> bool:
        """Whether open questions cannot change the level."""
        return self.level is not None and self.at_low == self.at_high


class Levels:
    """The levels of a set, applied to states."""

    def __init__(self, program: Program, states: States, planned: States) -> None:
        """Take the states now, and those with what is planned."""
        self.program = program
        self.levels = program.criteria.effective_levels
        self.now, self.planned = states, planned

    def of(self, index: int) -> Standing:
        """Return where a node stands; an empty standing for one that does not apply."""
        state = self.now[index]
        if not state.applies:
            return Standing()
        low, high = (self._earned(index, end) for end in (End.LOW, End.HIGH))
        ends = Standing(at_low=self._key(low), at_high=self._key(high))
        if state.score is None:
            return ends
        earned = self._earned(index, End.NOW)
        following = self.levels[earned] if earned < len(self.levels) else None
        return evolve(
            ends,
            level=self._key(earned),
            next_level=following.key if following else None,
            missing=tuple(self._missing(index, following, End.NOW)) if following else (),
        )

    def _key(self, earned: int) -> str | None:
        return self.levels[earned - 1].key if earned else None

    def _earned(self, index: int, end: End) -> int:
        """Return how many levels are earned, from the first on without a gap."""
        for count, level in enumerate(self.levels):
            if self._missing(index, level, end):
                return count
        return len(self.levels)

    def _missing(self, index: int, level: Level, end: End) -> list[Missing]:
        found = []
        if level.floor is not None:
            score = _value(self.now[index], end)
            if score is None or not reached(score, level.floor):
                found.append(Missing(asked=Asked.FLOOR, needed=level.floor, found=score))
        for condition in level.conditions:
            missing = self._unmet(index, condition, end)
            if missing:
                found.append(missing)
        return found

    def _unmet(self, index: int, condition: LevelCondition, end: End) -> Missing | None:
        states = self.planned if condition.planned else self.now
        if condition.core_met is not None:
            return self._core(index, condition, states, end)
        needed = condition.at_least or 0.0
        if condition.node is not None:
            state = states[self.program.index[condition.node]]
            asked, score = Asked.NODE, _value_of_part(state, end)
            met = not state.applies or (score is not None and reached(score, needed))
        else:
            asked = Asked.LOWEST
            scores = self._scores_of_parts(index, states, end)
            score = scores[min(condition.lowest or 1, len(scores)) - 1] if scores else None
            is_leaf = self.program.nodes[index].leaf is not None
            met = is_leaf if score is None else reached(score, needed)
        if met:
            return None
        return Missing(
            asked=asked, needed=needed, found=score, node=condition.node,
            lowest=condition.lowest, planned=condition.planned,
        )  # fmt: skip

    def _scores_of_parts(self, index: int, states: States, end: End) -> list[float]:
        parts = [states[child] for child, _ in states[index].parts]
        if all(one.score is None for one in parts) and end is not End.HIGH:
            return []
        if end is End.LOW:  # an open part may turn out at 0
            return sorted(0.0 if one.score is None else one.low for one in parts)
        values = (_value_of_part(one, end) for one in parts)
        return sorted(value for value in values if value is not None)

    def _core(
        self, index: int, condition: LevelCondition, states: States, end: End
    ) -> Missing | None:
        core = [states[leaf] for leaf in self._core_below(index) if states[leaf].applies]
        values = [_value_of_part(state, end) for state in core]
        good = sum(value is not None and reached(value, condition.met_at) for value in values)
        share = good / len(core) if core else 1.0
        needed = condition.core_met or 0.0
        if reached(share, needed):
            return None
        return Missing(asked=Asked.CORE, needed=needed, found=share, planned=condition.planned)

    def _core_below(self, index: int) -> list[int]:
        plan = self.program.nodes[index]
        if plan.leaf is not None:
            return [index] if plan.leaf.core else []
        return [leaf for child in plan.counting for leaf in self._core_below(child)]


def _value_of_part(state: NodeState, end: End) -> float | None:
    """Return what a part reaches; one without a score reaches nothing but, at hi, everything."""
    if state.applies and state.score is None:
        return 100.0 if end is End.HIGH else None
    return _value(state, end)


def _value(state: NodeState, end: End) -> float | None:
    if not state.applies:
        return None
    match end:
        case End.LOW:
            return state.low
        case End.HIGH:
            return state.high
    return state.score

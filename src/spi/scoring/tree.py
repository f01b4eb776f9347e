"""Combining: from the points of the leaves to score, bounds and coverage of every node."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from attrs import define

from spi.model.criteria_set import CriteriaSet
from spi.model.rules import Count, Open, Redistribution, Rules
from spi.scoring.means import combined
from spi.scoring.numbers import reached
from spi.scoring.program import NodePlan, Program
from spi.scoring.rules import MOST


class Status(StrEnum):
    """What a node is; it has a score exactly when it is scored."""

    SCORED = "scored"
    NOT_ASSESSABLE = "not-assessable"
    NOT_APPLICABLE = "not-applicable"
    EXCLUDED = "excluded"
    UNANSWERED = "unanswered"
    SUPPRESSED = "suppressed"
    CONTEXT = "context"


OUT = frozenset({Status.NOT_APPLICABLE, Status.EXCLUDED, Status.CONTEXT})
"""Statuses of what does not apply: in no weight and no count."""


@define
class NodeState:
    """One node while it is computed.

    Attributes:
        score: 0 to 100; ``None`` unless scored.
        low, high: Its bounds, 0 to 100.
        coverage: Share of the weight that stands behind the score, 0 to 1.
        own_factor: What its weight is multiplied by in its parent.
        parts: Each applying child with its weight W.
        total: Sum of these weights.
        entering: The children that enter the mean, with score and W.
        mean: The score before caps and gates.
        cuts: What each cap or gate took away, by the key that it looks at.
        leaves: Applying leaves below; *scored_leaves* of them have a score.
    """

    status: Status
    score: float | None = None
    low: float = 0.0
    high: float = 100.0
    coverage: float = 0.0
    own_factor: float = 1.0
    parts: tuple[tuple[int, float], ...] = ()
    total: float = 0.0
    entering: tuple[tuple[int, float, float], ...] = ()
    mean: float | None = None
    cuts: tuple[tuple[str, float], ...] = ()
    leaves: int = 0
    scored_leaves: int = 0

    @property
    def applies(self) -> bool:
        """Whether it counts at all."""
        return self.status not in OUT


States = list[NodeState]

LEAST = 1e-300
"""A positive weight never vanishes, however small its factor."""


def leaf_state(status: Status, points: float | None, factor: float) -> NodeState:
    """Return the state of a leaf."""
    if points is None:
        counts = int(status not in OUT)
        return NodeState(status, own_factor=factor, leaves=counts)
    return NodeState(
        status, points, points, points, 1.0, factor, mean=points, leaves=1, scored_leaves=1
    )


def evaluate(program: Program, leaves: Mapping[int, NodeState], factors: Sequence[float]) -> States:
    """Return the state of every node.

    Args:
        program: The criteria set, compiled.
        leaves: State of each leaf, by index.
        factors: Factor of each node's weight, by index.
    """
    states: States = [NodeState(Status.CONTEXT)] * len(program.nodes)
    for index, state in leaves.items():
        states[index] = state
    for index in program.inner:
        states[index] = _combine(program, program.nodes[index], states, factors[index])
    return states


def changed(
    program: Program, states: States, leaf: int, state: NodeState, factors: Sequence[float]
) -> States:
    """Return the states with one leaf replaced; only what depends on it is computed again."""
    new = list(states)
    new[leaf] = state
    for index in program.above[leaf]:
        new[index] = _combine(program, program.nodes[index], new, factors[index])
    return new


def _combine(program: Program, plan: NodePlan, states: States, factor: float) -> NodeState:
    if plan.is_context:
        return NodeState(Status.CONTEXT)
    applying = [child for child in plan.counting if states[child].applies]
    if not applying:
        below = {states[child].status for child in plan.counting}
        excluded = below == {Status.EXCLUDED}
        return NodeState(Status.EXCLUDED if excluded else Status.NOT_APPLICABLE)
    criteria, rules = program.criteria, plan.rules
    unit = _unit(plan, program)
    parts = _weights(plan, program, applying, states, unit)
    total = math.fsum(weight for _, weight in parts)
    stated = math.fsum(program.nodes[child].weight / unit for child in plan.counting)
    shrinks = rules.redistribution is Redistribution.SHRINK
    state = NodeState(
        Status.NOT_ASSESSABLE,
        own_factor=min(MOST, factor * total / stated) if shrinks else factor,
        parts=parts,
        total=total,
        leaves=sum(states[child].leaves for child in applying),
        scored_leaves=sum(states[child].scored_leaves for child in applying),
    )
    state.coverage = _coverage(state, states)
    _score(state, criteria, rules, states)
    _bounds(state, rules, states)
    _cut(state, program, rules, states)
    return state


def _unit(plan: NodePlan, program: Program) -> float:
    """Return what weights are measured in: 1, or the heaviest where floats would not hold them."""
    heaviest = max(program.nodes[child].weight for child in plan.counting)
    return 1.0 if 1 / MOST < heaviest < MOST else heaviest


def _weights(
    plan: NodePlan, program: Program, applying: list[int], states: States, unit: float
) -> tuple[tuple[int, float], ...]:
    extra = 0.0
    if plan.rules.redistribution is Redistribution.EQUAL:
        lost = [
            program.nodes[child].weight / unit for child in plan.counting if child not in applying
        ]
        extra = math.fsum(lost) / len(applying)
    return tuple(
        (child, max(LEAST, program.nodes[child].weight / unit * states[child].own_factor + extra))
        for child in applying
    )


def _coverage(state: NodeState, states: States) -> float:
    if len(state.parts) == 1:
        return states[state.parts[0][0]].coverage if _counts(states[state.parts[0][0]]) else 0.0
    covered = (
        weight / state.total * states[child].coverage
        for child, weight in state.parts
        if _counts(states[child])
    )
    return min(1.0, math.fsum(covered))


def _counts(state: NodeState) -> bool:
    return state.status is Status.SCORED


def _score(state: NodeState, criteria: CriteriaSet, rules: Rules, states: States) -> None:
    zero = criteria.effective_open is Open.ZERO
    state.entering = tuple(
        (child, states[child].score or 0.0, weight)
        for child, weight in state.parts
        if zero or states[child].score is not None
    )
    if not state.entering or not _is_assessable(state, rules, states):
        return
    state.status = Status.SCORED
    state.mean = _mean(rules, ((score, weight) for _, score, weight in state.entering))
    state.score = state.mean


def _is_assessable(state: NodeState, rules: Rules, states: States) -> bool:
    match rules.count:
        case Count.CHILDREN:
            scored = sum(_counts(states[child]) for child, _ in state.parts)
            share = scored / len(state.parts)
        case Count.LEAVES:
            share = state.scored_leaves / state.leaves
        case _:
            share = state.coverage
    return reached(share, rules.min_coverage or 0.0)


def _mean(rules: Rules, pairs: Iterable[tuple[float, float]]) -> float:
    scores, weights = zip(*pairs, strict=True)
    if rules.mean is None:  # filled in when the program was made
        raise AssertionError(rules)
    return combined(rules.mean, scores, weights, rules.floor)


def _bounds(state: NodeState, rules: Rules, states: States) -> None:
    lows, highs = [], []
    for child, weight in state.parts:
        known = _counts(states[child])
        lows.append((states[child].low if known else 0.0, weight))
        highs.append((states[child].high if known else 100.0, weight))
    state.low, state.high = _mean(rules, lows), _mean(rules, highs)


# --- caps and gates ------------------------------------------------------------------------------


def _cut(state: NodeState, program: Program, rules: Rules, states: States) -> None:
    cuts = []
    for cap in rules.cap:
        other = states[program.index[cap.by]]
        if other.applies:
            cuts.append((cap.by, _limited(state, *_values(other))))
    for gate in rules.gate:
        other = states[program.index[gate.by]]
        if other.applies:
            limits = [
                100.0 if reached(value, gate.at_least) else gate.limit for value in _values(other)
            ]
            cuts.append((gate.by, _limited(state, *limits)))
    state.cuts = tuple((key, amount) for key, amount in cuts if amount > 0)


def _values(other: NodeState) -> tuple[float, float, float]:
    """Return score, low and high end of what cuts; without a score it is anywhere from 0 to 100."""
    if other.score is None:
        return 100.0, 0.0, 100.0
    return other.score, other.low, other.high


def _limited(state: NodeState, most: float, most_low: float, most_high: float) -> float:
    """Cut score and bounds; return what was taken from the score."""
    state.low, state.high = min(state.low, most_low), min(state.high, most_high)
    if state.score is None:
        return 0.0
    before = state.score
    state.score = min(before, most)
    return before - state.score

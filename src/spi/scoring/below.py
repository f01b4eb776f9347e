"""What is added up over the indicators below a node: weights, states, evidence, gaps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from spi.model.answers import Backing
from spi.scoring.leaves import LeafScore
from spi.scoring.program import Program
from spi.scoring.tree import NodeState, States


def effective_weights(program: Program, states: States) -> list[tuple[float, float]]:
    """Return for each node its W in the node above, and its share of the whole (0 to 1)."""
    found = [(0.0, 0.0)] * len(program.nodes)
    if states[0].applies:
        found[0] = (1.0, 1.0)
    for plan in program.nodes:  # parents come first
        state = states[plan.index]
        for child, weight in state.parts:
            share = found[plan.index][1] * weight / state.total
            found[child] = (weight, share)
    return found


class Below:
    """What is added up over the leaves at or below a node."""

    def __init__(
        self,
        program: Program,
        states: States,
        leaves: Mapping[int, LeafScore],
        weights: Sequence[tuple[float, float]],
    ) -> None:
        self.leaves = leaves
        self.states: Sequence[NodeState] = states
        self.weights = weights
        self.of: list[list[int]] = [[] for _ in program.nodes]
        for plan in reversed(program.nodes):
            if plan.leaf is not None:
                self.of[plan.index] = [plan.index]
            for child in plan.children:
                counts = program.nodes[child].weight > 0 or program.nodes[child].is_context
                self.of[plan.index] += self.of[child] if counts else []

    def counts(self, index: int) -> dict[str, int]:
        """Return how many leaves are in each state."""
        found: dict[str, int] = {}
        for leaf in self.of[index]:
            word = self.states[leaf].status.value
            found[word] = found.get(word, 0) + 1
        return dict(sorted(found.items()))

    def evidence(self, index: int) -> float | None:
        """Return the share of the weight of scored leaves that a document backs."""
        backed, known = [], []
        for leaf in self.of[index]:
            if self.states[leaf].score is None:
                continue
            known.append(self.weights[leaf][1])
            answer = self.leaves[leaf].fact.answer
            if answer and answer.evidence in {Backing.DOCUMENT, Backing.AUDITED}:
                backed.append(self.weights[leaf][1])
        total = math.fsum(known)
        return min(1.0, math.fsum(backed) / total) if total else None

    def gap(self, index: int) -> float | None:
        """Return an indicator's own perception gap, or the mean of those below by weight."""
        if index in self.leaves:
            return self.leaves[index].gap
        gaps = [
            (self.leaves[leaf].gap or 0.0, self.weights[leaf][1])
            for leaf in self.of[index]
            if self.leaves[leaf].gap is not None and self.weights[leaf][1] > 0
        ]
        total = math.fsum(weight for _, weight in gaps)
        return math.fsum(gap * weight for gap, weight in gaps) / total if total else None

"""How a score arose: a tree of reasons, and what would change it most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from attrs import field, frozen

from spi.model.answers import Absence, Answer
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.rules import Mean, Open
from spi.model.scales import Scale
from spi.model.source import Source
from spi.scoring.levels import Standing
from spi.scoring.losses import Losses, contributions, losses
from spi.scoring.nodes import NodeScore
from spi.scoring.program import NodePlan, Program
from spi.scoring.scales import FULL
from spi.scoring.tree import NodeState, States, Status, changed, leaf_state

T = TypeVar("T")


@frozen(kw_only=True)
class LeftOut:
    """A child that is not in the mean, and why."""

    key: str
    status: Status
    reason: str | None = None


@frozen(kw_only=True)
class Cut:
    """What a cap or gate took away, in points of the node and of the whole."""

    by: str
    points: float
    loss_of_whole: float | None = None


@frozen(kw_only=True)
class Reason:
    """How the score of one node arose.

    Attributes:
        standing: Its level, the next one, and what is missing.
        basis: Of an indicator: ``rule`` or ``panel``, whichever made the score.
        absence: Why an indicator has no answer or no score.
        source: Where the answer comes from, if that is known.
        points: Points by the rule, 0 to 100, whichever made the score.
        ratings: Of an indicator: what the panel says.
        mean: Of an inner node: how its parts are combined.
        weight: W in the node above; *effective_weight* is its share of the whole (0 to 1).
        loss: Points of the node above that are lost here; of the whole, 100 less its score.
        contribution: Points of the node above that come from here.
        loss_of_whole: Points of the whole that are lost here; over all indicators and cuts they add
            up to 100 less its score.
        potential: What the whole gains if this indicator alone reaches 100.
        open_width: By how much this open indicator widens the bounds of the whole.
        cuts: What caps and gates took away.
        binding: Keys of the parts that decide the lowest, for minimum and worst.
        origin: Which criteria set the rule comes from.
    """

    key: str
    kind: str
    status: Status
    score: float | None
    bounds: tuple[float, float]
    coverage: float
    standing: Standing
    planned: float | None
    is_assumed: bool = False
    basis: str | None = None
    answer: Answer | None = None
    value: object = None
    absence: Absence | None = None
    given_for: str | None = None
    source: Source | None = None
    scale: Scale | None = None
    points: float | None = None
    ratings: object = None
    gap: float | None = None
    mean: Mean | None = None
    floor: float | None = None
    weight: float = 0.0
    effective_weight: float = 0.0
    whole_weight: float = 0.0
    loss: float | None = None
    contribution: float | None = None
    loss_of_whole: float | None = None
    losses_are_exact: bool = True
    potential: float | None = None
    open_width: float | None = None
    cuts: tuple[Cut, ...] = ()
    binding: tuple[str, ...] = ()
    children: tuple[Reason, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    origin: str = ""

    @property
    def level(self) -> str | None:
        """Key of its level; ``None`` without a score."""
        return self.standing.level


@frozen(kw_only=True)
class Work:
    """What a scorecard keeps in order to explain itself; computed when asked, then remembered.

    Attributes:
        dossier: With the answers that were composed from members.
        criteria: The set that was asked for: the whole one, also of a perspective.
    """

    program: Program
    states: States
    factors: tuple[float, ...]
    nodes: Mapping[str, NodeScore]
    dossier: Dossier
    criteria: CriteriaSet
    memory: dict[str, Any] = field(factory=dict, init=False, eq=False)

    def potentials(self) -> dict[str, float]:
        """Return the potential of each scored leaf, biggest first (points of the whole)."""
        return self.remembered("potentials", self._potentials)

    def open_widths(self) -> dict[str, float]:
        """Return the open width of each open leaf, biggest first (points of the whole)."""
        return self.remembered("widths", self._widths)

    def losses_of(self, index: int) -> Losses | None:
        """Return where an inner node loses its points; ``None`` without a score."""
        return self.remembered(f"losses {index}", lambda: self._losses(index))

    def shares_of_loss(self) -> dict[int, float]:
        """Return for each node its part of the loss of the whole (points)."""
        return self.remembered("shares", self._shares)

    def remembered(self, name: str, make: Callable[[], T]) -> T:
        """Return what is known by a name, or make it and remember it."""
        if name not in self.memory:
            self.memory[name] = make()
        found: T = self.memory[name]
        return found

    # --- what would change it ----------------------------------------------------------------

    def _leaves(self) -> list[NodePlan]:
        """Return every indicator that applies, those of weight 0 too: they may cap or gate."""
        return [
            plan
            for plan in self.program.nodes
            if plan.leaf is not None and self.states[plan.index].applies
        ]

    def _with_leaf_at(self, plan: NodePlan, points: float) -> NodeState:
        state = leaf_state(Status.SCORED, points, self.factors[plan.index])
        return changed(self.program, self.states, plan.index, state, self.factors)[0]

    def _potentials(self) -> dict[str, float]:
        now = self.states[0].score
        if now is None:
            return {}
        zero = self.program.criteria.effective_open is Open.ZERO
        found = {}
        for plan in self._leaves():
            if self.states[plan.index].score is not None or zero:
                best = self._with_leaf_at(plan, FULL).score
                found[plan.key] = max(0.0, (now if best is None else best) - now)
        return _biggest_first(found)

    def _widths(self) -> dict[str, float]:
        found = {}
        for plan in self._leaves():
            if self.states[plan.index].score is None:
                lowest = self._with_leaf_at(plan, 0.0)
                found[plan.key] = max(0.0, self.states[0].high - lowest.high)
        return _biggest_first(found)

    # --- where points are lost ---------------------------------------------------------------

    def _losses(self, index: int) -> Losses | None:
        state = self.states[index]
        plan = self.program.nodes[index]
        if state.score is None or not state.entering or plan.rules.mean is None:
            return None
        scores = [score for _, score, _ in state.entering]
        weights = [weight for _, _, weight in state.entering]
        return losses(plan.rules.mean, scores, weights, plan.rules.floor)

    def _shares(self) -> dict[int, float]:
        if self.states[0].score is None:
            return {}
        found = {0: FULL - self.states[0].score}
        for plan in self.program.nodes:  # parents come first
            own = self.losses_of(plan.index) if plan.index in found and plan.leaf is None else None
            if own is None:
                continue
            state = self.states[plan.index]
            missing = FULL - (state.score or 0.0)
            for (child, _, _), lost in zip(state.entering, own.parts, strict=True):
                found[child] = found[plan.index] * lost / missing if missing > 0 else 0.0
        return found


def _biggest_first(found: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def explain(work: Work, key: str) -> Reason:
    """Return the reasons of a node, as a tree."""
    index = work.program.index[key]
    parent = work.program.nodes[index].parent
    if index == 0:
        score = work.states[0].score
        return _reason(work, 0, None if score is None else FULL - score, score)
    return _reason(work, index, *_part_of(work, parent, index))


def _part_of(work: Work, parent: int, index: int) -> tuple[float | None, float | None]:
    """Return loss and contribution of a child in the node above."""
    lost = work.losses_of(parent)
    if lost is None:
        return None, None
    state = work.states[parent]
    weights = [weight for _, _, weight in state.entering]
    given = contributions(weights, lost)
    for (child, _, _), loss, contribution in zip(state.entering, lost.parts, given, strict=True):
        if child == index:
            return loss, contribution
    return None, None


def _reason(work: Work, index: int, loss: float | None, contribution: float | None) -> Reason:
    plan = work.program.nodes[index]
    node = work.nodes[plan.key]
    about = _of_leaf(work, plan) if plan.leaf is not None else _of_inner(work, plan)
    return Reason(
        key=plan.key,
        kind=plan.kind,
        status=node.status,
        score=node.score,
        bounds=node.bounds,
        coverage=node.coverage,
        standing=node.standing,
        planned=node.planned,
        gap=node.gap,
        weight=node.weight,
        effective_weight=node.effective_weight,
        whole_weight=node.whole_weight,
        loss=loss,
        contribution=contribution,
        loss_of_whole=work.shares_of_loss().get(index),
        origin=work.program.criteria.origin or work.program.criteria.name,
        **about,
    )


def _of_leaf(work: Work, plan: NodePlan) -> dict[str, Any]:
    leaf = work.nodes[plan.key].leaf
    indicator = plan.leaf
    if leaf is None or indicator is None:
        raise AssertionError(plan.key)
    return {
        "basis": leaf.made_by or None,
        "is_assumed": leaf.is_assumed,
        "answer": leaf.fact.answer,
        "value": leaf.fact.value,
        "absence": leaf.absence or leaf.fact.absence,
        "given_for": leaf.fact.given_for,
        "source": _source(work, leaf.fact.answer),
        "scale": indicator.scale,
        "points": leaf.rule_points,
        "ratings": leaf.panel,
        "potential": work.potentials().get(plan.key),
        "open_width": work.open_widths().get(plan.key),
    }


def _source(work: Work, answer: Answer | None) -> Source | None:
    if answer is None or answer.source is None:
        return None
    criteria = work.program.criteria
    return work.dossier.sources.get(answer.source) or criteria.sources.get(answer.source)


def _of_inner(work: Work, plan: NodePlan) -> dict[str, Any]:
    state = work.states[plan.index]
    entering = {child for child, _, _ in state.entering} if state.score is not None else set()
    lost = work.losses_of(plan.index)
    return {
        "mean": plan.rules.mean,
        "floor": plan.rules.floor,
        "cuts": tuple(_cuts(work, plan, state)),
        "binding": tuple(_binding(work, plan, state)),
        "losses_are_exact": lost.is_exact if lost else True,
        "children": tuple(
            _reason(work, child, *_part_of(work, plan.index, child)) for child in plan.children
        ),
        "left_out": tuple(
            _left_out(work, child) for child in plan.children if child not in entering
        ),
    }


def _cuts(work: Work, plan: NodePlan, state: NodeState) -> Iterator[Cut]:
    share = work.shares_of_loss().get(plan.index)
    missing = FULL - (state.score or 0.0)
    for key, points in state.cuts:
        lost = share * points / missing if share is not None and missing > 0 else None
        yield Cut(by=key, points=points, loss_of_whole=lost)


def _left_out(work: Work, child: int) -> LeftOut:
    node = work.nodes[work.program.nodes[child].key]
    absence = node.leaf.absence if node.leaf else None
    return LeftOut(key=node.key, status=node.status, reason=absence.reason if absence else None)


def _binding(work: Work, plan: NodePlan, state: NodeState) -> Sequence[str]:
    """Return the keys of the parts that alone decide a minimum or a mean of the worst."""
    mean = plan.rules.mean
    if mean is None or mean.kind not in {"minimum", "worst"} or state.score is None:
        return ()
    most = 1 if mean.kind == "minimum" else (mean.k or 1)
    ordered = sorted(score for _, score, _ in state.entering)
    limit = ordered[min(most, len(ordered)) - 1]
    return [work.program.nodes[child].key for child, score, _ in state.entering if score <= limit]

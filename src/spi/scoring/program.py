"""A criteria set made ready for computing: one flat list of nodes, in the order they need."""

from __future__ import annotations

from graphlib import TopologicalSorter

from attrs import frozen

from spi.errors import raise_if_any
from spi.model.checks import (
    check_criteria,
    is_context,
    points_of,
    rules_of,
    weight_of,
)
from spi.model.criteria_set import CriteriaSet, FieldOfAction, Indicator, Topic
from spi.model.reference_checks import rule_graph
from spi.model.rules import Rules

AnyNode = CriteriaSet | Topic | Indicator


@frozen(kw_only=True)
class NodePlan:
    """One node of the tree, ready for computing.

    Attributes:
        index: Its place in the program; the whole is 0.
        children: All children.
        counting: Children of positive weight that are no context: only these enter anything.
        weight: As stated, or points in points mode; at least 0.
        rules: What holds here, with nothing left to inherit.
    """

    index: int
    key: str
    node: AnyNode
    parent: int
    depth: int
    weight: float
    rules: Rules
    is_context: bool
    children: tuple[int, ...]
    counting: tuple[int, ...]

    @property
    def leaf(self) -> Indicator | None:
        """The indicator, if this is one."""
        return self.node if isinstance(self.node, Indicator) else None

    @property
    def kind(self) -> str:
        """whole, field, topic, or the kind of the indicator."""
        match self.node:
            case Indicator(kind=kind):
                return kind.value
            case FieldOfAction():
                return "field"
            case Topic():
                return "topic"
        return "whole"


@frozen(kw_only=True)
class Program:
    """All nodes, the order in which scores can be computed, and what depends on what.

    Attributes:
        inner: Inner nodes, each after all that its score is computed from.
        above: For each node the inner nodes that its score can change, in the order of *inner*.
        whole_weights: Effective weight of each node when nothing is left out (0 to 1).
    """

    criteria: CriteriaSet
    nodes: tuple[NodePlan, ...]
    index: dict[str, int]
    inner: tuple[int, ...]
    above: tuple[tuple[int, ...], ...]
    whole_weights: tuple[float, ...]


def program_of(criteria: CriteriaSet) -> Program:
    """Return the program of a criteria set, made once for each set.

    Raises:
        InvalidDocument: The set does not hold together; all problems at once.
    """
    if "program" not in criteria.memory:
        raise_if_any(check_criteria(criteria))
        criteria.memory["program"] = _compiled(criteria)
    program: Program = criteria.memory["program"]
    return program


def _compiled(criteria: CriteriaSet) -> Program:
    nodes: list[NodePlan | None] = []

    def add(node: AnyNode, parent: int, depth: int) -> int:
        index = len(nodes)
        nodes.append(None)
        below = () if isinstance(node, Indicator) else node.children
        children = tuple(add(child, index, depth + 1) for child in below)
        nodes[index] = _plan(criteria, node, index, parent, depth, children, nodes)
        return index

    add(criteria, -1, 0)
    plans = tuple(plan for plan in nodes if plan is not None)
    index = {plan.key: plan.index for plan in plans}
    inner = _order(criteria, plans, index)
    return Program(
        criteria=criteria,
        nodes=plans,
        index=index,
        inner=inner,
        above=_above(plans, index, inner),
        whole_weights=_whole_weights(plans),
    )


def _plan(
    criteria: CriteriaSet,
    node: AnyNode,
    index: int,
    parent: int,
    depth: int,
    children: tuple[int, ...],
    nodes: list[NodePlan | None],
) -> NodePlan:
    context = _is_context(node)
    counting = tuple(
        child
        for child in children
        if (plan := nodes[child]) is not None and plan.weight > 0 and not plan.is_context
    )
    rules = Rules() if isinstance(node, Indicator) else _rules(criteria, node, depth)
    return NodePlan(
        index=index, key=node.key, node=node, parent=parent, depth=depth,
        weight=_weight(criteria, node), rules=rules, is_context=context,
        children=children, counting=counting,
    )  # fmt: skip


def _is_context(node: AnyNode) -> bool:
    if isinstance(node, CriteriaSet):
        return all(is_context(child) for child in node.children)
    return is_context(node)


def _rules(criteria: CriteriaSet, node: CriteriaSet | Topic, depth: int) -> Rules:
    return rules_of(criteria, None if isinstance(node, CriteriaSet) else node, depth)


def _weight(criteria: CriteriaSet, node: AnyNode) -> float:
    if isinstance(node, CriteriaSet):
        return sum(points_of(child) for child in node.children) if criteria.points else 1.0
    return points_of(node) if criteria.points else weight_of(node)


def _order(
    criteria: CriteriaSet, plans: tuple[NodePlan, ...], index: dict[str, int]
) -> tuple[int, ...]:
    order = [
        index[key] for key in TopologicalSorter(rule_graph(criteria)).static_order() if key in index
    ]
    return tuple(i for i in order if plans[i].leaf is None)


def _above(
    plans: tuple[NodePlan, ...], index: dict[str, int], inner: tuple[int, ...]
) -> tuple[tuple[int, ...], ...]:
    feeds: dict[int, set[int]] = {plan.index: set() for plan in plans}
    for plan in plans:
        if plan.parent >= 0:
            feeds[plan.index].add(plan.parent)
        for key in (*(cap.by for cap in plan.rules.cap), *(gate.by for gate in plan.rules.gate)):
            feeds[index[key]].add(plan.index)

    def reach(start: int) -> tuple[int, ...]:
        seen: set[int] = set()
        todo = [start]
        while todo:
            for following in feeds[todo.pop()] - seen:
                seen.add(following)
                todo.append(following)
        return tuple(i for i in inner if i in seen)

    return tuple(reach(plan.index) for plan in plans)


def _whole_weights(plans: tuple[NodePlan, ...]) -> tuple[float, ...]:
    shares = [0.0] * len(plans)
    shares[0] = 1.0
    for plan in plans:  # parents come first
        heaviest = max((plans[child].weight for child in plan.counting), default=1.0)
        total = sum(plans[child].weight / heaviest for child in plan.counting)
        for child in plan.counting:
            shares[child] = shares[plan.index] * (plans[child].weight / heaviest) / total
    return tuple(shares)

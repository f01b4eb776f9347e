"""Sets made from a set: selected, or with other weights and means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve

from spi.errors import InvalidInput, UnknownKey
from spi.model.answers import inputs_of
from spi.model.conditions import comparisons
from spi.model.criteria_set import CriteriaSet, Direction, Indicator, Kind, Topic
from spi.model.levels import Level
from spi.model.rules import Mean, MeanKind, Rules

T = TypeVar("T", bound=Topic)


def select(
    criteria: CriteriaSet,
    *,
    fields: Iterable[str] | None,
    kinds: Iterable[str] | None,
    core: bool | None,
    target_group: str | None,
    sphere: str | None,
) -> CriteriaSet:
    """Return a set of only what is asked for (see `CriteriaSet.select`)."""
    wanted_fields = None if fields is None else set(_known("field", fields, _keys(criteria.fields)))
    wanted_kinds = (
        None if kinds is None else set(_known("kind", kinds, [kind.value for kind in Kind]))
    )
    _known("target group", [target_group] if target_group else [], _keys(criteria.target_groups))
    spheres = _keys(criteria.spheres) or {one for leaf in criteria.leaves() for one in leaf.spheres}
    _known("sphere", [sphere] if sphere else [], spheres)

    def wanted(leaf: Indicator) -> bool:
        return (
            (wanted_kinds is None or leaf.kind in wanted_kinds)
            and (core is None or leaf.core is core)
            and (target_group is None or criteria.concerns(leaf, target_group))
            and (sphere is None or sphere in leaf.spheres)
        )

    chosen = {
        leaf.key
        for top in criteria.children
        if wanted_fields is None or top.key in wanted_fields
        for leaf in ([top] if isinstance(top, Indicator) else _leaves(top))
        if wanted(leaf)
    }
    if not any(leaf.key in chosen and not leaf.is_context for leaf in criteria.leaves()):
        msg = "select: nothing that is scored is left; ask for more"
        raise InvalidInput(msg)
    asked = {
        "fields": sorted(wanted_fields) if wanted_fields is not None else None,
        "kinds": sorted(wanted_kinds) if wanted_kinds is not None else None,
        "core": core,
        "target_group": target_group,
        "sphere": sphere,
    }
    words = ", ".join(f"{name}={value}" for name, value in asked.items() if value is not None)
    return _only(criteria, chosen, f"{criteria.origin or criteria.name}, select({words})")


def _only(criteria: CriteriaSet, chosen: set[str], origin: str) -> CriteriaSet:
    inputs = _inputs(criteria, chosen)

    def keep(leaf: Indicator) -> Indicator | None:
        if leaf.key in chosen:
            return leaf
        if leaf.key in inputs:
            return evolve(
                leaf, direction=Direction.NEUTRAL, scale=None, rating=None, basis=None, factor=None
            )
        return None

    kept = evolve(
        criteria,
        fields=tuple(one for one in (_prune(top, keep) for top in criteria.fields) if one),
        indicators=tuple(one for one in (keep(leaf) for leaf in criteria.indicators) if one),
        origin=origin,
    )
    return _without_lost_rules(kept)


def _inputs(criteria: CriteriaSet, chosen: set[str]) -> set[str]:
    """Return what the chosen indicators, and the nodes above them, read."""
    leaves = {leaf.key: leaf for leaf in criteria.leaves()}
    above = _excluding_above(criteria)
    found: set[str] = set()
    todo = list(chosen)
    while todo:
        leaf = leaves[todo.pop()]
        reads = {*inputs_of(leaf.answer), *above[leaf.key]}
        new = {key for key in reads if key in leaves} - found - chosen
        found |= new
        todo += new
    return found


def _excluding_above(criteria: CriteriaSet) -> dict[str, set[str]]:
    reads: dict[str, set[str]] = {}

    def visit(node: Topic | Indicator, inherited: set[str]) -> None:
        own = set(inherited)
        if node.excluded:
            own |= {one.answer for one in comparisons(node.excluded.when) if one.answer}
        if isinstance(node, Indicator):
            reads[node.key] = own
        else:
            for child in node.children:
                visit(child, own)

    for top in criteria.children:
        visit(top, set())
    return reads


def _leaves(topic: Topic) -> Iterable[Indicator]:
    for child in topic.children:
        if isinstance(child, Indicator):
            yield child
        else:
            yield from _leaves(child)


def _prune(topic: T, keep: Callable[[Indicator], Indicator | None]) -> T | None:
    topics = tuple(one for one in (_prune(inner, keep) for inner in topic.topics) if one)
    indicators = tuple(one for one in (keep(leaf) for leaf in topic.indicators) if one)
    return evolve(topic, topics=topics, indicators=indicators) if topics or indicators else None


def _without_lost_rules(criteria: CriteriaSet) -> CriteriaSet:
    """Drop caps, gates and conditions that name what is no longer there."""
    there = {node.key for node in criteria.nodes()} | {criteria.key}

    def rules(old: Rules) -> Rules:
        return evolve(
            old,
            cap=tuple(one for one in old.cap if one.by in there),
            gate=tuple(one for one in old.gate if one.by in there),
        )

    def level(old: Level) -> Level:
        left = tuple(one for one in old.conditions if one.node is None or one.node in there)
        return evolve(old, conditions=left)

    return _map_topics(
        evolve(
            criteria,
            whole=rules(criteria.whole),
            levels=tuple(level(one) for one in criteria.levels),
        ),
        # where points are counted, a stated sum no longer holds
        lambda topic: {
            "rules": rules(topic.rules),
            "weight": None if criteria.points else topic.weight,
        },
        lambda _: {},
    )


def replace(
    criteria: CriteriaSet,
    *,
    weights: Mapping[str, float] | None,
    mean: Mean | str | None,
    min_coverage: float | None,
) -> CriteriaSet:
    """Return a set with other weights, mean or coverage (see `CriteriaSet.replace`)."""
    given = dict(weights or {})
    _known("node", given, [node.key for node in criteria.nodes()])
    chosen_mean = _mean(mean) if isinstance(mean, str) else mean

    def rules(old: Rules) -> Rules:
        new = old
        if chosen_mean is not None:
            floor = old.floor if chosen_mean.falls_to_zero else None
            new = evolve(new, mean=chosen_mean, floor=floor)
        return new if min_coverage is None else evolve(new, min_coverage=min_coverage)

    changed = _map_topics(
        evolve(
            criteria,
            whole=rules(criteria.whole),
            rules=rules(criteria.rules),
            depths=tuple(rules(one) for one in criteria.depths),
        ),
        lambda topic: {
            "rules": rules(topic.rules),
            "weight": given.get(topic.key, None if criteria.points else topic.weight),
        },
        lambda leaf: {"weight": given.get(leaf.key, leaf.weight)},
    )
    asked = {"weights": given or None, "mean": _words(chosen_mean), "min_coverage": min_coverage}
    words = ", ".join(f"{name}={value}" for name, value in asked.items() if value is not None)
    return evolve(changed, origin=f"{criteria.origin or criteria.name}, replace({words})")


def _words(mean: Mean | None) -> str | None:
    if mean is None:
        return None
    parameter = mean.p if mean.p is not None else mean.k
    return mean.kind.value if parameter is None else f"{mean.kind.value} {parameter:g}"


def _mean(name: str) -> Mean:
    if name in {MeanKind.POWER, MeanKind.WORST}:
        parameter = "p" if name == MeanKind.POWER else "k"
        msg = f'replace: found the mean "{name}" alone, expected Mean(kind=…, {parameter}=…)'
        raise InvalidInput(msg)
    try:
        return Mean(kind=MeanKind(name))
    except ValueError:
        known = ", ".join(kind.value for kind in MeanKind)
        msg = f'replace: found the mean "{name}", expected one of: {known}'
        raise InvalidInput(msg) from None


def _map_topics(
    criteria: CriteriaSet,
    of_topic: Callable[[Topic], dict[str, Any]],
    of_leaf: Callable[[Indicator], dict[str, Any]],
) -> CriteriaSet:
    def topic(old: T) -> T:
        return evolve(
            old,
            topics=tuple(topic(one) for one in old.topics),
            indicators=tuple(leaf(one) for one in old.indicators),
            **of_topic(old),
        )

    def leaf(old: Indicator) -> Indicator:
        return evolve(old, **of_leaf(old))

    return evolve(
        criteria,
        fields=tuple(topic(one) for one in criteria.fields),
        indicators=tuple(leaf(one) for one in criteria.indicators),
    )


def _keys(nodes: Iterable[Any]) -> list[str]:
    return [node.key for node in nodes]


def _known(kind: str, asked: Iterable[str], known: Iterable[str]) -> list[str]:
    there = list(known)
    wanted = list(asked)
    for key in wanted:
        if key not in there:
            raise UnknownKey(kind, key, there)
    return wanted

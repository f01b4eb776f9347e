"""Whether what a criteria set names is there, and its rules lead nowhere in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from spi.findings import Code, Finding, Path, finding
from spi.model.answers import inputs_of
from spi.model.conditions import comparisons
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.model.rules import Cap, Gate, Rules
from spi.model.scale_checks import NUMBERS
from spi.phrases import phrase, suggestion

Located = tuple[Path, Topic | Indicator]


def check_references(
    criteria: CriteriaSet, located: list[Located], known: set[str]
) -> Iterator[Finding]:
    """Give every key that names nothing, and every input that is no number."""
    leaves = {node.key: node for _, node in located if isinstance(node, Indicator)}
    for path, node in located:
        for inner, kind, key, choices in _reads(criteria, node, leaves, known):
            if key not in choices:
                yield unknown(kind, key, choices, *path, *inner)
        if isinstance(node, Indicator):
            yield from (one.below(*path) for one in _inputs(node, leaves))
    for inner, key in _cuts(criteria.whole):
        if key not in known:
            yield unknown("node", key, known, "whole", *inner)
    yield from _voices(criteria)
    yield from _conditions(criteria, known)


def _conditions(criteria: CriteriaSet, known: set[str]) -> Iterator[Finding]:
    for i, level in enumerate(criteria.levels):
        for j, condition in enumerate(level.conditions):
            if condition.node is not None and condition.node not in known:
                yield unknown("node", condition.node, known, "levels", i, "conditions", j, "node")


def _voices(criteria: CriteriaSet) -> Iterator[Finding]:
    groups = [one.key for one in criteria.rater_groups]
    known_groups = {one.key: one for one in criteria.target_groups}
    for i, key in enumerate(criteria.views):
        if key not in known_groups:
            yield unknown("target group", key, known_groups, "views", i)
        elif not known_groups[key].voices:
            yield finding(
                Code.RULE_REFUSED, "views", i, found=key,
                expected=phrase("a target group that somebody speaks for: with voices"),
            )  # fmt: skip
    for i, group in enumerate(criteria.target_groups):
        if group.within is not None and group.within not in known_groups:
            yield unknown("target group", group.within, known_groups, "target_groups", i, "within")
        elif group.within is not None and group.key in criteria.line_of(group.within):
            yield finding(
                Code.RULE_CYCLE, "target_groups", i, "within", cycle=group.key,
                found=phrase("a cycle: %(cycle)s", cycle=group.key),
            )  # fmt: skip
        for j, voice in enumerate(group.voices):
            if voice not in groups:
                yield unknown("rater group", voice, groups, "target_groups", i, "voices", j)


def unknown(kind: str, key: str, known: Iterable[str], *path: str | int) -> Finding:
    """Make the finding that a key is not known."""
    return finding(Code.UNKNOWN_KEY, *path, found=key, kind=kind, suggestion=suggestion(key, known))


def _reads(
    criteria: CriteriaSet, node: Topic | Indicator, leaves: Mapping[str, Indicator], known: set[str]
) -> Iterator[tuple[Path, str, str, Iterable[str]]]:
    if node.excluded:
        for compare in comparisons(node.excluded.when):
            if compare.answer:
                yield ("excluded", "when"), "indicator", compare.answer, leaves
    if isinstance(node, Topic):
        for path, key in _cuts(node.rules):
            yield ("rules", *path), "node", key, known
    else:
        yield from _leaf_reads(criteria, node, leaves)


def _leaf_reads(
    criteria: CriteriaSet, node: Indicator, leaves: Mapping[str, Indicator]
) -> Iterator[tuple[Path, str, str, Iterable[str]]]:
    groups = [one.key for one in criteria.target_groups]
    spheres = [one.key for one in criteria.spheres]
    for i, key in enumerate(node.target_groups):
        yield ("target_groups", i), "target group", key, groups
    for i, key in enumerate(node.spheres):
        yield ("spheres", i), "sphere", key, spheres
    for i, key in enumerate(node.stages):
        yield ("stages", i), "stage", key, [one.key for one in criteria.stages]
    for i, key in enumerate(node.sources):
        yield ("sources", i), "source", key, criteria.sources
    for i, key in enumerate(node.scale.sources if node.scale else ()):
        yield ("scale", "sources", i), "source", key, criteria.sources
    if node.scale and node.scale.fitted and node.scale.fitted.source:
        yield ("scale", "fitted", "source"), "source", node.scale.fitted.source, criteria.sources
    for key in inputs_of(node.answer):
        yield ("answer",), "indicator", key, leaves


def _cuts(rules: Rules) -> Iterator[tuple[Path, str]]:
    cuts: tuple[tuple[str, tuple[Cap | Gate, ...]], ...] = (
        ("cap", rules.cap),
        ("gate", rules.gate),
    )
    for name, several in cuts:
        for i, one in enumerate(several):
            yield (name, i, "by"), one.by


def _inputs(leaf: Indicator, leaves: Mapping[str, Indicator]) -> Iterator[Finding]:
    for key in inputs_of(leaf.answer):
        other = leaves.get(key)
        if other is not None and not isinstance(other.answer, NUMBERS):
            yield finding(
                Code.RULE_REFUSED,
                "answer",
                found=key,
                expected=phrase("the key of an indicator that is a number"),
            )


# --- cycles --------------------------------------------------------------------------------------


def check_cycles(criteria: CriteriaSet, located: list[Located]) -> Iterator[Finding]:
    """Give the finding that rules lead back to themselves, if they do."""
    try:
        TopologicalSorter(rule_graph(criteria)).prepare()
    except CycleError as cycle:
        names = [name.removeprefix("answer to ") for name in cycle.args[1]]
        keys = list(dict.fromkeys(reversed(names)))
        place = next((path for path, node in located if node.key in keys), ())
        yield finding(
            Code.RULE_CYCLE,
            *place,
            found=phrase("a cycle: %(cycle)s", cycle=" → ".join(keys)),
            cycle=", ".join(keys),
        )


def rule_graph(criteria: CriteriaSet) -> dict[str, set[str]]:
    """Return what each node's score, and each leaf's answer, is computed from.

    A score is named by its key, an answer by ``answer to`` and its key.
    """
    graph: dict[str, set[str]] = {}

    def visit(node: Topic | Indicator, reading: set[str]) -> None:
        reads = set(reading)
        if node.excluded:
            reads |= {
                f"answer to {one.answer}" for one in comparisons(node.excluded.when) if one.answer
            }
        if isinstance(node, Indicator):
            graph[node.key] = {f"answer to {node.key}"}
            graph[f"answer to {node.key}"] = {
                *reads, *(f"answer to {key}" for key in inputs_of(node.answer))
            }  # fmt: skip
            return
        graph[node.key] = {child.key for child in node.children} | {
            key for _, key in _cuts(node.rules)
        }
        for child in node.children:
            visit(child, reads)

    graph[criteria.key] = {child.key for child in criteria.children} | {
        key for _, key in _cuts(criteria.whole)
    }
    for top in criteria.children:
        visit(top, set())
    return graph

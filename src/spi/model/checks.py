"""Whether a criteria set holds together: keys, references, weights, rules, levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spi.findings import Code, Finding, Path, finding
from spi.model.answers import AsksChoice, AsksChoices, AsksNumber, AsksRatio, DerivedRatio
from spi.model.criteria_set import SCHEMA_VERSION, Basis, CriteriaSet, Indicator, Topic
from spi.model.levels import LevelCondition
from spi.model.person_checks import check_persons
from spi.model.reference_checks import Located, check_cycles, check_references
from spi.model.rule_checks import check_condition, check_factor, check_rules
from spi.model.rules import Mean, MeanKind, Redistribution, Rules
from spi.model.scale_checks import check_scale
from spi.phrases import phrase


def check_criteria(criteria: CriteriaSet) -> tuple[Finding, ...]:
    """Return everything that is wrong with a criteria set, in the order of the document."""
    located = list(locate(criteria))
    findings = [
        *_schema(criteria),
        *_keys(criteria, located),
        *_tree(criteria, located),
        *(one.below(*path) for path, node in located for one in _node(criteria, node)),
        *_rules_of_set(criteria),
        *_levels(criteria),
        *_named(criteria),
    ]
    known = {criteria.key, *(node.key for _, node in located)}
    findings += check_references(criteria, located, known)
    if not any(one.code is Code.DUPLICATE_KEY for one in findings):
        findings += check_cycles(criteria, located)
    return tuple(findings)


def locate(criteria: CriteriaSet) -> Iterator[Located]:
    """Give every node with its path in the document, parents first."""
    for i, one in enumerate(criteria.fields):
        yield from _below(("fields", i), one)
    for i, leaf in enumerate(criteria.indicators):
        yield ("indicators", i), leaf


def _below(path: Path, node: Topic | Indicator) -> Iterator[Located]:
    yield path, node
    if isinstance(node, Topic):
        for i, topic in enumerate(node.topics):
            yield from _below((*path, "topics", i), topic)
        for i, leaf in enumerate(node.indicators):
            yield (*path, "indicators", i), leaf


def _schema(criteria: CriteriaSet) -> Iterator[Finding]:
    if criteria.schema_version > SCHEMA_VERSION:
        yield finding(
            Code.NEWER_SCHEMA, "schema_version", found=criteria.schema_version, limit=SCHEMA_VERSION
        )


def _keys(criteria: CriteriaSet, located: list[Located]) -> Iterator[Finding]:
    first: dict[str, str] = {criteria.key: "the set's own key"}
    for path, node in located:
        where = f"{'/'.join(str(step) for step in path)}"
        if node.key in first:
            yield finding(Code.DUPLICATE_KEY, *path, "key", found=node.key, first=first[node.key])
        first.setdefault(node.key, where)


# --- the tree ------------------------------------------------------------------------------------


def _tree(criteria: CriteriaSet, located: list[Located]) -> Iterator[Finding]:
    if not criteria.children:
        yield finding(Code.NO_CHILDREN, "fields", found=phrase("no fields and no indicators"))
    yield from _weights((), criteria.children)
    for path, node in located:
        if isinstance(node, Topic):
            if not node.children:
                yield finding(Code.NO_CHILDREN, *path, found=phrase("nothing below"))
            yield from _weights(path, node.children)
    yield from _shrinking(criteria, (), None)
    if criteria.points:
        yield from _points(located)


def is_context(node: Topic | Indicator) -> bool:
    """Say whether nothing below a node is ever scored."""
    if isinstance(node, Indicator):
        return node.is_context
    return bool(node.children) and all(is_context(child) for child in node.children)


def weight_of(node: Topic | Indicator) -> float:
    """Return a node's stated weight, 1 if it states none (outside points mode)."""
    return 1.0 if node.weight is None else node.weight


def _weights(path: Path, children: Iterable[Topic | Indicator]) -> Iterator[Finding]:
    counting = [child for child in children if not is_context(child)]
    if counting and not any(weight_of(child) > 0 for child in counting):
        yield finding(Code.ALL_WEIGHTS_ZERO, *path, found=phrase("only weights of zero"))


def points_of(node: Topic | Indicator) -> float:
    """Return the points of a node in points mode: a leaf's weight, or the sum below."""
    if isinstance(node, Indicator):
        return 0.0 if node.is_context else node.weight
    return sum(points_of(child) for child in node.children)


def _points(located: list[Located]) -> Iterator[Finding]:
    for path, node in located:
        if isinstance(node, Topic) and node.weight is not None:
            total = points_of(node)
            if abs(total - node.weight) > 1e-9:  # noqa: PLR2004 - laws hold to 1e-9
                yield finding(
                    Code.POINTS_CONTRADICT,
                    *path,
                    "weight",
                    found=node.weight,
                    expected=f"{total:g}",
                )


def _shrinking(
    criteria: CriteriaSet,
    path: Path,
    parent_mean: Mean | None,
    node: Topic | None = None,
    depth: int = 0,
) -> Iterator[Finding]:
    rules = rules_of(criteria, node, depth)
    means = {one.kind for one in (rules.mean, parent_mean) if one is not None}
    if rules.redistribution is Redistribution.SHRINK and means != {MeanKind.ARITHMETIC}:
        yield finding(
            Code.RULE_REFUSED, *path, found=phrase("redistribution: shrink"),
            expected=phrase("the arithmetic mean at the node and at its parent"),
        )  # fmt: skip
    inner = criteria.fields if node is None else node.topics
    step = "fields" if node is None else "topics"
    for i, topic in enumerate(inner):
        yield from _shrinking(criteria, (*path, step, i), rules.mean, topic, depth + 1)


def rules_of(criteria: CriteriaSet, node: Topic | None, depth: int) -> Rules:
    """Return the rules of a node with everything filled in; ``None`` is the whole."""
    own = criteria.whole if node is None else node.rules
    defaults = criteria.defaults
    if criteria.points and criteria.rules.redistribution is None:
        equal = depth >= criteria.points.equal_from
        below = Redistribution.EQUAL if equal else Redistribution.SHRINK
        defaults = Rules(
            mean=defaults.mean,
            min_coverage=defaults.min_coverage,
            count=defaults.count,
            redistribution=below,
        )
    if depth < len(criteria.depths):
        own = own.over(criteria.depths[depth])
    return own.over(defaults)


# --- one node ------------------------------------------------------------------------------------


def _node(criteria: CriteriaSet, node: Topic | Indicator) -> Iterator[Finding]:
    if node.factor:
        yield from (one.below("factor") for one in check_factor(node.factor))
    if node.excluded:
        yield from (one.below("excluded", "when") for one in check_condition(node.excluded.when))
        yield from (
            one.below("excluded", "when") for one in check_persons(criteria, node.excluded.when)
        )
    if isinstance(node, Indicator):
        yield from _answer(node)
        yield from _indicator(node)
    else:
        yield from (one.below("rules") for one in check_rules(node.rules, criteria))


def _indicator(leaf: Indicator) -> Iterator[Finding]:
    if leaf.is_context:
        if leaf.scale or leaf.rating:
            yield finding(
                Code.CONTEXT_SCORED, found=phrase("direction: neutral beside scale or rating")
            )
        return
    if leaf.scale is None and leaf.rating is None:
        yield finding(Code.NOTHING_TO_SCORE, found=phrase("neither scale nor rating"))
    if leaf.basis in {Basis.RULE, Basis.PANEL_FIRST} and leaf.scale is None:
        yield finding(
            Code.MISSING_ENTRY, found=phrase("basis: %(basis)s", basis=leaf.basis), entry="scale"
        )
    if leaf.basis in {Basis.PANEL, Basis.PANEL_FIRST} and leaf.rating is None:
        yield finding(
            Code.MISSING_ENTRY, found=phrase("basis: %(basis)s", basis=leaf.basis), entry="rating"
        )
    yield from _hints(leaf)
    yield from check_scale(leaf)


def _answer(leaf: Indicator) -> Iterator[Finding]:
    """Give what is wrong with what is asked, whether it is scored or not."""
    asks = leaf.answer
    if isinstance(asks, AsksNumber | AsksRatio) and None not in {asks.minimum, asks.maximum}:
        least, most = asks.minimum or 0.0, asks.maximum or 0.0
        if least > most:
            yield finding(
                Code.RULE_REFUSED, "answer", "maximum", found=most,
                expected=phrase("a number above %(limit)s", limit=f"{least:g}"),
            )  # fmt: skip
    if isinstance(asks, AsksChoice | AsksChoices):
        keys = [one.key for one in asks.options]
        for i, key in enumerate(keys):
            if key in keys[:i]:
                first = phrase("number %(n)s", n=keys.index(key) + 1)
                yield finding(Code.DUPLICATE_KEY, "answer", "options", i, found=key, first=first)
    if isinstance(asks, DerivedRatio):
        for name in ("numerator", "denominator"):
            if not getattr(asks, name):
                yield finding(
                    Code.MISSING_ENTRY, "answer", found=phrase("no such entry"), entry=name
                )


def _hints(leaf: Indicator) -> Iterator[Finding]:
    if leaf.rating:
        known = [str(step) for step in range(1, leaf.rating.steps + 1)]
        for step in leaf.rating.hints:
            if step not in known:
                yield finding(
                    Code.NOT_ONE_OF, "rating", "hints", step,
                    found=step, known=", ".join(known), suggestion="",
                )  # fmt: skip


def _rules_of_set(criteria: CriteriaSet) -> Iterator[Finding]:
    yield from (one.below("rules") for one in check_rules(criteria.rules, criteria, whole_set=True))
    for i, rules in enumerate(criteria.depths):
        found = check_rules(rules, criteria, whole_set=True)
        yield from (one.below("depths", i) for one in found)
    yield from (one.below("whole") for one in check_rules(criteria.whole, criteria))


# --- levels and names ----------------------------------------------------------------------------


def _levels(criteria: CriteriaSet) -> Iterator[Finding]:
    last = -1.0
    for i, level in enumerate(criteria.levels):
        if level.floor is None:
            lost = (
                criteria.origin is not None
            )  # conditions that a selection took away are fulfilled
            if i == 0 or not (level.conditions or lost):
                yield finding(
                    Code.MISSING_ENTRY, "levels", i, found=phrase("a level"), entry="floor"
                )
        elif (i == 0 and level.floor != 0) or level.floor <= last:
            yield finding(Code.LEVELS_UNORDERED, "levels", i, "floor", found=level.floor)
        last = level.floor if level.floor is not None else last
        for j, condition in enumerate(level.conditions):
            yield from (
                one.below("levels", i, "conditions", j) for one in _level_condition(condition)
            )
    for i, level in enumerate(criteria.levels):
        if level.key in [other.key for other in criteria.levels[:i]]:
            yield finding(Code.DUPLICATE_KEY, "levels", i, "key", found=level.key, first="above")


def _level_condition(condition: LevelCondition) -> Iterator[Finding]:
    ways = [condition.node, condition.lowest, condition.core_met]
    if sum(one is not None for one in ways) != 1:
        yield finding(
            Code.NOT_TOGETHER, found=phrase("none or several"),
            expected=phrase("exactly one of: %(names)s", names="node, lowest, core_met"),
        )  # fmt: skip
    elif condition.core_met is None and condition.at_least is None:
        yield finding(Code.MISSING_ENTRY, found=phrase("a condition"), entry="at_least")


def _named(criteria: CriteriaSet) -> Iterator[Finding]:
    for name in ("target_groups", "stages", "spheres", "rater_groups", "units", "attributes"):
        seen: set[str] = set()
        for i, one in enumerate(getattr(criteria, name)):
            if one.key in seen:
                yield finding(Code.DUPLICATE_KEY, name, i, "key", found=one.key, first="above")
            seen.add(one.key)

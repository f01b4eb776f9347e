"""Whether a dossier holds together, and whether it fits a criteria set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spi.findings import Code, Finding, finding
from spi.model.answer_checks import check_answer, check_target
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.model.dossier import CANNOT_SAY, Dossier
from spi.model.reference_checks import unknown
from spi.phrases import phrase

AnyNode = Topic | Indicator | CriteriaSet


def check_alone(dossier: Dossier) -> tuple[Finding, ...]:
    """Return what is wrong with a dossier whatever the criteria; paths begin at the dossier."""
    return (
        *_name(dossier),
        *_population(dossier),
        *_people(dossier),
        *_raters(dossier),
        *_members(dossier),
        *_measures(dossier),
        *(
            found.below("members", i)
            for i, member in enumerate(dossier.members)
            for found in check_alone(member)
        ),
    )


def check_against(dossier: Dossier, criteria: CriteriaSet) -> tuple[Finding, ...]:
    """Return where a dossier does not fit a criteria set: keys, kinds, options, limits, steps.

    Beside another set than the dossier names nothing else is said: all would only follow from it.
    """
    other = tuple(_named_set(dossier, criteria))
    if other and not str(dossier.criteria).startswith(f"{criteria.key}@"):
        return other
    return (
        *other,
        *_content(dossier, criteria),
        *_unknown_keys(dossier, criteria),
        *_sources(dossier, criteria),
        *_groups(dossier, criteria),
        *(
            found.below("members", i)
            for i, member in enumerate(dossier.members)
            for found in check_against(member, criteria)
        ),
    )


def check_content(dossier: Dossier, criteria: CriteriaSet) -> tuple[Finding, ...]:
    """Return what is wrong with answers, ratings and effects that the set asks for.

    What it does not ask for is passed over: a set may be a selection. Members are looked at, too.
    """
    return (
        *_content(dossier, criteria),
        *(
            found.below("members", i)
            for i, member in enumerate(dossier.members)
            for found in check_content(member, criteria)
        ),
    )


def _content(dossier: Dossier, criteria: CriteriaSet) -> tuple[Finding, ...]:
    nodes: dict[str, AnyNode] = {node.key: node for node in criteria.nodes()}
    nodes[criteria.key] = criteria
    return (
        *_answers(dossier, nodes),
        *_ratings(dossier, nodes),
        *_effects(dossier, nodes),
    )


# --- alone ---------------------------------------------------------------------------------------


def _name(dossier: Dossier) -> Iterator[Finding]:
    if dossier.area and not any(text.strip() for text in dossier.area.name.texts.values()):
        yield finding(
            Code.MISSING_ENTRY, "area", "name", found=phrase("an empty text"), entry="name"
        )


def _population(dossier: Dossier) -> Iterator[Finding]:
    stated = dossier.area.attributes.get("population") if dossier.area else None
    path = ("area", "attributes", "population")
    if stated is None:
        return
    if isinstance(stated, bool | str):
        yield finding(Code.WRONG_TYPE, *path, found=stated, expected=phrase("a number"))
    elif stated < 0:
        yield finding(
            Code.OUT_OF_RANGE, *path, found=stated, range=phrase("of at least %(least)s", least=0)
        )


def _people(dossier: Dossier) -> Iterator[Finding]:
    people = [one.key for one in dossier.people]
    yield from _once(people, "people")
    group = dossier.assessment.working_group
    path = ("assessment", "working_group", "members")
    yield from _once([one.key for one in group.members], *path)
    if not people:
        return
    known = set(people)
    for i, member in enumerate(group.members):
        if member.person is not None and member.person not in known:
            yield unknown("person", member.person, known, *path, i, "person")
    for key, answer in dossier.assessment.answers.items():
        if answer.entered_by is not None and answer.entered_by not in known:
            where = ("assessment", "answers", key, "entered_by")
            yield unknown("person", answer.entered_by, known, *where)


def _once(keys: Iterable[str], *path: str | int) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        if key in first:
            where = phrase("number %(n)s", n=first[key] + 1)
            yield finding(Code.DUPLICATE_KEY, *path, i, "key", found=key, first=where)
        first.setdefault(key, i)


def _raters(dossier: Dossier) -> Iterator[Finding]:
    known = {one.key for one in dossier.assessment.working_group.members}
    first: dict[str | None, int] = {}
    for i, sheet in enumerate(dossier.assessment.ratings):
        path = ("assessment", "ratings", i, "member" if sheet.member else "together")
        if sheet.member in first:
            where = phrase("number %(n)s", n=first[sheet.member] + 1)
            yield finding(
                Code.DUPLICATE_KEY, *path, found=sheet.member or sheet.together, first=where
            )
        elif sheet.member and known and sheet.member not in known:
            yield unknown("member", sheet.member, known, *path)
        first.setdefault(sheet.member, i)


def _members(dossier: Dossier) -> Iterator[Finding]:
    stated = dossier.area.members if dossier.area else ()
    if dossier.area and dossier.area.key in stated:
        path = ("area", "members", stated.index(dossier.area.key))
        yield finding(Code.RULE_CYCLE, *path, found=dossier.area.key, cycle=dossier.area.key)
    given: dict[str, int] = {}
    for i, one in enumerate(dossier.members):
        if one.area is not None:
            yield from _member(one.area.key, i, given, stated)
            given.setdefault(one.area.key, i)
        elif stated:
            nothing = phrase("no such entry")
            yield finding(Code.MISSING_ENTRY, "members", i, found=nothing, entry="area")
    for i, key in enumerate(stated):
        if given and key not in given:
            yield unknown("member", key, given, "area", "members", i)


def _member(key: str, i: int, given: dict[str, int], stated: tuple[str, ...]) -> Iterator[Finding]:
    if key in given:
        where = phrase("number %(n)s", n=given[key] + 1)
        yield finding(Code.DUPLICATE_KEY, "members", i, found=key, first=where)
    if stated and key not in stated:
        yield unknown("member", key, stated, "members", i)


def _measures(dossier: Dossier) -> Iterator[Finding]:
    yield from _once([one.key for one in dossier.plan.measures], "plan", "measures")


# --- against a set -------------------------------------------------------------------------------


def _named_set(dossier: Dossier, criteria: CriteriaSet) -> Iterator[Finding]:
    if dossier.criteria is not None and dossier.criteria not in {criteria.key, criteria.name}:
        yield finding(
            Code.CRITERIA_MISMATCH, "criteria", found=dossier.criteria, expected=criteria.name
        )


def _unknown_keys(dossier: Dossier, criteria: CriteriaSet) -> Iterator[Finding]:
    nodes = [criteria.key, *(node.key for node in criteria.nodes())]
    for key in dossier.assessment.answers:
        if key not in nodes:
            yield unknown("question", key, nodes, "assessment", "answers", key)
    leaves = [leaf.key for leaf in criteria.leaves()]
    for i, sheet in enumerate(dossier.assessment.ratings):
        for key in sheet.steps:
            if key not in leaves:
                yield unknown("indicator", key, leaves, "assessment", "ratings", i, "steps", key)
    for path, key in _targets(dossier):
        if key not in leaves:
            yield unknown("indicator", key, leaves, *path, "indicator")


def _targets(dossier: Dossier) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for i, measure in enumerate(dossier.plan.measures):
        for j, effect in enumerate(measure.effects):
            yield ("plan", "measures", i, "effects", j), effect.indicator


def _groups(dossier: Dossier, criteria: CriteriaSet) -> Iterator[Finding]:
    """Give groups that the set does not name, if it names any."""
    known = [one.key for one in criteria.rater_groups]
    path = ("assessment", "working_group", "members")
    for i, member in enumerate(dossier.assessment.working_group.members):
        for j, group in enumerate(member.groups):
            if known and group not in known:
                yield unknown("rater group", group, known, *path, i, "groups", j)


def _sources(dossier: Dossier, criteria: CriteriaSet) -> Iterator[Finding]:
    known = {*dossier.sources, *criteria.sources}
    for key, answer in dossier.assessment.answers.items():
        if answer.source is not None and answer.source not in known:
            yield unknown("source", answer.source, known, "assessment", "answers", key, "source")


def _answers(dossier: Dossier, nodes: dict[str, AnyNode]) -> Iterator[Finding]:
    composed = bool(dossier.members)
    for key, answer in dossier.assessment.answers.items():
        if key in nodes:
            found = check_answer(nodes[key], answer, may_be_composed=composed)
            yield from (one.below("assessment", "answers", key) for one in found)


def _effects(dossier: Dossier, nodes: dict[str, AnyNode]) -> Iterator[Finding]:
    for i, measure in enumerate(dossier.plan.measures):
        for j, effect in enumerate(measure.effects):
            node = nodes.get(effect.indicator)
            if node is not None and effect.target_answer is not None:
                found = check_target(node, effect.target_answer)
                path = ("plan", "measures", i, "effects", j, "target_answer")
                yield from (one.below(*path) for one in found)


def _ratings(dossier: Dossier, nodes: dict[str, AnyNode]) -> Iterator[Finding]:
    for i, sheet in enumerate(dossier.assessment.ratings):
        for key, step in sheet.steps.items():
            node = nodes.get(key)
            path = ("assessment", "ratings", i, "steps", key)
            if isinstance(node, Indicator) and node.rating is None:
                yield finding(Code.RATING_NOT_EXPECTED, *path, found=step)
            elif isinstance(node, Indicator) and node.rating and step != CANNOT_SAY:
                yield from _step(step, node.rating.steps, path)


def _step(step: object, steps: int, path: tuple[str | int, ...]) -> Iterable[Finding]:
    good = isinstance(step, int) and not isinstance(step, bool) and 1 <= step <= steps
    if not good:
        yield finding(Code.RATING_OUTSIDE_STEPS, *path, found=step, steps=steps)

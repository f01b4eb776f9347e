"""What the laws meet: every kind of rule and absence, each in more than one case of a hundred."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from spi.model.answers import DerivedGap, DerivedRatio, Split
from spi.model.criteria_set import Indicator
from spi.model.rules import MeanKind
from strategies import cases

CASES = 400
LEAST = 0.01

WANTED = """
leaf scored · leaf unanswered · leaf suppressed · leaf not-applicable · leaf excluded
leaf excluded by a rule · leaf excluded by a base too small · leaf excluded by a factor of 0
zero denominator · derived answer · derived answer absent · undecided rule
state of a topic · split for a topic · context answered · context not answered
node not-assessable · node not-applicable · node excluded · whole not assessable
mean arithmetic · mean geometric · mean harmonic · mean minimum · mean worst
mean power above 0 · mean power 0 · mean power below 0 · floor · floor that lifts
cap · gate · cap or gate that cuts · redistribution rescale · redistribution equal
redistribution shrink · equal with something to share · shrink with something lost
basis rule · basis panel · basis panel-first · scored by rule · scored by panel · too few ratings
both rule and panel · rated together · cannot say · voice group · median · trimmed
weight 0 · weights over six magnitudes · min_coverage 0.0 · min_coverage 2/3 · min_coverage 1.0
count children · count leaves · open: zero · points mode · points mode with something left out
factor times · factor table · factor bands · factor line · factor without its attribute
topics three deep · level condition node · level condition lowest · level condition core
level condition on planned · level without floor · level cut by a condition
target points · target answer · planned above now · assumed planned · several measures
scale Linear · scale Log · scale Curve · scale Steps · scale Options · scale Progress
scale RatingSteps · several choices · none of several choices · evidence document
"""


def test_every_feature_is_drawn_in_more_than_one_case_of_a_hundred():
    found = Counter()

    @settings(
        max_examples=CASES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def collect(case):
        found.update(features_of(case))

    collect()

    wanted = [one.strip() for line in WANTED.strip().splitlines() for one in line.split("·")]
    shares = {one: found[one] / CASES for one in wanted}
    print("\n".join(f"{share:7.1%}  {one}" for one, share in shares.items()))  # noqa: T201 - the report
    assert not {one: share for one, share in shares.items() if share <= LEAST}
    assert not found.keys() - set(wanted)


def features_of(case):
    """Give what occurs in a case, each thing once."""
    return {
        *of_set(case.criteria),
        *(one for node in case.criteria.nodes() for one in of_node(node)),
        *(one for plan in case.card.work.program.nodes for one in of_inner(plan, case.card)),
        *(one for node in case.card.nodes.values() if node.leaf for one in of_leaf(node)),
        *of_dossier(case),
    } - {None}


def when(condition, name):
    """Give a name where a condition holds."""
    return name if condition else None


def of_set(criteria):
    """Give what the whole set says."""
    weights = [leaf.weight for leaf in criteria.leaves() if leaf.weight > 0]
    conditions = [one for level in criteria.levels for one in level.conditions]
    yield when(criteria.effective_open == "zero" and not criteria.points, "open: zero")
    yield when(criteria.points, "points mode")
    yield when(criteria.panel.voice == "group", "voice group")
    yield criteria.panel.aggregate.value if criteria.panel.aggregate != "mean" else None
    yield when(max(weights) / min(weights) >= 1e6, "weights over six magnitudes")
    yield when(any(one.node for one in conditions), "level condition node")
    yield when(any(one.lowest for one in conditions), "level condition lowest")
    yield when(any(one.core_met is not None for one in conditions), "level condition core")
    yield when(any(one.planned for one in conditions), "level condition on planned")
    yield when(any(level.floor is None for level in criteria.levels), "level without floor")


def of_node(node):
    """Give what a field, topic or indicator says."""
    yield when(node.weight == 0, "weight 0")
    if node.factor:
        ways = ("times", "table", "bands", "line")
        yield next(f"factor {way}" for way in ways if getattr(node.factor, way))
    if isinstance(node, Indicator):
        yield f"basis {node.effective_basis}" if not node.is_context else None
        yield f"scale {type(node.scale).__name__}" if node.scale else None


def of_inner(plan, card):
    """Give the rules of an inner node, and what they led to."""
    node, state, rules = card.nodes[plan.key], card.work.states[plan.index], plan.rules
    if not node.children:
        return
    yield of_mean(rules.mean)
    yield f"redistribution {rules.redistribution}"
    yield when(rules.count != "weight", f"count {rules.count}")
    share = "2/3" if rules.min_coverage == 2 / 3 else rules.min_coverage
    yield when(share in {0.0, "2/3", 1.0}, f"min_coverage {share}")
    yield when(node.status != "scored", f"node {node.status}")
    yield when(node.status == "not-assessable" and plan.index == 0, "whole not assessable")
    yield when(rules.floor, "floor")
    yield when(any(s < (rules.floor or 0) for _, s, _ in state.entering), "floor that lifts")
    yield when(rules.cap, "cap")
    yield when(rules.gate, "gate")
    yield when(state.cuts, "cap or gate that cuts")
    left_out = 0 < len(state.parts) < len(plan.counting)
    mode = "points mode with something left out"
    yield when(left_out and card.criteria.points, mode)
    yield when(left_out and rules.redistribution == "equal", "equal with something to share")
    yield when(left_out and rules.redistribution == "shrink", "shrink with something lost")
    yield when(plan.depth >= 3, "topics three deep")
    yield when(is_cut(node, card.criteria), "level cut by a condition")


def is_cut(node, criteria):
    """Say whether a node reaches a floor, and has not the level, for a condition is not met."""
    reached = [
        level.key
        for level in criteria.levels
        if level.floor is not None and node.score is not None and node.score >= level.floor
    ]
    return bool(reached) and node.level not in {reached[-1], criteria.levels[-1].key}


def of_mean(mean):
    """Name a mean, with the sign of its exponent."""
    if mean.kind is not MeanKind.POWER:
        return f"mean {mean.kind}"
    side = "0" if not mean.p else "above 0" if mean.p > 0 else "below 0"
    return f"mean power {side}"


def of_leaf(node):
    """Give how an indicator came to what it is."""
    leaf, fact = node.leaf, node.leaf.fact
    reason = fact.absence.reason or "" if fact.absence else ""
    if node.status == "context":
        yield "context not answered" if fact.absence else "context answered"
        return
    yield f"leaf {node.status}"
    yield when(node.status == "excluded" and "no need" in reason, "leaf excluded by a rule")
    yield when("weight is 0" in reason, "leaf excluded by a factor of 0")
    yield when("the base is" in reason, "leaf excluded by a base too small")
    yield when("is 0" in reason and node.status == "not-applicable", "zero denominator")
    yield when(leaf.made_by, f"scored by {leaf.made_by}")
    yield when(leaf.gap is not None, "both rule and panel")
    yield when(leaf.absence and "too few" in (leaf.absence.reason or ""), "too few ratings")
    yield when(leaf.panel and leaf.panel.together, "rated together")
    yield when(leaf.panel and leaf.panel.cannot_say, "cannot say")
    yield when(leaf.is_assumed, "assumed planned")
    yield when(leaf.planned is not None and leaf.planned > leaf.points, "planned above now")
    yield when(fact.given_for and isinstance(fact.value, Split), "split for a topic")
    yield when(isinstance(fact.value, tuple) and len(fact.value) > 1, "several choices")
    yield when(fact.value == (), "none of several choices")
    yield when(fact.answer and fact.answer.evidence == "document", "evidence document")


def of_dossier(case):
    """Give what the dossier holds, and what was noticed in it."""
    answers, plan = case.dossier.assessment.answers, case.dossier.plan
    inner = [node.key for node in case.criteria.nodes() if not isinstance(node, Indicator)]
    yield when(any(key in answers and answers[key].is_absent for key in inner), "state of a topic")
    derived = [
        case.card.node(leaf.key).leaf.fact
        for leaf in case.criteria.leaves()
        if isinstance(leaf.answer, DerivedRatio | DerivedGap)
    ]
    yield when(any(fact.value is not None for fact in derived), "derived answer")
    yield when(any(fact.absence for fact in derived), "derived answer absent")
    codes = {one.code for one in case.card.findings}
    yield when("rule-undecided" in codes, "undecided rule")
    yield when("attribute-absent" in codes, "factor without its attribute")
    effects = [one for measure in plan.measures for one in measure.effects]
    yield when(any(one.target_points is not None for one in effects), "target points")
    yield when(any(one.target_answer is not None for one in effects), "target answer")
    yield when(len(plan.measures) > 1, "several measures")

"""From what is known of an indicator to its points: rule, panel, and what is planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from spi.model.action_plan import Effect, Measure
from spi.model.answer_checks import is_number
from spi.model.answers import (
    Absence,
    AsksNumber,
    AsksRatio,
    Excluded,
    Found,
    Fraction,
    NotApplicable,
    Points,
    Split,
    Suppressed,
    Unanswered,
)
from spi.model.criteria_set import Basis, Indicator
from spi.model.units import factor_between
from spi.phrases import phrase
from spi.scoring.facts import Fact, Facts
from spi.scoring.panel import Panel, PanelScore
from spi.scoring.program import NodePlan
from spi.scoring.scales import FULL, points_on


@frozen(kw_only=True)
class LeafScore:
    """What one indicator earns, and how.

    Attributes:
        points: From 0 to 100, or ``None`` with a reason in *absence*.
        made_by: ``rule`` or ``panel``; empty without points.
        rule_points: Points by the rule (0 to 100), whichever made the score.
        planned: Points with what is planned (0 to 100, at least *points*).
        is_assumed: Whether the planned points rest on the panel following the rule.
    """

    fact: Fact
    points: float | None = None
    made_by: str = ""
    absence: Absence | None = None
    rule_points: float | None = None
    panel: PanelScore | None = None
    planned: float | None = None
    is_assumed: bool = False

    @property
    def gap(self) -> float | None:
        """Perception gap: points of the panel less points of the rule (−100 to 100)."""
        if self.panel is None or self.panel.points is None or self.rule_points is None:
            return None
        return self.panel.points - self.rule_points

    @property
    def split(self) -> Split | None:
        """The progress split that made the points, if one did."""
        by_rule = self.made_by == "rule"
        return self.fact.value if by_rule and isinstance(self.fact.value, Split) else None


def score_leaf(
    plan: NodePlan,
    facts: Facts,
    panel: Panel,
    *,
    basis: Basis | None,
    effects: Sequence[Effect] = (),
) -> LeafScore:
    """Return what an indicator earns by its own basis, or by the one asked for."""
    leaf = plan.leaf
    fact = facts.fact(plan.index)
    if leaf is None or plan.is_context or isinstance(fact.absence, NotApplicable | Excluded):
        return LeafScore(fact=fact, absence=fact.absence)
    rule = rule_points(leaf, fact)
    judged = panel.of(leaf)
    points, made_by = _by_basis(leaf, fact, rule, judged, basis)
    if points is None:
        absence = _why_not(fact, judged, basis or leaf.effective_basis)
        return LeafScore(fact=fact, absence=absence, rule_points=rule, panel=judged)
    scored = LeafScore(
        fact=fact, points=points, made_by=made_by, rule_points=rule, panel=judged, planned=points
    )
    return with_effects(leaf, scored, effects)


def rule_points(leaf: Indicator, fact: Fact) -> float | None:
    """Return the points by the scale (0 to 100), or ``None`` without an answer or a scale."""
    if fact.value is None:
        return None
    if isinstance(fact.value, Split):
        return FULL * fact.value.done
    return None if leaf.scale is None else points_on(leaf.scale, fact.value)


def planned_points(fact: Fact) -> float | None:
    """Return the points (0 to 100) once what an answer calls planned is done; ``None`` without."""
    match fact.value:
        case Split(done=done, planned=planned):
            return min(FULL, FULL * (done + planned))
        case Points(planned=planned):
            return planned
    return None


def _by_basis(
    leaf: Indicator,
    fact: Fact,
    rule: float | None,
    judged: PanelScore | None,
    basis: Basis | None,
) -> tuple[float | None, str]:
    wanted = basis or leaf.effective_basis
    if wanted is not Basis.RULE and judged is not None and judged.points is not None:
        return judged.points, "panel"
    stands_for_all = fact.given_for is not None and basis is None
    if rule is not None and (wanted is not Basis.PANEL or stands_for_all):
        return rule, "rule"
    return None, ""


def _why_not(fact: Fact, judged: PanelScore | None, basis: Basis) -> Absence:
    if isinstance(fact.absence, Suppressed) and basis is not Basis.PANEL:
        return fact.absence
    if judged is not None and judged.points is None and basis is not Basis.RULE:
        return Unanswered(
            phrase("too few ratings: %(n)s of %(quorum)s", n=judged.count, quorum=judged.quorum)
        )
    return fact.absence if isinstance(fact.absence, Unanswered) else Unanswered()


# --- planned -------------------------------------------------------------------------------------


def with_effects(
    leaf: Indicator, scored: LeafScore, effects: Sequence[Effect], *, shares: bool = True
) -> LeafScore:
    """Return a leaf with its planned points.

    Args:
        leaf: The indicator.
        scored: What it earns now.
        effects: What measures aim at.
        shares: Whether a share that the answer calls planned counts, too.
    """
    if scored.points is None:
        return scored
    best, assumed = scored.points, False
    for points, by_rule in _candidates(leaf, scored.fact if shares else Fact(), effects):
        follows = by_rule and scored.made_by == "panel"
        moved = points
        if follows and scored.rule_points is not None:
            moved = min(FULL, scored.points + points - scored.rule_points)
        if moved > best:
            best, assumed = moved, follows
    return evolve(scored, planned=best, is_assumed=assumed)


def _candidates(leaf: Indicator, fact: Fact, effects: Sequence[Effect]) -> list[tuple[float, bool]]:
    """Give the points that are aimed at, each with whether the rule made them of an answer."""
    found: list[tuple[float, bool]] = []
    if (planned := planned_points(fact)) is not None:
        found.append((planned, True))
    for effect in effects:
        if effect.target_points is not None:
            found.append((effect.target_points, False))
        elif (points := target_points(leaf, effect)) is not None:
            found.append((points, True))
    return found


def target_points(leaf: Indicator, effect: Effect) -> float | None:
    """Return the points of the answer that is aimed at (0 to 100)."""
    answer = effect.target_answer
    if answer is None or isinstance(answer.value, Absence):
        return None
    facts = fact_of(leaf, answer.value, answer.unit)
    return rule_points(leaf, facts)


def fact_of(leaf: Indicator, value: Found, unit: str | None) -> Fact:
    """Return a bare answer as a fact in the indicator's unit."""
    if isinstance(value, Fraction) and isinstance(leaf.answer, AsksRatio):
        if value.denominator == 0:
            return Fact(absence=NotApplicable())
        return Fact(value=value.numerator / value.denominator * leaf.answer.per)
    if is_number(value):
        wanted = leaf.answer.unit if isinstance(leaf.answer, AsksNumber) else unit
        return Fact(value=float(value) * factor_between(unit, wanted))
    return Fact(value=value)


def effects_by_key(measures: Sequence[Measure]) -> Mapping[str, list[Effect]]:
    """Return the effects of measures by the indicator they change."""
    found: dict[str, list[Effect]] = {}
    for measure in measures:
        for effect in measure.effects:
            found.setdefault(effect.indicator, []).append(effect)
    return found

"""What is known of each indicator: its answer in the right unit, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping

from attrs import evolve, frozen

from spi.findings import Code, Finding, Severity, finding
from spi.model.answer_checks import check_computed, is_number
from spi.model.answers import (
    PRECEDENCE,
    Absence,
    Answer,
    AsksNumber,
    AsksRatio,
    DerivedGap,
    DerivedRatio,
    Excluded,
    Found,
    Fraction,
    GapKind,
    NotApplicable,
    Points,
    Split,
    Unanswered,
)
from spi.model.area import Attribute
from spi.model.conditions import Compare, comparisons, decide
from spi.model.criteria_set import Indicator, Topic
from spi.model.dossier import Dossier
from spi.model.rules import Factor
from spi.model.units import factor_between
from spi.phrases import phrase
from spi.scoring.numbers import edge_reached
from spi.scoring.program import NodePlan, Program
from spi.scoring.rules import compared, factor_of


@frozen(kw_only=True)
class Fact:
    """What is known of one indicator.

    Attributes:
        value: The answer in the indicator's unit; a ratio already divided.
        absence: Why there is none; exactly one of the two is given.
        answer: As it was given, if it was.
        given_for: Key of the topic or field whose answer stands for this one.
        base: Denominator of a ratio.
    """

    value: Found | None = None
    absence: Absence | None = None
    answer: Answer | None = None
    given_for: str | None = None
    base: float | None = None


@frozen
class _Split:
    """A progress split that stands for everything below a node."""

    split: Split
    key: str
    answer: Answer


_Carried = Absence | _Split | None


def strongest(absences: list[Absence]) -> Absence:
    """Return the first absence in the order of precedence."""
    return min(absences, key=lambda one: PRECEDENCE.index(type(one)))


class Facts:
    """Looks up answers and decides rules; each thing once."""

    def __init__(self, dossier: Dossier, program: Program) -> None:
        """Take the answers and attributes of a dossier."""
        self.program = program
        self.answers: Mapping[str, Answer] = dossier.assessment.answers
        self.may_be_composed = bool(dossier.members)
        self.attributes: Mapping[str, Attribute] = dossier.area.attributes if dossier.area else {}
        self.findings: list[Finding] = []
        self._facts: dict[int, Fact] = {}
        self._exclusions: dict[int, Excluded | None] = {}
        self._carried: dict[int, _Carried] = {}
        self._factors: dict[int, float] = {}

    def fact(self, index: int) -> Fact:
        """Return what is known of an indicator."""
        if index not in self._facts:
            self._facts[index] = self._find(self.program.nodes[index])
        return self._facts[index]

    def _find(self, plan: NodePlan) -> Fact:
        leaf = plan.leaf
        answer = self.answers.get(plan.key)
        excluded = self.exclusion(plan.index)
        if excluded or leaf is None:
            return Fact(absence=excluded or Unanswered(), answer=answer)
        carried = self._carried_to(plan.parent)
        if isinstance(carried, _Split):
            return self._in_its_place(leaf, answer, carried)
        own = answer.value if answer and isinstance(answer.value, Absence) else None
        absences = [one for one in (carried, own) if one is not None]
        if absences:
            return Fact(absence=strongest(absences), answer=answer)
        return self._answered(leaf, answer)

    def _in_its_place(self, leaf: Indicator, answer: Answer | None, carried: _Split) -> Fact:
        """Let a split stand for an answer, but never for a base that is too small."""
        own = answer if answer and not answer.is_absent else None
        fact = self._answered(leaf, own)
        if isinstance(fact.absence, Excluded):
            return fact
        return Fact(value=carried.split, answer=carried.answer, given_for=carried.key)

    def _carried_to(self, index: int) -> _Carried:
        """Return the state or split that a node, or one above it, was given for all below."""
        if index < 0:
            return None
        if index not in self._carried:
            plan = self.program.nodes[index]
            self._carried[index] = self._joined(self._carried_to(plan.parent), plan.key)
        return self._carried[index]

    def _joined(self, above: _Carried, key: str) -> _Carried:
        answer = self.answers.get(key)
        if isinstance(above, _Split) or answer is None:
            return above
        if isinstance(answer.value, Absence):
            return strongest([above, answer.value]) if above else answer.value
        if isinstance(answer.value, Split) and above is None:
            return _Split(answer.value, key, answer)
        return above

    # --- answers ----------------------------------------------------------------------------------

    def _answered(self, leaf: Indicator, answer: Answer | None) -> Fact:
        match leaf.answer:
            case DerivedRatio():
                return self._within_limits(leaf, self._derived_ratio(leaf.answer))
            case DerivedGap():
                return self._within_limits(leaf, self._derived_gap(leaf.answer))
        fact = self._given(leaf, answer)
        return self._within_limits(leaf, fact) if self.may_be_composed else fact

    def _within_limits(self, leaf: Indicator, fact: Fact) -> Fact:
        """Leave open what was computed and cannot be right; answers have been checked before."""
        if not is_number(fact.value):
            return fact
        wrong = next(check_computed(leaf, float(fact.value)), None)
        if wrong is None:
            return fact
        self.findings.append(evolve(wrong, path=(leaf.key,), severity=Severity.WARNING))
        outside = phrase("computed as %(value)s, which is outside its limits", value=fact.value)
        return Fact(absence=Unanswered(outside), base=fact.base)

    def _given(self, leaf: Indicator, answer: Answer | None) -> Fact:
        if answer is None:
            return Fact(absence=Unanswered())
        value = answer.value
        if isinstance(value, Absence):
            return Fact(absence=value, answer=answer)
        match leaf.answer:
            case AsksNumber() if is_number(value):
                factor = factor_between(answer.unit, leaf.answer.unit)
                return Fact(value=float(value) * factor, answer=answer)
            case AsksRatio() if isinstance(value, Fraction):
                asks = leaf.answer
                return _ratio(value.numerator, value.denominator, asks.per, asks.min_base, answer)
        return Fact(value=value, answer=answer)

    def _derived_ratio(self, asks: DerivedRatio) -> Fact:
        above = self._inputs(asks.numerator)
        below = self._inputs(asks.denominator)
        if isinstance(above, Absence) or isinstance(below, Absence):
            absences = [one for one in (above, below) if isinstance(one, Absence)]
            return Fact(absence=strongest(absences))
        return _ratio(math.fsum(above), math.fsum(below), asks.per, asks.min_base)

    def _derived_gap(self, asks: DerivedGap) -> Fact:
        both = self._inputs((asks.group, asks.reference))
        if isinstance(both, Absence):
            return Fact(absence=both)
        group, reference = both
        if asks.min_base is not None and not edge_reached(reference, asks.min_base):
            return Fact(absence=_too_small(reference, asks.min_base), base=reference)
        if asks.kind is GapKind.DIFFERENCE:
            return Fact(value=group - reference)
        if reference == 0:
            return Fact(absence=NotApplicable(phrase("the reference is 0")))
        return Fact(value=group / reference, base=reference)

    def _inputs(self, keys: tuple[str, ...]) -> tuple[float, ...] | Absence:
        facts = [self.fact(self.program.index[key]) for key in keys]
        absences = [one.absence for one in facts if one.absence is not None]
        absences += [
            Unanswered(phrase("composed of points, not of numbers"))
            for one in facts
            if isinstance(one.value, Points | Split)
        ]
        if absences:
            return strongest(absences)
        return tuple(float(one.value) for one in facts if is_number(one.value))

    # --- rules ------------------------------------------------------------------------------------

    def exclusion(self, index: int) -> Excluded | None:
        """Return why a rule at a node or above it excludes it, or ``None``."""
        if index < 0:
            return None
        if index not in self._exclusions:
            plan = self.program.nodes[index]
            self._exclusions[index] = self.exclusion(plan.parent) or self._excluded(plan)
        return self._exclusions[index]

    def _excluded(self, plan: NodePlan) -> Excluded | None:
        node = plan.node
        if not isinstance(node, Topic | Indicator):
            return None
        if node.excluded:
            told = decide(node.excluded.when, self._compare)
            if told:
                return Excluded(node.excluded.reason.source_text)
            if told is None:
                self._undecided(plan)
        if self.factor(plan.index) == 0:
            return Excluded(phrase("its weight is 0 here"))
        return None

    def _undecided(self, plan: NodePlan) -> None:
        node = plan.node
        absent = sorted(
            {
                f"{one.attribute or one.answer}"
                for one in _comparisons(node)
                if self._compare(one) is None
            }
        )
        self.findings.append(
            finding(
                Code.RULE_UNDECIDED, plan.key, found=phrase("nothing"),
                reads=", ".join(absent), severity=Severity.WARNING,
            )
        )  # fmt: skip

    def _compare(self, compare: Compare) -> bool | None:
        if compare.attribute is not None:
            value: object = self.attributes.get(compare.attribute)
        else:
            value = self.fact(self.program.index[compare.answer or ""]).value
        if value is None or isinstance(value, Points | Split):
            return None
        return compared(compare, value)

    def factor(self, index: int) -> float:
        """Return the factor of a node's weight (at least 0); 1 where there is no rule."""
        if index not in self._factors:
            node = self.program.nodes[index].node
            rule = node.factor if isinstance(node, Topic | Indicator) else None
            self._factors[index] = 1.0 if rule is None else self._factor(rule, index)
        return self._factors[index]

    def _factor(self, rule: Factor, index: int) -> float:
        value = self.attributes.get(rule.attribute)
        found = None if value is None else factor_of(rule, value)
        if found is None:
            key = self.program.nodes[index].key
            self.findings.append(
                finding(
                    Code.ATTRIBUTE_ABSENT, key, "factor", found=value,
                    attribute=rule.attribute, severity=Severity.WARNING,
                )
            )  # fmt: skip
            return 1.0
        return found


def _comparisons(node: object) -> list[Compare]:
    excluded = getattr(node, "excluded", None)
    return list(comparisons(excluded.when)) if excluded else []


def _ratio(
    numerator: float,
    denominator: float,
    per: float,
    min_base: float | None,
    answer: Answer | None = None,
) -> Fact:
    if denominator == 0:
        absence: Absence = NotApplicable(phrase("the denominator is 0"))
        return Fact(absence=absence, answer=answer, base=0.0)
    if min_base is not None and not edge_reached(denominator, min_base):
        return Fact(absence=_too_small(denominator, min_base), answer=answer, base=denominator)
    return Fact(value=numerator / denominator * per, answer=answer, base=denominator)


def _too_small(base: float, least: float) -> Excluded:
    return Excluded(
        phrase(
            "the base is %(base)s, at least %(least)s is needed",
            base=f"{base:g}",
            least=f"{least:g}",
        )
    )

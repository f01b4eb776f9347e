"""An area made of areas: its answers from those of its members, never a mean of rates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from spi.findings import Finding
from spi.model.answer_checks import is_number
from spi.model.answers import (
    Absence,
    Answer,
    AsksNumber,
    AsksRatio,
    AsksText,
    AsksYesNo,
    Composing,
    DerivedGap,
    DerivedRatio,
    Excluded,
    Found,
    Fraction,
    NotApplicable,
    Points,
    Suppressed,
    Unanswered,
)
from spi.model.criteria_set import Indicator
from spi.model.dossier import Dossier
from spi.phrases import phrase
from spi.scoring.facts import Fact, Facts
from spi.scoring.leaves import planned_points, rule_points
from spi.scoring.program import NodePlan, Program
from spi.scoring.scales import FULL


def composed(dossier: Dossier, program: Program) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return a dossier whose open answers are composed from its members, and what was noticed.

    Counts add; ratios come from summed numerators and denominators; other points are the members'
    mean by residents. An answer is open if that of any member is; members that it does not apply to
    are left out. A dossier without members is returned as it is.
    """
    if not dossier.members:
        return dossier, ()
    made_of = [composed(one, program) for one in dossier.members]
    members = [one for one, _ in made_of]
    whole = _with_population(dossier, members)
    composing = _Composing(members, program)
    answers = dict(whole.assessment.answers)
    for plan in program.nodes:
        if plan.leaf is None or plan.key in answers or not _is_composed(plan.leaf):
            continue
        answers[plan.key] = composing.answer(plan)
    made = evolve(whole, assessment=evolve(whole.assessment, answers=answers))
    return made, tuple(composing.findings([found for _, found in made_of]))


def _is_composed(leaf: Indicator) -> bool:
    """Say whether members' answers matter: what is rated, or computed from others, has none."""
    return leaf.answer is not None and not isinstance(leaf.answer, DerivedRatio | DerivedGap)


def _with_population(dossier: Dossier, members: Sequence[Dossier]) -> Dossier:
    """Add the residents of all members, if the area does not state its own."""
    counts = [one.area.population if one.area else None for one in members]
    if dossier.area is None or dossier.area.population is not None or None in counts:
        return dossier
    total = math.fsum(one for one in counts if one is not None)
    area = evolve(dossier.area, attributes={**dossier.area.attributes, "population": total})
    return evolve(dossier, area=area)


class _Composing:
    """The members, and what each knows of every indicator."""

    def __init__(self, members: Sequence[Dossier], program: Program) -> None:
        self.members = members
        self.facts = [Facts(one, program) for one in members]

    def findings(self, below: Sequence[tuple[Finding, ...]]) -> Iterator[Finding]:
        """Give what was noticed about each member, and about its own members."""
        for i, facts in enumerate(self.facts):
            for one in (*below[i], *facts.findings):
                yield one.below("members", i)

    def answer(self, plan: NodePlan) -> Answer:
        leaf = plan.leaf
        if leaf is None:
            raise AssertionError(plan.key)
        facts = [one.fact(plan.index) for one in self.facts]
        about = self._about(facts)
        value = self._value(leaf, facts)
        if not isinstance(value, Absence):
            about["note"] = _note(leaf, facts)
        return Answer(value=value, **about)

    def _about(self, facts: Sequence[Fact]) -> dict[str, Any]:
        """Keep period and source where all members have the same."""
        given = [one.answer for one in facts if one.answer and not one.answer.is_absent]
        about: dict[str, Any] = {}
        for name in ("period", "source", "evidence"):
            said = {getattr(one, name) for one in given}
            if len(said) == 1 and (only := said.pop()) is not None:
                about[name] = only
        return about

    def _value(self, leaf: Indicator, facts: Sequence[Fact]) -> Found | Absence:
        composing = leaf.answer.composing if leaf.answer else None
        if isinstance(leaf.answer, AsksText) or composing is Composing.NEVER:
            return _not_composed(facts)
        by_sums = isinstance(leaf.answer, AsksRatio) and composing is not Composing.POINTS
        applying = [
            (one, member)
            for one, member in zip(facts, self.members, strict=True)
            if not _does_not_apply(one, by_sums=by_sums)
        ]
        if not applying:
            return NotApplicable(phrase("it applies to none of the %(n)s members", n=len(facts)))
        open_ = [one.absence for one, _ in applying if _is_open(one)]
        if open_:
            return _open(open_, len(facts))
        if by_sums:
            return _summed([one for one, _ in applying])
        if isinstance(leaf.answer, AsksNumber) and composing is Composing.SUM:
            return _total([one for one, _ in applying])
        return _mean_points(leaf, applying)


def _note(leaf: Indicator, facts: Sequence[Fact]) -> str:
    """Say from how many members it is composed, and in how many there is something, or nothing."""
    by_sums = isinstance(leaf.answer, AsksRatio) and leaf.answer.composing is not Composing.POINTS
    counted = sum(not _does_not_apply(one, by_sums=by_sums) for one in facts)
    whole = phrase("from %(n)s of %(members)s members", n=counted, members=len(facts))
    part = _share(leaf, facts)
    return phrase("%(whole)s; %(part)s", whole=whole, part=part) if part else whole


def _share(leaf: Indicator, facts: Sequence[Fact]) -> str | None:
    members = len(facts)
    if isinstance(leaf.answer, AsksYesNo):
        yes = sum(one.value is True for one in facts)
        return phrase("yes in %(n)s of %(members)s members", n=yes, members=members)
    given = [one.answer.value for one in facts if one.answer]
    none = sum(isinstance(one, Fraction) and one.numerator == 0 for one in given)
    return phrase("none in %(n)s of %(members)s members", n=none, members=members) if none else None


def _does_not_apply(fact: Fact, *, by_sums: bool) -> bool:
    """Say whether a member is left out; a small or empty base is no reason where bases add up."""
    if by_sums and fact.base is not None:
        return False
    return isinstance(fact.absence, NotApplicable | Excluded)


def _is_open(fact: Fact) -> bool:
    return isinstance(fact.absence, Suppressed | Unanswered)


def _open(absences: Sequence[Absence | None], members: int) -> Absence:
    secret = sum(isinstance(one, Suppressed) for one in absences)
    if secret:
        return Suppressed(
            phrase("confidential in %(n)s of %(members)s members", n=secret, members=members)
        )
    return Unanswered(
        phrase("open in %(n)s of %(members)s members", n=len(absences), members=members)
    )


def _not_composed(facts: Sequence[Fact]) -> Absence:
    secret = sum(isinstance(one.absence, Suppressed) for one in facts)
    if secret:
        return Unanswered(
            phrase(
                "not composed: confidential in %(n)s of %(members)s members",
                n=secret,
                members=len(facts),
            )
        )
    return Unanswered(phrase("not composed: such figures do not add up"))


def _total(facts: Sequence[Fact]) -> Found | Absence:
    numbers = [one.value for one in facts if is_number(one.value)]
    if len(numbers) != len(facts):
        return Unanswered(phrase("not composed: such figures do not add up"))
    return math.fsum(numbers)


def _summed(facts: Sequence[Fact]) -> Found | Absence:
    if any(isinstance(one.value, Points) for one in facts):
        return Unanswered(phrase("composed of points, not of numbers"))
    fractions = [
        one.answer.value for one in facts if one.answer and isinstance(one.answer.value, Fraction)
    ]
    if len(fractions) != len(facts):
        return Unanswered(phrase("not composed: such figures do not add up"))
    return Fraction(
        numerator=math.fsum(one.numerator for one in fractions),
        denominator=math.fsum(one.denominator for one in fractions),
    )


def _mean_points(leaf: Indicator, applying: Sequence[tuple[Fact, Dossier]]) -> Found | Absence:
    """Return the members' mean points by residents."""
    weighted = []
    for fact, member in applying:
        residents = member.area.population if member.area else None
        points = rule_points(leaf, fact)
        if residents is None:
            return Unanswered(phrase("not composed: the residents of a member are not stated"))
        if points is None:
            return Unanswered(phrase("not composed: such figures do not add up"))
        weighted.append((points, max(points, planned_points(fact) or 0.0), residents))
    total = math.fsum(residents for *_, residents in weighted)
    if total == 0:
        return Unanswered(phrase("not composed: the residents of a member are not stated"))
    now = min(FULL, math.fsum(points * n for points, _, n in weighted) / total)
    planned = min(FULL, math.fsum(points * n for _, points, n in weighted) / total)
    return Points(points=now, planned=planned if planned > now else None)

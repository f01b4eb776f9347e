"""The working group's judgement: from ratings to a score, with its agreement."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from spi.errors import InvalidInput
from spi.model.assessment import CANNOT_SAY, Assessment
from spi.model.criteria_set import Aggregate, CriteriaSet, Indicator, PanelRules, Voice
from spi.scoring.agreement import (
    fleiss_kappa,
    interquartile_range,
    krippendorff_alpha,
    van_der_eijk_agreement,
)
from spi.scoring.scales import rating_points

UNGROUPED = "ungrouped"
"""The group of those who belong to none."""


def aggregated(points: Sequence[float], aggregate: Aggregate | str = Aggregate.MEAN) -> float:
    """Return one number for the points of several raters (0 to 100, at least one).

    Args:
        points: One for each rater.
        aggregate: mean; median (of an even number the mean of the middle two); trimmed: the mean
            without the lowest and the highest tenth, rounded down.

    Raises:
        InvalidInput: Nobody has rated.
    """
    if not points:
        msg = "found no ratings, expected at least one"
        raise InvalidInput(msg)
    ordered = sorted(points)
    n = len(ordered)
    match Aggregate(aggregate):
        case Aggregate.MEDIAN:
            return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
        case Aggregate.TRIMMED:
            ordered = ordered[n // 10 : n - n // 10]
    return math.fsum(ordered) / len(ordered)


@frozen(kw_only=True)
class PanelScore:
    """What the working group says of one indicator.

    Attributes:
        points: From 0 to 100, or ``None`` below the quorum.
        count: Ratings that count for the quorum.
        quorum: How many are needed.
        together: People present, where the group rated together.
        frequencies: How often each step was chosen, lowest first; empty when rated together.
        cannot_say: Share of those asked who could not say (0 to 1).
        groups: Points of each group that rated (0 to 100), by key.
        group_sizes: How many of each group rated.
        memberships: How many raters belong to just these groups.
        agreement: Van der Eijk's A, from −1 to 1; ``None`` with fewer than three steps or two ratings.
        spread: Width of the middle half of the points, from 0 to 100.
        largest_gap: Points between the two groups furthest apart.
    """

    points: float | None
    count: int
    quorum: int
    together: int | None = None
    frequencies: tuple[int, ...] = ()
    cannot_say: float = 0.0
    groups: Mapping[str, float] = {}
    group_sizes: Mapping[str, int] = {}
    memberships: Mapping[frozenset[str], int] = {}
    agreement: float | None = None
    spread: float | None = None
    largest_gap: float | None = None


@frozen(kw_only=True)
class PanelAgreement:
    """How far the raters agree over all indicators they rated.

    Attributes:
        alpha: Krippendorff's alpha (ordinal); ``None`` where nothing varies.
        kappa: Fleiss' kappa; ``None`` for an incomplete table.
        raters: People who have rated anything.
        indicators: Indicators with at least two ratings.
    """

    alpha: float | None
    kappa: float | None
    raters: int
    indicators: int


class Panel:
    """The ratings of an assessment, looked up by indicator."""

    def __init__(
        self, assessment: Assessment, rules: PanelRules, voices: Collection[str] | None = None
    ) -> None:
        """Take the ratings; with *voices* only those of members of these groups."""
        self.rules = rules
        self.groups = {one.key: one.groups for one in assessment.working_group.members}
        self.sheets = [
            sheet
            for sheet in assessment.sheets()
            if voices is None or set(voices) & set(self.groups.get(sheet.member or "", ()))
        ]
        self.joint = assessment.joint_sheet if voices is None else None
        members = len(self.groups)
        self.quorum = min(rules.quorum, members) if members else rules.quorum

    def of(self, leaf: Indicator) -> PanelScore | None:
        """Return what the group says of an indicator; ``None`` if nobody has rated it."""
        if leaf.rating is None:
            return None
        steps = leaf.rating.steps
        if self.joint is not None:
            step = self.joint.steps.get(leaf.key, CANNOT_SAY)
            if step != CANNOT_SAY:
                return self._together(int(step), steps, self.joint.together or 1)
        given = {
            sheet.member or "": sheet.steps[leaf.key]
            for sheet in self.sheets
            if leaf.key in sheet.steps
        }
        return self._alone(given, steps) if given else None

    def _together(self, step: int, steps: int, present: int) -> PanelScore:
        points = rating_points(step, steps=steps) if present >= self.quorum else None
        return PanelScore(points=points, count=present, quorum=self.quorum, together=present)

    def _alone(self, given: Mapping[str, int | str], steps: int) -> PanelScore:
        said = {who: int(step) for who, step in given.items() if step != CANNOT_SAY}
        points = {who: rating_points(step, steps=steps) for who, step in said.items()}
        counts = Counter(said.values())
        frequencies = tuple(counts[step] for step in range(1, steps + 1))
        groups, sizes = self._by_group(points)
        enough = len(said) >= self.quorum and bool(said)
        several = len(said) > 1
        return PanelScore(
            points=self._score(points, groups) if enough else None,
            count=len(said),
            quorum=self.quorum,
            frequencies=frequencies,
            cannot_say=1 - len(said) / len(given),
            groups=groups,
            group_sizes=sizes,
            memberships=Counter(frozenset(self.groups.get(who, ())) for who in said),
            agreement=van_der_eijk_agreement(frequencies) if several and steps > 2 else None,  # noqa: PLR2004 - as the docstring says
            spread=interquartile_range(list(points.values())) if several else None,
            largest_gap=max(groups.values()) - min(groups.values()) if len(groups) > 1 else None,
        )

    def _score(self, points: Mapping[str, float], groups: Mapping[str, float]) -> float:
        voices = groups if self.rules.voice is Voice.GROUP and groups else points
        if voices is groups:
            return math.fsum(groups.values()) / len(groups)
        return aggregated(list(points.values()), self.rules.aggregate)

    def _by_group(self, points: Mapping[str, float]) -> tuple[dict[str, float], dict[str, int]]:
        """Return each group's own score; who belongs to no group is a group of one key."""
        of_group: dict[str, list[float]] = {}
        for who, one in points.items():
            for group in self.groups.get(who, ()) or (UNGROUPED,):
                of_group.setdefault(group, []).append(one)
        if set(of_group) == {UNGROUPED}:
            return {}, {}
        ordered = sorted(of_group)
        scores = {group: aggregated(of_group[group], self.rules.aggregate) for group in ordered}
        return scores, {group: len(of_group[group]) for group in ordered}

    def agreement(self, criteria: CriteriaSet) -> PanelAgreement | None:
        """Return the agreement over all rated indicators; ``None`` if nobody has rated alone."""
        table = []
        for leaf in criteria.leaves():
            if leaf.rating is None or leaf.is_context:
                continue
            said = {
                sheet.member or "": rating_points(
                    int(sheet.steps[leaf.key]), steps=leaf.rating.steps
                )
                for sheet in self.sheets
                if sheet.steps.get(leaf.key, CANNOT_SAY) != CANNOT_SAY
            }
            if said:
                table.append(said)
        if not table:
            return None
        return PanelAgreement(
            alpha=krippendorff_alpha(table),
            kappa=fleiss_kappa(table),
            raters=len({who for one in table for who in one}),
            indicators=sum(len(one) > 1 for one in table),
        )

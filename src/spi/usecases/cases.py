"""Run the worked cases of a criteria set."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from spi.errors import SpiError
from spi.findings import Code, Finding, finding
from spi.model.answers import Answer
from spi.model.area import Area
from spi.model.assessment import Assessment, Member, RatingSheet, Step, WorkingGroup
from spi.model.cases import Case
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.text import LocalText
from spi.phrases import phrase
from spi.reading.cases import CasesRead
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import score

FOUR_DECIMALS = 0.00005 + 1e-9


def result_of(case: Case, criteria: CriteriaSet) -> NodeScore:
    """Return what the set makes of a case.

    Raises:
        UnknownKey: The case names something that the set does not have.
        InvalidDocument: An answer of the case cannot be right.
    """
    return score(_dossier(case), criteria).node(case.key)


def failed_cases(read: CasesRead, criteria: CriteriaSet) -> Iterator[Finding]:
    """Give a finding for each case that does not come out as it says."""
    for i, case in enumerate(read.cases):
        found = _failure(case, criteria)
        if found:
            yield evolve(found, place=read.place_of(i), path=(case.key,))


def _failure(case: Case, criteria: CriteriaSet) -> Finding | None:
    expected = case.points if case.score is None else case.score
    wanted = case.status or (f"{expected:g}" if expected is not None else "scored")
    try:
        node = result_of(case, criteria)
    except SpiError as why:
        return finding(Code.CASE_FAILED, found=phrase("%(why)s", why=why), expected=wanted)
    if node.status != (case.status or "scored"):
        return finding(Code.CASE_FAILED, found=node.status.value, expected=wanted)
    if expected is not None and abs((node.score or 0.0) - expected) > FOUR_DECIMALS:
        return finding(Code.CASE_FAILED, found=round(node.score or 0.0, 4), expected=wanted)
    return None


def _dossier(case: Case) -> Dossier:
    answers: dict[str, Answer] = dict(case.answers)
    rated: dict[str, tuple[Step, ...]] = dict(case.rated)
    if case.indicator and case.answer:
        answers[case.indicator] = case.answer
    if case.indicator and case.ratings:
        rated[case.indicator] = case.ratings
    members = [f"member-{i}" for i in range(max(map(len, rated.values()), default=0))]
    sheets = tuple(
        RatingSheet(
            member=member, steps={key: steps[i] for key, steps in rated.items() if i < len(steps)}
        )
        for i, member in enumerate(members)
    )
    return Dossier(
        area=Area(key="somewhere", name=LocalText.of("Somewhere"), attributes=case.attributes),
        assessment=Assessment(
            answers=answers,
            ratings=sheets,
            working_group=WorkingGroup(members=tuple(Member(key=one) for one in members)),
        ),
    )

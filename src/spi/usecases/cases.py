"""Run the worked cases of a criteria set."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from spi.findings import Code, Finding, errors_among, finding
from spi.model.answers import Answer
from spi.model.area import Area
from spi.model.assessment import Assessment, Member, RatingSheet, Step, WorkingGroup
from spi.model.cases import Case
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone, check_content
from spi.model.reference_checks import unknown
from spi.model.text import LocalText
from spi.phrases import phrase, suggestion
from spi.reading.cases import CasesRead
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import score
from spi.scoring.tree import Status

FOUR_DECIMALS = 0.00005 + 1e-9


def result_of(case: Case, criteria: CriteriaSet) -> NodeScore:
    """Return what the set makes of a case.

    Raises:
        UnknownKey: The case names something that the set does not have.
        InvalidDocument: An answer of the case cannot be right.
    """
    return score(_dossier(case), criteria).node(case.key)


def failed_cases(read: CasesRead, criteria: CriteriaSet) -> Iterator[Finding]:
    """Give what is wrong with each case, or that it does not come out as it says, with its place."""
    for i, case in read.by_number.items():
        wrong = list(_wrong(case, criteria)) or list(_failure(case, criteria))
        for one in read.document.located(found.below(i) for found in wrong):
            yield evolve(one, path=(case.key or str(i + 1), *one.path[1:]))


# --- what is wrong with it -------------------------------------------------------------------------

_RESULTS = tuple(one.value for one in Status if one is not Status.SCORED)


def _wrong(case: Case, criteria: CriteriaSet) -> Iterator[Finding]:
    yield from _one_of(case, "indicator", "field")
    yield from _one_of(case, "points", "score", "status")
    if case.status is not None and case.status not in _RESULTS:
        hint = suggestion(case.status, _RESULTS)
        known = ", ".join(_RESULTS)
        yield finding(Code.NOT_ONE_OF, "status", found=case.status, known=known, suggestion=hint)
    if case.field is not None and (case.answer is not None or case.ratings):
        name = "ratings" if case.answer is None else "answer"
        yield finding(
            Code.NOT_TOGETHER, name, found=f"field, {name}",
            expected=phrase("exactly one of: %(names)s", names="answer, answers"),
        )  # fmt: skip
    yield from _twice(case)
    yield from _unknown_keys(case, criteria)
    yield from _broken_answers(case, criteria)


def _one_of(case: Case, *names: str) -> Iterator[Finding]:
    given = [name for name in names if getattr(case, name) is not None]
    if len(given) != 1:
        yield finding(
            Code.NOT_TOGETHER, *given[1:2],
            found=", ".join(given) if given else phrase("nothing"),
            expected=phrase("exactly one of: %(names)s", names=", ".join(names)),
        )  # fmt: skip


def _twice(case: Case) -> Iterator[Finding]:
    both = (
        ("answer", case.answer, "answers", case.answers),
        ("ratings", case.ratings, "rated", case.rated),
    )
    for one, single, name, several in both:
        if single and case.indicator in several:
            yield finding(
                Code.NOT_TOGETHER, name, case.indicator or "", found=f"{one}, {name}",
                expected=phrase("exactly one of: %(names)s", names=f"{one}, {name}"),
            )  # fmt: skip


def _unknown_keys(case: Case, criteria: CriteriaSet) -> Iterator[Finding]:
    leaves = [leaf.key for leaf in criteria.leaves()]
    nodes = [criteria.key, *(node.key for node in criteria.nodes())]
    if case.indicator is not None and case.indicator not in leaves:
        yield unknown("indicator", case.indicator, leaves, "indicator")
    if case.field is not None and case.field not in nodes:
        yield unknown("node", case.field, nodes, "field")
    for key in case.answers:
        if key not in nodes:
            yield unknown("question", key, nodes, "answers", key)
    for key in case.rated:
        if key not in leaves:
            yield unknown("indicator", key, leaves, "rated", key)


def _broken_answers(case: Case, criteria: CriteriaSet) -> Iterator[Finding]:
    made = _dossier(case)
    for one in errors_among((*check_alone(made), *check_content(made, criteria))):
        key = one.path[2] if one.path[:2] == ("assessment", "answers") else None
        if key == case.indicator and case.answer is not None:
            yield evolve(one, path=("answer", *one.path[3:]))
        elif one.path[:1] == ("area",):
            yield evolve(one, path=one.path[1:])
        else:
            yield evolve(one, path=one.path[1:] if key else ("ratings",))


# --- what comes out of it --------------------------------------------------------------------------


def _failure(case: Case, criteria: CriteriaSet) -> Iterator[Finding]:
    expected = case.points if case.score is None else case.score
    wanted = case.status or f"{expected:g}"
    node = result_of(case, criteria)
    if node.status != (case.status or "scored"):
        yield finding(Code.CASE_FAILED, found=node.status.value, expected=wanted)
    elif expected is not None and abs((node.score or 0.0) - expected) > FOUR_DECIMALS:
        yield finding(Code.CASE_FAILED, found=round(node.score or 0.0, 4), expected=wanted)


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

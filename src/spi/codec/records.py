"""What the library says in JSON: scorecards, reasons, findings; every field always there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from spi.codec.classes import dump_value, plain_number
from spi.codec.converter import converter
from spi.codec.fields import fields_of
from spi.codec.schema import RECORDS
from spi.findings import Finding, dotted
from spi.model.answers import Answer, Found, state_name
from spi.model.rules import Mean
from spi.model.scales import Scale
from spi.model.source import Source
from spi.scoring.nodes import NodeScore
from spi.scoring.reasons import Reason
from spi.scoring.scorecard import Scorecard

SCHEMA_VERSION = 1

Plain = dict[str, Any]


@frozen(kw_only=True)
class FindingRecord:
    """One problem or remark.

    Attributes:
        path: Keys and positions, as text: ``fields[2].weight``.
        message: All of it in one sentence, in the language asked for.
    """

    code: str
    severity: str
    file: str | None
    line: int | None
    column: int | None
    path: str
    found: str
    expected: str
    hint: str
    message: str


def finding_record(one: Finding, message: str) -> FindingRecord:
    """Return a finding as it is written in JSON."""
    place = one.place
    return FindingRecord(
        code=one.code.value,
        severity=one.severity.value,
        file=place.file if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        path=dotted(one.path),
        found=one.found,
        expected=one.expected,
        hint=one.hint,
        message=message,
    )


@frozen(kw_only=True)
class BucketsRecord:
    """Points mode: points done, planned, not done, unanswered; they add up to possible."""

    possible: float
    done: float
    planned: float
    not_done: float
    unanswered: float


@frozen(kw_only=True)
class NodeRecord:
    """The scores of one node.

    Attributes:
        status: ``suppressed`` also where a score is withheld.
        score: 0 to 100, unrounded; null exactly when the status is not ``scored``.
        bounds: Lowest and highest score that open questions leave possible; 0 and 100 where it does
            not apply, or where they are withheld.
        coverage: Share of the weight that stands behind the score, 0 to 1.
        at_low, at_high: Levels at the bounds.
        weight: In the node above, after redistribution.
        effective_weight: Share of the whole, 0 to 1; *whole_weight* when nothing is left out.
        counts: Number of indicators in each state.
        evidence: Share of the weight of scored indicators that a document backs.
        gap: Perception gap, in points.
        withheld: Whether this audience does not see answer and points.
    """

    kind: str
    parent: str | None
    status: str
    score: float | None
    bounds: tuple[float, ...]
    coverage: float
    level: str | None
    next_level: str | None
    at_low: str | None
    at_high: str | None
    planned: float | None
    weight: float
    effective_weight: float
    whole_weight: float
    counts: Mapping[str, int]
    evidence: float | None
    gap: float | None
    buckets: BucketsRecord | None
    withheld: bool


@frozen(kw_only=True)
class AgreementRecord:
    """How far the raters agree over all indicators."""

    alpha: float | None
    kappa: float | None
    raters: int
    indicators: int


@frozen(kw_only=True)
class ScorecardRecord:
    """The scores of one dossier; those of the whole stand at the top."""

    schema_version: int = SCHEMA_VERSION
    document: str = "scorecard"
    area: str | None
    cycle: str | None
    criteria: str
    audience: str
    basis: str | None
    target_group: str | None
    score: float | None
    bounds: tuple[float, ...]
    coverage: float
    level: str | None
    status: str
    planned: float | None
    nodes: Mapping[str, NodeRecord]
    agreement: AgreementRecord | None
    findings: tuple[FindingRecord, ...]


def scorecard_record(
    card: Scorecard,
    *,
    audience: str,
    withheld: frozenset[str],
    findings: tuple[FindingRecord, ...] = (),
) -> ScorecardRecord:
    """Return a disclosed scorecard as it is written in JSON."""
    area = card.dossier.area
    return ScorecardRecord(
        area=area.key if area else None,
        cycle=card.dossier.cycle,
        criteria=card.criteria.name,
        audience=audience,
        basis=card.basis.value if card.basis else None,
        target_group=card.target_group,
        score=card.score,
        bounds=card.bounds,
        coverage=card.coverage,
        level=card.level,
        status=card.status.value,
        planned=card.whole.planned,
        nodes={key: _node(node, is_withheld=key in withheld) for key, node in card.nodes.items()},
        agreement=_same_fields(card.agreement, AgreementRecord),
        findings=findings,
    )


def _node(node: NodeScore, *, is_withheld: bool) -> NodeRecord:
    standing = node.standing
    return NodeRecord(
        kind=node.kind,
        parent=node.parent,
        status=node.status.value,
        score=node.score,
        bounds=node.bounds,
        coverage=node.coverage,
        level=None if is_withheld else standing.level,
        next_level=None if is_withheld else standing.next_level,
        at_low=None if is_withheld else standing.at_low,
        at_high=None if is_withheld else standing.at_high,
        planned=node.planned,
        weight=node.weight,
        effective_weight=node.effective_weight,
        whole_weight=node.whole_weight,
        counts=node.counts,
        evidence=node.evidence,
        gap=node.gap,
        buckets=_same_fields(node.buckets, BucketsRecord),
        withheld=is_withheld,
    )


def _same_fields(thing: object, kind: type) -> Any:
    if thing is None:
        return None
    return kind(**{plan.name: getattr(thing, plan.name) for plan in fields_of(kind)})


def record_to_plain(record: object) -> Any:
    """Return a record as plain data, with every field, in the order declared."""
    match record:
        case None | bool():
            return record
        case Enum():
            return record.value
        case str():
            return str(record)
        case int():
            return record
        case float():
            return plain_number(record)
        case tuple() | list():
            return [record_to_plain(one) for one in record]
        case Mapping():
            return {name: record_to_plain(one) for name, one in record.items()}
    if isinstance(record, Scale):
        return _scale(record)
    if type(record).__module__ not in RECORDS:  # an object of the model, as files write it
        return dump_value(converter(), record)
    return {
        plan.name: record_to_plain(getattr(record, plan.attribute.name))
        for plan in fields_of(type(record))
    }


def _scale(scale: Scale) -> Plain:
    """Return a scale as a mapping, even where files need only its name."""
    plain = dump_value(converter(), scale)
    return plain if isinstance(plain, dict) else {"type": plain}


# --- reasons ---------------------------------------------------------------------------------------


@frozen(kw_only=True)
class AbsenceRecord:
    """Why there is no answer or no score."""

    state: str
    reason: str | None


@frozen(kw_only=True)
class CutRecord:
    """What a cap or gate took away, in points of the node."""

    by: str
    points: float


@frozen(kw_only=True)
class LeftOutRecord:
    """A child that is not in the mean, and why."""

    key: str
    status: str
    reason: str | None


@frozen(kw_only=True)
class RatingsRecord:
    """What the working group says of one indicator.

    Attributes:
        points: 0 to 100; null below the quorum.
        frequencies: How often each step was chosen, lowest first.
        cannot_say: Share of those asked who could not say, 0 to 1.
        groups: Points of each group; *group_sizes* is how many of it rated.
        agreement: Van der Eijk's A, from -1 to 1.
        spread: Width of the middle half of the points.
        largest_gap: Points between the two groups furthest apart.
    """

    points: float | None
    count: int
    quorum: int
    together: int | None
    frequencies: tuple[int, ...]
    cannot_say: float
    groups: Mapping[str, float]
    group_sizes: Mapping[str, int]
    agreement: float | None
    spread: float | None
    largest_gap: float | None


@frozen(kw_only=True)
class ReasonRecord:
    """How the score of one node arose; children in full.

    Attributes:
        basis: Of an indicator: rule or panel, whichever made the score.
        answer: As the dossier has it; *value* is it in the indicator's unit.
        given_for: Key of the topic whose answer stands for this one.
        points: By the rule, 0 to 100.
        loss: Points of the node above that are lost here; *contribution* those that come from here.
        loss_of_whole: Points of the whole that are lost here.
        potential: What the whole gains if this indicator alone reaches 100.
        open_width: By how much this open indicator widens the bounds of the whole.
        binding: Keys of the parts that decide a minimum or a mean of the worst.
        origin: Which criteria set the rule comes from.
    """

    key: str
    kind: str
    status: str
    score: float | None
    bounds: tuple[float, ...]
    coverage: float
    level: str | None
    planned: float | None
    is_assumed: bool
    basis: str | None
    answer: Answer | None
    value: Found | None
    absence: AbsenceRecord | None
    given_for: str | None
    source: Source | None
    scale: Scale | None
    points: float | None
    ratings: RatingsRecord | None
    gap: float | None
    mean: Mean | None
    floor: float | None
    weight: float
    effective_weight: float
    whole_weight: float
    loss: float | None
    contribution: float | None
    loss_of_whole: float | None
    losses_are_exact: bool
    potential: float | None
    open_width: float | None
    cuts: tuple[CutRecord, ...]
    binding: tuple[str, ...]
    children: tuple[ReasonRecord, ...]
    left_out: tuple[LeftOutRecord, ...]
    origin: str


@frozen(kw_only=True)
class ExplanationRecord(ReasonRecord):
    """The reasons of one node as a document of its own."""

    schema_version: int = SCHEMA_VERSION
    document: str = "explanation"


@frozen(kw_only=True)
class CheckedRecord:
    """What was checked, and whether nothing stops the work."""

    path: str
    kind: str
    name: str
    is_good: bool
    cases: int
    evidence: Mapping[str, int]


@frozen(kw_only=True)
class FindingsRecord:
    """What a check has found; *checked* is empty where the data could not be read at all."""

    schema_version: int = SCHEMA_VERSION
    document: str = "findings"
    checked: tuple[CheckedRecord, ...] = ()
    findings: tuple[FindingRecord, ...]


def reason_record(reason: Reason, kind: type[ReasonRecord] = ReasonRecord) -> ReasonRecord:
    """Return the reasons of a node as they are written in JSON."""
    same = {name: getattr(reason, name) for name in _SAME}
    return kind(
        status=reason.status.value,
        absence=_absence(reason),
        ratings=_same_fields(reason.ratings, RatingsRecord),
        cuts=tuple(CutRecord(by=one.by, points=one.points) for one in reason.cuts),
        children=tuple(reason_record(one) for one in reason.children),
        left_out=tuple(
            LeftOutRecord(key=one.key, status=one.status.value, reason=one.reason)
            for one in reason.left_out
        ),
        **same,
    )


_MADE = {"status", "absence", "ratings", "cuts", "children", "left_out"}
_SAME = [one.name for one in attrs.fields(ReasonRecord) if one.name not in _MADE]


def explanation_plain(reason: Reason) -> Plain:
    """Return the reasons of a node as plain data: what ``spi explain --json`` prints."""
    plain: Plain = record_to_plain(reason_record(reason, ExplanationRecord))
    return plain


def reason_to_plain(reason: Reason) -> Plain:
    """Return the reasons of a node as plain data; children in full."""
    plain: Plain = record_to_plain(reason_record(reason))
    return plain


def _absence(reason: Reason) -> AbsenceRecord | None:
    if reason.absence is None:
        return None
    return AbsenceRecord(state=state_name(reason.absence), reason=reason.absence.reason)

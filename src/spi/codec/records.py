"""What the library says in JSON: scorecards, reasons, findings; every field always there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from spi.codec.converter import converter, dump_value, plain_number
from spi.codec.fields import fields_of, word_of
from spi.errors import Finding
from spi.model.answers import state_name
from spi.model.scales import SCALES, Scale
from spi.scoring.nodes import NodeScore
from spi.scoring.panel import PanelScore
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
    from spi.errors import dotted  # noqa: PLC0415 - only where something was found

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
        score: 0 to 100, unrounded; null unless status is scored, or where it is withheld.
        bounds: Lowest and highest score that open questions leave possible.
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
    bounds: tuple[float, ...] | None
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
    bounds: tuple[float, ...] | None
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


def _same_fields(thing: object, kind: type) -> Any:  # noqa: ANN401 - a record of that kind
    if thing is None:
        return None
    return kind(**{plan.name: getattr(thing, plan.name) for plan in fields_of(kind)})


def record_to_plain(record: object) -> Any:  # noqa: ANN401 - plain data
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
    return {
        plan.name: record_to_plain(getattr(record, plan.attribute.name))
        for plan in fields_of(type(record))
    }


# --- reasons ---------------------------------------------------------------------------------------


def reason_to_plain(reason: Reason) -> Plain:
    """Return the reasons of a node as plain data; children in full."""
    plain: Plain = record_to_plain(_reason(reason))
    return plain


def _reason(reason: Reason) -> Plain:
    return {
        "key": reason.key,
        "kind": reason.kind,
        "status": reason.status.value,
        "score": reason.score,
        "bounds": list(reason.bounds) if reason.bounds else None,
        "coverage": reason.coverage,
        "level": reason.level,
        "planned": reason.planned,
        "is_assumed": reason.is_assumed,
        "basis": reason.basis,
        "answer": _model(reason.answer),
        "value": _model(reason.value),
        "absence": _absence(reason),
        "given_for": reason.given_for,
        "source": _model(reason.source),
        "scale": _scale(reason.scale),
        "points": reason.points,
        "ratings": _ratings(reason.ratings),
        "gap": reason.gap,
        "mean": _model(reason.mean),
        "floor": reason.floor,
        "weight": reason.weight,
        "effective_weight": reason.effective_weight,
        "whole_weight": reason.whole_weight,
        "loss": reason.loss,
        "contribution": reason.contribution,
        "loss_of_whole": reason.loss_of_whole,
        "losses_are_exact": reason.losses_are_exact,
        "potential": reason.potential,
        "open_width": reason.open_width,
        "cuts": [{"by": one.by, "points": one.points} for one in reason.cuts],
        "binding": list(reason.binding),
        "children": [_reason(one) for one in reason.children],
        "left_out": [
            {"key": one.key, "status": one.status.value, "reason": _text(one.reason)}
            for one in reason.left_out
        ],
        "origin": reason.origin,
    }


def _model(thing: object) -> Any:  # noqa: ANN401 - plain data
    return None if thing is None else dump_value(converter(), thing)


def _text(said: str | None) -> str | None:
    return None if said is None else str(said)


def _absence(reason: Reason) -> Plain | None:
    if reason.absence is None:
        return None
    return {"state": state_name(reason.absence), "reason": _text(reason.absence.reason)}


def _scale(scale: Scale | None) -> Plain | None:
    if scale is None:
        return None
    plain = dump_value(converter(), scale)
    return plain if isinstance(plain, dict) else {"type": word_of(SCALES, type(scale))}


def _ratings(panel: object) -> Plain | None:
    if not isinstance(panel, PanelScore):
        return None
    names = [one.name for one in attrs.fields(PanelScore)]
    return {name: record_to_plain(getattr(panel, name)) for name in names}

"""Scorecards in JSON."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from spi.codec.records import SCHEMA_VERSION, FindingRecord, same_fields
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import Scorecard


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
    is_invented: bool
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
        is_invented=area is not None and area.is_invented,
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
        agreement=same_fields(card.agreement, AgreementRecord),
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
        buckets=same_fields(node.buckets, BucketsRecord),
        withheld=is_withheld,
    )

"""Reasons in JSON: how a score arose."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from attrs import frozen

from spi.codec.records import SCHEMA_VERSION, Plain, record_to_plain, same_fields
from spi.model.answers import Answer, Found, state_name
from spi.model.area import Area
from spi.model.rules import Mean
from spi.model.scales import Scale
from spi.model.source import Source
from spi.scoring.levels import Asked, Missing
from spi.scoring.reasons import Reason


@frozen(kw_only=True)
class AbsenceRecord:
    """Why there is no answer or no score."""

    state: str
    reason: str | None


@frozen(kw_only=True)
class CutRecord:
    """What a cap or gate took away, in points of the node and of the whole."""

    by: str
    points: float
    loss_of_whole: float | None


@frozen(kw_only=True)
class MissingRecord:
    """One thing that is missing to the next level.

    Attributes:
        asked: ``floor``, ``node``, ``lowest`` or ``core``.
        needed: A score from 0 to 100; for core indicators a share from 0 to 1.
        points: Of a floor: how much the score is below it.
        node: Key of the node that a condition names.
        lowest: Which of the lowest parts a condition looks at.
        planned: Whether planned scores are looked at.
    """

    asked: str
    needed: float
    points: float | None
    node: str | None
    lowest: int | None
    planned: bool


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
        next_level: Key of the level above, *missing* what it asks for and is not there.
        at_low, at_high: Levels at the bounds; the level is sure where they are equal.
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
    next_level: str | None
    at_low: str | None
    at_high: str | None
    missing: tuple[MissingRecord, ...]
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
    area: str | None = None
    is_invented: bool = False


def reason_record(reason: Reason, kind: type[ReasonRecord] = ReasonRecord) -> ReasonRecord:
    """Return the reasons of a node as they are written in JSON."""
    same = {name: getattr(reason, name) for name in _SAME}
    return kind(
        status=reason.status.value,
        next_level=reason.standing.next_level,
        at_low=reason.standing.at_low,
        at_high=reason.standing.at_high,
        missing=tuple(_missing(one) for one in reason.standing.missing),
        absence=_absence(reason),
        ratings=same_fields(reason.ratings, RatingsRecord),
        cuts=tuple(same_fields(one, CutRecord) for one in reason.cuts),
        children=tuple(reason_record(one) for one in reason.children),
        left_out=tuple(
            LeftOutRecord(key=one.key, status=one.status.value, reason=one.reason)
            for one in reason.left_out
        ),
        **same,
    )


_MADE = {
    "status",
    "next_level",
    "at_low",
    "at_high",
    "missing",
    "absence",
    "ratings",
    "cuts",
    "children",
    "left_out",
}
_SAME = [one.name for one in attrs.fields(ReasonRecord) if one.name not in _MADE]


def explanation_plain(reason: Reason, area: Area | None = None) -> Plain:
    """Return the reasons of a node as plain data: what ``spi explain --json`` prints."""
    plain: Plain = record_to_plain(reason_record(reason, ExplanationRecord))
    if area is not None:
        plain |= {"area": area.key, "is_invented": area.is_invented}
    return plain


def reason_to_plain(reason: Reason) -> Plain:
    """Return the reasons of a node as plain data; children in full."""
    plain: Plain = record_to_plain(reason_record(reason))
    return plain


def _missing(one: Missing) -> MissingRecord:
    is_floor = one.asked is Asked.FLOOR
    return MissingRecord(
        asked=one.asked.value,
        needed=one.needed,
        points=one.needed - (one.found or 0.0) if is_floor else None,
        node=one.node,
        lowest=one.lowest,
        planned=one.planned,
    )


def _absence(reason: Reason) -> AbsenceRecord | None:
    if reason.absence is None:
        return None
    return AbsenceRecord(state=state_name(reason.absence), reason=reason.absence.reason)

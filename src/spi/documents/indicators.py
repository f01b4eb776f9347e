"""A section for each field of action: every answer, its source, and how its points arose."""

from __future__ import annotations

from collections.abc import Iterator

from spi.disclosure import Disclosed
from spi.documents.nodes import (
    Cell,
    Column,
    Heading,
    Node,
    Paragraph,
    Record,
    Table,
    Tone,
    Voice,
)
from spi.documents.wording import DASH, Wording
from spi.model.answer_checks import is_number
from spi.model.criteria_set import Indicator, Topic
from spi.model.period import Period
from spi.scoring.leaves import LeafScore
from spi.scoring.levels import Asked, Missing
from spi.scoring.nodes import NodeScore
from spi.scoring.tree import Status

NOT_SCORED = frozenset(
    {Status.EXCLUDED, Status.NOT_APPLICABLE, Status.UNANSWERED, Status.SUPPRESSED}
)


def field_section(shown: Disclosed, wording: Wording, node: Topic | Indicator) -> Iterator[Node]:
    """Give the section of one field of action, or of an indicator that stands alone."""
    yield _heading(shown, wording, node, 2)
    if isinstance(node, Indicator):
        yield indicator_record(shown, wording, node)
        return
    yield from _about(shown, wording, node)
    yield from _below(shown, wording, node)


def _heading(shown: Disclosed, wording: Wording, node: Topic | Indicator, level: int) -> Heading:
    found = shown.card.nodes[node.key]
    scored = found.score is not None
    return Heading(
        text=wording.name(node),
        level=level,
        anchor=f"field-{node.key}",
        number=wording.number_of(node),
        value=wording.points(found.score) if found.score is not None else "",
        badge=wording.level(found.level) if scored else wording.state(found),
        tone=wording.tone(found.level) if scored else Tone.OPEN,
    )


def _about(shown: Disclosed, wording: Wording, topic: Topic) -> Iterator[Node]:
    words, found = wording.words, shown.card.nodes[topic.key]
    if text := wording.text(topic.description):
        yield Paragraph(text=text)
    told = []
    if found.status is Status.NOT_ASSESSABLE:
        share = words.percent(found.coverage)
        least = shown.card.work.program.nodes[shown.card.work.program.index[topic.key]].rules
        minimum = words.percent(least.min_coverage or 0.0)
        told.append(words.text("sentence.coverage.low", share=share, minimum=minimum))
    if found.is_partly_open:
        low, high = (wording.points(one) for one in found.bounds)
        told.append(words.text("sentence.range", low=low, high=high))
    if found.standing.next_level and found.standing.missing:
        what = words.listed([missing_in_words(wording, one) for one in found.standing.missing])
        level = wording.level(found.standing.next_level)
        told.append(words.text("doc.field.missing", level=level, what=what))
    if told:
        yield Paragraph(text=" ".join(told), voice=Voice.SMALL)


def missing_in_words(wording: Wording, missing: Missing) -> str:
    """Say what is missing to the next level."""
    words = wording.words
    match missing.asked:
        case Asked.FLOOR:
            gap = missing.needed - (missing.found or 0.0)
            return words.text("doc.missing.floor", points=words.score(gap))
        case Asked.NODE:
            is_whole = missing.node == wording.criteria.key
            node = wording.criteria if is_whole else wording.criteria.node(missing.node or "")
            needed = wording.points(missing.needed)
            return words.text("doc.missing.node", needed=needed, name=wording.name(node))
        case Asked.LOWEST:
            return words.text("doc.missing.lowest", needed=wording.points(missing.needed))
    return words.text("doc.missing.core", needed=words.percent(missing.needed))


def _below(shown: Disclosed, wording: Wording, topic: Topic) -> Iterator[Node]:
    for inner in topic.topics:
        yield _heading(shown, wording, inner, 3)
        yield from _about(shown, wording, inner)
        yield from _below(shown, wording, inner)
    scored = [leaf for leaf in topic.indicators if not _is_left_out(shown, leaf)]
    for leaf in scored:
        yield indicator_record(shown, wording, leaf)
    others = [
        leaf
        for leaf in topic.indicators
        if leaf not in scored and shown.card.nodes[leaf.key].status is not Status.CONTEXT
    ]
    if others:
        yield _left_out(shown, wording, others)
    context = [leaf for leaf in topic.indicators if leaf.is_context]
    if context:
        yield context_table(shown, wording, context)


def _is_left_out(shown: Disclosed, leaf: Indicator) -> bool:
    found = shown.card.nodes[leaf.key]
    if shown.is_withheld(leaf.key) and found.status is Status.SUPPRESSED:
        return False  # it is in the score, and only not shown
    return found.status is Status.CONTEXT or found.status in NOT_SCORED


# --- one indicator ---------------------------------------------------------------------------------


def indicator_record(shown: Disclosed, wording: Wording, leaf: Indicator) -> Record:
    """Return an indicator with its answer, its source and how its points arose."""
    found = shown.card.nodes[leaf.key]
    hidden = shown.is_withheld(leaf.key)
    scored = found.score is not None
    badge = wording.short_level(found.level) if scored else wording.status(found.status)
    return Record(
        title=wording.name(leaf),
        type=wording.words.text(f"kind.{leaf.kind.value}"),
        anchor=f"indicator-{leaf.key}",
        value=wording.points(found.score) if found.score is not None else "",
        badge=wording.words.text("status.withheld") if hidden else badge,
        tone=wording.tone(found.level) if scored else Tone.OPEN,
        position=found.score,
        lines=() if hidden else tuple(_lines(shown, wording, leaf, found)),
    )


def _lines(
    shown: Disclosed, wording: Wording, leaf: Indicator, found: NodeScore
) -> Iterator[tuple[str, str]]:
    words, detail = wording.words, found.leaf
    if detail is None:
        return
    if detail.fact.value is not None or detail.absence is not None:
        yield words.text("doc.line.answer"), wording.answer(leaf, detail)
    if source := _source(shown, wording, leaf):
        yield words.text("doc.line.source"), source
    if detail.panel:
        yield words.text("doc.line.ratings"), wording.ratings(detail.panel)
    if detail.made_by:
        yield words.text("doc.line.points"), how_points_arise(shown, wording, leaf, detail)
    answer = detail.fact.answer
    if answer and answer.note:
        yield words.text("doc.line.note"), words.phrase(answer.note)
    if found.score is not None:
        yield words.text("doc.line.weight"), words.percent(found.effective_weight, 1)


def how_points_arise(shown: Disclosed, wording: Wording, leaf: Indicator, detail: LeafScore) -> str:
    """Say how the points arose, and which of answer and rating counts where there are both."""
    words = wording.words
    if detail.made_by == "rule":
        judged = detail.panel is not None and detail.panel.points is not None
        scale = wording.scale(leaf)
        return words.text("doc.points.rule.beside", scale=scale) if judged else scale
    who = "panel" if shown.card.target_group is None else "voices"
    if detail.rule_points is None:
        return words.text(f"doc.points.{who}")
    points = wording.points(detail.rule_points)
    return words.text(f"doc.points.{who}.beside", points=points)


def _source(shown: Disclosed, wording: Wording, leaf: Indicator) -> str:
    detail = shown.card.nodes[leaf.key].leaf
    answer = detail.fact.answer if detail else None
    if answer is None:
        return ""
    card = shown.card
    source = card.dossier.sources.get(answer.source or "") or card.criteria.sources.get(
        answer.source or ""
    )
    parts = [wording.source(source) if source else "", _period(wording, answer.period)]
    return " · ".join(one for one in parts if one)


def _period(wording: Wording, period: Period | None) -> str:
    return wording.words.period(period) if period else ""


def _left_out(shown: Disclosed, wording: Wording, leaves: list[Indicator]) -> Table:
    """Return what has no points here, and why."""
    words = wording.words

    def row(leaf: Indicator) -> tuple[Cell, ...]:
        detail = shown.card.nodes[leaf.key].leaf
        absence = (detail.absence or detail.fact.absence) if detail else None
        return (
            Cell(text=wording.name(leaf)),
            Cell(text=wording.status(shown.card.nodes[leaf.key].status)),
            Cell(text=wording.reason(absence) or DASH),
        )

    return Table(
        caption=words.text("doc.not-scored.caption"),
        columns=(
            Column(label=words.text("table.indicator")),
            Column(label=words.text("table.status")),
            Column(label=words.text("doc.not-scored.reason")),
        ),
        rows=tuple(row(leaf) for leaf in leaves),
    )


# --- background ------------------------------------------------------------------------------------


def statistics_section(shown: Disclosed, wording: Wording) -> Iterator[Node]:
    """Give the fields that are background alone."""
    for node in wording.criteria.children:
        if shown.card.nodes[node.key].status is not Status.CONTEXT:
            continue
        yield Heading(text=wording.name(node), level=2, anchor=f"field-{node.key}")
        if isinstance(node, Topic):
            if text := wording.text(node.description):
                yield Paragraph(text=text)
            leaves = [leaf for leaf in wording.criteria.leaves() if leaf in node.indicators]
        else:
            leaves = [node]
        yield context_table(shown, wording, leaves)


def context_table(shown: Disclosed, wording: Wording, leaves: list[Indicator]) -> Table:
    """Return background figures as a table."""
    words = wording.words

    def row(leaf: Indicator) -> tuple[Cell, ...]:
        detail = shown.card.nodes[leaf.key].leaf
        hidden = shown.is_withheld(leaf.key)
        told = (
            wording.answer(leaf, detail) if detail and not hidden else words.text("status.withheld")
        )
        return (
            Cell(text=wording.name(leaf), anchor=""),
            Cell(text=told, number=_number(detail)),
            Cell(text=_source(shown, wording, leaf) or DASH),
        )

    return Table(
        caption=words.text("doc.context.caption"),
        columns=(
            Column(label=words.text("doc.context.figure")),
            Column(label=words.text("table.value")),
            Column(label=words.text("table.source")),
        ),
        rows=tuple(row(leaf) for leaf in leaves),
    )


def _number(detail: object) -> float | None:
    value = getattr(getattr(detail, "fact", None), "value", None)
    return float(value) if is_number(value) else None

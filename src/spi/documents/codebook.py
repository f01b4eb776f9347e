"""The codebook: every indicator of a criteria set with its question and its scale."""

from __future__ import annotations

from collections.abc import Iterator

from spi.documents.nodes import Document, Heading, Node, Paragraph, Record, TitleBlock
from spi.documents.wording import Wording, unit_of
from spi.language import Words
from spi.model.criteria_set import CriteriaSet, Indicator, Topic


def codebook_document(criteria: CriteriaSet, words: Words) -> Document:
    """Return the codebook of a criteria set as a document."""
    wording = Wording(words, criteria)
    title = words.text("doc.codebook.title")
    return Document(
        title=f"{wording.name(criteria)} – {title}",
        language=words.code,
        kind="codebook",
        nodes=(_title(wording), *_nodes(wording)),
    )


def _title(wording: Wording) -> TitleBlock:
    words, criteria = wording.words, wording.criteria
    return TitleBlock(
        title=f"{words.text('doc.codebook.title')}: {wording.name(criteria)}",
        subtitle=words.text("doc.codebook.subtitle"),
        facts=(
            (words.text("doc.fact.criteria"), criteria.name),
            (words.text("doc.codebook.size"), _size(wording)),
            (words.text("doc.sources.licence"), criteria.licence or "–"),
        ),
    )


def _size(wording: Wording) -> str:
    """Say how many fields of action and indicators there are; field 0 is background."""
    words, criteria = wording.words, wording.criteria
    fields = sum(field.number != 0 for field in criteria.fields)
    leaves = sum(1 for _ in criteria.leaves())
    return f"{words.count('count.fields', fields)}, {words.count('count.indicators', leaves)}"


def _nodes(wording: Wording) -> Iterator[Node]:
    if text := wording.text(wording.criteria.description):
        yield Paragraph(text=text)
    for node in wording.criteria.children:
        yield from _node(wording, node, 1)


def _node(wording: Wording, node: Topic | Indicator, level: int) -> Iterator[Node]:
    if isinstance(node, Indicator):
        yield _record(wording, node)
        return
    yield Heading(
        text=wording.name(node),
        level=level,
        anchor=f"field-{node.key}",
        number=wording.number_of(node),
    )
    if text := wording.text(node.description):
        yield Paragraph(text=text)
    for child in node.children:
        yield from _node(wording, child, level + 1)


def _record(wording: Wording, leaf: Indicator) -> Record:
    words = wording.words
    kind = words.text(f"kind.{leaf.kind.value}")
    core = f" · {words.text('doc.codebook.core')}" if leaf.core else ""
    return Record(
        title=wording.name(leaf),
        type=f"{kind}{core}",
        anchor=f"indicator-{leaf.key}",
        lines=tuple(_lines(wording, leaf)),
    )


def _lines(wording: Wording, leaf: Indicator) -> Iterator[tuple[str, str]]:
    words = wording.words
    yield words.text("doc.codebook.key"), leaf.key
    if question := wording.text(leaf.question):
        yield words.text("doc.line.question"), question
    if description := wording.text(leaf.description):
        yield words.text("form.description"), description
    if unit := unit_of(leaf.answer):
        yield words.text("table.unit"), wording.unit(unit)
    if leaf.is_context:
        yield words.text("table.status"), words.text("direction.neutral")
    else:
        yield words.text("doc.line.points"), wording.scale(leaf)
    yield from _about_scale(wording, leaf)
    if leaf.excluded:
        yield words.text("doc.codebook.excluded"), wording.text(leaf.excluded.reason)
    if not leaf.is_context:
        yield words.text("table.weight"), words.number(leaf.weight)
    known = wording.criteria.sources
    names = [known[key] for key in leaf.sources if key in known]
    if names:
        yield words.text("section.sources"), "; ".join(wording.source(one) for one in names)


def _about_scale(wording: Wording, leaf: Indicator) -> Iterator[tuple[str, str]]:
    words = wording.words
    if limits := wording.limits(leaf.scale):
        yield words.text("doc.line.limits"), limits
    if leaf.scale and leaf.scale.evidence:
        evidence = words.text(f"scale-evidence.{leaf.scale.evidence.value}")
        yield words.text("doc.codebook.evidence"), evidence
    if leaf.rating and leaf.rating.hints:
        hints = [
            f"{step}: {wording.text(text)}" for step, text in sorted(leaf.rating.hints.items())
        ]
        yield words.text("rating.hints"), " · ".join(hints)

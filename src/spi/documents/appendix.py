"""The appendix: method, levels, what the total is made of, sources, what was noticed."""

from __future__ import annotations

from collections.abc import Iterator

from spi.disclosure import Disclosed
from spi.documents.nodes import Bullets, Cell, Column, Heading, Node, PageBreak, Table
from spi.documents.wording import DASH, Wording
from spi.model.rules import MeanKind
from spi.scoring.reasons import Reason
from spi.scoring.tree import Status


def appendix(shown: Disclosed, wording: Wording) -> Iterator[Node]:
    """Give everything that a reader needs in order to check the result."""
    words = wording.words
    yield PageBreak()
    yield Heading(text=words.text("section.method"), anchor="method")
    yield Bullets(items=tuple(_method(shown, wording)))
    yield _levels(wording)
    if shown.card.score is not None:
        yield _made_of(shown, wording)
    sources = _sources(shown, wording)
    if sources:
        yield Heading(text=words.text("section.sources"), anchor="sources")
        yield _source_table(wording, sources)
    noticed = [words.finding(one) for one in shown.card.findings]
    if noticed:
        yield Heading(text=words.text("doc.findings.heading"), anchor="noticed")
        yield Bullets(items=tuple(noticed))


def _method(shown: Disclosed, wording: Wording) -> Iterator[str]:
    words, rules = wording.words, wording.criteria.defaults
    yield words.text("doc.method.scale")
    kind = rules.mean.kind if rules.mean else MeanKind.ARITHMETIC
    if kind is MeanKind.ARITHMETIC:
        yield words.text("doc.method.mean.arithmetic")
    else:
        yield words.text("doc.method.mean.other", mean=words.text(f"mean.{kind.value}"))
    yield words.text("doc.method.absence")
    share = words.percent(rules.min_coverage or 0.0)
    yield words.text("doc.method.coverage", share=share)
    whole = wording.criteria.whole.over(rules)
    if whole.min_coverage != rules.min_coverage:
        total = words.percent(whole.min_coverage or 0.0)
        yield words.text("doc.method.coverage.whole", share=total)
    yield words.text("doc.method.rounding")
    evidence = shown.card.whole.evidence
    if evidence is not None:
        yield words.text("evidence.share", share=words.percent(evidence))
    yield words.text("sentence.self")
    yield words.text("doc.method.own")
    yield words.text("sentence.inclusive")
    name = wording.name(wording.criteria)
    yield words.text("sentence.edition", name=name, edition=wording.criteria.edition)


def _levels(wording: Wording) -> Table:
    words = wording.words

    def points(floor: float | None) -> str:
        return DASH if floor is None else words.number(floor)

    return Table(
        caption=words.text("doc.levels.caption"),
        columns=(
            Column(label=words.text("table.level")),
            Column(label=words.text("doc.levels.from"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(text=wording.level(level.key), tone=wording.tone(level.key)),
                Cell(text=points(level.floor), number=level.floor),
            )
            for level in wording.criteria.effective_levels
        ),
    )


def _made_of(shown: Disclosed, wording: Wording) -> Table:
    """Return what each part contributes to the total, and what it loses."""
    words = wording.words
    reason = shown.explain()

    def row(part: Reason) -> tuple[Cell, ...]:
        node = wording.criteria.node(part.key)
        given, lost = part.contribution, part.loss
        score = wording.points(part.score) if part.score is not None else wording.state(part)
        return (
            Cell(text=wording.name(node), anchor=f"field-{part.key}"),
            Cell(text=score, number=part.score),
            Cell(text=words.percent(part.effective_weight, 1), number=part.effective_weight),
            Cell(text=DASH if given is None else words.score(given), number=given),
            Cell(text=DASH if lost is None else words.score(lost), number=lost),
        )

    names = (
        "table.field",
        "table.score",
        "table.weight",
        "doc.weights.contribution",
        "doc.weights.loss",
    )
    return Table(
        caption=words.text("doc.weights.caption"),
        columns=tuple(
            Column(label=words.text(name), is_number=i > 0) for i, name in enumerate(names)
        ),
        rows=tuple(row(part) for part in reason.children if part.status is not Status.CONTEXT),
        note=words.text("doc.weights.note"),
    )


def _sources(shown: Disclosed, wording: Wording) -> list[str]:
    """Return the keys of the sources that answers and scales name, each once."""
    answers = shown.card.dossier.assessment.answers.values()
    used = [one.source for one in answers if one.source]
    for leaf in wording.criteria.leaves():
        used += leaf.scale.sources if leaf.scale else ()
    known = {**wording.criteria.sources, **shown.card.dossier.sources}
    return [key for key in dict.fromkeys(used) if key in known]


def _source_table(wording: Wording, keys: list[str]) -> Table:
    words = wording.words

    def row(key: str) -> tuple[Cell, ...]:
        source = wording.criteria.sources[key]
        title = wording.text(source.title)
        return (
            Cell(text=source.publisher or DASH),
            Cell(text=title),
            Cell(text=source.year or DASH),
            Cell(text=source.licence or DASH),
        )

    names = ("publisher", "title", "year", "licence")
    return Table(
        caption=words.text("section.sources"),
        columns=tuple(
            Column(label=words.text(f"doc.sources.{name}"), is_number=name in {"year", "licence"})
            for name in names
        ),
        rows=tuple(row(key) for key in keys if key in wording.criteria.sources),
    )

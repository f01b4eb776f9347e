"""The spider diagram and the dumbbell chart beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spi.analysis.views import SeenBy
from spi.disclosure import Disclosed
from spi.documents.nodes import Band, Category, Chart, ChartKind, Mark, Series, Tone
from spi.documents.wording import Wording
from spi.model.criteria_set import Basis, Indicator, Topic
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import score
from spi.scoring.tree import Status

TICKS = (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
Nodes = Sequence[Topic | Indicator]


def charts(shown: Disclosed, wording: Wording, fields: Nodes) -> Iterator[Chart]:
    """Give both pictures of the same scores."""
    words = wording.words
    series = _series(shown, wording, fields)
    summary = _summary(shown, wording, fields)
    common: dict[str, Any] = {
        "categories": tuple(_category(shown, wording, one, i) for i, one in enumerate(fields, 1)),
        "series": series,
        "bands": tuple(_bands(wording)),
        "ticks": tuple((one, words.number(one)) for one in TICKS),
        "legend": (("range", words.text("table.range")), ("band", words.text("doc.chart.bands"))),
    }
    alternative = words.text("chart.radar.alt", summary=summary)
    caption = words.text("chart.radar")
    yield Chart(kind=ChartKind.SPIDER, caption=caption, alternative=alternative, **common)
    alternative = words.text("doc.chart.dumbbell.alt", summary=summary)
    caption = words.text("doc.chart.dumbbell")
    yield Chart(kind=ChartKind.DUMBBELL, caption=caption, alternative=alternative, **common)


def views_chart(
    shown: Disclosed,
    wording: Wording,
    fields: Nodes,
    names: Sequence[str],
    seen: Mapping[str, SeenBy],
) -> Chart:
    """Give one outline for each group: how it sees the fields."""
    words = wording.words
    none = words.text("doc.views.unknown")
    told = [
        words.text(
            "doc.views.told",
            field=wording.name(one),
            views=words.listed(
                f"{name} {wording.points(points)}"
                for name, points in zip(names, seen[one.key].points, strict=True)
            ),
        )
        for one in fields
        if one.key in seen
    ]
    return Chart(
        kind=ChartKind.SPIDER,
        caption=words.text("doc.views.chart"),
        alternative=" ".join(told),
        categories=tuple(_category(shown, wording, one, i) for i, one in enumerate(fields, 1)),
        series=tuple(
            Series(
                name=name,
                marks=tuple(
                    Mark(
                        value=seen[one.key].points[i], text=wording.points(seen[one.key].points[i])
                    )
                    if one.key in seen
                    else Mark(value=None, text=none)
                    for one in fields
                ),
            )
            for i, name in enumerate(names)
        ),
        bands=tuple(_bands(wording)),
        ticks=tuple((one, words.number(one)) for one in TICKS),
        legend=(("band", words.text("doc.chart.bands")),),
    )


def _category(shown: Disclosed, wording: Wording, node: Topic | Indicator, i: int) -> Category:
    found = shown.card.nodes[node.key]
    return Category(
        label=wording.name(node),
        short=wording.short(node),
        number=wording.number_of(node) or str(i),
        anchor=f"field-{node.key}",
        tone=wording.tone(found.level) if found.score is not None else Tone.OPEN,
    )


def _bands(wording: Wording) -> Iterator[Band]:
    for level in wording.criteria.effective_levels:
        if level.floor is not None:
            tone = wording.tone(level.key) or Tone.NEUTRAL
            yield Band(label=wording.level(level.key), floor=level.floor, tone=tone)


def _series(shown: Disclosed, wording: Wording, fields: Nodes) -> tuple[Series, ...]:
    """Give one outline of scores, or facts and judgement as two where both are known."""
    words, card = wording.words, shown.card
    judged = any(node.leaf and node.leaf.panel for node in card.nodes.values())
    if not judged or card.basis is not None:
        return (_outline(wording, words.text("doc.series.score"), card.nodes, fields),)
    facts, judgement = (_on(shown, basis) for basis in (Basis.RULE, Basis.PANEL))
    return (
        _outline(wording, words.text("doc.series.facts"), facts, fields),
        _outline(wording, words.text("doc.series.judgement"), judgement, fields),
    )


def _on(shown: Disclosed, basis: Basis) -> Mapping[str, NodeScore]:
    """Return the scores on another basis, as far as they may be seen."""
    card = shown.card
    other = score(card.work.dossier, card.criteria, basis=basis, target_group=card.target_group)
    return shown.beside(other)


def _outline(wording: Wording, name: str, nodes: Mapping[str, NodeScore], fields: Nodes) -> Series:
    return Series(name=name, marks=tuple(_mark(wording, nodes[one.key]) for one in fields))


def _mark(wording: Wording, node: NodeScore) -> Mark:
    low, high = node.range or (None, None)
    if node.score is None:
        return Mark(value=None, text=wording.state(node), low=low, high=high)
    return Mark(value=node.score, text=wording.points(node.score), low=low, high=high)


def _summary(shown: Disclosed, wording: Wording, fields: Nodes) -> str:
    """Say in words what the picture shows."""
    words, nodes = wording.words, shown.card.nodes
    scored = [one for one in fields if nodes[one.key].score is not None]
    open_ = [one for one in fields if nodes[one.key].status is Status.NOT_ASSESSABLE]
    told = []
    if scored:
        ranked = sorted(scored, key=lambda one: nodes[one.key].score or 0.0)
        worst, best = ranked[0], ranked[-1]
        told.append(
            words.text(
                "doc.chart.summary",
                best=wording.name(best),
                best_score=wording.points(nodes[best.key].score or 0.0),
                worst=wording.name(worst),
                worst_score=wording.points(nodes[worst.key].score or 0.0),
            )
        )
    else:
        told.append(words.text("chart.no-data"))
    if open_:
        names = words.listed([wording.name(one) for one in open_])
        told.append(words.text("doc.chart.open", fields=names))
    return " ".join(told)

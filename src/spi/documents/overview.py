"""The overview of a scorecard: the fields of action side by side, the whole small beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spi.documents.charts import charts
from spi.documents.nodes import (
    Heading,
    KeyFigure,
    KeyFigures,
    Node,
    Paragraph,
    Tone,
    Voice,
)
from spi.documents.view import View
from spi.documents.wording import DASH
from spi.model.criteria_set import Indicator, Topic
from spi.scoring.nodes import NodeScore


def overview(view: View) -> Iterator[Node]:
    """Give the lead, a card for each field, and both pictures."""
    yield Heading(text=view.words.text("section.overview"), anchor="overview")
    yield Paragraph(text=_lead(view), voice=Voice.LEAD)
    cards = [_key_figure(view, one) for one in view.fields]
    yield KeyFigures(items=(*cards, _total(view)), caption=view.words.text("doc.key.caption"))
    if len(view.fields) > 2:  # noqa: PLR2004 - fewer make no picture
        pictures = list(charts(view.shown, view.wording, view.fields))
        yield from pictures
        if len(pictures[0].series) > 1:
            yield Paragraph(text=view.words.text("doc.outlines.note"), voice=Voice.SMALL)


def _lead(view: View) -> str:
    hidden = [one for one in view.fields if view.shown.is_withheld(one.key)]
    if not hidden:
        return _told(view, 0)
    names = view.words.listed([view.wording.name(one) for one in hidden])
    return f"{_told(view, len(hidden))} {view.words.text('doc.lead.withheld', fields=names)}"


def _told(view: View, hidden: int) -> str:
    """Say how many fields have a score, those that are not shown too, and which is the lowest."""
    scored = view.scored
    told = view.words.text(
        "doc.lead.scored",
        scored=view.words.number(len(scored) + hidden),
        all=view.words.number(len(view.fields)),
    )
    if not scored:
        return told
    worst = min(scored, key=lambda one: view.score_of(one).score or 0.0)
    if view.score_of(worst).level == view.criteria.effective_levels[-1].key:
        least = view.words.text(
            "doc.lead.none", level=view.wording.level(view.score_of(worst).level)
        )
        return f"{told} {least}"
    most = view.words.text("doc.lead.most", field=view.wording.name(worst))
    return f"{told} {most}"


def _key_figure(view: View, node: Topic | Indicator) -> KeyFigure:
    found = view.score_of(node)
    low, high = found.range or (None, None)
    return KeyFigure(
        label=view.wording.short(node),
        number=view.wording.number_of(node),
        anchor=f"field-{node.key}",
        position=found.score,
        low=low,
        high=high,
        **_standing(view, found),
    )


def _standing(view: View, found: NodeScore) -> dict[str, Any]:
    """Return value, badge, tone and detail of a score, or of why there is none."""
    known = view.words.text("doc.known", share=view.words.percent(found.coverage))
    detail = known
    if found.is_partly_open:
        low, high = (view.wording.points(one) for one in found.bounds)
        detail = f"{view.words.text('doc.range', low=low, high=high)} · {known}"
    if found.standing.level and not found.standing.is_sure and found.is_partly_open:
        detail = f"{detail} · {view.wording.between(found.standing)}"
    if found.score is None:
        status = view.wording.state(found, is_withheld=view.shown.is_withheld(found.key))
        return {"value": DASH, "badge": status, "tone": Tone.OPEN, "detail": detail}
    if found.planned is not None and found.planned > found.score:
        planned = view.words.text("doc.planned", score=view.wording.points(found.planned))
        detail = f"{detail} · {planned}"
    return {
        "value": view.wording.points(found.score),
        "badge": view.wording.level(found.level),
        "tone": view.wording.tone(found.level),
        "detail": detail,
    }


def _total(view: View) -> KeyFigure:
    whole = view.card.whole
    low, high = whole.range or (None, None)
    return KeyFigure(
        label=view.words.text("doc.key.total"),
        is_small=True,
        position=whole.score,
        low=low,
        high=high,
        **_standing(view, whole),
    )

"""The head of a scorecard: which area, when, by which rules, for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spi.documents.nodes import (
    Note,
    NoteKind,
    TitleBlock,
)
from spi.documents.view import View
from spi.language import Words
from spi.model.criteria_set import CriteriaSet


def title_block(view: View, created: date | None) -> TitleBlock:
    """Give the name of the area with what one must know to read on."""
    kind = view.card.dossier.area.kind if view.card.dossier.area else "area"
    known = {
        "municipality": "doc.scorecard.subtitle",
        "valley": "doc.scorecard.subtitle.valley",
    }
    subtitle = view.words.text(known.get(kind, "doc.subtitle.area"))
    if view.card.target_group:
        name = view.wording.group(view.card.target_group)
        subtitle = f"{subtitle} · {view.words.text('doc.perspective', group=name)}"
    return TitleBlock(title=view.area_name, subtitle=subtitle, facts=tuple(_facts(view, created)))


def _facts(view: View, created: date | None) -> Iterator[tuple[str, str]]:
    words, dossier = view.words, view.card.dossier
    if dossier.cycle:
        yield words.text("doc.fact.cycle"), dossier.cycle
    if dossier.area and dossier.area.code:
        yield words.text("doc.fact.code"), dossier.area.code
    if dossier.area and dossier.area.population is not None:
        yield words.text("doc.fact.population"), words.number(dossier.area.population)
    if dossier.members:
        count = words.count("count.municipalities", len(dossier.members))
        yield words.text("doc.fact.members"), count
    if periods := _periods(view):
        yield words.text("doc.fact.periods"), periods
    name = f"{view.wording.name(view.criteria)}, {view.criteria.edition}"
    yield words.text("doc.fact.criteria"), name
    yield words.text("table.coverage"), words.percent(view.card.coverage)
    yield words.text("doc.fact.audience"), words.text(f"audience.{view.shown.audience.value}")
    if created:
        yield words.text("table.as-of"), words.date(created)


def _periods(view: View) -> str:
    periods = [
        answer.period for answer in view.card.dossier.assessment.answers.values() if answer.period
    ]
    if not periods:
        return ""
    first, last = min(p.start.year for p in periods), max(p.end.year for p in periods)
    return str(first) if first == last else f"{first}–{last}"


def draft_note(words: Words, criteria: CriteriaSet) -> Iterator[Note]:
    """Say that nobody has signed the translation, if that is so."""
    base = words.code.partition("-")[0]
    if words.is_draft or base in criteria.draft_languages:
        yield Note(
            text=words.text("doc.draft.text"),
            title=words.text("doc.draft.title"),
            kind=NoteKind.DRAFT,
        )


def invented_note(view: View) -> Iterator[Note]:
    """Say that the place is invented, if it is."""
    area = view.card.dossier.area
    if area and area.is_invented:
        yield Note(
            text=view.words.text("doc.invented.text"),
            title=view.words.text("doc.invented.title"),
            kind=NoteKind.WARNING,
        )

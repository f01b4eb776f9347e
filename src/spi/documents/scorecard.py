"""The scorecard as a document: what a council reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from spi.analysis.members import SideBySide
from spi.disclosure import Disclosed
from spi.documents.appendix import appendix
from spi.documents.charts import charts
from spi.documents.indicators import field_section, statistics_section
from spi.documents.nodes import (
    Cell,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Node,
    Note,
    NoteKind,
    Paragraph,
    Table,
    TitleBlock,
    Tone,
    Voice,
)
from spi.documents.wording import Wording
from spi.language import Words
from spi.model.criteria_set import Indicator, Topic
from spi.model.dossier import Dossier
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status

MOST_LEVERS = 8
SMALLEST_GAP = 10
"""Points between facts and judgement, from which on the text speaks of a gap."""
DASH = "–"


def scorecard_document(
    shown: Disclosed,
    words: Words,
    *,
    members: SideBySide | None = None,
    created: date | None = None,
) -> Document:
    """Return the scorecard of one area as a document.

    Args:
        shown: The scores as the audience may see them.
        words: The language to write in.
        members: The area beside its members, if it has any.
        created: The day it is made, if it is to be stated.
    """
    builder = _Builder(shown, words)
    return Document(
        title=f"{builder.area_name} – {words.text('doc.scorecard.title')}",
        language=words.code,
        kind="scorecard",
        nodes=tuple(builder.nodes(members, created)),
    )


def open_first(shown: Disclosed) -> list[tuple[str, float]]:
    """Return open indicators with their open width, what to answer first first.

    Where a field stays not assessable whatever one answer says, the width is 0; then the weight
    that it will have decides.
    """
    nodes = shown.card.nodes
    return sorted(
        shown.open_widths().items(), key=lambda one: (-one[1], -nodes[one[0]].effective_weight)
    )


class _Builder:
    """Writes the document from top to bottom."""

    def __init__(self, shown: Disclosed, words: Words) -> None:
        self.shown, self.words = shown, words
        self.card = shown.card
        self.criteria = shown.card.criteria
        self.wording = Wording(words, self.criteria)
        area = self.card.dossier.area
        language = self.card.dossier.language or self.criteria.source_language
        self.area_name = words.of(area.name, source=language) if area else DASH

    def nodes(self, members: SideBySide | None, created: date | None) -> Iterator[Node]:
        yield self._title(created)
        yield from self._drafts()
        yield from self._overview()
        yield from self._needs()
        yield from self._levers()
        yield from self._answer_first()
        yield from self._judgement()
        if members:
            yield from self._members(members)
        yield Heading(text=self.words.text("section.fields"), anchor="fields")
        for one in self.fields:
            yield from field_section(self.shown, self.wording, one)
        yield from statistics_section(self.shown, self.wording)
        yield from appendix(self.shown, self.wording)

    @property
    def fields(self) -> list[Topic | Indicator]:
        """What stands directly below the whole and is scored."""
        return [
            one
            for one in self.criteria.children
            if self.card.nodes[one.key].status is not Status.CONTEXT
        ]

    def _score_of(self, node: Topic | Indicator) -> NodeScore:
        return self.card.nodes[node.key]

    # --- the head -----------------------------------------------------------------------------

    def _title(self, created: date | None) -> TitleBlock:
        kind = self.card.dossier.area.kind if self.card.dossier.area else "area"
        known = {
            "municipality": "doc.scorecard.subtitle",
            "valley": "doc.scorecard.subtitle.valley",
        }
        subtitle = self.words.text(known.get(kind, "doc.subtitle.area"))
        if self.card.target_group:
            name = self.wording.group(self.card.target_group)
            subtitle = f"{subtitle} {self.words.text('doc.perspective', group=name)}"
        return TitleBlock(
            title=self.area_name, subtitle=subtitle, facts=tuple(self._facts(created))
        )

    def _facts(self, created: date | None) -> Iterator[tuple[str, str]]:
        words, dossier = self.words, self.card.dossier
        if dossier.cycle:
            yield words.text("doc.fact.cycle"), dossier.cycle
        if dossier.area and dossier.area.code:
            yield words.text("doc.fact.code"), dossier.area.code
        if dossier.area and dossier.area.population is not None:
            yield words.text("doc.fact.population"), words.number(dossier.area.population)
        if dossier.members:
            count = words.count("count.municipalities", len(dossier.members))
            yield words.text("doc.fact.members"), count
        if periods := self._periods():
            yield words.text("doc.fact.periods"), periods
        name = f"{self.wording.name(self.criteria)}, {self.criteria.edition}"
        yield words.text("doc.fact.criteria"), name
        yield words.text("table.coverage"), words.percent(self.card.coverage)
        yield words.text("doc.fact.audience"), words.text(f"audience.{self.shown.audience.value}")
        if created:
            yield words.text("table.as-of"), words.date(created)

    def _periods(self) -> str:
        periods = [
            answer.period
            for answer in self.card.dossier.assessment.answers.values()
            if answer.period
        ]
        if not periods:
            return ""
        first, last = min(p.start.year for p in periods), max(p.end.year for p in periods)
        return str(first) if first == last else f"{first}–{last}"

    def _drafts(self) -> Iterator[Note]:
        base = self.words.code.partition("-")[0]
        if self.words.is_draft or base in self.criteria.draft_languages:
            yield Note(
                text=self.words.text("doc.draft.text"),
                title=self.words.text("doc.draft.title"),
                kind=NoteKind.DRAFT,
            )

    # --- overview -----------------------------------------------------------------------------

    def _overview(self) -> Iterator[Node]:
        yield Heading(text=self.words.text("section.overview"), anchor="overview")
        yield Paragraph(text=self._lead(), voice=Voice.LEAD)
        cards = [self._key_figure(one) for one in self.fields]
        yield KeyFigures(items=(*cards, self._total()), caption=self.words.text("doc.key.caption"))
        if len(self.fields) > 2:  # noqa: PLR2004 - fewer make no picture
            yield from charts(self.shown, self.wording, self.fields)

    def _lead(self) -> str:
        scored = [one for one in self.fields if self._score_of(one).score is not None]
        told = self.words.text(
            "doc.lead.scored",
            scored=self.words.number(len(scored)),
            all=self.words.number(len(self.fields)),
        )
        if not scored:
            return told
        worst = min(scored, key=lambda one: self._score_of(one).score or 0.0)
        if self._score_of(worst).level == self.criteria.effective_levels[-1].key:
            least = self.words.text(
                "doc.lead.none", level=self.wording.level(self._score_of(worst).level)
            )
            return f"{told} {least}"
        most = self.words.text("doc.lead.most", field=self.wording.name(worst))
        return f"{told} {most}"

    def _key_figure(self, node: Topic | Indicator) -> KeyFigure:
        found = self._score_of(node)
        low, high = found.range or (None, None)
        return KeyFigure(
            label=self.wording.short(node),
            number=self.wording.number_of(node),
            anchor=f"field-{node.key}",
            position=found.score,
            low=low,
            high=high,
            **self._standing(found),
        )

    def _standing(self, found: NodeScore) -> dict[str, Any]:
        """Return value, badge, tone and detail of a score, or of why there is none."""
        known = self.words.text("doc.known", share=self.words.percent(found.coverage))
        detail = known
        if found.is_partly_open:
            low, high = (self.wording.points(one) for one in found.bounds)
            detail = f"{self.words.text('doc.range', low=low, high=high)} · {known}"
        if found.score is None:
            status = self.wording.status(found.status)
            if self.shown.is_withheld(found.key):
                status = self.words.text("status.withheld")
            return {"value": DASH, "badge": status, "tone": Tone.OPEN, "detail": detail}
        if found.planned is not None and found.planned > found.score:
            planned = self.words.text("doc.planned", score=self.wording.points(found.planned))
            detail = f"{detail} · {planned}"
        return {
            "value": self.wording.points(found.score),
            "badge": self.wording.level(found.level),
            "tone": self.wording.tone(found.level),
            "detail": detail,
        }

    def _total(self) -> KeyFigure:
        whole = self.card.whole
        low, high = whole.range or (None, None)
        return KeyFigure(
            label=self.words.text("doc.key.total"),
            is_small=True,
            position=whole.score,
            low=low,
            high=high,
            **self._standing(whole),
        )

    # --- what stands out ----------------------------------------------------------------------

    def _needs(self) -> Iterator[Node]:
        scored = [one for one in self.fields if self._score_of(one).score is not None]
        ranked = sorted(scored, key=lambda one: (self._score_of(one).score or 0.0, one.key))
        others = [one for one in self.fields if one not in scored]
        yield Heading(text=self.words.text("section.needs"), anchor="needs")
        columns = ("field", "score", "level", "range", "coverage")
        numbers = {"score", "coverage"}
        yield Table(
            caption=self.words.text("doc.needs.caption"),
            columns=tuple(
                Column(label=self.words.text(f"table.{name}"), is_number=name in numbers)
                for name in columns
            ),
            rows=tuple(self._need_row(one) for one in (*ranked, *others)),
            note=self.words.text("doc.needs.note"),
        )

    def _need_row(self, node: Topic | Indicator) -> tuple[Cell, ...]:
        found = self._score_of(node)
        score, level = DASH, self.wording.status(found.status)
        tone: Tone | None = Tone.OPEN
        if found.score is not None:
            score, level = self.wording.points(found.score), self.wording.level(found.level)
            tone = self.wording.tone(found.level)
        low, high = found.range or (None, None)
        number = self.wording.number_of(node)
        label = f"{number} {self.wording.name(node)}" if number else self.wording.name(node)
        return (
            Cell(text=label, anchor=f"field-{node.key}"),
            Cell(text=score, number=found.score),
            Cell(text=level, tone=tone),
            Cell(
                text=self.wording.range(found.range) if found.range else DASH,
                number=found.score,
                low=low,
                high=high,
            ),
            Cell(text=self.words.percent(found.coverage), number=found.coverage),
        )

    def _levers(self) -> Iterator[Node]:
        gains = [(key, gain) for key, gain in self.shown.potentials().items() if gain > 0]
        if not gains:
            return
        yield Heading(text=self.words.text("section.levers"), anchor="levers")
        yield Table(
            caption=self.words.text("doc.levers.caption"),
            columns=(
                Column(label=self.words.text("table.indicator")),
                Column(label=self.words.text("table.field")),
                Column(label=self.words.text("table.score"), is_number=True),
                Column(label=self.words.text("doc.levers.gain"), is_number=True),
            ),
            rows=tuple(self._lever_row(key, gain) for key, gain in gains[:MOST_LEVERS]),
            note=self.words.text("doc.levers.note"),
        )

    def _lever_row(self, key: str, gain: float) -> tuple[Cell, ...]:
        found = self.card.nodes[key]
        score = self.wording.points(found.score) if found.score is not None else DASH
        return (
            Cell(text=self.wording.name(self.criteria.node(key)), anchor=f"indicator-{key}"),
            Cell(text=self._field_name(key)),
            Cell(text=score, number=found.score, tone=self.wording.tone(found.level)),
            Cell(text=f"+{self.words.score(gain)}", number=gain),
        )

    def _field_name(self, key: str) -> str:
        return self.wording.short(self.criteria.node(self._field_of(key)))

    def _field_of(self, key: str) -> str:
        """Return the key of the field that an indicator stands in."""
        while (parent := self.card.nodes[key].parent) not in {None, self.criteria.key}:
            key = parent or key
        return key

    def _answer_first(self) -> Iterator[Node]:
        widths = open_first(self.shown)
        if not widths:
            return
        yield Heading(text=self.words.text("doc.answers-first"), anchor="open")
        yield Table(
            caption=self.words.text("doc.answers-first.caption"),
            columns=(
                Column(label=self.words.text("table.indicator")),
                Column(label=self.words.text("table.field")),
                Column(label=self.words.text("doc.answers-first.why")),
                Column(label=self.words.text("doc.answers-first.width"), is_number=True),
            ),
            rows=tuple(self._open_row(key, width) for key, width in widths[:MOST_LEVERS]),
            note=self.words.text("doc.answers-first.note"),
        )

    def _open_row(self, key: str, width: float) -> tuple[Cell, ...]:
        leaf = self.card.nodes[key].leaf
        return (
            Cell(text=self.wording.name(self.criteria.node(key))),
            Cell(text=self._field_name(key), anchor=f"field-{self._field_of(key)}"),
            Cell(text=self.wording.absence(leaf.absence if leaf else None)),
            Cell(text=self.words.score(width) if width else DASH, number=width or None),
        )

    # --- judgement ----------------------------------------------------------------------------

    def _judgement(self) -> Iterator[Node]:
        gaps = [one for one in self.fields if self._score_of(one).gap is not None]
        if gaps:
            yield Heading(text=self.words.text("section.gap"), anchor="gap")
            yield Table(
                caption=self.words.text("doc.gap.caption"),
                columns=(
                    Column(label=self.words.text("table.field")),
                    Column(label=self.words.text("doc.gap.column"), is_number=True),
                    Column(label=self.words.text("table.note")),
                ),
                rows=tuple(self._gap_row(one) for one in gaps),
            )
        agreement = self.card.agreement
        if (
            agreement
            and agreement.alpha is not None
            and agreement.raters >= self.shown.policy.least
        ):
            yield Heading(text=self.words.text("section.agreement"), anchor="agreement")
            alpha = self.words.number(round(agreement.alpha, 2))
            yield Paragraph(text=self.words.text("doc.agreement.alpha", alpha=alpha))

    def _gap_row(self, node: Topic | Indicator) -> tuple[Cell, ...]:
        gap = self._score_of(node).gap or 0.0
        shown = self.words.score(abs(gap))
        sign = "+" if gap > 0 else "−" if gap < 0 else ""
        word = "none" if abs(gap) < SMALLEST_GAP else "higher" if gap > 0 else "lower"
        values = {} if word == "none" else {"gap": shown}
        return (
            Cell(text=self.wording.name(node), anchor=f"field-{node.key}"),
            Cell(text=f"{sign}{shown}", number=gap),
            Cell(text=self.words.text(f"sentence.gap.{word}", **values)),
        )

    # --- members ------------------------------------------------------------------------------

    def _members(self, beside: SideBySide) -> Iterator[Node]:
        yield Heading(text=self.words.text("doc.members.heading"), anchor="members")
        fields = self.fields
        note = self.words.text("doc.members.note")
        yield Table(
            caption=self.words.text("doc.members.caption"),
            columns=(
                Column(label=self.words.text("table.municipality")),
                *(Column(label=self._column(one), is_number=True) for one in fields),
            ),
            rows=(
                self._member_row(self.words.text("doc.series.valley"), beside.whole, fields),
                *(
                    self._member_row(self._name_of(one.dossier), one, fields)
                    for one in beside.members
                ),
            ),
            note=f"{note} {self.words.text('doc.members.withheld')}",
        )

    def _column(self, node: Topic | Indicator) -> str:
        number = self.wording.number_of(node)
        return f"{number} {self.wording.short(node)}" if number else self.wording.short(node)

    def _name_of(self, dossier: Dossier) -> str:
        return self.words.of(dossier.area.name) if dossier.area else DASH

    def _member_row(
        self, name: str, card: Scorecard, fields: list[Topic | Indicator]
    ) -> tuple[Cell, ...]:
        nodes = self.shown.beside(card)
        cells = [Cell(text=name)]
        for one in fields:
            found = nodes[one.key]
            text = DASH if found.score is None else self.wording.points(found.score)
            tone = Tone.OPEN if found.score is None else self.wording.tone(found.level)
            cells.append(Cell(text=text, number=found.score, tone=tone))
        return tuple(cells)

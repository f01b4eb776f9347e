"""Documents to write: a scorecard as a council gets it, and one full of hostile texts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from spi.documents.nodes import (
    Band,
    Bullets,
    Category,
    Cell,
    Chart,
    ChartKind,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Mark,
    Note,
    NoteKind,
    PageBreak,
    Paragraph,
    Record,
    Series,
    Table,
    TitleBlock,
    Tone,
    Voice,
)
from spi.language import words

LANGUAGES = ("en", "de", "it", "fr", "sl")

FIGURES = {
    "administration": (None, 12.0, 91.0, 58.3),
    "participation": (None, 0.0, 100.0, None),
    "housing": (31.4, 31.4, 31.4, 25.0),
    "education": (62.7, 55.1, 71.3, 66.7),
    "employment": (83.9, 83.9, 83.9, 75.0),
    "health": (38.2, 30.0, 52.4, 41.7),
    "mobility": (47.5, 40.2, 61.9, 33.3),
    "culture": (74.8, 60.4, 80.1, 79.2),
    "integration": (None, 0.0, 100.0, 50.0),
}
"""Score of the facts, its range, score of the judgement."""


@lru_cache
def _texts():
    return yaml.safe_load((Path(__file__).parent / "samples.yaml").read_text("utf-8"))


def tone_of(score):
    if score is None:
        return Tone.OPEN
    return Tone.HIGH if score < 40 else Tone.MEDIUM if score < 70 else Tone.LOW


class Scorecard:
    """The sample in one language."""

    def __init__(self, language, *, judged=True):
        self.language = language
        self.words = words(language)
        self.judged = judged

    def say(self, name):
        return _texts()["texts"][name][self.language]

    def level(self, tone):
        if tone is Tone.OPEN:
            return self.words.text("status.not-assessable")
        return self.words.text(f"level.need.{tone}")

    def score(self, value):
        return self.level(Tone.OPEN) if value is None else self.words.score(value, [40, 70])

    def span(self, low, high):
        return f"{self.words.number(low)}–{self.words.number(high)}"

    def fields(self):
        for number, (key, figures) in enumerate(FIGURES.items(), 1):
            label, short = _texts()["fields"][key][self.language]
            yield str(number), key, label, short, figures

    def document(self):
        nodes = (*self.opening(), *self.needs(), *self.levers(), *self.details(), *self.method())
        return Document(
            title="Les Belleville", language=self.language, kind="scorecard", nodes=nodes
        )

    def opening(self):
        text = self.words.text
        yield TitleBlock(
            title="Les Belleville",
            subtitle=self.say("subtitle"),
            facts=(
                (text("table.period"), "2021"),
                (text("table.municipality"), "Les Belleville (73257)"),
                (text("table.coverage"), self.words.percent(0.64)),
                (text("table.source"), "INSEE"),
            ),
        )
        yield Note(text=self.say("draft"), kind=NoteKind.DRAFT)
        yield Heading(text=text("section.overview"), anchor="overview")
        yield Paragraph(text=self.say("lead"), voice=Voice.LEAD)
        yield KeyFigures(items=(*self.cards(), self.total()))
        yield self.chart(ChartKind.SPIDER, text("chart.radar"))
        yield self.chart(ChartKind.DUMBBELL, text("chart.range"))
        yield Paragraph(text=text("sentence.range.why"), voice=Voice.SMALL)

    def cards(self):
        for number, key, label, _, (score, low, high, _judged) in self.fields():
            tone = tone_of(score)
            yield KeyFigure(
                label=label,
                value="–" if score is None else self.score(score),
                detail=f"{self.words.text('table.range')}: {self.span(low, high)}",
                badge=self.level(tone),
                tone=tone,
                anchor=key,
                number=number,
                position=score,
                low=low,
                high=high,
            )

    def total(self):
        return KeyFigure(
            label=self.words.text("table.total"),
            value=self.score(56.4),
            detail=f"{self.words.text('table.range')}: {self.span(41.2, 70.5)}",
            badge=self.level(Tone.MEDIUM),
            tone=Tone.MEDIUM,
            position=56.4,
            low=41.2,
            high=70.5,
            is_small=True,
        )

    def chart(self, kind, caption):
        fields = tuple(self.fields())
        facts = Series(
            name=self.say("facts"),
            marks=tuple(
                Mark(value=score, text=self.score(score), low=low, high=high)
                for *_, (score, low, high, _judged) in fields
            ),
        )
        judgement = Series(
            name=self.say("judgement"),
            marks=tuple(
                Mark(value=judged, text=self.score(judged)) for *_, (*_rest, judged) in fields
            ),
        )
        return Chart(
            kind=kind,
            caption=caption,
            alternative=self.say("picture"),
            categories=tuple(
                Category(label=label, short=short, number=number, anchor=key, tone=tone_of(score))
                for number, key, label, short, (score, *_) in fields
            ),
            series=(facts, judgement) if self.judged else (facts,),
            bands=tuple(
                Band(label=self.level(tone), floor=floor, tone=tone)
                for tone, floor in ((Tone.HIGH, 0), (Tone.MEDIUM, 40), (Tone.LOW, 70))
            ),
            ticks=tuple((value, str(value)) for value in (0, 40, 70, 100)),
            legend=(("range", self.words.text("table.range")),)
            if kind is ChartKind.DUMBBELL
            else (),
        )

    def needs(self):
        text = self.words.text
        scored = [one for one in self.fields() if one[-1][0] is not None]
        yield Heading(text=text("section.needs"), anchor="needs")
        yield Table(
            caption=text("level.need"),
            columns=(
                Column(label=text("table.field")),
                Column(label=text("table.score"), is_number=True),
                Column(label=text("table.range")),
                Column(label=text("table.level")),
            ),
            rows=tuple(
                (
                    Cell(text=label, anchor=key),
                    Cell(text=self.score(score), number=score),
                    Cell(text=self.span(low, high), number=score, low=low, high=high),
                    Cell(text=self.level(tone_of(score)), tone=tone_of(score)),
                )
                for _, key, label, _, (score, low, high, _judged) in sorted(
                    scored, key=lambda one: one[-1][0]
                )
            ),
            note=text("sentence.self"),
        )

    def levers(self):
        yield Heading(text=self.words.text("section.levers"), anchor="levers")
        yield Bullets(items=tuple(self.say(key) for key in ("doctors", "empty")), ordered=True)
        yield Chart(
            kind=ChartKind.BARS,
            caption=self.words.text("section.levers"),
            alternative=self.say("picture"),
            categories=tuple(
                Category(label=self.say(key), short=key, number="")
                for key in ("doctors", "empty", "council")
            ),
            series=(
                Series(
                    name="",
                    marks=(
                        Mark(value=12.5, text=self.words.number(12.5)),
                        Mark(value=4.2, text=self.words.number(4.2)),
                        Mark(value=None, text=self.words.text("status.unanswered")),
                    ),
                ),
            ),
            ticks=((0, "0"), (50, "50"), (100, "100")),
        )

    def details(self):
        yield PageBreak()
        yield Heading(text=self.words.text("section.fields"), anchor="fields")
        for number, key, label, _, (score, *_) in self.fields():
            yield Heading(
                text=label,
                level=2,
                anchor=key,
                number=number,
                value="" if score is None else self.score(score),
                badge=self.level(tone_of(score)),
                tone=tone_of(score),
            )
            yield Paragraph(text=self.say("method"))
            if int(number) % 2:
                yield self.record(f"{key}-doctors", "doctors", "statistic", 27.1)
                yield self.record(f"{key}-council", "council", "question", None)
            else:
                yield self.record(f"{key}-empty", "empty", "statistic", 66.0)

    def record(self, anchor, question, kind, points):
        text = self.words.text
        tone = tone_of(points)
        answer = (
            "–" if points is None else f"{self.words.number(0.58)} ({text('table.as-of')} 2021)"
        )
        lines = [(text("table.answer"), answer)]
        if points is not None:
            lines += [
                (text("table.source"), "INSEE, Base permanente des équipements, 2021, 2022"),
                (text("section.reasons"), self.say("how")),
                (text("table.weight"), self.words.percent(0.125, 1)),
            ]
        return Record(
            title=self.say(question),
            type=text(f"kind.{kind}"),
            anchor=anchor,
            value="" if points is None else self.words.number(points),
            badge=text("status.unanswered") if points is None else self.level(tone),
            tone=tone,
            position=points,
            lines=tuple(lines),
        )

    def method(self):
        yield PageBreak()
        yield Heading(text=self.words.text("section.method"), anchor="method")
        yield Paragraph(text=self.say("method"))
        yield Note(
            title=self.words.text("section.coverage"),
            text=self.words.text("status.not-assessable.help"),
            kind=NoteKind.WARNING,
        )
        yield Note(text=self.words.text("sentence.inclusive"))
        yield Heading(text=self.words.text("section.sources"), anchor="sources")
        yield Bullets(items=("INSEE, Comparateur de territoires, 2022", "INSEE, Filosofi, 2021"))


def matrix(language="de"):
    """Make a document of one table: many places, all fields of action."""
    fields = tuple(Scorecard(language).fields())
    columns = (
        Column(label=f"{number} {short}", is_number=True) for number, _, _, short, _ in fields
    )
    row = (Cell(text="100,0", tone=Tone.LOW), *(Cell(text="–", tone=Tone.OPEN) for _ in fields[1:]))
    table = Table(
        caption="Savoie",
        columns=(Column(label="–"), *columns),
        rows=tuple((Cell(text=name), *row) for name in ("Villar-Saint-Pancrace", "La Grave")),
    )
    return Document(title="Savoie", language=language, kind="comparison", nodes=(table,))


def scorecard(language="de", *, judged=True):
    """Make the sample scorecard."""
    return Scorecard(language, judged=judged).document()


def everywhere(text, *, language="en", anchor="place"):
    """Make a document that says *text* in every place where a text can stand."""
    cells = (Cell(text=text, tone=Tone.LOW, anchor=anchor), Cell(text=text, low=10, high=90))
    mark = Mark(value=None, text=text, low=10, high=90)
    charts = (
        Chart(
            kind=kind,
            caption=text,
            alternative=text,
            categories=(Category(label=text, short=text, number=text, anchor=anchor),) * 3,
            series=(
                Series(name=text, marks=(mark, mark)),
                Series(name=text, marks=(Mark(value=50, text=text),) * 3),
            ),
            bands=(Band(label=text, floor=0, tone=Tone.HIGH),),
            ticks=((50, text),),
            legend=(("point", text), ("range", text), ("band", text)),
        )
        for kind in ChartKind
    )
    figures = (
        KeyFigure(label=text, value=text, detail=text, badge=text, number=text, anchor=anchor),
        KeyFigure(label=text, value=text, position=50, is_small=True),
    )
    nodes = (
        TitleBlock(title=text, subtitle=text, facts=((text, text),)),
        Heading(text=text, anchor=anchor, number=text, value=text, badge=text, tone=Tone.HIGH),
        Paragraph(text=text),
        Bullets(items=(text, text)),
        Heading(text=text, level=3, anchor=anchor),
        Table(caption=text, columns=(Column(label=text),), rows=(cells, (), cells[:1]), note=text),
        *charts,
        KeyFigures(items=figures, caption=text),
        Note(text=text, title=text),
        TitleBlock(title=text, subtitle=text, facts=((text, text),)),
        Heading(text=text, level=1),
        Record(title=text, type=text, anchor=anchor, value=text, badge=text, lines=((text, text),)),
        PageBreak(),
    )
    return Document(title=text, language=language, kind="sample", nodes=nodes)

"""The neutral document: ten kinds of nodes, every text already in the reader's language."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen


class Tone(StrEnum):
    """What a colour would say; a format always says it in words as well."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    OPEN = "open"
    """Nothing is known, or too little."""
    NEUTRAL = "neutral"


@frozen(kw_only=True)
class TitleBlock:
    """The head of the document.

    Attributes:
        facts: Label and value, in order: period, edition, coverage, …
    """

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Heading:
    """A heading; level 1 stands directly below the title block.

    Attributes:
        anchor: Kebab-case name by which charts, cells and links lead here; unique, may be empty.
        number: A field's number, shown before the text; may be empty.
        badge: A short word beside the heading, such as the level; *tone* is its colour.
        value: A short figure beside the heading, such as the score.
    """

    text: str
    level: int = 1
    anchor: str = ""
    number: str = ""
    value: str = ""
    badge: str = ""
    tone: Tone | None = None


class Voice(StrEnum):
    """How a paragraph speaks."""

    LEAD = "lead"
    PLAIN = "plain"
    SMALL = "small"


@frozen(kw_only=True)
class Paragraph:
    """Running text."""

    text: str
    voice: Voice = Voice.PLAIN


@frozen(kw_only=True)
class Bullets:
    """A list of texts, numbered if *ordered*."""

    items: tuple[str, ...]
    ordered: bool = False


@frozen(kw_only=True)
class Column:
    """One column of a table; *is_number* ones are aligned at the end of the line."""

    label: str
    is_number: bool = False


@frozen(kw_only=True)
class Cell:
    """One cell.

    Attributes:
        text: What people read; may be empty.
        number: The unrounded number behind it, for formats that compute.
        tone: A colour that says the same as the text.
        anchor: Where the text leads within the document.
        low, high: Ends of a range from 0 to 100 that a format may draw as a small bar.
    """

    text: str
    number: float | None = None
    tone: Tone | None = None
    anchor: str = ""
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class Table:
    """Rows of cells below columns; the first cell of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


class ChartKind(StrEnum):
    """How the same data are drawn."""

    SPIDER = "spider"
    DUMBBELL = "dumbbell"
    BARS = "bars"


@frozen(kw_only=True)
class Category:
    """One axis of a spider, one line of a dumbbell chart.

    Attributes:
        label: Written out.
        short: At most 28 characters.
        number: What stands at the axis; the legend says what it means.
        anchor: Where the label leads within the document.
    """

    label: str
    short: str
    number: str
    anchor: str = ""
    tone: Tone | None = None


@frozen(kw_only=True)
class Mark:
    """One value of a series: a number from 0 to 100, or none, and its possible range.

    Attributes:
        text: The value as people read it, or why there is none.
    """

    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class Series:
    """One outline: facts, judgement, members …; one mark for each category."""

    name: str
    marks: tuple[Mark, ...]


@frozen(kw_only=True)
class Band:
    """A level on the scale from 0 to 100, from its floor upward."""

    label: str
    floor: float
    tone: Tone


@frozen(kw_only=True)
class Chart:
    """Data, and the words that say the same.

    Attributes:
        ticks: Positions on the scale from 0 to 100, each with its text.
        alternative: What the picture shows, in words; never empty.
        legend: What marks and lines mean, each with a name: ``point``, ``range``, ``band``.
    """

    kind: ChartKind
    caption: str
    alternative: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class KeyFigure:
    """One figure that is read first.

    Attributes:
        detail: A small line below it.
        low, high: Ends of a range from 0 to 100 that a format may draw.
        position: Place of the figure on the same scale.
    """

    label: str
    value: str
    detail: str = ""
    badge: str = ""
    tone: Tone | None = None
    anchor: str = ""
    number: str = ""
    position: float | None = None
    low: float | None = None
    high: float | None = None
    is_small: bool = False


@frozen(kw_only=True)
class KeyFigures:
    """Several figures side by side."""

    items: tuple[KeyFigure, ...]
    caption: str = ""


class NoteKind(StrEnum):
    """Why a note stands out."""

    INFO = "info"
    WARNING = "warning"
    DRAFT = "draft"


@frozen(kw_only=True)
class Note:
    """A text that stands out, with a title."""

    text: str
    title: str = ""
    kind: NoteKind = NoteKind.INFO


@frozen(kw_only=True)
class Record:
    """One thing with what is known of it, for example an indicator.

    Attributes:
        type: What kind of thing, in a word.
        lines: Label and text, in order.
        value: Its figure, such as the points; *badge* and *tone* its level or state.
        position: Place of the value on the scale from 0 to 100, for a small bar.
    """

    title: str
    type: str = ""
    anchor: str = ""
    value: str = ""
    badge: str = ""
    tone: Tone | None = None
    position: float | None = None
    lines: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Node = (
    TitleBlock
    | Heading
    | Paragraph
    | Bullets
    | Table
    | Chart
    | KeyFigures
    | Note
    | Record
    | PageBreak
)


@frozen(kw_only=True)
class Document:
    """A document as a sequence of nodes.

    Attributes:
        language: Code of the language that all texts are in.
        kind: What it is: ``scorecard``, ``codebook``, …
    """

    title: str
    language: str
    kind: str
    nodes: tuple[Node, ...] = field(factory=tuple)

"""A document as Markdown: CommonMark, and tables with pipes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spi.documents.nodes import (
    Bullets,
    Chart,
    Document,
    KeyFigures,
    Node,
    Note,
    PageBreak,
    Paragraph,
    Record,
    Table,
    TitleBlock,
)
from spi.language import Words, words
from spi.reports.characters import one_line
from spi.reports.chart_data import data_table
from spi.reports.outline import Section, outline

LOWEST_HEADING = 6
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_START = re.compile(r"^([#+\-=:%(]|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(document: Document) -> str:
    """Write a document as text that every Markdown reader shows as meant.

    What comes from outside is escaped, so that it is never taken for markup. Charts become their
    alternative text and a table of their data; page breaks a line across.

    Args:
        document: Its language must be one that has interface texts.
    """
    ordered = outline(document)
    language = words(document.language)
    blocks = [*_title(ordered.title), *_section(ordered.body, language)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Return the text on one line, with a backslash before everything that could be markup.

    >>> print(escaped("1. *Les* | Belleville"))
    1\. \*Les\* \| Belleville
    """
    plain = _SPECIAL.sub(r"\\\1", one_line(text))
    return _START.sub(lambda start: _escaped_start(start[0]), plain)


def _escaped_start(start: str) -> str:
    return start + "\\" if start.isdigit() else "\\" + start


def _section(section: Section, language: Words) -> Iterator[str]:
    if section.heading:
        yield _heading(section.depth + 1, section.heading.number, section.heading.text)
        yield from _line(section.heading.value, section.heading.badge)
    for placed in section.nodes:
        yield from _blocks(placed.node, section.depth, language)
    for below in section.sections:
        yield from _section(below, language)


def _blocks(node: Node, depth: int, language: Words) -> Iterator[str]:
    match node:
        case TitleBlock():
            yield from _title(node, depth + 1)
        case Paragraph() if one_line(node.text):
            yield _lines(node.text)
        case Bullets() if node.items:
            yield _bullets(map(_lines, node.items), ordered=node.ordered)
        case Note():
            yield from _note(node)
        case KeyFigures():
            yield from _figures(node)
        case Table():
            yield from _table(node)
        case Chart():
            yield from _chart(node, language)
        case Record():
            yield from _record(node, depth)
        case PageBreak():
            yield "---"


def _title(node: TitleBlock, level: int = 1) -> Iterator[str]:
    yield _heading(level, node.title)
    if one_line(node.subtitle):
        yield _lines(node.subtitle)
    yield from _pairs(node.facts)


def _heading(level: int, *texts: str) -> str:
    text = " ".join(escaped(text) for text in texts if one_line(text))
    return "#" * min(level, LOWEST_HEADING) + f" {text or '–'}"


def _line(*texts: str) -> Iterator[str]:
    if line := _joined(texts):
        yield line


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(escaped(text) for text in texts if one_line(text))


def _lines(text: str) -> str:
    """Keep the line ends of a text."""
    return "\\\n".join(escaped(line) for line in text.splitlines() if one_line(line))


def _bold(text: str) -> str:
    return f"**{escaped(text)}**" if one_line(text) else ""


def _bullets(items: Iterable[str], *, ordered: bool = False) -> str:
    return "\n".join(
        _item(f"{number}. " if ordered else "- ", item) for number, item in enumerate(items, 1)
    )


def _item(sign: str, text: str) -> str:
    return sign + text.replace("\n", "\n" + " " * len(sign))


def _pairs(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        yield _bullets(f"{_bold(label)} {_lines(text)}".strip() for label, text in pairs)


def _note(node: Note) -> Iterator[str]:
    parts = [part for part in (_bold(node.title), _lines(node.text)) if part]
    if parts:
        yield "> " + "\n\n".join(parts).replace("\n", "\n> ")


def _figures(node: KeyFigures) -> Iterator[str]:
    if one_line(node.caption):
        yield _bold(node.caption)
    if node.items:
        yield _bullets(
            f"{_bold(f'{one.number} {one.label}')} {_joined((one.value, one.badge, one.detail))}"
            for one in node.items
        )


def _record(node: Record, depth: int) -> Iterator[str]:
    yield _heading(depth + 2, node.title)
    yield from _line(node.type, node.value, node.badge)
    yield from _pairs(node.lines)


def _chart(node: Chart, language: Words) -> Iterator[str]:
    if one_line(node.caption):
        yield _bold(node.caption)
    yield escaped(node.alternative)
    yield from _table(data_table(node, language), with_caption=False)


def _table(node: Table, *, with_caption: bool = True) -> Iterator[str]:
    if with_caption and one_line(node.caption):
        yield _bold(node.caption)
    width = max([len(node.columns), *map(len, node.rows)])
    if width:
        labels = [escaped(column.label) for column in node.columns]
        numbers = [column.is_number for column in node.columns]
        rules = ["---:" if is_number else "---" for is_number in numbers]
        rows = [[escaped(cell.text) for cell in row] for row in node.rows]
        rules += ["---"] * (width - len(rules))
        yield "\n".join(_row(row, width) for row in (labels, rules, *rows))
    if one_line(node.note):
        yield _lines(node.note)


def _row(cells: Sequence[str], width: int) -> str:
    return "| " + " | ".join([*cells, *[""] * (width - len(cells))]) + " |"

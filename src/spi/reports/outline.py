"""The order of a document: sections within sections, each node with a place one can lead to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from spi.documents.nodes import (
    Bullets,
    Chart,
    Document,
    Heading,
    KeyFigures,
    Node,
    Note,
    PageBreak,
    Paragraph,
    Record,
    Table,
    TitleBlock,
)
from spi.reports.characters import one_line

RESERVED = ("top", "main", "contents", "title")
"""Names of places that every page has."""

_KINDS: Mapping[type, str] = {
    TitleBlock: "title_block",
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    Table: "table",
    Chart: "chart",
    KeyFigures: "key_figures",
    Note: "note",
    Record: "record",
    PageBreak: "page_break",
}
_WITH_PLACE = (Heading, Record, Chart, Table)


@frozen
class Placed:
    """A node, the name of its kind, and the name of its place; empty if nothing leads to it."""

    node: Node
    place: str = ""

    @property
    def kind(self) -> str:
        """The kind of node, in a word."""
        return _KINDS[type(self.node)]


@frozen(kw_only=True)
class Section:
    """What stands below one heading.

    Attributes:
        heading: None for what comes before the first heading; *place* is then empty.
        depth: 1 directly below the title; counts the nesting, whatever level a heading states.
        nodes: What comes before the first heading within.
    """

    heading: Heading | None
    place: str
    depth: int
    nodes: tuple[Placed, ...]
    sections: tuple[Section, ...]


@frozen(kw_only=True)
class Outline:
    """A document in order.

    Attributes:
        title: Its title block, or one made of its title.
        body: Everything else.
        places: Anchor to the name of the place it leads to.
    """

    title: TitleBlock
    body: Section
    places: Mapping[str, str]

    @property
    def has_contents(self) -> bool:
        """Whether there are several sections to choose from."""
        return len(self.body.sections) > 1


def outline(document: Document) -> Outline:
    """Order a document."""
    first, *rest = document.nodes or (None,)
    is_titled = isinstance(first, TitleBlock)
    title = first if isinstance(first, TitleBlock) else TitleBlock(title=document.title)
    if not one_line(title.title):
        title = evolve(title, title=one_line(document.title) or document.kind)
    nodes = rest if is_titled else document.nodes
    placed, places = _placed(nodes)
    return Outline(title=title, body=_section(_trimmed(placed), 0), places=places)


def _trimmed(placed: list[Placed]) -> list[Placed]:
    while placed and isinstance(placed[-1].node, PageBreak):
        placed = placed[:-1]
    return placed


def _section(inside: Sequence[Placed], depth: int, place: str = "") -> Section:
    """Order what stands at one depth; all but the outermost section begin with their heading."""
    heading = inside[0].node if depth else None
    rest = inside[1:] if depth else inside
    starts = [at for at, one in enumerate(rest) if isinstance(one.node, Heading)]
    first = starts[0] if starts else len(rest)
    return Section(
        heading=heading if isinstance(heading, Heading) else None,
        place=place,
        depth=depth,
        nodes=tuple(rest[:first]),
        sections=tuple(_section(part, depth + 1, part[0].place) for part in _parts(rest[first:])),
    )


def _parts(inside: Sequence[Placed]) -> list[list[Placed]]:
    """Split at each heading that is not below the first heading of its part."""
    parts: list[list[Placed]] = []
    level = 0
    for one in inside:
        if isinstance(one.node, Heading) and (not parts or one.node.level <= level):
            parts.append([])
            level = one.node.level
        parts[-1].append(one)
    return parts


def _placed(nodes: Iterable[Node]) -> tuple[list[Placed], dict[str, str]]:
    """Give every node its place; the first node with an anchor has it, others get a new name."""
    nodes = list(nodes)
    taken = {*RESERVED, *(_name(getattr(node, "anchor", "")) for node in nodes)}
    places: dict[str, str] = {}
    counts: Counter[str] = Counter()
    placed = []
    for node in nodes:
        anchor = getattr(node, "anchor", "")
        place = _name(anchor)
        if not place or place in {*RESERVED, *places.values()}:
            place = _new(node, counts, taken) if isinstance(node, _WITH_PLACE) else ""
        places.setdefault(anchor, place)
        placed.append(Placed(node, place))
    places.pop("", None)
    return placed, places


def _name(anchor: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", anchor).strip("-")


def _new(node: Node, counts: Counter[str], taken: set[str]) -> str:
    kind = _KINDS[type(node)]
    while True:
        counts[kind] += 1
        name = f"{kind}-{counts[kind]}"
        if name not in taken:
            return name

"""A scorecard for readers: HTML, Markdown, JSON, CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from spi.analysis.members import side_by_side
from spi.codec.documents import json_text
from spi.codec.records import finding_record, record_to_plain
from spi.codec.scorecards import scorecard_record
from spi.disclosure import Audience, Disclosed, disclose
from spi.documents.nodes import Document
from spi.documents.scorecard import scorecard_document
from spi.documents.wording import Wording
from spi.errors import one_of
from spi.language import Words, words
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.scoring.scorecard import score


class Format(StrEnum):
    """How a scorecard is written."""

    HTML = "html"
    FRAGMENT = "fragment"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


SUFFIXES = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".json": Format.JSON,
    ".csv": Format.CSV,
}

COLUMNS = (
    "area", "is_invented", "cycle", "key", "number", "label", "kind", "parent", "status", "score", "low", "high", "coverage",
    "level", "planned", "weight", "effective_weight",
)  # fmt: skip
"""Columns of the CSV: one row for each node, numbers unrounded; many areas fit in one table."""


def report(
    dossier: Dossier,
    criteria: CriteriaSet,
    *,
    format: Format | str = Format.HTML,  # noqa: A002 - the word that users look for
    language: str = "en",
    audience: Audience | str = Audience.WORKING_GROUP,
    basis: str | None = None,
    target_group: str | None = None,
    created: date | None = None,
    heading_level: int = 2,
    class_prefix: str = "spi-",
    id_prefix: str = "spi-",
) -> str:
    """Return the scorecard of a dossier in a format, as one audience may see it.

    Args:
        dossier: Answers, ratings and measures of one area.
        criteria: The rules.
        format: html (a whole page), fragment (for a portal), markdown, json or csv.
        language: A code such as ``de-CH``.
        audience: public, council, working-group or office.
        basis: ``rule`` or ``panel`` for all indicators; each indicator's own by default.
        target_group: Score the perspective of this group.
        created: The day to state on the report; none by default, so that equal input gives equal
            bytes.
        heading_level: Of a fragment: where its headings begin, 1 to 6.
        class_prefix: Of a fragment: begins every class; `stylesheet` takes the same.
        id_prefix: Of a fragment: begins every id; one for each report on the same page.

    Raises:
        InvalidDocument: Set or answers cannot be right; all problems.
        UnknownKey: No such language, target group, format, audience or basis.
        NotReleased: The public asks before the results are released.
    """
    chosen = one_of(Format, format, "format")
    reader = words(language)
    card = score(dossier, criteria, basis=basis, target_group=target_group)
    shown = disclose(card, audience)
    if chosen is Format.FRAGMENT:
        from spi.reports import html

        document = document_of(shown, reader, created=created)
        made = html.fragment(
            document, class_prefix=class_prefix, id_prefix=id_prefix, heading_level=heading_level
        )
        return made.rstrip("\n") + "\n"
    return written(shown, reader, chosen, created=created)


def stylesheet(class_prefix: str = "spi-") -> str:
    """Return the CSS of fragments; it touches nothing but them.

    Args:
        class_prefix: As given to `report`.

    Raises:
        InvalidInput: It can begin no class name.
    """
    from spi.reports import html

    return html.stylesheet(class_prefix)


def written(
    shown: Disclosed,
    language: Words,
    format: Format,  # noqa: A002 - the word that users look for
    *,
    created: date | None = None,
) -> str:
    """Return a disclosed scorecard in a format."""
    match format:
        case Format.JSON:
            return json_text(scorecard_plain(shown, language))
        case Format.CSV:
            return _csv(shown, language)
    document = document_of(shown, language, created=created)
    return _RENDERERS[format](document).rstrip("\n") + "\n"


def document_of(shown: Disclosed, language: Words, *, created: date | None = None) -> Document:
    """Return the neutral document of a disclosed scorecard."""
    card = shown.card
    beside = side_by_side(card.work.dossier, card.criteria) if card.dossier.members else None
    return scorecard_document(shown, language, members=beside, created=created)


def scorecard_plain(shown: Disclosed, language: Words) -> dict[str, object]:
    """Return a disclosed scorecard as plain data: what ``--json`` prints."""
    findings = tuple(finding_record(one, language.finding(one)) for one in shown.card.findings)
    record = scorecard_record(
        shown.card, audience=shown.audience.value, withheld=shown.withheld, findings=findings
    )
    plain: dict[str, object] = record_to_plain(record)
    return plain


def _csv(shown: Disclosed, language: Words) -> str:
    from spi.reports.tables import csv_text

    return csv_text(_rows(shown, Wording(language, shown.card.criteria)), COLUMNS)


def _rows(shown: Disclosed, wording: Wording) -> Iterator[dict[str, object]]:
    card = shown.card
    whole, area = card.criteria, card.dossier.area
    for key, node in card.nodes.items():
        thing = whole if key == whole.key else whole.node(key)
        low, high = (None, None) if shown.is_withheld(key) else node.range or (None, None)
        yield {
            "area": area.key if area else None,
            "is_invented": "yes" if area and area.is_invented else "no",
            "cycle": card.dossier.cycle,
            "key": key,
            "number": wording.number_of(thing),
            "label": wording.name(thing),
            "kind": node.kind,
            "parent": node.parent,
            "status": node.status.value,
            "score": node.score,
            "low": low,
            "high": high,
            "coverage": node.coverage,
            "level": node.level,
            "planned": node.planned,
            "weight": node.weight,
            "effective_weight": node.effective_weight,
        }


def _html(document: Document) -> str:
    from spi.reports import html

    return html.page(document)


def _fragment(document: Document) -> str:
    from spi.reports import html

    return html.fragment(document)


def _markdown(document: Document) -> str:
    from spi.reports.markdown import markdown

    return markdown(document)


_RENDERERS: dict[Format, Callable[[Document], str]] = {
    Format.HTML: _html,
    Format.FRAGMENT: _fragment,
    Format.MARKDOWN: _markdown,
}

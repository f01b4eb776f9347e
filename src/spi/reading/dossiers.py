"""Dossiers from files, from bytes, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from spi.codec import from_plain, to_plain
from spi.errors import InvalidDocument, raise_if_any
from spi.findings import Finding
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.phrases import phrase
from spi.reading.guarded import is_plainly_text
from spi.reading.mending import mended
from spi.reading.sources import Document, mapping_of, parse_document, read_document


def read_dossier(path: str | Path) -> Dossier:
    """Read a dossier from a YAML or JSON file.

    Raises:
        InvalidDocument: All problems of the file at once, each with its place.
    """
    return dossier_from(read_document(Path(path), Path(path).as_posix()))


def parse_dossier(raw: bytes, name: str = "-") -> Dossier:
    """Read a dossier from JSON bytes, such as standard input.

    Raises:
        InvalidDocument: All problems at once.
    """
    return dossier_from(parse_document(raw, name, is_json=True))


def dossier_from(document: Document) -> Dossier:
    """Make a dossier of a document that has been read.

    Raises:
        InvalidDocument: All problems at once, each with its place.
    """
    dossier, found = dossier_and_findings(document)
    raise_if_any(found)
    if dossier is None:
        raise InvalidDocument(found)
    return dossier


def dossier_and_findings(document: Document) -> tuple[Dossier | None, list[Finding]]:
    """Return a dossier, or what can be read of it, with all that is wrong, each with its place.

    The dossier is ``None`` where too much is broken.

    Raises:
        InvalidDocument: The document holds no mapping.
    """
    data = mapping_of(document, phrase("a dossier"))
    found: list[Finding] = []
    try:
        dossier = from_plain(data, Dossier)
    except InvalidDocument as wrong:
        found += wrong.findings
        rest = _readable(data, wrong.findings)
        if rest is None:
            return None, document.located(found)
        dossier = rest
    return dossier, document.located([*found, *check_alone(dossier)])


def _readable(data: Mapping[str, Any], wrong: Iterable[Finding]) -> Dossier | None:
    rest = mended(data, wrong)
    try:
        return None if rest is None else from_plain(rest, Dossier)
    except InvalidDocument:
        return None


_LINE_ENDS = frozenset("\r\x85\u2028\u2029")
"""What YAML takes for the end of a line, and PyYAML does not write so that it comes back."""


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, texts of several lines as blocks, nothing as an alias.

    A text that our reader would take for something else stands in quotes.
    """

    def ignore_aliases(self, _: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def represent_str(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None if is_plainly_text(text) else "'"
        if _LINE_ENDS.intersection(text):
            style = '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)


def yaml_text(thing: object) -> str:
    """Write a model object as YAML: the same bytes for equal objects, one final newline."""
    text: str = yaml.dump(
        to_plain(thing), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return text

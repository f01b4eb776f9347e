"""Dossiers from files, from bytes, and as text."""

from __future__ import annotations

from pathlib import Path

import yaml

from spi.codec import from_plain, to_plain
from spi.errors import InvalidDocument, phrase
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.reading.guarded import is_plainly_text
from spi.reading.sources import Document, mapping_of, parse_document, raise_located, read_document


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
    data = mapping_of(document, phrase("a dossier"))
    try:
        dossier = from_plain(data, Dossier)
    except InvalidDocument as wrong:
        raise InvalidDocument(document.located(wrong.findings)) from None
    raise_located(document, check_alone(dossier))
    return dossier


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

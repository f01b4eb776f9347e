"""Dossiers from files, from bytes, and as text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from spi.codec import from_plain
from spi.errors import InvalidDocument, raise_if_any
from spi.findings import Finding
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.phrases import phrase
from spi.reading.mending import Mended, mended
from spi.reading.sources import Document, in_order, mapping_of, read_document


def read_dossier(path: str | Path) -> Dossier:
    """Read a dossier from a YAML or JSON file.

    Raises:
        InvalidDocument: All problems of the file at once, each with its place.
    """
    return dossier_from(read_document(Path(path), Path(path).as_posix()))


def dossier_from(document: Document) -> Dossier:
    """Make a dossier of a document that has been read.

    Raises:
        InvalidDocument: All problems at once, each with its place.
    """
    read = dossier_read(document)
    raise_if_any(read.findings)
    return read.dossier


@frozen
class DossierRead:
    """A dossier, or what could be read of it.

    Attributes:
        document: The file, so that later findings have a place.
        findings: What is wrong whatever the criteria, each with its place.
        rest: What is left where something could not be read.
    """

    dossier: Dossier
    document: Document
    findings: tuple[Finding, ...] = ()
    rest: Mended[Dossier] | None = None

    def located(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings about the dossier with their places in the file."""
        return self.document.located(self.rest.as_written(found) if self.rest else found)


def dossier_read(document: Document) -> DossierRead:
    """Return a dossier, or what can be read of it, with all that is wrong, each with its place.

    Raises:
        InvalidDocument: The document holds no mapping, or nothing can be made of it.
    """
    data = mapping_of(document, phrase("a dossier"))
    broken: tuple[Finding, ...] = ()
    rest = None
    try:
        dossier = from_plain(data, Dossier)
    except InvalidDocument as wrong:
        broken = wrong.findings
        rest = mended(data, Dossier, broken)
        if rest is None:
            raise InvalidDocument([*document.findings, *document.located(broken)]) from None
        dossier = rest.thing
    further = check_alone(dossier)
    found = [*broken, *(rest.as_written(further) if rest else further)]
    placed = in_order([*document.findings, *document.located(found)])
    return DossierRead(dossier, document, placed, rest)

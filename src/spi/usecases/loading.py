"""Load a criteria set or a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from spi.errors import InvalidDocument, InvalidInput, UnknownKey
from spi.files import criteria_folder
from spi.findings import Code, Finding, errors_among, finding
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_against
from spi.phrases import phrase, suggestion
from spi.reading import read_criteria, read_dossier
from spi.reading.dossiers import DossierRead, dossier_read
from spi.reading.sources import Document, in_order, parse_document, read_document


def load_criteria(
    key_or_path: str | Path, *, languages: Iterable[str] | None = None
) -> CriteriaSet:
    """Return a criteria set, with its translations.

    Args:
        key_or_path: The key of a set that comes with the library, as ``alpine-figures`` or
            ``alpine-figures@2026``; or a folder or file.
        languages: Only these translations are read; all by default.

    Raises:
        UnknownKey: No set has this key.
        InvalidDocument: All problems of all files at once, each with its place.

    >>> load_criteria("alpine-figures").name
    'alpine-figures@2026'
    """
    return read_criteria(key_or_path, languages=languages)


def load_dossier(path: str | Path, criteria: CriteriaSet | None = None) -> Dossier:
    """Return the dossier that a YAML or JSON file holds.

    Args:
        path: The file.
        criteria: If given, what does not fit this set is a problem, too. Only here it has its
            place in the file: `score` tells the same of a dossier without it.

    Raises:
        InvalidDocument: All problems of the file at once, each with its place.
    """
    return read_dossier(path) if criteria is None else open_dossier(path).fitting(criteria)


@frozen
class OpenDossier:
    """A dossier that still knows its file, so that later findings have a place."""

    read: DossierRead

    @property
    def dossier(self) -> Dossier:
        """The dossier; where something could not be read, what is left without it."""
        return self.read.dossier

    def findings(self, criteria: CriteriaSet | None) -> tuple[Finding, ...]:
        """Return all that is wrong, also beside a criteria set, in the order of the file."""
        further = check_against(self.dossier, criteria) if criteria else ()
        return in_order([*self.read.findings, *self.read.located(further)])

    def criteria(
        self, named: str | Path | None = None, *, languages: Iterable[str] | None = None
    ) -> CriteriaSet:
        """Return the criteria set that is asked for, or the one that the dossier names.

        Raises:
            UnknownKey: No set has the key that is asked for.
            InvalidDocument: The dossier names none, or one that there is not; all problems.
        """
        if named is None and self.dossier.criteria is None:
            if errors_among(self.read.findings):  # the name itself may be what is broken
                raise InvalidDocument(self.read.findings)
            entry = phrase("no such entry")
            wrong = finding(Code.MISSING_ENTRY, found=entry, entry="criteria")
        else:
            try:
                return criteria_for(self.dossier, named, languages=languages)
            except UnknownKey as why:
                if named is not None:
                    raise
                hint = suggestion(why.key, why.known)
                wrong = finding(
                    Code.UNKNOWN_KEY, "criteria", found=why.key, kind=why.kind, suggestion=hint
                )
        raise InvalidDocument(in_order([*self.read.findings, *self.read.located([wrong])]))

    def fitting(self, criteria: CriteriaSet) -> Dossier:
        """Return the dossier if it fits a criteria set.

        Raises:
            InvalidDocument: All that does not fit, each with its place.
        """
        wrong = errors_among(self.findings(criteria))
        if wrong:
            raise InvalidDocument(wrong)
        return self.dossier


def open_dossier(path: str | Path) -> OpenDossier:
    """Read a dossier, and keep what is needed to point into its file.

    Raises:
        InvalidDocument: All problems of the file at once, each with its place.
    """
    return _opened(read_document(Path(path), Path(path).as_posix()))


def _opened(document: Document) -> OpenDossier:
    return OpenDossier(dossier_read(document))


def open_dossier_bytes(raw: bytes, name: str = "-") -> OpenDossier:
    """Read a dossier from bytes, such as standard input: JSON if it begins so, else YAML.

    Raises:
        InvalidDocument: All problems at once.
    """
    is_json = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) or not raw.strip()
    document = parse_document(raw, name, is_json=is_json)
    return _opened(document)


def criteria_for(
    dossier: Dossier, named: str | Path | None = None, *, languages: Iterable[str] | None = None
) -> CriteriaSet:
    """Return the criteria set that is asked for, or the one that the dossier names.

    Raises:
        InvalidInput: Neither names one.
        UnknownKey: No set has this key.
        InvalidDocument: The set has problems.
    """
    if named is not None:
        return load_criteria(named, languages=languages)
    if dossier.criteria is None:
        msg = "criteria: found none, expected the name of a criteria set; add it to the dossier"
        raise InvalidInput(msg)
    # what a dossier says is data: it names a set, and never leads to a file
    return load_criteria(criteria_folder(dossier.criteria), languages=languages)

"""Load a criteria set or a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.reading import read_criteria, read_dossier


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


def load_dossier(path: str | Path) -> Dossier:
    """Return the dossier that a YAML or JSON file holds.

    Raises:
        InvalidDocument: All problems of the file at once, each with its place.
    """
    return read_dossier(path)

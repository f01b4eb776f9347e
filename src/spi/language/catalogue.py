"""Catalogues of translations: PO files, read when they are needed."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import frozen
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from spi.errors import Code, InvalidDocument, finding, phrase

HERE = Path(__file__).parent / "locale"
TEMPLATE = "interface.pot"


@frozen
class Message:
    """One text of a catalogue.

    Attributes:
        source: The text it translates.
        translation: Empty where nobody has translated it.
        is_fuzzy: Whether a tool has guessed it; a guess is never shown.
    """

    source: str
    translation: str
    is_fuzzy: bool = False


@frozen
class Catalogue:
    """The translations of one file into one language.

    Attributes:
        messages: Context (a stable key) to message, without plural messages.
        is_reviewed: Whether a native speaker has signed it; until then it is a draft.
    """

    language: str
    messages: dict[str, Message]
    is_reviewed: bool


def read_catalogue(path: Path) -> Catalogue:
    """Read a bilingual PO file.

    Raises:
        InvalidDocument: It cannot be read, or is no PO file.
    """
    catalogue = _read(path)
    messages = {
        one.context: Message(_text(one.id), _text(one.string), one.fuzzy)
        for one in catalogue
        if one.id and one.context
    }
    status = dict(catalogue.mime_headers).get("X-Review", "draft")
    return Catalogue(language_code(path), messages, is_reviewed=status.strip() == "reviewed")


def language_code(path: Path) -> str:
    """Return the language that a file is named after: ``de_CH.po`` is ``de-CH``."""
    return path.stem.replace("_", "-")


def _read(path: Path) -> Any:  # noqa: ANN401 - Babel's catalogue
    name = path.name
    try:
        raw = path.read_bytes()
    except OSError as why:
        raise InvalidDocument(
            [finding(Code.FILE_UNREADABLE, found=name, why=why.strerror or "unknown")]
        ) from None
    try:
        raw.decode("utf-8-sig")
        return read_po(BytesIO(raw), locale=None, abort_invalid=True)
    except UnicodeDecodeError:
        raise InvalidDocument([finding(Code.FILE_ENCODING, found=name)]) from None
    except (PoFileError, ValueError, IndexError, KeyError, TypeError) as why:
        found = finding(Code.FILE_SYNTAX, found=name, format="PO", why=str(why) or "unknown")
        raise InvalidDocument([found]) from None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@lru_cache
def interface(language: str) -> Translations:
    """Return the texts of the interface in exactly this language, read once."""
    return _compiled(HERE / f"{language.replace('-', '_')}.po")


def _compiled(path: Path) -> Translations:
    packed = BytesIO()
    write_mo(packed, _read(path))
    packed.seek(0)
    return Translations(packed)


@lru_cache
def sources() -> dict[str, tuple[str, str]]:
    """Return the English text of every message by its id: singular and plural (may be empty)."""
    found = {}
    for one in _read(HERE / TEMPLATE):
        if one.id and one.context:
            several = one.id if isinstance(one.id, tuple | list) else (one.id, "")
            found[one.context] = (several[0], several[1])
    return found


def interface_languages() -> tuple[str, ...]:
    """Return the languages that the interface is translated into, the source language first."""
    return ("en", *sorted(language_code(path) for path in HERE.glob("*.po")))


def is_reviewed(language: str) -> bool:
    """Say whether a native speaker has signed the interface texts of a language."""
    if language == "en":
        return True
    return read_catalogue(HERE / f"{language.replace('-', '_')}.po").is_reviewed


__all__ = [
    "Catalogue",
    "Message",
    "interface",
    "interface_languages",
    "is_reviewed",
    "language_code",
    "phrase",
    "read_catalogue",
    "sources",
]

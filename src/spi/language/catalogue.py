"""Catalogues of translations: PO files, read when they are needed."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, finding
from spi.model.marks import CONTROL_PATTERN, LANGUAGE_PATTERN
from spi.phrases import phrase

HERE = Path(__file__).parent / "locale"
TEMPLATE = "interface.pot"
_LINE = re.compile(
    r"""\s*(\#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s*)?"([^"\\]|\\.)*")?\s*"""
)


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
        InvalidDocument: It cannot be read, or is no PO file; all problems, each with its line.
    """
    catalogue = _read(path)
    keyed = [one for one in catalogue if one.id and one.context]
    findings = [*_named(path), *_doubles(path)]
    if findings:
        raise InvalidDocument(findings)
    messages = {one.context: Message(_text(one.id), _text(one.string), one.fuzzy) for one in keyed}
    status = dict(catalogue.mime_headers).get("X-Review", "draft")
    return Catalogue(language_code(path), messages, is_reviewed=status.strip() == "reviewed")


def _named(path: Path) -> Iterator[Finding]:
    if not LANGUAGE_PATTERN.fullmatch(language_code(path)):
        yield _placed(finding(Code.BAD_LANGUAGE, found=path.stem), path)


def _doubles(path: Path) -> Iterator[Finding]:
    """Give keys that stand twice; what reads PO files keeps the last and says nothing."""
    first: dict[str, int] = {}
    for number, line in enumerate(_bytes(path).decode("utf-8-sig").splitlines(), start=1):
        match = re.fullmatch(r'msgctxt "(.+)"\s*', line)
        if match is None:
            continue
        key = match[1]
        if key in first:
            stands = Place(path.as_posix(), first[key])
            yield _placed(finding(Code.DUPLICATE_ENTRY, found=key, first=stands), path, number)
        first.setdefault(key, number)


def _placed(one: Finding, path: Path, line: int | None = None) -> Finding:
    return evolve(one, place=Place(path.as_posix(), line))


def catalogue_text(language: str, messages: Mapping[str, Message], *, is_reviewed: bool) -> str:
    """Return a bilingual PO file, sorted by key; the same bytes for the same messages."""
    review = "reviewed" if is_reviewed else "draft"
    head = [
        f"Language: {language.replace('-', '_')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"X-Review: {review}",
    ]
    header = "\n".join(f'"{line}\\n"' for line in head)
    parts = [f'msgid ""\nmsgstr ""\n{header}']
    for key in sorted(messages):
        one = messages[key]
        fuzzy = "#, fuzzy\n" if one.is_fuzzy else ""
        words = (("msgctxt", key), ("msgid", one.source), ("msgstr", one.translation))
        parts.append(fuzzy + "\n".join(f"{name} {_quoted(text)}" for name, text in words))
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    )
    return '"' + escaped.replace("\n", "\\n") + '"'


def language_code(path: Path) -> str:
    """Return the language that a file is named after: ``de_CH.po`` is ``de-CH``."""
    return path.stem.replace("_", "-")


def _read(path: Path) -> Any:  # noqa: ANN401 - Babel's catalogue
    raw = _bytes(path)
    findings = list(_lines(path, raw))
    if findings:
        raise InvalidDocument(findings)
    try:
        # as text: the header may name another charset
        return read_po(StringIO(raw.decode("utf-8-sig")), abort_invalid=True)
    except PoFileError as error:
        line, why = error.lineno + 1, error.args[0].removesuffix(f" on {error.lineno}")
    except (LookupError, TypeError, ValueError) as error:  # the header's language or plurals
        line, why = 1, str(error) or "unknown"
    told = " ".join(why.split())
    wrong = finding(Code.FILE_SYNTAX, found=phrase("something else"), format="PO", why=told)
    raise InvalidDocument([_placed(wrong, path, line)])


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file():
            return path.read_bytes()
        why = "it is something else, such as a device or a pipe"
    except OSError as error:
        why = error.strerror or "unknown"
    found = phrase("a file that cannot be read")
    raise InvalidDocument([_placed(finding(Code.FILE_UNREADABLE, found=found, why=why), path)])


def _lines(path: Path, raw: bytes) -> Iterator[Finding]:
    """Give the lines that are none of a PO file; Babel passes over many of them."""
    for number, line in enumerate(raw.removeprefix(BOM_UTF8).splitlines(), start=1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = phrase("the byte %(byte)s", byte=f"0x{line[error.start]:02x}")
            yield _placed(finding(Code.FILE_ENCODING, found=bad), path, number)
            continue
        if CONTROL_PATTERN.search(text):
            yield _placed(finding(Code.BAD_TEXT, found=text.strip()), path, number)
        elif not _LINE.fullmatch(text):
            why = "a quotation mark is missing, or a word is unknown"
            wrong = finding(Code.FILE_SYNTAX, found=text.strip(), format="PO", why=why)
            yield _placed(wrong, path, number)


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
    return interface(language).info().get("x-review") == "reviewed"


__all__ = [
    "Catalogue",
    "Message",
    "interface",
    "interface_languages",
    "is_reviewed",
    "language_code",
    "read_catalogue",
    "sources",
]

"""Files: where the criteria lie, and writing so that nothing is half written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from spi.errors import InvalidInput, UnknownKey
from spi.phrases import phrase

PACKAGED = Path(__file__).parent / "_criteria"
CHECKOUT = Path(__file__).parent.parent.parent / "criteria"


def criteria_root() -> Path:
    """Return the folder of the criteria sets that come with the library.

    In an installed package it lies inside; in a checkout it stands beside ``src``.
    """
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def criteria_folders() -> dict[str, Path]:
    """Return the folder of each edition by its name, as ``alpine@2026``; sorted."""
    root = criteria_root()
    found = sorted(path.parent for path in root.glob("*/*/set.yaml"))
    return {f"{folder.parent.name}@{folder.name}": folder for folder in found}


def criteria_folder(name: str) -> Path:
    """Return the folder of a set that comes with the library.

    Args:
        name: Key and edition, or a key alone for its newest edition.

    Raises:
        UnknownKey: There is none.
    """
    known = criteria_folders()
    if name in known:
        return known[name]
    editions = [one for one in known if one.partition("@")[0] == name]
    if not editions:
        raise UnknownKey("criteria set", name, known)
    return known[max(editions)]


def write_text(path: Path, text: str) -> None:
    """Write a file as a whole or not at all: beside its place first, then renamed.

    Raises:
        InvalidInput: It cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all.

    Raises:
        InvalidInput: It cannot be written.
    """
    temporary = None
    try:
        target = path.resolve()  # a link keeps pointing to the file it names
        if target.exists() and not (target.is_file() or target.is_dir()):
            target.write_bytes(content)  # a device or a pipe, which nothing may take the place of
            return
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".spi-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_of(target))
        Path(temporary).replace(target)
    except (OSError, ValueError, RuntimeError) as why:  # no such name, a circle of links
        reason = getattr(why, "strerror", None) or why
        msg = phrase(
            'cannot write "%(path)s": %(why)s; check the folder and its permissions',
            path=path,
            why=reason,
        )
        raise InvalidInput(msg) from why
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """Return the permissions of the file that is replaced, or the usual ones of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Criteria sets from a folder or a file, with the catalogues beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from spi import files
from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, errors_among, finding
from spi.findings import Path as KeyPath
from spi.language.catalogue import Catalogue, language_code, read_catalogue
from spi.model.checks import check_criteria, locate
from spi.model.criteria_set import CriteriaSet
from spi.phrases import describe, phrase
from spi.reading.assembly import Assembly, assemble, is_inside
from spi.reading.mending import mended
from spi.reading.sources import read_document
from spi.reading.texts import translated

SET_FILE = "set.yaml"


@frozen(kw_only=True)
class CriteriaRead:
    """A criteria set, and what was noticed while reading it.

    Attributes:
        plain: The set without its catalogues.
        findings: Warnings and notes, in the order of the files.
        folder: Where it lies; ``None`` for a single file.
    """

    criteria: CriteriaSet
    plain: CriteriaSet
    catalogues: tuple[Catalogue, ...]
    findings: tuple[Finding, ...]
    folder: Path | None
    assembly: Assembly

    def located(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings whose paths begin at the set with their places, in its order."""
        return self.assembly.located(found)


def read_criteria(where: str | Path, *, languages: Iterable[str] | None = None) -> CriteriaSet:
    """Read a criteria set.

    Args:
        where: The key of a set that comes with the library (``alpine-figures`` or
            ``alpine-figures@2026``), a folder, or a YAML or JSON file.
        languages: Only these catalogues are read; all by default.

    Raises:
        UnknownKey: Nothing has this name.
        InvalidDocument: All problems of all files at once, each with its place.
    """
    return read_criteria_fully(where, languages=languages).criteria


def read_criteria_fully(
    where: str | Path, *, languages: Iterable[str] | None = None
) -> CriteriaRead:
    """Read a criteria set, and keep what was noticed (see `read_criteria`)."""
    found = find(where)
    file = found / SET_FILE if found.is_dir() else found
    folder = file.parent if file.name == SET_FILE else None
    if found.is_dir() and not is_inside(found, SET_FILE):
        outside = finding(Code.FILE_OUTSIDE, found=SET_FILE)
        raise InvalidDocument([evolve(outside, place=Place(file.as_posix()))])
    assembly = assemble(read_document(file, file.as_posix()), folder)
    plain, findings = _checked(assembly)
    catalogues = _catalogues(folder, languages, findings)
    wrong = errors_among(findings)
    if plain is None or wrong:
        raise InvalidDocument(wrong)
    return CriteriaRead(
        criteria=translated(plain, catalogues),
        plain=plain,
        catalogues=tuple(catalogues),
        findings=tuple(findings),
        folder=folder,
        assembly=assembly,
    )


def find(where: str | Path) -> Path:
    """Return the file or edition folder of a criteria set.

    Raises:
        UnknownKey: No set that comes with the library has this key.
        InvalidDocument: A folder without a set in it, or no name that a file can have.
    """
    path = Path(where)
    is_key = isinstance(where, str) and not any(mark in where for mark in "/\\.")
    there, is_folder = _looked_at(path)
    if is_key and not (where and there):
        return files.criteria_folder(str(where))
    return _edition(path) if is_folder else path


def _looked_at(path: Path) -> tuple[bool, bool]:
    """Say whether there is something, and whether it is a folder."""
    try:
        return path.exists(), path.is_dir()
    except (OSError, ValueError) as error:  # a name too long
        why = getattr(error, "strerror", None) or str(error)
        broken = finding(Code.FILE_UNREADABLE, found=phrase("a file that cannot be read"), why=why)
        raise InvalidDocument([evolve(broken, place=Place(path.as_posix()))]) from None


def _edition(folder: Path) -> Path:
    if (folder / SET_FILE).exists():
        return folder
    editions = sorted(one.parent for one in folder.glob(f"*/{SET_FILE}"))
    if editions:
        return editions[-1]
    missing = finding(Code.FILE_MISSING, found=phrase("a folder without set.yaml"))
    raise InvalidDocument([evolve(missing, place=Place(folder.as_posix()))])


# --- what is wrong with it -------------------------------------------------------------------------


def _checked(assembly: Assembly) -> tuple[CriteriaSet | None, list[Finding]]:
    """Return the set, ``None`` where the data are none, and everything found."""
    found = list(assembly.findings)
    criteria = None
    try:
        criteria = from_plain(assembly.data, CriteriaSet)
    except InvalidDocument as wrong:
        found += assembly.located(wrong.findings)
        found += _further(assembly, wrong.findings)
    else:
        noted = [one for one in check_criteria(criteria) if not _follows(one, assembly)]
        found += assembly.located(_with_first(assembly, criteria, noted))
    return criteria, assembly.ordered(found)


def _follows(one: Finding, assembly: Assembly) -> bool:
    """Say whether a finding may come of a file that cannot be read."""
    unread = assembly.unread
    if one.code is Code.UNKNOWN_KEY:
        return None in unread or any(one.found in {key, describe(key)} for key in unread)
    is_of_whole = one.code in {Code.NO_CHILDREN, Code.ALL_WEIGHTS_ZERO} and len(one.path) <= 1
    return bool(unread) and is_of_whole


def _further(assembly: Assembly, wrong: Iterable[Finding]) -> list[Finding]:
    """Return what else is wrong with a set some of whose indicators cannot be read."""
    rest = mended(assembly.data, CriteriaSet, wrong)
    if rest is None:
        return []
    noted = rest.as_written(check_criteria(rest.thing))
    own = [one for one in noted if not _follows(one, assembly)]
    return assembly.located(_with_first(assembly, rest.thing, own, rest.written))


def _with_first(
    assembly: Assembly,
    criteria: CriteriaSet,
    found: Iterable[Finding],
    written: Callable[[KeyPath], KeyPath] = tuple,
) -> Iterator[Finding]:
    """Give what is wrong with a set; of a key used twice, where it stands first."""
    first: dict[str, KeyPath] = {criteria.key: ("key",)}
    nodes = {}
    for path, node in locate(criteria):
        place = written((*path, "key"))
        nodes[place] = node.key
        first.setdefault(node.key, place)
    for one in found:
        if one.code is Code.DUPLICATE_KEY and one.path in nodes:
            stands = assembly.place_of(first[nodes[one.path]])
            yield evolve(one, arguments={**one.arguments, "first": str(stands)})
        else:
            yield one


# --- its translations ------------------------------------------------------------------------------


def _catalogues(
    folder: Path | None, languages: Iterable[str] | None, findings: list[Finding]
) -> list[Catalogue]:
    wanted = None if languages is None else set(languages)
    found = []
    if folder and not is_inside(folder, "locale"):
        outside = finding(Code.FILE_OUTSIDE, found="locale")
        findings.append(evolve(outside, place=Place(folder.joinpath("locale").as_posix())))
        return []
    for path in sorted(folder.glob("locale/*.po")) if folder else ():
        if wanted is not None and language_code(path) not in wanted:
            continue
        try:
            found.append(_catalogue(path))
        except InvalidDocument as wrong:
            findings += wrong.findings
    return found


def _catalogue(path: Path) -> Catalogue:
    if not is_inside(path.parent, path.name):
        outside = finding(Code.FILE_OUTSIDE, found=path.name)
        raise InvalidDocument([evolve(outside, place=Place(path.as_posix()))])
    return read_catalogue(path)

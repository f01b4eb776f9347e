"""Check a criteria set or a dossier: everything at once, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from spi.errors import InvalidDocument, UnknownKey
from spi.findings import Code, Finding, Place, Severity, errors_among, finding
from spi.findings import Path as KeyPath
from spi.model.answers import AsksNumber, AsksRatio
from spi.model.checks import locate
from spi.model.criteria_set import CriteriaSet, Indicator
from spi.model.reference_checks import unknown
from spi.phrases import phrase, suggestion
from spi.reading.cases import CASES_FILE, CasesRead, read_cases
from spi.reading.criteria import SET_FILE, CriteriaRead, find, read_criteria_fully
from spi.reading.sources import read_document
from spi.reading.texts import TranslationStatus, status_of, texts_of
from spi.usecases.cases import failed_cases
from spi.usecases.loading import OpenDossier, open_dossier, open_dossier_bytes

SOURCES_FILE = "SOURCES.md"
"""Says where a published set comes from, and under which licence."""


@frozen(kw_only=True)
class Checked:
    """What a check has found.

    Attributes:
        path: What was checked.
        kind: ``criteria`` or ``dossier``.
        name: Of the set, as ``alpine@2026``, or of the dossier.
        findings: In the order of the files.
        cases: Worked cases that were run.
        evidence: Number of scales by what they rest on: source, data, judgement, unstated.
    """

    path: str
    kind: str
    name: str
    findings: tuple[Finding, ...]
    cases: int = 0
    evidence: Mapping[str, int] = field(factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing stops the work."""
        return not errors_among(self.findings)


def check(
    path: str | Path | bytes, *, criteria: str | Path | None = None, publish: bool = False
) -> Checked:
    """Check a criteria set or a dossier.

    Args:
        path: A folder or file; the key of a set that comes with the library works, too; or the
            bytes of a dossier in JSON.
        criteria: For a dossier: the set it must fit; the one it names by default.
        publish: For a set: also what publishing needs, such as labels in all promised languages.
    """
    name = "-" if isinstance(path, bytes) else str(path)
    try:
        if isinstance(path, bytes):
            return _dossier(open_dossier_bytes(path), name, criteria)
        if is_dossier(path):
            return _dossier(open_dossier(path), name, criteria)
        return _criteria(path, publish=publish)
    except InvalidDocument as wrong:
        return Checked(path=name, kind="unknown", name=name, findings=wrong.findings)
    except UnknownKey as why:
        hint = suggestion(why.key, why.known)
        found = finding(Code.UNKNOWN_KEY, found=why.key, kind=why.kind, suggestion=hint)
        placed = evolve(found, place=Place(name))
        return Checked(path=name, kind="unknown", name=name, findings=(placed,))


def is_dossier(path: str | Path) -> bool:
    """Say whether a file is a dossier; a folder, and a file with fields or indicators, is a set.

    Raises:
        InvalidDocument: The file cannot be read.
    """
    where = find(path)
    if where.is_dir():
        return False
    data = read_document(where, where.as_posix()).data
    return isinstance(data, dict) and not data.keys() & {"fields", "indicators"}


def _dossier(opened: OpenDossier, path: str, criteria: str | Path | None) -> Checked:
    chosen = None
    if criteria is not None or opened.dossier.criteria is not None:
        chosen = opened.criteria(criteria, languages=())
    return Checked(
        path=path, kind="dossier", name=opened.dossier.key, findings=opened.findings(chosen)
    )


def _criteria(path: str | Path, *, publish: bool) -> Checked:
    cases, broken = _cases(find(path))
    try:
        read = read_criteria_fully(path)
    except InvalidDocument as wrong:
        raise InvalidDocument([*wrong.findings, *broken]) from None
    findings = [*read.findings, *broken]
    if cases:
        findings += failed_cases(cases, read.criteria)
    if publish:
        findings += _publishing(read)
    return Checked(
        path=str(path),
        kind="criteria",
        name=read.criteria.name,
        findings=tuple(findings),
        cases=len(cases.cases) if cases else 0,
        evidence=evidence_of(read.criteria),
    )


def _cases(folder: Path) -> tuple[CasesRead | None, tuple[Finding, ...]]:
    """Return the worked cases beside a set, and what is wrong with those that cannot be read."""
    folder = folder.parent if folder.name == SET_FILE else folder
    try:
        read = read_cases(folder) if folder.is_dir() else None
    except InvalidDocument as wrong:
        return None, wrong.findings
    return read, read.findings if read else ()


def evidence_of(criteria: CriteriaSet) -> dict[str, int]:
    """Return how many scales rest on a published source, on data, on own judgement."""
    found = {"source": 0, "data": 0, "judgement": 0, "unstated": 0}
    for leaf in criteria.leaves():
        if leaf.scale:
            found[leaf.scale.evidence.value if leaf.scale.evidence else "unstated"] += 1
    return found


# --- what publishing needs -------------------------------------------------------------------------


def _publishing(read: CriteriaRead) -> Iterator[Finding]:
    criteria = read.plain
    found = [
        finding(Code.PUBLISH_MISSING, *path, found=phrase("no such entry"), entry=entry)
        for path, entry in (*_of_set(criteria), *_of_nodes(criteria))
    ]
    places = {node.key: path for path, node in locate(criteria)}
    for status in translation_status(read):
        found += _untranslated(status, places)
    yield from read.located([*found, *_files(read)])
    yield from _left_over(read)


def _files(read: CriteriaRead) -> Iterator[Finding]:
    """Tell of files that a published folder needs, and of such as nothing names."""
    if read.folder is None:
        return
    for name in (SOURCES_FILE, CASES_FILE):
        if not (read.folder / name).is_file():
            yield finding(Code.PUBLISH_MISSING, found=phrase("no such file"), entry=name)
    known = {Path(name).name for name in read.assembly.order} | {CASES_FILE}
    for path in sorted(read.folder.glob("*.yaml")):
        if path.name not in known:
            yield finding(
                Code.UNKNOWN_ENTRY, "fields", found=phrase("the file %(name)s", name=path.name),
                known=", ".join(sorted(known)), suggestion=phrase(""),
            )  # fmt: skip


def _left_over(read: CriteriaRead) -> Iterator[Finding]:
    """Tell of translations of texts that the set does not have."""
    texts = [key for key, _ in texts_of(read.plain)]
    for catalogue in read.catalogues:
        for key in status_of(read.plain, catalogue).unused:
            name = f"{catalogue.language.replace('-', '_')}.po"
            file = (read.folder or Path()) / "locale" / name
            wrong = unknown("text", key, texts)
            yield evolve(wrong, place=Place(file.as_posix()), severity=Severity.WARNING)


def _of_set(criteria: CriteriaSet) -> Iterator[tuple[KeyPath, str]]:
    for name in ("label", "description", "licence", "valid_from"):
        if getattr(criteria, name) is None:
            yield (), name
    if criteria.edition == "draft":
        yield (), "edition"
    for i, level in enumerate(criteria.levels):
        for name in ("label", "colour"):
            if getattr(level, name) is None:
                yield ("levels", i), name


def _of_nodes(criteria: CriteriaSet) -> Iterator[tuple[KeyPath, str]]:
    for path, node in locate(criteria):
        if node.label is None:
            yield path, "label"
        if isinstance(node, Indicator):
            yield from ((path, entry) for entry in _of_leaf(node))


def _of_leaf(leaf: Indicator) -> Iterator[str]:
    if leaf.question is None:
        yield "question"
    if isinstance(leaf.answer, AsksNumber | AsksRatio) and leaf.answer.unit is None:
        yield "answer.unit"
    if leaf.direction is None and leaf.scale is not None:
        yield "direction"
    if leaf.scale and leaf.scale.reason is None:
        yield "scale.reason"
    if leaf.scale and leaf.scale.evidence is None:
        yield "scale.evidence"
    if leaf.scale and leaf.scale.evidence == "source" and not leaf.scale.sources:
        yield "scale.sources"
    if leaf.kind == "statistic" and not leaf.sources:
        yield "sources"
    if leaf.rating and not leaf.rating.hints:
        yield "rating.hints"
    if leaf.weight != 1 and not leaf.is_context and leaf.weight_reason is None:
        yield "weight_reason"


def _untranslated(status: TranslationStatus, places: Mapping[str, KeyPath]) -> Iterator[Finding]:
    for key in status.missing:
        yield finding(
            Code.TRANSLATION_MISSING,
            *_path_of(key, places),
            found=phrase("no translation"),
            languages=status.language,
        )
    for key in status.outdated:
        yield finding(
            Code.TRANSLATION_OUTDATED, *_path_of(key, places), found=phrase("a translation of another text"),
            languages=status.language,
        )  # fmt: skip
    if not status.is_reviewed:
        yield finding(
            Code.TRANSLATION_DRAFT, found=phrase("a draft"), languages=status.language,
            severity=Severity.NOTE,
        )  # fmt: skip


def _path_of(key: str, places: Mapping[str, KeyPath]) -> KeyPath:
    """Return the path of a text by its stable key: ``hou-rent.label``."""
    node, _, rest = key.partition(".")
    return (*places[node], *rest.split(".")) if node in places else (key,)


def translation_status(read: CriteriaRead) -> tuple[TranslationStatus, ...]:
    """Return how far each promised language is, those with a catalogue too; sorted by code."""
    there = {one.language: one for one in read.catalogues}
    languages = sorted({*read.criteria.languages, *there} - {read.criteria.source_language})
    texts = dict(texts_of(read.plain))
    found = []
    for language in languages:
        if language in there:
            found.append(status_of(read.plain, there[language]))
            continue
        written = [key for key, text in texts.items() if language in text.texts]
        found.append(
            TranslationStatus(
                language=language, is_reviewed=False, texts=len(texts), translated=len(written),
                missing=tuple(key for key in texts if key not in written), outdated=(), unused=(),
            )
        )  # fmt: skip
    return tuple(found)

"""YAML through one guarded door: bounded, without aliases, tags or surprises, with positions."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml
from attrs import evolve, field, frozen
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingNode,
    NodeEvent,
    ScalarEvent,
    ScalarNode,
    SequenceNode,
)

from spi.codec.documents import MOST_DIGITS, MOST_LEVELS
from spi.errors import InvalidDocument, raise_if_any
from spi.findings import Code, Finding, Path, Place, Severity, finding
from spi.phrases import phrase

MOST_BYTES = 5_000_000
MOST_PARTS = 200_000

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a build of PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # it does the same

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_QUOTED = frozenset("'\"|>")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML file may hold."""


def is_plainly_text(text: str) -> bool:
    """Say whether a scalar without quotes is read as this text, and not as something else."""
    others = (_WHOLE, _NUMBER, _NOT_FINITE)
    return text not in _WORDS and not any(one.fullmatch(text) for one in others)


@frozen
class Marked:
    """Plain data, and where each part of it stands.

    Attributes:
        places: Path to the place of its value; ``(*path, NAME)`` to that of its name.
        findings: What is wrong with it and was left out, such as an entry given twice.
    """

    data: Any
    places: dict[Path, Place] = field(factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()

    def place_of(self, path: Path, *, of_name: bool = False) -> Place | None:
        """Return where a path stands, or where the nearest thing above it does."""
        if of_name and (*path, NAME) in self.places:
            return self.places[*path, NAME]
        path = self._as_written(path)
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return None

    def _as_written(self, path: Path) -> Path:
        """Return the path in a file that uses short forms: one thing for a list, a pair."""
        at, written = self.data, []
        for step in path:
            if step == 0 and isinstance(at, dict):
                continue
            if isinstance(at, list) and isinstance(step, str):
                step = _PAIR.get(step, step)  # noqa: PLW2901 - the same step, as written
            written.append(step)
            at = _inside(at, step)
        return tuple(written)


_PAIR = {"at": 0, "points": 1}
"""What a knot of a curve may leave out."""


def _inside(at: Any, step: str | int) -> Any:
    try:
        return at[step]
    except (KeyError, IndexError, TypeError):
        return None


def value_at(data: object, path: Path) -> Any:
    """Return what stands at a path; ``None`` for nothing."""
    at: Any = data
    for step in path:
        at = _inside(at, step)
    return at


def shown_path(data: object, path: Path) -> Path:
    """Return a path as people read it: from the key of the nearest thing that has one.

    >>> data = {"indicators": [{"key": "hou-rent", "scale": {"worst": "x"}}]}
    >>> shown_path(data, ("indicators", 0, "scale", "worst"))
    ('hou-rent', 'scale', 'worst')
    """
    shown: list[str | int] = []
    at: Any = data
    for step in path:
        shown.append(step)
        at = _inside(at, step)
        key = at.get("key") if isinstance(at, dict) else None
        if isinstance(step, int) and isinstance(key, str) and key:
            shown = [key]
    return tuple(shown)


NAME = "\0name"
"""Marks, at the end of a path, the name of an entry instead of its value."""


def read_yaml(raw: bytes, name: str) -> Marked:
    """Read one YAML document.

    As in YAML 1.2 only ``true`` and ``false`` are yes and no; ``NO``, dates and times stay text,
    and so does a number with a leading zero. ``.inf`` and ``.nan`` become numbers that no model
    takes, so that they are found with their path.

    Args:
        raw: The file's bytes; UTF-8, with or without a mark, any line ends.
        name: How the file is called in findings.

    Raises:
        InvalidDocument: All problems, each with line and column.
    """
    marked = read_what_can_be(raw, name)
    raise_if_any(marked.findings)
    return marked


def read_what_can_be(raw: bytes, name: str) -> Marked:
    """Read one YAML document without the entries that are given twice or have no name.

    Raises:
        InvalidDocument: It cannot be read at all.
    """
    return _Reading(name).read(decoded(raw, name))


def decoded(raw: bytes, name: str) -> str:
    """Return the text of a file.

    Raises:
        InvalidDocument: It is too large, or not UTF-8.
    """
    place = Place(name)
    if len(raw) > MOST_BYTES:
        size = phrase("a file of %(size)s bytes", size=len(raw))
        raise InvalidDocument(
            [_at(place, finding(Code.FILE_TOO_LARGE, found=size, limit=MOST_BYTES))]
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = raw[: why.start].count(b"\n") + 1
        column = why.start - (raw.rfind(b"\n", 0, why.start) + 1) + 1
        bad = phrase("the byte %(byte)s", byte=f"0x{raw[why.start]:02x}")
        wrong = finding(Code.FILE_ENCODING, found=bad)
        raise InvalidDocument([_at(Place(name, line, column), wrong)]) from None


def _at(place: Place | None, one: Finding) -> Finding:
    return evolve(one, place=place)


class _Reading:
    """One file being read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.places: dict[Path, Place] = {}

    def read(self, text: str) -> Marked:
        if bad := _UNPRINTABLE.search(text):
            line, column = _line_and_column(text, bad.start())
            self._fail(Code.BAD_TEXT, Place(self.name, line, column), phrase("a control character"))
        try:
            self._guard(text)
            root = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as why:
            self._syntax(why.problem_mark or why.context_mark, why.problem or why.context or "")
        except yaml.YAMLError as why:
            self._syntax(None, str(why))
        if root is None:
            self._fail(
                Code.FILE_EMPTY, Place(self.name), phrase("nothing"), what=phrase("a mapping")
            )
        data = self._value(root, ())
        left_out = (evolve(one, path=shown_path(data, one.path)) for one in self.findings)
        return Marked(data, self.places, tuple(left_out))

    # --- before anything is built ----------------------------------------------------------------

    def _guard(self, text: str) -> None:
        depth = parts = documents = 0
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            documents += isinstance(event, DocumentStartEvent)
            parts += isinstance(event, NodeEvent)
            self._guard_event(event, depth, parts, documents)

    def _guard_event(self, event: Any, depth: int, parts: int, documents: int) -> None:
        place = self._place(event.start_mark)
        if isinstance(event, AliasEvent):
            self._fail(Code.ALIAS_REFUSED, place, phrase("an alias: *%(name)s", name=event.anchor))
        if depth > MOST_LEVELS:
            levels = phrase("more than %(n)s levels", n=MOST_LEVELS)
            self._fail(Code.TOO_DEEP, place, levels, limit=MOST_LEVELS)
        if parts > MOST_PARTS:
            many = phrase("more than %(n)s parts", n=MOST_PARTS)
            self._fail(Code.TOO_MANY_PARTS, place, many, limit=MOST_PARTS)
        if documents > 1:
            self._fail(Code.SEVERAL_DOCUMENTS, place, phrase("a second document"))
        if isinstance(event, ScalarEvent | CollectionStartEvent):
            if event.anchor:
                named = phrase("an anchor: &%(name)s", name=event.anchor)
                self._fail(Code.ALIAS_REFUSED, place, named)
            if event.tag is not None:
                self._fail(Code.TAG_REFUSED, place, phrase("the tag %(tag)s", tag=event.tag))

    # --- building ---------------------------------------------------------------------------------

    def _value(self, node: Any, path: Path) -> Any:
        self.places[path] = self._place(node.start_mark)
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if isinstance(node, SequenceNode):
            return [self._value(one, (*path, i)) for i, one in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = self._name(name_node)
            if name is None:
                continue
            if name in found:
                first = self.places[*path, name, NAME]
                double = finding(Code.DUPLICATE_ENTRY, *path, name, found=name, first=first)
                self._note(double, name_node.start_mark)
                continue
            self.places[*path, name, NAME] = self._place(name_node.start_mark)
            found[name] = self._value(value_node, (*path, name))
        return found

    def _name(self, node: Any) -> str | None:
        if not isinstance(node, ScalarNode):
            wrong = finding(
                Code.WRONG_TYPE, found=phrase("a list or mapping as name"), expected=phrase("text")
            )
            self._note(wrong, node.start_mark)
            return None
        if node.value == "<<" and node.style not in _QUOTED:
            self._note(
                finding(Code.MERGE_REFUSED, found=phrase("a merge key: <<")), node.start_mark
            )
            return None
        return str(node.value)

    def _scalar(self, node: ScalarNode) -> Any:
        text: str = node.value
        if node.style in _QUOTED:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NOT_FINITE.fullmatch(text):
            return float(text.replace(".", ""))
        if _WHOLE.fullmatch(text) or _NUMBER.fullmatch(text):
            is_whole = _WHOLE.fullmatch(text) and len(text) <= MOST_DIGITS
            return int(text) if is_whole else float(text)
        return text

    # --- problems ---------------------------------------------------------------------------------

    def _place(self, mark: Any) -> Place:
        if mark is None:
            return Place(self.name)
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _note(self, one: Finding, mark: Any) -> None:
        self.findings.append(_at(self._place(mark), one))

    def _fail(self, code: Code, place: Place, found: object, **arguments: object) -> NoReturn:
        raise InvalidDocument(
            [_at(place, finding(code, found=found, severity=Severity.ERROR, **arguments))]
        )

    def _syntax(self, mark: Any, why: str) -> None:
        broken = phrase("something else")
        self._fail(Code.FILE_SYNTAX, self._place(mark), broken, format="YAML", why=why or "unknown")


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def read_json_as_yaml(text: str, name: str) -> Marked:
    """Return what a reader of YAML says of a JSON text, and where its parts stand.

    JSON is YAML, nearly: this finds places as far as it is. Letters that JSON writes as a pair
    of escapes give way to spaces, which take the same room.
    """
    reading = _Reading(name)
    try:
        return reading.read(_HALF.sub(r"\\u0020", text))
    except InvalidDocument as wrong:
        return Marked(None, reading.places, wrong.findings)


_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")

"""The converter: one hook for each kind of type, every problem collected with its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, get_args

import attrs
from cattrs import Converter

from spi.codec import checks, special
from spi.codec.fields import (
    FieldPlan,
    fields_of,
    is_literal,
    is_mapping,
    is_optional,
    is_tuple,
    is_union,
    members_of,
    without_none,
)
from spi.errors import (
    Code,
    Finding,
    InvalidDocument,
    InvalidInput,
    Path,
    finding,
    phrase,
    suggestion,
)
from spi.model.marks import CONTROL_PATTERN, LANGUAGE_PATTERN, Form
from spi.model.period import Period
from spi.model.text import SOURCE, LocalText

Plain = Any
"""What JSON knows: mappings, lists, texts, numbers, yes and no, nothing."""
MOST_IN_A_WORD = 10**15
"""From here on a whole number is none that somebody meant as a word, such as a year."""


@lru_cache
def converter() -> Converter:
    """Return the converter of this library; it is never changed once made."""
    made = Converter(detailed_validation=False, forbid_extra_keys=True)
    factories: list[tuple[Callable[[Any], bool], Callable[[Any], Any]]] = [
        (attrs.has, lambda cls: _class_hook(made, cls)),
        (is_tuple, lambda type_: _tuple_hook(made, type_)),
        (is_mapping, lambda type_: _mapping_hook(made, type_)),
        (is_union, lambda type_: _union_hook(made, type_)),
        (is_literal, _literal_hook),
    ]
    for predicate, factory in factories:
        made.register_structure_hook_factory(predicate, factory)
    for type_, hook in _SCALARS.items():
        made.register_structure_hook(type_, hook)
    special.register(made)
    _register_dumps(made)
    return made


def _wrong(raw: object, expected: str) -> InvalidDocument:
    return InvalidDocument([finding(Code.WRONG_TYPE, found=raw, expected=expected)])


# --- scalars ---------------------------------------------------------------------------------------


def _or_raise(made: Any) -> Any:  # noqa: ANN401
    if isinstance(made, Finding):
        raise InvalidDocument([made])
    return made


def _float(raw: Plain, _: object) -> float:
    value: float = _or_raise(checks.number(raw))
    return value


def _int(raw: Plain, _: object) -> int:
    value: int = _or_raise(checks.whole_number(raw))
    return value


def _bool(raw: Plain, _: object) -> bool:
    if not isinstance(raw, bool):
        raise _wrong(raw, phrase("true or false"))
    return raw


def _str(raw: Plain, type_: Any) -> str:  # noqa: ANN401
    if issubclass(type_, StrEnum):  # cattrs gives a subclass of text here, too
        return _enum(raw, type_)
    if not isinstance(raw, str):
        raise _wrong(raw, phrase("text"))
    return raw


def _date(raw: Plain, _: object) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
            return date.fromisoformat(raw)
    except (TypeError, ValueError):
        pass
    raise InvalidDocument([finding(Code.BAD_DATE, found=raw)])


def _period(raw: Plain, _: object) -> Period:
    is_year = isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= date.max.year
    try:
        return Period(str(raw) if is_year else raw)
    except InvalidInput:
        raise InvalidDocument([finding(Code.BAD_PERIOD, found=raw)]) from None


def _local_text(raw: Plain, _: object) -> LocalText:
    if not isinstance(raw, str) and not (isinstance(raw, Mapping) and raw):
        raise _wrong(raw, phrase("text, or a text for each language"))
    found = list(_one_text(raw) if isinstance(raw, str) else _texts(raw))
    if found:
        raise InvalidDocument(found)
    if isinstance(raw, str):
        return LocalText({SOURCE: raw})
    return LocalText({_language(name): text for name, text in raw.items()})


def _language(name: str) -> str:
    return SOURCE if name == "source" else name.replace("_", "-")


def _texts(raw: Mapping[Any, Plain]) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for name, text in raw.items():
        if not isinstance(name, str) or not (name == "source" or LANGUAGE_PATTERN.fullmatch(name)):
            yield finding(Code.BAD_LANGUAGE, *steps_to(name), found=name)
        elif _language(name) in first:
            double = finding(Code.DUPLICATE_ENTRY, name, found=name, first=first[_language(name)])
            yield double
        else:
            first[_language(name)] = name
        yield from (one.below(*steps_to(name)) for one in _one_text(text))


def steps_to(name: object) -> Path:
    """Return the path to an entry: none where its name is no text."""
    return (name,) if isinstance(name, str) else ()


def _one_text(text: Plain) -> Iterable[Finding]:
    if not isinstance(text, str):
        yield finding(Code.WRONG_TYPE, found=text, expected=phrase("text"))
    elif CONTROL_PATTERN.search(text):
        yield finding(Code.BAD_TEXT, found=text)


_SCALARS: dict[Any, Callable[[Plain, object], Any]] = {
    float: _float,
    int: _int,
    bool: _bool,
    str: _str,
    date: _date,
    Period: _period,
    LocalText: _local_text,
}


def _enum(raw: Plain, type_: type[StrEnum]) -> StrEnum:
    known = [one.value for one in type_]
    if isinstance(raw, str) and raw in known:
        return type_(raw)
    raise InvalidDocument([not_one_of(raw, known)])


def _literal_hook(type_: object) -> Callable[[Plain, object], str]:
    known = [str(one) for one in get_args(type_)]

    def hook(raw: Plain, _: object) -> str:
        if raw in known:
            return str(raw)
        raise InvalidDocument([not_one_of(raw, known)])

    return hook


def not_one_of(raw: Plain, known: Iterable[str], *path: str | int) -> Finding:
    """Make the finding that something is none of the words that are known."""
    words = list(known)
    return finding(
        Code.NOT_ONE_OF, *path, found=raw, known=", ".join(words), suggestion=suggestion(raw, words)
    )


# --- what holds others -------------------------------------------------------------------------------


def _tuple_hook(made: Converter, type_: object) -> Callable[[Plain, object], tuple[Any, ...]]:
    inner = get_args(type_)[0]

    def hook(raw: Plain, _: object) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple):
            raise _wrong(raw, phrase("a list"))
        return tuple(_each(made, enumerate(raw), inner).values())

    return hook


def _mapping_hook(made: Converter, type_: object) -> Callable[[Plain, object], dict[str, Any]]:
    inner = get_args(type_)[1]

    def hook(raw: Plain, _: object) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise _wrong(raw, phrase("a mapping"))
        strange = [one for one in raw if not isinstance(one, str)]
        if strange:
            raise _wrong(strange[0], phrase("text"))
        return _each(made, raw.items(), inner)

    return hook


def _each(made: Converter, items: Iterable[tuple[Any, Plain]], inner: Any) -> dict[Any, Any]:  # noqa: ANN401
    values, findings = {}, []
    for step, one in items:
        try:
            values[step] = made.structure(one, inner)
        except InvalidDocument as wrong:
            findings += [found.below(step) for found in wrong.findings]
    if findings:
        raise InvalidDocument(findings)
    return values


def _union_hook(made: Converter, type_: object) -> Callable[[Plain, object], Any]:
    members = members_of(type_)
    if is_optional(type_):
        inner = without_none(type_)
        return lambda raw, _: None if raw is None else made.structure(raw, inner)
    plain = {str, bool, int, float}
    simple = [one for one in members if one in plain]
    literals = [one for one in members if is_literal(one)]

    def hook(raw: Plain, _: object) -> Any:  # noqa: ANN401
        if isinstance(raw, bool) and bool in simple:
            return raw
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            number = next((one for one in (int, float) if one in simple), None)
            if number:
                return made.structure(raw, number)
        if isinstance(raw, str) and str in simple:
            return raw
        if literals:
            words = ", ".join(str(one) for one in get_args(literals[0]))
            if isinstance(raw, str) and raw in get_args(literals[0]):
                return raw
            raise _wrong(raw, phrase("a whole number, or: %(words)s", words=words))
        raise _wrong(raw, phrase("text, a number, or true or false"))

    return hook


# --- classes -----------------------------------------------------------------------------------------


def _class_hook(made: Converter, cls: type) -> Callable[[Plain, object], Any]:
    def hook(raw: Plain, _: object) -> Any:  # noqa: ANN401
        return structure_class(made, cls, raw)

    return hook


def structure_class(made: Converter, cls: type, raw: Plain, *, ignoring: str | None = None) -> Any:  # noqa: ANN401
    """Make an object of a model class; *ignoring* is an entry that somebody else reads."""
    if not isinstance(raw, Mapping):
        raise _wrong(raw, phrase("a mapping"))
    values: dict[str, Any] = {}
    findings = list(_unknown(cls, raw, ignoring))
    for plan in fields_of(cls):
        if plan.name in raw and not (raw[plan.name] is None and not plan.is_required):
            try:
                values[plan.attribute.name.lstrip("_")] = _field(made, plan, raw[plan.name])
            except InvalidDocument as wrong:
                findings += [found.below(plan.name) for found in wrong.findings]
        elif plan.is_required:
            findings.append(
                finding(Code.MISSING_ENTRY, found=phrase("no such entry"), entry=plan.name)
            )
    if findings:
        raise InvalidDocument(findings)
    return _make(cls, values)


def _make(cls: type, values: dict[str, Any]) -> Any:  # noqa: ANN401
    try:
        return cls(**values)
    except InvalidInput as why:
        _, _, names = str(why).partition("exactly one of ")
        found = finding(
            Code.NOT_TOGETHER,
            found=phrase("both or neither"),
            expected=phrase("exactly one of: %(names)s", names=names),
        )
        raise InvalidDocument([found]) from None


def _unknown(cls: type, raw: Mapping[Any, Plain], ignoring: str | None) -> Iterable[Finding]:
    known = [plan.name for plan in fields_of(cls)]
    passed = {*known, ignoring} if ignoring else set(known)
    for name in raw:
        if name not in passed:
            yield finding(
                Code.UNKNOWN_ENTRY,
                *steps_to(name),
                found=name,
                known=", ".join(known),
                suggestion=suggestion(name, known),
            )


def _field(made: Converter, plan: FieldPlan, raw: Plain) -> Any:  # noqa: ANN401
    try:
        value = made.structure(_as_text(plan, raw), plan.type)
    except InvalidDocument as wrong:
        raise InvalidDocument([*wrong.findings, *_also(plan, raw)]) from None
    findings = list(checks.check_value(value, plan.mark))
    if findings:
        raise InvalidDocument(findings)
    return value


def _also(plan: FieldPlan, raw: Plain) -> Iterable[Finding]:
    """Give what is wrong with names and texts beside something of a wrong type."""
    inner = without_none(plan.type)
    if is_mapping(inner) and isinstance(raw, Mapping):
        yield from checks.check_names((one for one in raw if isinstance(one, str)), plan.mark)
    elif is_tuple(inner) and isinstance(raw, list | tuple):
        for i, one in enumerate(raw):
            if isinstance(one, str) and str in get_args(inner):
                yield from (found.below(i) for found in checks.check_value(one, plan.mark))


def _as_text(plan: FieldPlan, raw: Plain) -> Plain:
    """Let a year be written as a number, but no code: it may have lost a leading zero."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        return raw
    if plan.mark.form is Form.WORD and abs(raw) < MOST_IN_A_WORD:
        return str(raw)
    if plan.mark.form is Form.CODE and without_none(plan.type) is str:
        code = str(raw) if abs(raw) < MOST_IN_A_WORD else "01004"
        raise InvalidDocument([finding(Code.BAD_CODE, found=raw, suggestion=code)])
    return raw


# --- and back ----------------------------------------------------------------------------------------


def _register_dumps(made: Converter) -> None:
    made.register_unstructure_hook(float, plain_number)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(Period, lambda period: period.text)
    made.register_unstructure_hook(LocalText, _dump_text)
    made.register_unstructure_hook(tuple, lambda many: [made.unstructure(one) for one in many])
    made.register_unstructure_hook_factory(
        lambda type_: attrs.has(type_) and type_ not in {Period, LocalText, *special.CLASSES},
        lambda _: lambda one: dump_class(made, one),
    )
    for class_, dump in special.dumps(made).items():
        made.register_unstructure_hook(class_, dump)


def plain_number(value: float) -> float:
    """Write a whole number without a point, as people do."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return int(value) if is_whole else value


def _dump_text(text: LocalText) -> Plain:
    if set(text.texts) == {SOURCE}:
        return text.texts[SOURCE]
    return {name or "source": text.texts[name] for name in sorted(text.texts)}


def dump_class(made: Converter, one: Any) -> dict[str, Plain]:  # noqa: ANN401
    """Write an object as a mapping, without what is as if nothing were said."""
    found: dict[str, Plain] = {}
    for plan in fields_of(type(one)):
        value = getattr(one, plan.attribute.name)
        if plan.is_required or value != plan.default or plan.name == "schema_version":
            found[plan.name] = dump_value(made, value)
    return found


def dump_value(made: Converter, value: Any) -> Plain:  # noqa: ANN401
    """Write any value of the model as plain data; mappings in the order of their keys."""
    match value:
        case bool() | None:
            return value
        case str():  # an enum's value; exactly text where it is a description
            return str(value.value if isinstance(value, Enum) else value)
        case int():
            return value
        case tuple():
            return [dump_value(made, one) for one in value]
        case Mapping():
            return {name: dump_value(made, value[name]) for name in sorted(value)}
    return made.unstructure(value)

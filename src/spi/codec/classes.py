"""Objects of the model: read field by field, and written without what goes without saying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, get_args

from cattrs import Converter

from spi.codec import checks
from spi.codec.fields import FieldPlan, fields_of, is_mapping, is_tuple, without_none
from spi.codec.scalars import Plain, steps_to, wrong_type
from spi.errors import InvalidDocument, InvalidInput
from spi.findings import Code, Finding, finding
from spi.model.marks import Form
from spi.model.text import SOURCE, LocalText
from spi.phrases import phrase, suggestion

MOST_IN_A_WORD = 10**15
"""From here on a whole number is none that somebody meant as a word, such as a year."""


def structure_class(made: Converter, cls: type, raw: Plain, *, ignoring: str | None = None) -> Any:
    """Make an object of a model class; *ignoring* is an entry that somebody else reads."""
    if not isinstance(raw, Mapping):
        raise wrong_type(raw, phrase("a mapping"))
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


def _make(cls: type, values: dict[str, Any]) -> Any:
    try:
        return cls(**values)
    except InvalidInput as why:
        _, _, names = str(why).partition("exactly one of ")
        given = [name for name in names.split(", ") if values.get(name) is not None]
        found = finding(
            Code.NOT_TOGETHER,
            found=", ".join(given) if given else phrase("nothing"),
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


def _field(made: Converter, plan: FieldPlan, raw: Plain) -> Any:
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


def plain_number(value: float) -> float:
    """Write a whole number without a point, as people do."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return int(value) if is_whole else value


def dump_text(text: LocalText) -> Plain:
    """Write a text plainly, or as a mapping where it has several languages."""
    if set(text.texts) == {SOURCE}:
        return text.texts[SOURCE]
    return {name or "source": text.texts[name] for name in sorted(text.texts)}


def dump_class(made: Converter, one: Any) -> dict[str, Plain]:
    """Write an object as a mapping, without what is as if nothing were said."""
    found: dict[str, Plain] = {}
    for plan in fields_of(type(one)):
        value = getattr(one, plan.attribute.name)
        if plan.is_required or value != plan.default or plan.name == "schema_version":
            found[plan.name] = dump_value(made, value)
    return found


def dump_value(made: Converter, value: Any) -> Plain:
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

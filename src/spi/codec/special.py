"""Classes with a form of their own in files: answers, tagged unions, conditions, short forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import asdict, frozen
from cattrs import Converter

from spi.codec import checks
from spi.codec.classes import dump_class, dump_value, plain_number, structure_class
from spi.codec.fields import fields_of, word_of
from spi.codec.scalars import wrong_type
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, finding
from spi.model.answers import (
    ABSENCES,
    ASKS,
    Absence,
    Answer,
    Asks,
    Found,
    Fraction,
    Option,
    Points,
    Split,
    Unanswered,
    state_name,
)
from spi.model.conditions import All, Compare, Condition, Not
from spi.model.conditions import Any as AnyOf
from spi.model.marks import Mark
from spi.model.rules import Cap, Gate, Mean
from spi.model.scales import SCALES, Knot, Scale
from spi.phrases import phrase, suggestion

Plain = Any
CLASSES = (Answer, *ASKS.values(), *SCALES.values(), All, AnyOf, Not, Option, Knot, Mean)

_SHAPES: dict[str, type] = {"done": Split, "numerator": Fraction, "points": Points}


def register(made: Converter) -> None:
    """Teach a converter to read these classes."""

    def tagged(base: type, registry: Mapping[str, type]) -> None:
        made.register_structure_hook(base, lambda raw, _: _tagged(made, registry, raw))

    tagged(Asks, ASKS)
    tagged(Scale, SCALES)
    made.register_structure_hook_func(
        lambda type_: type_ == Condition, lambda raw, _: _condition(made, raw)
    )
    made.register_structure_hook(Answer, lambda raw, _: _answer(made, raw))
    for kind in (Option, Mean):
        made.register_structure_hook(kind, _with_short_form(made, kind, "key", "kind"))
    made.register_structure_hook(Knot, lambda raw, type_: _knot(made, raw, type_))
    for several in (tuple[Cap, ...], tuple[Gate, ...]):
        made.register_structure_hook_func(
            _equals(several), lambda raw, type_: _one_or_several(made, raw, type_)
        )


def _equals(type_: object) -> Callable[[object], bool]:
    return lambda other: other == type_


def _class(made: Converter, cls: type, raw: Plain, *, ignoring: str | None = None) -> Any:
    return structure_class(made, cls, raw, ignoring=ignoring)


# --- unions with a tag -------------------------------------------------------------------------------


def _tagged(made: Converter, registry: Mapping[str, type], raw: Plain) -> Any:
    given = {"type": raw} if isinstance(raw, str) else raw
    if not isinstance(given, Mapping):
        raise wrong_type(raw, phrase("a mapping with an entry: type"))
    if "type" not in given:
        missing = finding(Code.MISSING_ENTRY, found=phrase("no such entry"), entry="type")
        raise InvalidDocument([missing])
    word = given["type"]
    if not isinstance(word, str) or word not in registry:
        raise InvalidDocument([_not_one_of(word, registry, "type")])
    return _class(made, registry[word], given, ignoring="type")


def _not_one_of(raw: Plain, known: Mapping[str, object], *path: str) -> Finding:
    return finding(
        Code.NOT_ONE_OF, *path, found=raw, known=", ".join(known), suggestion=suggestion(raw, known)
    )


def _condition(made: Converter, raw: Plain) -> Condition:
    if isinstance(raw, Mapping):
        for word, kind in (("all", All), ("any", AnyOf), ("not", Not)):
            if word in raw:
                made_of: Condition = _class(made, kind, raw)
                return made_of
    comparison: Compare = _class(made, Compare, raw)
    return comparison


# --- short forms -------------------------------------------------------------------------------------


def _with_short_form(made: Converter, cls: type, *names: str) -> Callable[[Plain, object], Any]:
    known = {plan.name for plan in fields_of(cls)}
    name = next(one for one in names if one in known)

    def hook(raw: Plain, _: object) -> Any:
        return _class(made, cls, {name: raw} if isinstance(raw, str) else raw)

    return hook


def _knot(made: Converter, raw: Plain, _: object) -> Knot:
    given = raw
    if isinstance(raw, list | tuple):
        if len(raw) != 2:  # noqa: PLR2004 - a pair
            raise wrong_type(raw, phrase("a pair: the answer, its points"))
        given = {"at": raw[0], "points": raw[1]}
    knot: Knot = _class(made, Knot, given)
    return knot


def _one_or_several(made: Converter, raw: Plain, type_: Any) -> tuple[Any, ...]:
    inner = type_.__args__[0]
    if isinstance(raw, Mapping):
        return (_class(made, inner, raw),)
    if not isinstance(raw, list | tuple):
        raise wrong_type(raw, phrase("a mapping or a list of them"))
    findings, values = [], []
    for i, one in enumerate(raw):
        try:
            values.append(_class(made, inner, one))
        except InvalidDocument as wrong:
            findings += [found.below(i) for found in wrong.findings]
    if findings:
        raise InvalidDocument(findings)
    return tuple(values)


# --- answers -----------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _About(Answer):
    """What is said about an answer, read field by field."""


def _answer(made: Converter, raw: Plain) -> Answer:
    if not isinstance(raw, Mapping) or not (raw.keys() & {"value", "absent"}):
        return Answer(value=_found(made, raw))
    findings: list[Finding] = []
    value: Found | Absence = Unanswered()
    if "value" in raw and "absent" in raw:
        findings.append(_both())
    try:
        value = _absence(made, raw) if "absent" in raw else _found(made, raw["value"])
    except InvalidDocument as wrong:
        step = () if "absent" in raw else ("value",)
        findings += [one.below(*step) for one in wrong.findings]
    read = {"absent", "reason"} if "absent" in raw else {"absent"}
    about = {name: one for name, one in raw.items() if name not in read}
    try:
        # the value has been read; a yes stands in for it while the rest is
        answer = _class(made, _About, {**about, "value": True})
    except InvalidDocument as wrong:
        findings += wrong.findings
    if findings:
        raise InvalidDocument(findings)
    return Answer(**{**asdict(answer, recurse=False), "value": value})


def _both() -> Finding:
    return finding(
        Code.NOT_TOGETHER,
        found=phrase("both value and absent"),
        expected=phrase("exactly one of value, absent"),
    )


def _absence(made: Converter, raw: Mapping[str, Plain]) -> Absence:
    word = raw["absent"]
    claims = {name: kind for name, kind in ABSENCES.items() if name != "excluded"}
    if not isinstance(word, str) or word not in claims:
        raise InvalidDocument([_not_one_of(word, claims, "absent")])
    absence: Absence = _class(made, claims[word], {"reason": raw.get("reason")})
    if word == "not-applicable" and not absence.reason:
        missing = finding(Code.MISSING_ENTRY, found=phrase("no such entry"), entry="reason")
        raise InvalidDocument([missing])
    return absence


def _found(made: Converter, raw: Plain) -> Found:
    match raw:
        case bool():
            return raw
        case int() | float():
            number: float = made.structure(raw, float)
            return number
        case str():
            _refuse(checks.check_value(raw, Mark()))
            return raw
        case list() | tuple():
            options: tuple[str, ...] = made.structure(raw, tuple[str, ...])
            _refuse(checks.check_value(options, Mark()))
            return options
        case Mapping():
            return _shaped(made, raw)
    raise wrong_type(raw, phrase("an answer"))


def _refuse(found: Iterable[Finding]) -> None:
    findings = list(found)
    if findings:
        raise InvalidDocument(findings)


def _shaped(made: Converter, raw: Mapping[str, Plain]) -> Split | Fraction | Points:
    for name in ("done", "planned", "not_done"):
        if name in raw and "points" not in raw:
            split: Split = _class(made, Split, raw)
            return split
    for name, kind in _SHAPES.items():
        if name in raw:
            shaped: Fraction | Points = _class(made, kind, raw)
            return shaped
    if "denominator" in raw:
        fraction: Fraction = _class(made, Fraction, raw)
        return fraction
    raise wrong_type(raw, phrase("an answer"))


# --- and back ----------------------------------------------------------------------------------------


def dumps(made: Converter) -> dict[type, Callable[[Any], Plain]]:
    """Return how these classes are written."""

    def tagged(registry: Mapping[str, type]) -> Callable[[Any], Plain]:
        def dump(one: Any) -> Plain:
            about = dump_class(made, one)
            word = word_of(registry, type(one))
            return {"type": word, **about} if about else word

        return dump

    def short(name: str) -> Callable[[Any], Plain]:
        def dump(one: Any) -> Plain:
            about = dump_class(made, one)
            if not about:
                return dump_value(made, getattr(one, name))
            return about[name] if set(about) == {name} else about

        return dump

    def answer(one: Answer) -> Plain:
        about = dump_class(made, one)
        del about["value"]
        if isinstance(one.value, Absence):
            return {"absent": state_name(one.value), **dump_class(made, one.value), **about}
        value = dump_value(made, one.value)
        return {"value": value, **about} if about else value

    def inner(one: Any) -> Plain:
        return dump_class(made, one)

    return {
        Answer: answer,
        **dict.fromkeys(ASKS.values(), tagged(ASKS)),
        **dict.fromkeys(SCALES.values(), tagged(SCALES)),
        **dict.fromkeys((All, AnyOf, Not), inner),
        Option: short("key"),
        Mean: short("kind"),
        Knot: lambda knot: [plain_number(knot.at), plain_number(knot.points)],
    }

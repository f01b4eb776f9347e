"""JSON Schema (2020-12) of every document, made from the same fields that the codec reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args

from spi.codec.fields import (
    FieldPlan,
    fields_of,
    is_literal,
    is_mapping,
    is_optional,
    is_tuple,
    is_union,
    members_of,
)
from spi.codec.upgrade import VERSIONS
from spi.model.answers import ABSENCES, ASKS, Answer, Asks, Fraction, Option, Points, Split
from spi.model.conditions import All, Compare, Condition, Not
from spi.model.conditions import Any as AnyOf
from spi.model.criteria_set import FieldOfAction
from spi.model.marks import (
    COUNTRY_FORM,
    EDITION_FORM,
    KEY_FORM,
    LANGUAGE_FORM,
    Form,
    Mark,
    Personal,
)
from spi.model.period import PERIOD_FORM, Period
from spi.model.rules import Cap, Gate, Mean, MeanKind
from spi.model.scales import SCALES, Knot, Scale
from spi.model.text import LocalText

Schema = dict[str, Any]
RECORDS = (
    "spi.codec.records",
    "spi.codec.scorecards",
    "spi.codec.explanations",
    "spi.codec.listings",
)
"""Where the classes of output are: every entry of theirs is always there."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: type) -> Schema:
    """Return the JSON Schema of a document, such as `CriteriaSet` or `Dossier`."""
    maker = _Maker()
    top = maker.of(kind)
    if kind in VERSIONS:
        maker.defined[kind.__name__]["properties"]["schema_version"]["maximum"] = VERSIONS[kind]
    return {
        "$schema": DIALECT,
        "title": kind.__name__,
        **top,
        "$defs": dict(sorted(maker.defined.items())),
    }


class _Maker:
    """Collects the definitions that a document needs."""

    def __init__(self) -> None:
        self.defined: dict[str, Schema] = {}

    def of(self, type_: Any) -> Schema:
        if type_ in _SCALARS:
            return dict(_SCALARS[type_])
        if type_ == Condition:
            return {"anyOf": [self.of(one) for one in (Compare, All, AnyOf, Not)]}
        if is_union(type_):
            return self._union(members_of(type_))
        if is_literal(type_):
            return {"enum": list(get_args(type_))}
        if is_tuple(type_):
            return self._list(type_)
        if is_mapping(type_):
            return {"type": "object", "additionalProperties": self.of(get_args(type_)[1])}
        if issubclass(type_, Enum):
            return {"enum": [one.value for one in type_]}
        return self._named(type_)

    def _union(self, members: tuple[Any, ...]) -> Schema:
        if len(members) == 1:
            return self.of(members[0])
        return {"anyOf": [self.of(one) for one in members]}

    def _list(self, type_: Any) -> Schema:
        inner = get_args(type_)[0]
        several = {"type": "array", "items": self.of(inner)}
        if inner is FieldOfAction:
            several["items"] = {"anyOf": [several["items"], _FILE]}
        return {"anyOf": [several, self.of(inner)]} if inner in {Cap, Gate} else several

    def _named(self, cls: type) -> Schema:
        name = cls.__name__
        if name not in self.defined:
            self.defined[name] = {}  # a class may hold itself
            self.defined[name] = self._class(cls)
        return {"$ref": f"#/$defs/{name}"}

    def _class(self, cls: type) -> Schema:
        if cls is Asks:
            return self._tagged(ASKS)
        if cls is Scale:
            return self._tagged(SCALES)
        if cls is Answer:
            return self._answer()
        made = self._object(cls)
        if cls is Knot:
            ends = [made["properties"][name] for name in ("at", "points")]
            pair = {"type": "array", "prefixItems": ends, "minItems": 2, "maxItems": 2}
            return {"anyOf": [made, pair]}
        if cls is Option:
            return {"anyOf": [made, {"type": "string", "pattern": _whole(KEY_FORM)}]}
        if cls is Mean:
            return {"anyOf": [made, self.of(MeanKind)]}
        return made

    def _object(self, cls: type, *, tag: str = "") -> Schema:
        plans = fields_of(cls)
        is_record = cls.__module__ in RECORDS
        properties = {plan.name: self._field(plan) for plan in plans}
        required = [plan.name for plan in plans if plan.is_required or is_record]
        if tag:
            properties = {"type": {"const": tag}, **properties}
            required = ["type", *required]
        made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
        if about := _first_line(cls):
            made["description"] = about
        return {**made, "required": required} if required else made

    def _tagged(self, registry: Mapping[str, type]) -> Schema:
        choices: list[Schema] = []
        short: list[str] = []
        for word, kind in registry.items():
            self.defined[kind.__name__] = made = self._object(kind, tag=word)
            choices.append({"$ref": f"#/$defs/{kind.__name__}"})
            if made["required"] == ["type"]:
                short.append(word)
        return {"anyOf": [*choices, {"enum": short}]}

    def _answer(self) -> Schema:
        shapes = [{**self.of(one), "minProperties": 1} for one in (Split, Fraction, Points)]
        bare: list[Schema] = [
            {"type": ["number", "boolean", "string"]},
            {"type": "array", "items": {"type": "string"}},
            *shapes,
        ]
        about = self._object(Answer)["properties"]
        del about["value"]
        present = {"value": {"anyOf": bare}, **about}
        return {
            "anyOf": [
                *bare,
                _closed(present, ["value"]),
                *(_absent(state, about) for state in ABSENCES if state != "excluded"),
            ]
        }

    def _field(self, plan: FieldPlan) -> Schema:
        made = _narrowed(self.of(plan.type), plan.mark)
        if plan.mark.doc:
            made["description"] = plan.mark.doc
        if plan.mark.personal in {Personal.YES, Personal.POSSIBLE}:
            made["x-personal"] = plan.mark.personal.value
        if not plan.is_required or is_optional(plan.type):
            made = _or_nothing(made)
        default = None if plan.is_required else plan.default
        if isinstance(default, str | bool | int | float):
            made["default"] = default.value if isinstance(default, Enum) else default
        return made


def _or_nothing(made: Schema) -> Schema:
    """Let an entry be left empty."""
    if "type" in made:
        kinds = made["type"] if isinstance(made["type"], list) else [made["type"]]
        return {**made, "type": [*kinds, "null"]}
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    if "anyOf" in made:
        return {**made, "anyOf": [*made["anyOf"], {"type": "null"}]}
    about = {name: value for name, value in made.items() if name != "$ref"}
    return {"anyOf": [{"$ref": made["$ref"]}, {"type": "null"}], **about}


def _absent(state: str, about: Schema) -> Schema:
    """Describe an absence; a municipality says why something does not apply."""
    must = state == "not-applicable"
    reason = {**_POSSIBLE, "minLength": 1} if must else _or_nothing(_POSSIBLE)
    properties = {"absent": {"const": state}, "reason": reason, **about}
    return _closed(properties, ["absent", "reason"] if must else ["absent"])


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }


def _first_line(cls: type) -> str:
    text = cls.__doc__ or ""
    return text.strip().partition("\n")[0]


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _narrowed(made: Schema, mark: Mark) -> Schema:
    limits = {
        "exclusiveMinimum": mark.above,
        "minimum": mark.at_least,
        "maximum": mark.at_most,
    }
    found = {name: limit for name, limit in limits.items() if limit is not None}
    made = _with_limits(made, found) if found else made
    if mark.form is Form.KEY:
        return _keyed(made)
    if mark.form is Form.EDITION:
        return _patterned(made, EDITION_FORM)
    if mark.form is Form.COUNTRY:
        return _patterned(made, COUNTRY_FORM)
    if mark.form is Form.LANGUAGE:
        return _patterned(made, LANGUAGE_FORM)
    if mark.form is Form.WORD:
        return {**made, "type": ["string", "integer"]}
    return made


def _with_limits(made: Schema, limits: Schema) -> Schema:
    if made.get("type") == "array":
        return {**made, "items": _with_limits(made["items"], limits)}
    if made.get("type") == "object" and "additionalProperties" in made:
        return {**made, "additionalProperties": _with_limits(made["additionalProperties"], limits)}
    if "anyOf" in made:
        return {"anyOf": [_with_limits(one, limits) for one in made["anyOf"]]}
    return {**made, **limits} if made.get("type") in {"number", "integer"} else made


def _keyed(made: Schema) -> Schema:
    if made.get("type") == "object":
        return {**made, "propertyNames": {"pattern": _whole(KEY_FORM)}}
    return _patterned(made, KEY_FORM)


def _patterned(made: Schema, form: str) -> Schema:
    if made.get("type") == "array":
        return {**made, "items": _patterned(made["items"], form)}
    return {**made, "pattern": _whole(form)} if made.get("type") == "string" else made


_FILE: Schema = {
    "type": "string",
    "description": "In a folder: the name of a file beside this one that holds the field.",
}
_POSSIBLE: Schema = {"type": "string", "x-personal": Personal.POSSIBLE.value}
_FRACTION = {
    "type": "string",
    "pattern": r"^-?[0-9]{1,15}\s*/\s*(?=[0-9]{1,15}$)0*[1-9][0-9]*$",
}
_TEXT: Schema = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": rf"^(?:source|{LANGUAGE_FORM})$"},
            "additionalProperties": {"type": "string"},
        },
    ]
}
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"anyOf": [{"type": "number"}, _FRACTION]},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Period: {
        "anyOf": [
            {"type": "string", "pattern": _whole(PERIOD_FORM)},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ]
    },
    LocalText: _TEXT,
}

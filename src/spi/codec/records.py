"""What the library says in JSON, every field always there; findings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from attrs import frozen

from spi.codec.classes import dump_value, plain_number
from spi.codec.converter import converter
from spi.codec.fields import fields_of
from spi.codec.schema import RECORDS
from spi.findings import Finding, dotted
from spi.model.scales import Scale

SCHEMA_VERSION = 1

Plain = dict[str, Any]


@frozen(kw_only=True)
class FindingRecord:
    """One problem or remark.

    Attributes:
        path: Keys and positions, as text: ``fields[2].weight``.
        message: All of it in one sentence, in the language asked for.
    """

    code: str
    severity: str
    file: str | None
    line: int | None
    column: int | None
    path: str
    found: str
    expected: str
    hint: str
    message: str


@frozen(kw_only=True)
class CheckedRecord:
    """What was checked, and whether nothing stops the work."""

    path: str
    kind: str
    name: str
    is_good: bool
    cases: int
    evidence: Mapping[str, int]


@frozen(kw_only=True)
class FindingsRecord:
    """What a check has found; *checked* is empty where the data could not be read at all."""

    schema_version: int = SCHEMA_VERSION
    document: str = "findings"
    checked: tuple[CheckedRecord, ...] = ()
    findings: tuple[FindingRecord, ...]


def finding_record(one: Finding, message: str) -> FindingRecord:
    """Return a finding as it is written in JSON."""
    place = one.place
    return FindingRecord(
        code=one.code.value,
        severity=one.severity.value,
        file=place.file if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        path=dotted(one.path),
        found=one.found,
        expected=one.expected,
        hint=one.hint,
        message=message,
    )


def same_fields(thing: object, kind: type) -> Any:
    """Make a record of what a thing has by the same names; of nothing, nothing."""
    if thing is None:
        return None
    return kind(**{plan.name: getattr(thing, plan.name) for plan in fields_of(kind)})


def record_to_plain(record: object) -> Any:
    """Return a record as plain data, with every field, in the order declared."""
    match record:
        case None | bool():
            return record
        case Enum():
            return record.value
        case str():
            return str(record)
        case int():
            return record
        case float():
            return plain_number(record)
        case tuple() | list():
            return [record_to_plain(one) for one in record]
        case Mapping():
            return {name: record_to_plain(one) for name, one in record.items()}
    if isinstance(record, Scale):
        return _scale(record)
    if type(record).__module__ not in RECORDS:  # an object of the model, as files write it
        return dump_value(converter(), record)
    return {
        plan.name: record_to_plain(getattr(record, plan.attribute.name))
        for plan in fields_of(type(record))
    }


def _scale(scale: Scale) -> Plain:
    """Return a scale as a mapping, even where files need only its name."""
    plain = dump_value(converter(), scale)
    return plain if isinstance(plain, dict) else {"type": plain}

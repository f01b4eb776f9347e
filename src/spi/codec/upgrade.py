"""Old schema versions become new ones, by small pure steps; newer ones are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spi.errors import InvalidDocument
from spi.findings import Code, Finding, finding
from spi.model import criteria_set, dossier
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier

Step = Callable[[dict[str, Any]], dict[str, Any]]

VERSIONS: Mapping[type, int] = {
    CriteriaSet: criteria_set.SCHEMA_VERSION,
    Dossier: dossier.SCHEMA_VERSION,
}
STEPS: Mapping[type, tuple[Step, ...]] = {CriteriaSet: (), Dossier: ()}
"""For each document, what turns version 1 into 2, 2 into 3, and so on."""


def upgraded(
    data: Mapping[str, Any], kind: type, *, steps: tuple[Step, ...] | None = None
) -> Mapping[str, Any]:
    """Return plain data in the present version.

    Raises:
        InvalidDocument: The data, or a part of them, are of a newer version than this library
            knows.
    """
    todo = STEPS.get(kind, ()) if steps is None else steps
    findings: list[Finding] = []
    made = _upgraded(data, _HOLDS_ITSELF.get(kind), todo, findings)
    if findings:
        raise InvalidDocument(findings)
    return made


_HOLDS_ITSELF: Mapping[type, str] = {Dossier: "members"}
"""Where a document holds others of its kind, each of a version of its own."""


def _upgraded(
    data: Mapping[str, Any], inner: str | None, steps: tuple[Step, ...], findings: list[Finding]
) -> Mapping[str, Any]:
    newest = len(steps) + 1
    version = data.get("schema_version", newest)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return data  # the converter says what is wrong
    if version > newest:
        newer = finding(Code.NEWER_SCHEMA, "schema_version", found=version, limit=newest)
        findings.append(newer)
        return data
    made = dict(data)
    for step in steps[version - 1 :]:
        made = step(made)
    if "schema_version" in made:
        made["schema_version"] = newest
    if inner and isinstance(made.get(inner), list):
        made[inner] = _each_upgraded(made[inner], inner, steps, findings)
    return made


def _each_upgraded(
    many: list[Any], inner: str, steps: tuple[Step, ...], findings: list[Finding]
) -> list[Any]:
    made = []
    for i, one in enumerate(many):
        found: list[Finding] = []
        made.append(_upgraded(one, inner, steps, found) if isinstance(one, Mapping) else one)
        findings += [newer.below(inner, i) for newer in found]
    return made

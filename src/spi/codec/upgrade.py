"""Old schema versions become new ones, by small pure steps; newer ones are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spi.errors import Code, InvalidDocument, finding
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
        InvalidDocument: The data are of a newer version than this library knows.
    """
    todo = STEPS.get(kind, ()) if steps is None else steps
    newest = len(todo) + 1
    version = data.get("schema_version", newest)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return data  # the converter says what is wrong
    if version > newest:
        newer = finding(Code.NEWER_SCHEMA, "schema_version", found=version, limit=newest)
        raise InvalidDocument([newer])
    made = dict(data)
    for step in todo[version - 1 :]:
        made = step(made)
    if "schema_version" in made:
        made["schema_version"] = newest
    return made

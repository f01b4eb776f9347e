"""What stands in for a text or a number that is missing, so that what is around it can be checked."""

from __future__ import annotations

from typing import Any, get_args

import attrs

from spi.codec.fields import fields_of, is_mapping, is_tuple, without_none
from spi.findings import Path
from spi.model.action_plan import Effect
from spi.model.criteria_set import Exclusion
from spi.model.rules import Gate
from spi.model.text import LocalText

_LOOSE = (Effect, Exclusion, Gate)
"""Classes whose numbers are not compared with each other."""


def stopgap(kind: type, path: Path, entry: str) -> str | float | None:
    """Return something that an entry may hold; ``None`` where anything would tell of nothing.

    >>> from spi.model.criteria_set import CriteriaSet
    >>> stopgap(CriteriaSet, ("indicators", 0, "excluded"), "reason")
    '…'
    """
    holder = _at(kind, path)
    if not attrs.has(holder):
        return None
    plan = next((one for one in fields_of(holder) if one.name == entry), None)
    if plan is None:
        return None
    inner = without_none(plan.type)
    if inner is LocalText:
        return "…"
    if inner is float and issubclass(holder, _LOOSE):
        return plan.mark.at_least or 0
    return None


def _at(kind: Any, path: Path) -> Any:  # noqa: ANN401 - any type of the model
    """Return the type of what stands at a path."""
    for step in path:
        kind = without_none(kind)
        if is_tuple(kind) and isinstance(step, int):
            kind = get_args(kind)[0]
        elif is_mapping(kind):
            kind = get_args(kind)[1]
        elif isinstance(kind, type) and attrs.has(kind):
            named = (one.type for one in fields_of(kind) if one.name == step)
            kind = next(named, None)
        else:
            return None
    return without_none(kind)

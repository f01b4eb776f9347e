"""An area beside the areas it is made of."""

from __future__ import annotations

from attrs import frozen

from spi.model.criteria_set import Basis, CriteriaSet
from spi.model.dossier import Dossier
from spi.scoring.scorecard import Scorecard, score


@frozen(kw_only=True)
class SideBySide:
    """The scores of an area and of its members, from facts alone, so that they compare."""

    whole: Scorecard
    members: tuple[Scorecard, ...]


def side_by_side(dossier: Dossier, criteria: CriteriaSet) -> SideBySide | None:
    """Score an area and each of its members by the rule; ``None`` for one without members.

    Raises:
        InvalidDocument: Answers that cannot be right; all problems.
    """
    if not dossier.members:
        return None
    return SideBySide(
        whole=score(dossier, criteria, basis=Basis.RULE),
        members=tuple(score(one, criteria, basis=Basis.RULE) for one in dossier.members),
    )

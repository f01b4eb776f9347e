"""What every section of a scorecard document needs: the scores shown, and words for them."""

from __future__ import annotations

from attrs import field, frozen

from spi.disclosure import Disclosed
from spi.documents.wording import Wording
from spi.language import Words
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.scoring.nodes import NodeScore
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status


@frozen
class View:
    """The scores of one area as one audience sees them, in one language."""

    shown: Disclosed
    words: Words
    wording: Wording = field(init=False)

    @wording.default
    def _wording(self) -> Wording:
        return Wording(self.words, self.criteria)

    @property
    def card(self) -> Scorecard:
        """The scores."""
        return self.shown.card

    @property
    def criteria(self) -> CriteriaSet:
        """The rules that made them."""
        return self.card.criteria

    @property
    def area_name(self) -> str:
        """The name of the area, a dash where there is none."""
        return self.wording.area(self.card.dossier)

    @property
    def fields(self) -> list[Topic | Indicator]:
        """What stands directly below the whole and is scored."""
        return [
            one for one in self.criteria.children if self.score_of(one).status is not Status.CONTEXT
        ]

    @property
    def scored(self) -> list[Topic | Indicator]:
        """Those of the fields that have a score."""
        return [one for one in self.fields if self.score_of(one).score is not None]

    def score_of(self, node: Topic | Indicator) -> NodeScore:
        """Return what was scored of a node."""
        return self.card.nodes[node.key]

    def field_of(self, key: str) -> str:
        """Return the key of the field that an indicator stands in."""
        while (parent := self.card.nodes[key].parent) not in {None, self.criteria.key}:
            key = parent or key
        return key

    def field_name(self, key: str) -> str:
        """Return the short name of the field that an indicator stands in."""
        return self.wording.short(self.criteria.node(self.field_of(key)))

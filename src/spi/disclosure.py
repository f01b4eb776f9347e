"""Who may see what: decided once, after scoring, for one audience."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations

from attrs import evolve, frozen

from spi.errors import NotReleased
from spi.model.answers import Answer, AsksNumber, AsksRatio, Fraction, Suppressed, inputs_of
from spi.model.criteria_set import Indicator
from spi.model.dossier import Dossier
from spi.scoring.leaves import LeafScore
from spi.scoring.nodes import NodeScore
from spi.scoring.panel import PanelScore
from spi.scoring.reasons import Reason
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status


class Audience(StrEnum):
    """Who reads."""

    PUBLIC = "public"
    COUNCIL = "council"
    WORKING_GROUP = "working-group"
    OFFICE = "office"


@frozen(kw_only=True)
class Policy:
    """What one audience may see.

    Attributes:
        least: Counts of persons, and groups of raters, smaller than this are withheld.
        counts_of_persons: Whether small counts of persons are withheld at all.
        needs_release: Whether the municipality must have decided to show the results.
    """

    least: int = 3
    counts_of_persons: bool = True
    needs_release: bool = False


POLICIES: Mapping[Audience, Policy] = {
    Audience.PUBLIC: Policy(needs_release=True),
    Audience.COUNCIL: Policy(),
    Audience.WORKING_GROUP: Policy(),
    Audience.OFFICE: Policy(counts_of_persons=False),
}


@frozen(kw_only=True)
class Disclosed:
    """A scorecard as one audience may see it; nothing else reaches a reader.

    Attributes:
        card: The scorecard, with what is withheld taken out.
        withheld: Keys of indicators whose answer and points are not shown.
    """

    card: Scorecard
    audience: Audience
    policy: Policy
    withheld: frozenset[str]

    def is_withheld(self, key: str) -> bool:
        """Say whether the answer and points of a node are not shown."""
        return key in self.withheld

    def explain(self, key: str | None = None) -> Reason:
        """Return the reasons of a node, as far as they may be seen.

        Raises:
            UnknownKey: The set has no such node.
        """
        return self._shown(self.card.explain(key))

    def potentials(self) -> dict[str, float]:
        """Return the potentials that may be seen, biggest first."""
        found = self.card.potentials()
        return {key: gain for key, gain in found.items() if key not in self.withheld}

    def open_widths(self) -> dict[str, float]:
        """Return by how much each open indicator widens the bounds, widest first."""
        return self.card.open_widths()

    def _shown(self, reason: Reason) -> Reason:
        children = tuple(self._shown(one) for one in reason.children)
        node = self.card.nodes[reason.key]
        ratings = node.leaf.panel if node.leaf else None
        shown = evolve(reason, children=children, ratings=ratings)
        if reason.key not in self.withheld:
            return shown
        return evolve(
            shown, score=None, bounds=None, planned=None, answer=None, value=None, points=None,
            loss=None, contribution=None, loss_of_whole=None, potential=None, gap=None, level=None,
        )  # fmt: skip


def disclose(card: Scorecard, audience: Audience | str, policy: Policy | None = None) -> Disclosed:
    """Return a scorecard as an audience may see it.

    Args:
        card: What was computed.
        audience: public, council, working-group or office.
        policy: In place of the audience's usual one.

    Raises:
        NotReleased: The public asks before the municipality has decided to release the results.
        ValueError: No such audience.
    """
    reader = Audience(audience)
    rules = policy or POLICIES[reader]
    if rules.needs_release and card.dossier.release is None:
        msg = (
            "release: found no decision, expected the decision that lets the public see the results; "
            "add release.decided_on to the dossier, or choose another audience"
        )
        raise NotReleased(msg)
    withheld = _withheld(card, rules) if rules.counts_of_persons else frozenset()
    nodes = {key: _shown(node, rules, withheld) for key, node in card.nodes.items()}
    shown = evolve(card, nodes=nodes, dossier=_without(card, withheld))
    return Disclosed(card=shown, audience=reader, policy=rules, withheld=withheld)


def _without(card: Scorecard, withheld: frozenset[str]) -> Dossier:
    """Return the dossier without withheld answers, single ratings and people."""
    dossier = card.dossier
    hidden = Answer(value=Suppressed())
    answers = {
        key: hidden if key in withheld else answer
        for key, answer in dossier.assessment.answers.items()
    }
    return evolve(
        dossier,
        assessment=evolve(dossier.assessment, answers=answers, ratings=()),
        people=(),
    )


# --- small counts of persons -----------------------------------------------------------------------


def _withheld(card: Scorecard, rules: Policy) -> frozenset[str]:
    leaves = {leaf.key: leaf for leaf in card.criteria.leaves()}
    found = {key for key, leaf in leaves.items() if _is_small(card, leaf, rules.least)}
    found |= {
        key
        for key, leaf in leaves.items()
        if found & set(inputs_of(leaf.answer)) and _has_value(card, key)
    }
    return frozenset(_with_companions(card, found))


def _is_small(card: Scorecard, leaf: Indicator, least: int) -> bool:
    node = card.nodes[leaf.key].leaf
    answer = node.fact.answer if node else None
    if answer is None or not isinstance(leaf.answer, AsksNumber | AsksRatio):
        return False
    if not leaf.answer.counts_persons:
        return False
    value = answer.value.numerator if isinstance(answer.value, Fraction) else answer.value
    return isinstance(value, int | float) and 0 < value < least


def _has_value(card: Scorecard, key: str) -> bool:
    leaf = card.nodes[key].leaf
    return leaf is not None and leaf.fact.value is not None


def _with_companions(card: Scorecard, found: set[str]) -> set[str]:
    """Withhold a second part where one alone could be computed from the node above."""
    chosen = set(found)
    for key in sorted(found):
        parent = card.nodes[card.nodes[key].parent or ""]
        hidden = [one for one in parent.children if one in chosen]
        scored = [
            card.nodes[one]
            for one in parent.children
            if one not in chosen and card.nodes[one].leaf and card.nodes[one].score is not None
        ]
        if len(hidden) == 1 and card.nodes[key].score is not None and scored:
            chosen.add(min(scored, key=lambda node: (node.effective_weight, node.key)).key)
    return chosen


def _shown(node: NodeScore, rules: Policy, withheld: frozenset[str]) -> NodeScore:
    leaf = node.leaf
    if leaf is None:
        return node
    shown = evolve(leaf, panel=disclosed_panel(leaf.panel, rules.least))
    if node.key not in withheld:
        return evolve(node, leaf=shown, gap=node.gap if shown.panel else None)
    hidden = LeafScore(
        fact=evolve(leaf.fact, value=None, answer=None, base=None), made_by=leaf.made_by
    )
    return evolve(node, score=None, bounds=None, planned=None, gap=None, leaf=hidden)


# --- the panel -------------------------------------------------------------------------------------


def disclosed_panel(panel: PanelScore | None, least: int) -> PanelScore | None:
    """Return what may be seen of the ratings of one indicator.

    Groups of fewer than *least* raters are withheld, and further ones until no difference of what
    is shown leaves one to *least* − 1 people. With fewer raters in all, only their number is shown.
    """
    if panel is None or panel.together is not None:
        return panel
    if panel.count < least:
        return PanelScore(
            points=None, count=panel.count, quorum=panel.quorum, cannot_say=panel.cannot_say
        )
    shown = {key: n for key, n in panel.group_sizes.items() if n >= least}
    while shown and _gives_back(list(shown.values()), panel.count, least):
        del shown[min(shown, key=lambda key: (shown[key], key))]
    groups = {key: panel.groups[key] for key in shown}
    several = len(groups) > 1
    return evolve(
        panel,
        groups=groups,
        group_sizes=shown,
        largest_gap=max(groups.values()) - min(groups.values()) if several else None,
    )


def _gives_back(sizes: list[int], raters: int, least: int) -> bool:
    left = raters - sum(sizes)
    differences = [abs(one - other) for one, other in combinations(sizes, 2)]
    return any(0 < rest < least for rest in (left, *differences))


__all__ = ["POLICIES", "Audience", "Disclosed", "Policy", "Status", "disclose", "disclosed_panel"]

"""A scorecard as one audience may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from spi.disclosure.audiences import POLICIES, Audience, Policy
from spi.disclosure.panels import seen_panels
from spi.disclosure.rounding import rounded_nodes, rounded_reason
from spi.disclosure.standings import TellingLevels
from spi.disclosure.withholding import (
    is_partly_open,
    quiet_beside,
    small_in_members,
    withheld_of,
    withheld_together,
)
from spi.errors import NotReleased, one_of
from spi.findings import Code, Finding
from spi.model.answers import Answer, Suppressed
from spi.model.assessment import Assessment, WorkingGroup
from spi.model.dossier import Dossier
from spi.phrases import phrase
from spi.scoring.leaves import LeafScore
from spi.scoring.levels import Standing
from spi.scoring.nodes import ANYTHING, NodeScore
from spi.scoring.panel import PanelScore
from spi.scoring.reasons import Reason
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status


@frozen(kw_only=True)
class Disclosed:
    """A scorecard as one audience may see it; nothing else reaches a reader.

    Attributes:
        card: The scorecard, with what is withheld taken out; a score that is withheld has the
            status ``suppressed``.
        withheld: Keys of nodes whose answer and points are not shown.
        quiet: Keys of nodes beside them whose losses, potentials and open widths would give them
            away.
        decimals: How many decimals the numbers of what is made of others have; ``None`` for all.
    """

    card: Scorecard
    audience: Audience
    policy: Policy
    withheld: frozenset[str]
    quiet: frozenset[str] = frozenset()
    decimals: int | None = None

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
        hidden = self.withheld | self.quiet
        return {key: self._round(gain) for key, gain in found.items() if key not in hidden}

    def open_widths(self) -> dict[str, float]:
        """Return by how much each open indicator widens the bounds, widest first."""
        found = self.card.open_widths()
        return {key: self._round(width) for key, width in found.items() if key not in self.quiet}

    def _round(self, number: float) -> float:
        return number if self.decimals is None else round(number, self.decimals)

    def beside(self, card: Scorecard) -> Mapping[str, NodeScore]:
        """Return the nodes of the same dossier on another basis, as the same audience may see them.

        Two figures of one node tell more than one: where anything below a node is withheld on
        either basis, the node is withheld on the other one.
        """
        rules = evolve(self.policy, needs_release=False)
        return _beside(card, self, rules).card.nodes

    def members(self, cards: Sequence[Scorecard]) -> list[Mapping[str, NodeScore]]:
        """Return the nodes of each area that this one is made of, as the same audience may see them.

        What is withheld of one member alone would follow from the others and the whole: then it is
        withheld of a second one, the smallest, too.
        """
        rules = evolve(self.policy, needs_release=False)
        also = withheld_together(cards, rules)
        return [
            _disclosed(card, self.audience, rules, keys).card.nodes
            for card, keys in zip(cards, also, strict=True)
        ]

    def _shown(self, reason: Reason) -> Reason:
        node = self.card.nodes[reason.key]
        children = tuple(self._shown(one) for one in reason.children)
        shown = evolve(
            rounded_reason(reason, self._round),
            children=children,
            status=node.status,
            score=node.score,
            bounds=node.bounds,
            standing=node.standing,
            planned=node.planned,
            gap=node.gap,
            answer=node.leaf.fact.answer if node.leaf else None,
            value=node.leaf.fact.value if node.leaf else reason.value,
            points=node.leaf.rule_points if node.leaf else reason.points,
            ratings=node.leaf.panel if node.leaf else None,
            absence=(node.leaf.absence or node.leaf.fact.absence) if node.leaf else None,
            left_out=tuple(
                evolve(one, reason=None) if one.key in self.withheld else one
                for one in reason.left_out
            ),
        )
        if reason.key in self.withheld | self.quiet:
            shown = evolve(
                shown, loss=None, contribution=None, loss_of_whole=None,
                potential=None, open_width=None,
                cuts=tuple(evolve(one, loss_of_whole=None) for one in shown.cuts),
            )  # fmt: skip
        if reason.key not in self.withheld:
            return shown
        return evolve(shown, score=None, value=None, points=None, cuts=(), binding=())


def disclose(card: Scorecard, audience: Audience | str, policy: Policy | None = None) -> Disclosed:
    """Return a scorecard as an audience may see it.

    Args:
        card: What was computed.
        audience: public, council, working-group or office.
        policy: In place of the audience's usual one.

    Raises:
        NotReleased: The public asks before the municipality has decided to release the results.
        UnknownKey: No such audience.
    """
    reader = one_of(Audience, audience, "audience")
    rules = policy or POLICIES[reader]
    if rules.needs_release and card.dossier.release is None:
        msg = phrase(
            "release: found no decision, expected the decision that lets the public see the results; "
            "add release.decided_on to the dossier, or choose another audience"
        )
        raise NotReleased(msg)
    everybody = card.of_everybody()
    main = _disclosed(everybody, reader, rules)
    return main if card is everybody else _beside(card, main, rules)


def _disclosed(
    card: Scorecard, audience: Audience, rules: Policy, also: Iterable[str] = ()
) -> Disclosed:
    return _with_withheld(card, audience, rules, withheld_of(card, rules, also))


def _with_withheld(
    card: Scorecard, audience: Audience, rules: Policy, withheld: frozenset[str]
) -> Disclosed:
    dossier, criteria = card.work.dossier, card.work.criteria
    few = bool(withheld) or small_in_members(dossier, criteria, rules)
    decimals = rules.decimals if few else None
    shown = _without(card, rules, withheld)
    return Disclosed(
        card=evolve(shown, nodes=rounded_nodes(shown.nodes, decimals)),
        decimals=decimals,
        audience=audience,
        policy=rules,
        withheld=withheld,
        quiet=quiet_beside(card, withheld),
    )


def _beside(card: Scorecard, other: Disclosed, rules: Policy) -> Disclosed:
    """Return another scorecard of the same dossier as it may be seen beside one that is seen.

    It has another basis, or is the perspective of a group. Two figures of one node tell more than
    one: a node is withheld if anything below it is, here or there.
    """
    panels = seen_panels(card, rules)
    refused = {key for key, panel in panels.items() if _is_refused(card.nodes[key], panel)}
    also = other.withheld & panels.keys()
    withheld = withheld_of(card, rules, also, few=refused, with_all_above=True)
    return _with_withheld(card, other.audience, rules, withheld)


def _is_refused(node: NodeScore, panel: PanelScore | None) -> bool:
    """Say whether the points of an indicator are those of a panel that may not be seen."""
    by_panel = node.leaf is not None and node.leaf.made_by == "panel"
    return by_panel and (panel is None or panel.points is None)


# --- taken out -------------------------------------------------------------------------------------


def _without(card: Scorecard, rules: Policy, withheld: frozenset[str]) -> Scorecard:
    """Return the scorecard without what is withheld, single ratings and people."""
    nodes: dict[str, NodeScore] = {}
    panels = seen_panels(card, rules)
    levels = TellingLevels(card, withheld)
    for key, node in reversed([*card.nodes.items()]):  # what is below comes first
        below = [(card.nodes[child], nodes[child]) for child in node.children]
        if levels.tell_of(key):
            node = evolve(node, standing=Standing())  # noqa: PLW2901 - the same node, without it
        if key in withheld:
            nodes[key] = _withheld(node)
        elif node.leaf:
            nodes[key] = _with_leaf(node, _leaf(node.leaf, rules, panels[key]))
        else:
            nodes[key] = _inner(node, below)
    of_all = card.target_group is None
    several = of_all and card.agreement is not None and card.agreement.raters >= rules.least
    return evolve(
        card,
        nodes={key: nodes[key] for key in card.nodes},
        dossier=_dossier(card.dossier, rules, withheld),
        agreement=card.agreement if several else None,
        findings=tuple(one for one in card.findings if not _tells(one, withheld)),
    )


def _tells(one: Finding, withheld: frozenset[str]) -> bool:
    """Say whether a finding tells a figure that is withheld, here or in a member."""
    is_of_member = one.path[:1] == ("members",) and one.code is Code.ANSWER_OUTSIDE_LIMITS
    return is_of_member or bool(withheld & {str(step) for step in one.path})


def _with_leaf(node: NodeScore, leaf: LeafScore) -> NodeScore:
    judged = leaf.panel is not None and leaf.panel.points is not None
    return evolve(node, leaf=leaf, gap=node.gap if judged else None)


def _withheld(node: NodeScore) -> NodeScore:
    scored = node.status is Status.SCORED
    return evolve(
        node, status=Status.SUPPRESSED if scored else node.status, standing=Standing(),
        score=None, bounds=ANYTHING, planned=None, gap=None, buckets=None,
        leaf=_hidden(node.leaf),
    )  # fmt: skip


def _inner(node: NodeScore, below: Sequence[tuple[NodeScore, NodeScore]]) -> NodeScore:
    """Take out what would tell more of a withheld child than the score does.

    *below* are its children, as they are and as they are seen. Where it is partly open, the bounds; where something is planned, what it becomes; its gap.
    """
    bounds = any(seen.bounds != child.bounds and is_partly_open(child) for child, seen in below)
    planned = any(seen.planned is None and child.planned != child.score for child, seen in below)
    gap = any(seen.gap is None and child.gap is not None for child, seen in below)
    standing = node.standing
    return evolve(
        node,
        bounds=ANYTHING if bounds else node.bounds,
        standing=evolve(standing, at_low=None, at_high=None) if bounds else standing,
        planned=None if planned else node.planned,
        gap=None if gap else node.gap,
    )


def _hidden(leaf: LeafScore | None) -> LeafScore | None:
    if leaf is None:
        return None
    # why a figure is left out may tell how small it is
    absence = type(leaf.fact.absence)() if leaf.fact.absence else None
    fact = evolve(leaf.fact, value=None, answer=None, base=None, absence=absence)
    return LeafScore(fact=fact, made_by=leaf.made_by)


def _leaf(leaf: LeafScore, rules: Policy, panel: PanelScore | None) -> LeafScore:
    answer = leaf.fact.answer
    if answer and not rules.names:
        leaf = evolve(leaf, fact=evolve(leaf.fact, answer=evolve(answer, entered_by=None)))
    return evolve(leaf, panel=panel)


def _dossier(dossier: Dossier, rules: Policy, withheld: frozenset[str]) -> Dossier:
    """Return the dossier without withheld answers, single ratings, people and members' answers."""
    hidden = Answer(value=Suppressed())
    answers = {
        key: hidden if key in withheld
        else answer if rules.names
        else evolve(answer, entered_by=None)
        for key, answer in dossier.assessment.answers.items()
    }  # fmt: skip
    return evolve(
        dossier,
        assessment=evolve(
            dossier.assessment, answers=answers, ratings=(), working_group=WorkingGroup()
        ),
        people=(),
        members=tuple(_without_answers(one) for one in dossier.members),
    )


def _without_answers(dossier: Dossier) -> Dossier:
    members = tuple(_without_answers(one) for one in dossier.members)
    return evolve(dossier, assessment=Assessment(), people=(), members=members)

"""What is secret in itself, and what else must be withheld so that it cannot be computed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spi.disclosure.audiences import Policy
from spi.disclosure.masks import Masks
from spi.model.answer_checks import is_number
from spi.model.answers import Answer, AsksNumber, AsksRatio, Fraction, inputs_of
from spi.model.criteria_set import CriteriaSet, Indicator
from spi.model.dossier import Dossier
from spi.model.rules import MeanKind
from spi.scoring.leaves import LeafScore
from spi.scoring.nodes import NodeScore
from spi.scoring.program import NodePlan
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status

SAME = 1e-9
LOWEST = (MeanKind.MINIMUM, MeanKind.WORST)


def withheld_of(
    card: Scorecard,
    rules: Policy,
    also: Iterable[str] = (),
    *,
    few: Collection[str] = (),
    with_all_above: bool = False,
) -> frozenset[str]:
    """Return the keys of all nodes whose answer and points are not shown.

    Args:
        card: What was computed.
        rules: What the audience may see.
        also: Keys of indicators that must not be shown either.
        few: Keys of indicators whose points are those of too few raters; not shown either.
        with_all_above: Whether all nodes above are withheld; otherwise some beside it are, as few
            as can be.
    """
    keys = {*_secret(card, rules), *also, *few}
    guard = _Guard(card, rules.least, few, with_all_above=with_all_above)
    for key in sorted(keys):
        guard.hide(key)
    return frozenset(guard.hidden)


def withheld_together(cards: Sequence[Scorecard], rules: Policy) -> list[set[str]]:
    """Return for each member of an area what must be withheld beside what is secret in itself.

    The whole is composed of all members: what is withheld of just one of them could be computed.
    """
    also: list[set[str]] = [set() for _ in cards]
    leaves = [leaf.key for leaf in cards[0].criteria.leaves()] if cards else []
    alone = True
    while alone:
        hidden = [withheld_of(card, rules, keys) for card, keys in zip(cards, also, strict=True)]
        alone = False
        for key in leaves:
            if sum(key in one for one in hidden) == 1:
                free = [
                    i for i, one in enumerate(hidden) if key not in one and _size(cards[i], key)
                ]
                if free:
                    also[min(free, key=lambda i: _size(cards[i], key))].add(key)
                    alone = True
    return also


def _size(card: Scorecard, key: str) -> float:
    """Return how much of a figure a member has, or how many residents; 0 where nothing is known."""
    leaf = card.nodes[key].leaf
    answer = leaf.fact.answer if leaf and leaf.fact.value is not None else None
    if answer is None:
        return 0.0
    if isinstance(answer.value, Fraction):
        return abs(answer.value.numerator)
    area = card.dossier.area
    residents = area.population if area else None
    return abs(answer.value) if is_number(answer.value) else residents or 1.0


def quiet_beside(card: Scorecard, withheld: frozenset[str]) -> frozenset[str]:
    """Return the keys of nodes whose losses, potentials and open widths would give something back.

    They are all that move a node with another mean than the arithmetic one, where one part depends
    on the others; with a cap or gate, which an answer may lift or reach; or that is withheld and
    not assessable, which an answer may make assessable.
    """
    program = card.work.program
    found: set[str] = set()
    for plan in program.nodes if withheld else ():
        moving = {one.key for one in program.nodes if plan.index in program.above[one.index]}
        if _is_moved_unevenly(card, plan, moving, withheld):
            found |= moving
    return frozenset(found)


def _is_moved_unevenly(
    card: Scorecard, plan: NodePlan, moving: set[str], withheld: frozenset[str]
) -> bool:
    node, mean = card.nodes[plan.key], plan.rules.mean
    if mean and mean.kind is not MeanKind.ARITHMETIC:
        partly_open = (key for key in withheld & moving if is_partly_open(card.nodes[key]))
        if withheld & set(node.children) or any(partly_open):
            return True
    if (plan.rules.cap or plan.rules.gate) and withheld & {node.key, *moving}:
        return True
    return node.key in withheld and node.status is Status.NOT_ASSESSABLE


def is_partly_open(node: NodeScore) -> bool:
    """Say whether open questions may still change a score."""
    return node.score is not None and node.is_partly_open


# --- what is secret in itself ----------------------------------------------------------------------


def _secret(card: Scorecard, rules: Policy) -> Iterator[str]:
    """Give the indicators with small counts of persons, and those rated by too few people."""
    for leaf in card.criteria.leaves():
        found = card.nodes[leaf.key].leaf
        if found is None:
            continue
        small = rules.counts_of_persons and _is_small(leaf, found.fact.answer, rules.least)
        if small or _is_by_few(found, rules.least):
            yield leaf.key


def small_in_members(dossier: Dossier, criteria: CriteriaSet, rules: Policy) -> bool:
    """Say whether a member, or one of its members, has a small count of persons."""
    leaves = criteria.leaves() if rules.counts_of_persons else ()
    for member in dossier.members:
        answers = member.assessment.answers
        if any(_is_small(leaf, answers.get(leaf.key), rules.least) for leaf in leaves):
            return True
        if small_in_members(member, criteria, rules):
            return True
    return False


def _is_small(leaf: Indicator, answer: Answer | None, least: int) -> bool:
    if answer is None or not isinstance(leaf.answer, AsksNumber | AsksRatio):
        return False
    if not leaf.answer.counts_persons:
        return False
    counts: tuple[object, ...] = (answer.value,)
    if isinstance(answer.value, Fraction):  # those who are, all, and those who are not
        some, everybody = answer.value.numerator, answer.value.denominator
        counts = (some, everybody, everybody - some)
    return any(isinstance(one, int | float) and 0 < one < least for one in counts)


def _is_by_few(found: LeafScore, least: int) -> bool:
    """Say whether the points are those of one or a few people, each of whom has rated alone."""
    panel = found.panel
    if panel is None or found.made_by != "panel":
        return False
    return panel.count < least


# --- what would give it back -----------------------------------------------------------------------


class _Guard:
    """Withholds nodes, and further ones until what remains gives none of them back."""

    def __init__(
        self, card: Scorecard, least: int, few: Collection[str], *, with_all_above: bool
    ) -> None:
        self.card = card
        self.least, self.few = least, few
        self.with_all_above = with_all_above
        self.hidden: set[str] = set()
        self.masks = Masks(card, least, self._deciding)

    def hide(self, key: str) -> None:
        """Withhold a node, and what it could be computed from."""
        if key in self.hidden:
            return
        self.hidden.add(key)
        for leaf in self.card.criteria.leaves():
            if key in inputs_of(leaf.answer):  # why it has no value may tell, too
                self.hide(leaf.key)
        node = self.card.nodes[key]
        if self.with_all_above and node.parent and self._enters(node):
            self.hide(node.parent)
        if node.score is not None:
            self._guard(node)

    def _enters(self, node: NodeScore) -> bool:
        """Say whether what is withheld of a node enters the score or the bounds above it."""
        leaf = node.leaf
        if leaf is None or leaf.made_by == "rule":
            return True
        return leaf.made_by == "panel" and (node.key in self.few or _is_by_few(leaf, self.least))

    def _guard(self, node: NodeScore) -> None:
        for one in self.card.nodes.values():
            if one.leaf is None and self._is_decided_by(one, node.key):
                self.hide(one.key)
        if self.with_all_above:
            return
        parts = self._scored_parts(node.parent)
        if node.parent in {None, *self.hidden} or node not in parts:
            return
        others = [one for one in parts if one is not node]
        if not others:
            self.hide(node.parent or "")
        elif not any(self._protects(one, node) for one in others):
            free = (one for one in others if one.key not in self.hidden)
            self._hide_one_of([one for one in free if self.masks.hides(one, node)], node)

    def _protects(self, other: NodeScore, node: NodeScore) -> bool:
        """Say whether another node is withheld, one masks the other, and it has its own answers."""
        if other.key not in self.hidden or not self._answers(other) - self._answers(node):
            return False
        return self.masks.hides(other, node) or self.masks.hides(node, other)

    def _answers(self, node: NodeScore) -> set[str]:
        """Return the withheld answers that a node is computed from."""
        if node.children:
            return set().union(*map(self._answers, self._deciding(node)))
        inputs = inputs_of(self.card.criteria.indicator(node.key).answer) or (node.key,)
        return {key for key in inputs if key in self.hidden}

    def _hide_one_of(self, others: Sequence[NodeScore], node: NodeScore) -> None:
        """Withhold the most alike: an indicator, judged in the same way, of at least its weight.

        Where there is none, the node above is withheld instead.
        """
        if not others:
            self.hide(node.parent or "")
            return
        made_by = node.leaf.made_by if node.leaf else ""
        chosen = min(
            others,
            key=lambda one: (
                one.leaf is None,
                (one.leaf.made_by if one.leaf else "") != made_by,
                max(0.0, node.effective_weight - one.effective_weight),
                one.effective_weight,
                one.key,
            ),
        )
        self.hide(chosen.key)
        below = self._deciding(chosen)
        if below and not any(self._protects(one, node) for one in below):
            # otherwise its parts would give it back
            self._hide_one_of([one for one in below if self.masks.hides(one, node)], node)

    def _deciding(self, node: NodeScore) -> list[NodeScore]:
        """Return the parts that a node's score depends on; none where something else decides it."""
        reason = self.card.explain(node.key)
        if any(cut.points > 0 for cut in reason.cuts):
            return []
        parts = self._scored_parts(node.key)
        chosen = [one for one in parts if not reason.binding or one.key in reason.binding]
        return [one for one in chosen if one.leaf or self._deciding(one)]

    def _scored_parts(self, key: str | None) -> list[NodeScore]:
        """Return the children with a score that count in score or bounds of a node."""
        if key is None:
            return []
        program = self.card.work.program
        parts = self.card.work.states[program.index[key]].parts
        nodes = (self.card.nodes[program.nodes[child].key] for child, _ in parts)
        return [one for one in nodes if one.score is not None]

    def _is_decided_by(self, node: NodeScore, key: str) -> bool:
        """Say whether a node tells the score of another: its lowest part, or what cuts it."""
        rules = self.card.work.program.nodes[self.card.work.program.index[node.key]].rules
        ends = (node.score, *node.bounds)
        if key in {*(one.by for one in rules.cap), *(one.by for one in rules.gate)}:
            return True  # whether it cuts tells on which side of a number the other stands
        if rules.mean is None or rules.mean.kind not in LOWEST or key not in node.children:
            return False
        return len(set(ends)) > 1 or key in self.card.explain(node.key).binding

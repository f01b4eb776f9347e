"""What measures would change: each alone, and all together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from spi.errors import InvalidDocument
from spi.findings import errors_among
from spi.model.action_plan import ActionPlan, Measure
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_content
from spi.scoring.leaves import effects_by_key, with_effects
from spi.scoring.scorecard import Scorecard
from spi.scoring.tree import Status, changed, leaf_state


@frozen(kw_only=True)
class Gains:
    """What measures would add, in points of each scored node (0 to 100).

    Attributes:
        alone: For each measure, by node key, the gain over now of it alone.
        together: By node key, the gain of all; they need not add up.
    """

    alone: Mapping[str, Mapping[str, float]]
    together: Mapping[str, float]


def what_if(card: Scorecard, measures: Sequence[Measure] | None = None) -> Gains:
    """Return what measures would add to each score.

    Args:
        card: The scores now.
        measures: Those of the dossier's plan by default.

    Raises:
        InvalidDocument: A measure aims at an answer that cannot be right.
    """
    chosen = card.dossier.plan.measures if measures is None else tuple(measures)
    if measures is not None:
        plan = ActionPlan(measures=chosen)
        wrong = errors_among(check_content(_with_plan(card, plan), card.criteria))
        if wrong:
            raise InvalidDocument(wrong)
    return Gains(
        alone={measure.key: _gains(card, [measure]) for measure in chosen},
        together=_gains(card, chosen),
    )


def _with_plan(card: Scorecard, plan: ActionPlan) -> Dossier:
    return evolve(card.dossier, plan=plan)


def _gains(card: Scorecard, measures: Sequence[Measure]) -> dict[str, float]:
    work = card.work
    states = work.states
    for key, effects in effects_by_key(measures).items():
        node = card.nodes.get(key)
        index = work.program.index.get(key, -1)
        leaf = work.program.nodes[index].leaf if node else None
        if leaf is None or node is None or node.leaf is None or node.status is not Status.SCORED:
            continue
        planned = with_effects(leaf, node.leaf, effects, shares=False).planned
        state = leaf_state(Status.SCORED, planned, work.factors[index])
        states = changed(work.program, states, index, state, work.factors)
    return {
        plan.key: max(0.0, (states[plan.index].score or 0.0) - (now or 0.0))
        for plan in work.program.nodes
        if (now := work.states[plan.index].score) is not None
    }

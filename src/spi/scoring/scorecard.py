"""The verb: score a dossier with a criteria set; the result explains itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from spi.errors import InvalidDocument, UnknownKey, one_of
from spi.findings import Code, Finding, Severity, errors_among, finding
from spi.model.action_plan import Effect
from spi.model.answers import Absence, Excluded, NotApplicable, Suppressed
from spi.model.criteria_set import Basis, CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_content
from spi.model.reference_checks import unknown
from spi.phrases import phrase
from spi.scoring.below import Below, effective_weights
from spi.scoring.composing import composed
from spi.scoring.facts import Facts
from spi.scoring.leaves import LeafScore, effects_by_key, score_leaf
from spi.scoring.levels import Levels
from spi.scoring.nodes import NodeScore
from spi.scoring.panel import Panel, PanelAgreement
from spi.scoring.points import Buckets, buckets
from spi.scoring.program import NodePlan, Program, program_of
from spi.scoring.reasons import Reason, Work, explain
from spi.scoring.tree import States, Status, evaluate, leaf_state


@frozen(kw_only=True)
class Scorecard:
    """The scores of one dossier, with everything needed to explain them.

    Attributes:
        criteria: The set that scored it.
        dossier: What was scored; answers composed from members are in it.
        basis: The basis asked for; ``None`` is each indicator's own.
        nodes: Every node by its key, parents first.
        agreement: How far the raters agree; ``None`` where nobody has rated alone.
        findings: What was noticed on the way, such as rules that could not be decided.
        target_group: Whose perspective it is, if it is one.
    """

    criteria: CriteriaSet
    dossier: Dossier
    basis: Basis | None
    nodes: Mapping[str, NodeScore]
    agreement: PanelAgreement | None
    findings: tuple[Finding, ...]
    target_group: str | None = None
    work: Work = field(eq=False, repr=False)

    @property
    def whole(self) -> NodeScore:
        """The node that holds all others."""
        return self.nodes[self.criteria.key]

    @property
    def score(self) -> float | None:
        """The score of the whole, 0 to 100; ``None`` unless *status* is ``scored``."""
        return self.whole.score

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest score of the whole that open questions leave possible."""
        return self.whole.bounds

    @property
    def coverage(self) -> float:
        """Share of the weight that stands behind the score of the whole, 0 to 1."""
        return self.whole.coverage

    @property
    def level(self) -> str | None:
        """Key of the level of the whole."""
        return self.whole.level

    @property
    def status(self) -> Status:
        """Status of the whole."""
        return self.whole.status

    def node(self, key: str) -> NodeScore:
        """Return the scores of a node.

        Raises:
            UnknownKey: The set has no such node.
        """
        try:
            return self.nodes[key]
        except KeyError:
            raise UnknownKey("node", key, self.nodes) from None

    def explain(self, key: str | None = None) -> Reason:
        """Return how the score of a node arose, as a tree; of the whole by default.

        Raises:
            UnknownKey: The set has no such node.
        """
        return explain(self.work, self.node(self.criteria.key if key is None else key).key)

    def of_everybody(self) -> Scorecard:
        """Return the scores of the same dossier by the whole set, each indicator on its own basis."""
        if self.basis is None and self.target_group is None:
            return self
        return self.work.remembered(
            "everybody", lambda: score(self.work.dossier, self.work.criteria)
        )

    def potentials(self) -> dict[str, float]:
        """Return, for each scored indicator, what the whole gains if it alone reaches 100.

        Points from 0 to 100, biggest first; empty if the whole has no score.
        """
        return self.work.potentials()

    def open_widths(self) -> dict[str, float]:
        """Return, for each open indicator, by how much it widens the bounds of the whole.

        Points from 0 to 100, biggest first: what to answer first.
        """
        return self.work.open_widths()


def score(
    dossier: Dossier,
    criteria: CriteriaSet,
    *,
    basis: Basis | str | None = None,
    target_group: str | None = None,
) -> Scorecard:
    """Score a dossier with a criteria set.

    Args:
        dossier: Answers, ratings and measures of one area. If it has members, answers that it does
            not have itself are composed from theirs.
        criteria: The rules.
        basis: ``rule`` or ``panel`` for all indicators; each indicator's own by default.
        target_group: Score the perspective of this group: what concerns it or everybody, rated by
            those who speak for it.

    Raises:
        InvalidDocument: The set does not hold together, or answers cannot be right; all problems.
        UnknownKey: No such target group or basis.
    """
    voices = _voices(criteria, target_group)
    chosen = criteria if target_group is None else criteria.select(target_group=target_group)
    program = program_of(chosen)
    wrong = errors_among(check_content(dossier, chosen))
    if wrong:
        raise InvalidDocument(wrong)
    whole, composing_findings = composed(dossier, program)
    chosen_basis = one_of(Basis, basis, "basis") if basis else None
    scoring = _Scoring(whole, program, chosen_basis, voices)
    noted = (*composing_findings, *_passed_over(dossier, chosen))
    return scoring.scorecard(noted, target_group, criteria)


def _passed_over(dossier: Dossier, criteria: CriteriaSet) -> Iterator[Finding]:
    """Warn of answers that a whole set does not ask for; of a selection that is to be expected."""
    if criteria.origin is not None:
        return
    known = [criteria.key, *(node.key for node in criteria.nodes())]
    for key in dossier.assessment.answers:
        if key not in known:
            found = unknown("question", key, known, "assessment", "answers", key)
            yield evolve(found, severity=Severity.WARNING)


def _voices(criteria: CriteriaSet, target_group: str | None) -> tuple[str, ...] | None:
    if target_group is None:
        return None
    groups = {one.key: one for one in criteria.target_groups}
    if target_group not in groups:
        raise UnknownKey("target group", target_group, groups)
    return groups[target_group].voices


class _Scoring:
    """One run over one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        program: Program,
        basis: Basis | None,
        voices: Collection[str] | None,
    ) -> None:
        self.dossier, self.program, self.basis = dossier, program, basis
        self.facts = Facts(dossier, program)
        self.panel = Panel(dossier.assessment, program.criteria.panel, voices)
        self.effects = effects_by_key(dossier.plan.measures)
        self.leaves = {
            plan.index: self._leaf(plan, self.effects.get(plan.key, ()))
            for plan in program.nodes
            if plan.leaf is not None
        }
        self.factors = [self.facts.factor(plan.index) for plan in program.nodes]
        self.now = self._states(planned=False)
        has_plan = any(
            leaf.planned is not None and leaf.planned != leaf.points
            for leaf in self.leaves.values()
        )
        self.planned = self._states(planned=True) if has_plan else self.now

    def _leaf(self, plan: NodePlan, effects: Sequence[Effect]) -> LeafScore:
        return score_leaf(plan, self.facts, self.panel, basis=self.basis, effects=effects)

    def _states(self, *, planned: bool) -> States:
        states = {}
        for index, leaf in self.leaves.items():
            status = status_of(self.program.nodes[index], leaf)
            points = leaf.planned if planned else leaf.points
            states[index] = leaf_state(
                status, points if status is Status.SCORED else None, self.factors[index]
            )
        return evaluate(self.program, states, self.factors)

    # --- the result ---------------------------------------------------------------------------

    def scorecard(
        self, found: tuple[Finding, ...], target_group: str | None, asked: CriteriaSet
    ) -> Scorecard:
        program = self.program
        weights = effective_weights(program, self.now)
        in_points = buckets(program, self.now, self.leaves) if program.criteria.points else {}
        levels = Levels(program, self.now, self.planned)
        below = Below(program, self.now, self.leaves, weights)
        nodes = {
            plan.key: self._node(plan, weights, levels, below, in_points.get(plan.index))
            for plan in program.nodes
        }
        criteria = program.criteria
        return Scorecard(
            criteria=criteria,
            dossier=self.dossier,
            basis=self.basis,
            nodes=nodes,
            agreement=self.panel.agreement(criteria),
            findings=(
                *found,
                *_once(self.facts.findings),
                *self._of_plan(),
                *self._of_voices(target_group),
            ),
            target_group=target_group,
            work=Work(
                program=program, states=self.now, factors=tuple(self.factors), nodes=nodes,
                dossier=self.dossier, criteria=asked,
            ),
        )  # fmt: skip

    def _of_plan(self) -> Iterator[Finding]:
        """Tell of effects that count nothing: on what is open, or not scored here."""
        for i, measure in enumerate(self.dossier.plan.measures):
            for j, effect in enumerate(measure.effects):
                index = self.program.index.get(effect.indicator)
                if index is None or self.now[index].status is Status.SCORED:
                    continue
                is_open = self.now[index].status in {Status.UNANSWERED, Status.SUPPRESSED}
                yield finding(
                    Code.ANSWER_FIRST if is_open else Code.EFFECT_NOT_SCORED,
                    "plan", "measures", i, "effects", j, "indicator",
                    found=effect.indicator, severity=Severity.WARNING,
                )  # fmt: skip

    def _of_voices(self, target_group: str | None) -> Iterator[Finding]:
        """Tell where too few have rated who speak for the group whose perspective it is."""
        if target_group is None or self.basis is Basis.RULE or not self.dossier.assessment.ratings:
            return
        rated = [
            leaf
            for index, leaf in self.leaves.items()
            if self.now[index].applies and self._is_rated(index)
        ]
        few = sum(leaf.panel is None or leaf.panel.points is None for leaf in rated)
        if few:
            found = phrase("too few for %(n)s of %(all)s questions", n=few, all=len(rated))
            yield finding(
                Code.FEW_RATERS, "assessment", "ratings", found=found, quorum=self.panel.quorum, group=target_group,
                severity=Severity.WARNING,
            )  # fmt: skip

    def _is_rated(self, index: int) -> bool:
        leaf = self.program.nodes[index].leaf
        return leaf is not None and leaf.rating is not None

    def _node(
        self,
        plan: NodePlan,
        weights: Sequence[tuple[float, float]],
        levels: Levels,
        below: Below,
        own_buckets: Buckets | None,
    ) -> NodeScore:
        state = self.now[plan.index]
        nodes = self.program.nodes
        weight, effective = weights[plan.index]
        return NodeScore(
            key=plan.key,
            kind=plan.kind,
            parent=nodes[plan.parent].key if plan.parent >= 0 else None,
            children=tuple(nodes[child].key for child in plan.children),
            status=state.status,
            score=state.score,
            bounds=(state.low, state.high),
            coverage=state.coverage,
            standing=levels.of(plan.index),
            planned=self.planned[plan.index].score,
            weight=weight,
            effective_weight=effective,
            whole_weight=self.program.whole_weights[plan.index],
            counts=below.counts(plan.index),
            evidence=below.evidence(plan.index),
            gap=below.gap(plan.index),
            buckets=own_buckets,
            leaf=self.leaves.get(plan.index),
        )


def status_of(plan: NodePlan, leaf: LeafScore) -> Status:
    """Return the status of an indicator."""
    if plan.is_context:
        return Status.CONTEXT
    match leaf.absence:
        case Excluded():
            return Status.EXCLUDED
        case NotApplicable():
            return Status.NOT_APPLICABLE
        case Suppressed():
            return Status.SUPPRESSED
        case Absence():
            return Status.UNANSWERED
    return Status.SCORED


def _once(findings: list[Finding]) -> list[Finding]:
    return list({(one.code, one.path): one for one in findings}.values())

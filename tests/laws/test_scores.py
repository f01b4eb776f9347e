"""Laws of scores: what holds whatever was asked and whatever was answered."""

from __future__ import annotations

from random import Random

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import a_dossier, a_set, an_indicator
from spi.model.answers import Answer
from spi.model.assessment import CANNOT_SAY
from spi.model.criteria_set import CriteriaSet, Indicator
from spi.scoring import score
from strategies import cases, facts_for

CLOSE = 1e-9


def is_same(one, other):
    """Say whether two figures differ by at most 1e-9, or are both absent."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= CLOSE


def assert_same(card, other):
    """Assert that two cards agree as two engines must."""
    for key, node in card.nodes.items():
        twin = other.nodes[key]
        assert (node.status, node.level) == (twin.status, twin.level)
        for name in ("score", "planned", "coverage", "effective_weight", "gap", "evidence"):
            assert is_same(getattr(node, name), getattr(twin, name)), (key, name)
        for end, twin_end in zip(node.bounds or (), twin.bounds or (), strict=True):
            assert is_same(end, twin_end), key


def assert_not_worse(worse, better):
    """Assert that no node of *better* has lost points, or its score."""
    for key, node in worse.nodes.items():
        if node.score is not None:
            assert better.nodes[key].score is not None, key
            assert better.nodes[key].score >= node.score - CLOSE, key


class TestScale:
    """Scores stay in 0–100."""

    @given(cases())
    def test_scores_and_bounds_stay_in_0_to_100(self, case):
        for node in case.card.nodes.values():
            for number in (node.score, node.planned, *(node.bounds or ())):
                assert number is None or 0 <= number <= 100

    @given(cases())
    def test_coverage_and_shares_stay_in_0_to_1(self, case):
        for node in case.card.nodes.values():
            for share in (node.coverage, node.effective_weight, node.evidence or 0):
                assert 0 <= share <= 1

    @given(cases())
    def test_a_node_has_a_score_exactly_when_it_is_scored(self, case):
        for node in case.card.nodes.values():
            assert (node.score is not None) == (node.status == "scored")


class TestBetterAnswers:
    """A better answer never lowers a score anywhere above it, nor takes one away."""

    @given(cases(), st.data())
    def test_a_better_answer_never_lowers_a_score(self, case, data):
        scored = [
            leaf for leaf in case.criteria.leaves() if leaf.scale and facts_for(leaf) is not None
        ]
        assume(scored)
        leaf = data.draw(st.sampled_from(scored))
        facts = [data.draw(facts_for(leaf)) for _ in range(2)]

        cards = [case.answered(leaf.key, Answer(value=fact)).card for fact in facts]

        points = [card.node(leaf.key).leaf.rule_points for card in cards]
        assume(None not in points)
        assert_not_worse(*(cards if points[0] <= points[1] else reversed(cards)))

    @given(cases(points=False), st.data())
    def test_a_better_rating_never_lowers_a_score(self, case, data):
        given_ = [
            (sheet, key, step)
            for sheet in case.dossier.assessment.sheets()
            for key, step in sheet.steps.items()
            if step not in {CANNOT_SAY, 5}
        ]
        assume(given_)
        sheet, key, step = data.draw(st.sampled_from(given_))

        higher = case.dossier.with_rating(key, step + 1, member=sheet.member)

        assert_not_worse(case.card, score(higher, case.criteria))


class TestOrder:
    """The order of children is irrelevant."""

    @given(cases(), st.integers(0, 99))
    def test_children_in_another_order_score_the_same(self, case, seed):
        chance = Random(seed)  # noqa: S311 - an order, no secret

        def shuffled(node):
            if isinstance(node, Indicator):
                return node
            name = "fields" if isinstance(node, CriteriaSet) else "topics"
            parts = {name: getattr(node, name), "indicators": node.indicators}
            mixed = {one: [shuffled(child) for child in part] for one, part in parts.items()}
            for part in mixed.values():
                chance.shuffle(part)
            return evolve(node, **{one: tuple(part) for one, part in mixed.items()})

        assert_same(case.card, score(case.dossier, shuffled(case.criteria)))


class TestWeights:
    """Weights times ten change nothing."""

    @given(cases())
    def test_all_weights_times_ten_score_the_same(self, case):
        weights = {
            node.key: node.weight * 10
            for node in case.criteria.nodes()
            if node.weight is not None or case.criteria.points is None
        }

        other = score(case.dossier, case.criteria.replace(weights=weights))

        assert_same(case.card, other)


class TestMeans:
    """A mean lies between its children (after the floor, before caps)."""

    @given(cases())
    def test_a_mean_lies_between_its_children(self, case):
        nodes = [case.card.explain(key) for key, node in case.card.nodes.items() if node.children]
        for reason in nodes:
            if reason.score is None:
                continue
            left_out = {one.key for one in reason.left_out}
            parts = [one.score or 0.0 for one in reason.children if one.key not in left_out]
            floored = [max(one, reason.floor or 0.0) for one in parts]
            mean = reason.score + sum(cut.points for cut in reason.cuts)
            assert min(floored) - CLOSE <= mean <= max(floored) + CLOSE


SCALES = st.sampled_from(
    [
        {"type": "linear", "worst": 0, "best": 100},
        {"type": "linear", "worst": 29, "best": 3},
        {"type": "steps", "edges": [7, 29, 57, 58], "points": [0, 30, 50, 90, 100]},
        {"type": "curve", "knots": [[0, 0], [29, 100], [58, 0]]},
        {"type": "log", "worst": 0.1, "best": 80},
    ]
)


class TestUnits:
    """Percent or share, same score."""

    @given(st.lists(st.tuples(SCALES, st.integers(1, 1000)), min_size=1, max_size=4))
    def test_percent_or_share_same_score(self, questions):
        in_percent = {"type": "number", "unit": "percent"}
        keys = [f"q{i}" for i in range(len(questions))]
        criteria = a_set(
            *(
                an_indicator(key, answer=in_percent, scale=scale)
                for key, (scale, _) in zip(keys, questions, strict=True)
            )
        )
        percents = {key: n / 10 for key, (_, n) in zip(keys, questions, strict=True)}
        shares = {
            key: {"value": n / 1000, "unit": "share"}
            for key, (_, n) in zip(keys, questions, strict=True)
        }

        cards = [score(a_dossier(answers), criteria) for answers in (percents, shares)]

        assert_same(*cards)

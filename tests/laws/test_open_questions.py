"""Laws of what is open: bounds, coverage, and what answering does to them."""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from spi.model.answers import Answer, NotApplicable, Unanswered
from spi.model.criteria_set import CriteriaSet, Indicator
from spi.model.rules import Open, Redistribution
from spi.scoring import score
from strategies import cases, facts_for

CLOSE = 1e-9
OPEN = {"unanswered", "suppressed"}


def draw_answered(data, case):
    """Answer one open question, also with "not applicable"; give the cards before and after."""
    before = case.card
    keys = [leaf.key for leaf in case.criteria.leaves() if is_open(before.node(leaf.key))]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    facts = facts_for(case.criteria.indicator(key))
    none_here = st.just(NotApplicable("there is none"))
    value = data.draw(none_here if facts is None else st.one_of(facts, none_here))
    after = case.answered(key, Answer(value=value)).card
    assume(not drops_what_is_scored(before, after))
    assume(not moves_weight_unseen(before))
    return before, after


def is_open(node):
    """Say whether an indicator is an open question, scored or not."""
    is_context = node.status == "context"
    return node.status in OPEN or (is_context and isinstance(node.leaf.fact.absence, Unanswered))


def drops_what_is_scored(before, after):
    """Say whether something that had a score already does not apply any more.

    An exclusion rule drops it; or it was rated, and its derived answer does not apply now; or with
    `open: zero` it was a part where all is open, and a cut or a floor had moved an end of it.
    """
    return any(
        node.status == "scored"
        and after.node(key).range is None
        and (node.leaf is not None or node.bounds != (0, 100))
        for key, node in before.nodes.items()
    )


def moves_weight_unseen(card):
    """Say whether weight may go elsewhere that no bound has seen: two rules that do not fit.

    `equal` shares out the whole w of what does not apply, also where it stood there with W < w; and
    a node that shrinks while it is cut loses weight and nothing of what its open parts might be.
    """
    states, nodes = card.work.states, card.work.program.nodes
    return any(
        any(states[child].own_factor < 1 for child in plan.counting)
        if plan.rules.redistribution is Redistribution.EQUAL
        else plan.rules.cap or plan.rules.gate
        for plan in nodes
        if plan.rules.redistribution in {Redistribution.EQUAL, Redistribution.SHRINK}
    )


class TestBounds:
    """lo ≤ score ≤ hi, equal ends at coverage 1."""

    @given(cases())
    def test_a_score_lies_within_its_bounds(self, case):
        for node in case.card.nodes.values():
            if node.score is not None:
                low, high = node.bounds
                assert low - CLOSE <= node.score <= high + CLOSE

    @given(cases(plain=True))
    def test_the_ends_meet_where_nothing_is_open(self, case):
        for node in case.card.nodes.values():
            if node.range is not None and not OPEN & node.counts.keys():
                assert abs(node.coverage - 1) <= CLOSE
                assert node.bounds[1] - node.bounds[0] <= CLOSE


class TestAnswering:
    """Answering an open question, also with "not applicable", never widens any bounds, and the
    new score lies within the earlier bounds (unless an exclusion rule then drops something already
    scored; ratings are not answers)."""

    @given(cases(), st.data())
    def test_answering_never_widens_any_bounds(self, case, data):
        before, after = draw_answered(data, case)

        for key, node in after.nodes.items():
            earlier = before.node(key).range
            if node.range is not None and earlier is not None:
                assert node.bounds[0] >= earlier[0] - CLOSE, key
                assert node.bounds[1] <= earlier[1] + CLOSE, key

    @given(cases(), st.data())
    def test_a_new_score_lies_within_the_earlier_bounds(self, case, data):
        before, after = draw_answered(data, case)

        for key, node in after.nodes.items():
            if node.score is not None and (earlier := before.node(key).bounds):
                assert earlier[0] - CLOSE <= node.score <= earlier[1] + CLOSE, key


class TestCoverage:
    """An answer never lowers coverage."""

    @given(cases(), st.data())
    def test_an_answer_never_lowers_coverage(self, case, data):
        before, after = draw_answered(data, case)

        for key, node in after.nodes.items():
            if node.range is not None:
                assert node.coverage >= before.node(key).coverage - CLOSE, key


def rescaled(node):
    """Give a node where all redistribution, here and below, is the usual one."""
    if isinstance(node, Indicator):
        return node
    inner, own = ("fields", "whole") if isinstance(node, CriteriaSet) else ("topics", "rules")
    return evolve(
        node,
        **{
            inner: tuple(rescaled(one) for one in getattr(node, inner)),
            own: evolve(getattr(node, own), redistribution=None),
        },
    )


class TestOpenIsNotZero:
    """An open question never counts as zero unless the set says so; with `open: zero` and nothing
    capped, score = lo."""

    @given(cases(points=False), st.data())
    def test_an_open_question_is_left_out_like_one_that_does_not_apply(self, case, data):
        left_out = case.criteria.replace(min_coverage=0).evolve(open=Open.LEAVE_OUT)
        criteria = rescaled(left_out)
        card = score(case.dossier, criteria)
        open_ = [key for key, node in card.nodes.items() if node.leaf and node.status in OPEN]
        assume(open_)
        none_here = Answer(value=NotApplicable("there is none"))
        dossier = case.dossier.with_answer(data.draw(st.sampled_from(open_)), none_here)

        other = score(dossier, criteria)

        for key, node in card.nodes.items():
            twin = other.node(key).score
            assert (node.score is None) == (twin is None), key
            assert node.score is None or abs(node.score - twin) <= CLOSE, key

    @given(cases(plain=True))
    def test_where_open_is_zero_the_score_is_the_low_end(self, case):
        card = case.by(open=Open.ZERO).card

        for node in card.nodes.values():
            if node.score is not None:
                assert abs(node.score - node.bounds[0]) <= CLOSE

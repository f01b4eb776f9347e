"""Laws of what a score says about itself: plans, losses, potentials, points, levels."""

from __future__ import annotations

import pytest
from hypothesis import given

from spi.scoring import what_if
from strategies import cases

CLOSE = 1e-9


def inner_reasons(card):
    """Give the reasons of every inner node that has a score."""
    scored = (key for key, node in card.nodes.items() if node.children and node.score is not None)
    return [card.explain(key) for key in scored]


def lines_of(reason):
    """Give the loss of the whole of each line at or below a node: leaves, open parts, cuts."""
    inner = [one for one in reason.children if one.loss_of_whole is not None]
    if not inner:
        return [reason.loss_of_whole]
    own = [one.loss_of_whole or 0.0 for one in reason.cuts]
    return [*own, *(line for one in inner for line in lines_of(one))]


class TestPlanned:
    """planned ≥ now."""

    @given(cases())
    def test_what_is_planned_never_lowers(self, case):
        for node in case.card.nodes.values():
            assert (node.planned is None) == (node.score is None)
            assert node.score is None or node.planned >= node.score - CLOSE

    @given(cases())
    def test_measures_gain_no_less_together_than_alone(self, case):
        gains = what_if(case.card)

        for key, together in gains.together.items():
            best_alone = max((one[key] for one in gains.alone.values()), default=0.0)
            assert together >= best_alone - CLOSE
            assert case.card.node(key).score + together <= 100 + CLOSE


class TestLosses:
    """Losses ≥ 0, losses add up to 100 − score, contributions to the score."""

    @given(cases())
    def test_losses_and_cuts_add_up_to_what_is_missing(self, case):
        for reason in inner_reasons(case.card):
            lost = [one.loss for one in reason.children if one.loss is not None]
            cut = sum(one.points for one in reason.cuts)
            assert min(lost) >= 0
            assert sum(lost) + cut == pytest.approx(100 - reason.score, abs=CLOSE)

    @given(cases())
    def test_contributions_add_up_to_the_score_before_cuts(self, case):
        for reason in inner_reasons(case.card):
            given_ = [one.contribution for one in reason.children if one.contribution is not None]
            cut = sum(one.points for one in reason.cuts)
            assert sum(given_) == pytest.approx(reason.score + cut, abs=CLOSE)

    @given(cases())
    def test_losses_of_leaves_and_cuts_add_up_to_what_the_whole_misses(self, case):
        whole = case.card.explain()

        if whole.score is not None:
            lines = lines_of(whole)
            assert min(lines) >= 0
            assert sum(lines) == pytest.approx(100 - whole.score, abs=CLOSE)


class TestPotentials:
    """score + potential ≤ 100."""

    @given(cases())
    def test_no_lever_lifts_the_whole_above_100(self, case):
        for gain in case.card.potentials().values():
            assert 0 <= gain <= 100 - case.card.score + CLOSE

    @given(cases())
    def test_an_open_width_is_no_wider_than_what_is_above_the_low_end(self, case):
        for width in case.card.open_widths().values():
            assert 0 <= width <= (case.card.bounds or (0, 0))[1] + CLOSE


class TestBuckets:
    """Buckets add up to possible."""

    @given(cases(points=True))
    def test_buckets_add_up_to_the_possible_points(self, case):
        for node in case.card.nodes.values():
            if (own := node.buckets) is not None:
                parts = [own.done, own.planned, own.not_done, own.unanswered]
                assert min(parts) >= 0
                assert sum(parts) == pytest.approx(own.possible, abs=CLOSE)

    @given(cases(points=True))
    def test_the_points_of_parts_add_up(self, case):
        for node in case.card.nodes.values():
            parts = [case.card.nodes[key].buckets for key in node.children]
            counted = [one for one in parts if one is not None]
            if node.buckets is not None and counted:
                for name in ("possible", "done", "planned", "not_done", "unanswered"):
                    total = sum(getattr(one, name) for one in counted)
                    assert total == pytest.approx(getattr(node.buckets, name), abs=CLOSE)

    @given(cases(points=True))
    def test_the_score_is_the_share_that_is_done(self, case):
        whole = case.card.whole

        if whole.score is not None:
            share = 100 * whole.buckets.done / whole.buckets.possible
            assert whole.score == pytest.approx(share, abs=CLOSE)


class TestLevels:
    """level at lo ≤ level ≤ level at hi."""

    @given(cases())
    def test_a_level_lies_between_those_at_the_ends(self, case):
        order = [None, *(one.key for one in case.criteria.effective_levels)]

        for node in case.card.nodes.values():
            standing = node.standing
            low, high = order.index(standing.at_low), order.index(standing.at_high)
            assert low <= high, node.key
            if node.score is not None:
                assert low <= order.index(standing.level) <= high, node.key

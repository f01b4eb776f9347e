"""Points mode: what is done, planned, not done and unanswered of the possible points."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from spi.scoring.leaves import LeafScore
from spi.scoring.program import Program
from spi.scoring.scales import FULL
from spi.scoring.tree import States, Status


@frozen(kw_only=True)
class Buckets:
    """Points of a node, at least 0 each; the last four add up to *possible*."""

    possible: float
    done: float
    planned: float
    not_done: float
    unanswered: float


def buckets(
    program: Program, states: States, leaves: Mapping[int, LeafScore]
) -> dict[int, Buckets]:
    """Return the buckets of every node that applies."""
    possible = _possible(program, states)
    found = {
        index: _of_leaf(possible[index], states[index].score, leaf)
        for index, leaf in leaves.items()
        if index in possible
    }
    for index in program.inner:
        if index in possible:
            found[index] = _cut(index, states, _sum(index, states, found, possible), found)
    return found


def _possible(program: Program, states: States) -> dict[int, float]:
    if not states[0].applies:
        return {}
    found = {0: program.nodes[0].weight * states[0].own_factor}
    for plan in program.nodes:  # parents come first
        state = states[plan.index]
        for child, weight in state.parts:
            found[child] = found[plan.index] * weight / state.total
    return found


def _of_leaf(possible: float, score: float | None, leaf: LeafScore) -> Buckets:
    if score is None:
        return Buckets(possible=possible, done=0.0, planned=0.0, not_done=0.0, unanswered=possible)
    done = possible * score / FULL
    planned = possible * leaf.split.planned if leaf.split else 0.0
    left = max(0.0, possible - done - planned)
    return Buckets(possible=possible, done=done, planned=planned, not_done=left, unanswered=0.0)


def _sum(
    index: int, states: States, found: Mapping[int, Buckets], possible: Mapping[int, float]
) -> Buckets:
    parts = [found[child] for child, _ in states[index].parts]
    return Buckets(
        possible=possible[index],
        done=sum(one.done for one in parts),
        planned=sum(one.planned for one in parts),
        not_done=sum(one.not_done for one in parts),
        unanswered=sum(one.unanswered for one in parts),
    )


def _cut(index: int, states: States, summed: Buckets, found: dict[int, Buckets]) -> Buckets:
    """Scale what is done here and below, where a cap or gate cuts the score."""
    state = states[index]
    if not state.cuts or state.status is not Status.SCORED or summed.done == 0:
        return summed
    kept = summed.possible * (state.score or 0.0) / FULL
    share = min(1.0, kept / summed.done)
    _scale_below(index, states, share, found)
    return _scaled(summed, share)


def _scale_below(index: int, states: States, share: float, found: dict[int, Buckets]) -> None:
    for child, _ in states[index].parts:
        found[child] = _scaled(found[child], share)
        _scale_below(child, states, share, found)


def _scaled(one: Buckets, share: float) -> Buckets:
    cut = one.done * (1 - share)
    return evolve(one, done=one.done - cut, not_done=one.not_done + cut)

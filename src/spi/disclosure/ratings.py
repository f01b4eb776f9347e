"""What may be seen of the ratings of one indicator: never those of one or a few people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve

from spi.disclosure.spans import tells_of_few
from spi.model.criteria_set import Voice
from spi.scoring.panel import UNGROUPED, PanelScore

Voices = frozenset[str]
"""Rater groups whose members are taken together: one group, or those who speak for somebody."""

Memberships = frozenset[tuple[Voices, int]]
"""How many raters belong to just these groups."""


def disclosed_panel(
    panel: PanelScore | None, least: int, voice: Voice = Voice.PERSON
) -> PanelScore | None:
    """Return what may be seen of the ratings of one indicator.

    Groups of fewer than *least* raters are withheld, and further ones until nothing that is shown
    tells of one to *least* − 1 people. With fewer raters in all, only their number is shown.
    Where each group has one *voice* the points are the mean of all groups: if one of them is
    withheld, all are, and how the ratings are spread. How often each step was chosen is shown only
    where no step was chosen by one or a few.
    """
    if panel is None:
        return None
    if panel.together is not None and panel.count >= least:
        return panel
    if panel.count < least:
        return _only_number(panel, least)
    safe = shown_voices(panel, least, voice=voice)
    shown = {key: n for key, n in panel.group_sizes.items() if frozenset({key}) in safe}
    if voice is Voice.GROUP and len(shown) < len(panel.groups):
        panel = evolve(panel, frequencies=(), agreement=None, spread=None)
    if any(0 < n < least for n in panel.frequencies):  # a step that one or a few have chosen
        panel = evolve(panel, frequencies=())
    groups = {key: panel.groups[key] for key in shown}
    several = len(groups) > 1
    return evolve(
        panel,
        groups=groups,
        group_sizes=shown,
        memberships={},
        largest_gap=max(groups.values()) - min(groups.values()) if several else None,
    )


def panel_of_some(
    panel: PanelScore | None, of_all: PanelScore | None, least: int, *, may_be_seen: bool
) -> PanelScore | None:
    """Return what may be seen of the ratings of those who speak for a group, beside those of all.

    Only their points, and those of groups that are shown of all: how often they chose each step
    would tell how often the others did.

    Args:
        panel: The ratings of those who speak for the group.
        of_all: What may be seen of the ratings of everybody.
        least: As in `disclosed_panel`.
        may_be_seen: Whether their points may stand beside what is shown of all.
    """
    if panel is None or not may_be_seen:
        return panel and _only_number(panel, least)
    shown = set(of_all.groups) & set(panel.groups) if of_all else set()
    return evolve(
        panel,
        frequencies=(), agreement=None, spread=None, memberships={}, largest_gap=None,
        groups={key: panel.groups[key] for key in panel.groups if key in shown},
        group_sizes={key: panel.group_sizes[key] for key in panel.groups if key in shown},
    )  # fmt: skip


def shown_voices(
    panel: PanelScore, least: int, wanted: Iterable[Voices] = (), *, voice: Voice = Voice.PERSON
) -> frozenset[Voices]:
    """Return the groups, each by itself or several together, whose points may be seen.

    The rater groups come first, the largest before the others, then what else is *wanted*; each is
    taken in only if nothing that is shown then tells of one to *least* − 1 people.
    """
    known = frozenset(panel.memberships.items())
    return _shown_voices(known, least, frozenset(wanted), voice)


@lru_cache(maxsize=1024)
def _shown_voices(
    memberships: Memberships, least: int, wanted: frozenset[Voices], voice: Voice
) -> frozenset[Voices]:
    sizes = {one: _size(memberships, one) for one in _by_themselves(memberships)}
    single = sorted(sizes, key=lambda one: (-sizes[one], sorted(one)))
    if voice is Voice.GROUP:  # the points are the mean of all groups: all of them, or none
        shown = _safe(memberships, least, single)
        shown = shown if len(shown) == len(single) else []
        return frozenset(shown) | {
            one for one in wanted if {frozenset({key}) for key in one} <= set(shown)
        }
    joined = sorted(wanted - set(single), key=lambda one: (-_size(memberships, one), sorted(one)))
    return frozenset(_safe(memberships, least, [*single, *joined]))


def _safe(memberships: Memberships, least: int, candidates: Sequence[Voices]) -> list[Voices]:
    """Return those of the candidates, in their order, that may be shown beside the sum of all."""
    atoms = sorted(memberships, key=lambda one: sorted(one[0]))
    sizes = [size for _, size in atoms]
    rows = {one: [int(_speaks(groups, one)) for groups, _ in atoms] for one in candidates}
    large = [one for one in candidates if _size(memberships, one) >= least]
    everybody = [1] * len(atoms)
    shown: list[Voices] = []
    if not tells_of_few([everybody, *(rows[one] for one in large)], sizes, least):
        return large
    for one in large:
        if not tells_of_few([everybody, *(rows[it] for it in [*shown, one])], sizes, least):
            shown.append(one)
    return shown


def _by_themselves(memberships: Memberships) -> set[Voices]:
    keys = {key for groups, _ in memberships for key in groups or {UNGROUPED}}
    return set() if keys == {UNGROUPED} else {frozenset({key}) for key in keys}


def _speaks(groups: Voices, voices: Voices) -> bool:
    return bool(voices & (groups or {UNGROUPED}))


def _size(memberships: Memberships, voices: Voices) -> int:
    return sum(size for groups, size in memberships if _speaks(groups, voices))


def _only_number(panel: PanelScore, least: int) -> PanelScore:
    return PanelScore(
        points=None,
        count=panel.count,
        together=panel.together,
        quorum=max(panel.quorum, least),
        cannot_say=panel.cannot_say,
    )

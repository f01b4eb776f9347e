"""What may be seen of the ratings of one indicator: never those of one or a few people."""

from __future__ import annotations

from itertools import chain, combinations

from attrs import evolve

from spi.model.criteria_set import Voice
from spi.scoring.panel import PanelScore


def disclosed_panel(
    panel: PanelScore | None, least: int, voice: Voice = Voice.PERSON
) -> PanelScore | None:
    """Return what may be seen of the ratings of one indicator.

    Groups of fewer than *least* raters are withheld, and further ones until no difference of what
    is shown leaves one to *least* − 1 people. With fewer raters in all, only their number is shown.
    Where each group has one *voice* the points are the mean of all groups: if one of them is
    withheld, all are, and how the ratings are spread. How often each step was chosen is shown only
    where no step was chosen by one or a few.
    """
    if panel is None:
        return None
    if panel.together is not None and panel.count >= least:
        return panel
    if panel.count < least:
        return PanelScore(
            points=None,
            count=panel.count,
            together=panel.together,
            quorum=max(panel.quorum, least),
            cannot_say=panel.cannot_say,
        )
    shown = {key: n for key, n in panel.group_sizes.items() if n >= least}
    while shown and _gives_back(list(shown.values()), panel.count, least):
        del shown[min(shown, key=lambda key: (shown[key], key))]
    if voice is Voice.GROUP and len(shown) < len(panel.groups):
        panel = evolve(panel, frequencies=(), agreement=None, spread=None)
        shown = {}
    if any(0 < n < least for n in panel.frequencies):  # a step that one or a few have chosen
        panel = evolve(panel, frequencies=())
    groups = {key: panel.groups[key] for key in shown}
    several = len(groups) > 1
    return evolve(
        panel,
        groups=groups,
        group_sizes=shown,
        largest_gap=max(groups.values()) - min(groups.values()) if several else None,
    )


def _gives_back(sizes: list[int], raters: int, least: int) -> bool:
    """Say whether a few people could be told apart; one may belong to several groups."""
    differences = [one - other for one, other in combinations(sizes, 2)]
    several = chain.from_iterable(combinations(sizes, n + 1) for n in range(len(sizes)))
    left = [raters - sum(some) for some in several]
    return any(0 < abs(rest) < least for rest in (*left, *differences))

"""The ratings of a whole scorecard as they may be seen: decided once, for all its perspectives."""

from __future__ import annotations

from spi.disclosure.audiences import Policy
from spi.disclosure.ratings import disclosed_panel, panel_of_some, shown_voices
from spi.scoring.panel import PanelScore
from spi.scoring.scorecard import Scorecard


def seen_panels(card: Scorecard, rules: Policy) -> dict[str, PanelScore | None]:
    """Return what may be seen of the ratings of each indicator, by its key."""
    of_all = _panels(card.of_everybody())
    voice, least = card.work.criteria.panel.voice, rules.least
    seen = {key: disclosed_panel(panel, least, voice) for key, panel in of_all.items()}
    if card.target_group is None:
        return {key: seen[key] for key in _panels(card)}
    voices = {one.key: frozenset(one.voices) for one in card.work.criteria.target_groups}
    asked, wanted = voices[card.target_group], frozenset(one for one in voices.values() if one)
    found = {}
    for key, panel in _panels(card).items():
        whole = of_all[key]
        may_be_seen = whole is not None and asked in shown_voices(whole, least, wanted, voice=voice)
        found[key] = panel_of_some(panel, seen[key], least, may_be_seen=may_be_seen)
    return found


def _panels(card: Scorecard) -> dict[str, PanelScore | None]:
    leaves = {key: node.leaf for key, node in card.nodes.items()}
    return {key: leaf.panel for key, leaf in leaves.items() if leaf}

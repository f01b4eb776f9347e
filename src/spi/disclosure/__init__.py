"""Who may see what: decided once, after scoring, for one audience."""

from spi.disclosure.audiences import POLICIES, Audience, Policy
from spi.disclosure.disclosed import Disclosed, disclose
from spi.disclosure.ratings import disclosed_panel

__all__ = ["POLICIES", "Audience", "Disclosed", "Policy", "disclose", "disclosed_panel"]

"""The verbs: scales, means, panel, levels, scorecard, reasons."""

from spi.scoring.agreement import (
    Metric,
    fleiss_kappa,
    interquartile_range,
    krippendorff_alpha,
    quantile,
    van_der_eijk_agreement,
)
from spi.scoring.losses import Losses, contributions, losses
from spi.scoring.means import (
    arithmetic_mean,
    geometric_mean,
    harmonic_mean,
    mean_of,
    minimum,
    power_mean,
    worst_mean,
)
from spi.scoring.nodes import NodeScore
from spi.scoring.numbers import reached
from spi.scoring.panel import PanelAgreement, PanelScore, aggregated
from spi.scoring.points import Buckets
from spi.scoring.reasons import Reason
from spi.scoring.scales import (
    curve_points,
    linear_points,
    log_points,
    options_points,
    points_on,
    progress_points,
    rating_points,
    steps_points,
)
from spi.scoring.scorecard import Scorecard, score
from spi.scoring.tree import Status
from spi.scoring.what_if import Gains, what_if

__all__ = [
    "Buckets",
    "Gains",
    "Losses",
    "Metric",
    "NodeScore",
    "PanelAgreement",
    "PanelScore",
    "Reason",
    "Scorecard",
    "Status",
    "aggregated",
    "arithmetic_mean",
    "contributions",
    "curve_points",
    "fleiss_kappa",
    "geometric_mean",
    "harmonic_mean",
    "interquartile_range",
    "krippendorff_alpha",
    "linear_points",
    "log_points",
    "losses",
    "mean_of",
    "minimum",
    "options_points",
    "points_on",
    "power_mean",
    "progress_points",
    "quantile",
    "rating_points",
    "reached",
    "score",
    "steps_points",
    "van_der_eijk_agreement",
    "what_if",
    "worst_mean",
]

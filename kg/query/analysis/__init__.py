"""Reading a graph over time and along its chains: what came when, what is new, what contradicts, who owns whom.

All of it is computed from ``Content``; nothing here asks the store again.
"""

from kg.query.analysis.chains import Link, chain
from kg.query.analysis.conflicts import Conflict, Kind, conflicts
from kg.query.analysis.diff import Change, Difference, between_days, between_graphs
from kg.query.analysis.holdings import Holding, Total, owners, totals
from kg.query.analysis.moments import apart, content_as_of, period, standing, undated
from kg.query.analysis.timeline import Moment, last_words, timeline

__all__ = [
    "Change",
    "Conflict",
    "Difference",
    "Holding",
    "Kind",
    "Link",
    "Moment",
    "Total",
    "apart",
    "between_days",
    "between_graphs",
    "chain",
    "conflicts",
    "content_as_of",
    "last_words",
    "owners",
    "period",
    "standing",
    "timeline",
    "totals",
    "undated",
]

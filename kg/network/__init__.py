"""The graph as a network: what is central, what belongs together, how two things are connected.

Nodes are entities, edges are statements (a triple under one modality, however many articles state it). What
was denied connects nothing, so that ranks, groups and paths leave negated facts out.
"""

from kg.network.connections import connections, to_networkx
from kg.network.grouping import Broker, Group, brokers, groups
from kg.network.paths import Step, hubs, is_forward, paths
from kg.network.ranking import MEASURES, Ranked, rank

__all__ = [
    "MEASURES",
    "Broker",
    "Group",
    "Ranked",
    "Step",
    "brokers",
    "connections",
    "groups",
    "hubs",
    "is_forward",
    "paths",
    "rank",
    "to_networkx",
]

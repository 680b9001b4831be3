"""Past one machine: documents into shards of a graph over a Ray cluster, and shards into a store.

    paths ─ plan ─ units ─ read ─ articles ─ extract ─ shards ─ merge ─ entities
                                                          └──── load ── store or server

A unit is a few files or a piece of a large one. Units are independent of one another and whatever is written
of them is written whole and named by its content, so that work that is lost is only done again, and work that
is done is found. What must be known of all units together (which articles stand in several of them, what all
of them say of an entity) is a group-by over ids. Ray is loaded by ``spreading`` alone, which few need.
"""

from kg.engine.layout import Manifest
from kg.engine.loading import Loaded, load

__all__ = ["Loaded", "Manifest", "load"]

"""Pictures of a graph: pages that work without a network."""

from kg.visualise.choosing import Chosen, choose
from kg.visualise.page import page

__all__ = ["Chosen", "choose", "page"]

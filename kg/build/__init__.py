"""The order of the stages, and how a folder of documents becomes a store."""

from kg.build.building import Report, build
from kg.build.extraction import Extraction, Extractor

__all__ = ["Extraction", "Extractor", "Report", "build"]

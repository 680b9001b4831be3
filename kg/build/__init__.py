"""The order of the stages, and how a folder of documents becomes a store."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.build.building import Report, build

if TYPE_CHECKING:
    from kg.build.extraction import Extraction, Extractor

__all__ = ["Extraction", "Extractor", "Report", "build"]


def __getattr__(name: str) -> Any:
    # What extracts takes half a second to import, which builds that find nothing new need not wait for.
    if name in ("Extraction", "Extractor"):
        return getattr(import_module("kg.build.extraction"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

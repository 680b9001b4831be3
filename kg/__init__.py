"""Knowledge graphs of companies, policies and technologies from Chinese industry news.

    from kg import build, open_graph

    build("news/", "news.kg")
    graph = open_graph("news.kg")
    print([answer.label for answer in graph.ask("谁投资了中芯国际").answers])

The public names load when they are first used, so that ``import kg`` and the command line start at once.
``kg.build`` is the subpackage that builds and, called, the verb: importing either gives both.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import Graph, build, open_graph
    from kg.vocab import EntityType, Modality, Relation

__all__ = [
    "EntityType",
    "Graph",
    "KgError",
    "Modality",
    "Relation",
    "__version__",
    "build",
    "open_graph",
]

_PLACES = {
    "EntityType": "kg.vocab",
    "Graph": "kg.graph",
    "KgError": "kg.errors",
    "Modality": "kg.vocab",
    "Relation": "kg.vocab",
    "open_graph": "kg.graph",
}


class _Verb(ModuleType):
    """The subpackage ``kg.build``, which can be called."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Build documents into a store; see ``kg.graph.build``."""
        from kg.graph import build as run

        return run(*arguments, **options)


class _Package(ModuleType):
    """This package. Python binds a subpackage here when it is loaded, whoever loads it."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "build" and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "build":
        return import_module("kg.build")
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

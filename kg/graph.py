"""A graph for Python: facts and entities as typed values, questions, tables, networks.

A ``Graph`` is the state that the store or file had when it was first read; open it again to see what was built
since. Names are what they are on the command line: any label, an id, an IRI or a stock code.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.query import (
    analysis,
)
from kg.query.columns import FIELDS, columns
from kg.query.reading import ReadGraph
from kg.store import DEFAULT_PATH, FactRow, is_remote, open_view

if TYPE_CHECKING:
    import networkx

    from kg.build import Report
    from kg.network import Broker, Group, Ranked, Step

PathType = str | PathLike[str]
# Said, not left to pandas to guess: a frame without rows has the same columns as one with.
_PANDAS = {str: "str", float: "float64", int: "int64"}


def build(
    paths: PathType | Iterable[PathType],
    store: PathType = DEFAULT_PATH,
    *,
    lexicon: PathType | None = None,
    workers: int = 1,
    base: str | None = None,
) -> Report:
    """Build documents into a store; what is built already and has not changed is left alone.

    Args:
        paths: a file or folder, or several.
        store: the store's folder, made if there is none, or the address of a SPARQL server.
        lexicon: your own names: CSV or TSV with name, type, aliases.
        workers: how many processes extract.
        base: what IRIs begin with, where the store is new.

    Returns:
        How many documents, articles and facts there were, and a line for each file that could not be read.
    """
    from kg.build.building import build as run

    given = [paths] if isinstance(paths, str | PathLike) else list(paths)
    own = Path(lexicon) if lexicon is not None else None
    return run([str(path) for path in given], _store(store), lexicon=own, workers=workers, base=base)


def open_graph(path: PathType = DEFAULT_PATH) -> Graph:
    """The graph of a store's folder, of an exported file, or on a SPARQL server (its address).

    Raises:
        StoreError: nothing is there, or what is there is no graph.
    """
    return Graph(open_view(_store(path)))


def _store(path: PathType) -> str | Path:
    """An address stays as it is: in a path two slashes would become one."""
    return str(path) if is_remote(path) else Path(path)


class Graph(ReadGraph):
    """A graph to read. Iterating gives its facts, ``len`` counts them."""

    def timeline(
        self, name: str, *, since: str = "", until: str = "", as_of: str = ""
    ) -> list[analysis.Moment]:
        """What is told of a thing, by date; as of a day only the last that is told of each pair by then."""
        told = analysis.standing(self, as_of=as_of) if as_of else self
        found = analysis.timeline(told, self.entity(name).iri, since=since, until=until)
        return analysis.last_words(found) if as_of else found

    def chain(
        self, name: str, *, upward: bool = True, depth: int = 3, as_of: str = ""
    ) -> list[analysis.Link]:
        """The suppliers of a thing and theirs, or its customers and theirs."""
        iri = self.entity(name).iri
        return analysis.chain(self.content, iri, upward=upward, depth=depth, as_of=as_of)

    def owners(
        self, name: str, *, down: bool = False, depth: int = 5, as_of: str = ""
    ) -> list[analysis.Holding]:
        """Who owns a thing (or what it owns) through whom, with the shares multiplied through."""
        return analysis.owners(self.content, self.entity(name).iri, down=down, depth=depth, as_of=as_of)

    def conflicts(self, name: str = "") -> list[analysis.Conflict]:
        """Facts that contradict each other, of a thing or of everything."""
        return analysis.conflicts(self.content, about=self.entity(name).iri if name else "")

    def new_between(self, first: str, second: str) -> analysis.Difference:
        """What the articles after one date, up to another, told that none had told before."""
        return analysis.between_days(self.content, first, second, base=self.view.base)

    def compared_with(self, older: Graph) -> analysis.Difference:
        """What this graph gained and lost against an older one."""
        return analysis.between_graphs(older.view, self.view)

    def paths(self, start: str, end: str, *, limit: int = 3, as_of: str = "") -> list[list[Step]]:
        """The shortest paths between two things, each step with what states it."""
        from kg.network import paths

        content = analysis.content_as_of(self.content, as_of)
        return paths(content, self.entity(start).iri, self.entity(end).iri, limit=limit)

    def rank(self, *, by: str = "degree", limit: int | None = None, as_of: str = "") -> list[Ranked]:
        """The most central things by ``degree``, ``pagerank`` or ``betweenness``."""
        from kg.network import rank

        return rank(analysis.content_as_of(self.content, as_of), by=by, limit=limit)

    def groups(self, *, least: int = 3, as_of: str = "") -> list[Group]:
        """Groups of closely connected things, the largest first."""
        from kg.network import groups

        return groups(analysis.content_as_of(self.content, as_of), least=least)

    def brokers(self, first: str, second: str, *, limit: int | None = None) -> list[Broker]:
        """Who stands between the groups that two things belong to."""
        from kg.network import brokers

        return brokers(self.content, self.entity(first).iri, self.entity(second).iri, limit=limit)

    def export(self, path: PathType, *, format: str | None = None) -> list[Path]:
        """Write the graph to a file (ttl nt nq trig jsonld rdf graphml gexf csv); which files were written."""
        from kg.export import export

        return export(self.view, Path(path), format=format)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The graph for networkx: a node an entity (by IRI), an edge a statement."""
        from kg.network import to_networkx

        return to_networkx(self.view)

    def to_pandas(self, facts: Iterable[FactRow] | None = None) -> Any:
        """Facts (all by default) as a pandas ``DataFrame``, a row each."""
        pandas = _package("pandas")
        frame = pandas.DataFrame(columns(self if facts is None else facts))
        types = {name: _PANDAS[type_] for name, type_ in FIELDS.items() if type_ in _PANDAS}
        return frame.astype(types).assign(issued=pandas.to_datetime(frame["issued"]))

    def to_polars(self, facts: Iterable[FactRow] | None = None) -> Any:
        """Facts (all by default) as a polars ``DataFrame``, a row each."""
        polars = _package("polars")
        return polars.DataFrame(columns(self if facts is None else facts), schema=FIELDS)


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise KgError(f"to_{name}: {name} is not installed: run 'pip install {name}'") from None

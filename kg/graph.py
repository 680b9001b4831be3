"""A graph for Python: facts and entities as typed values, questions, tables, networks.

A ``Graph`` is the state that the store or file had when it was first read; open it again to see what was built
since. Names are what they are on the command line: any label, an id, an IRI or a stock code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, QueryError
from kg.query import (
    Asker,
    Found,
    Names,
    Reply,
    Result,
    Statement,
    analysis,
    find,
    run_sparql,
    statements,
)
from kg.query.choosing import Several, fact_filter, types_of
from kg.query.columns import FIELDS, columns
from kg.store import DEFAULT_PATH, ArticleRow, Content, EntityRow, FactRow, View, is_remote, open_view

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


class Graph:
    """A graph to read. Iterating gives its facts, ``len`` counts them."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def content(self) -> Content:
        """Everything as plain values."""
        return self.view.content()

    @cached_property
    def names(self) -> Names:
        """What the entities are called."""
        return Names(self.content.entities.values(), base=self.view.base)

    @cached_property
    def _asker(self) -> Asker:
        return Asker(self.view)

    def __len__(self) -> int:
        return len(self.content.facts)

    def __iter__(self) -> Iterator[FactRow]:
        return iter(self.content.facts)

    def __repr__(self) -> str:
        content = self.content
        return (
            f"<Graph: {len(content.entities)} entities, {len(self)} facts, {len(content.articles)} articles>"
        )

    @property
    def articles(self) -> list[ArticleRow]:
        """The articles."""
        return list(self.content.articles.values())

    def entities(self, type: Several | None = None) -> list[EntityRow]:
        """The entities, or those of a type: ``Company``, ``Organization`` …"""
        types = types_of(type)
        return [one for one in self.content.entities.values() if not types or types & set(one.types)]

    def entity(self, name: str) -> EntityRow:
        """The one entity of that name.

        Raises:
            NotFoundError: nothing is called so.
            QueryError: several are called so; the message has their ids.
        """
        found = self.names.resolve(name)
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise QueryError(f"{name}: {len(found)} things are called so ({ids}): name one by its id")
        return found[0]

    def facts(
        self,
        *,
        relation: Several | None = None,
        subject: Several | None = None,
        object: Several | None = None,
        about: Several | None = None,
        type: Several | None = None,
        modality: Several | None = None,
        since: str = "",
        until: str = "",
        min_confidence: float = 0.0,
        as_of: str = "",
    ) -> list[FactRow]:
        """The facts that are like that; each argument takes one or several.

        Args:
            relation: ``investsIn`` …
            subject: a name.
            object: a name.
            about: a name of either end.
            type: the type of either end.
            modality: ``Asserted``, ``Planned``, ``Negated`` or ``Speculative``.
            since: from this year, month or day on (``2021``, ``2021-05``, ``2021-05-27``).
            until: up to the end of this year, month or day.
            min_confidence: at least this sure.
            as_of: only what stood on this year, month or day: told up to it and not denied by then.

        Raises:
            NotFoundError: nothing is called so.
            QueryError: there is no such relation, type or modality.
        """
        wanted = fact_filter(
            self.names,
            relation=relation,
            subject=subject,
            object=object,
            about=about,
            type=type,
            modality=modality,
            since=since,
            until=until,
            min_confidence=min_confidence,
        )
        told = analysis.standing(self, as_of=as_of) if as_of else self
        return [fact for fact in told if wanted.takes(fact)]

    def statements(self, facts: Iterable[FactRow] | None = None) -> list[Statement]:
        """Facts (all by default) with what several articles say alike put together."""
        return statements(self if facts is None else facts)

    def find(self, words: str, *, limit: int = 20) -> list[Found]:
        """Entities and articles that the words fit: parts of names, pinyin initials, words of an article."""
        return find(self.content, words, limit=limit)

    def ask(self, question: str, *, today: date | None = None, as_of: str = "") -> Reply:
        """The answer to a question in Chinese or English.

        Args:
            question: the question.
            today: what 今年 is told from; the day itself by default.
            as_of: answered by what stood on this year, month or day.
        """
        return self._asker.ask(question, today=today, as_of=as_of)

    def sparql(self, query: str) -> Result:
        """The rows of a SPARQL query (its triples as Turtle, if it makes any); kg's prefixes are known."""
        return run_sparql(self.view, query)

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

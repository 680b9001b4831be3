"""What a question asks, as a value: a thing, what must hold for it, and how the answers are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kg.vocab import EntityType, Modality, Relation


class Asked(StrEnum):
    """What the answer is."""

    THING = "thing"  # what the thing marked ``wanted`` is called
    FACTS = "facts"  # each fact with both its ends
    NUMBER = "number"  # how many things are wanted
    WHETHER = "whether"  # yes, if there is a fact
    TIME = "time"
    AMOUNT = "amount"
    PERCENT = "percent"
    POST = "post"
    ABOUT = "about"  # everything that is said of a thing
    CONNECTION = "connection"  # what connects two things


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """What a word says beyond a type (银行 beyond Company), and what tells it.

    ``names`` are words one of which a name of the thing has (or the sentence, ``by_sentence``), ``without`` words that
    none has; ``coded`` is ``stock``, ``country`` or ``no country``; ``trades`` are words of what the lexicon notes of a
    thing, ``members`` the IRIs of those that it notes so. ``anywhere`` lets every sentence about the thing tell it. With
    none of these nothing tells it.
    """

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    by_sentence: bool = False
    anywhere: bool = False
    coded: str = ""
    trades: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def joined(self, other: Sort) -> Sort:
        """Either of the two: 高校和研究院."""
        return replace(
            self,
            words=self.words + other.words,
            names=self.names + other.names,
            trades=self.trades + other.trades,
            by_sentence=self.by_sentence or other.by_sentence,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sphere:
    """国内 or 海外: ``is_home`` which of the two, and the IRIs of the places on either side that the graph names."""

    is_home: bool
    home: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A relation in a direction: outward from the thing that it is said of, or towards it.

    ``head`` are the types that the thing must have because of the word (产品); ``posts`` the posts asked for;
    ``said`` words one of which the sentence must have, where the verb says more than the relation (代工).
    ``adjective`` marks what a name before a kind of thing says (美国公司), ``within`` are the places that will do, each
    with the place asked for that it lies in.
    """

    relation: Relation
    outward: bool
    head: frozenset[EntityType] = frozenset()
    posts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    adjective: bool = False
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """That a thing stands in one of these relations to another thing, and what goods the fact is of."""

    options: tuple[Option, ...]
    other: Thing
    product: Thing | None = None

    @property
    def things(self) -> tuple[Thing, ...]:
        """The things that it tells of besides the one that it is said of."""
        return (self.other, self.product) if self.product else (self.other,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What something must be: one of these entities, of one of these types, and all of these clauses.

    ``called`` is a word that its name has in it, ``without`` what it is not. ``together`` asks that all the entities stand in the
    relation, not one of them; ``wanted`` marks what is asked for, ``counted`` that only its number is.
    """

    entities: tuple[str, ...] = ()
    types: frozenset[EntityType] = frozenset()
    called: str = ""
    clauses: tuple[Clause, ...] = ()
    wanted: bool = False
    counted: bool = False
    together: bool = False
    namesakes: tuple[tuple[str, ...], ...] = ()  # the entities by their names, where all names are meant
    sort: Sort | None = None
    mention: Sort | None = None  # a word that only its names, its note or the sentence can tell
    without: tuple[str, ...] = ()
    sphere: Sphere | None = None

    @property
    def each(self) -> tuple[tuple[str, ...], ...]:
        """The entities that each of its names stands for."""
        return self.namesakes or tuple((iri,) for iri in self.entities)

    def within(self) -> Iterator[Thing]:
        """The thing, and all that it stands to."""
        yield self
        for clause in self.clauses:
            yield from clause.other.within()

    def everywhere(self, change: Callable[[Thing], Thing]) -> Thing:
        """The thing with all that it stands to changed, and then itself."""
        clauses = tuple(replace(one, other=one.other.everywhere(change)) for one in self.clauses)
        return change(replace(self, clauses=clauses))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A bound of an amount or a share: ``sign`` is one of ``> >= < <= =``."""

    sign: str
    value: Decimal
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that has been understood, every word of it."""

    text: str
    language: str
    asked: Asked
    thing: Thing
    other: Thing | None = None  # the second end of a connection
    by: frozenset[Relation] = frozenset()  # what connects them are only facts of these, one after the other
    modalities: frozenset[Modality] = frozenset({Modality.ASSERTED})
    since: str = ""
    until: str = ""
    is_of_others: bool = False  # none of the things that it names answers it
    as_of: str = ""  # only what stood on this day
    amounts: tuple[Bound, ...] = ()
    percents: tuple[Bound, ...] = ()
    not_in: frozenset[str] = frozenset()  # only amounts in none of these currencies
    order: str = ""  # most | amount | percent | latest | earliest
    limit: int | None = None
    mentions: tuple[Sort, ...] = ()  # words that the answer or the sentence of its fact must have
    aside: tuple[str, ...] = ()  # words that no graph tells, of which the answer takes no account
    wider: tuple[str, ...] = ()  # words that the answer leaves out, because with them there is none
    undated: bool = False  # only of facts that state no time
    said_time: str = ""  # only of facts whose time is written so: 去年7月 in an article of no date
    kindred: bool = False  # relations near the one that was asked for answer too, because there is none of it

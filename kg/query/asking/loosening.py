"""A question without what its words say beyond the relation, where nothing was found with it.

A sentence seldom says 总部 of where a company is. Then where it is known to be is the answer, and it is told so.
Which companies are in a place is another thing than which have their 总部 there: that is not loosened.
"""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.question import Clause, Question, Thing
from kg.vocab import Relation

# Of other relations the word makes a difference that must not be lost: to regulate is not to fine.
_LOOSE = frozenset({Relation.LOCATED_IN})


def loosened(question: Question) -> Question:
    """The same question of the relation alone, where that is near enough to tell."""
    thing = question.thing
    clauses = tuple(_clause(thing, clause) for clause in thing.clauses)
    return replace(question, thing=replace(thing, clauses=clauses))


def _clause(thing: Thing, clause: Clause) -> Clause:
    options = []
    for option in clause.options:
        placed = thing if option.outward else clause.other
        is_loose = option.relation in _LOOSE and placed.entities
        options.append(replace(option, said=()) if is_loose else option)
    return replace(clause, options=tuple(dict.fromkeys(options)))
